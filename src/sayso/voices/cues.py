# SPDX-License-Identifier: Apache-2.0
"""The lexicon of cues: words that bring in a voice, read from data/cues.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or phrase. `words`: lemma first, then what must stand near it. `content`: clause, object, of, for …"""

    words: tuple[str, ...]
    stance: str
    certainty: str
    content: frozenset[str] = frozenset({"clause"})
    to: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by their first word, longest first; source nouns by kind."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, Cue]
    prepositions: Mapping[str, Cue]
    citing: frozenset[str]
    kinds: Mapping[str, str]
    clause_only: frozenset[str]
    infinitives: frozenset[str]
    of_what: frozenset[str]
    aloud: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    raw = yaml.safe_load(resources.files("sayso.voices").joinpath("data/cues.yaml").read_text(encoding="utf-8"))
    verbs: dict[str, list[Cue]] = {}
    for row in raw["verbs"]:
        for phrase in str(row["words"]).split(","):
            words = tuple(phrase.split())
            verbs.setdefault(words[0], []).append(
                Cue(words, row["stance"], row["certainty"], frozenset(row["content"].split()), frozenset(row["to"].split()))
            )
    nouns = {
        w.strip(): Cue((w.strip(),), row["stance"], row["certainty"]) for row in raw["nouns"] for w in row["words"].split(",")
    }
    prepositions = {
        w.strip(): Cue(tuple(w.split()), row["stance"], row["certainty"])
        for row in raw["prepositions"]
        for w in row["words"].split(",")
    }
    kinds = {w: kind for kind, words in raw["kinds"].items() for w in str(words).split()}
    return Lexicon(
        {k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in verbs.items()},
        nouns,
        prepositions,
        frozenset(raw["citing"].split()),
        kinds,
        frozenset(raw["clause_only"].split()),
        frozenset(raw["infinitives"].split()),
        frozenset(raw["of_what"].split()),
        frozenset(raw["aloud"].split()),
    )
