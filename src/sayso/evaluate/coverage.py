# SPDX-License-Identifier: Apache-2.0
"""Which share of the conflict-like predicates of running reports a codebook covers, and which words it lacks.

A predicate is conflict-like by its PropBank sense, as the language model gives it, through the links of PropBank's senses to
FrameNet and VerbNet (data/conflict_senses.tsv; docs/decisions/0012): no word of any codebook is asked. It counts if somebody
takes part in it: a person, people, a group, state, organisation, place or facility heads one of its arguments.

What becomes of it: it is the trigger of a claim; part of a claim (its filler, or in its time: "killed in a raid"); the cue of
a voice ("warned that"); held back, where the codebook has the word and no claim comes of it; or lacking.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TypeVar

from sayso.claims.triggers import candidates
from sayso.codebook import Codebook
from sayso.evaluate.heads import heads_of
from sayso.evaluate.score import share
from sayso.mentions import Mentions, find
from sayso.model import Claim, Json, Report
from sayso.parse import Parse, Word
from sayso.pipeline import Reader
from sayso.text import Span, many, one_line, overlap

CLAIM, PART, VOICE, HELD, LACKING = FATES = ("claim", "part", "voice", "held back", "lacking")
"""What may become of a predicate, the first that is so."""

UNCODED = (HELD, LACKING)

PARTICIPANTS = {"person", "people", "group", "state", "organisation", "place", "facility"}
"""Types of entity one of which must take part: without one it is a storm, a market, a record."""

LABELS = {"ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "ARG5", "ARGM-LOC"}

SEED = 12
"""Of the draw of a sample: the same at each run."""

T = TypeVar("T")

SAMPLES, WHOLE = 5, 8
"""How many sentences are kept for a word; from how many words on one tells enough."""

LONGEST = 240
"""Code points of a sample sentence, cut around its word: more does not fit on a screen's few lines."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """One conflict-like predicate: its word, sense and kind, its fate of FATES, and the words around it, itself in brackets."""

    lemma: str
    upos: str
    sense: str
    kind: str
    fate: str
    report: str
    words: str


@dataclass(frozen=True, slots=True)
class Lack:
    """A word that stands without a code: how often, how often of all its uses in this sense, and sentences with it."""

    lemma: str
    upos: str
    sense: str
    kind: str
    fate: str
    n: int
    of: int
    samples: tuple[str, ...]

    def to_dict(self) -> Json:
        """The word as data."""
        return {"lemma": self.lemma, "upos": self.upos, "sense": self.sense, "kind": self.kind, "fate": self.fate, "n": self.n,
                "of": self.of, "samples": list(self.samples)}

    def line(self) -> str:
        """The word on one line."""
        return (f"{self.n:4} of {self.of:<4} {self.lemma} ({self.upos.lower()}, {self.sense}, {self.kind}), {self.fate}: "
                f"{self.samples[0]}")


@dataclass(frozen=True, slots=True)
class Coverage:
    """`kinds`: how many predicates of each kind have which fate; `lacks`: words without a code, the most frequent first."""

    reports: int
    kinds: tuple[tuple[str, Mapping[str, int]], ...]
    lacks: tuple[Lack, ...]

    @property
    def all(self) -> Mapping[str, int]:
        """How many predicates have which fate."""
        return {fate: sum(n[fate] for _, n in self.kinds) for fate in FATES}

    def to_dict(self) -> Json:
        """The coverage as data."""
        return {"reports": self.reports, **_fates(self.all), "kinds": {kind: _fates(n) for kind, n in self.kinds},
                "lacks": [lack.to_dict() for lack in self.lacks]}

    def lines(self, top: int) -> list[str]:
        """The coverage as text, with the `top` words that lack a code."""
        out = [f"{many(self.reports, 'report')}, {many(sum(self.all.values()), 'predicate')}; "
               f"without a code {_uncoded(self.all)}",
               f"{'':11} {'n':>6} {'uncoded':>8}" + "".join(f"{fate:>11}" for fate in FATES)]
        for kind, n in (*self.kinds, ("all", self.all)):
            out.append(f"{kind:11} {sum(n.values()):6} {_uncoded(n):8.3f}" + "".join(f"{n[fate]:11}" for fate in FATES))
        return [*out, "", *(lack.line() for lack in self.lacks[:top])]


def score(reports: int, predicates: Iterable[Predicate]) -> Coverage:
    """The coverage of the predicates of so many reports."""
    predicates = list(predicates)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    uses = Counter((p.lemma, p.upos, p.sense) for p in predicates)
    without: dict[tuple[str, str, str], list[Predicate]] = defaultdict(list)
    for p in predicates:
        kinds[p.kind][p.fate] += 1
        if p.fate in UNCODED:
            without[p.lemma, p.upos, p.sense].append(p)
    lacks = [Lack(*key, found[0].kind, Counter(p.fate for p in found).most_common(1)[0][0], len(found), uses[key],
                  _samples(found)) for key, found in without.items()]
    lacks.sort(key=lambda lack: (-lack.n, lack.lemma, lack.sense))
    order = sorted(kinds, key=lambda kind: (-kinds[kind].total(), kind))
    return Coverage(reports, tuple((kind, MappingProxyType({f: kinds[kind][f] for f in FATES})) for kind in order),
                    tuple(lacks))


def _samples(found: Iterable[Predicate]) -> tuple[str, ...]:
    """Up to SAMPLES of the words around, one a report, those of a whole sentence before headings and scraps."""
    first: dict[str, str] = {}
    for p in sorted(found, key=lambda p: len(p.words.split()) < WHOLE):
        first.setdefault(p.report, p.words)
    return tuple(first.values())[:SAMPLES]


def predicates(report: Report, reader: Reader) -> list[Predicate]:
    """The conflict-like predicates of a report in text order, with what becomes of each by the reader's codebook."""
    parse = reader.parse(report)
    found = list(_conflict_like(parse, find(parse, report)))
    if not found:
        return []
    reading = reader.read(report, parse)
    triggers = [c.trigger for c in reading.claims]
    parts = [span for c in reading.claims for span in _parts(parse, c)]
    cues = [v.cue for v in reading.voices]
    held = {c.index for options in candidates(parse, reader.codebook) for c in options}

    def fate(w: Word) -> str:
        for name, spans in ((CLAIM, triggers), (PART, parts), (VOICE, cues)):
            if any(overlap(w.span, s) for s in spans):
                return name
        return HELD if w.index in held or _has(reader.codebook, w) else LACKING

    return [Predicate(w.lemma.lower(), w.upos, w.sense, kind, fate(w), report.stem, _around(parse, w)) for w, kind in found]


def drawn(items: Iterable[T], sample: int | None) -> Iterator[T]:
    """All items; with `sample` so many of them, drawn alike from the whole (Vitter 1985, algorithm R), in their order. The same
    items give the same draw."""
    if sample is None:
        yield from items
        return
    chance = random.Random(SEED)
    kept: list[tuple[int, T]] = []
    for k, item in enumerate(items):
        if k < sample:
            kept.append((k, item))
        elif (at := chance.randrange(k + 1)) < sample:
            kept[at] = (k, item)
    yield from (item for _, item in sorted(kept, key=lambda pair: pair[0]))


@cache
def senses() -> Mapping[str, str]:
    """The kind of each conflict-like PropBank sense."""
    text = resources.files("sayso.evaluate").joinpath("data/conflict_senses.tsv").read_text(encoding="utf-8")
    rows = ((line.split("\t")[0], line.split("\t")[1]) for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType(dict(rows))


def _conflict_like(parse: Parse, mentions: Mentions) -> Iterator[tuple[Word, str]]:
    """The verbs and nouns that no name holds, are of a conflict-like sense, and have a participant."""
    types = {e.id: e.type for e in mentions.entities}
    who = {head for head, (ident, _) in mentions.by_head.items() if types[ident] in PARTICIPANTS}
    taking = {a.predicate for a in parse.arguments if a.label in LABELS and a.head in who}
    for w in parse.words:
        if w.upos in {"VERB", "NOUN"} and w.entity == "O" and w.index in taking and (kind := senses().get(w.sense)):
            yield w, kind


def _parts(parse: Parse, claim: Claim) -> Iterator[Span]:
    """Where the heads of a claim's fillers and the words of its time stand."""
    for f in (f for fillers in claim.roles.values() for f in fillers):
        yield from (parse.words[i].span for i in heads_of(parse, f.span))
    if claim.when:
        yield claim.when.span


def _has(codebook: Codebook, w: Word) -> bool:
    """Whether the codebook has a pattern of this word alone: then the claim was held back by a word beside it (`unless`)."""
    entries = codebook.verbs if w.upos == "VERB" else codebook.nouns
    return any(len(words) == 1 for key in (w.lemma.lower(), w.lower) for _, _, words in entries.get(key, ()))


def _around(parse: Parse, w: Word) -> str:
    """The word's sentence on one line, cut to LONGEST around it, the word in brackets."""
    sentence, room = parse.sentence_of(w.index), (LONGEST - len(w.text)) // 2
    start, end = max(sentence.start, w.start - room), min(sentence.end, w.end + room)
    before, after = parse.text[start : w.start], parse.text[w.end : end]
    cut = "…" if start > sentence.start else "", "…" if end < sentence.end else ""
    return one_line(f"{cut[0]}{before}[{w.text}]{after}{cut[1]}")


def _fates(n: Mapping[str, int]) -> Json:
    return {"n": sum(n.values()), "coded": round(1 - _uncoded(n), 4), "uncoded": _uncoded(n), **n}


def _uncoded(n: Mapping[str, int]) -> float:
    """The share without a code; 0 of none."""
    return share(sum(n[fate] for fate in UNCODED), sum(n.values())) or 0.0
