# SPDX-License-Identifier: Apache-2.0
"""One event told by two words of one clause is one claim: which of the words carries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.codebook import noun_head
from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.paths import step
from sayso.syntax.subjects import preposition
from sayso.text import inside, overlap

EMPTY = {"target", "aim", "direct"}
"""Verbs that only say at whom the event noun beside them was aimed."""


STRIKING = {"hit", "strike"}
"""Verbs that say of a blow, their subject, only where it went: "a drone strike hit the compound"."""

PROTEST = "politics.protest"

LENT = ("target", "topic", "reason", "place")
"""Roles that a protest takes over from the word that only tells what it was about."""

STANDING = ("tie.", "custody.")
"""Codes of what was so before, whatever a verb says is done about it: "dropped the charges"."""


def without_doubles(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts without the weaker word of each pair: a light verb and its noun ("conducted strikes": the noun), a blow and
    its means ("struck by an air strike": the verb), an aim and its blow ("targeted by air strikes": the noun), an event and
    what is done about it ("suspended aid": the verb). What stays names the other word in its notes."""
    by_index = {d.candidate.index: d for d in drafts}
    left: dict[int, int] = {}      # the word of a draft that goes → that of the one which stays
    aimed: dict[int, int] = {}
    for d in drafts:
        for noun in _own_nouns(parse, d, by_index):
            alike = noun.candidate.code.code == d.candidate.code.code
            fired = parse.words[noun.candidate.index].lemma.lower() in grammar().firing      # "shots were fired": the verb
            goes, stays = (d, noun) if alike and not fired and _core(noun) >= _core(d) else (noun, d)
            left[goes.candidate.index] = stays.candidate.index
        if d.candidate.pattern.kind != "verb" and d.candidate.code.code.startswith("violence."):
            verb = by_index.get(parse.words[d.candidate.index].head)
            if verb is None or verb.candidate.pattern.kind != "verb" or not verb.candidate.code.code.startswith("violence."):
                continue
            w = parse.words[d.candidate.index]
            struck = parse.words[verb.candidate.index].lemma.lower() in STRIKING and w.relation.startswith("nsubj")
            agent = w.relation.startswith("obl") and preposition(parse, w.index) == "by"
            if struck or parse.words[verb.candidate.index].lemma.lower() in EMPTY and (agent or w.relation.startswith("nsubj")):
                left[verb.candidate.index] = d.candidate.index
            elif agent:
                left[d.candidate.index] = verb.candidate.index
        if (blow := _aimed(parse, d, by_index)) is not None:
            left[d.candidate.index] = aimed[d.candidate.index] = blow
    lent = {left.get(blow, blow): by_index[aim].roles.get("target", []) for aim, blow in aimed.items()}
    return _once([_noted(_at(d, lent.get(d.candidate.index, [])), left) for d in drafts if d.candidate.index not in left])


def _at(d: Draft, target: list[Filled]) -> Draft:
    """A draft, at the target of the word that only says its aim where it has none itself."""
    return d if not target or d.roles.get("target") else replace(d, roles={**d.roles, "target": target})


def _aimed(parse: Parse, d: Draft, by_index: Mapping[int, Draft]) -> int | None:
    """The blow that a participle behind it says the aim of: "launched air strikes targeting the airfield"."""
    w = parse.words[d.candidate.index]
    if w.xpos != "VBG" or w.lemma.lower() not in EMPTY or w.relation.partition(":")[0] not in {"acl", "advcl"}:
        return None
    over = [w.head, *(c.index for c in parse.children(w.head, "obj", "obl"))] if w.relation.startswith("advcl") else [w.head]
    blows = (by_index[i] for i in over if i in by_index and i < w.index)
    return next((b.candidate.index for b in blows if b.candidate.code.code.startswith("violence.")), None)


def one_protest(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """ "Marched to protest against the levy", "blocked the road in protest against it": a protest of which a second word tells
    only what it was about is one claim, on the word that tells what was done; it takes what the second word fills. Asked once
    the heads have looked at each."""
    protests = {i: d for d in drafts if d.candidate.code.code == PROTEST for i in d.candidate.matched}
    goes: dict[int, Draft] = {}
    for d in drafts:
        w = parse.words[d.candidate.index]
        if d.candidate.code.code != PROTEST or not _tells_why(parse, w):
            continue
        near = (w.head, *(c.index for c in parse.children(w.head, "obj", "obl") if c.index != w.index))
        over = next((protests[i] for i in near if i in protests), None)
        if over is not None and over.candidate.index not in {d.candidate.index, *goes}:
            goes[d.candidate.index] = over
    out = []
    for d in drafts:
        whole = d
        for word in (x for x in drafts if goes.get(x.candidate.index) is whole):
            lent = {r: row for r in LENT if (row := word.roles.get(r)) and r not in d.roles}
            d = replace(d, roles={**d.roles, **lent}, notes=d.notes + step("double", word.candidate.index))
        if d.candidate.index not in goes:
            out.append(d)
    return out


def _tells_why(parse: Parse, w: Word) -> bool:
    """Whether a word of protest stands as a clause of purpose or manner ("to protest", "protesting"), or as a bare noun behind
    "in" ("in protest")."""
    if w.lemma.lower() not in grammar().protesting or w.head < 0:
        return False
    if w.upos == "VERB":
        return w.relation in {"advcl", "xcomp", "acl"} and w.xpos in {"VB", "VBG"}
    return preposition(parse, w.index) == "in" and not parse.children(w.index, "det") and w.xpos == "NN"


def _noted(d: Draft, left: Mapping[int, int]) -> Draft:
    """A draft with a note of the words that tell of the same."""
    same = tuple(s for goes, stays in left.items() if stays == d.candidate.index for s in step("double", goes))
    return replace(d, notes=d.notes + same) if same else d


def _core(d: Draft) -> tuple[int, int]:
    """How much a draft tells: participants first, then all roles."""
    return sum(len(d.roles.get(r, ())) for r in ("actor", "target", "group", "to", "from")), len(d.roles)


def _own_nouns(parse: Parse, d: Draft, by_index: dict[int, Draft]) -> Iterator[Draft]:
    """The claims of event nouns that a pattern's own words name behind its verb or noun."""
    verb = d.candidate.pattern.kind == "verb"
    named = set(d.candidate.words[1 if verb else noun_head(d.candidate.words) + 1 :])
    for c in parse.children(d.candidate.index, *(("obj", "nsubj", "obl") if verb else ("nmod",))):
        inside = (c, *(parse.children(c.index, "compound", "nmod") if c.relation == "obj" else ()))
        for x in inside if named else ():
            other = by_index.get(x.index)
            if other is None or other.candidate.pattern.kind != "noun" or not {x.lemma.lower(), x.lower} & named:
                continue
            if other.candidate.code.code == d.candidate.code.code or not other.candidate.code.code.startswith(STANDING):
                yield other


def _holds(o: Draft, d: Draft) -> bool:
    """Whether one trigger is a word of another's expression."""
    longer = o.candidate.span[1] - o.candidate.span[0] > d.candidate.span[1] - d.candidate.span[0]
    nouns = o.candidate.pattern.kind == d.candidate.pattern.kind == "noun"
    return nouns and longer and set(d.candidate.words) < set(o.candidate.words) and inside(d.candidate.span, o.candidate.span)


def _once(drafts: list[Draft]) -> list[Draft]:
    """Of two claims of one code whose triggers overlap the one with the longer trigger stays."""
    out: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (d.candidate.span[0], -d.candidate.span[1])):
        if any(_holds(o, d) for o in drafts):
            continue      # the "arson" of an "arson attack"
        same = [o for o in out if o.candidate.code.code == d.candidate.code.code]
        if any(overlap(o.candidate.span, d.candidate.span) for o in same):
            continue
        if over := next((o for o in same if d.candidate.index in o.candidate.matched), None):
            out.remove(over)      # "left one man slightly injured": the last word, with what the first one fills
            d = replace(d, roles={**over.roles, **d.roles}, notes=d.notes + step("double", over.candidate.index))
        out.append(d)
    return sorted(out, key=lambda d: d.candidate.span)
