# SPDX-License-Identifier: Apache-2.0
"""CoNLL-U and JSON of parses: two made by hand, letter for letter, and any that hypothesis can think of."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.conllu import read_conllu
from sayso.model import Report
from sayso.parse import Argument, Attribution, Parse, Reference, Sentence, Word
from sayso.views import conllu, jsonl, parses

CASES = {c["name"]: c for c in yaml.safe_load((Path(__file__).parent / "cases" / "parses.yaml").read_text(encoding="utf-8"))}


def made(case: dict[str, Any]) -> Parse:
    """A case as a Parse."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    text, at = case["text"], 0
    for k, s in enumerate(case["sentences"]):
        first = len(words)
        for form, lemma, upos, xpos, head, relation, *more in s["words"]:
            at = text.index(form, at)
            other = {"entity": "O", "kind": "none", **(more[0] if more else {})}
            words.append(Word(len(words), at, at + len(form), form, lemma, upos, xpos, first + head - 1 if head else -1,
                              relation, sentence=k, **other))
            at += len(form)
        sentences.append(Sentence(k, first, len(words), words[first].start, words[-1].end, s["paragraph"]))
    return Parse(text, tuple(words), tuple(sentences), tuple(Argument(*a) for a in case.get("arguments", ())),
                 tuple(Attribution(cue, tuple(said_by), tuple(said)) for cue, said_by, said in case.get("attributions", ())),
                 tuple(tuple(Reference(*r) for r in chain) for chain in case.get("chains", ())))


@pytest.mark.parametrize("name", CASES)
def test_conllu_letter_for_letter(name: str) -> None:
    got = conllu.document(made(CASES[name]), "made", about=["source = made.txt"], first_chain=5)
    assert got.endswith("\n\n")
    lines = [line if line.startswith("#") else line.replace("\t", " ") for line in got.rstrip("\n").split("\n")]
    assert lines == CASES[name]["conllu"].rstrip("\n").split("\n")


def test_json_has_the_fields_and_where_they_stand() -> None:
    parse = made(next(iter(CASES.values())))
    report = Report("sha256:0", "made", "made.txt", parse.text, title="Holt says\u2028")
    line = jsonl.row(parses.data(parse, report, model="m", layers=("roles",)))
    assert line.splitlines() == [line]
    data = json.loads(line)

    def quote(span: list[int]) -> str:
        return parse.text[slice(*span)]

    assert list(data) == ["report", "model", "layers", "text", "words", "sentences", "arguments", "attributions", "chains"]
    assert (data["text"], data["layers"], data["model"]) == (parse.text, ["roles"], "m")
    assert "text" not in data["report"] and data["report"]["title"] == "Holt says\u2028"
    assert data["words"][6] == {
        "index": 6, "start": 21, "end": 25, "text": "come", "lemma": "come", "upos": "VERB", "xpos": "VB", "head": 10,
        "relation": "ccomp", "entity": "O", "kind": "none", "sentence": 0, "feats": "VerbForm=Inf", "sense": "come.01",
        "certainty": -2.996, "time": "O", "phrase": "O"}
    assert data["sentences"][1] == {"index": 1, "first": 15, "last": 19, "start": 48, "end": 61, "paragraph": 1}
    assert [(quote(a["predicate_span"]), a["label"], quote(a["head_span"])) for a in data["arguments"]][:2] == [
        ("come", "ARG1", "aide"), ("said", "ARG0", "Holt")]
    second, third = data["attributions"][1:]
    assert [quote(s) for s in second["content_spans"]] == ["Vale's aide", "n't\tcome"]
    assert [quote(s) for s in second["source_spans"]] == ["He"]
    assert (quote(second["cue_span"]), third["source"], third["source_spans"]) == ("denied", [], [])
    assert [parse.text[r["start"] : r["end"]] for r in data["chains"][1]] == ["Vale's", "Holt", "He"]
    assert data["chains"][0] == [{"first": 1, "last": 4, "head": 3, "start": 2, "end": 13}]


def test_spans_end_with_the_sentence() -> None:
    parse = made([*CASES.values()][2])
    (told,) = parses.data(parse, Report("sha256:0", "made", "made.txt", parse.text), model="m")["attributions"]
    assert [parse.text[slice(*s)] for s in told["content_spans"]] == ["cannot.", "“No", "it"]


@pytest.mark.parametrize(("stem", "taken", "name"), [
    ("a", set(), "a"), ("a", {"a"}, "a-2"), ("a", {"a", "a-2"}, "a-3"), (" the army/1\n", set(), "the_army_1"),
    ("\x1b", set(), "document"), ("", {"document"}, "document-2")])
def test_ids_hold_no_blank_and_come_once(stem: str, taken: set[str], name: str) -> None:
    assert conllu.identifier(stem, taken) == name


def test_a_text_without_words_is_no_document() -> None:
    assert conllu.document(Parse(" \n", (), ()), "made", about=["source = x"]) == ""


def test_half_a_sign_can_be_written() -> None:
    parse = Parse("a\ud800 ", (Word(0, 0, 2, "a\ud800", "a\ud800", "X", "FW", -1, "root", "O", "none", 0),),
                  (Sentence(0, 0, 1, 0, 2, 0),))
    assert "1\ta\ufffd\ta\ufffd\tX" in conllu.document(parse, "made").encode("utf-8").decode("utf-8")


FORMS = st.one_of(
    st.sampled_from(["do", "n't", "'s", "’s", "can", "not", "U.S.", "'", "|", "\\", "_", "#", "1-2", "\\s", "=", "\ufeff"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4).filter(lambda t: not re.search(r"\s", t)))
GAPS = st.one_of(st.sampled_from(["", " "]), st.text(" \n\t\r\u00a0\u200b\u2028\x0b\x85", max_size=3))
LABELS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


@st.composite
def any_parse(draw: st.DrawFn) -> Parse:
    """Words with any gaps, cut into sentences anywhere, each with a tree (at times two), layers over all of it."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    text = draw(GAPS)
    for k in range(draw(st.integers(1, 3))):
        first, size = len(words), draw(st.integers(1, 5))
        order = draw(st.permutations(range(first, first + size)))
        for i in range(first, first + size):
            place = order.index(i)
            head = draw(st.sampled_from(order[:place])) if place > 1 or (place and draw(st.booleans())) else -1
            form = draw(FORMS)
            words.append(Word(i, len(text), len(text) + len(form), form, draw(FORMS), "X", draw(st.sampled_from(["POS", "FW"])),
                              head, "root" if head < 0 else "dep", draw(st.sampled_from(["O", "B-PER"])), draw(LABELS), k,
                              sense=draw(LABELS), certainty=draw(st.none() | st.floats(-3, 3)), time=draw(LABELS),
                              phrase=draw(LABELS)))
            text += form + draw(GAPS)
        sentences.append(Sentence(k, first, len(words), words[first].start, words[-1].end, draw(st.integers(0, 1)) + 2 * k))
    index = st.integers(0, len(words) - 1)
    some = st.sets(index, max_size=4).map(lambda s: tuple(sorted(s)))

    def reference(pair: tuple[int, int]) -> Reference:
        first, last = sorted(pair)
        last = min(last, sentences[words[first].sentence].last - 1)
        return Reference(first, last + 1, last)

    def apart(chain: list[Reference]) -> bool:
        """No two phrases for one thing overlap but as whole in part: English has no such phrases, brackets cannot tell them."""
        return not any(a.first < b.first < a.last < b.last for a in chain for b in chain)

    chain = st.lists(st.tuples(index, index).map(reference), min_size=1, max_size=3, unique=True).filter(apart).map(tuple)
    return Parse(text, tuple(words), tuple(sentences),
                 tuple(draw(st.lists(st.builds(Argument, index, index, LABELS), max_size=3))),
                 tuple(draw(st.lists(st.builds(Attribution, index, some, some), max_size=3))),
                 tuple(draw(st.lists(chain, max_size=3))))


def unescaped(value: str) -> str:
    """A MISC value as the text that it stands for."""
    plain = {"s": " ", "t": "\t", "r": "\r", "n": "\n", "p": "|", "\\": "\\"}
    return re.sub(r"\\(?:u([0-9A-F]{4,6})|(.))", lambda m: chr(int(m[1], 16)) if m[1] else plain[m[2]], value)


@given(any_parse())
def test_any_parse_is_valid_conllu(parse: Parse) -> None:
    got = conllu.document(parse, "made")
    blocks = got.split("\n\n")
    assert blocks.pop() == ""
    assert len(blocks) == len(parse.sentences)
    whole = ""
    for k, block in enumerate(blocks):
        comments = [line for line in block.split("\n") if line.startswith("# ")]
        rows = [line.split("\t") for line in block.split("\n")[len(comments) :]]
        assert all(len(row) == 10 and all(row) for row in rows)
        assert not any(c.isspace() for row in rows for c in "".join(row))
        single = [row for row in rows if "-" not in row[0]]
        assert [row[0] for row in single] == [str(n + 1) for n in range(len(single))]
        heads = [int(row[6]) for row in single]
        assert heads.count(0) == 1
        assert all((head == 0) == (row[7] == "root") for head, row in zip(heads, single, strict=True))
        for n in range(1, len(heads) + 1):
            steps = 0
            while n:
                n, steps = heads[n - 1], steps + 1
                assert steps <= len(heads)
        text, until = "", 0
        for row in rows:
            if "-" in row[0]:
                first, until = map(int, row[0].split("-"))
                assert row[1] == "".join(r[1] for r in single[first - 1 : until])
            elif int(row[0]) <= until:
                assert "SpaceAfter" not in row[9]
                continue
            misc = dict(pair.split("=", 1) for pair in row[9].split("|")) if row[9] != "_" else {}
            text += row[1] + ("" if misc.get("SpaceAfter") == "No" else " ")
            whole += unescaped(misc.get("SpacesBefore", "")) + row[1]
            whole += unescaped(misc["SpacesAfter"]) if "SpacesAfter" in misc else "" if "SpaceAfter" in misc else " "
        assert comments[-2:] == [f"# sent_id = made-{k + 1}", f"# text = {text.rstrip(' ')}"]
    assert whole == parse.text


@given(any_parse())
def test_trees_are_read_back(tmp_path_factory: pytest.TempPathFactory, parse: Parse) -> None:
    file = tmp_path_factory.mktemp("trees") / "x.conllu"
    file.write_text(conllu.document(parse, "made") + conllu.document(parse, "made-2"), encoding="utf-8", newline="\n")
    documents = read_conllu(file)
    assert len(documents) == 2
    for document in documents:
        assert [s.forms for s in document.sentences] == [
            [w.text for w in parse.words[s.first : s.last]] for s in parse.sentences]
        for s, sentence in zip([s.words for s in document.sentences], parse.sentences, strict=True):
            words = parse.words[sentence.first : sentence.last]
            root = next(w.index for w in words if w.head < 0)
            assert [w.lemma for w in s] == [w.lemma for w in words]
            assert [w.head for w in s] == [0 if w.index == root else (root if w.head < 0 else w.head) - sentence.first + 1
                                           for w in words]


@given(any_parse())
def test_chains_are_read_back(parse: Parse) -> None:
    found: dict[str, list[tuple[int, int, int]]] = {}
    opened: dict[str, list[tuple[int, int]]] = {}
    rows = [line.split("\t") for line in conllu.document(parse, "made").split("\n") if re.match(r"\d+\t", line)]
    for i, row in enumerate(rows):
        entity = next((p[7:] for p in row[9].split("|") if p.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            name, *rest = part.strip("()").split("-")
            if part.startswith("("):
                opened.setdefault(name, []).append((i, int(rest[1])))
            if part.endswith(")"):
                first, head = opened[name].pop()
                found.setdefault(name, []).append((first, i + 1, first + head - 1))
    assert not any(opened.values())
    assert [sorted(found[f"e{n}"]) for n in range(1, len(parse.chains) + 1)] == [
        sorted((r.first, r.last, r.head) for r in chain) for chain in parse.chains]


@given(any_parse())
def test_any_parse_is_one_line_of_json(parse: Parse) -> None:
    line = jsonl.row(parses.data(parse, Report("sha256:0", "made", "made.txt", parse.text), model="m"))
    assert line.splitlines() == [line]
    data = json.loads(line)
    assert data["text"] == parse.text
    assert all(parse.text[w["start"] : w["end"]] == w["text"] for w in data["words"])
    for a in data["attributions"]:
        inside = [w["index"] for w in data["words"] if any(x <= w["start"] < y for x, y in a["content_spans"])]
        assert inside == a["content"]
