# SPDX-License-Identifier: Apache-2.0
"""Who speaks in a report: voices by source, and how they are told."""

from __future__ import annotations

from dataclasses import replace

from sayso.model import Entity, Mention, Reading, Report, Voice
from sayso.views.speakers import LONGEST, heading, said, speakers

TEXT = "It is said that it rained. Two guards told Holt that the gate fell. The guards deny it."


def voice(source: str | None, stance: str, words: str, number: int | None = None) -> Voice:
    start = TEXT.index(words)
    return Voice(source, (0, 2) if source else None, (3, 5), stance, "certain", None, "unnamed" if source else "unknown",
                 ((start, start + len(words)),), number=number)


READING = Reading(
    Report("sha256:0", "post", "post.txt", TEXT),
    (Entity("e1", "people", "two guards", (Mention(27, 37, 0, "nominal"),)),
     Entity("e2", "person", "Holt", (Mention(43, 47, 0, "name"),))),
    (),
    (voice(None, "states", "it rained"), voice("e1", "states", "the gate fell", 2), voice("e1", "denies", "it", 2)))


def test_who_speaks_most_comes_first_and_the_unnamed_are_one() -> None:
    first, second = speakers(READING)
    assert (first.source, len(first.voices), dict(first.stances)) == ("e1", 2, {"states": 1, "denies": 1})
    assert (second.source, second.name) == (None, "unnamed")
    assert heading(first) == "two guards – unnamed, 2 of them: states 1, denies 1"


def test_what_is_told_of_a_voice_besides_its_words() -> None:
    plain = READING.voices[1]
    assert said(READING, plain) == "the gate fell"
    assert said(READING, replace(plain, how="direct")) == "“the gate fell”"
    full = replace(plain, to="e2", certainty="probable", basis="witnessed", distance=True, reason=(0, 5))
    assert said(READING, full) == "the gate fell (to Holt, probable, witnessed, at arm’s length, unnamed: It is)"
    assert said(READING, replace(plain, content=())) == "–"


def test_long_words_are_cut() -> None:
    text = "word " * 100
    long = replace(READING, report=replace(READING.report, text=text))
    shown = said(long, replace(READING.voices[1], content=((0, len(text)),)))
    assert shown.endswith("word …")
    assert len(shown) <= LONGEST + 2
