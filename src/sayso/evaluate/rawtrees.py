# SPDX-License-Identifier: Apache-2.0
"""Scores words, sentences and trees from raw text against a treebank in CoNLL-U.

As in the CoNLL 2018 shared task. The raw text is built from the treebank: its tokens with a blank between them unless
SpaceAfter=No, an empty line between paragraphs. Places are counted without blanks. A word is right if it stands on the same
characters as a gold word, a sentence if it begins and ends where a gold one does. The words of a token of several ("don't")
stand on their own characters where they are the token cut up; where they are not, they are right one for one if the same
characters were read as just as many words. A tag counts on a right word; a head, if both words are right.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.conllu import TreeDocument, TreeSentence, TreeWord, main_label, read_conllu
from sayso.evaluate.parsers import TextParser, capitals
from sayso.evaluate.score import Score
from sayso.evaluate.trees import MOST
from sayso.model import Json
from sayso.parse import Parse
from sayso.text import Span

MEASURES = {"words": "words", "sentences": "sentences", "upos": "UPOS", "uas": "UAS", "las": "LAS"}


@dataclass(frozen=True, slots=True)
class RawScores:
    """Scores of words and sentences, and of what is right about the right words, each against all words said and all gold
    words. `mistakes`: (missed or extra, word, how often), the most frequent first."""

    documents: int
    words: Score
    sentences: Score
    upos: Score
    uas: Score
    las: Score
    mistakes: tuple[tuple[str, str, int], ...]

    def to_dict(self) -> Json:
        """The scores as data."""
        return {"documents": self.documents, **{k: getattr(self, k).to_dict() for k in MEASURES},
                "mistakes": [{"kind": k, "word": w, "n": n} for k, w, n in self.mistakes]}

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also the words most often cut wrongly."""
        return [f"{self.documents} documents, {self.sentences.true} sentences, {self.words.true} words, from raw text",
                *(getattr(self, k).line(name) for k, name in MEASURES.items()),
                *(f"{kind} word {word!r}: {n}" for kind, word, n in (self.mistakes if mistakes else ()))]


def evaluate(path: Path, language: TextParser, *, only: str | None = None, upper: bool = False) -> RawScores:
    """Scores a language model on the raw text of a CoNLL-U file (see `trees.evaluate`), a document at a time."""
    return score_raw(read_conllu(path, only), language, upper=upper)


def raw_text(sentences: Iterable[TreeSentence]) -> str:
    """The text that a treebank was made from."""
    out = ""
    for s in sentences:
        if out and s.paragraph:
            out = out.rstrip() + "\n\n"
        out += "".join(t.form + " " * t.space for t in s.tokens)
    return out.rstrip()


def score_raw(documents: Iterable[TreeDocument], language: TextParser, *, upper: bool = False) -> RawScores:
    """Scores a parser on raw text, each document by itself."""
    n: Counter[str] = Counter()
    mistakes: Counter[tuple[str, str]] = Counter()
    for document in documents:
        text = raw_text(document.sentences)
        parse = language.parse(capitals(text) if upper else text)
        n["documents"] += 1
        _score(document.sentences, text, parse, n, mistakes)
    scores = {k: Score(n[k], n["said sentences" if k == "sentences" else "said words"],
                       n["true sentences" if k == "sentences" else "true words"]) for k in MEASURES}
    most = sorted(mistakes.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return RawScores(n["documents"], **scores, mistakes=tuple((*kind, times) for kind, times in most))


def _score(sentences: Sequence[TreeSentence], text: str, parse: Parse, n: Counter[str],
           mistakes: Counter[tuple[str, str]]) -> None:
    before = [0, *itertools.accumulate(not c.isspace() for c in text)]  # characters before each offset, blanks left out
    places = [(before[w.start], before[w.end]) for w in parse.words]
    words = [w for s in sentences for w in s.words]
    same, bounds = _align(sentences, places)
    said_of = dict(same)
    first = 0
    for s in sentences:
        for at, gold in enumerate(s.words, first):
            if at in said_of:
                _compare(gold, first, said_of[at], said_of, parse, n)
        first += len(s.words)
    n["words"] += len(same)
    n["said words"] += len(parse.words)
    n["true words"] += len(words)
    n["sentences"] += len(bounds & {(before[s.start], before[s.end]) for s in parse.sentences})
    n["said sentences"] += len(parse.sentences)
    n["true sentences"] += len(bounds)
    right = set(said_of.values())
    mistakes.update(("missed", w.form) for at, w in enumerate(words) if at not in said_of)
    mistakes.update(("extra", w.text) for w in parse.words if w.index not in right)


def _compare(gold: TreeWord, first: int, at: int, said_of: dict[int, int], parse: Parse, n: Counter[str]) -> None:
    said = parse.words[at]
    head = said.head == (said_of.get(first + gold.head - 1) if gold.head else -1)
    n["upos"] += gold.upos in ("_", said.upos)
    n["uas"] += head
    n["las"] += head and main_label(gold.relation) == main_label(said.relation)


def _align(sentences: Iterable[TreeSentence], places: Sequence[Span]) -> tuple[list[tuple[int, int]], set[Span]]:
    """(gold word, said word) of each that is right, and where the gold sentences stand; both counted over the document."""
    index = {place: k for k, place in enumerate(places)}
    same: list[tuple[int, int]] = []
    bounds: set[Span] = set()
    at = first = 0
    for s in sentences:
        begin = at
        for token in s.tokens:
            end = at + _width(token.form)
            forms = [w.form for w in s.words[token.first : token.last]]
            golds = range(first + token.first, first + token.last)
            if "".join(forms).lower() == token.form.lower():
                ends = itertools.accumulate(map(_width, forms), initial=at)
                same += [(g, index[cut]) for g, cut in zip(golds, itertools.pairwise(ends), strict=True) if cut in index]
            else:
                inside = [k for k, (a, b) in enumerate(places) if at <= a and b <= end]
                whole = bool(inside) and (places[inside[0]][0], places[inside[-1]][1]) == (at, end)
                same += zip(golds, inside, strict=True) if whole and len(inside) == len(golds) else ()
            at = end
        first += len(s.words)
        bounds.add((begin, at))
    return same, bounds


def _width(form: str) -> int:
    """Characters without blanks."""
    return sum(not c.isspace() for c in form)
