# SPDX-License-Identifier: Apache-2.0
"""Tags, lemmas and trees: scores worked out by hand on thirteen words."""

from __future__ import annotations

import lzma
import shutil
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError, SaysoError
from sayso.evaluate import conllu, trees

SMALL = Path(__file__).parent / "cases/small.conllu"

RIGHT = {
    "Guards": ("guard", "NOUN", "NNS", 2, "nsubj", "O"), "freed": ("free", "VERB", "VBD", 0, "root", "O"),
    "two": ("two", "NUM", "CD", 4, "nummod", "O"), "men": ("man", "NOUN", "NNS", 2, "obj", "O"),
    ".": (".", "PUNCT", ".", 2, "punct", "O"), "Do": ("do", "AUX", "VB", 3, "aux", "O"),
    "n't": ("not", "PART", "RB", 3, "advmod", "O"), "wait": ("wait", "VERB", "VB", 0, "root", "O"),
    "by": ("by", "ADP", "IN", 7, "case", "O"), "camp": ("camp", "NOUN", "NN", 7, "nmod:poss", "O"),
    "'s": ("'s", "PART", "POS", 5, "case", "O"), "gate": ("gate", "NOUN", "NN", 3, "obl", "O"),
    "Silence": ("silence", "NOUN", "NN", 0, "root", "O")}


def shares(scores: trees.TreeScores) -> dict[str, float]:
    return {k: round(13 * getattr(scores, k), 6) for k in trees.SHARES}


def test_a_parser_that_is_right_gets_all(parrot: Any) -> None:
    language = parrot(RIGHT)
    scores = trees.evaluate(SMALL, language)
    assert (scores.sentences, scores.words, scores.mistakes) == (3, 13, ())
    assert set(shares(scores).values()) == {13}
    assert language.documents == [[["Guards", "freed", "two", "men", "."], ["Do", "n't", "wait", "by", "camp", "'s", "gate"]],
                                  [["Silence"]]]


@pytest.mark.parametrize(("word", "said", "lost"), [
    ("camp", ("camp", "NOUN", "NN", 7, "nmod", "O"), {"las_subtypes": 1}),             # a subtype
    ("gate", ("gate", "NOUN", "NN", 3, "obl:agent", "O"), {"las_subtypes": 1}),
    ("gate", ("gate", "NOUN", "NN", 3, "obj", "O"), {"las": 1, "las_subtypes": 1}),    # a label
    ("gate", ("gate", "NOUN", "NN", 1, "obl", "O"), {"uas": 1, "las": 1, "las_subtypes": 1}),
    ("gate", ("gate", "NOUN", "NN", 0, "obl", "O"), {"uas": 1, "las": 1, "las_subtypes": 1}),
    ("freed", ("free", "VERB", "VBD", 1, "root", "O"), {"uas": 1, "las": 1, "las_subtypes": 1}),
    ("Guards", ("Guard", "PROPN", "NNPS", 2, "nsubj", "O"), {"lemma": 1, "upos": 1, "xpos": 1}),
    ("Guards", ("Guard", "NOUN", "NNS", 2, "nsubj", "O"), {"lemma": 1}),
    (".", (".", "PUNCT", ".", 4, "punct", "O"), {"uas": 1, "las": 1, "las_subtypes": 1}),  # punctuation counts
    ("wait", ("anything", "VERB", "VB", 0, "root", "O"), {}),                          # the gold lemma is "_"
])
def test_each_kind_of_mistake(word: str, said: Any, lost: dict[str, int], parrot: Any) -> None:
    scores = trees.evaluate(SMALL, parrot({**RIGHT, word: said}))
    assert shares(scores) == {k: 13 - lost.get(k, 0) for k in trees.SHARES}


def test_mistakes_are_counted_and_shown(parrot: Any) -> None:
    language = parrot({**RIGHT, "by": ("by", "SCONJ", "IN", 7, "mark", "O"), "Do": ("do", "VERB", "VB", 3, "aux", "O")})
    scores = trees.evaluate(SMALL, language)
    assert scores.mistakes == (("relation", "case", "mark", 1), ("upos", "ADP", "SCONJ", 1), ("upos", "AUX", "VERB", 1))
    lines = scores.lines(mistakes=True)
    assert lines[:2] == ["3 sentences, 13 words", "UPOS           84.62"]
    assert "upos      AUX read as VERB: 1" in lines
    assert len(scores.lines()) == 7
    assert scores.to_dict()["upos"] == 0.8462


def test_packed_and_in_folders(parrot: Any, tmp_path: Path) -> None:
    (tmp_path / "a.conllu.xz").write_bytes(lzma.compress(SMALL.read_bytes()))
    assert conllu.read_conllu(tmp_path / "a.conllu.xz") == conllu.read_conllu(SMALL)
    shutil.copy(SMALL, tmp_path / "b.conllu")
    shutil.copy(SMALL, tmp_path / "c.conllu")
    assert trees.evaluate(tmp_path, parrot(RIGHT)).words == 26


def test_without_marked_documents_sentences_go_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "many.conllu"
    path.write_text("1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n" * (conllu.BATCH + 1), encoding="utf-8")
    assert [len(d.sentences) for d in conllu.read_conllu(path)] == [conllu.BATCH, 1]


@pytest.mark.parametrize(("content", "message"), [
    ("1\tYes\tyes\n", "line 1: 3 columns instead of 10"),
    ("# x\n1\tYes\tyes\tINTJ\tUH\t_\t_\troot\t_\t_\n", "line 2: the head '_' is no number"),
    ("1\tYes\tyes\tINTJ\tUH\t_\t2\tx\t_\t_\n\n", "line 1: the head 2 lies outside"),
    ("1-2\tDon't" + 8 * "\t_" + "\n1\tDo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n\n", "line 2: a token without its words"),
    ("1-x\tDon't" + 8 * "\t_" + "\n1\tDo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n\n", "line 2: a token without its words"),
    ("", "no sentence in it"), ("# only a comment\n", "no sentence in it")])
def test_what_is_no_treebank(content: str, message: str, tmp_path: Path, parrot: Any) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        trees.evaluate(path, parrot())


def test_all_in_capitals(parrot: Any) -> None:
    language = parrot({**{k.upper(): v for k, v in RIGHT.items()}, "N'T": ("not", "ADV", "RB", 3, "advmod", "O")})
    scores = trees.evaluate(SMALL, language, upper=True)
    assert shares(scores) == {**dict.fromkeys(trees.SHARES, 13.0), "upos": 12}
    assert language.documents[1] == [["SILENCE"]]


def test_only_some_files(parrot: Any, tmp_path: Path) -> None:
    for name in ("a1", "a2", "b1"):
        (tmp_path / name).mkdir()
        shutil.copy(SMALL, tmp_path / name / "x.conllu")
    assert trees.evaluate(tmp_path, parrot(RIGHT), only="^a[0-9]/").words == 26
    assert trees.evaluate(SMALL, parrot(RIGHT), only="small").words == 13
    with pytest.raises(InputError, match=r"ends in \.conllu and fits '\^c'"):
        trees.evaluate(tmp_path, parrot(RIGHT), only="^c")
    with pytest.raises(InputError, match="not a regular expression"):
        trees.evaluate(tmp_path, parrot(RIGHT), only="(")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        conllu.read_conllu(tmp_path / "none.conllu")
    (tmp_path / "torn.conllu.xz").write_bytes(lzma.compress(SMALL.read_bytes())[:-20])
    with pytest.raises(InputError, match="cannot be read"):
        conllu.read_conllu(tmp_path / "torn.conllu.xz")
    (tmp_path / "latin.conllu").write_bytes("1\tcafé".encode("latin-1"))
    with pytest.raises(InputError, match=r"not UTF-8 text \(byte 5\)"):
        conllu.read_conllu(tmp_path / "latin.conllu")
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"no file in it ends in \.conllu"):
        conllu.read_conllu(tmp_path / "empty")


def test_a_parser_that_loses_words_is_an_error(parrot: Any) -> None:
    with pytest.raises(SaysoError, match="did not keep the words"):
        trees.evaluate(SMALL, parrot(RIGHT, loses_words=True))
