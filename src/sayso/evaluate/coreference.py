# SPDX-License-Identifier: Apache-2.0
"""Scores which phrases speak of the same thing against documents with chains, on gold words.

A mention is right if first and last word are. Sums over all documents, then P, R and F1 (`clusters`). Where the gold has no
chain of one at all (CoNLL-2012's scheme leaves them out), the said ones are left out too, else all count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.chains import ChainedText, read_chains
from sayso.evaluate.clusters import Chain, Measure, b_cubed, ceaf_e, muc
from sayso.evaluate.parsers import LayerParser, checked
from sayso.evaluate.score import Score
from sayso.evaluate.trees import MOST
from sayso.model import Json
from sayso.text import Span

MEASURES = {"muc": "MUC", "b_cubed": "B³", "ceaf_e": "CEAF-e"}


@dataclass(frozen=True, slots=True)
class CoreferenceScores:
    """`conll` is the mean F1 of the three measures; `singletons`: chains of one count. `mistakes`: (missed or extra, mention,
    how often), the most frequent first."""

    documents: int
    singletons: bool
    mentions: Score
    muc: Measure
    b_cubed: Measure
    ceaf_e: Measure
    mistakes: tuple[tuple[str, str, int], ...]

    @property
    def conll(self) -> float:
        """The mean F1 of MUC, B³ and CEAF-e."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also the mentions missed and the mentions too many."""
        out: Json = {"documents": self.documents, "singletons": self.singletons, "mentions": self.mentions.to_dict(),
                     **{k: getattr(self, k).to_dict() for k in MEASURES}, "conll": round(self.conll, 4)}
        return out | {"mistakes": [{"kind": k, "words": w, "n": n} for k, w, n in self.mistakes]} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also the mentions missed and the mentions too many."""
        return [*(f"{kind} {words!r}: {n}" for kind, words, n in (self.mistakes if mistakes else ())),
                f"{self.documents} documents, {self.mentions.true} mentions, chains of one "
                f"{'count' if self.singletons else 'left out'}",
                self.mentions.line("mentions"), *(getattr(self, k).line(name) for k, name in MEASURES.items()),
                f"{'CoNLL F1':11} {self.conll:.3f}"]


def evaluate(path: Path, language: LayerParser, *, only: str | None = None, documents: Path | None = None,
             part: str | None = None) -> CoreferenceScores:
    """Scores a language model on GUM's CoNLL-U or on CoNLL-2012 columns; `only`, `documents` and `part` choose documents
    (`chains.read_chains`). Raises InputError."""
    return score_coreference(read_chains(path, only, documents, part), language)


def score_coreference(documents: Sequence[ChainedText], language: LayerParser) -> CoreferenceScores:
    """Scores a parser on gold words and sentences."""
    singletons = any(len(chain) == 1 for d in documents for chain in d.chains)
    n: Counter[str] = Counter()
    measures = {k: Measure() for k in MEASURES}
    mistakes: Counter[tuple[str, str]] = Counter()
    for d in documents:
        given = [list(s) for s in d.sentences]
        parse = checked(language.parse_words([given], ("coreference",))[0], given)
        gold: list[Chain] = [frozenset(chain) for chain in d.chains]
        said = _clean(((r.first, r.last) for r in chain) for chain in parse.chains)
        said = [chain for chain in said if singletons or len(chain) > 1]
        true_mentions, said_mentions = frozenset[Span]().union(*gold), frozenset[Span]().union(*said)
        n["hit"] += len(true_mentions & said_mentions)
        n["said"] += len(said_mentions)
        n["true"] += len(true_mentions)
        for k, measure in (("muc", muc), ("b_cubed", b_cubed), ("ceaf_e", ceaf_e)):
            measures[k] += measure(gold, said)
        words = [f for s in given for f in s]
        for kind, mentions in (("missed", true_mentions - said_mentions), ("extra", said_mentions - true_mentions)):
            mistakes.update((kind, " ".join(words[m[0] : m[1]]).lower()) for m in mentions)
    most = sorted(mistakes.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return CoreferenceScores(len(documents), singletons, Score(n["hit"], n["said"], n["true"]), **measures,
                             mistakes=tuple((*kind, times) for kind, times in most))


def _clean(chains: Iterable[Iterable[Span]]) -> list[Chain]:
    """Chains without mentions that an earlier one has."""
    taken: set[Span] = set()
    out: list[Chain] = []
    for chain in chains:
        kept = frozenset(m for m in chain if m not in taken)
        taken |= kept
        if kept:
            out.append(kept)
    return out
