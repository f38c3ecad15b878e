# SPDX-License-Identifier: Apache-2.0
"""Who "is accused of" something, without a word of by whom: before a court that is a charge, elsewhere the content alone
is a claim ("he is accused of killing a priest"), so that of "he is accused of greed" nothing is left to record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.senses import senses
from sayso.codebook import Codebook
from sayso.parse import Parse
from sayso.syntax.passives import is_passive

ACCUSED, CHARGED = "politics.accuse", "custody.charge"


def accused_of(parse: Parse, codebook: Codebook, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, a bare accusation as a charge where its sentence tells of police or a court, else left out."""
    for d in drafts:
        if not _bare(parse, d):
            yield d
        elif CHARGED in codebook.codes and _formal(parse, d.candidate.index):
            meant = codebook.codes[CHARGED]
            roles = {"reason" if role == "topic" else role: row for role, row in d.roles.items()}
            roles = {role: row for role, row in roles.items() if role in meant.roles}
            yield replace(d, candidate=replace(d.candidate, code=meant), roles=roles)


def _bare(parse: Parse, d: Draft) -> bool:
    """Whether a claim is that somebody is accused, without whom by."""
    w = parse.words[d.candidate.index]
    if d.candidate.code.code != ACCUSED or w.lemma.lower() != "accuse" or w.upos not in {"VERB", "ADJ"} or w.xpos != "VBN":
        return False
    active = parse.children(w.index, "obj") or any(c.relation == "nsubj" for c in parse.children(w.index, "nsubj"))
    agent = d.roles.get("actor") or any(c.relation == "obl:agent" for c in parse.children(w.index, "obl"))
    return (is_passive(parse, w) or not active) and not agent


def _formal(parse: Parse, index: int) -> bool:
    """Whether a sentence tells of arrests or courts."""
    s = parse.sentence_of(index)
    told = senses()["accuse"][CHARGED]
    return any(w.lemma.lower() in told for w in parse.words[s.first : s.last])
