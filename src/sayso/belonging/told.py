# SPDX-License-Identifier: Apache-2.0
"""Claim → what it tells of affiliations: who holds, enters or leaves what, and how the claim stands to that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from sayso.belonging.tense import closed, hint, no_longer, office
from sayso.belonging.values import Ground
from sayso.belonging.words import load
from sayso.model import Claim, Filler, Reading, When
from sayso.text import inside, overlap

AGAINST = {"denies": "denied", "retracts": "denied", "doubts": "doubted"}
"""Stances of a voice and kinds of an answer that speak against what is told."""

BODIES = ("group", "organisation", "state", "outlet", "facility", "place", "people", "person", "thing")
GROUPS = ("group", "organisation", "state", "outlet")
"""Entity types of a body; and of members that are part of one rather than members in it."""

LONG_AGO = 366
"""Days before the report from which an apposition to what happened then says nothing of the day of the report: offices change
within years, not weeks."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a claim tells. `hint`: the status that its words give; `when`: the time that bounds it, if any."""

    member: str
    body: str | None
    relation: str
    role: str | None
    hint: str
    when: When | None
    ground: Ground


@dataclass(frozen=True)
class Around:
    """A reading with its claims by what is asked of them here."""

    reading: Reading

    @cached_property
    def of(self) -> dict[str, list[Claim]]:
        """The claims in which an entity has a role, by the entity, in text order."""
        out: dict[str, list[Claim]] = {}
        for c in self.reading.claims:
            for entity in dict.fromkeys(f.entity for fs in c.roles.values() for f in fs):
                out.setdefault(entity, []).append(c)
        return out

    @cached_property
    def answers(self) -> dict[str, list[tuple[Claim, str]]]:
        """The claims that answer a claim, and how, by its id."""
        out: dict[str, list[tuple[Claim, str]]] = {}
        for c in self.reading.claims:
            for a in c.answers:
                out.setdefault(a.claim, []).append((c, a.kind))
        return out


def told(reading: Reading) -> tuple[Told, ...]:
    """All that a reading's claims tell of affiliations, in text order, each with the answers that it gets."""
    around, out = Around(reading), []
    for claim in sorted(reading.claims, key=lambda c: (c.trigger, c.id)):
        for one in _claim(around, claim):
            out.append(one)
            out += (replace(one, ground=g) for g in _answers(around, one.ground))
    return tuple(out)


def _claim(around: Around, claim: Claim) -> Iterator[Told]:
    lexicon, reading = load(), around.reading
    if claim.voices and claim.voices[0].stance == "declines":
        return
    code = ".".join(claim.code.split(".")[:2])
    if code in lexicon.ties:
        yield from _tie(around, claim, code)
    elif code in lexicon.moves:
        yield from _move(around, claim)
    elif code in lexicon.deaths:
        for f in claim.roles.get("target", ()):
            if reading.by_id[f.entity].type == "person":
                yield Told(f.entity, None, "", None, "late", claim.when, _ground(claim, "ends", "died"))
    elif code in lexicon.acts and claim.rule not in lexicon.unless:
        yield from _act(reading, claim, code)


def _tie(around: Around, claim: Claim, code: str) -> Iterator[Told]:
    tie, reading = load().ties[code], around.reading
    over = no_longer(reading, claim)
    bodies = _bodies(reading, claim, tie.body)
    role = _office(reading, claim) if tie.relation in ("leader", "office", "part") else None
    role = f"{role} of {portfolio}" if role and (portfolio := _portfolio(reading, claim)) else role
    for member, given in _holders(around, claim):
        status = "former" if over else "" if given else hint(reading, claim, member.span)
        when = _dated(claim.when)
        if status in ("current", "held") and closed(reading, when):
            status = "former"
        if when is None and status == "current" and (then := _long_ago(around, claim, member.entity)) is not None:
            status, when = "held", then
        for body in bodies or (None,):
            relation = tie.relation
            if relation == "member" and reading.by_id[member.entity].type in GROUPS:
                relation = "part"
            if claim.pattern == "founder":
                relation = "founder"
            nameless = reading.by_id[member.entity].type != "person"      # "many leaders": of nothing
            if body is None and (role is None or nameless) or not _fits(reading, member, body):
                continue
            does, how = ("begins", "became") if status == "begun" else ("holds", "")
            ground = _ground(claim, does, how)
            if claim.rule not in load().verbs and overlap(member.span, claim.trigger):
                # "will meet the Front's leader", "denied meeting him": what is planned or denied is the meeting
                ground = replace(ground, modality="actual", side="for" if ground.side in ("denied", "doubted") else ground.side)
            yield Told(member.entity, body.entity if body else None, relation, role, status, when,
                       replace(ground, side="for") if over and ground.side == "negated" else ground)


def _bodies(reading: Reading, claim: Claim, roles: tuple[str, ...]) -> tuple[Filler, ...]:
    """The bodies of a tie: not a minister's portfolio, nor whom one fights, nor "other countries"; and beside others, not where
    an envoy is posted nor a part of the title."""
    text, portfolio = reading.report.text, _portfolio(reading, claim)

    def behind(f: Filler, word: str) -> bool:
        return re.search(rf"\b{word} (?:the )?$", text[max(0, f.span[0] - len(word) - 6): f.span[0]]) is not None

    found = tuple(f for f in _first(claim, roles)
                  if reading.words(f.span) != portfolio and not behind(f, "against") and not _anywhere(reading, f)
                  and not (inside(f.span, claim.trigger) and reading.words(f.span).lower() in load().portfolios)
                  and reading.words(f.span).lower() not in load().titles)
    own = tuple(f for f in found if not behind(f, "to") and not inside(f.span, claim.trigger))
    return own or found


def _anywhere(reading: Reading, f: Filler) -> bool:
    """Whether a body is a place that is neither named nor pointed at: "other countries", "world leaders"."""
    entity = reading.by_id[f.entity]
    pointed = reading.words(f.span).lower().split()[0] in load().pointing
    return entity.type == "place" and not pointed and all(m.form != "name" for m in entity.mentions)


def _portfolio(reading: Reading, claim: Claim) -> str:
    """What a minister or secretary is of, in the report's words ("State"); "" where he is of a body."""
    if claim.code != "tie.role":
        return ""
    behind = re.match(r" of ((?:the )?\w+(?: [A-Z]\w+)?)", reading.report.text[claim.trigger[1]: claim.trigger[1] + 40])
    words = behind[1].split() if behind else []
    return next((" ".join(words[:n]) for n in range(len(words), 0, -1) if " ".join(words[:n]).lower() in load().portfolios), "")


def _holders(around: Around, claim: Claim) -> tuple[tuple[Filler, bool], ...]:
    """Who holds a tie, each with whether an act in the same breath gives or takes it ("was appointed head of"), so that the
    verb's tense is the act's. The office's own words are nobody beside a name, and a bare title is of the name behind it."""
    actors, types = claim.roles.get("actor", ()), {e.id: e.type for e in around.reading.entities}
    named = tuple(f for f in actors if types[f.entity] == "person")
    titled = tuple(f for f in named if f.span[0] >= claim.trigger[0]) if not claim.roles.get("group") else ()
    kept = titled or tuple(f for f in actors if f in named or not named or not overlap(f.span, claim.trigger))
    out: dict[str, tuple[Filler, bool]] = {}
    for f in kept:
        target = _given(around, claim, f)
        out.setdefault(target.entity if target else f.entity, (target or f, target is not None))
    return tuple(out.values())


def _given(around: Around, claim: Claim, member: Filler) -> Filler | None:
    """Whom an act gives or takes the office that a tie tells: who is appointed, or the member himself."""
    for c in around.of.get(member.entity, ()):
        if c.code in load().acts and any(overlap(claim.trigger, f.span) for f in c.roles.get("role", ())):
            return next(iter(_first(c, load().acts[c.code].who)), None)
    return None


def _act(reading: Reading, claim: Claim, code: str) -> Iterator[Told]:
    act = load().acts[code]
    bodies = tuple(b for b in _first(claim, act.body)
                   if code != "affiliation.recruit" or reading.by_id[b.entity].type in GROUPS)
    role = _filled(reading, claim)
    relation, how, status = act.relation, act.how, "begun" if act.does == "begins" else "ended"
    if code == "affiliation.appoint" and load().chosen & set(reading.words(claim.trigger).lower().split()):
        status, how = "designated", "chosen"
    office = role is not None or claim.pattern in ("leave-office", "resign", "resignation")
    if relation == "member" and act.does == "ends" and office:
        relation, how = "office", "resigned" if code == "affiliation.leave" else how
    for member in _first(claim, act.who):
        kind = reading.by_id[member.entity].type
        if code == "affiliation.split" and kind in ("state", "place") or code == "affiliation.dismiss" and kind in GROUPS:
            continue
        own = "part" if relation == "member" and kind in GROUPS else relation
        for body in bodies or (None,):
            if code == "affiliation.found" and body and load().formed & set(reading.words(body.span).lower().split()):
                continue
            if _fits(reading, member, body):
                yield Told(member.entity, body.entity if body else None, own, role, status, claim.when,
                           _ground(claim, act.does, how))
    if code == "affiliation.merge":
        yield from _among(reading, claim)


def _among(reading: Reading, claim: Claim) -> Iterator[Told]:
    """ "The two fronts merged", told of two by name: each with the other."""
    actors = claim.roles.get("actor", ())
    if not _first(claim, load().acts["affiliation.merge"].body):
        for a, b in pairwise(actors):
            if _fits(reading, a, b):
                yield Told(a.entity, b.entity, "union", None, "begun", claim.when, _ground(claim, "begins", "merged"))


def _move(around: Around, claim: Claim) -> Iterator[Told]:
    """A defection: out of the one, into the other. Where it does not say out of what, it is that in which the mover's own words
    place him ("two commanders of the Hawks went over")."""
    reading, into = around.reading, claim.roles.get("to", ())
    for member in claim.roles.get("actor", ()):
        kind = "part" if reading.by_id[member.entity].type in GROUPS else "member"
        left = tuple(f.entity for f in claim.roles.get("from", ())) or _own_body(around, member)
        left = tuple(b for b in left if b != member.entity and b not in {f.entity for f in into})
        for body in left:
            yield Told(member.entity, body, kind, None, "ended", claim.when,
                       _ground(claim, "ends", "defected", into[0].entity if into else None))
        for f in into:
            if _fits(reading, member, f):
                yield Told(member.entity, f.entity, kind, None, "begun", claim.when,
                           _ground(claim, "begins", "defected", left[0] if left else None))
        if not left and not into:
            yield Told(member.entity, None, kind, None, "ended", claim.when, _ground(claim, "ends", "defected"))


def _own_body(around: Around, member: Filler) -> tuple[str, ...]:
    """The body in which a tie told within a mention places its entity."""
    for c in around.of.get(member.entity, ()):
        holder = any(f.entity == member.entity for f in c.roles.get("actor", ()))
        if holder and c.code in load().ties and c.polarity == "yes" and overlap(c.trigger, member.span):
            return tuple(f.entity for f in c.roles.get("group", ()))
    return ()


def _first(claim: Claim, roles: tuple[str, ...]) -> tuple[Filler, ...]:
    """The fillers of the first role that is filled, without words inside another's ("the border" of "the border police")."""
    found = next((found for r in roles if (found := claim.roles.get(r, ()))), ())
    return tuple(f for f in found if not any(g is not f and inside(f.span, g.span) and g.span != f.span for g in found))


def _fits(reading: Reading, member: Filler, body: Filler | None) -> bool:
    """Whether the two may stand to each other so: not the same, no thing as a member."""
    if reading.by_id[member.entity].type in ("thing", "place", "facility"):
        return False
    return body is None or body.entity != member.entity and reading.by_id[body.entity].type in BODIES


def _filled(reading: Reading, claim: Claim) -> str | None:
    """The office that fills the claim's role."""
    found = claim.roles.get("role", ())
    return office(reading.report.text, found[0].span) if found else None


def _office(reading: Reading, claim: Claim) -> str | None:
    """The office in the report's words: what fills the role, else the trigger where that is a noun."""
    if (filled := _filled(reading, claim)) is not None:
        return filled
    if claim.rule in load().verbs or claim.pattern == "learnt":
        return None
    return office(reading.report.text, claim.trigger)


def _dated(when: When | None) -> When | None:
    return when if when is not None and (when.start or when.end) else None


def _long_ago(around: Around, claim: Claim, member: str) -> When | None:
    """The time of what happened to a member in the same sentence, where that is long past."""
    day = around.reading.report.published
    for c in around.of.get(member, ()):
        past = day is not None and c.when is not None and c.when.end is not None and (day - c.when.end).days >= LONG_AGO
        if past and c.code not in load().ties and set(c.evidence) & set(claim.evidence):
            return c.when
    return None


def _ground(claim: Claim, does: str, how: str, other: str | None = None) -> Ground:
    stance = claim.voices[0].stance if claim.voices else "states"
    side, negated = AGAINST.get(stance, "for"), claim.polarity == "no"
    if negated:
        side = "negated" if side == "for" else "for"
    return Ground(claim.id, does, how, other, side, claim.modality, claim.certainty, claim.voices, claim.evidence)


def _answers(around: Around, ground: Ground) -> Iterator[Ground]:
    """Claims elsewhere in the report that confirm, deny or doubt the claim of a ground."""
    for c, kind in around.answers.get(ground.claim, ()):
        if kind in AGAINST or kind == "confirms":
            side = ground.side if kind == "confirms" else AGAINST[kind]
            yield replace(ground, side=side, voices=c.voices, evidence=c.evidence, answer=c.id)
