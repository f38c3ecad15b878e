# SPDX-License-Identifier: Apache-2.0
"""Whom a word in a slot means: its own entity, or those who are named for it elsewhere in the sentence."""

from __future__ import annotations

from sayso.mentions import Mentions
from sayso.parse import Parse
from sayso.syntax.listing import one_by_one
from sayso.syntax.paths import Path, Reached
from sayso.syntax.subjects import coordinated
from sayso.text import Span

Told = tuple[str, Span, Path]
"""An entity that a word stands for, the words that say so, and the way to these from the word."""


def meant(parse: Parse, mentions: Mentions, index: int, trigger: int) -> list[Told]:
    """The entities that a word, the head of a mention, means beside the word at `trigger`: "the two men" are both, "those
    arrested include Omar Deen and Ann Lee" these two."""
    told = _entities(mentions, one_by_one(parse, index, trigger)) or _named(parse, mentions, index)
    if told:
        return told
    ident, mention = mentions.by_head[index]
    return [(i, mention.span, ()) for i in (ident, *mentions.others.get(index, ()))]


def _entities(mentions: Mentions, words: Reached) -> list[Told]:
    return [(ident, m.span, path) for i, path in words.items() if i in mentions.by_head for ident, m in [mentions.by_head[i]]]


def _named(parse: Parse, mentions: Mentions, index: int) -> list[Told]:
    """Who is named straight behind a description of persons: "two guards, Omar Deen and Ann Lee", "a priest, Omar Deen"."""
    w = parse.words[index]
    if w.kind != "person" or w.upos != "NOUN" or w.xpos not in {"NN", "NNS"}:
        return []
    names = [a for a in parse.children(index, "appos") if a.upos == "PROPN" and a.kind == "person" and a.index > index]
    rows = coordinated(parse, names[0].index) if len(names) == 1 else {}
    types = {e.id: e.type for e in mentions.entities} if rows else {}
    found: list[Told] = [(ident, span, ()) for ident, span, _ in _entities(mentions, rows) if types[ident] == "person"]
    return found if (len(found) > 1) == (w.xpos == "NNS") else []
