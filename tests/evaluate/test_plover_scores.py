# SPDX-License-Identifier: Apache-2.0
"""PLOVER roots between a source and a target: PLV's layout read, which event is taken, and scores worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.evaluate.plover import Judgement, Pair, evaluate, read_pairs, score
from sayso.pipeline import Reader

HEAD = "\tsentence_id\tmarked_sentence\tgold_root\n"
ROWS = ("0\t7\t<s>The army</s> shelled <t>the town of Karo</t> on Monday.\tASSAULT\n"
        "1\t8\tLebanon said that <s>Israel</s> released <t>nine nurses</t>.\tYIELD\n"
        "2\t9\tThe meadow near <t>Karo</t> is green.\tAID\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def test_pairs_are_read(file: Path) -> None:
    first, second, third = read_pairs(file)
    assert first == Pair("pairs 7", "The army shelled the town of Karo on Monday.", ((0, 8),), ((17, 33),), "ASSAULT")
    assert [second.text[slice(*s)] for s in (*second.source, *second.target)] == ["Israel", "nine nurses"]
    assert third.source == () and third.text[slice(*third.target[0])] == "Karo"


def test_pairs_are_judged(file: Path, reader: Reader) -> None:
    scores = evaluate(file, reader.read, reader.codebook)
    assert (scores.pairs, scores.silent, scores.right) == (3, 1, 0.6667)
    assert scores.table == (("AID", "", 1), ("ASSAULT", "ASSAULT", 1), ("YIELD", "YIELD", 1))
    assert scores.macro == pytest.approx(2 / 3)
    assert scores.mistakes[0].line() == "pairs 9 AID said nothing (no event): The meadow near Karo is green."


def test_scores_by_hand() -> None:
    def judged(gold: str, said: str) -> Judgement:
        return Judgement(Pair("p", "", (), (), gold), said, "")

    scores = score([judged("AID", "AID"), judged("AID", ""), judged("REJECT", "AID"), judged("REJECT", "REJECT")])
    assert {root: (s.hit, s.said, s.true) for root, s in scores.roots} == {"AID": (1, 2, 2), "REJECT": (1, 1, 2)}
    assert scores.macro == pytest.approx((0.5 + 2 / 3) / 2)
    assert scores.to_dict()["macro"] == {"f1": 0.5833}
    assert len(scores.to_dict(mistakes=True)["mistakes"]) == 2
    assert scores.lines()[0] == "4 pairs, 1 without an event"


def test_a_file_without_its_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("sentence\tgold_root\nThe rain fell.\tAID\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'marked_sentence'"):
        list(read_pairs(path))
