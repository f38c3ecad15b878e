# SPDX-License-Identifier: Apache-2.0
"""Which of two acts a noun names that may name both: a word keeps one sense through a report, and the report's other words tell
which (Gale, Church and Yarowsky 1992, "One sense per discourse")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from sayso.claims.discourse import Draft
from sayso.codebook import Codebook
from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition

Senses = Mapping[str, Mapping[str, frozenset[str]]]
"""Noun → code → the words that tell of it."""


def one_sense(parse: Parse, codebook: Codebook, drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts, those by a noun of two acts with the code that its own modifiers tell, else most words of its sentence, else
    of the report. Finer codes and a user's own stay."""
    return [_meant(parse, codebook, d) for d in drafts]


def _meant(parse: Parse, codebook: Codebook, d: Draft) -> Draft:
    w = parse.words[d.candidate.index]
    told = _senses().get(w.lemma.lower(), {})
    code = d.candidate.code.code
    if w.upos != "NOUN" or code not in told:
        return d
    best = next(filter(None, (_most(told, words) for words in _around(parse, w))), None)
    if best is None or best == code or best not in codebook.codes:
        return d
    meant = codebook.codes[best]
    roles = {role: row for role, row in d.roles.items() if role in meant.roles}
    return replace(d, candidate=replace(d.candidate, code=meant), roles=roles)


def _around(parse: Parse, w: Word) -> Iterator[list[str]]:
    """What tells the sense of a noun, the nearest first: its own modifiers and prepositions, its sentence, the report."""
    own = [c.lemma.lower() for c in parse.children(w.index, "compound", "nmod", "amod")]
    own += [f"={c.lemma.lower()}" for c in parse.children(w.index, "compound")]
    yield own + [f"+{preposition(parse, c.index)}" for c in parse.children(w.index, "nmod") if c.kind != "time"]
    s = parse.sentence_of(w.index)
    yield [x.lemma.lower() for x in parse.words[s.first : s.last]]
    yield [x.lemma.lower() for x in parse.words]


def _most(told: Mapping[str, frozenset[str]], words: Sequence[str]) -> str | None:
    """The code of which most words tell; None where two have as many."""
    found = sorted(((sum(w in known for w in words), code) for code, known in told.items()), reverse=True)
    return found[0][1] if found[0][0] > found[1][0] else None


@cache
def _senses() -> Senses:
    raw = yaml.safe_load(resources.files("sayso.claims").joinpath("data/senses.yaml").read_text(encoding="utf-8"))
    return MappingProxyType({noun: {code: frozenset(words.split()) for code, words in row.items()}
                             for noun, row in raw.items()})
