# SPDX-License-Identifier: Apache-2.0
"""Scores the names that the language model finds against other people's name sets: PER, LOC, ORG, and all three together.

Where a set gives tokens, a name is right if first token, last token and type are. Where it gives offsets into a raw
text, a name is right if it overlaps one of its type, one to one, since words and edges are then drawn differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.offsets import CharName, MarkedText, is_marked_folder, read_marked
from sayso.evaluate.parsers import TextParser, WordParser, capitals, checked
from sayso.evaluate.score import Score
from sayso.evaluate.tagged import Name, TaggedSentence, Types, names_of, read_tagged
from sayso.model import Json
from sayso.parse import Parse, Word
from sayso.text import one_line, overlap

TYPES = ("PER", "LOC", "ORG")

LAYERS = ("names", "phrases")
"""What may be scored: the names of the model, or its names and descriptions (`Word.phrase`)."""

PHRASES = {"PERSON": "PER", "LOCATION": "LOC", "ORGANISATION": "ORG"}


@dataclass(frozen=True, slots=True)
class EntityScores:
    """Scores by type and for all. `match`: exact or overlap. `mistakes`: (missed or extra, type, words, how often), the most
    frequent first."""

    match: str
    documents: int
    names: int
    types: tuple[tuple[str, Score], ...]
    micro: Score
    mistakes: tuple[tuple[str, str, str, int], ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also the names missed and the names too many."""
        out: Json = {"match": self.match, "documents": self.documents, "names": self.names,
                     "types": {t: s.to_dict() for t, s in self.types}, "micro": self.micro.to_dict()}
        listed = [{"kind": k, "type": t, "words": w, "n": n} for k, t, w, n in self.mistakes]
        return out | {"mistakes": listed} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also the names missed and the names too many."""
        return [*(f"{t} {w!r}: {k}" + (f", {n} times" if n > 1 else "") for k, t, w, n in (self.mistakes if mistakes else ())),
                f"{self.documents} documents, {self.names} names, {self.match} match",
                *(score.line(t) for t, score in self.types), self.micro.line("all")]


def evaluate(path: Path, language: TextParser, *, column: int | None = None, types: Types | None = None,
             only: str | None = None, upper: bool = False, layer: str = "names") -> EntityScores:
    """Scores a language model on a name set: tagged tokens (a file, .xz, .tar.xz, a folder) or a folder in the layout of re3d.

    `column` is that of the tags, counted from 1, where it cannot be told; `types` says what further types are in ours; `only`
    is a regular expression for the files of a folder or archive; `upper` gives the model all in capitals; `layer` is
    one of LAYERS. Raises InputError.
    """
    if layer not in LAYERS:
        raise InputError(f"{layer!r} is no layer that can be scored.", f"Say {' or '.join(LAYERS)}.")
    if not path.exists():
        raise InputError(f"{path}: no such file.", "Check the path.")
    if is_marked_folder(path):
        return score_texts(read_marked(path, types, only), language, upper=upper, layer=layer)
    return score_tagged(read_tagged(path, column, types, only), language, upper=upper, layer=layer)


class _Tally:
    """Counts while a set is scored."""

    def __init__(self) -> None:
        self.hit: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.true: Counter[str] = Counter()
        self.mistakes: Counter[tuple[str, str, str]] = Counter()

    def scores(self, match: str, documents: int) -> EntityScores:
        """The scores of what was counted."""
        types = tuple((t, Score(self.hit[t], self.said[t], self.true[t])) for t in TYPES)
        micro = Score(self.hit.total(), self.said.total(), self.true.total())
        most = sorted(self.mistakes.items(), key=lambda item: (-item[1], item[0]))
        return EntityScores(match, documents, self.true.total(), types, micro, tuple((*kind, n) for kind, n in most))


def score_tagged(documents: Iterable[Sequence[TaggedSentence]], language: WordParser, *, upper: bool = False,
                 layer: str = "names") -> EntityScores:
    """Exact match on given tokens. Raises SaysoError where the parser does not give one word for each of them."""
    tally, count = _Tally(), 0
    for count, document in enumerate(documents, 1):  # noqa: B007 - the count is used after the loop
        given = [[capitals(t) if upper else t for t in s.tokens] for s in document]
        parse = checked(language.parse_words([given])[0], given)
        first = 0
        for sentence in document:
            tags = _tags(parse.words[first : first + len(sentence.tokens)], layer)
            first += len(sentence.tokens)
            _compare(set(sentence.names), {n for n in names_of(tags) if n[2] in TYPES}, sentence.tokens, tally)
    return tally.scores("exact", count)


def _compare(true: set[Name], said: set[Name], tokens: Sequence[str], tally: _Tally) -> None:
    tally.true.update(n[2] for n in true)
    tally.said.update(n[2] for n in said)
    tally.hit.update(n[2] for n in true & said)
    for kind, names in (("missed", true - said), ("extra", said - true)):
        tally.mistakes.update((kind, t, " ".join(tokens[a:b])) for a, b, t in names)


def score_texts(texts: Iterable[MarkedText], language: TextParser, *, upper: bool = False,
                layer: str = "names") -> EntityScores:
    """Overlap match on raw texts."""
    tally, count = _Tally(), 0
    for count, marked in enumerate(texts, 1):  # noqa: B007 - the count is used after the loop
        said = char_names(language.parse(capitals(marked.text) if upper else marked.text), layer)
        hits = _overlapping(marked.names, said)
        tally.true.update(n[2] for n in marked.names)
        tally.said.update(n[2] for n in said)
        tally.hit.update(n[2] for n, _ in hits)
        missed = set(marked.names) - {n for n, _ in hits}
        extra = set(said) - {n for _, n in hits}
        for kind, names in (("missed", missed), ("extra", extra)):
            tally.mistakes.update((kind, t, one_line(marked.text[a:b])) for a, b, t in names)
    return tally.scores("overlap", count)


def char_names(parse: Parse, layer: str = "names") -> tuple[CharName, ...]:
    """The names of a parse, or its phrases, in code points; none goes on across the end of a sentence."""
    out = []
    for s in parse.sentences:
        words = parse.words[s.first : s.last]
        found = names_of(_tags(words, layer))
        out += [(words[a].start, words[b - 1].end, t) for a, b, t in found if t in TYPES]
    return tuple(out)


def _tags(words: Sequence[Word], layer: str) -> list[str]:
    if layer == "names":
        return [w.entity for w in words]
    cut = [w.phrase.partition("-") for w in words]
    return [f"{mark}-{PHRASES[kind]}" if kind in PHRASES else "O" for mark, _, kind in cut]


def _overlapping(true: Sequence[CharName], said: Sequence[CharName]) -> list[tuple[CharName, CharName]]:
    """One-to-one pairs of one type that share text, longest shared part first; of equal ones those that come first."""
    options = sorted((-shared, a, b) for a in true for b in said
                     if a[2] == b[2] and (shared := overlap((a[0], a[1]), (b[0], b[1]))))
    pairs: list[tuple[CharName, CharName]] = []
    taken: set[tuple[str, CharName]] = set()
    for _, a, b in options:
        if ("true", a) not in taken and ("said", b) not in taken:
            taken |= {("true", a), ("said", b)}
            pairs.append((a, b))
    return pairs
