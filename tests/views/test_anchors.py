# SPDX-License-Identifier: Apache-2.0
"""Fields and their words: what `sayso show` underlines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Reading
from sayso.views import anchors


def test_every_field_stands_on_its_exact_words(readings: dict[str, Reading]) -> None:
    reading = readings["marib-01"]
    found = {(a.key, a.means): reading.words(a.span) for a in anchors.anchors(reading, reading.claims[0])}
    assert found == {("trigger", "joined"): "joined", ("actor", "two commanders"): "Two commanders of the Dawn Front",
                     ("group", "River Brigade"): "the\nRiver Brigade", ("when", "2025-03-07 to 2025-03-13"): "last week",
                     ("source", "senior militants"): "senior militants", ("cue", "states, certain"): "told"}


def test_underlines_stand_beneath_their_words() -> None:
    lines = anchors.underlined("The army did\nnot attack.", (0, 24), [("A", (0, 8)), ("B", (13, 23)), ("C", (17, 23))], 12)
    assert [(line.text, line.marks) for line in lines] == [
        ("The army did", ("AAAAAAAA",)), ("not attack.", ("BBBBBBBBBB", "    CCCCCC"))]


def test_wide_and_combining_signs_keep_the_lines_true() -> None:
    (line,) = anchors.underlined("軍隊 e\u0301x y", (0, 9), [("A", (0, 2)), ("B", (3, 6))], 40)
    assert line.marks == ("AAAA BB",)


def test_a_field_outside_the_evidence_is_shown_too(readings: dict[str, Reading]) -> None:
    reading = readings["marib-01"]
    claim = reading.claims[2]
    (window,) = anchors.excerpts(reading, claim)
    assert "Karim Vale, denied that the duo had left the group" in reading.words(window)


@given(st.text(max_size=80), st.integers(0, 79), st.integers(0, 30), st.integers(4, 30))
def test_any_text_is_laid_out_within_the_width(text: str, start: int, size: int, width: int) -> None:
    lines = anchors.underlined(text, (0, len(text)), [("A", (start, start + size)), ("B", (0, len(text)))], width)
    for line in lines:
        assert all(len(mark) <= width + 1 for mark in line.marks)
        assert "\n" not in line.text
    shown = "".join(line.text for line in lines).replace(" ", "")
    assert len(shown) == len("".join(text.split()).replace(" ", ""))
