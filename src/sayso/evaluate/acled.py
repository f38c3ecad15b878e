# SPDX-License-Identifier: Apache-2.0
"""Scores ACLED's sub-events of short texts, one label a text (CASE 2021 task 2: snippets of news).

A text is read as any report is, and the crosswalk gives each of its claims a sub-event or none. Where they differ, that one is
the text's which stands first in the crosswalk's rules: those go from the telling (a weapon, a protest) to the general. Labels
are turned into ACLED's names by data/acled.yaml; one that ACLED has no sub-event for can only be missed.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

import yaml

from sayso.crosswalk.acled import acled, rules
from sayso.errors import InputError
from sayso.evaluate.commitment import table_lines
from sayso.evaluate.files import texts
from sayso.evaluate.score import Score, by_label, share
from sayso.model import Json, Reading, Report
from sayso.reports import ReadOptions, report_from_text
from sayso.text import one_line

NONE = ""


@dataclass(frozen=True, slots=True)
class Snippet:
    """One text with its gold: ACLED's name of the sub-event, or the set's own label where ACLED has none."""

    name: str
    text: str
    gold: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was said of a text ("" = nothing); `why`: the claims that have a sub-event, with trigger and rule."""

    snippet: Snippet
    said: str
    why: str

    def line(self) -> str:
        """The judgement on one line."""
        snippet = self.snippet
        return f"{snippet.name} {snippet.gold} said {self.said or 'nothing'} ({self.why}): {one_line(snippet.text)}"


@dataclass(frozen=True, slots=True)
class AcledScores:
    """Scores by label, most frequent first; `weighted`: the mean of their F1, each as often as its label stands in the gold;
    `uncoded`: the share of texts without a sub-event; `table`: gold, said ("" = nothing), how often."""

    texts: int
    labels: tuple[tuple[str, Score], ...]
    weighted: float
    right: float | None
    uncoded: float | None
    table: tuple[tuple[str, str, int], ...]
    mistakes: tuple[Judgement, ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also each text that is not right."""
        out: Json = {"texts": self.texts, "weighted": {"f1": round(self.weighted, 4)}, "right": self.right,
                     "uncoded": self.uncoded,
                     "labels": {label: s.to_dict() for label, s in self.labels}, "table": [list(row) for row in self.table]}
        return out | {"mistakes": [m.line() for m in self.mistakes]} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also each text that is not right."""
        width = max((len(label) for label, _ in self.labels), default=0)
        out = [f"{self.texts} texts", *(f"{s.line(f'{label:{width}}')}  n {s.true}" for label, s in self.labels)]
        out += [f"weighted F1 {self.weighted:.3f}", f"right       {self.right}", f"uncoded     {self.uncoded}",
                *table_lines(self.table)]
        return out + [m.line() for m in self.mistakes] if mistakes else out


def evaluate(path: Path, read: Callable[[Report], Reading], done: Callable[[int, int], None] | None = None) -> AcledScores:
    """Scores the texts of a TSV file with the columns EventSnippet and SubType. `read` is the pipeline; `done` is called after
    each text. Raises InputError."""
    snippets = list(read_snippets(path))
    judged = []
    for k, snippet in enumerate(snippets, 1):
        judged.append(judge(read(report_from_text(snippet.text, ReadOptions(language="en"))), snippet))
        if done:
            done(k, len(snippets))
    return score(judged)


def score(judged: list[Judgement]) -> AcledScores:
    """The scores of judged texts."""
    labels = by_label((j.snippet.gold, j.said) for j in judged)
    weighted = sum(s.f1 * s.true for _, s in labels.scores) / len(judged) if judged else 0.0
    uncoded = share(sum(j.said == NONE for j in judged), len(judged))
    return AcledScores(len(judged), labels.scores, weighted, labels.right, uncoded, labels.table,
                       tuple(j for j in judged if j.said != j.snippet.gold))


def judge(reading: Reading, snippet: Snippet) -> Judgement:
    """The text's sub-event: of those of its claims the one that stands first in the rules."""
    found = [(event[1], claim) for claim in reading.claims if (event := acled(claim, reading))]
    said = min((sub for sub, _ in found), key=_order().index, default=NONE)
    why = "; ".join(f"{reading.words(claim.trigger)!r} {claim.why[0]} {sub}" for sub, claim in found)
    return Judgement(snippet, said, why or "no event")


@cache
def _order() -> tuple[str, ...]:
    """The sub-events in the order in which the rules first name them."""
    return tuple(dict.fromkeys(rule.sub for rule in rules()))


@cache
def known() -> Mapping[str, str | None]:
    """ACLED's sub-event for each label; None where it has none."""
    text = resources.files("sayso.evaluate").joinpath("data/acled.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(text))


def read_snippets(path: Path) -> Iterator[Snippet]:
    """The texts of a TSV file; raises InputError where a column lacks or a label is not known."""
    for name, text in texts(path, (".tsv",)):
        rows = csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
        for needed in ("EventSnippet", "SubType"):
            if needed not in (rows.fieldnames or ()):
                raise InputError(f"{name}: no column {needed!r}.",
                                 "Give a file like that of CASE 2021 task 2: tab-separated, with a head line.")
        for k, row in enumerate(rows, 1):
            label = row["SubType"]
            if label not in known():
                raise InputError(f"{name}, text {k}: unknown label {label!r}.",
                                 f"Use the labels of the set: {', '.join(known())}.")
            yield Snippet(f"{Path(name).stem} {row.get('id') or k}", row["EventSnippet"], known()[label] or label)
