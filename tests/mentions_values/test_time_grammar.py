# SPDX-License-Identifier: Apache-2.0
"""The grammar of times over words: tables in tests/cases/time, and what must hold for any words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.words import words as cut
from sayso.mentions.calendar import FINENESS, lexicon
from sayso.mentions.timegrammar import Scanner
from sayso.mentions.timewords import Found
from sayso.mentions.timex import timexes_of
from sayso.parse import Parse, Sentence, Word

CASES = Path(__file__).parents[1] / "cases" / "time"
PUBLISHED = datetime.date(2016, 3, 9)
LISTS = ("months", "weekdays", "cues", "parts", "seasons", "units", "number_words", "ordinals", "other_months", "span_words")
PHRASES = ("today", "vague", "past_times", "sets", "day_parts")
OTHERS = (
    "last next this of 2011 31 29 '88 0001 9999 2016-02-30 12/12/2012 1990s May March December Friday ’ 999 ago the today "
    "2014-15 later earlier that same following previous anniversary eve 10:30 a.m. o'clock 0400 gmt 1/2 thousand Ramadan "
    "1435 - AH 5th"
)
WORDS = sorted(
    {*OTHERS.split(), *(w for name in LISTS for w in lexicon()[name])}
    | {w for name in PHRASES for phrase in lexicon()[name] for w in phrase.split()}
)


def load(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def table(*names: str) -> list[Any]:
    """The cases of some files, each with the day that its file says."""
    return [
        pytest.param(data["published"], case, id=f"{name}: {case[0]}")
        for name, data in zip(names, map(load, names), strict=True)
        for case in data["cases"]
    ]


def spanned(text: str) -> list[tuple[int, int]]:
    """The spans of a text's words as Sayso cuts them."""
    return cut(text, (0, len(text)))


def scan(text: str, published: datetime.date | None) -> Iterator[tuple[Found, str, str]]:
    """What is found in a text: the time, its words, the words of the time that it counts from."""
    spans = spanned(text)
    words = [text[a:b] for a, b in spans]
    breaks = frozenset([0, *(i + 1 for i, w in enumerate(words) if w in (".", "!", "?"))])
    for found in Scanner(words, published, breaks).scan():
        at = found.anchor_at
        yield found, text[spans[found.first][0] : spans[found.last][1]], text[spans[at[0]][0] : spans[at[1]][1]] if at else ""


def day(value: datetime.date | None) -> str:
    return value.isoformat() if value else ""


def read(text: str, published: datetime.date | None) -> tuple[str, str, str, str]:
    words = text.split()
    found = list(Scanner(words, published, frozenset([0])).scan())
    if not found:
        return "", "", "", ""
    last = found[-1]
    span = " ".join(words[last.first : last.last + 1])
    return span, day(last.interval.start), day(last.interval.end), last.interval.precision


@pytest.mark.parametrize(("text", "span", "start", "end", "precision"), load("words")["dated"])
def test_dated(text: str, span: str, start: str, end: str, precision: str) -> None:
    assert read(text, PUBLISHED) == (span, start, end, precision)


@pytest.mark.parametrize(("text", "span", "start", "end", "precision"), load("words")["undated"])
def test_undated(text: str, span: str, start: str, end: str, precision: str) -> None:
    assert read(text, None) == (span, start, end, precision)


@pytest.mark.parametrize(("published", "case"), table("explicit", "report", "lengths", "calendars", "none", "undated"))
def test_days(published: datetime.date | None, case: list[str]) -> None:
    text, *expected = case
    found = [[words, day(f.interval.start), day(f.interval.end), f.interval.precision] for f, words, _ in scan(text, published)]
    assert expected in found if expected[0] else found == []


@pytest.mark.parametrize(("published", "case"), table("told"))
def test_from_another_time(published: datetime.date, case: list[str]) -> None:
    text, *expected = case
    found = {words: (f, anchor) for f, words, anchor in scan(text, published)}
    assert expected[0] in found
    time, anchor = found[expected[0]]
    assert [expected[0], day(time.interval.start), day(time.interval.end), anchor] == expected
    assert bool(anchor) == (time.anchor == "time")


@pytest.mark.parametrize(("published", "case"), table("bounds"))
def test_bounds(published: datetime.date, case: list[str]) -> None:
    text, *expected = case
    assert expected in [
        [words, *map(day, (f.interval.start, f.interval.latest_start, f.interval.earliest_end, f.interval.end))]
        for f, words, _ in scan(text, published)
    ]


@pytest.mark.parametrize(("published", "case"), table("timex"))
def test_timex(published: datetime.date, case: list[str]) -> None:
    text, *expected = case
    rows = enumerate(spanned(text))
    words = tuple(Word(i, a, b, text[a:b], text[a:b], "X", "X", -1, "root", "O", "", 0) for i, (a, b) in rows)
    parse = Parse(text, words, (Sentence(0, 0, len(words), 0, len(text), 0),))
    found = [t for f, _, _ in scan(text, published) for t in timexes_of(parse, f)]
    assert [f"{text[a:b]} = {t.type} {t.value} {t.mod}".rstrip() for t in found for a, b in [t.span]] == expected


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=6)), max_size=30), st.one_of(st.none(), st.dates())
)
def test_any_words(words: list[str], published: datetime.date | None) -> None:
    """Any words on any day give spans in order, without overlap, with start not after end."""
    end = -1
    spans = [(i, i + 1) for i in range(len(words))]
    parse = Parse(
        "",
        tuple(
            Word(i, a, b, w, w, "X", "X", -1, "root", "O", "", 0)
            for i, (w, (a, b)) in enumerate(zip(words, spans, strict=True))
        ),
        (),
    )
    for found in Scanner(words, published).scan():
        assert end < found.first <= found.last < len(words)
        end = found.last
        interval = found.interval
        assert interval.precision in FINENESS
        days = [d for d in (interval.start, interval.latest_start, interval.earliest_end, interval.end) if d]
        if interval.start and interval.end:
            assert interval.start <= interval.end
            assert interval.start <= min(days)
            assert max(days) <= interval.end
        assert all(t.type and t.value for t in timexes_of(parse, found))
