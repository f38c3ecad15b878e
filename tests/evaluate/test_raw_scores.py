# SPDX-License-Identifier: Apache-2.0
"""Words, sentences and trees from raw text: scores worked out by hand on the thirteen words of small.conllu."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso.evaluate import conllu, rawtrees
from sayso.evaluate.score import Score

SMALL = Path(__file__).parent / "cases/small.conllu"

RIGHT = {
    "Guards": ("guard", "NOUN", "NNS", 2, "nsubj", "O"), "freed": ("free", "VERB", "VBD", 0, "root", "O"),
    "two": ("two", "NUM", "CD", 4, "nummod", "O"), "men": ("man", "NOUN", "NNS", 2, "obj", "O"),
    ".": (".", "PUNCT", ".", 2, "punct", "O"), "Do": ("do", "AUX", "VB", 3, "aux", "O"),
    "n't": ("not", "PART", "RB", 3, "advmod", "O"), "wait": ("wait", "VERB", "VB", 0, "root", "O"),
    "by": ("by", "ADP", "IN", 7, "case", "O"), "camp": ("camp", "NOUN", "NN", 7, "nmod:poss", "O"),
    "'s": ("'s", "PART", "POS", 5, "case", "O"), "gate": ("gate", "NOUN", "NN", 3, "obl", "O"),
    "Silence": ("silence", "NOUN", "NN", 0, "root", "O")}
CUTS = {"men.": "men .", "Don't": "Do n't"}


def test_a_parser_that_is_right_gets_all(parrot: Any) -> None:
    language = parrot(RIGHT, cuts=CUTS, stops=".")
    scores = rawtrees.evaluate(SMALL, language)
    assert scores.documents == 2
    assert scores.sentences == Score(3, 3, 3)
    assert {scores.words, scores.upos, scores.uas, scores.las} == {Score(13, 13, 13)}
    assert scores.mistakes == ()
    assert len(language.documents) == 2  # a document at a time
    assert scores.lines()[:2] == ["2 documents, 3 sentences, 13 words, from raw text", "words       P 1.000  R 1.000  F1 1.000"]
    assert scores.to_dict()["las"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 13}


@pytest.mark.parametrize(("cuts", "stops", "words", "sentences", "uas"), [
    # "Don't" left whole: one word said for two; the table's heads count from 1 in the sentence, so that of the words after it
    # only the root has its own
    ({"men.": "men ."}, ".", Score(11, 12, 13), Score(3, 3, 3), Score(5 + 1 + 1, 12, 13)),
    # no stop: the first two sentences are one; the heads of the second run into the first, but for its root
    (CUTS, "", Score(13, 13, 13), Score(1, 2, 3), Score(5 + 1 + 1, 13, 13)),
    # the full stop stays with "men": both are missed, and "two" has no head to be right about
    ({"Don't": "Do n't"}, ["men."], Score(11, 12, 13), Score(3, 3, 3), Score(2 + 7 + 1, 12, 13)),
])
def test_wrong_cuts(cuts: Any, stops: Any, words: Score, sentences: Score, uas: Score, parrot: Any) -> None:
    scores = rawtrees.evaluate(SMALL, parrot(RIGHT, cuts=cuts, stops=stops))
    assert (scores.words, scores.sentences) == (words, sentences)
    assert scores.uas == uas
    assert scores.upos == words


def test_labels_and_tags_count_on_right_words(parrot: Any) -> None:
    said = {**RIGHT, "gate": ("gate", "NOUN", "NN", 3, "obj", "O"), "camp": ("camp", "VERB", "NN", 7, "nmod", "O")}
    scores = rawtrees.evaluate(SMALL, parrot(said, cuts=CUTS, stops="."))
    assert (scores.upos.hit, scores.uas.hit, scores.las.hit) == (12, 13, 12)  # nmod is nmod:poss without its subtype


def test_mistakes_and_capitals(parrot: Any) -> None:
    language = parrot(RIGHT, cuts={"MEN.": "MEN ."}, stops=".")
    scores = rawtrees.evaluate(SMALL, language, upper=True)
    assert language.documents[1] == [["SILENCE"]]
    assert scores.words == Score(11, 12, 13)
    assert scores.lines(mistakes=True)[-3:] == ["extra word \"DON'T\": 1", "missed word 'Do': 1", "missed word \"n't\": 1"]


def sentence(*lines: str, newpar: bool = False) -> str:
    rows = [line.split() for line in lines]
    return "# newpar\n" * newpar + "".join(
        "\t".join([i, form, "_", "_", "_", "_", "_" if "-" in i else "0", "_", "_", misc[0] if misc else "_"]) + "\n"
        for i, form, *misc in rows) + "\n"


def test_the_raw_text(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    rows = [sentence("1 Guards", "2 left SpaceAfter=No", "3 ."), sentence("1-2 Don't", "1 Do", "2 n't", "3 ! SpaceAfter=No"),
            sentence("1 Yes"), sentence("1-2 gonna SpaceAfter=No", "1 gon", "2 na", "3 ?", newpar=True)]
    path.write_text("".join(rows), encoding="utf-8")
    (document,) = conllu.read_conllu(path)
    assert rawtrees.raw_text(document.sentences) == "Guards left. Don't !Yes\n\ngonna?"
    assert [s.paragraph for s in document.sentences] == [False, False, False, True]


@pytest.mark.parametrize(("token", "words", "cut", "right"), [
    ("cannot", "can not", "can not", Score(2, 2, 2)), ("cannot", "can not", "cannot", Score(0, 1, 2)),
    ("cannot", "can not", "cann ot", Score(0, 2, 2)),
    ("Cannot", "can not", "Can not", Score(2, 2, 2)),    # the words are the token but for its capital
    ("des", "de les", "de s", Score(2, 2, 2)),           # not the token cut up: one for one
    ("des", "de les", "des", Score(0, 1, 2)), ("des", "de les", "d e s", Score(0, 3, 2))])
def test_tokens_of_several_words(token: str, words: str, cut: str, right: Score, parrot: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(sentence(f"1-2 {token}", *(f"{k} {w}" for k, w in enumerate(words.split(), 1))), encoding="utf-8")
    assert rawtrees.evaluate(path, parrot(cuts={token: cut})).words == right
