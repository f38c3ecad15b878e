# SPDX-License-Identifier: Apache-2.0
"""Ties against relations between marked ends: re3d's layout read, and scores worked out by hand on texts of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.evaluate.ties import Relation, evaluate, known, read_documents
from sayso.model import ROLES
from sayso.pipeline import Reader

TEXT = "Omar Deen is the leader of the Marsh Front. The Marsh Front fought the River Guard near Karo."


def row(kind: str, source: str, target: str) -> str:
    a, b = TEXT.index(source), TEXT.rindex(target)
    return json.dumps({"documentId": "d1", "type": kind, "sourceBegin": a, "sourceEnd": a + len(source),
                       "targetBegin": b, "targetEnd": b + len(target)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Wire"
    place.mkdir()
    (place / "documents.json").write_text(json.dumps({"_id": "d1", "text": TEXT}) + "\n", encoding="utf-8")
    (place / "relations.json").write_text("\n".join([
        row("InChargeOf", "Omar Deen", "Marsh Front"), row("FightingAgainst", "River Guard", "Marsh Front"),
        row("AlliesOf", "Omar Deen", "River Guard"), row("CoLocated", "Omar Deen", "Karo")]), encoding="utf-8")
    return tmp_path


def test_documents_are_read(folder: Path) -> None:
    ((text, relations),) = read_documents(folder)
    assert text == TEXT
    assert [r.type for r in relations] == ["InChargeOf", "FightingAgainst", "AlliesOf"]
    assert relations[0] == Relation("InChargeOf", (0, 9), (TEXT.rindex("Marsh"), TEXT.rindex("Marsh") + 11))


def test_scores(folder: Path, reader: Reader) -> None:
    scores = evaluate(folder, reader.read)
    assert {t: (marked, found) for t, marked, found, _ in scores.types} == {
        "BelongsTo": (0, 0), "InChargeOf": (1, 1), "FightingAgainst": (1, 1), "AlliesOf": (1, 0)}
    assert scores.recall == 0.6667
    assert scores.missed[0].startswith("missed AlliesOf: Omar Deen → River Guard")
    assert {s.type for s in scores.sample} >= {"InChargeOf", "FightingAgainst"}
    assert scores.to_dict(sample=True)["types"]["AlliesOf"] == {"marked": 1, "found": 0, "recall": 0.0, "said": 0}


def test_the_rules_name_roles_and_codes_that_there_are(reader: Reader) -> None:
    for rule in known().values():
        assert {role for pair in rule["ends"] for role in pair.split()} <= set(ROLES)
        for code in rule["codes"]:
            assert any(c.startswith(code) for c in reader.codebook.codes), code


def test_a_folder_without_relations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no relations\.json"):
        list(read_documents(tmp_path))
