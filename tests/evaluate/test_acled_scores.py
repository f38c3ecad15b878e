# SPDX-License-Identifier: Apache-2.0
"""ACLED's sub-events of short texts: the set's layout read, which event is taken, and scores worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.crosswalk.acled import rules
from sayso.errors import InputError
from sayso.evaluate.acled import Judgement, Snippet, evaluate, known, read_snippets, score
from sayso.pipeline import Reader

HEAD = "id\tEventSnippet\tSubType\n"
ROWS = ("3\tThe army shelled the town of Karo.\tART_MISS_ATTACK\n"
        '5\t"We mourn" was on their banner. The army shot nine protesters. Students protested.\tFORCE_AGAINST_PROTEST\n'
        "8\tThe meadow near Karo is under water.\tNATURAL_DISASTER\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "wire.tsv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def test_snippets_are_read(file: Path) -> None:
    first, second, third = read_snippets(file)
    assert first == Snippet("wire 3", "The army shelled the town of Karo.", "Shelling/artillery/missile attack")
    assert second.text.startswith('"We mourn"')
    assert third.gold == "NATURAL_DISASTER"


def test_snippets_are_judged(file: Path, reader: Reader) -> None:
    scores = evaluate(file, reader.read)
    assert (scores.texts, scores.right, scores.uncoded) == (3, 0.6667, 0.3333)
    assert scores.table == (("Excessive force against protesters", "Excessive force against protesters", 1),
                            ("NATURAL_DISASTER", "", 1),
                            ("Shelling/artillery/missile attack", "Shelling/artillery/missile attack", 1))
    assert scores.weighted == pytest.approx(2 / 3)
    assert [m.line() for m in scores.mistakes] == [
        "wire 8 NATURAL_DISASTER said nothing (no event): The meadow near Karo is under water."]


def test_scores_by_hand() -> None:
    def judged(gold: str, said: str) -> Judgement:
        return Judgement(Snippet("p", "", gold), said, "")

    scores = score([judged("Attack", "Attack"), judged("Attack", ""), judged("Attack", "Attack"), judged("Grenade", "Attack"),
                    judged("DIPLO", "Other")])
    assert {label: (s.hit, s.said, s.true) for label, s in scores.labels} == {
        "Attack": (2, 3, 3), "Grenade": (0, 0, 1), "DIPLO": (0, 0, 1)}
    assert scores.weighted == pytest.approx(3 / 5 * 2 / 3)
    assert (scores.right, scores.uncoded) == (0.4, 0.2)
    assert scores.to_dict()["weighted"] == {"f1": 0.4}
    assert len(scores.to_dict(mistakes=True)["mistakes"]) == 3
    assert scores.lines()[:2] == ["5 texts", "Attack      P 0.667  R 0.667  F1 0.667  n 3"]


def test_labels_stand_for_sub_events_that_the_rules_give() -> None:
    names = [sub for sub in known().values() if sub]
    assert len(names) == len(set(names))
    assert set(names) == {rule.sub for rule in rules()}


@pytest.mark.parametrize(("content", "fault"), [
    ("text\tSubType\nThe rain fell.\tATTACK\n", "no column 'EventSnippet'"),
    (HEAD + "3\tThe rain fell.\tRAIN\n", r"text 1: unknown label 'RAIN'"),
    (HEAD + "3\tThe rain fell.\n", r"text 1: unknown label None"),
])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: str, fault: str) -> None:
    path = tmp_path / "wire.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=fault):
        list(read_snippets(path))
