# SPDX-License-Identifier: Apache-2.0
"""Any reading gives sound affiliations: claims of every code that this room reads, filled and voiced at random."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.belonging import Affiliation, affiliations
from sayso.belonging.values import BASES, DOES, RELATIONS, SIDES, STATUSES
from sayso.belonging.words import load
from sayso.model import (
    CERTAINTIES,
    ENTITY_TYPES,
    MODALITIES,
    STANCES,
    Answer,
    Claim,
    Entity,
    Filler,
    Mention,
    Reading,
    Report,
    Voice,
    When,
)
from sayso.reports import ReadOptions, report_from_text
from sayso.views import affiliations as view

TEXT = "The former deputy minister Omar Deen, once a member of the Front, left it in 2009. He no longer leads the Hawks."
SPANS = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 20)).map(lambda s: (s[0], min(len(TEXT), s[0] + s[1])))
DAYS = st.none() | st.dates(datetime.date(1950, 1, 1), datetime.date(2030, 12, 31))
CODES = sorted([*load().ties, *load().acts, *load().moves, *load().deaths, "tie.kin", "speech.reply", "violence.attack"])
RULES = sorted([*load().verbs, *load().unless, "tie.role/founder", "tie.lead/leader", "affiliation.leave/resign", "x.y/learnt"])
ROLE_NAMES = ("actor", "target", "group", "from", "to", "with", "place", "role")


@st.composite
def whens(draw: st.DrawFn) -> When | None:
    start, end = sorted((draw(DAYS), draw(DAYS)), key=lambda d: (d is not None, d or datetime.date.min))
    if draw(st.booleans()):
        return None
    begun, over = draw(st.none() | st.just(start)), draw(st.none() | st.just(end))
    return When(draw(SPANS), start if end else None, end, "day", begun, over)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    entities = tuple(
        Entity(f"e{k}", draw(st.sampled_from(ENTITY_TYPES)), f"Name {k}",
               tuple(Mention(*draw(SPANS), 0, "name") for _ in range(draw(st.integers(0, 2))))) for k in range(1, 6))
    ids = st.sampled_from([e.id for e in entities])
    claims = []
    for k in range(draw(st.integers(0, 7))):
        roles = {r: tuple(Filler(draw(ids), draw(SPANS)) for _ in range(draw(st.integers(1, 2))))
                 for r in draw(st.sets(st.sampled_from(ROLE_NAMES), max_size=4))}
        voices = tuple(Voice(draw(ids), None, draw(SPANS), draw(st.sampled_from(STANCES)), "certain", None, "person")
                       for _ in range(draw(st.integers(0, 2))))
        kinds = st.sampled_from(["confirms", "denies", "doubts", "declines"])
        answers = tuple(Answer(f"c{draw(st.integers(0, 6))}", draw(kinds)) for _ in range(draw(st.integers(0, 1))))
        claims.append(Claim(f"c{k}", draw(st.sampled_from(CODES)), draw(SPANS), roles, draw(whens()), None,
                            draw(st.sampled_from(MODALITIES)), draw(st.sampled_from(["yes", "no"])),
                            draw(st.sampled_from(CERTAINTIES)), voices, answers, (draw(SPANS),),
                            (f"rule {draw(st.sampled_from(RULES))}",)))
    published = draw(DAYS)
    return Reading(Report("sha256:x", "x", "x.txt", TEXT, outlet="Example Wire", published=published), entities, tuple(claims))


def sound(reading: Reading, a: Affiliation) -> None:
    known = {c.id for c in reading.claims}
    assert a.relation in RELATIONS and a.status in STATUSES
    assert a.member in reading.by_id and a.member != a.body and (a.body is None or a.body in reading.by_id)
    assert a.grounds and set(a.claims) <= known
    assert set(a.evidence) == {s for g in a.grounds for s in g.evidence} and list(a.evidence) == sorted(a.evidence)
    for g in a.grounds:
        assert g.does in DOES and g.side in SIDES and (g.answer is None or g.answer in known)
    bounds = [b for e in (a.since, a.until) for b in (e.earliest, e.latest) if b]
    assert all(b.basis in BASES and b.claim in a.claims and (b.span is None) == (b.basis == "report") for b in bounds)
    for edge in (a.since, a.until):
        assert not (edge.earliest and edge.latest) or edge.earliest.day <= edge.latest.day
    assert not (a.since.earliest and a.until.latest) or a.since.earliest.day <= a.until.latest.day
    holds = any(g.holds for g in a.grounds)
    assert holds == (a.status not in ("planned", "possible", "denied"))
    assert holds or not bounds
    assert a.status != "ended" or a.ended
    assert a.status != "denied" or a.contradictions


@given(readings())
def test_any_reading_gives_sound_affiliations(reading: Reading) -> None:
    found = affiliations(reading)
    assert len({a.id for a in found}) == len(found)
    for a in found:
        sound(reading, a)
        row, data = view.row(reading, a), view.data(reading, a)
        assert tuple(row) == view.COLUMNS and data["id"] == a.id
        assert all(view.line(reading, a, {c.id: n for n, c in enumerate(reading.claims)}).cells)


@given(readings())
def test_the_same_reading_gives_the_same(reading: Reading) -> None:
    assert affiliations(reading) == sayso.affiliations(reading)


@given(readings())
def test_claims_of_other_codes_change_nothing(reading: Reading) -> None:
    heard = [c for c in reading.claims if c.code not in ("tie.kin", "violence.attack") or c.answers or c.when]
    assert {a.id for a in affiliations(Reading(reading.report, reading.entities, tuple(heard)))} == {
        a.id for a in affiliations(reading)}


def test_the_same_report_read_twice_gives_the_same(reader: sayso.Reader) -> None:
    text = "Two commanders of the Desert Hawks joined the Northern Front. Omar Deen, the Hawks' leader, denied it."
    first, second = (affiliations(reader.read(report_from_text(text, ReadOptions(language="en")))) for _ in range(2))
    assert first == second and first
