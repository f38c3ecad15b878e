# SPDX-License-Identifier: Apache-2.0
"""Scores how sure a text leaves each event against UDS-IH2 (White et al. 2016, Rudinger et al. 2018): labels from -3 to 3.

The gold predicates are given. Pearson's r and the mean absolute error are over all of them; a sign is right if it is the
label's, labels of exactly 0 left out.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError, SaysoError
from sayso.evaluate.conllu import BATCH
from sayso.evaluate.files import objects, texts
from sayso.evaluate.parsers import LayerParser, checked
from sayso.evaluate.score import share
from sayso.evaluate.trees import MOST
from sayso.model import Json

LARGEST = 3.0
"""The end of the scale."""


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """Words, and (index of a predicate, label from -3 to 3)."""

    words: tuple[str, ...]
    labels: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class CertaintyScores:
    """`r` is None where either side is all alike; `signs` where every label is 0. `mistakes`: (word, label, said), the largest
    first."""

    sentences: int
    predicates: int
    r: float | None
    error: float
    signs: float | None
    mistakes: tuple[tuple[str, float, float], ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also the largest ones."""
        out: Json = {"sentences": self.sentences, "predicates": self.predicates, "r": self.r, "error": self.error,
                     "signs": self.signs}
        return out | {"mistakes": [{"word": w, "gold": g, "said": s} for w, g, s in self.mistakes]} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also the largest ones."""
        shown = {"Pearson's r": self.r, "mean error": self.error, "signs right": self.signs}
        return [*(f"{word!r}: {gold:+.2f} read as {said:+.2f}" for word, gold, said in (self.mistakes if mistakes else ())),
                f"{self.sentences} sentences, {self.predicates} predicates",
                *(f"{name:11} {'-' if value is None else format(value, '.3f')}" for name, value in shown.items())]


def evaluate(path: Path, language: LayerParser) -> CertaintyScores:
    """Scores a language model on a file in the layout of UDS-IH2 (JSON lines); raises InputError."""
    return score_certainty(read_uds(path), language)


def read_uds(path: Path) -> list[JudgedSentence]:
    """Sentences of `text` (words with blanks between them) and `targets` with `span1` [from word, to word) and `label`.

    Raises InputError for a line of another kind.
    """
    out = []
    for name, text in texts(path, (".jsonl",)):
        for where, row in objects(name, text):
            try:
                words = tuple(row["text"].split(" "))
                labels = tuple((int(t["span1"][0]), float(t["label"])) for t in row["targets"])
            except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                raise InputError(f"{where}: no sentence with labels ({error}).",
                                 'Give "text" and "targets" with "span1" and "label".') from error
            if not all(0 <= at < len(words) and abs(label) <= LARGEST for at, label in labels):
                raise InputError(f"{where}: a target outside the text, or a label outside -3 to 3.", "Check the file.")
            out.append(JudgedSentence(words, labels))
    if not out:
        raise InputError(f"{path}: no sentence in it.", "Give JSON lines as UDS-IH2 has them.")
    return out


def score_certainty(sentences: Sequence[JudgedSentence], language: LayerParser) -> CertaintyScores:
    """Scores a parser; sentences go to it many at a time, as they stand in the file."""
    rows: list[tuple[str, float, float]] = []
    for k in range(0, len(sentences), BATCH):
        rows += _judge(sentences[k : k + BATCH], language)
    gold, said = [g for _, g, _ in rows], [s for _, _, s in rows]
    if not rows:
        raise InputError("No predicate in the file has a label.", "Give JSON lines as UDS-IH2 has them.")
    varied = len(set(gold)) > 1 and len(set(said)) > 1
    signed = [(g, s) for g, s in zip(gold, said, strict=True) if g]
    most = sorted(rows, key=lambda row: (-abs(row[1] - row[2]), row))[:MOST]
    return CertaintyScores(len(sentences), len(rows), round(statistics.correlation(gold, said), 4) if varied else None,
                           round(statistics.fmean(abs(g - s) for g, s in zip(gold, said, strict=True)), 4),
                           share(sum(g * s > 0 for g, s in signed), len(signed)), tuple(most))


def _judge(batch: Sequence[JudgedSentence], language: LayerParser) -> Iterable[tuple[str, float, float]]:
    given = [list(s.words) for s in batch]
    labels: dict[int, float] = {}
    first = 0
    for s in batch:
        labels |= {first + at: label for at, label in s.labels}
        first += len(s.words)
    parse = checked(language.parse_words([given], ("roles",), [frozenset(labels)])[0], given)
    for at, label in labels.items():
        word = parse.words[at]
        if word.certainty is None:
            raise SaysoError(f"The parser says nothing of how certain {word.text!r} is.",
                             "This is an error in Sayso: please report it.")
        yield word.text, label, word.certainty
