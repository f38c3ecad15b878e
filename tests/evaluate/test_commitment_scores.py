# SPDX-License-Identifier: Apache-2.0
"""Commitment on given predicates: both layouts read, and scores worked out by hand on texts of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.claims.commitment import Commitment
from sayso.errors import InputError, SaysoError
from sayso.evaluate import commitment
from sayso.evaluate.meantime import MarkedEvent, read_meantime

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/commitment.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def language(parrot: Any) -> Any:
    said = {form: (*row.split()[:3], int(row.split()[3]), row.split()[4], "O") for form, row in CASES["said"].items()}
    return parrot(said, certainties=CASES["certainties"])


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    rows = [{"text": text, "targets": [{"span1": [at, at + 1], "label": label}]} for text, at, label in CASES["labelled"]]
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same text in two folders, as the corpus has it; it counts once."""
    for name in ("inner", "outer"):
        (tmp_path / "set" / name).mkdir(parents=True)
        (tmp_path / "set" / name / "crows.xml").write_text(CASES["meantime"], encoding="utf-8")
    return tmp_path / "set"


def test_labels(labels: Path, language: Any) -> None:
    scores = commitment.evaluate(labels, language)
    assert (scores.sentences, scores.predicates) == (3, 3)
    by_name = {a.name: a for a in scores.attributes}
    whole, certainty, polarity = by_name["class"], by_name["certainty"], by_name["polarity"]
    assert whole.table == tuple(tuple(row) for row in CASES["class"])
    # attack: the model has it right; move: it says yes; sing: it leaves it open
    assert (whole.n, whole.right, whole.majority, whole.model) == (3, 0.6667, 0.6667, 0.6667)
    assert (certainty.right, certainty.majority, certainty.model) == (0.6667, 0.6667, 0.6667)
    assert (polarity.n, polarity.right, polarity.majority, polarity.model) == (1, 1.0, 1.0, 1.0)
    assert [(m[0], m[3]) for m in scores.mistakes] == [("class", "sing"), ("certainty", "sing")]
    assert language.asked == [(("roles", "voices"), [frozenset({3}), frozenset({2}), frozenset({1})])]


def test_lines_and_data(labels: Path, language: Any) -> None:
    scores = commitment.evaluate(labels, language)
    assert scores.lines(mistakes=True)[0] == "class open read as yes: 'sing' in 'Crows sing'"
    assert scores.lines()[:4] == ["3 sentences, 3 predicates", "class       right 0.667  majority 0.667  model 0.667  (3)",
                                  "  open: open 1, yes 1", "  no: no 1"]
    assert "mistakes" not in scores.to_dict()
    data = scores.to_dict(mistakes=True)
    assert data["attributes"]["class"]["table"][0] == {"gold": "no", "said": "no", "n": 1}
    assert data["mistakes"][0]["sentence"] == "Crows sing"


def test_meantime(folder: Path, language: Any) -> None:
    (text,) = read_meantime(folder)
    assert text.sentences == (("Rebels", "did", "not", "attack"), ("Farmers", "may", "move"))
    assert text.events == (MarkedEvent((3,), "CERTAIN", "NEG", "NON_FUTURE"), MarkedEvent((5, 6), "PROBABLE", "POS", "FUTURE"))
    scores = commitment.evaluate(folder, language)
    assert (scores.sentences, scores.predicates) == (2, 2)
    assert {a.name: (a.right, a.majority, a.model) for a in scores.attributes} == {
        "certainty": (0.5, 0.5, None), "polarity": (1.0, 0.5, None), "time": (1.0, 0.5, None)}
    assert [m[:4] for m in scores.mistakes] == [("certainty", "PROBABLE", "POSSIBLE", "move")]
    assert scores.mistakes[0][5] == "possible by “may”"


@pytest.mark.parametrize("case", CASES["mapped"], ids=lambda c: "-".join(str(x) for x in c["as"]))
def test_what_stands_for_what(case: dict[str, Any]) -> None:
    polarity, modality, certainty, stance = case["as"]
    held = Commitment(polarity, modality, certainty)
    assert commitment.as_meantime(held) == case["meantime"]
    assert commitment.as_settled(held, stance) == case["settled"]


@pytest.mark.parametrize(("label", "value"), CASES["settled"])
def test_cuts(label: float, value: str) -> None:
    assert commitment.settled(label) == value


@pytest.mark.parametrize(("name", "content", "message"), [
    ("x.xml", "<Document><token", "MEANTIME"), ("x.xml", CASES["meantime"].replace("PROBABLE", "SURE"), "SURE"),
    ("x.xml", CASES["meantime"].replace('<token_anchor t_id="4"/>', '<token_anchor t_id="99"/>'), "99"),
    ("x.xml", "<Document></Document>", "judged"), ("x.jsonl", "{}", "labels")])
def test_faults(name: str, content: str, message: str, tmp_path: Path, language: Any) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        commitment.evaluate(tmp_path / name, language)


def test_two_sets_at_once(folder: Path, labels: Path, language: Any) -> None:
    (folder / "labels.jsonl").write_bytes(labels.read_bytes())
    with pytest.raises(InputError, match="XML beside"):
        commitment.evaluate(folder, language)
    assert commitment.evaluate(folder, language, only="inner/").predicates == 2


def test_a_parser_without_certainty(labels: Path, parrot: Any) -> None:
    with pytest.raises(SaysoError, match="attack"):
        commitment.evaluate(labels, parrot())
