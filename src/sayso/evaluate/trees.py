# SPDX-License-Identifier: Apache-2.0
"""Scores tags, lemmas and trees against a treebank in CoNLL-U, on the treebank's own words and sentences.

As in the CoNLL 2018 shared task: all words count, punctuation too; multiword tokens and empty nodes do not; LAS compares
labels without their subtypes, `las_subtypes` with them; a gold lemma or tag "_" is right whatever is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sayso.errors import InputError, SaysoError
from sayso.evaluate.files import texts
from sayso.model import Json
from sayso.parse import Parse

COLUMNS = 10
"""Of a CoNLL-U line."""

BATCH = 64
"""Sentences handed to the parser at once where a treebank marks no documents: enough context to be quick, little memory."""

MOST = 20
"""Kinds of mistakes listed: the tail of longer lists is single words."""


class WordParser(Protocol):
    """What parses given words (`sayso.language.Language`)."""

    def parse_words(self, documents: Sequence[Sequence[Sequence[str]]]) -> Sequence[Parse]:
        """Documents of sentences of words → one Parse a document, word for word."""
        ...


@dataclass(frozen=True, slots=True)
class TreeWord:
    """One gold word; `head` counts from 1 within the sentence, 0 is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str


TreeSentence = tuple[TreeWord, ...]


@dataclass(frozen=True, slots=True)
class TreeScores:
    """Shares of words (0 to 1) that are right. `mistakes`: (column, gold, said, how often), the most frequent first."""

    sentences: int
    words: int
    upos: float
    xpos: float
    lemma: float
    uas: float
    las: float
    las_subtypes: float
    mistakes: tuple[tuple[str, str, str, int], ...]

    def to_dict(self) -> Json:
        """The scores as data, shares to four places."""
        shares = {k: round(getattr(self, k), 4) for k in SHARES}
        return {"sentences": self.sentences, "words": self.words, **shares,
                "mistakes": [{"column": c, "gold": g, "said": s, "n": n} for c, g, s, n in self.mistakes]}

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text, in per cent; with `mistakes` also the most frequent ones."""
        return [f"{self.sentences} sentences, {self.words} words",
                *(f"{name:13} {100 * getattr(self, k):6.2f}" for k, name in SHARES.items()),
                *(f"{c:9} {g} read as {s}: {n}" for c, g, s, n in (self.mistakes if mistakes else ()))]


SHARES = {"upos": "UPOS", "xpos": "XPOS", "lemma": "lemma", "uas": "UAS", "las": "LAS", "las_subtypes": "LAS subtypes"}


def evaluate(path: Path, language: WordParser) -> TreeScores:
    """Scores a language model on a CoNLL-U file (plain, .xz, a folder or .tar.xz of them); raises InputError."""
    return score_trees(read_conllu(path), language)


def read_conllu(path: Path) -> list[list[TreeSentence]]:
    """Documents of sentences; raises InputError that names the line of what is no CoNLL-U."""
    documents = [d for name, text in texts(path, (".conllu",)) for d in _documents(name, text)]
    if not documents:
        raise InputError(f"{path}: no sentence in it.", "Give a CoNLL-U file.")
    return documents


def _documents(name: str, text: str) -> Iterator[list[TreeSentence]]:
    marked = "\n# newdoc" in f"\n{text}"
    document: list[TreeSentence] = []
    words: list[TreeWord] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if not line.strip():
            if words:
                document.append(_whole(tuple(words), f"{name}, line {number - 1}"))
                words = []
                if not marked and len(document) == BATCH:
                    yield document
                    document = []
        elif line.startswith("#"):
            if line.startswith("# newdoc") and document:
                yield document
                document = []
        elif word := _word(line, f"{name}, line {number}"):
            words.append(word)
    if document:
        yield document


def _word(line: str, where: str) -> TreeWord | None:
    columns = line.split("\t")
    if len(columns) != COLUMNS:
        raise InputError(f"{where}: {len(columns)} columns instead of {COLUMNS}.", "Give a CoNLL-U file.")
    if "-" in columns[0] or "." in columns[0]:
        return None
    if not columns[6].isdecimal():
        raise InputError(f"{where}: the head {columns[6]!r} is no number.", "Give a CoNLL-U file with trees.")
    return TreeWord(columns[1], columns[2], columns[3], columns[4], int(columns[6]), columns[7])


def _whole(sentence: TreeSentence, where: str) -> TreeSentence:
    if wrong := [w.head for w in sentence if w.head > len(sentence)]:
        raise InputError(f"{where}: the head {wrong[0]} lies outside the sentence.", "Give a CoNLL-U file with whole trees.")
    return sentence


def main_label(relation: str) -> str:
    """A relation without its subtype."""
    return relation.partition(":")[0]


def score_trees(documents: Iterable[Sequence[TreeSentence]], language: WordParser) -> TreeScores:
    """Scores a parser on gold words. Raises SaysoError where it does not give one word for each of them."""
    right: Counter[str] = Counter()
    mistakes: Counter[tuple[str, str, str]] = Counter()
    sentences = words = 0
    for document in documents:
        (parse,) = language.parse_words([[[w.form for w in s] for s in document]])
        if [w.text for w in parse.words] != [w.form for s in document for w in s]:
            raise SaysoError("The parser did not keep the words that it was given.",
                             "This is an error in Sayso: please report it.")
        first = 0
        for sentence in document:
            _score(sentence, first, parse, right, mistakes)
            first += len(sentence)
            sentences += 1
        words += first
    shares = {k: right[k] / words if words else 0.0 for k in SHARES}
    most = sorted(mistakes.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return TreeScores(sentences, words, **shares, mistakes=tuple((*kind, n) for kind, n in most))


def _score(sentence: TreeSentence, first: int, parse: Parse, right: Counter[str],
           mistakes: Counter[tuple[str, str, str]]) -> None:
    for at, gold in enumerate(sentence):
        said = parse.words[first + at]
        head = gold.head == (said.head - first + 1 if said.head >= 0 else 0)
        label = main_label(gold.relation) == main_label(said.relation)
        right["upos"] += gold.upos in ("_", said.upos)
        right["xpos"] += gold.xpos in ("_", said.xpos)
        right["lemma"] += gold.lemma in ("_", said.lemma)
        right["uas"] += head
        right["las"] += head and label
        right["las_subtypes"] += head and gold.relation == said.relation
        for column, ours, theirs in (("upos", gold.upos, said.upos),
                                     ("relation", main_label(gold.relation), main_label(said.relation))):
            if ours not in ("_", theirs):
                mistakes[column, ours, theirs] += 1
