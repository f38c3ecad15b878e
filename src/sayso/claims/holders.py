# SPDX-License-Identifier: Apache-2.0
"""Who holds an office, by the name that stands straight behind it, wherever the tree hung that."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.claims.offices import OFFICES, held_by_name
from sayso.claims.roles import Filling
from sayso.model import Mention
from sayso.parse import Word
from sayso.syntax.paths import step

OF = {"of", "for"}
"""Prepositions behind which an office has its body or business, and its holder after that."""

FAR = 12
"""Words from an office over its body to its holder."""

PLURAL = {"NNS", "NNPS"}


def with_holder(filling: Filling, d: Draft) -> Draft:
    """An office of one with who is named straight behind it ("with his counterpart Omar Deen"); one that nobody named holds
    with who is named between commas behind its body ("the Minister for Health, Ann Lee, and")."""
    c, parse = d.candidate, filling.parse
    if c.code.code not in OFFICES or c.pattern.kind != "noun" or parse.words[c.index].xpos in PLURAL:
        return d
    behind = parse.words[max(c.matched) + 1 : min(max(c.matched) + 1 + FAR, parse.sentence_of(c.index).last)]
    found = _named(filling, behind)
    if found is None or [f.entity for f in d.roles.get("actor", ())] == [found[0]]:
        return d
    ident, name = found
    gap = [w for w in parse.words[c.index + 1 : behind[0].index] + behind if w.start < name.start]
    if gap and (held_by_name(filling, d) or not _body(gap, [w for w in behind if w.start >= name.end])):
        return d
    holder = Filled(ident, name.span, "self", step("just-behind", c.index))
    others = {r: [f for f in fs if f.entity != ident] for r, fs in d.roles.items() if r != "actor"}
    return replace(d, roles={"actor": [holder], **{r: fs for r, fs in others.items() if fs}})


def _named(filling: Filling, words: list[Word] | tuple[Word, ...]) -> tuple[str, Mention] | None:
    """The first person who is named among some words."""
    first = next((w for w in words if w.entity.endswith("B-PER")), None)
    named = ((e, m) for e, m in filling.mentions.by_head.values() if first is not None and m.start == first.start)
    return next((x for x in named if x[1].form == "name" and filling.entities[x[0]].type == "person"), None)


def _body(gap: list[Word], rest: list[Word]) -> bool:
    """Whether between office and name stand a body and a comma, and behind the name another: "of the guild, Omar Deen,"."""
    inside = gap[1:-1]
    plain = all(w.upos in {"DET", "PROPN", "NOUN", "ADJ", "ADP"} and w.kind != "person" for w in inside)
    return gap[0].lower in OF and bool(inside) and plain and gap[-1].text == "," and bool(rest) and rest[0].text == ","
