# SPDX-License-Identifier: Apache-2.0
"""What `python -m quality.faults` tells of a marked report, by a reader that reads what it is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from quality import faults, marked

from sayso.pipeline import Reader

TEXT = "Police arrested Ann Lee in Gao on Monday. The union denied it.\n"
MARKS = """\
report: r1
title: null
outlet: "The Gao Post"
published: 2016-03-04
entities:
  - {id: e1, type: organisation, name: "police", mentions: ["Police"]}
  - {id: e2, type: person, name: "Omar Deen", mentions: ["The union"]}
claims:
  - {id: c1, code: custody.arrest, trigger: "arrested", roles: {actor: e2, target: e1}, modality: actual, polarity: "yes",
     voices: []}
  - {id: c2, code: violence.kill, trigger: "Monday", roles: {}, modality: actual, polarity: "yes", voices: []}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("marked")
    (made / "r1.txt").write_text(TEXT, encoding="utf-8")
    (made / "r1.yaml").write_text(MARKS, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def found(folder: Path, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> faults.Read:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(marked, "STORE", tmp_path_factory.mktemp("store"))
        first = faults.read(folder, reader)
        again = faults.read(folder, reader)      # from the store
        assert len(list(marked.STORE.rglob("*.pickle"))) == 1
        assert again.systems == first.systems
    return again


def test_how_each_claim_came_out(found: faults.Read) -> None:
    out = faults.outcomes(found)
    name = found.folder.name
    assert out[f"{name} r1 34 violence.kill Monday"] == "missed"
    assert "roles" in out[f"{name} r1 7 custody.arrest arrested"]


def test_a_fault_is_shown_with_marks_and_reading(found: faults.Read) -> None:
    wrong = next(f for f in found.scores.findings if f.code == "custody.arrest")
    lines = list(faults.shown(wrong, found))
    assert "Police [arrested] Ann Lee" in lines[1]
    assert "Omar Deen" in lines[2]
    assert "Ann Lee" in lines[3]


def test_words_are_counted_by_code(found: faults.Read) -> None:
    rows = list(faults.words([found]))
    assert any(row.split()[:6] == ["0", "extra", "0", "right", "1", "missed"] and row.endswith("monday") for row in rows)
    assert any(row.split()[:6] == ["0", "extra", "1", "right", "0", "missed"] and row.endswith("arrest") for row in rows)
