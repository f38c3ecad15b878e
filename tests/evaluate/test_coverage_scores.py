# SPDX-License-Identifier: Apache-2.0
"""Which conflict-like predicates a codebook covers: what counts as one, what becomes of it, and what is told of it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from sayso.cli import main
from sayso.evaluate.coverage import FATES, LONGEST, SAMPLES, Predicate, drawn, predicates, score, senses
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/coverage.yaml").read_text(encoding="utf-8"))
ROOT = Path(__file__).parents[2]


def found(text: str, reader: Reader) -> list[Predicate]:
    return predicates(report_from_text(text, ReadOptions(language="en")), reader)


@pytest.mark.parametrize("case", CASES["predicates"], ids=lambda c: c["text"])
def test_predicates(case: dict[str, Any], reader: Reader) -> None:
    assert [[p.lemma, p.kind, p.fate] for p in found(case["text"], reader)] == case["found"]


def test_another_codebook_has_other_words(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(CASES["codebook"], encoding="utf-8")
    (told,) = found("The guards jailed two nurses near Karo.", Reader.open(tmp_path, threads=1))
    assert (told.lemma, told.fate) == ("jail", "claim")
    (lacks,) = found("Rebels attacked a mill near Karo.", Reader.open(tmp_path, threads=1))
    assert (lacks.lemma, lacks.fate) == ("attack", "lacking")


def test_the_words_around_are_cut(reader: Reader) -> None:
    (one,) = found(f"Rebels attacked a mill{' and a barn' * 60}.", reader)
    assert one.words.startswith("Rebels [attacked] a mill and")
    assert one.words.endswith("…")
    assert len(one.words) <= LONGEST + 3


def predicate(lemma: str, fate: str, report: str = "a", words: str = "", kind: str = "force") -> Predicate:
    return Predicate(lemma, "VERB", f"{lemma}.01", kind, fate, report, words or f"Then they all said that we [{lemma}] him")


def test_scores() -> None:
    scores = score(2, [predicate("flog", "lacking"), predicate("flog", "lacking", "b"), predicate("flog", "claim"),
                       predicate("kill", "claim"), predicate("ban", "held back", kind="coercion"),
                       predicate("vow", "voice", kind="threat"), predicate("raid", "part")])
    assert [kind for kind, _ in scores.kinds] == ["force", "coercion", "threat"]
    assert scores.all == {"claim": 2, "part": 1, "voice": 1, "held back": 1, "lacking": 2}
    data = scores.to_dict()
    assert (data["n"], data["coded"], data["uncoded"], data["kinds"]["force"]["uncoded"]) == (7, 0.5714, 0.4286, 0.4)
    assert [(lack["lemma"], lack["n"], lack["of"], lack["fate"]) for lack in data["lacks"]] == [
        ("flog", 2, 3, "lacking"), ("ban", 1, 1, "held back")]
    lines = scores.lines(top=1)
    assert lines[0] == "2 reports, 7 predicates; without a code 0.4286"
    assert [line.split()[0] for line in lines[2:6]] == ["force", "coercion", "threat", "all"]
    assert lines[7:] == ["   2 of 3    flog (verb, flog.01, force), lacking: Then they all said that we [flog] him"]


def test_samples_are_one_a_report_and_whole_sentences_first() -> None:
    scrap = predicate("flog", "lacking", "a", "They [flog]")
    (lack,) = score(9, [scrap, predicate("flog", "lacking", "b", "[Flog]!"), predicate("flog", "lacking", "a"),
                        *(predicate("flog", "lacking", f"r{k}") for k in range(7))]).lacks
    assert len(lack.samples) == SAMPLES
    assert "[Flog]!" not in lack.samples
    (lack,) = score(1, [scrap]).lacks
    assert lack.samples == ("They [flog]",)


def test_nothing_is_nothing() -> None:
    assert score(0, []).to_dict() == {"reports": 0, "n": 0, "coded": 1.0, "uncoded": 0.0, **dict.fromkeys(FATES, 0),
                                      "kinds": {}, "lacks": []}


def test_a_draw_is_the_same_each_time_and_in_order() -> None:
    first = list(drawn(range(100), 10))
    assert len(first) == 10
    assert first == sorted(first) == list(drawn(range(100), 10))
    assert first != list(range(10))
    assert list(drawn(range(5), 10)) == list(drawn(range(5), None)) == [0, 1, 2, 3, 4]


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """quality/conflict_senses.py."""
    spec = importlib.util.spec_from_file_location("conflict_senses", ROOT / "quality/conflict_senses.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", CASES["senses"], ids=lambda c: str(c["links"]))
def test_how_senses_are_chosen(case: dict[str, Any], maker: ModuleType) -> None:
    kinds = {"force": {"frames": ["Attack", "Killing"], "classes": ["murder-42.1"]}, "flight": {"frames": ["Escaping"]}}
    assert maker.kind_of([tuple(link) for link in case["links"]], kinds) == case["kind"]


def test_the_senses_are_of_the_kinds_that_the_frames_name() -> None:
    chosen = yaml.safe_load((ROOT / "src/sayso/evaluate/data/conflict_frames.yaml").read_text(encoding="utf-8"))
    assert set(senses().values()) == set(chosen["kinds"])
    assert not set(chosen["without"]) & set(senses())


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "a.txt"
    report.write_text("Rebels attacked a mill near Karo. The guards pelted two nurses with stones.", encoding="utf-8")
    assert main(["evaluate", "coverage", str(report), str(tmp_path / "none.txt"), "--language", "en", "--json"]) == 3
    out = capsys.readouterr()
    data = json.loads(out.out)
    assert (data["reports"], data["n"], data["kinds"]["force"]["n"]) == (1, 2, 2)
    assert "1 report read, 1 could not be read" in out.err
    assert main(["evaluate", "coverage", str(report), "--language", "en", "--sample", "1", "--top", "0"]) == 0
    assert capsys.readouterr().out.startswith("1 report, 2 predicates; without a code 0.0")
