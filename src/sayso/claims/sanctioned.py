# SPDX-License-Identifier: Apache-2.0
"""On whom sanctions lie that are told by a country's name before the noun: "the Iran sanctions", "Iranian sanctions" lie on
Iran, "U.S. sanctions" are by the United States."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.claims.roles import Filling
from sayso.mentions.lexicon import lexicon
from sayso.syntax.grammar import grammar
from sayso.syntax.paths import step

SANCTIONS = {"sanction", "sanctions"}
BEFORE = {"compound", "amod", "nmod:unmarked", "nmod:desc"}
"""Relations of a word before a noun that says whose or of what kind it is."""


def with_sanctioned(filling: Filling, d: Draft) -> Draft:
    """A claim of sanctions with the country before the noun as their target, where no other is named and the country is none of
    those that impose them on others."""
    w = filling.parse.words[d.candidate.index]
    if d.candidate.code.code != "politics.sanction" or w.upos != "NOUN" or w.lemma.lower() not in SANCTIONS:
        return d
    beside = filling.parse.children(w.index, "compound", "amod", "nmod")
    before = [c for c in beside if c.relation in BEFORE and c.index < w.index]
    row = [Filled(found[0].id, found[1].span, "comp", step("modifier", w.index)) for c in before
           if (found := filling.entity(c.index)) and _burdened(found[0].name, c.text)]
    others = [f for f in d.roles.get("target", ()) if all(f.entity != r.entity for r in row)]
    if not row or others:
        return d
    acting = [f for f in d.roles.get("actor", ()) if all(f.entity != r.entity for r in row)]
    rest = {role: fs for role, fs in d.roles.items() if role not in {"actor", "target"}}
    return replace(d, roles={**({"actor": acting} if acting else {}), "target": row, **rest})


def _burdened(name: str, word: str) -> bool:
    """Whether a name or demonym calls a country, and none that is known for imposing sanctions."""
    land = lexicon().land(name.lower()) or lexicon().land(word.lower()) or lexicon().country_of(word)
    return bool(land) and land not in grammar().sanctioning
