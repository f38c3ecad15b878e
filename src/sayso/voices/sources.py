# SPDX-License-Identifier: Apache-2.0
"""Words by which a source is known (nouns by kind of voice, data/sources.yaml), and the word lists of data/words.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml


@cache
def kinds() -> Mapping[str, str]:
    """Lemma of a source's head noun → kind of voice (model.VOICE_KINDS); the first kind listed wins."""
    raw = yaml.safe_load(resources.files("sayso.voices").joinpath("data/sources.yaml").read_text(encoding="utf-8"))
    out: dict[str, str] = {}
    for kind, words in raw["kinds"].items():
        for word in str(words).split():
            out.setdefault(word, kind)
    return out


def words(name: str) -> frozenset[str]:
    """A list of data/words.yaml."""
    return _lists()[name]


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    raw = yaml.safe_load(resources.files("sayso.voices").joinpath("data/words.yaml").read_text(encoding="utf-8"))
    return {name: frozenset(str(row).split()) for name, row in raw.items()}
