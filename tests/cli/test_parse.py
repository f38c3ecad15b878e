# SPDX-License-Identifier: Apache-2.0
"""`sayso parse`: formats, layers, bad inputs, exit codes, with a stand-in for the language model."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sayso.errors import InputError, ModelError
from sayso.evaluate.conllu import read_conllu
from sayso.parse import Argument, Attribution, Parse, Reference, Sentence, Word


class Language:
    """Words are what stands between blanks, sentences end where a word ends in a stop or a break is set; each word hangs on the
    first of its sentence. Every layer that is asked for says one thing of a sentence's first word."""

    version = "fake"
    asked: list[tuple[str, ...]]
    breaks: list[tuple[int, ...]]

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> Language:
        cls.asked, cls.breaks = [], []
        return cls()

    def parse(self, text: str, breaks: Iterable[int] = (), layers: Collection[str] = ()) -> Parse:
        self.asked.append(tuple(layers))
        self.breaks.append(tuple(breaks))
        if "fault of ours" in text:
            raise KeyError("an inner name")
        if "too hard" in text:
            raise InputError("too hard.", "Try another.")
        if "press Ctrl-C" in text:
            signal.raise_signal(signal.SIGINT)
        words: list[Word] = []
        sentences: list[Sentence] = []
        first = at = 0
        forms = text.split()
        for n, form in enumerate(forms):
            at = text.index(form, at)
            words.append(Word(n, at, at + len(form), form, form.lower(), "X", "FW", first if n > first else -1,
                               "dep" if n > first else "root", "O", "none", len(sentences)))
            at += len(form)
            if form.endswith(".") or at in self.breaks[-1] or n + 1 == len(forms):
                sentences.append(Sentence(len(sentences), first, n + 1, words[first].start, at, 0))
                first = n + 1
        firsts = [s.first for s in sentences]
        return Parse(text, tuple(words), tuple(sentences),
                     tuple(Argument(i, i, "ARG0") for i in firsts if "roles" in layers),
                     tuple(Attribution(i, (), (i,)) for i in firsts if "voices" in layers),
                     tuple((Reference(i, i + 1, i),) for i in firsts if "coreference" in layers))


@pytest.fixture
def parse(sayso: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    made = ModuleType("sayso.language")
    vars(made).update(Language=Language, LAYERS=("roles", "voices", "coreference"))
    monkeypatch.setitem(sys.modules, "sayso.language", made)
    monkeypatch.setattr("sayso.language", made, raising=False)
    return lambda *words: sayso("parse", *words)


def test_conllu_can_be_read_back(parse: Any, reports: Path, tmp_path: Path) -> None:
    done = parse("in")
    assert done.code == 0
    assert done.err == "sayso: 2 reports, 4 sentences, 40 words\n"
    assert done.out.startswith("# newdoc id = a\n# source = in/a.txt\n# generator = sayso ")
    (tmp_path / "x.conllu").write_text(done.out, encoding="utf-8")
    documents = read_conllu(tmp_path / "x.conllu")
    assert [[len(s.words) for s in d.sentences] for d in documents] == [[9, 9], [7, 15]]
    assert " ".join(w.form for w in documents[0].sentences[1].words) == "It was the talk of the town in Aden."


def test_json_is_one_document_a_line(parse: Any, reports: Path) -> None:
    done = parse("in", "-f", "json")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert [r["report"]["stem"] for r in rows] == ["a", "b"]
    assert rows[0]["text"] == (reports / "a.txt").read_text(encoding="utf-8")
    assert [w["text"] for w in rows[1]["words"][:3]] == ["The", "people", "said"]
    assert (rows[0]["model"], rows[0]["layers"], rows[0]["arguments"]) == ("fake", [], [])


@pytest.mark.parametrize(("asked", "passed", "marks"), [
    (None, (), []), ("voices", ("voices",), ["Source=0", "Content=1"]),
    ("coreference, roles", ("roles", "coreference"), ["Args=ARG0:1", "Entity=(e1--1)"])])
def test_layers_are_those_asked_for(parse: Any, reports: Path, asked: str | None, passed: tuple[str, ...],
                                    marks: list[str]) -> None:
    done = parse("in", *(["--layers", asked] if asked else []))
    assert done.code == 0
    assert Language.asked == [passed, passed]
    first = next(line for line in done.out.splitlines() if line.startswith("1\t"))
    assert first.split("\t")[9].split("|") == [*marks, "Start=0", "End=3"]
    assert (f"# layers = {', '.join(passed)}\n" in done.out) == bool(passed)
    assert ("(e3--1)" in done.out) == ("coreference" in passed)  # the chains of both documents are told apart


@pytest.mark.parametrize(("name", "begins"), [("x.conllu", "# newdoc id = a\n"), ("x.json", '{"report"'),
                                              ("x.jsonl", '{"report"'), ("x.txt", "# newdoc id = a\n")])
def test_the_output_files_name_chooses_the_format(parse: Any, reports: Path, tmp_path: Path, name: str, begins: str) -> None:
    done = parse("in/a.txt", "-o", name)
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_documents_of_one_name_are_told_apart(parse: Any, reports: Path) -> None:
    out = parse("in/a.txt", "in/a.txt").out
    assert [line for line in out.splitlines() if line.startswith(("# newdoc", "# sent_id"))] == [
        "# newdoc id = a", "# sent_id = a-1", "# sent_id = a-2", "# newdoc id = a-2", "# sent_id = a-2-1", "# sent_id = a-2-2"]


def test_a_sentence_ends_behind_title_and_dateline(parse: Any, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(json.dumps({"text": "Talks fail again\nADEN — The men told us that it was over.",
                                                  "title": "Talks fail again"}), encoding="utf-8")
    assert parse("x.jsonl").code == 0
    assert Language.breaks[0][0] == len("Talks fail again")


@pytest.mark.parametrize(("text", "code", "said"), [
    ("It was a fault of ours that they saw in the town.", 1, "sorry, this is an error in Sayso (KeyError: 'an inner name')"),
    ("It was too hard to read for all of them in the town.", 3, "too hard. Try another."),
    ("", 3, "aa.txt"),
], ids=["our fault", "refused", "empty"])
def test_a_bad_file_does_not_stop_the_batch(parse: Any, reports: Path, text: str, code: int, said: str) -> None:
    (reports / "aa.txt").write_text(text, encoding="utf-8")
    done = parse("in")
    assert done.code == code
    assert done.out.count("# newdoc") == 2
    first, last = done.err.splitlines()
    assert said in first
    assert last == "sayso: 2 reports, 4 sentences, 40 words, 1 could not be read"


def test_nothing_read_leaves_an_older_output_alone(parse: Any, tmp_path: Path) -> None:
    (tmp_path / "x.conllu").write_text("older", encoding="utf-8")
    done = parse("nowhere.txt", "-o", "x.conllu")
    assert done.code == 4
    assert done.err.splitlines()[-1] == "sayso: 0 reports, 0 sentences, 0 words, 1 could not be read"
    assert (tmp_path / "x.conllu").read_text(encoding="utf-8") == "older"


def test_ctrl_c_keeps_whole_documents(parse: Any, reports: Path) -> None:
    (reports / "aa.txt").write_text("They said that they would press Ctrl-C in the town.", encoding="utf-8")
    done = parse("in")
    assert done.code == 130
    assert done.err == "sayso: stopped. 1 report, 2 sentences, 18 words.\n"
    assert done.out.count("# newdoc") == 1 and done.out.endswith("\n\n")


@pytest.mark.parametrize(("given", "said"), [
    (["--layers", "roles,moods"], "sayso: --layers: there is no layer 'moods'. There are: roles, voices, coreference.\n"),
    (["--format", "xml"], "Invalid value for '--format'"),
    (["-o", "in"], "sayso: in: this is a folder. Give --output the name of a file in it.\n")])
def test_wrong_use_is_told_in_a_line(parse: Any, reports: Path, given: list[str], said: str) -> None:
    done = parse("in", *given)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_model_that_is_missing_stops_the_batch(parse: Any, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(folder: Path | None = None, threads: int = 0) -> Language:
        raise ModelError("The weights are missing.", "Install the package sayso-model-en.")

    monkeypatch.setattr(Language, "load", missing)
    done = parse("in")
    assert (done.code, done.out) == (7, "")
    assert done.err == "sayso: The weights are missing. Install the package sayso-model-en.\n"
