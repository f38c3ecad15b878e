# SPDX-License-Identifier: Apache-2.0
"""The lexicon of cues: words that bring in a voice, read from data/cues/*.yaml, one file a stance, one line a cue.

Each line says where what is said may stand (`takes`), where the addressee does (`to`), and where the word stands in public
lexica (`links`: PropBank's roleset, VerbNet's class, FrameNet's frame). Its `example` is a test (tests/voices).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

PARTS = ("verb", "noun", "adjective", "preposition")


@dataclass(frozen=True, slots=True)
class Cue:
    """One word or phrase. `words`: lemma of the head first, then what must stand near it. `takes`: clause (with "finite" no
    infinitive for it), inserted (it may stand beside or inside what is said), infinitive, object, naming
    (an object and its name: "called it a crime"), or prepositions ("of").
    `basis`: how the source knows, where the cue says it: witnessed, told, inferred. `distance`: the outlet keeps what is said
    at arm's length. `by`: the only kind of source that has it (a leaflet reads). `unless`: words with which it means something
    else (make sure, in charge). `objects`: "said" where its object must be something said (withdraw a claim, not troops),
    "done" where it must not, "news" where it is no text (reveal a plot, not documents). `needs`: what must be there besides:
    "source" (evidence is nobody's word unless somebody gives it); of a noun before a preposition the source is wanted, but for
    "nothing" (reports of abuse), of a passive likewise (a clash was reported); "other": somebody else is to do it
    (wanted them to leave). `plan`: what a source is set on to do, which is planned and told on nobody's word ("is committed to
    leaving"): no voice of a claim. `passive`: whether the verb has one ("videos purported to show" speak)."""

    words: tuple[str, ...]
    part: str
    stance: str
    certainty: str
    takes: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    basis: str | None = None
    distance: bool = False
    by: str | None = None
    unless: frozenset[str] = frozenset()
    objects: str | None = None
    needs: str | None = None
    passive: bool = True
    plan: bool = False
    example: str = ""

    @property
    def prepositions(self) -> frozenset[str]:
        """The prepositions after which what is said may stand."""
        return self.takes - {"clause", "finite", "inserted", "infinitive", "object", "naming"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cues by their first word, longest first."""

    verbs: Mapping[str, tuple[Cue, ...]]
    nouns: Mapping[str, tuple[Cue, ...]]
    adjectives: Mapping[str, tuple[Cue, ...]]
    prepositions: Mapping[str, Cue]

    def __iter__(self) -> Iterator[Cue]:
        for table in (self.verbs, self.nouns, self.adjectives):
            for row in table.values():
                yield from row
        yield from self.prepositions.values()


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon."""
    tables: dict[str, dict[str, list[Cue]]] = {part: {} for part in PARTS}
    folder = resources.files("sayso.voices").joinpath("data/cues")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            for cue in read_cues(file.read_text(encoding="utf-8")):
                tables[cue.part].setdefault(cue.words[0], []).append(cue)
    ordered = {
        part: {w: tuple(sorted(rows, key=lambda c: -len(c.words))) for w, rows in tables[part].items()} for part in PARTS
    }
    return Lexicon(
        ordered["verb"],
        ordered["noun"],
        ordered["adjective"],
        {" ".join(c.words): c for rows in ordered["preposition"].values() for c in rows},
    )


def read_cues(text: str) -> list[Cue]:
    """The cues of one file; a row's own stance and certainty go before the file's."""
    raw = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader either way
    return [
        Cue(
            tuple(str(row["cue"]).split()),
            row["as"],
            row.get("stance", raw["stance"]),
            row.get("certainty", raw["certainty"]),
            frozenset(str(row.get("takes", "")).split()),
            frozenset(str(row.get("to", "")).split()),
            tuple(map(str, row.get("links", ()))),
            row.get("basis"),
            bool(row.get("distance")),
            row.get("by"),
            frozenset(str(row.get("unless", "")).split()),
            row.get("objects"),
            row.get("needs"),
            row.get("passive", True),
            bool(row.get("plan")),
            row.get("example", ""),
        )
        for row in raw["cues"]
    ]
