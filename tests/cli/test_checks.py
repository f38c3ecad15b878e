# SPDX-License-Identifier: Apache-2.0
"""`sayso evaluate` and `sayso doctor`, with stand-ins for the reader and the language model."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.errors import ModelError
from sayso.parse import Parse, Sentence, Word

GOLD = """\
report: a
title: null
outlet: null
published: null
entities:
  - {id: e1, type: person, name: Vale, mentions: [Vale]}
  - {id: e2, type: group, name: Northwatch, mentions: [Northwatch]}
  - {id: e3, type: person, name: Holt, mentions: [Holt]}
claims:
  - id: c1
    code: affiliation.join
    trigger: joined
    roles: {actor: e1, group: e2}
    count: null
    modality: actual
    polarity: yes
    voices: [{source: e3, cue: said, stance: states, certainty: certain}]
    answers: []
"""

TREES = """\
1\tGuards\tguard\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_

"""

NAMES = "Vale\tB-PER\nleft\tO\nAden\tB-LOC\n\n"


class Language:
    """Calls every word a noun, the root or a child of the first; "Aden" a place."""

    version = "fake"

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> Language:
        return cls()

    def parse(self, text: str) -> Parse:
        return self.parse_words([[text.split()]])[0]

    def parse_words(self, documents: Sequence[Sequence[Sequence[str]]]) -> list[Parse]:
        out = []
        for document in documents:
            words: list[Word] = []
            sentences = []
            for s, forms in enumerate(document):
                first = len(words)
                words += [Word(first + i, 0, 0, form, form.lower(), "NOUN", "NN", -1 if i == 0 else first,
                               "root" if i == 0 else "dep", "B-LOC" if form == "Aden" else "O", "", s)
                          for i, form in enumerate(forms)]
                sentences.append(Sentence(s, first, len(words), 0, 0, 0))
            out.append(Parse("", tuple(words), tuple(sentences)))
        return out


@pytest.fixture
def language(monkeypatch: pytest.MonkeyPatch) -> type[Language]:
    made = ModuleType("sayso.language")
    vars(made)["Language"] = Language
    monkeypatch.setitem(sys.modules, "sayso.language", made)
    return Language


def test_claims_are_scored(sayso: Any, reports: Path) -> None:
    (reports / "a.yaml").write_text(GOLD, encoding="utf-8")
    (reports / "b.txt").unlink()
    done = sayso("evaluate", "claims", "in", "--json")
    assert done.code == 0, done.err
    scores = json.loads(done.out)
    assert scores["found"]["f1"] == 1
    assert scores["voice"]["f1"] == 1
    (reports / "a.yaml").write_text(GOLD.replace("code: affiliation.join", "code: affiliation.leave"), encoding="utf-8")
    text = sayso("evaluate", "claims", "in", "--verbose")
    assert text.code == 0
    assert "joined" in text.out
    assert len(text.out) > len(sayso("evaluate", "claims", "in").out)


def test_trees_and_names_are_scored(sayso: Any, language: type[Language], tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(TREES, encoding="utf-8")
    (tmp_path / "x.iob2").write_text(NAMES, encoding="utf-8")
    trees = json.loads(sayso("evaluate", "trees", "x.conllu", "--json").out)
    assert (trees["words"], trees["upos"], trees["uas"]) == (2, 0.5, 0.0)
    names = json.loads(sayso("evaluate", "entities", "x.iob2", "--json").out)
    assert names["micro"]["r"] == 0.5
    assert "UPOS" in sayso("evaluate", "trees", "x.conllu").out


@pytest.mark.parametrize("what", [["claims", "nowhere"], ["trees", "nowhere"], ["entities", "nowhere"]])
def test_what_is_not_there_is_said(sayso: Any, language: type[Language], what: list[str]) -> None:
    done = sayso("evaluate", *what)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("sayso: nowhere")
    assert len(done.err.splitlines()) == 1


def test_doctor_finds_all_well(sayso: Any, language: type[Language]) -> None:
    done = sayso("doctor", "--json")
    checks = {c["what"]: c for c in json.loads(done.out)}
    assert done.code == 0
    assert all(c["ok"] for c in checks.values())
    assert checks["language model"]["found"] == "fake"
    assert "codes, sha256 " in checks["codebook"]["found"]


def test_doctor_says_what_to_do(sayso: Any, language: type[Language], monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(folder: Path | None = None, threads: int = 0) -> Language:
        raise ModelError("The weights are missing.", "Install the package sayso-model-en.")

    done = sayso("doctor", "--codebook", "no.yaml")
    assert done.code == 6
    assert "FAILED" in done.out
    monkeypatch.setattr(language, "load", missing)
    done = sayso("doctor")
    assert done.code == 7
    line = " ".join(done.out.split())
    assert "FAILED language model The weights are missing. Install the package sayso-model-en." in line
    assert "ok ledger" in line


def test_a_model_that_is_missing_stops_a_batch(sayso: Any, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(self: object, report: object) -> None:
        raise ModelError("The weights are missing.", "Install the package sayso-model-en.")

    monkeypatch.setattr(sys.modules["faked"].Reader, "read", missing)
    done = sayso("read", "in")
    assert (done.code, done.out) == (7, "")
    assert done.err == "sayso: The weights are missing. Install the package sayso-model-en.\n"
