# SPDX-License-Identifier: Apache-2.0
"""Scores claims as PLOVER events between a given source and target (PLV: sentences from running news, 15 roots).

The sentence is read as any report is; every claim and voice in it is coded by the crosswalk, and that event is taken which best
joins the given spans: source acting and target done to, before either alone, before neither. PLV has YIELD for CONCEDE and
RETREAT together. A sentence from which no event comes counts as wrong.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.codebook import Codebook
from sayso.crosswalk import CodedEvent, coded, coded_voice
from sayso.errors import InputError
from sayso.evaluate.commitment import table_lines
from sayso.evaluate.files import texts
from sayso.evaluate.score import Score, by_label
from sayso.model import Claim, Json, Reading, Report
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span, one_line, overlap

MARK = re.compile(r"</?[st]>")
ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""PLOVER events that PLV puts under one name."""

FIGHTING = "19"
"""The CAMEO root that PLV counts as ASSAULT as a whole; the table of 2021 has blockades and occupied territory under COERCE."""

NONE = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence with its root; `source`, `target`: where they stand, several spans where they are marked again."""

    name: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    root: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was said of a pair; `why`: the claim's trigger and rule."""

    pair: Pair
    said: str
    why: str

    def line(self) -> str:
        """The judgement on one line."""
        return f"{self.pair.name} {self.pair.root} said {self.said or 'nothing'} ({self.why}): {one_line(self.pair.text)}"


@dataclass(frozen=True, slots=True)
class PloverScores:
    """Scores by root, most frequent first; `macro`: the mean of their F1; `table`: gold, said ("" = nothing), how often."""

    pairs: int
    roots: tuple[tuple[str, Score], ...]
    macro: float
    right: float | None
    silent: int
    table: tuple[tuple[str, str, int], ...]
    mistakes: tuple[Judgement, ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also each pair that is not right."""
        out: Json = {"pairs": self.pairs, "macro": {"f1": round(self.macro, 4)}, "right": self.right, "silent": self.silent,
                     "roots": {root: s.to_dict() for root, s in self.roots}, "table": [list(row) for row in self.table]}
        return out | {"mistakes": [m.line() for m in self.mistakes]} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also each pair that is not right."""
        out = [f"{self.pairs} pairs, {self.silent} without an event"]
        out += [f"{s.line(root)}  n {s.true}" for root, s in self.roots]
        out += [f"macro F1    {self.macro:.3f}", f"right       {self.right}", *table_lines(self.table)]
        return out + [m.line() for m in self.mistakes] if mistakes else out


def evaluate(path: Path, read: Callable[[Report], Reading], codebook: Codebook,
             done: Callable[[int, int], None] | None = None) -> PloverScores:
    """Scores the pairs of a TSV file with the columns marked_sentence (<s>source</s>, <t>target</t>) and gold_root. `read` is
    the pipeline; `done` is called after each pair. Raises InputError."""
    pairs = list(read_pairs(path))
    judged = []
    for k, pair in enumerate(pairs, 1):
        judged.append(judge(read(report_from_text(pair.text, ReadOptions(language="en"))), pair, codebook))
        if done:
            done(k, len(pairs))
    return score(judged)


def score(judged: list[Judgement]) -> PloverScores:
    """The scores of judged pairs."""
    roots = by_label((j.pair.root, j.said) for j in judged)
    macro = sum(s.f1 for _, s in roots.scores) / len(roots.scores) if judged else 0.0
    return PloverScores(len(judged), roots.scores, macro, roots.right, sum(j.said == NONE for j in judged), roots.table,
                        tuple(j for j in judged if j.said != j.pair.root))


def judge(reading: Reading, pair: Pair, codebook: Codebook) -> Judgement:
    """The event that best joins a pair's source and target."""
    source, target = _touching(reading, pair.source), _touching(reading, pair.target)
    best: tuple[tuple[int, int, int], str, str] | None = None
    for claim in reading.claims:
        for event in coded(claim, codebook, reading.report.text):
            rank = (_joins(event, source, target), _named(claim, source, target), -claim.trigger[0])
            if event.plover.event and (best is None or rank > best[0]):
                words = reading.words(claim.trigger)
                best = rank, _root(event), f"{words!r} {claim.why[0]} {claim.modality} {claim.polarity}"
    for voice in reading.voices:
        said = coded_voice(voice, reading.report.text)
        within = any(overlap(c, t) for c in voice.content for t in pair.target)
        if said is not None and voice.source in source and (within or voice.to in target):
            rank = (3, 0, -voice.cue[0])
            if best is None or rank > best[0]:
                best = rank, _root(said), f"{reading.words(voice.cue)!r} {voice.stance}"
    return Judgement(pair, *((best[1], best[2]) if best else (NONE, "no event")))


def _root(event: CodedEvent) -> str:
    """An event by PLV's names."""
    return "ASSAULT" if event.cameo.startswith(FIGHTING) else ROOTS.get(event.plover.event, event.plover.event)


def _joins(event: CodedEvent, source: set[str], target: set[str]) -> int:
    """4 if the source does it to the target, 2 if only one of them has its part, 1 if the other way round, else 0."""
    does, suffers = bool(source & set(event.sources)), bool(target & set(event.targets))
    if does and suffers:
        return 4
    if does or suffers:
        return 2
    return int(bool(target & set(event.sources) or source & set(event.targets)))


def _named(claim: Claim, source: set[str], target: set[str]) -> int:
    """How many of the two stand in any role of the claim."""
    fillers = {f.entity for fs in claim.roles.values() for f in fs} | {v.source for v in claim.voices}
    return bool(fillers & source) + bool(fillers & target)


def _touching(reading: Reading, spans: tuple[Span, ...]) -> set[str]:
    """The entities that have a mention in one of the spans."""
    return {e.id for e in reading.entities for m in e.mentions if any(overlap(m.span, s) for s in spans)}


def read_pairs(path: Path) -> Iterator[Pair]:
    """The pairs of a TSV file; raises InputError where a column lacks."""
    for name, text in texts(path, (".tsv",)):
        rows = csv.DictReader(text.splitlines(), delimiter="\t")
        for needed in ("marked_sentence", "gold_root"):
            if needed not in (rows.fieldnames or ()):
                raise InputError(f"{name}: no column {needed!r}.", "Give a file like PLV's: tab-separated, with a head line.")
        for k, row in enumerate(rows, 1):
            plain, source, target = _marked(row["marked_sentence"])
            yield Pair(f"{Path(name).stem} {row.get('sentence_id') or k}", plain, source, target, row["gold_root"])


def _marked(marked: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    """The sentence without its marks, and where source and target stand in it."""
    plain, last = "", 0
    begun: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    for m in MARK.finditer(marked):
        plain += marked[last : m.start()]
        last = m.end()
        kind = m.group()[-2]
        if m.group().startswith("</"):
            if kind in begun:
                spans[kind].append((begun.pop(kind), len(plain)))
        else:
            begun[kind] = len(plain)
    return plain + marked[last:], tuple(spans["s"]), tuple(spans["t"])
