# SPDX-License-Identifier: Apache-2.0
"""From marks in lines to a marked-up report: corpus/tools, as they are run; and the corpus that is shipped."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import sayso
from sayso.gold.check import check
from sayso.gold.corpus import SPLITS
from sayso.gold.likeness import alike
from sayso.gold.read import load_report

ROOT = Path(__file__).parents[2]
TEXT = "Gunmen killed two drivers near Lobi.\nThe gunmen fled, a priest told Radio Lac, and killed nobody else.\n"
MARKS = """
E e1 group gunmen = 1|Gunmen; 2|The gunmen
E e2 people two drivers = 1|two drivers
E e3 people a priest = 2|a priest
E e4 outlet Radio Lac = 2|Radio Lac
E e5 people nobody = 2|nobody
C violence.kill 1|killed actor=e1 target=e2 n=1|two@2 id=a1
C movement.move 2|fled actor=e1 v=e3/2|told>e4
C violence.kill 2|killed actor=e1 target=e5 pol=no cert=probable v=e3/2|told/states/probable>e4
C speech.reply 2|told actor=e3 ans=a1:confirms when=2|nobody@2001-05-04
"""


def run(tool: str, *args: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(ROOT / "corpus" / "tools" / tool), *map(str, args)], cwd=ROOT, text=True,
                          capture_output=True, check=False)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    for folder in ("texts", "views", "marks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "texts" / "r1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "texts" / "r1.head").write_text('title: null\noutlet: "Radio Lac"\npublished: 2001-05-04\n', encoding="utf-8")
    return tmp_path


def anchor(work: Path, marks: str) -> subprocess.CompletedProcess[str]:
    (work / "views" / "r1.spans").write_text("0 36\n37 102", encoding="utf-8")
    (work / "marks" / "r1.marks").write_text(marks, encoding="utf-8")
    return run("anchor.py", *(work / x for x in ("texts", "views", "marks", "out")))


def test_marks_are_anchored(work: Path) -> None:
    done = anchor(work, MARKS)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    report = load_report(work / "out" / "r1.yaml")
    assert [(c.code, report.text[slice(*c.trigger)], c.trigger[0], c.polarity, c.certainty) for c in report.claims] == [
        ("violence.kill", "killed", 7, "yes", "certain"), ("movement.move", "fled", 48, "yes", "certain"),
        ("violence.kill", "killed", 83, "no", "probable"), ("speech.reply", "told", 63, "yes", "certain")]
    assert report.claims[1].voices[0].to == "e4"
    assert report.claims[3].answers == (("a1", "confirms"),)
    assert report.claims[3].when is not None and report.claims[3].when.end == "2001-05-04"
    assert report.entities["e1"].mentions == ((0, 6), (37, 47))
    assert (report.outlet, report.published and report.published.isoformat()) == ("Radio Lac", "2001-05-04")


def test_a_checkers_changes_are_put_in(work: Path) -> None:
    (work / "marks" / "r1.marks").write_text(MARKS, encoding="utf-8")
    (work / "patches").mkdir()
    (work / "patches" / "r1.patch").write_text(
        "- c4 e4\n= c2 C movement.displace 2|fled target=e1\n+ C violence.attack 1|killed actor=e1 target=e2\n"
        "E e3 person a priest = 2|a priest\n", encoding="utf-8")
    done = run("patch.py", *(work / x for x in ("marks", "patches", "out")))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "claims taken out 1, changed 1, added 1\n"
    lines = (work / "out" / "r1.marks").read_text(encoding="utf-8").splitlines()
    assert [x.split()[1] for x in lines] == ["e1", "e2", "e3", "e5", "violence.kill", "movement.displace", "violence.kill",
                                             "violence.attack"]
    assert "E e3 person a priest = 2|a priest" in lines


@pytest.mark.parametrize(("patch", "told"), [
    ("- c9", "there is no c9"), ("= c9 C tie.role 1|killed", "for a claim that is there"),
    ("change c1", "begins with none of")])
def test_a_wrong_change_is_told(work: Path, patch: str, told: str) -> None:
    (work / "marks" / "r1.marks").write_text(MARKS, encoding="utf-8")
    (work / "r1.patch").write_text(patch, encoding="utf-8")
    done = run("patch.py", work / "marks", work, work / "out")
    assert done.returncode == 1
    assert told in done.stdout


@pytest.mark.parametrize(("marks", "told"), [
    ("E e1 group gunmen = 3|Gunmen", "there are 2 sentences"),
    ("E e1 group gunmen = 1|Gunboats", "has these words 0 time(s)"),
    ("E e1 group gunmen = Gunmen", "not of the form"),
    ("X what is this", "begins with neither E nor C"),
    ("C violence.kill 1|killed n=1|two@many", "invalid literal"),
])
def test_what_cannot_be_anchored_is_told_and_nothing_written(work: Path, marks: str, told: str) -> None:
    done = anchor(work, marks)
    assert done.returncode == 1
    assert told in done.stdout
    assert not (work / "out" / "r1.yaml").exists()


def test_sentences_are_numbered(work: Path) -> None:
    assert run("number.py", work / "texts", work / "views").returncode == 0
    assert (work / "views" / "r1.txt").read_text(encoding="utf-8").splitlines()[0] == "[1] Gunmen killed two drivers near Lobi."
    assert (work / "views" / "r1.spans").read_text(encoding="utf-8").splitlines()[1].startswith("37 ")


def test_the_grid_is_drawn_the_same_again() -> None:
    drawn = subprocess.run([sys.executable, str(ROOT / "corpus/grid/draw.py")], capture_output=True, check=True).stdout
    assert drawn == (ROOT / "corpus/grid/grid.jsonl").read_bytes()


def test_the_dispatches_keep_the_guidelines() -> None:
    corpus = sayso.corpus()
    reports = corpus.reports
    assert [b.line() for r in reports for b in check(r) if b.sure] == []
    assert alike({r.stem: r.text for r in reports}) == []
    cells = {c["stem"]: c for c in map(json.loads, (ROOT / "corpus/grid/grid.jsonl").read_text(encoding="utf-8").splitlines())}
    for r in reports:
        assert 110 <= len(r.text.split()) <= 500, r.stem
        assert corpus.drawn[r.stem]["split"] == cells[r.stem]["split"]
    assert {split for split in SPLITS if corpus.split(split)} == set(SPLITS)


def test_a_dispatch_says_who_made_it() -> None:
    for row in sayso.corpus().drawn.values():
        assert row["writer"] and row["marker"] and row["writer"] != row["marker"]
    about = yaml.safe_load((ROOT / "corpus/dispatches/corpus.yaml").read_text(encoding="utf-8"))
    assert about["licence"] == "CC-BY-4.0"


def test_marks_on_the_texts_of_others_are_places_only_and_come_back_whole(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert anchor(work, MARKS).returncode == 0
    for folder in ("training", "corpus/tools"):
        monkeypatch.syspath_prepend(str(ROOT / folder))
    borrow, borrowed = importlib.import_module("borrow"), importlib.import_module("sets.borrowed")
    gold = load_report(work / "out" / "r1.yaml")
    line = json.dumps(borrow.packed(gold, "train", {}))
    assert not any(word in line for word in ("Gunmen", "Lobi", "priest"))
    back = borrowed.report(borrowed.Borrowed("r1", TEXT, "Radio Lac", None, "2001-05-04"), json.loads(line))
    assert back.claims == gold.claims
    written = work / "again" / "r1.yaml"
    written.parent.mkdir()
    written.with_suffix(".txt").write_text(TEXT, encoding="utf-8")
    written.write_text(borrow.written("r1", {}, borrow.unpacked(back)), encoding="utf-8")
    assert load_report(written).claims == gold.claims
    with pytest.raises(ValueError, match="not the text that was marked"):
        borrowed.report(borrowed.Borrowed("r1", TEXT + " "), json.loads(line))
