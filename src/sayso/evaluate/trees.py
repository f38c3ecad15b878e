# SPDX-License-Identifier: Apache-2.0
"""Scores tags, lemmas and trees against a treebank in CoNLL-U, on the treebank's own words and sentences.

As in the CoNLL 2018 shared task: all words count, punctuation too; multiword tokens and empty nodes do not; LAS compares
labels without their subtypes, `las_subtypes` with them; a gold lemma or tag "_" is right whatever is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.conllu import TreeDocument, TreeSentence, main_label, read_conllu
from sayso.evaluate.parsers import WordParser, capitals, checked
from sayso.model import Json
from sayso.parse import Parse

MOST = 20
"""Kinds of mistakes listed: the tail of longer lists is single words."""


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


def evaluate(path: Path, language: WordParser, *, only: str | None = None, upper: bool = False) -> TreeScores:
    """Scores a language model on a CoNLL-U file (plain, .xz, a folder or .tar.xz of them); `only` is a regular expression for
    the files of a folder or archive; `upper` gives the words in capitals. Raises InputError."""
    return score_trees(read_conllu(path, only), language, upper=upper)


def score_trees(documents: Iterable[TreeDocument], language: WordParser, *, upper: bool = False) -> TreeScores:
    """Scores a parser on gold words. Raises SaysoError where it does not give one word for each of them."""
    right: Counter[str] = Counter()
    mistakes: Counter[tuple[str, str, str]] = Counter()
    sentences = words = 0
    for document in documents:
        given = [[capitals(f) if upper else f for f in s.forms] for s in document.sentences]
        parse = checked(language.parse_words([given])[0], given)
        first = 0
        for sentence in document.sentences:
            _score(sentence, first, parse, right, mistakes)
            first += len(sentence.words)
            sentences += 1
        words += first
    shares = {k: right[k] / words if words else 0.0 for k in SHARES}
    most = sorted(mistakes.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return TreeScores(sentences, words, **shares, mistakes=tuple((*kind, n) for kind, n in most))


def _score(sentence: TreeSentence, first: int, parse: Parse, right: Counter[str],
           mistakes: Counter[tuple[str, str, str]]) -> None:
    for at, gold in enumerate(sentence.words):
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
