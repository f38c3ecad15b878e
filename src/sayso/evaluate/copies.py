# SPDX-License-Identifier: Apache-2.0
"""Scores which reports are said to have another one's text, against a list of pairs.

A list with labels (quality/copies_giveme5w1h.tsv) is whole: what is not in it is no copy, so that precision and recall can be
told. One without (pairs that a program found by shared words) gives recall alone, of any shared text, direct speech included;
what is found beyond it is counted and can be listed, to be read.
"""

from __future__ import annotations

import datetime
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sayso.across.index import MemoryIndex, link
from sayso.across.profiles import Link, Profile, profile
from sayso.across.reports import profile_of, reuse_keys
from sayso.across.reuse import compare
from sayso.errors import InputError
from sayso.evaluate.files import objects, texts
from sayso.model import Json, Report
from sayso.text import many

COPIED = ("copy", "rewrite")
"""Relations, and labels of a list, that say that a report has its text from another."""

NAMES = {"stem": ("dId", "id", "stem"), "outlet": ("source_domain", "source", "outlet"),
         "day": ("date_publish", "date", "published"), "byline": ("authors", "byline")}
"""What sets call a report's id, outlet, day and authors."""

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class CopyScores:
    """Pairs found and expected. `labelled`: whether the list is whole; else `precision` tells nothing and is None. `missed`,
    `wrong`: the pairs, with what was found of them. `seconds`: for profiles, and for finding and comparing."""

    reports: int
    expected: int
    found: int
    right: int
    labelled: bool
    relations: Mapping[str, int]
    missed: tuple[tuple[str, ...], ...]
    wrong: tuple[tuple[str, ...], ...]
    seconds: tuple[float, float] = field(compare=False)

    @property
    def precision(self) -> float | None:
        """Share of the found pairs that are right, in a whole list."""
        return self.right / self.found if self.labelled and self.found else None

    @property
    def recall(self) -> float:
        """Share of the listed pairs that were found."""
        return self.right / self.expected if self.expected else 0.0

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also the pairs."""
        out: Json = {"reports": self.reports, "expected": self.expected, "found": self.found, "right": self.right,
                     "precision": self.precision, "recall": self.recall, "relations": dict(self.relations),
                     "seconds": {"profiles": self.seconds[0], "links": self.seconds[1]}}
        return out | ({"missed": [list(x) for x in self.missed], "wrong": [list(x) for x in self.wrong]} if mistakes else {})

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also the pairs."""
        word = "wrong" if self.labelled else "beyond the list"
        shown = [*(f"missed: {' | '.join(x)}" for x in self.missed), *(f"{word}: {' | '.join(x)}" for x in self.wrong)]
        precise = f"precision {self.precision:.3f}, " if self.precision is not None else ""
        kinds = ", ".join(f"{n} {k}" for k, n in sorted(self.relations.items()))
        return [*(shown if mistakes else ()),
                f"{many(self.reports, 'report')}, {many(self.expected, 'pair')} listed: {precise}recall {self.recall:.3f} "
                f"({self.found} found, {self.right} of the list)",
                f"links: {kinds or 'none'}",
                f"time: {self.seconds[0]:.1f} s for profiles, {self.seconds[1]:.1f} s for links"]


def evaluate(reports: Path, pairs: Path, first: int | None = None) -> CopyScores:
    """Scores JSON lines of reports against a TSV list of pairs; `first`: only so many reports. Raises InputError."""
    started = time.process_time()
    profiles: dict[str, Profile] = {}
    for report in read_reports(reports):
        if first is not None and len(profiles) >= first:
            break
        profiles[report.stem] = _text_only(profile_of(report))
    made = time.process_time()
    links = link(profiles.values(), MemoryIndex(), compare)
    return score(profiles, links, read_pairs(pairs), (made - started, time.process_time() - made))


def read_reports(path: Path) -> Iterable[Report]:
    """The reports of a file; raises InputError."""
    for name, text in texts(path, (".jsonl", ".jsonl.xz")):
        for where, row in objects(name, text):
            try:
                given = {k: next((row[n] for n in names if row.get(n)), None) for k, names in NAMES.items()}
                authors, stem = given["byline"], str(given["stem"])
                yield Report(f"sha256:{stem}", stem, where, row["text"], title=row.get("title"), outlet=given["outlet"],
                             byline=", ".join(authors) if isinstance(authors, list) else authors,
                             published=_day(given["day"]), language="en", url=row.get("url"))
            except (KeyError, TypeError) as error:
                raise InputError(f"{where}: no report ({error!r}).", "Give JSON lines with an id and a text each.") from error


def read_pairs(path: Path) -> dict[Pair, str | None]:
    """Pair → its label, None in a list without labels; raises InputError."""
    out: dict[Pair, str | None] = {}
    for name, text in texts(path, (".tsv",)):
        head, *rows = text.rstrip("\n").split("\n")
        at = head.split("\t").index("label") if "label" in head.split("\t") else None
        for number, row in enumerate(rows, 2):
            cells = row.split("\t")
            if len(cells) < max(2, (at or 0) + 1):
                raise InputError(f"{name}, line {number}: no pair.",
                                 "Give two ids a line, parted by a tab, below a line of names.")
            out[frozenset(cells[:2])] = cells[at] if at is not None else None
    return out


def score(profiles: Mapping[str, Profile], links: Iterable[Link], pairs: Mapping[Pair, str | None],
          seconds: tuple[float, float] = (0.0, 0.0)) -> CopyScores:
    """Scores links between profiles (by their reports' stems). Pairs labelled "unsure" are left out, and those whose reports
    are not there."""
    stem_of = {p.id: stem for stem, p in profiles.items()}
    made = {frozenset((stem_of[x.left], stem_of[x.right])): x for x in links}
    labelled = any(label is not None for label in pairs.values())
    known = {p: label for p, label in pairs.items() if p <= profiles.keys()}
    expected = {p for p, label in known.items() if label is None or label in COPIED}
    said = {p for p, x in made.items()
            if known.get(p) != "unsure" and (x.relation in COPIED or (not labelled and p in expected))}
    right = expected & said
    row = sorted
    return CopyScores(
        len(profiles), len(expected), len(said), len(right), labelled, Counter(x.relation for x in made.values()),
        tuple((*row(p), f"found as {made[p].relation}" if p in made else "not found") for p in row(expected - said, key=row)),
        tuple((*row(p), made[p].relation, *made[p].reasons) for p in row(said - expected, key=row)), seconds)


def _text_only(p: Profile) -> Profile:
    """A report's profile with the keys of its text alone, so that what is measured is that."""
    return profile("report", "", p.content, reuse_keys(p.content["prints"]))


def _day(given: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(given)[:10])
    except ValueError:
        return None
