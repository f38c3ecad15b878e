# SPDX-License-Identifier: Apache-2.0
"""Scores of times: worked out by hand, and the two layouts of files."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.evaluate import times
from sayso.evaluate.score import Score
from sayso.evaluate.times import TimedText, read_timed
from sayso.mentions.timex import Timex
from sayso.parse import Parse, Sentence, Word

TML = """<?xml version="1.0" ?>
<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="{day}" functionInDocument="CREATION_TIME">4 March</TIMEX3></DCT>
<TITLE>Post taken on Monday</TITLE>
<TEXT>They <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE" value="2016-W08">last week</TIMEX3> and
<TIMEX3 tid="t2" type="DATE" value="2016-03-02">Wednesday <SIGNAL>night</SIGNAL></TIMEX3><TIMEX3 tid="t3" type="DATE"
value="X"/>.</TEXT>
</TimeML>"""

MEANTIME = (
    '<Document doc_name="1_Post">'
    + "".join(
        f'<token t_id="{n}" sentence="{s}" number="0">{w}</token>'
        for n, (s, w) in enumerate([(0, "Post"), (1, "March"), (1, "4"), (2, "They"), (2, "met"), (2, "today"), (6, "Now")])
    )
    + '<Markables><TIMEX3 m_id="1" type="DATE" value="2016-03-04" functionInDocument="CREATION_TIME"><token_anchor t_id="1"/>'
    '<token_anchor t_id="2"/></TIMEX3><TIMEX3 m_id="2" type="DATE" value="2016-03-04" functionInDocument="NONE">'
    '<token_anchor t_id="5"/></TIMEX3><TIMEX3 m_id="3" type="DATE" value="" functionInDocument="NONE"/></Markables></Document>'
)


class Blanks:
    """A parser for which words are what stands between blanks, in one sentence without a tree."""

    def parse(self, text: str, /) -> Parse:
        words: list[Word] = []
        at = 0
        for n, form in enumerate(text.split()):
            at = text.index(form, at)
            words.append(Word(n, at, at + len(form), form, form, "X", "X", -1, "root", "O", "", 0))
            at += len(form)
        return Parse(text, tuple(words), (Sentence(0, 0, len(words), 0, len(text), 0),))


def timex(text: str, words: str, sort: str, value: str) -> Timex:
    start = text.index(words)
    return Timex((start, start + len(words)), sort, value)


@pytest.mark.parametrize("day", ["2016-03-04", "20160304", "2016-03-04T19:30"])
def test_timeml(tmp_path: Path, day: str) -> None:
    (tmp_path / "north.tml").write_text(TML.format(day=day), encoding="utf-8")
    (text,) = read_timed(tmp_path)
    assert (text.name, text.published) == ("north", datetime.date(2016, 3, 4))
    assert text.text == "They met last week and\nWednesday night."
    assert text.times == (
        timex(text.text, "last week", "DATE", "2016-W08"), timex(text.text, "Wednesday night", "DATE", "2016-03-02"))


def test_meantime_is_read_as_far_as_it_is_marked(tmp_path: Path) -> None:
    (tmp_path / "1_Post.xml").write_text(MEANTIME, encoding="utf-8")
    (tmp_path / "twice").mkdir()
    (tmp_path / "twice" / "1_Post.xml").write_text(MEANTIME, encoding="utf-8")
    (text,) = read_timed(tmp_path)
    assert text.text.split() == ["Post", "March", "4", "They", "met", "today"]
    assert text.times == (timex(text.text, "today", "DATE", "2016-03-04"),)
    assert [text.text[slice(*span)] for span in text.given] == ["March 4"]
    scores = times.evaluate(tmp_path, Blanks())
    assert (scores.relaxed, scores.value) == (Score(1, 1, 1), Score(1, 1, 1))  # the day of publication does not count


def test_scores_by_hand() -> None:
    words = "They met last week , on Friday night and daily ."
    gold = (timex(words, "last week", "DATE", "2016-W08"), timex(words, "Friday night", "TIME", "2016-02-26TNI"),
            timex(words, "daily", "SET", "P1D"))
    said = (timex(words, "last week", "DATE", "2016-W07"), timex(words, "on Friday", "DATE", "2016-02-26"),
            timex(words, "met", "DATE", "PAST_REF"))
    scores = times.score([TimedText("x", words, None, gold)], [said])
    assert scores.strict == Score(1, 3, 3)
    assert scores.relaxed == Score(2, 3, 3)
    assert scores.type == Score(1, 3, 3)
    assert scores.value == Score(0, 3, 3)
    assert (scores.type_accuracy, scores.value_accuracy) == (0.5, 0.0)
    assert scores.by_type == (("DATE", 1, 0), ("TIME", 1, 0))
    assert sorted(m.kind for m in scores.misses) == ["extra", "missed", "span", "type", "value", "value"]
    assert scores.lines(mistakes=True)[0] == "extra  'met' DATE PAST_REF (x)"
    assert scores.to_dict()["relaxed"] == {"p": 0.6667, "r": 0.6667, "f1": 0.6667, "n": 3}
    assert len(scores.to_dict(mistakes=True)["mistakes"]) == 6


def test_a_time_is_in_one_pair() -> None:
    words = "from March to May 2015"
    gold = (timex(words, "March", "DATE", "2015-03"), timex(words, "May 2015", "DATE", "2015-05"))
    scores = times.score([TimedText("x", words, None, gold)], [(Timex((5, 22), "DATE", "2015"),)])
    assert (scores.strict, scores.relaxed) == (Score(0, 1, 2), Score(1, 1, 2))


@pytest.mark.parametrize("content", ["no XML", "<TimeML><TITLE>x</TITLE></TimeML>", "<Document/>",
                                     "<TimeML><TEXT><TIMEX3>now</TIMEX3></TEXT></TimeML>"])
def test_what_is_no_such_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.tml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="no text marked with TIMEX3"):
        read_timed(tmp_path / "x.tml")
