# SPDX-License-Identifier: Apache-2.0
"""`sayso times`: forms, bad inputs, exit codes, with a stand-in for the language model."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.parse import Parse, Sentence, Word

TEXT = "They met on 4 May 2014 . Two days later they met from Monday to Friday , and every week since 2011 ."


class Language:
    """Words are what stands between blanks; a stop ends a sentence; no trees."""

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> Language:
        return cls()

    def parse(self, text: str, breaks: Iterable[int] = (), layers: Collection[str] = ()) -> Parse:
        words: list[Word] = []
        firsts, at = [0], 0
        for n, form in enumerate(text.split()):
            at = text.index(form, at)
            words.append(Word(n, at, at + len(form), form, form, "X", "X", -1, "root", "O", "", len(firsts) - 1))
            at += len(form)
            if form == ".":
                firsts.append(n + 1)
        ends = [*firsts[1:], len(words)]
        spans = [(a, b) for a, b in zip(firsts, ends, strict=True) if a < b]
        return Parse(text, tuple(words), tuple(Sentence(k, a, b, words[a].start, words[b - 1].end, 0)
                                               for k, (a, b) in enumerate(spans)))


@pytest.fixture
def times(sayso: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    made = ModuleType("sayso.language")
    vars(made).update(Language=Language)
    monkeypatch.setitem(sys.modules, "sayso.language", made)
    monkeypatch.setattr("sayso.language", made, raising=False)
    (tmp_path / "post.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bare.txt").write_text("They met .", encoding="utf-8")
    return lambda *words: sayso("times", *words, "--language", "en")


def test_a_table(times: Any) -> None:
    done = times("post.txt", "bare.txt", "--published", "2016-03-09", "--timex")
    assert done.code == 0
    assert max(map(len, done.out.splitlines())) <= 80
    assert [line.split("  ")[0] for line in done.out.splitlines() if "20" in line][:3] == ["post · 2016-03-09", "4 May 2014",
                                                                                            "Two days later"]
    assert "“4 May" in done.out
    assert "SET P1W" in done.out
    assert done.out.rstrip().endswith("no times found")
    assert done.err == "sayso: 2 reports, 5 times\n"


def test_an_object_a_time(times: Any) -> None:
    done = times("post.txt", "--published", "2016-03-09", "--json", "--timex")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [r["words"] for r in rows] == ["4 May 2014", "Two days later", "from Monday to Friday", "every week", "since 2011"]
    assert [TEXT[slice(*r["span"])] for r in rows] == [r["words"] for r in rows]
    later, since = rows[1], rows[4]
    assert (later["start"], later["anchor"], later["anchor_words"]) == ("2014-05-06", "time", "4 May 2014")
    assert (since["start"], since["latest_start"], since["earliest_end"], since["end"]) == (
        "2011-01-01", "2011-12-31", "2016-03-09", "2016-03-09")
    assert [(t["words"], t["type"]) for t in rows[2]["timex"]] == [("Monday", "DATE"), ("Friday", "DATE")]
    assert rows[3]["kind"] == "set"
    assert "inherited" not in later


def test_no_date_of_publication_no_guess(times: Any) -> None:
    rows = [json.loads(line) for line in times("post.txt", "--json").out.splitlines()]
    assert [r["start"] for r in rows] == ["2014-05-04", "2014-05-06", None, None, "2011-01-01"]
    assert "timex" not in rows[0]


def test_bad_inputs(times: Any) -> None:
    done = times("nowhere.txt", "post.txt")
    assert done.code == 3
    assert done.err.endswith("sayso: 1 report, 5 times, 1 could not be read\n")
    assert times("post.txt", "--published", "March").code == 2


def test_into_a_file(times: Any, tmp_path: Path) -> None:
    assert times("post.txt", "--json", "--output", "x.jsonl").out == ""
    assert len((tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()) == 5
