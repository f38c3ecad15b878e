# SPDX-License-Identifier: Apache-2.0
"""A corpus of marked-up reports: where it is, how it is split, and what is in it.

A corpus is a folder with `corpus.yaml` (name, version, licence), `reports.tsv` (a line a report: stem, split, how it was drawn)
and a folder for each split, in which a YAML file stands beside each text. `corpus()` opens the one that goes with Sayso.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

import yaml

from sayso.errors import InputError
from sayso.gold.read import GoldReport, load_report

SPLITS = ("train", "dev", "test")
REFUSALS = frozenset({"denies", "declines", "doubts"})
"""Stances, and answers, of who does not go along with a claim."""

HERE = "corpus/dispatches"


@dataclass(frozen=True)
class Corpus:
    """One corpus. `drawn`: for each report what `reports.tsv` says of it (style, region, country, decade, kind …), by stem."""

    name: str
    version: str
    licence: str
    folder: Path
    drawn: Mapping[str, Mapping[str, str]]

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        """The corpus in a folder; raises InputError where it is none."""
        try:
            about = yaml.safe_load((folder / "corpus.yaml").read_text(encoding="utf-8"))
            with (folder / "reports.tsv").open(encoding="utf-8", newline="") as lines:
                drawn = {row["stem"]: MappingProxyType(row) for row in csv.DictReader(lines, delimiter="\t")}
            return cls(str(about["name"]), str(about["version"]), str(about["licence"]), folder, MappingProxyType(drawn))
        except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
            raise InputError(f"{folder}: no corpus ({' '.join(str(error).split())}).",
                             "Give a folder with corpus.yaml, reports.tsv and reports; docs/corpus.md has its form.") from error

    @cached_property
    def reports(self) -> tuple[GoldReport, ...]:
        """Every report, in order of stem; raises InputError for one that cannot be read."""
        return tuple(load_report(self.path(stem)) for stem in sorted(self.drawn))

    def path(self, stem: str) -> Path:
        """The YAML file of a report."""
        return self.folder / self.drawn[stem]["split"] / f"{stem}.yaml"

    def split(self, name: str) -> tuple[GoldReport, ...]:
        """The reports of "train", "dev" or "test"."""
        if name not in SPLITS:
            raise InputError(f"no such split as “{name}”.", f"Take one of {', '.join(SPLITS)}.")
        return tuple(r for r in self.reports if self.drawn[r.stem]["split"] == name)


def corpus(folder: Path | str | None = None) -> Corpus:
    """The corpus of dispatches that goes with Sayso, or the corpus in a folder; raises InputError."""
    if folder is not None:
        return Corpus.open(Path(folder))
    within = Path(str(files("sayso.gold").joinpath("dispatches")))      # in an installed package
    beside = Path(__file__).parents[3] / HERE                           # in a checkout
    return Corpus.open(within if within.is_dir() else beside)


def contents(reports: Sequence[GoldReport]) -> dict[str, int]:
    """What reports hold, by number: the counts that docs/corpus.md gives."""
    n = Counter({"reports": len(reports), "words": sum(len(r.text.split()) for r in reports),
                 "without a claim": sum(not r.claims for r in reports)})
    for r in reports:
        for c in r.claims:
            n["claims"] += 1
            n["with a voice"] += bool(c.voices)
            n["with two or more voices"] += len(c.voices) > 1
            n["denials and refusals"] += any(v.stance in REFUSALS for v in c.voices) or any(k in REFUSALS for _, k in c.answers)
            n["not actual"] += c.modality not in ("actual", "habitual")
            n["negated"] += c.polarity == "no"
            n["ties"] += c.code.startswith("tie.")
            n["with a count"] += c.count is not None
            n["with a time"] += c.when is not None
            n["answering a claim"] += bool(c.answers)
        n["entities"] += len(r.entities)
        n["mentions"] += sum(len(e.mentions) for e in r.entities.values())
    return dict(n)
