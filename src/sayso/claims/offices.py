# SPDX-License-Identifier: Apache-2.0
"""Offices and ties, once the heads have looked at each: whose they are, and one claim a report and holder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.claims.members import MEMBER
from sayso.claims.places import LOCATIVE
from sayso.claims.roles import Filling
from sayso.claims.whois import said_of
from sayso.codebook import Codebook
from sayso.parse import Parse
from sayso.syntax.grammar import grammar
from sayso.syntax.paths import step
from sayso.syntax.subjects import preposition
from sayso.text import Span

ROLE, LEAD = "tie.role", "tie.lead"

OFFICES = {ROLE, LEAD}
"""Codes of an office, in whose name may stand what it is for."""

BODIES = {"group", "organisation"}
"""Types of what is led by who presides over it; a state or place has a president as an office."""

LED = BODIES | {"state", "place"}
"""Types of what has offices."""

LANDS = {"state", "place", "people"}
"""Types of what has people rather than members or staff: a country, its towns, a family."""

MEMBERS = "member"
"""What is in the words that say of themselves what somebody belongs to: members, ex-members, crew members."""

NOBODY = {"any", "no"}
"""Words before members of whom nobody says that there are any."""

LINKS = {"of", "for", "and", "the", ","}
"""Words between an office and its business."""


def once(drafts: Iterable[Draft]) -> list[Draft]:
    """An office or tie is marked once a report and holder (the guidelines)."""
    out: list[Draft] = []
    seen: set[tuple[object, ...]] = set()
    for d in drafts:
        code = d.candidate.code.code
        if code.startswith("tie."):
            holders = frozenset(f.entity for f in d.roles.get("actor", ()))
            others = frozenset(f.entity for r in ("group", "target", "place") for f in d.roles.get(r, ()))
            key = (code, d.candidate.words[-1] if code in {"tie.lead", "tie.role"} else "", holders, others)
            bare = (code, d.candidate.words[-1], holders)
            if key in seen or (not others and bare in seen):
                continue
            seen |= {key, bare}
        out.append(d)
    return out


def without_nameless(filling: Filling, drafts: Iterable[Draft]) -> list[Draft]:
    """Without the ties of those who have no name and before whose word only stands of which side they are: "X guerrillas"
    (the guidelines), "League activists"; not of "guerrillas of X". What members belong to the word itself tells. And without
    the offices of the nameless that no body is told of: "the governor", "his aide", "the Karo mayor"; and bare occupations."""
    return [d for d in drafts if not (_nameless(filling, d) or _known_by_office(filling, d) or _occupation(filling, d))]


def _occupation(filling: Filling, d: Draft) -> bool:
    """Whether an office is what somebody works as, with no more told than from where: "Bolivian photographer Ana Holt"."""
    return d.candidate.code.code == ROLE and d.candidate.words[-1] in grammar().occupations and _of_land(filling, d)


def _of_land(filling: Filling, d: Draft) -> bool:
    """Whether no body is told of, or only a land, a town or people."""
    return _bodies(filling, d) <= LANDS


def _bodies(filling: Filling, d: Draft) -> set[str]:
    """The types of those whose an office or member is."""
    return {filling.entities[f.entity].type for f in d.roles.get("group", ()) if f.entity in filling.entities}


def _known_by_office(filling: Filling, d: Draft) -> bool:
    """Whether an office is all that is told of its holder, of no body or only of a place (on marked reports 96 too many, 14
    right), or of several in a state or among people ("Pakistan's ministers": of eight none)."""
    if d.candidate.code.code not in OFFICES or d.candidate.pattern.kind != "noun" or not d.roles.get("actor"):
        return False
    if said_of(filling.parse, filling.parse.words[d.candidate.index]):
        return False      # "He was the general's assistant"
    several = filling.parse.words[d.candidate.index].xpos in {"NNS", "NNPS"} and d.candidate.code.code == ROLE
    return _bodies(filling, d) <= (LANDS if several else {"place"}) and not held_by_name(filling, d)


def _nameless(filling: Filling, d: Draft) -> bool:
    if d.candidate.code.code != MEMBER or d.candidate.pattern.kind != "noun":
        return False
    if any(w.lower in NOBODY for w in filling.parse.children(d.candidate.index, "det")):
        return True      # "denied that it had expelled any members"
    before = all(f.span[0] < d.candidate.span[0] for f in d.roles.get("group", ()))
    if MEMBERS in filling.parse.words[d.candidate.index].lemma.lower():      # "family members", "U.S. service members"
        return bool(d.roles.get("group")) and before and _of_land(filling, d) and not held_by_name(filling, d)
    holders = [filling.entities[f.entity] for f in d.roles.get("actor", ()) if f.entity in filling.entities]
    own = any(m.start <= d.candidate.span[0] < m.end for e in holders for m in e.mentions)
    return before and own and not held_by_name(filling, d)


def held_by_name(filling: Filling, d: Draft) -> bool:
    """Whether a name is told of one of those who have a tie."""
    holders = (filling.entities[f.entity] for f in d.roles.get("actor", ()) if f.entity in filling.entities)
    return any(m.form == "name" for e in holders for m in e.mentions)


def without_titles(parse: Parse, d: Draft) -> Draft:
    """An office without the bodies that only its own name has: the tier and the business of a "District Collector", a "Union
    Home Minister", a "Secretary of State"."""
    row = d.roles.get("group", [])
    if d.candidate.code.code not in OFFICES or d.candidate.pattern.kind != "noun" or not row:
        return d
    left = [f for f in row if not _of_title(parse, d.candidate.index, f)]
    if len(left) == len(row):
        return d
    roles = {r: left if r == "group" else fs for r, fs in d.roles.items()}
    return replace(d, roles={r: fs for r, fs in roles.items() if fs})


def by_body(filling: Filling, codebook: Codebook, d: Draft) -> Draft:
    """An office by what it stands in: presidents and conveners lead a body and hold an office in a state; who stands below a
    head ("deputy general manager") holds one."""
    c, own = d.candidate, d.candidate.code.code
    if own not in OFFICES or c.pattern.kind != "noun":
        return d
    bodies = {filling.entities[f.entity].type for f in d.roles.get("group", ()) if f.entity in filling.entities}
    before = filling.parse.words[max(0, min(c.matched) - 1)].lower
    meant = own
    if before in grammar().below or c.words[0] in grammar().below:
        meant = ROLE
    elif c.words[-1] in grammar().presiding and bodies:
        meant = LEAD if bodies & (BODIES | {"person"}) else ROLE if bodies == {"state"} else own
    code = codebook.codes.get(meant)
    if meant == own or code is None:
        return d
    return replace(d, candidate=replace(c, code=code), notes=d.notes + step("office", c.index))


def with_body(filling: Filling, d: Draft) -> Draft:
    """An office that tells of no body with the one that is named straight before it, wherever the tree hung that ("on Gujarat
    Chief Minister Omar Deen", "Harbour Union district secretary Omar Deen", "In Karo, Mayor Omar Deen"), or in its own name."""
    c, parse = d.candidate, filling.parse
    if c.code.code not in OFFICES or c.pattern.kind != "noun" or {"group", "target", "place"} & d.roles.keys():
        return d
    if c.words[0] in grammar().forces:
        return _with_force(filling, d)
    title = grammar().tiers | grammar().departments | grammar().below
    before = parse.words[_line_from(parse, c.index) : min(c.matched)]
    apart = bool(before) and before[-1].text == ","
    end = next((w.end for w in reversed(before[:-1] if apart else before) if w.lower not in title and w.text != ")"), -1)
    named = ((e, m) for e, m in filling.mentions.by_head.values() if m.form == "name" and m.end == end)
    holders = {f.entity for f in d.roles.get("actor", ())}
    behind = parse.words[max(c.matched) + 1 : max(c.matched) + 2]
    beside = bool(behind) and behind[0].entity.endswith("B-PER")      # "JAC convener Omar Deen": what is called so is no person
    for ident, m in named:
        kind, prep = filling.entities[ident].type, preposition(parse, m.head)
        whose = kind in BODIES or not prep or beside and prep not in LOCATIVE
        if apart:      # "In Karo, Mayor Omar Deen"
            whose = kind in LANDS and prep == "in" and beside
        if (kind in LED or kind == "person" and beside) and ident not in holders and whose:
            return without_titles(parse, _of(d, ident, m.span))
    return d


def _with_force(filling: Filling, d: Draft) -> Draft:
    """An office with the body in its own name: "City Police Commissioner", "police chief Omar Deen"."""
    end = filling.parse.words[min(d.candidate.matched)].end
    own = next(((e, m) for e, m in filling.mentions.by_head.values() if m.end == end and filling.entities[e].type in LED), None)
    return _of(d, own[0], own[1].span) if own and held_by_name(filling, d) else d


def _of(d: Draft, ident: str, span: Span) -> Draft:
    body = Filled(ident, span, "comp", step("just-before", d.candidate.index))
    return replace(d, roles={**d.roles, "group": [body]})


def _line_from(parse: Parse, index: int) -> int:
    """Where a sentence begins, or the one before it in which nothing ends: "Karo" / "Chief Minister Omar Deen said" is one."""
    first = parse.sentence_of(index).first
    if first == 0 or parse.words[first - 1].upos == "PUNCT":
        return first
    close = parse.text[parse.words[first - 1].end : parse.words[first].start] == " "
    return parse.sentence_of(first - 1).first if close else first


def _of_title(parse: Parse, index: int, f: Filled) -> bool:
    """Whether a filler is made of words of tier or business next to the office at `index`."""
    office, sentence = parse.words[index], parse.sentence_of(index)
    inside = [w for w in parse.words[sentence.first : sentence.last] if f.span[0] <= w.start < f.span[1]]
    words = {w.lemma.lower() for w in inside if w.upos not in {"DET", "CCONJ", "PUNCT"}}
    before = bool(inside) and inside[-1].index < index
    own = grammar().tiers if before else frozenset()
    own |= grammar().departments if office.lemma.lower() in grammar().ministers else frozenset()
    if not inside or not all(x in own for x in words):
        return False
    gap = parse.words[inside[-1].index + 1: index] if before else parse.words[index + 1: inside[0].index]
    between = own | grammar().tiers | LINKS
    return all(w.lower in between or before and w.head == index for w in gap)
