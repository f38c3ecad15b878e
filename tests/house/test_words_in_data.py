# SPDX-License-Identifier: Apache-2.0
"""Words in data files are words: YAML takes an unquoted on, off, yes, no for a truth value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

SOURCES = Path(__file__).parents[2] / "src" / "sayso"
FILES = sorted(p for p in SOURCES.rglob("*.yaml") if "codebook" not in p.parts)      # codebooks are read word by word


def _truths_among_words(value: Any, at: str) -> Iterator[str]:
    """Places where a truth value stands in a list or table of words."""
    each = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inside = list(each)
    words = bool(inside) and all(isinstance(v, (str, bool)) for _, v in inside)
    for key, v in inside:
        if isinstance(key, bool) or isinstance(v, bool) and words and (isinstance(value, list) or "whom" in at):
            yield f"{at}.{key}"
        yield from _truths_among_words(v, f"{at}.{key}")


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCES)))
def test_no_word_is_a_truth_value(path: Path) -> None:
    assert not list(_truths_among_words(yaml.safe_load(path.read_text(encoding="utf-8")), path.stem))
