# SPDX-License-Identifier: Apache-2.0
"""Scores how surely Sayso puts a claim forward, on given predicates: polarity, modality and certainty by the words around it,
with the stance and certainty of its innermost voice, as `sayso.claims.commitment` puts them together.

What of ours stands for what in a set (the reasons are in docs/evaluate.md):

- MEANTIME's certainty: ours probable is PROBABLE, possible POSSIBLE, unknown UNDERSPECIFIED; certain is POSSIBLE where the
  modality is possible, requested or threatened, else CERTAIN. Its polarity: no is NEG. Its time: planned, requested,
  threatened, possible are FUTURE, else NON_FUTURE.
- A label from -3 to 3 is open between -1 and 1, both included, else yes or no by its sign. Ours is open where the certainty
  is possible or unknown, where the modality is possible, requested or threatened, and where the innermost voice denies,
  doubts or declines; else it is the polarity. "certainty" is open or settled (yes or no); "polarity" is scored on what the
  labels settle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.claims.commitment import Commitment, around, commitment, cue_words, under
from sayso.errors import InputError, SaysoError
from sayso.evaluate.certainty import JudgedSentence, read_uds
from sayso.evaluate.conllu import BATCH
from sayso.evaluate.files import texts
from sayso.evaluate.meantime import FactualText, read_meantime
from sayso.evaluate.parsers import LayerParser, checked
from sayso.evaluate.score import share
from sayso.mentions.quotations import quoted_spans
from sayso.model import Json
from sayso.parse import Parse
from sayso.text import one_line, quote
from sayso.voices import frames

CUT = 1.0
"""On the scale that FactBank's values have since Stanovsky et al. 2017, certain is 3, probable 2, possible 1, unknown 0: a
label beyond 1 says more than "possible"."""

NOT_YET = {"requested", "threatened", "possible"}
"""Modalities that leave open whether it comes about; what is planned is announced."""

OPEN_STANCES = {"denies", "doubts", "declines"}


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: the share that is right, the share of the gold's most frequent value, and `model`, the share that the
    language model's own certainty has right, where it is asked. `table`: (gold, said, how many)."""

    name: str
    n: int
    right: float | None
    majority: float | None
    model: float | None
    table: tuple[tuple[str, str, int], ...]

    def to_dict(self) -> Json:
        """The attribute as data."""
        return {"n": self.n, "right": self.right, "majority": self.majority, "model": self.model,
                "table": [{"gold": g, "said": s, "n": n} for g, s, n in self.table]}

    def lines(self) -> list[str]:
        """The shares on one line; under it the table, a line for each gold value."""
        shown = {"right": self.right, "majority": self.majority, "model": self.model}
        shares = (f"{name} {value:.3f}" for name, value in shown.items() if value is not None)
        return [f"{self.name:11} {'  '.join(shares)}  ({self.n})", *table_lines(self.table)]


@dataclass(frozen=True, slots=True)
class CommitmentScores:
    """The scores of given predicates. `mistakes`: (attribute, gold, said, word, sentence, why), in the order of the texts."""

    sentences: int
    predicates: int
    attributes: tuple[Attribute, ...]
    mistakes: tuple[tuple[str, str, str, str, str, str], ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also each predicate that is not right."""
        out: Json = {"sentences": self.sentences, "predicates": self.predicates,
                     "attributes": {a.name: a.to_dict() for a in self.attributes}}
        names = ("attribute", "gold", "said", "word", "sentence", "why")
        return out | {"mistakes": [dict(zip(names, m, strict=True)) for m in self.mistakes]} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also each predicate that is not right."""
        wrong = (f"{name} {gold} read as {said}: {word!r} in {sentence!r}{f' ({why})' * bool(why)}"
                 for name, gold, said, word, sentence, why in (self.mistakes if mistakes else ()))
        return [*wrong, f"{self.sentences} sentences, {self.predicates} predicates",
                *(line for a in self.attributes for line in a.lines())]


@dataclass(frozen=True, slots=True)
class Judged:
    """One attribute of one predicate: gold, said, what the model's certainty says (None: not asked), and what it rests on."""

    attribute: str
    gold: str
    said: str
    model: str | None
    word: str
    sentence: str
    why: str


def evaluate(path: Path, language: LayerParser, *, only: str | None = None) -> CommitmentScores:
    """Scores a set: XML as MEANTIME has it, or JSON lines with labels from -3 to 3, told by what is in `path`; raises
    InputError."""
    kinds = {text.lstrip()[:1] for _, text in texts(path, (".xml", ".jsonl"), only)}
    if "<" not in kinds:
        return score_labels(read_uds(path), language)
    if kinds != {"<"}:
        raise InputError(f"{path}: XML beside other files.", "Give one set, or the files of one with --only.")
    return score_meantime(read_meantime(path, only), language)


def score_meantime(given: Sequence[FactualText], language: LayerParser) -> CommitmentScores:
    """Scores MEANTIME's attributes; an event of several words is the one of them that the others depend on."""
    rows: list[Judged] = []
    for text in given:
        sentences = [list(s) for s in text.sentences]
        parse = checked(language.parse_words([sentences], ("roles", "voices"))[0], sentences)
        heads = [_head(parse, e.words) for e in text.events]
        for e, at, (held, _) in zip(text.events, heads, held_for(parse, heads), strict=True):
            future = held.modality in NOT_YET | {"planned"}
            rows += [_judged(parse, at, "certainty", (e.certainty, as_meantime(held), None), held),
                     _judged(parse, at, "polarity", (e.polarity, "NEG" if held.polarity == "no" else "POS", None), held),
                     _judged(parse, at, "time", (e.time, "FUTURE" if future else "NON_FUTURE", None), held)]
    return _scores(sum(len(t.sentences) for t in given), rows)


def score_labels(given: Sequence[JudgedSentence], language: LayerParser) -> CommitmentScores:
    """Scores sentences with labels from -3 to 3, each a text of its own."""
    rows: list[Judged] = []
    for k in range(0, len(given), BATCH):
        batch = given[k : k + BATCH]
        labelled = [frozenset(at for at, _ in s.labels) for s in batch]
        parses = language.parse_words([[list(s.words)] for s in batch], ("roles", "voices"), labelled)
        for s, parse in zip(batch, parses, strict=True):
            for (at, label), (held, stance) in zip(s.labels, held_for(checked(parse, [s.words]), [a for a, _ in s.labels]),
                                                   strict=True):
                rows += _of_label(parse, at, label, held, stance)
    return _scores(len(given), rows)


def held_for(parse: Parse, indices: Sequence[int]) -> list[tuple[Commitment, str | None]]:
    """For each predicate how surely a claim on it would be put forward, and the innermost voice's stance, None without a
    voice."""
    voices = frames(parse)
    cues = cue_words(parse, voices)
    scare = quoted_spans(parse, short=True)
    out = []
    for at in indices:
        heard = around(parse, voices, at)
        held = under(parse, commitment(parse, at, cues), parse.words[at].span, heard, scare)
        out.append((held, heard[0].stance if heard else None))
    return out


def as_meantime(held: Commitment) -> str:
    """Ours as MEANTIME's certainty."""
    if held.certainty == "certain":
        return "POSSIBLE" if held.modality in NOT_YET else "CERTAIN"
    return {"probable": "PROBABLE", "possible": "POSSIBLE", "unknown": "UNDERSPECIFIED"}[held.certainty]


def as_settled(held: Commitment, stance: str | None) -> str:
    """Ours as yes, no or open."""
    if held.certainty in {"possible", "unknown"} or held.modality in NOT_YET or stance in OPEN_STANCES:
        return "open"
    return held.polarity


def settled(label: float) -> str:
    """A label from -3 to 3 as yes, no or open."""
    return "yes" if label > CUT else "no" if label < -CUT else "open"


def table_lines(table: Iterable[tuple[str, str, int]]) -> list[str]:
    """A confusion table as text: a line for each gold value, most frequent first, with what was said for it."""
    rows: dict[str, list[tuple[str, int]]] = {}
    for gold, said, n in table:
        rows.setdefault(gold, []).append((said, n))
    ranked = sorted(rows.items(), key=lambda row: -sum(n for _, n in row[1]))
    return [f"  {gold}: {', '.join(f'{said} {n}' for said, n in sorted(found, key=lambda x: (x[0] != gold, -x[1], x[0])))}"
            for gold, found in ranked]


def majority(gold: Iterable[str]) -> float | None:
    """The share of the most frequent value; None of nothing."""
    counts = Counter(gold)
    return share(max(counts.values(), default=0), counts.total())


def _of_label(parse: Parse, at: int, label: float, held: Commitment, stance: str | None) -> list[Judged]:
    certainty = parse.words[at].certainty
    if certainty is None:
        raise SaysoError(f"The parser says nothing of how certain {parse.words[at].text!r} is.",
                         "This is an error in Sayso: please report it.")
    gold, said, model = settled(label), as_settled(held, stance), settled(certainty)
    half = {"yes": "settled", "no": "settled", "open": "open"}
    out = [_judged(parse, at, "class", (gold, said, model), held),
           _judged(parse, at, "certainty", (half[gold], half[said], half[model]), held)]
    if gold != "open":
        out.append(_judged(parse, at, "polarity", (gold, held.polarity, "no" if certainty < 0 else "yes"), held))
    return out


def _judged(parse: Parse, at: int, name: str, values: tuple[str, str, str | None], held: Commitment) -> Judged:
    sentence = one_line(quote(parse.text, parse.sentence_of(at).span))
    return Judged(name, *values, parse.words[at].text, sentence, "; ".join(held.why))


def _head(parse: Parse, words: Sequence[int]) -> int:
    return next((i for i in words if parse.words[i].head not in words), words[0])


def _scores(sentences: int, rows: Sequence[Judged]) -> CommitmentScores:
    if not rows:
        raise InputError("No predicate of the set is judged.", "Give MEANTIME's XML, or JSON lines with labels.")
    named: dict[str, list[Judged]] = {}
    for r in rows:
        named.setdefault(r.attribute, []).append(r)
    attributes = tuple(_attribute(name, found) for name, found in named.items())
    wrong = tuple((r.attribute, r.gold, r.said, r.word, r.sentence, r.why) for r in rows if r.gold != r.said)
    return CommitmentScores(sentences, max(a.n for a in attributes), attributes, wrong)


def _attribute(name: str, rows: Sequence[Judged]) -> Attribute:
    asked = all(r.model is not None for r in rows)
    table = Counter((r.gold, r.said) for r in rows)
    return Attribute(name, len(rows), share(sum(r.said == r.gold for r in rows), len(rows)), majority(r.gold for r in rows),
                     share(sum(r.model == r.gold for r in rows), len(rows)) if asked else None,
                     tuple((*pair, n) for pair, n in sorted(table.items())))
