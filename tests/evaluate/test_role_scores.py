# SPDX-License-Identifier: Apache-2.0
"""Roles and certainty: scores worked out by hand on three sentences of our own."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError, SaysoError
from sayso.evaluate import certainty, conllu, propbank, roles
from sayso.evaluate.propbank import GoldArgument
from sayso.evaluate.score import Score

FIRST: Any = {"sent_id": "north-post_7-0001", "split": "test",
              "tokens": ["Guards", "in", "grey", "freed", "the", "old", "man"],
              "frames": [{"pred": 3, "roleset": "free.01", "args": [[0, 3, "ARG0"], [4, 7, "ARG1"]]}]}
SECOND: Any = {"sent_id": "north-post_7-0002", "split": "test",
               "tokens": ["He", "said", "yesterday", "that", "they", "shot"],
               "frames": [{"pred": 1, "roleset": "say.01", "args": [[0, 1, "ARG0"], [2, 3, "ARGM-TMP"], [3, 6, "ARG1"]]},
                          {"pred": 5, "roleset": "shoot.02", "args": [[4, 5, "ARG0"], [3, 4, "R-ARG1"], [2, 3, "C-V"]]}]}
OTHER: Any = {"sent_id": "south-post_1-0001", "split": "dev", "tokens": ["Rain"], "frames": []}

HEADS = {"north-post_7-0001": "4 3 1 0 7 7 4", "north-post_7-0002": "2 0 2 6 6 2"}

RIGHT = {("freed", "Guards"): "ARG0", ("freed", "man"): "ARG1", ("said", "He"): "ARG0", ("said", "yesterday"): "ARGM-TMP",
         ("said", "shot"): "ARG1", ("shot", "they"): "ARG0"}
SENSES = {"freed": "free.01", "said": "say.01", "shot": "shoot.02"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "roles.jsonl.xz"
    path.write_bytes(lzma.compress("".join(json.dumps(s) + "\n" for s in (FIRST, SECOND, OTHER)).encode()))
    return path


@pytest.fixture
def trees(tmp_path: Path) -> Path:
    path = tmp_path / "trees.conllu"
    path.write_text("".join(f"# sent_id = {s['sent_id']}\n" + "".join(
        f"{k}\t{form}\t_\t_\t_\t_\t{head}\tx\t_\t_\n"
        for k, (form, head) in enumerate(zip(s["tokens"], HEADS[s["sent_id"]].split(), strict=True), 1)) + "\n"
        for s in (FIRST, SECOND)), encoding="utf-8")
    return path


def test_documents_and_labels(file: Path) -> None:
    documents = propbank.read_propbank(file)
    assert [[s.id for s in d] for d in documents] == [["north-post_7-0001", "north-post_7-0002"], ["south-post_1-0001"]]
    assert documents[0][1].frames[1].arguments == (GoldArgument("ARG0", ((4, 5),)),)
    assert [len(d) for d in propbank.read_propbank(file, "test")] == [2]


@pytest.mark.parametrize(("args", "found"), [
    ([[0, 2, "ARG1"], [4, 6, "C-ARG1"]], [("ARG1", ((0, 2), (4, 6)))]),
    ([[0, 2, "C-ARG1"]], [("ARG1", ((0, 2),))]),                                  # a piece of nothing is an argument
    ([[0, 1, "ARG1"], [2, 3, "ARG1"], [4, 5, "C-ARG1"]], [("ARG1", ((0, 1), (4, 5))), ("ARG1", ((2, 3),))]),
    ([[0, 1, "ARG1-DSP"], [2, 3, "C-ARG1-DSP"]], [("ARG1", ((0, 1), (2, 3)))]),
    ([[0, 1, "R-ARGM-LOC"], [1, 2, "V"], [2, 3, "C-V"], [3, 4, "ARGM-LOC"]], [("ARGM-LOC", ((3, 4),))])])
def test_pieces(args: Any, found: Any) -> None:
    assert propbank.arguments(args) == [GoldArgument(label, parts) for label, parts in found]


@pytest.mark.parametrize(("heads", "span", "head"), [
    ("4 3 1 0 7 7 4", (0, 3), 0), ("4 3 1 0 7 7 4", (4, 7), 6),
    ("2 4 2 0", (0, 3), 1), ("2 0 2 2", (0, 1), 0),
    ("5 4 5 0 5", (0, 3), 1),           # three heads: the one that depends on the predicate
    ("5 5 5 0 5", (0, 3), 0),           # none does: the first
    ("2 3 1 0", (0, 3), 0)])            # a circle has no head: the first word
def test_heads(heads: str, span: tuple[int, int], head: int) -> None:
    words = tuple(conllu.TreeWord("x", "_", "_", "_", int(h), "_") for h in heads.split())
    assert propbank.head_of(GoldArgument("ARG0", (span, (9, 10))), 3, conllu.TreeSentence(words, ())) == head


@pytest.mark.parametrize("with_trees", [True, False])
def test_a_parser_that_is_right_gets_all(with_trees: bool, file: Path, trees: Path, parrot: Any) -> None:
    language = parrot(arguments=RIGHT, senses=SENSES)
    scores = roles.evaluate(file, language, part="test", trees=trees if with_trees else None)
    assert (scores.documents, scores.sentences, scores.with_tree, scores.predicates) == (1, 2, 2 * with_trees, 3)
    assert (scores.micro, scores.numbered, scores.senses, scores.mistakes) == (Score(6, 6, 6), Score(5, 5, 5), 1.0, ())
    assert language.documents == [[FIRST["tokens"], SECOND["tokens"]]]
    assert language.asked == [(("roles",), [{3, 8, 12}])]


@pytest.mark.parametrize(("change", "by_tree", "by_span"), [
    ({("freed", "man"): None, ("freed", "old"): "ARG1"}, 5, 6),                   # another word of the span
    ({("freed", "man"): "ARG2"}, 5, 5),                                           # another label
    ({("freed", "man"): None, ("shot", "man"): "ARG1"}, 5, 5),                    # another predicate
    ({("said", "shot"): None, ("said", "that"): "ARG1"}, 5, 6),
    ({("said", "shot"): None, ("said", "they"): "ARG1", ("said", "that"): "ARG1"}, 5, 6)])  # a span counts once
def test_what_is_right_by_head_and_by_span(change: Any, by_tree: int, by_span: int, file: Path, trees: Path,
                                            parrot: Any) -> None:
    said = {k: v for k, v in {**RIGHT, **change}.items() if v}
    for path, hit in ((trees, by_tree), (None, by_span)):
        scores = roles.evaluate(file, parrot(arguments=said, senses=SENSES), part="test", trees=path)
        assert scores.micro == Score(hit, len(said), 6)


def test_labels_senses_and_mistakes(file: Path, trees: Path, parrot: Any) -> None:
    said = {**RIGHT, ("said", "yesterday"): "ARG2", ("shot", "that"): "ARG1"}
    del said["freed", "Guards"]
    scores = roles.evaluate(file, parrot(arguments=said, senses={**SENSES, "shot": "shoot.01"}), part="test", trees=trees)
    assert scores.labels == (("ARG0", Score(2, 2, 3)), ("ARG1", Score(2, 3, 2)), ("ARGM-TMP", Score(0, 0, 1)))
    assert (scores.micro, scores.numbered, scores.senses) == (Score(4, 6, 6), Score(4, 6, 5), 0.6667)
    assert scores.mistakes == (("-", "ARG1", 1), ("ARG0", "-", 1), ("ARGM-TMP", "ARG2", 1))
    assert scores.lines()[0] == "1 documents, 2 sentences (2 with a gold tree), 3 predicates, 6 arguments"
    assert scores.lines()[-3:] == ["ARG0-ARG5   P 0.667  R 0.800  F1 0.727", "all         P 0.667  R 0.667  F1 0.667",
                                   "rolesets    0.667"]
    assert scores.lines(mistakes=True)[:3] == ["- read as ARG1: 1", "ARG0 read as -: 1", "ARGM-TMP read as ARG2: 1"]
    assert scores.to_dict(mistakes=True)["labels"]["ARG0"]["n"] == 3


def test_trees_of_other_sentences(file: Path, trees: Path, parrot: Any) -> None:
    trees.write_text(trees.read_text(encoding="utf-8").replace("Guards", "Keepers"), encoding="utf-8")  # no longer its words
    assert roles.evaluate(file, parrot(arguments=RIGHT), part="test", trees=trees).with_tree == 1
    with pytest.raises(InputError, match="no tree of a sentence that is scored"):
        roles.evaluate(file, parrot(), part="dev", trees=trees)


@pytest.mark.parametrize(("line", "message"), [
    ("{", "line 1: not JSON"), ("[]", "line 1: not a JSON object"), ("{}", "no sentence with frames"),
    ("", "no sentence in it"),
    ('{"sent_id": "a-1", "tokens": ["Rain"], "frames": [{"pred": 1, "roleset": "x", "args": []}]}', "outside the sentence"),
    ('{"sent_id": "a-1", "tokens": ["Rain"], "frames": [{"pred": 0, "roleset": "x", "args": [[0, 0, "A"]]}]}', "outside")])
def test_what_is_no_propbank(line: str, message: str, tmp_path: Path, parrot: Any) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        roles.evaluate(path, parrot())


def test_a_split_that_is_not_there(file: Path, parrot: Any) -> None:
    with pytest.raises(InputError, match="no sentence in it with the split 'train'"):
        roles.evaluate(file, parrot(), part="train")
    with pytest.raises(SaysoError, match="did not keep the words"):
        roles.evaluate(file, parrot(loses_words=True))


def judged(tmp_path: Path, *rows: tuple[str, dict[int, float]]) -> Path:
    path = tmp_path / "sure.jsonl"
    path.write_text("".join(json.dumps({"text": text, "targets": [
        {"span1": [at, at + 1], "label": label} for at, label in labels.items()]}) + "\n" for text, labels in rows),
        encoding="utf-8")
    return path


def test_certainty(tmp_path: Path, parrot: Any) -> None:
    path = judged(tmp_path, ("They may leave and did sing", {2: 0, 5: 3}), ("Nobody came", {1: -3}), ("It rained", {1: 2}))
    language = parrot(certainties={"leave": 1, "sing": 2, "came": 1, "rained": 2, "They": -3})
    scores = certainty.evaluate(path, language)
    # from the means 1/2 and 3/2: labels -1/2 5/2 -7/2 3/2, said -1/2 1/2 -1/2 1/2; products 4, squares 21 and 1
    assert scores.r == round(4 / 21**0.5, 4)
    assert (scores.sentences, scores.predicates) == (3, 4)
    assert scores.error == (1 + 1 + 4 + 0) / 4
    assert scores.signs == 0.6667  # the label 0 has none
    assert scores.mistakes[0] == ("came", -3, 1)
    assert language.asked == [(("roles",), [{2, 5, 7, 9}])]
    assert scores.lines() == ["3 sentences, 4 predicates", "Pearson's r 0.873", "mean error  1.500", "signs right 0.667"]
    assert scores.lines(mistakes=True)[0] == "'came': -3.00 read as +1.00"
    assert scores.to_dict(mistakes=True)["mistakes"][0] == {"word": "came", "gold": -3, "said": 1}


def test_certainty_that_does_not_vary(tmp_path: Path, parrot: Any) -> None:
    path = judged(tmp_path, ("They sing", {1: 0}), ("They leave", {1: 0}))
    scores = certainty.evaluate(path, parrot(certainties={"sing": 1, "leave": 2}))
    assert (scores.r, scores.signs) == (None, None)
    assert "Pearson's r -" in scores.lines()


def test_a_parser_that_does_not_say_how_certain(tmp_path: Path, parrot: Any) -> None:
    with pytest.raises(SaysoError, match="how certain 'sing' is"):
        certainty.evaluate(judged(tmp_path, ("They sing", {1: 0})), parrot())


@pytest.mark.parametrize(("line", "message"), [
    ("{}", "no sentence with labels"), ("", "no sentence in it"),
    ('{"text": "Rain", "targets": []}', "No predicate in the file"),
    ('{"text": "Rain", "targets": [{"span1": [1, 2], "label": 1}]}', "a target outside the text"),
    ('{"text": "Rain", "targets": [{"span1": [0, 1], "label": 4}]}', "a label outside -3 to 3"),
    ('{"text": "Rain", "targets": [{"span1": [], "label": 1}]}', "no sentence with labels")])
def test_what_has_no_labels(line: str, message: str, tmp_path: Path, parrot: Any) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=message):
        certainty.evaluate(path, parrot())
