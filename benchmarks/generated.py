# SPDX-License-Identifier: Apache-2.0
"""Readings that nobody wrote, for measuring what grows with the number of reports: `generated(n)` gives n of them.

A made-up world: persons, groups, towns and outlets with names from syllables; events, each told by as many reports as chance
has it (most by one or two, some by forty), on its day and the next, by outlets that copy a wire's text in three cases of five
and write their own in two. Each report tells its event in two to four claims, and two events of others besides, of the weeks
before. The numbers of persons, groups and towns grow with the reports, as they do in the press, so that blocking has honest
work; so does the time that they span, as a ledger grows by days. They come in the order of their events' days, as the press
does, or shuffled, as an archive may. Nothing here comes from the language model: what is measured is what comes after it.
The same n gives the same readings.
"""

from __future__ import annotations

import datetime
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from sayso.model import Claim, Count, Entity, Filler, Mention, Place, Reading, Report, Voice, When
from sayso.text import Span

FIRST_DAY = datetime.date(2011, 1, 1)
A_DAY = 67
"""Reports of a day, a country's press on conflict: 100,000 span four years."""
LEAST = 10_000
"""Reports from which the numbers of persons, groups and towns grow: a country's press of a fortnight already knows so many."""
BACK = 14.0
"""Days by which what a report tells besides lies before its event, on average."""
COPIED = 0.6
"""Share of reports of an event, after the first, that carry the wire's text."""
AGENCIES = ("Norra Wire", "Delta Press Agency", "Union of News")
OUTLETS = 200
DEEDS = (
    ("killed", "violence.kill", "target", True),
    ("arrested", "custody.arrest", "target", True),
    ("attacked", "violence.attack", "target", False),
    ("met", "politics.meet", "with", False),
    ("freed", "custody.release", "target", True),
    ("accused", "politics.accuse", "target", False),
)
"""Word, code, role of the second participant, whether people are counted."""
ONSETS = ("b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "r", "s", "t", "v", "y", "z", "sh", "kh", "br", "dr", "tr")
VOWELS = ("a", "e", "i", "o", "u", "aa", "ou")
ENDS = ("", "", "n", "r", "m", "l", "s", "d")


@dataclass
class _World:
    """Who and what there is; drawn once."""

    random: random.Random
    people: list[str]
    groups: list[str]
    towns: list[tuple[str, float, float, int]]
    outlets: list[str]


@dataclass(frozen=True)
class _Event:
    """Something that happened: who did what to whom, where, on which day, to how many."""

    day: datetime.date
    deeds: tuple[tuple[str, str, str, bool], ...]
    actor: str
    target: str
    town: tuple[str, float, float, int]
    best: int
    source: str


@dataclass
class _Text:
    """A report's text as it grows, with who stands in it where."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    entities: dict[str, tuple[str, list[Span], Place | None]] = field(default_factory=dict)

    def put(self, words: str) -> Span:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    def name(self, name: str, kind: str, place: Place | None = None) -> Span:
        span = self.put(name)
        self.entities.setdefault(name, (kind, [], place))[1].append(span)
        return span


def _word(draw: random.Random, syllables: int) -> str:
    return "".join(draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(ENDS) for _ in range(syllables)).capitalize()


def _world(reports: int) -> _World:
    draw, size = random.Random(f"world of {reports}"), max(LEAST, reports)
    people = [f"{_word(draw, 2)} {_word(draw, draw.randint(2, 3))}" for _ in range(size // 5)]
    groups = [f"{_word(draw, 2)} {draw.choice(('Front', 'Brigades', 'Movement', 'Army', 'Union', 'Council'))}"
              for _ in range(size // 40)]
    towns = [(_word(draw, draw.randint(2, 3)), draw.uniform(-35, 55), draw.uniform(-15, 100), 10_000_000 + k)
             for k in range(size // 20)]
    return _World(draw, people, groups, towns, [f"{_word(draw, 2)} {draw.choice(('Times', 'Post', 'Herald', 'Daily'))}"
                                                for _ in range(OUTLETS)])


def _event(world: _World, day: datetime.date) -> _Event:
    draw = world.random
    pool = world.groups if draw.random() < 0.7 else world.people
    return _Event(day, tuple(draw.sample(DEEDS, draw.randint(2, 4))),
                  draw.choice(pool), draw.choice(world.people), draw.choice(world.towns), draw.randint(1, 60),
                  draw.choice(world.people))


def generated(reports: int, *, shuffled: bool = False) -> Iterator[Reading]:
    """`reports` readings of events of as many days as have A_DAY reports each, in the order of these days, or `shuffled`."""
    world = _world(reports)
    draw, span = world.random, max(1, reports // A_DAY)
    often = list(_often(draw, reports))
    starts = [draw.randrange(span) for _ in often]
    made = 0
    for start, told in zip(starts if shuffled else sorted(starts), often, strict=True):
        event = _event(world, FIRST_DAY + datetime.timedelta(days=start))
        others = [_before(world, event.day) for _ in range(2)]
        wire = draw.choice(AGENCIES)
        for k in range(told):
            copied = k > 0 and draw.random() < COPIED
            outlet = wire if k == 0 else draw.choice(world.outlets)
            besides = others if copied or k == 0 else [_before(world, event.day) for _ in range(2)]
            yield _reading(event, besides, outlet, wire if copied else None,
                           event.day + datetime.timedelta(days=draw.choice((0, 1))), made, draw, own=not copied and k > 0)
            made += 1


def _often(draw: random.Random, reports: int) -> Iterator[int]:
    """By how many reports each event is told, until there are so many."""
    while reports:
        told = min(reports, 40, 1 + int(draw.paretovariate(1.1) - 0.5))
        yield told
        reports -= told


def _before(world: _World, day: datetime.date) -> _Event:
    """An event of the weeks before a day."""
    return _event(world, day - datetime.timedelta(days=int(world.random.expovariate(1 / BACK))))


def _reading(event: _Event, others: list[_Event], outlet: str, wire: str | None, day: datetime.date, number: int,
             draw: random.Random, *, own: bool) -> Reading:
    text, claims = _Text(), []
    text.name(event.town[0], "place", _place(event))
    text.put(f" ({wire}) – " if wire else " – ")
    for e in (event, *others):
        for k, deed in enumerate(e.deeds):
            if own:
                text.put(draw.choice(("By our own account, ", "Here, ", "In the event, ", "As we saw, ", "That day, ")))
            claims.append(_claim(text, e, deed, counted=k == 0))
    letters = "".join(text.parts)
    ident = "sha256:" + hashlib.sha256(f"{number} {letters}".encode()).hexdigest()
    report = Report(ident, f"r{number}", f"r{number}.txt", letters, f"{event.actor} in {event.town[0]}", outlet, None,
                    event.town[0], day, "en")
    ids = {name: f"e{k}" for k, name in enumerate(text.entities, 1)}
    entities = tuple(Entity(ids[name], kind, name, tuple(Mention(a, b, 0, "name") for a, b in spans), None, place)
                     for name, (kind, spans, place) in text.entities.items())
    return Reading(report, entities, tuple(_finished(c, ids, report, k) for k, c in enumerate(claims)), ())


@dataclass(frozen=True)
class _Told:
    """A claim before its entities have ids."""

    code: str
    trigger: Span
    fillers: tuple[tuple[str, str, Span], ...]
    when: When
    count: Count | None
    source: tuple[str, Span]
    cue: Span
    sentence: Span


def _place(event: _Event) -> Place:
    return Place(event.town[3], event.town[1], event.town[2], "XX", None, "town", "generated")


def _claim(text: _Text, event: _Event, deed: tuple[str, str, str, bool], *, counted: bool) -> _Told:
    start = text.length
    word, code, role, people = deed
    actor = text.name(event.actor, "group" if event.actor.rpartition(" ")[2] in ("Front", "Brigades", "Movement", "Army",
                                                                                 "Union", "Council") else "person")
    text.put(" ")
    trigger = text.put(word)
    text.put(" ")
    count = None
    if counted and people:
        span = text.put(str(event.best))
        count = Count(span, event.best, event.best, event.best)
        text.put(" men of ")
    target = text.name(event.target, "person")
    text.put(" in ")
    place = text.name(event.town[0], "place", _place(event))
    text.put(" on ")
    day = text.put(f"{event.day.day} {event.day:%B %Y}")
    text.put(", ")
    source = text.name(event.source, "person")
    text.put(" ")
    cue = text.put("said")
    text.put(". ")
    fillers = (("actor", event.actor, actor), (role, event.target, target), ("place", event.town[0], place))
    when = When(day, event.day, event.day, "day", anchor="text")
    return _Told(code, trigger, fillers, when, count, (event.source, source), cue, (start, text.length - 1))


def _finished(told: _Told, ids: dict[str, str], report: Report, at: int) -> Claim:
    roles: dict[str, tuple[Filler, ...]] = {role: (Filler(ids[name], span),) for role, name, span in told.fillers}
    voice = Voice(ids[told.source[0]], told.source[1], told.cue, "states", "certain", None, "person", (told.sentence,))
    ident = "c_" + hashlib.sha256(f"{report.id} {at}".encode()).hexdigest()[:12]
    return Claim(ident, told.code, told.trigger, MappingProxyType(roles), told.when, told.count, "actual", "yes", "certain",
                 (voice,), (), (told.sentence,), (f"rule {told.code}/generated",))
