# SPDX-License-Identifier: Apache-2.0
"""Scores what the police did, sentence by sentence (IndiaPoliceEvents): killed, used force, arrested, failed to act.

A document is read as a whole, its sentences put together again. A sentence has a label if a claim whose trigger stands in it is
of a code that can tell of it and has the police as actor (data/police.yaml): by any mention of the actor, by the instrument,
or, where no actor is named, by the trigger ("police firing"). An arrest counts without an actor too. Police who fail to act are
those of whom a claim says that they did not do or refused to do something, or, with a codebook that has a code for it
(examples/codebooks/inaction.yaml), that they stood by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from sayso.crosswalk.acled import HAPPENED, happened
from sayso.errors import InputError
from sayso.evaluate.files import objects, texts
from sayso.evaluate.score import Score
from sayso.model import Claim, Json, Reading, Report
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span, begins, one_line


@dataclass(frozen=True, slots=True)
class Document:
    """One text; `sentences`: where each stands, with those of its labels that are scored."""

    name: str
    text: str
    sentences: tuple[tuple[Span, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class PoliceScores:
    """Scores by label over all sentences; `mistakes`: a line for each label that is missed or wrong."""

    documents: int
    sentences: int
    labels: tuple[tuple[str, Score], ...]
    mistakes: tuple[str, ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also each label that is missed or wrong."""
        out: Json = {"documents": self.documents, "sentences": self.sentences,
                     "labels": {label: s.to_dict() for label, s in self.labels}}
        return out | {"mistakes": list(self.mistakes)} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also each label that is missed or wrong."""
        out = [f"{self.documents} documents, {self.sentences} sentences"]
        out += [f"{s.line(label)}  n {s.true}" for label, s in self.labels]
        return [*out, *self.mistakes] if mistakes else out


def evaluate(path: Path, read: Callable[[Report], Reading], done: Callable[[int, int], None] | None = None) -> PoliceScores:
    """Scores the sentences of a file of JSON lines with doc_id, sent_text and sent_labels. `read` is the pipeline; `done` is
    called after each document. Raises InputError."""
    documents = list(read_documents(path))
    hit, said, true = Counter[str](), Counter[str](), Counter[str]()
    mistakes: list[str] = []
    for k, document in enumerate(documents, 1):
        reading = read(report_from_text(document.text, ReadOptions(language="en")))
        told = [(claim.trigger[0], label) for claim in reading.claims for label in labels_of(claim, reading)]
        for (start, end), gold in document.sentences:
            found = {label for at, label in told if start <= at < end}
            hit.update(found & gold)
            said.update(found)
            true.update(gold)
            words = one_line(document.text[start:end])
            mistakes += [f"{document.name} missed {label}: {words}" for label in sorted(gold - found)]
            mistakes += [f"{document.name} wrong {label}: {words}" for label in sorted(found - gold)]
        if done:
            done(k, len(documents))
    labels = tuple((label, Score(hit[label], said[label], true[label])) for label in known()["labels"])
    return PoliceScores(len(documents), sum(len(d.sentences) for d in documents), labels, tuple(mistakes))


@cache
def known() -> Mapping[str, Any]:
    """The words for the police, and for each label which claims tell of it."""
    text = resources.files("sayso.evaluate").joinpath("data/police.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(text))


def labels_of(claim: Claim, reading: Reading) -> set[str]:
    """The labels that a claim gives its sentence."""
    if claim.code in known()["inaction"]:
        failed = happened(claim)
    else:
        failed = claim.modality in HAPPENED and (claim.polarity == "no" or claim.pattern in known()["refusals"])
    police = _by_police(claim, reading)
    out = set()
    for label, rule in known()["labels"].items():
        by = police or rule["unnamed"] and not claim.roles.get("actor")
        if claim.code.startswith(tuple(rule["codes"])) and by and (happened(claim) if rule["done"] else failed):
            out.add(label)
    return out


def _by_police(claim: Claim, reading: Reading) -> bool:
    """Whether it is the police who do it, by the words of the claim or by any mention of its actor."""
    said = [reading.words(claim.trigger)] if not claim.roles.get("actor") else []
    said += [reading.words(f.span) for role in ("actor", "instrument") for f in claim.roles.get(role, ())]
    said += [reading.words(m.span) for f in claim.roles.get("actor", ()) for m in reading.by_id[f.entity].mentions]
    return any(begins(known()["police"], words) for words in said)


def read_documents(path: Path) -> Iterator[Document]:
    """The documents of a file of JSON lines, one sentence a line; raises InputError where a key lacks."""
    rows: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, text in texts(path, (".jsonl", ".jsonl.xz")):
        for where, row in objects(name, text):
            if missing := [key for key in ("doc_id", "sent_text", "sent_labels") if key not in row]:
                raise InputError(f"{where}: no {missing[0]!r}.", "Give one sentence a line, as IndiaPoliceEvents has them.")
            labels = frozenset(row["sent_labels"]) & known()["labels"].keys()
            rows.setdefault(str(row["doc_id"]), []).append((row["sent_text"], labels))
    for document, sentences in rows.items():
        text, spans = "", []
        for words, labels in sentences:
            spans.append(((len(text), len(text) + len(words)), labels))
            text += words if words[-1:].isspace() else f"{words} "
        yield Document(document, text, tuple(spans))
