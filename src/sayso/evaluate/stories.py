# SPDX-License-Identifier: Apache-2.0
"""Scores which reports are said to tell of one event: B³ over reports of known clusters, as Giveme5W1H's news clusters have
them (Hamborg et al. 2019).

The threshold of likeness was chosen by looking at this set: so the score is given for each half of the clusters too, cut by a
hash of a cluster's name, and with what each alone and all in one would get.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.across.index import MemoryIndex, link
from sayso.across.profiles import profile
from sayso.across.stories import compare, stories, story_keys, told
from sayso.errors import InputError
from sayso.evaluate.clusters import Measure, b_cubed
from sayso.evaluate.files import objects, texts
from sayso.model import Json, Report
from sayso.text import many

Members = frozenset[str]
"""The stems of the reports in one group."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report and the event that it is known to tell of."""

    report: Report
    event: str


@dataclass(frozen=True, slots=True)
class StoryScores:
    """B³ of all reports, and of the reports of each half of the events; `alone` and `one`: what each report alone, and all in
    one story would get. `mixed`: stories with more than one event; `torn`: events in more than one story; as titles."""

    reports: int
    events: int
    stories: int
    b_cubed: Measure
    halves: tuple[Measure, Measure]
    alone: Measure
    one: Measure
    mixed: tuple[tuple[str, ...], ...]
    torn: tuple[tuple[str, ...], ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also what is mixed and torn."""
        out: Json = {"reports": self.reports, "events": self.events, "stories": self.stories, "b_cubed": self.b_cubed.to_dict(),
                     "halves": [m.to_dict() for m in self.halves], "alone": self.alone.to_dict(), "one": self.one.to_dict()}
        return out | ({"mixed": [list(x) for x in self.mixed], "torn": [list(x) for x in self.torn]} if mistakes else {})

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also what is mixed and torn."""
        shown = [*(f"mixed: {' | '.join(x)}" for x in self.mixed), *(f"torn: {' | '.join(x)}" for x in self.torn)]
        return [*(shown if mistakes else ()),
                f"{many(self.reports, 'report')} of {many(self.events, 'event')} in {self.stories} stories, "
                f"{len(self.mixed)} mixed; {len(self.torn)} events torn",
                self.b_cubed.line("B³"), *(m.line(f"half {k}") for k, m in enumerate(self.halves, 1)),
                self.alone.line("each alone"), self.one.line("all in one")]


def evaluate(path: Path) -> StoryScores:
    """Scores JSON lines with "text", "title", "date_publish", "source_domain" and "newsCluster"; raises InputError."""
    return score(read_told(path))


def read_told(path: Path) -> list[Told]:
    """The reports of a file and their events; raises InputError."""
    out = []
    for name, text in texts(path, (".jsonl", ".jsonl.xz")):
        for where, row in objects(name, text):
            try:
                day = datetime.date.fromisoformat(row["date_publish"][:10]) if row.get("date_publish") else None
                ident = f"sha256:{hashlib.sha256(row['text'].encode()).hexdigest()}"
                report = Report(ident, row["dId"], where, row["text"], row.get("title"), row.get("source_domain"),
                                published=day)
                out.append(Told(report, str(row["newsCluster"]["Event"])))
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"{where}: no report of a known event ({error!r}).",
                                 "Give JSON lines as Giveme5W1H's news clusters have them.") from error
    return out


def score(given: Iterable[Told]) -> StoryScores:
    """Groups reports into stories and scores them."""
    of = {t.report.stem: t for t in given}
    profiles = {}
    for stem, t in of.items():
        published = t.report.published.isoformat() if t.report.published else None
        content = {"id": t.report.id, "stem": stem, "published": published, **told(t.report)}
        profiles[stem] = profile("report", "", content, story_keys(content["words"], published))
    stem_of = {p.id: stem for stem, p in profiles.items()}
    links = link(profiles.values(), MemoryIndex(), compare)
    said = [frozenset(stem_of[x] for x in s) for s in stories(stem_of, links)]
    gold = gathered(of.values())
    named = {stem: f"{t.report.outlet}: {t.report.title}" for stem, t in of.items()}
    mixed = [s for s in said if len({of[x].event for x in s}) > 1]
    torn = [g for g in gold if not any(g <= s for s in said)]
    return StoryScores(len(of), len(gold), len(said), measured(gold, said),
                       (_half(gold, said, of, 0), _half(gold, said, of, 1)),
                       measured(gold, [frozenset([x]) for x in of]), measured(gold, [frozenset(of)]),
                       tuple(tuple(sorted(named[x] for x in s)) for s in mixed),
                       tuple(tuple(sorted(named[x] for x in g)) for g in torn))


def gathered(given: Iterable[Told]) -> list[Members]:
    """The reports of each event, by their stems."""
    out: dict[str, set[str]] = defaultdict(set)
    for t in given:
        out[t.event].add(t.report.stem)
    return [frozenset(g) for g in out.values()]


def measured(gold: Collection[Members], said: Collection[Members]) -> Measure:
    """B³ over members that are no spans."""
    number = {m: k for k, m in enumerate(sorted({m for g in (*gold, *said) for m in g}))}
    return b_cubed(*([frozenset((number[m], 0) for m in g) for g in side] for side in (gold, said)))


def _half(gold: Collection[Members], said: Collection[Members], of: Mapping[str, Told], half: int) -> Measure:
    """B³ over the reports of every second event; stories without the others'."""
    kept = {stem for stem, t in of.items() if hashlib.sha256(t.event.encode()).digest()[0] % 2 == half}
    return measured([g for g in gold if g <= kept], [s & kept for s in said if s & kept])
