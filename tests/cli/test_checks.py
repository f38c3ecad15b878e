# SPDX-License-Identifier: Apache-2.0
"""`sayso evaluate` and `sayso doctor`, with stand-ins for the reader and the language model."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.errors import ModelError
from sayso.parse import Argument, Attribution, Parse, Reference, Sentence, Word

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

ROLES = json.dumps({"sent_id": "a-1", "split": "dev", "tokens": ["Guards", "left"],
                    "frames": [{"pred": 1, "roleset": "leave.01", "args": [[0, 1, "ARG0"]]}]})

SURE = json.dumps({"text": "Guards left", "targets": [{"span1": [1, 2], "label": 2.0}, {"span1": [0, 1], "label": 3.0}]})

CHAINS = "0\tGuards\t(1)\n1\tleft\t_\n2\tthem\t(1)\n"

MARKS = "T1\tSource 0 6\tGuards\nT2\tCue 7 11\tleft\nT3\tContent 12 16\tword\nE1\tCue:T2 Source:T1 Content:T3\n"


class Language:
    """Calls every word a noun, the root or a child of the first; "Aden" a place. The second word is what the first does, or
    says of the others; the first and the last are one thing."""

    version = "fake"

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> Language:
        return cls()

    def parse(self, text: str, breaks: Iterable[int] = (), layers: Collection[str] = ()) -> Parse:
        return self.parse_words([[text.split()]], layers)[0]

    def parse_words(self, documents: Sequence[Sequence[Sequence[str]]], layers: Collection[str] = (),
                    predicates: Sequence[Collection[int]] | None = None) -> list[Parse]:
        out = []
        for document in documents:
            words: list[Word] = []
            sentences = []
            for s, forms in enumerate(document):
                first = len(words)
                for i, form in enumerate(forms):
                    at = words[-1].end + 1 if words else 0
                    words.append(Word(first + i, at, at + len(form), form, form.lower(), "NOUN", "NN", -1 if i == 0 else first,
                                      "root" if i == 0 else "dep", "B-LOC" if form == "Aden" else "O", "", s,
                                      sense="leave.01" * i, certainty=2.0 + i))
                sentences.append(Sentence(s, first, len(words), words[first].start, words[-1].end, 0))
            end = len(words)
            chain = Reference(0, 1, 0), Reference(end - 1, end, end - 1)
            out.append(Parse(" ".join(w.text for w in words), tuple(words), tuple(sentences), (Argument(1, 0, "ARG0"),),
                             (Attribution(1, (0,), tuple(range(2, end))),), (chain,)))
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


def test_raw_text_and_capitals(sayso: Any, language: type[Language], tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text(TREES, encoding="utf-8")
    (tmp_path / "x.iob2").write_text(NAMES, encoding="utf-8")
    raw = json.loads(sayso("evaluate", "trees", "x.conllu", "--raw", "--json").out)
    assert (raw["words"]["f1"], raw["uas"]["f1"]) == (1.0, 0.0)
    capitals = json.loads(sayso("evaluate", "entities", "x.iob2", "--upper", "--json").out)
    assert capitals["micro"]["r"] == 0.0  # "ADEN" is no place to the stand-in
    assert sayso("evaluate", "entities", ".", "--only", "x.iob2").out == sayso("evaluate", "entities", "x.iob2").out
    assert sayso("evaluate", "trees", "x.conllu", "--upper", "--verbose").code == 0


def test_layers_are_scored(sayso: Any, language: type[Language], tmp_path: Path) -> None:
    for name, content in (("r.jsonl", ROLES), ("s.jsonl", SURE), ("c.conll", CHAINS), ("dev/t.txt", "Guards left word"),
                          ("dev/t.ann", MARKS), ("x.conllu", "# sent_id = a-1\n" + TREES), ("list.md", "# dev\n* c\n")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    roles = json.loads(sayso("evaluate", "roles", "r.jsonl", "--part", "dev", "--trees", "x.conllu", "--json").out)
    assert (roles["micro"]["f1"], roles["senses"], roles["with_tree"]) == (1.0, 1.0, 1)
    voices = json.loads(sayso("evaluate", "voices", ".", "--part", "dev", "--system", "model", "--json").out)
    assert (voices["right"]["f1"], voices["content"]) == (1.0, 1.0)
    assert json.loads(sayso("evaluate", "voices", ".", "--system", "rules", "--json").out)["said"] == 0
    sure = json.loads(sayso("evaluate", "certainty", "s.jsonl", "--json").out)
    assert (sure["r"], sure["error"]) == (-1.0, 1.0)
    chains = json.loads(sayso("evaluate", "coreference", "c.conll", "--documents", "list.md", "--part", "dev", "--json").out)
    assert chains["conll"] == 1.0
    for what in (["roles", "r.jsonl"], ["voices", "."], ["certainty", "s.jsonl"], ["coreference", "c.conll"]):
        done = sayso("evaluate", *what, "--verbose")
        assert (done.code, bool(done.out)) == (0, True), done.err


@pytest.mark.parametrize("what", [[name, "nowhere"] for name in ("claims", "trees", "entities", "roles", "voices", "certainty",
                                                                 "coreference")])
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
