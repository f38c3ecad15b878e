# SPDX-License-Identifier: Apache-2.0
"""`sayso evaluate copies` on reports of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.evaluate.copies import evaluate, read_pairs

WIRE = ("Gunmen on motorcycles attacked a weekly market near the town of Tillia on Sunday and killed eleven traders.",
        "Four lorries were set on fire and the wells of two nearby hamlets were filled with sand, residents told.")
OTHER = "Members of the lake fishers' union elected a new chairman in Baga Sola after a vote that took two days and one night."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    rows = [{"id": "a", "text": "\n".join(WIRE)}, {"id": "b", "text": "\n".join(("Raid on market", *WIRE))},
            {"id": "c", "text": OTHER},
            {"id": "d", "text": f"{OTHER}\nThe vote was calm."}]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    return path


def pairs(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(text)
    return path


def test_whole_list_gives_precision_and_recall(reports: Path, tmp_path: Path) -> None:
    scores = evaluate(reports, pairs(tmp_path, "left\tright\tlabel\na\tb\tcopy\na\tc\trewrite\n"))
    assert (scores.precision, scores.recall) == (0.5, 0.5)
    assert scores.missed == (("a", "c", "not found"),)
    assert [x[:3] for x in scores.wrong] == [("c", "d", "copy")]


def test_unsure_pairs_count_for_nothing(reports: Path, tmp_path: Path) -> None:
    scores = evaluate(reports, pairs(tmp_path, "left\tright\tlabel\na\tb\tcopy\nc\td\tunsure\n"))
    assert (scores.precision, scores.recall) == (1.0, 1.0)


def test_list_without_labels_gives_recall_alone(reports: Path, tmp_path: Path) -> None:
    scores = evaluate(reports, pairs(tmp_path, "id_a\tid_b\tshare\na\tb\t1.000\nx\ty\t0.5\n"))
    assert (scores.precision, scores.recall, scores.expected, scores.found) == (None, 1.0, 1, 2)


def test_a_row_without_a_pair_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 2"):
        read_pairs(pairs(tmp_path, "left\tright\na\n"))
