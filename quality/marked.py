# SPDX-License-Identifier: Apache-2.0
"""Marked reports with their parses, which are kept on disk: to read what changed rules make of 60 reports takes seconds, where
parsing them takes a minute. Nothing that is published rests on the store: `sayso evaluate` parses anew.

Parses lie in out/parses (git-ignored) under the digest of what makes them: the language model without the heads for claims, and
the code of the room `language`. What changes these makes a new folder; the old one may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sayso.language
import sayso_model_en
from sayso.evaluate.claims import ClaimScores, report_of, score_claims
from sayso.gold.read import GoldReport, load_gold
from sayso.model import Json, Report
from sayso.parse import Parse
from sayso.pipeline import Reader

STORE = Path(__file__).parents[1] / "out" / "parses"


@dataclass(frozen=True)
class Marked:
    """One report with its marks and its parse."""

    gold: GoldReport
    report: Report
    parse: Parse


def marked(folder: Path, reader: Reader) -> Iterator[Marked]:
    """The reports of a folder (a YAML file beside each text), parsed by the reader's model or taken from the store. Raises
    InputError for marks that break the rules and for a text that cannot be read."""
    for gold in load_gold(folder):
        report = report_of(gold)
        yield Marked(gold, report, _parse(report, reader))


def scored(reports: Sequence[Marked], reader: Reader) -> tuple[dict[str, Json], ClaimScores]:
    """What a reader makes of marked reports, by their stems, and the scores of that."""
    systems = {m.gold.stem: reader.read(m.report, m.parse).to_dict() for m in reports}
    return systems, score_claims([m.gold for m in reports], systems)


def _parse(report: Report, reader: Reader) -> Parse:
    key = hashlib.sha256(repr((report.text, report.breaks)).encode()).hexdigest()[:24]
    file = STORE / _maker() / f"{key}.pickle"
    if file.exists():
        kept: Parse = pickle.loads(file.read_bytes())      # noqa: S301 - written below, for this checkout alone
        return kept
    parse = reader.parse(report)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{id(parse)}")
    part.write_bytes(pickle.dumps(parse, protocol=pickle.HIGHEST_PROTOCOL))
    part.replace(file)
    return parse


@cache
def _maker() -> str:
    """The digest of what a parse is made by."""
    model = [f for f in sayso_model_en.folder().rglob("*") if f.is_file() and not f.name.startswith("claim")]
    room = Path(sayso.language.__file__).parent
    code = [*room.rglob("*.py"), *(f for f in (room / "data").rglob("*") if f.is_file()), room.parent / "parse.py"]
    digest = hashlib.sha256()
    for file in sorted((*model, *code), key=str):
        if file.suffix != ".pyc":
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]
