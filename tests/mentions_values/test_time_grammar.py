# SPDX-License-Identifier: Apache-2.0
"""The grammar of times over words: tables in cases/times.yaml, and what must hold for any words."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.mentions.calendar import FINENESS, lexicon
from sayso.mentions.timegrammar import Scanner

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "times.yaml").read_text(encoding="utf-8"))
PUBLISHED = datetime.date(2016, 3, 9)
WORDS = sorted(
    {
        *lexicon()["months"],
        *lexicon()["weekdays"],
        *lexicon()["cues"],
        *lexicon()["parts"],
        *lexicon()["seasons"],
        *lexicon()["units"],
        *lexicon()["number_words"],
        "last",
        "next",
        "this",
        "of",
        "2011",
        "31",
        "29",
        "'88",
        "0001",
        "9999",
        "2016-02-30",
        "12/12/2012",
        "1990s",
        "May",
        "March",
        "December",
        "Friday",
        "\u2019",
        "999",
        "ago",
        "the",
        "today",
        "2014-15",
    }
)


def read(text: str, published: datetime.date | None) -> tuple[str, str, str, str]:
    words = text.split()
    found = list(Scanner(words, published, frozenset([0])).scan())
    if not found:
        return "", "", "", ""
    last = found[-1]
    span = " ".join(words[last.first : last.last + 1])
    return span, str(last.interval.start or ""), str(last.interval.end or ""), last.interval.precision


@pytest.mark.parametrize(("text", "span", "start", "end", "precision"), CASES["dated"])
def test_dated(text: str, span: str, start: str, end: str, precision: str) -> None:
    assert read(text, PUBLISHED) == (span, start, end, precision)


@pytest.mark.parametrize(("text", "span", "start", "end", "precision"), CASES["undated"])
def test_undated(text: str, span: str, start: str, end: str, precision: str) -> None:
    assert read(text, None) == (span, start, end, precision)


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=6)), max_size=30), st.one_of(st.none(), st.dates())
)
def test_any_words(words: list[str], published: datetime.date | None) -> None:
    """Any words on any day give spans in order, without overlap, with start not after end."""
    end = -1
    for found in Scanner(words, published).scan():
        assert end < found.first <= found.last < len(words)
        end = found.last
        interval = found.interval
        assert interval.precision in FINENESS
        if interval.start and interval.end:
            assert interval.start <= interval.end
