# SPDX-License-Identifier: Apache-2.0
"""Scores the arguments and senses of predicates against PropBank; the gold predicates are given.

An argument is a head word and a label. With trees, the gold head is found in the gold tree (`propbank.head_of`) and must be the
one said. Without, a said argument is right if its head word lies in a part of a gold argument of the same label; each gold
argument is matched once, words from left to right, the one that ends first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.conllu import TreeSentence, read_conllu
from sayso.evaluate.parsers import LayerParser, checked
from sayso.evaluate.propbank import FramedSentence, head_of, read_propbank
from sayso.evaluate.score import Score, share
from sayso.evaluate.trees import MOST
from sayso.model import Json
from sayso.parse import Parse

FREQUENT = 0.01
"""Labels are listed from this share of all gold arguments on: rarer ones swing by chance."""

Trees = Mapping[str, TreeSentence]
"""sent_id → its gold tree."""

Argument = tuple[int, str, frozenset[int]]
"""A gold argument: predicate, label, the words of which one is to be its head; word indices of the document."""


@dataclass(frozen=True, slots=True)
class RoleScores:
    """Scores of arguments: all, those with a number (ARG0 to ARG5), by label; `senses`: share of rolesets right. `mistakes`:
    (gold label or "-", said label or "-", how often), the most frequent first. `with_tree`: sentences with a gold tree."""

    documents: int
    sentences: int
    with_tree: int
    predicates: int
    micro: Score
    numbered: Score
    labels: tuple[tuple[str, Score], ...]
    senses: float | None
    mistakes: tuple[tuple[str, str, int], ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also what was taken for what."""
        out: Json = {"documents": self.documents, "sentences": self.sentences, "with_tree": self.with_tree,
                     "predicates": self.predicates, "micro": self.micro.to_dict(), "numbered": self.numbered.to_dict(),
                     "labels": {label: s.to_dict() for label, s in self.labels}, "senses": self.senses}
        return out | {"mistakes": [{"gold": g, "said": s, "n": n} for g, s, n in self.mistakes]} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also what was taken for what."""
        return [*(f"{g} read as {s}: {n}" for g, s, n in (self.mistakes if mistakes else ())),
                f"{self.documents} documents, {self.sentences} sentences ({self.with_tree} with a gold tree), "
                f"{self.predicates} predicates, {self.micro.true} arguments",
                *(score.line(label) for label, score in self.labels), self.numbered.line("ARG0-ARG5"), self.micro.line("all"),
                f"{'rolesets':11} {'-' if self.senses is None else format(self.senses, '.3f')}"]


def evaluate(path: Path, language: LayerParser, *, part: str | None = None, trees: Path | None = None) -> RoleScores:
    """Scores a language model on PropBank (JSON lines), the split `part` only; `trees` is a CoNLL-U file with trees of the same
    sentences. Raises InputError."""
    found = {s.id: s for d in read_conllu(trees) for s in d.sentences if s.id} if trees else {}
    scores = score_roles(read_propbank(path, part), language, found)
    if trees and not scores.with_tree:
        raise InputError(f"{trees}: no tree of a sentence that is scored.", "Give the CoNLL-U file of the same split.")
    return scores


def score_roles(documents: Iterable[Sequence[FramedSentence]], language: LayerParser, trees: Trees) -> RoleScores:
    """Scores a parser on gold words and predicates; a sentence without a gold tree of the same words is matched by spans."""
    n: Counter[str] = Counter()
    true: Counter[str] = Counter()
    said: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    mistakes: Counter[tuple[str, str]] = Counter()
    for document in documents:
        gold: list[Argument] = []
        senses: dict[int, str] = {}
        first = 0
        for s in document:
            tree = trees.get(s.id)
            if tree is not None and tuple(tree.forms) != s.words:
                tree = None
            n["with tree"] += tree is not None
            gold += _arguments(s, first, tree)
            senses |= {first + f.predicate: f.roleset for f in s.frames}
            first += len(s.words)
        given = [list(s.words) for s in document]
        parse = checked(language.parse_words([given], ("roles",), [frozenset(senses)])[0], given)
        n["documents"] += 1
        n["sentences"] += len(document)
        n["predicates"] += len(senses)
        n["senses"] += sum(parse.words[at].sense == roleset for at, roleset in senses.items())
        true.update(label for _, label, _ in gold)
        said.update(a.label for a in parse.arguments)
        _match(gold, parse, hit, mistakes)
    every = {label: Score(hit[label], said[label], true[label]) for label in sorted(true.keys() | said.keys())}
    numbered = [score for label, score in every.items() if label[:3] == "ARG" and not label.startswith("ARGM")]
    most = sorted(mistakes.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return RoleScores(n["documents"], n["sentences"], n["with tree"], n["predicates"], _sum(every.values()), _sum(numbered),
                      tuple((label, s) for label, s in every.items() if s.true and s.true >= FREQUENT * true.total()),
                      share(n["senses"], n["predicates"]), tuple((*kind, times) for kind, times in most))


def _sum(scores: Iterable[Score]) -> Score:
    rows = list(scores)
    return Score(sum(s.hit for s in rows), sum(s.said for s in rows), sum(s.true for s in rows))


def _arguments(s: FramedSentence, first: int, tree: TreeSentence | None) -> list[Argument]:
    out = []
    for f in s.frames:
        for a in f.arguments:
            words = [head_of(a, f.predicate, tree)] if tree is not None else [i for x, y in a.parts for i in range(x, y)]
            out.append((first + f.predicate, a.label, frozenset(first + i for i in words)))
    return out


def _match(gold: Sequence[Argument], parse: Parse, hit: Counter[str], mistakes: Counter[tuple[str, str]]) -> None:
    """Counts the hits, then pairs what is left over by head word alone, to tell wrong labels from what is missed."""
    open_gold = sorted(gold, key=lambda a: (max(a[2]), a[1]))
    open_said = sorted((a.predicate, a.head, a.label) for a in parse.arguments)
    for same_label in (True, False):
        left = []
        for predicate, head, label in open_said:
            found = next((a for a in open_gold
                          if a[0] == predicate and head in a[2] and (a[1] == label or not same_label)), None)
            if found is None:
                left.append((predicate, head, label))
                continue
            open_gold.remove(found)
            if same_label:
                hit[label] += 1
            else:
                mistakes[found[1], label] += 1
        open_said = left
    mistakes.update((label, "-") for _, label, _ in open_gold)
    mistakes.update(("-", label) for _, _, label in open_said)
