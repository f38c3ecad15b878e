# SPDX-License-Identifier: Apache-2.0
"""What the police did, by sentence: the set's layout read, and scores worked out by hand on texts of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.codebook import load
from sayso.errors import InputError
from sayso.evaluate.police import evaluate, known, labels_of, read_documents
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

ROWS = [(1, "Karo: ", []), (1, "Police shot two students on Monday.\n\n", ["FORCE", "ANY_ACTION"]),
        (1, "Nine traders were arrested.", ["ARREST"]), (1, "The officers did not arrest a looter.", ["FAIL"]),
        (2, "Rebels killed a farmer.", []), (2, "A constable killed a thief.", ["KILL", "FORCE"]),
        (2, "The police watched the fire.", ["FAIL"]), (2, "The army arrested a farmer.", [])]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sentences.jsonl"
    lines = [json.dumps({"doc_id": d, "sent_text": text, "sent_labels": labels}) for d, text, labels in ROWS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_documents_are_put_together(file: Path) -> None:
    first, second = read_documents(file)
    assert first.text == ("Karo: Police shot two students on Monday.\n\n"
                          "Nine traders were arrested. The officers did not arrest a looter. ")
    assert [first.text[slice(*span)] for span, _ in first.sentences] == [text for d, text, _ in ROWS if d == 1]
    assert [labels for _, labels in first.sentences] == [set(), {"FORCE"}, {"ARREST"}, {"FAIL"}]
    assert second.name == "2"


def test_scores(file: Path, reader: Reader) -> None:
    scores = evaluate(file, reader.read)
    assert (scores.documents, scores.sentences) == (2, 8)
    assert {label: (s.hit, s.said, s.true) for label, s in scores.labels} == {
        "KILL": (1, 1, 1), "FORCE": (2, 2, 2), "ARREST": (1, 1, 1), "FAIL": (1, 1, 2)}
    assert scores.mistakes == ("2 missed FAIL: The police watched the fire.",)
    assert scores.to_dict()["labels"]["FAIL"] == {"p": 1.0, "r": 0.5, "f1": 0.6667, "n": 2}
    assert scores.lines()[0] == "2 documents, 8 sentences"


def test_a_codebook_of_ones_own_tells_who_stood_by(file: Path, reader: Reader) -> None:
    book = load(Path(__file__).parents[2] / "examples" / "codebooks" / "inaction.yaml")
    scores = evaluate(file, lambda report: reader.read_by(report, (book,))[0])
    assert {label: (s.hit, s.said, s.true) for label, s in scores.labels} == {
        "KILL": (1, 1, 1), "FORCE": (2, 2, 2), "ARREST": (1, 1, 1), "FAIL": (2, 2, 2)}


@pytest.mark.parametrize(("text", "fails"), [
    ("The police stood by.", True), ("The police did not stand by.", False), ("The police may stand by.", False),
    ("The police failed to protect the miners.", True), ("The police protected the miners.", False),
    ("Soldiers stood by.", False)])
def test_who_fails(text: str, fails: bool, reader: Reader) -> None:
    book = load(Path(__file__).parents[2] / "examples" / "codebooks" / "inaction.yaml")
    reading = reader.read_by(report_from_text(text, ReadOptions(language="en")), (book,))[0]
    assert any("FAIL" in labels_of(claim, reading) for claim in reading.claims) is fails


def test_the_rules_name_codes_and_patterns_that_there_are(reader: Reader) -> None:
    codes = reader.codebook.codes
    for rule in known()["labels"].values():
        assert all(any(c.startswith(code) for c in codes) for code in rule["codes"])
    assert set(known()["refusals"]) <= {p.id for code in codes.values() for p in code.patterns}


def test_a_line_without_its_keys_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sentences.jsonl"
    path.write_text('{"doc_id": 1, "sent_text": "The rain fell."}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1: no 'sent_labels'"):
        list(read_documents(path))
