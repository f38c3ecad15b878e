# SPDX-License-Identifier: Apache-2.0
"""Scores who belongs to, leads, fights or stands by whom, against relations between marked ends (re3d).

A relation is met by a claim of a code that can tell of it (data/ties.yaml) whose two ends overlap with the marked ones: by the
words that fill its roles, or by any mention of the same entities. Re3d marks few of the relations that its texts hold, so what
is said beyond them is no fault: only recall is scored, and `sample` lists what is said, to be read by hand for precision.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from sayso.errors import InputError
from sayso.evaluate.files import objects, texts
from sayso.evaluate.score import share
from sayso.model import Claim, Json, Reading, Report
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span, one_line, overlap

DOERS = {"person", "people", "group", "state", "organisation", "outlet"}
"""Types of entity that may stand at an end; what is held or led may be a place too."""

SEED = 20
"""Of the draw of a sample: the same at each run, so that a reading by hand can be repeated."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One marked relation: its type and where its ends stand."""

    type: str
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Said:
    """One claim that tells of a relation's type, as somebody who judges it needs it."""

    type: str
    code: str
    ends: tuple[str, str]
    words: str

    def line(self) -> str:
        """The claim on one line."""
        return f"{self.type} {self.code}: {self.ends[0]} → {self.ends[1]} | {self.words}"


@dataclass(frozen=True, slots=True)
class TieScores:
    """`found` of `marked` relations by type; `said`: claims that tell of each type; `sample`: some of them."""

    documents: int
    types: tuple[tuple[str, int, int, int], ...]
    sample: tuple[Said, ...]
    missed: tuple[str, ...]

    @property
    def recall(self) -> float | None:
        """Of the marked relations of all types the share that is found."""
        return share(sum(found for _, _, found, _ in self.types), sum(marked for _, marked, _, _ in self.types))

    def to_dict(self, *, sample: bool = False) -> Json:
        """The scores as data; with `sample` also claims to judge by hand, and what is missed."""
        out: Json = {"documents": self.documents, "recall": self.recall,
                     "types": {t: {"marked": m, "found": f, "recall": share(f, m), "said": s} for t, m, f, s in self.types}}
        return out | {"sample": [s.line() for s in self.sample], "missed": list(self.missed)} if sample else out

    def lines(self, *, sample: bool = False) -> list[str]:
        """The scores as text; with `sample` also claims to judge by hand, and what is missed."""
        out = [f"{self.documents} documents", f"recall {self.recall}"]
        out += [f"  {t}: {f} of {m} found, {s} said" for t, m, f, s in self.types]
        return [*out, "", *(s.line() for s in self.sample), "", *self.missed] if sample else out


def evaluate(folder: Path, read: Callable[[Report], Reading], done: Callable[[int, int], None] | None = None, *,
             draw: int = 100) -> TieScores:
    """Scores the relations of a folder in re3d's layout (documents.json and relations.json in it or in its folders). `draw`:
    how many claims to draw for a reading by hand. Raises InputError."""
    documents = list(read_documents(folder))
    marked, found, counts = Counter[str](), Counter[str](), Counter[str]()
    said: list[Said] = []
    missed: list[str] = []
    for k, (text, relations) in enumerate(documents, 1):
        reading = read(report_from_text(text, ReadOptions(language="en")))
        telling = {t: list(_telling(reading, t)) for t in known()}
        for t, claims in telling.items():
            counts[t] += len(claims)
            said += [_said(reading, t, claim, ends) for claim, ends in claims]
        for relation in relations:
            marked[relation.type] += 1
            if any(_meets(reading, ends, relation) for _, ends in telling[relation.type]):
                found[relation.type] += 1
            else:
                a, b = sorted((relation.source, relation.target))
                missed.append(f"missed {relation.type}: {text[slice(*relation.source)]} → {text[slice(*relation.target)]} | "
                              f"{one_line(text[max(0, a[0] - 60) : b[1] + 60])}")
        if done:
            done(k, len(documents))
    drawn = random.Random(SEED).sample(said, min(draw, len(said)))
    return TieScores(len(documents), tuple((t, marked[t], found[t], counts[t]) for t in known()), tuple(drawn), tuple(missed))


@cache
def known() -> Mapping[str, Mapping[str, Any]]:
    """For each relation: the codes that tell of it, and the pairs of roles at its ends."""
    text = resources.files("sayso.evaluate").joinpath("data/ties.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(text))


def read_documents(folder: Path) -> Iterator[tuple[str, list[Relation]]]:
    """(text, relations) of each document; raises InputError where the folder holds none."""
    places = sorted({p.parent for p in folder.rglob("relations.json")}) if folder.is_dir() else []
    if not places:
        raise InputError(f"{folder}: no relations.json in it.", "Give a folder in re3d's layout.")
    for place in places:
        by_document: dict[str, list[Relation]] = {}
        for row in _rows(place / "relations.json"):
            if row["type"] in known():
                by_document.setdefault(row["documentId"], []).append(
                    Relation(row["type"], (row["sourceBegin"], row["sourceEnd"]), (row["targetBegin"], row["targetEnd"])))
        for row in _rows(place / "documents.json"):
            yield row["text"], by_document.get(row["_id"], [])


def _rows(file: Path) -> Iterator[Json]:
    for name, text in texts(file, (".json",)):
        yield from (row for _, row in objects(name, text))


def _telling(reading: Reading, relation: str) -> Iterator[tuple[Claim, tuple[tuple[str, Span], tuple[str, Span]]]]:
    """The claims that tell of a relation, with the entity and words at each end."""
    rule = known()[relation]
    for claim in reading.claims:
        if not claim.code.startswith(tuple(rule["codes"])) or claim.polarity == "no":
            continue
        for first, second in (pair.split() for pair in rule["ends"]):
            for a in claim.roles.get(first, ()):
                for b in claim.roles.get(second, ()):
                    kinds = reading.by_id[a.entity].type, reading.by_id[b.entity].type
                    if a.entity != b.entity and kinds[0] in DOERS and (kinds[1] in DOERS or second == "place"):
                        yield claim, ((a.entity, a.span), (b.entity, b.span))


def _meets(reading: Reading, ends: tuple[tuple[str, Span], tuple[str, Span]], relation: Relation) -> bool:
    """Whether the ends are the relation's, either way round where both ways are told alike."""
    sides = [(relation.source, relation.target)]
    if known()[relation.type].get("both"):
        sides.append((relation.target, relation.source))
    return any(_at(reading, ends[0], a) and _at(reading, ends[1], b) for a, b in sides)


def _at(reading: Reading, end: tuple[str, Span], span: Span) -> bool:
    entity, words = end
    return overlap(words, span) > 0 or any(overlap(m.span, span) > 0 for m in reading.by_id[entity].mentions)


def _said(reading: Reading, relation: str, claim: Claim, ends: tuple[tuple[str, Span], tuple[str, Span]]) -> Said:
    words = one_line(" … ".join(reading.words(s) for s in claim.evidence[:1]))
    named = reading.name(ends[0][0]), reading.name(ends[1][0])
    return Said(relation, f"{claim.code} “{reading.words(claim.trigger)}”", named, words)
