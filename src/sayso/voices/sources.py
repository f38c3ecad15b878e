# SPDX-License-Identifier: Apache-2.0
"""Words by which a source is known (nouns by kind of voice, data/sources.yaml), and the word lists of data/words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def kinds() -> Mapping[str, str]:
    """Lemma of a source's head noun → kind of voice (model.VOICE_KINDS); the first kind listed wins."""
    out: dict[str, str] = {}
    for kind, row in _data("sources.yaml")["kinds"].items():
        for word in str(row).split():
            out.setdefault(word, kind)
    return out


def words(name: str) -> frozenset[str]:
    """A list of data/words.yaml."""
    return _lists()[name]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(str(row).split()) for name, row in _data("words.yaml").items()}


def _data(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(resources.files("sayso.voices").joinpath("data", name).read_text(encoding="utf-8"))
    return raw
