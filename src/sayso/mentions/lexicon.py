# SPDX-License-Identifier: Apache-2.0
"""What single words and known names tell about who is meant: the data files of this room, loaded once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

import yaml

from sayso.mentions import lands
from sayso.mentions.bodies import Bodies, Known, by_name, shipped
from sayso.mentions.names import words_of


@dataclass(frozen=True)
class Lexicon:
    """Word lists by what they are used for; see data/nouns.yaml for the meaning of each."""

    types: Mapping[str, str]
    ambiguous: frozenset[str]
    forces: frozenset[str]
    sides: frozenset[str]
    back: Mapping[str, frozenset[str]]
    quantities: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    titles: frozenset[str]
    parties_too: frozenset[str]
    endings: Mapping[str, str]
    starts: Mapping[str, str]
    saying: frozenset[str]
    deciding: frozenset[str]
    loose: frozenset[str]
    regular: frozenset[str]
    charged: frozenset[str]
    deeds: Mapping[str, frozenset[str]]
    does: Mapping[str, frozenset[str]]
    suffers: Mapping[str, frozenset[str]]
    vague: frozenset[str]
    public: frozenset[str]
    masculine_names: frozenset[str]
    feminine_names: frozenset[str]
    known: Mapping[tuple[str, ...], Known]
    first_words: frozenset[str]

    def type_of(self, lemma: str) -> str:
        """The type that a common noun speaks of, or "" where it is in no list."""
        last = lemma.rstrip(".").rpartition("-")[2]
        for form in (lemma, last, last[:-3] + "y" if last.endswith("ies") else last[:-1] if last.endswith("s") else last):
            if form in self.types:
                return self.types[form]
        return ""

    def gender(self, lemma: str) -> str:
        """m, f or any, of a common noun or form of address."""
        return "m" if lemma in self.male else "f" if lemma in self.female else "any"

    def gender_of_name(self, first: str) -> str:
        """m, f or any, by a short list of first names."""
        return "m" if first in self.masculine_names else "f" if first in self.feminine_names else "any"

    def is_title(self, lower: str) -> bool:
        """Whether a word stands as a title before names."""
        return lower.rstrip(".") in self.titles

    def country_of(self, word: str) -> str:
        """The country (ISO 3166) that a demonym adjective or noun belongs to, or ""."""
        return lands.country_of_demonym(word)

    def land(self, word: str) -> str:
        """The country that a demonym or a country's name calls, or ""."""
        return lands.country_of_demonym(word) or lands.country_named(word)

    def with_outlet(self, name: str) -> Lexicon:
        """The same with the report's own outlet among the known names ("told Kori Dispatch")."""
        key = words_of(name)
        if not key or key in self.known:
            return self
        known = {**self.known, key: Known(name, "outlet", "", "")}
        return replace(self, known=known, first_words=self.first_words | {key[0]})

    def with_bodies(self, own: Bodies) -> Lexicon:
        """The same with a user's bodies, which go before ours."""
        known = by_name(shipped(), own.rows)
        return replace(self, known=known, first_words=frozenset(name[0] for name in known))

    def body(self, name: tuple[str, ...]) -> Known | None:
        """The known body of that name."""
        return self.known.get(name)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for kind, words in table.items():
        for w in words.split():
            out.setdefault(w, kind)
    return out


def _kinds(table: Mapping[str, Mapping[str, str]], what: str) -> dict[str, frozenset[str]]:
    """word → the kinds in whose list it stands."""
    out: dict[str, set[str]] = {}
    for kind, lists in table.items():
        for w in lists.get(what, "").split():
            out.setdefault(w, set()).add(kind)
    return {w: frozenset(kinds) for w, kinds in out.items()}


@cache
def lexicon() -> Lexicon:
    """The shipped word lists and the roster of known bodies."""
    data = resources.files("sayso.mentions") / "data"
    raw = yaml.load((data / "nouns.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    known = by_name(shipped())
    return Lexicon(
        _by_word(raw["types"]),
        _set(raw["ambiguous"]),
        _set(raw["forces"]),
        _set(raw["sides"]),
        {k: _set(v) for k, v in raw["back"].items()},
        _set(raw["quantities"]),
        _set(raw["male"]),
        _set(raw["female"]),
        _set(raw["titles"]),
        _set(raw["parties_too"]),
        _by_word(raw["endings"]),
        _by_word(raw["starts"]),
        _set(raw["saying"]),
        _set(raw["deciding"]),
        _set(raw["loose"]),
        _set(raw["regular"]),
        _set(raw["charged"]),
        _kinds(raw["deeds"], "nouns"),
        _kinds(raw["deeds"], "does"),
        _kinds(raw["deeds"], "suffers"),
        _set(raw["vague"]),
        _set(raw["public"]),
        _set(raw["masculine_names"]),
        _set(raw["feminine_names"]),
        known,
        frozenset(name[0] for name in known),
    )
