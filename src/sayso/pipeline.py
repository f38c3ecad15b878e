# SPDX-License-Identifier: Apache-2.0
"""The one place where the rooms meet: a report goes in, its reading comes out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Literal, TypeVar

from sayso import apart
from sayso import codebook as codebooks
from sayso.ahead import ahead
from sayso.claims import Judge, find_claims
from sayso.codebook import Codebook
from sayso.errors import InputError
from sayso.language import LAYERS, Language
from sayso.mentions import find
from sayso.mentions.bodies import Bodies, load_bodies
from sayso.mentions.lexicon import Lexicon, lexicon
from sayso.mentions.locating import locate_entities
from sayso.model import Claim, Entity, Filler, Reading, Report, Voice
from sayso.parse import Parse
from sayso.reports import ReadOptions, report_from_text
from sayso.voices import Speakers, frames

Item = TypeVar("Item", Report, InputError, Report | InputError)
"""What sources bring: a report, or why there is none."""

MOST = 4
"""Reports that are read at a time on threads, at most: a third of the work holds Python's lock, for which more would wait."""

Parts = tuple[tuple[Entity, ...], tuple[Claim, ...], tuple[Voice, ...]]
"""A reading without its report, which is at hand where the reading is asked for."""

System = Literal["both", "rules", "heads"]
"""What finds claims: the codebook's rules, judged by the heads; or one of the two alone."""


@dataclass(frozen=True)
class Reader:
    """Reads reports with one codebook; opens the language model at the first report. `threads` 0 = all cores. `system`: "both",
    or for comparison "rules" alone, without the heads that judge them, or "heads" alone, which are told nothing of rules."""

    codebook: Codebook
    threads: int = 0
    system: System = "both"
    bodies: Bodies | None = None

    @classmethod
    def open(cls, codebook: Path | None = None, threads: int = 0, *, system: System = "both",
             bodies: Path | None = None) -> Reader:
        """A reader with the shipped codebook, or with the one at `codebook`; `bodies`: a file of groups, organs and outlets
        that go before ours (docs/bodies.md). Raises CodebookError, ModelError."""
        return cls(codebooks.load(codebook), threads, system, load_bodies(bodies) if bodies else None)

    @cached_property
    def knowledge(self) -> str:
        """Tells what a reading rests on besides model and software: the codebook's digest, and that of the user's bodies."""
        return self.codebook.digest + (f"+{self.bodies.digest}" if self.bodies else "")

    @cached_property
    def words(self) -> Lexicon:
        """The words and names that entities are known by."""
        return lexicon().with_bodies(self.bodies) if self.bodies else lexicon()

    @cached_property
    def language(self) -> Language:
        """The language model, opened once."""
        return Language.load(threads=self.threads)

    def parse(self, report: Report) -> Parse:
        """A report's parse, with all that reading it needs."""
        return self.language.parse(report.text, report.breaks, LAYERS)

    def read(self, report: Report, parse: Parse | None = None) -> Reading:
        """One report's entities and claims. `parse`: the report's own, where one has it already."""
        return self.read_by(report, (self.codebook,), parse)[0]

    def read_many(self, reports: Iterable[Item]) -> Generator[tuple[Item, Callable[[], Reading]]]:
        """Each report, in order, with a function that gives its reading or raises what went wrong with it: one bad report stops
        nothing. The next ones are read meanwhile; with `threads` 1 each is read when it is asked for. Readings are those that
        `read` gives.

        As many processes read as the reader has threads, each with a model of its own (docs/decisions/0020). Where none can be
        forked, or the model is open in this one already, threads do, and one more that fills the gaps in which they wait for
        each other.
        """
        threads = self.threads or apart.cores()
        if threads > 1 and apart.possible() and "language" not in vars(self):
            one = replace(self, threads=1)
            return ((item, partial(_whole, item, made)) for item, made in ahead(self._parts, reports, threads, one._parts))
        return ahead(self._made, self._opened(reports), min(threads + 1, MOST) if threads > 1 else 1)

    def _opened(self, reports: Iterable[Item]) -> Iterator[Item]:
        """The reports; before the first of them the language model is opened, which must not be left to several threads."""
        for report in reports:
            if isinstance(report, Report):
                _ = self.language
            yield report

    def _made(self, item: Report | InputError) -> Reading:
        if isinstance(item, InputError):
            raise item
        return self.read(item)

    def _parts(self, item: Report | InputError) -> Parts:
        made = self._made(item)
        return made.entities, made.claims, made.voices

    def judge(self, parse: Parse) -> Judge | None:
        """The heads over a report, where the system has them."""
        return None if self.system == "rules" else Judge.over(self.language, parse)

    def read_by(self, report: Report, codebooks: tuple[Codebook, ...], parse: Parse | None = None) -> tuple[Reading, ...]:
        """A reading by each of several codebooks; the report is parsed once."""
        parse = self.parse(report) if parse is None else parse
        mentions = find(parse, report, self.words)
        said, entities = frames(parse), locate_entities(report, mentions.entities)
        readings, judge = [], self.judge(parse)
        for codebook in codebooks:
            speakers = Speakers(parse, mentions)
            found = find_claims(parse, mentions, report, codebook, said, speakers, judge, alone=self.system == "heads")
            voices = tuple(speakers.voice(f) for f in said)
            readings.append(_reading(report, (*entities, *speakers.made.values(), *found.offices), found.claims, voices))
        return tuple(readings)


def read(
    source: str | Report,
    *,
    published: datetime.date | str | None = None,
    outlet: str | None = None,
    codebook: Path | None = None,
) -> Reading:
    """Reads the text of one report. For many reports keep a `Reader`: this opens the model anew each time.

    `published` is the day of publication ("2016-03-04"), without which "last week" has no dates.
    """
    if isinstance(published, str):
        published = datetime.date.fromisoformat(published)
    if not isinstance(source, Report):
        source = report_from_text(source, ReadOptions(published=published, outlet=outlet, language="en"))
    return Reader.open(codebook).read(source)


def _whole(item: Report | InputError, made: Callable[[], Parts]) -> Reading:
    """The reading of a report of which another process made the parts."""
    if isinstance(item, InputError):
        raise item
    try:
        return Reading(item, *made())
    except apart.DiedError:
        raise InputError(f"{item.source}: the process that read it ended before it was done.",
                         "Perhaps memory was short: read it alone, with --threads 1.") from None


def _reading(report: Report, entities: tuple[Entity, ...], claims: tuple[Claim, ...], voices: tuple[Voice, ...]) -> Reading:
    """Keeps the entities that a role or voice uses or that have a name, numbered anew in order of mention."""
    used = {f.entity for c in claims for fs in c.roles.values() for f in fs}
    heard = [*voices, *(v for c in claims for v in c.voices)]
    used |= {x for v in heard for x in (v.source, v.to) if x is not None}
    kept = [e for e in entities if e.id in used or any(m.form == "name" for m in e.mentions)]
    kept.sort(key=lambda e: (e.mentions[0].start, e.mentions[0].end, e.id) if e.mentions else (len(report.text), 0, e.id))
    new = {e.id: f"e{k}" for k, e in enumerate(kept, 1)}

    def voice(v: Voice) -> Voice:
        return replace(v, source=new[v.source] if v.source is not None else None, to=new[v.to] if v.to is not None else None)

    renamed = tuple(
        replace(
            c,
            roles={r: tuple(Filler(new[f.entity], f.span) for f in fs) for r, fs in c.roles.items()},
            voices=tuple(map(voice, c.voices)),
        )
        for c in claims
    )
    return Reading(report, tuple(replace(e, id=new[e.id]) for e in kept), renamed, tuple(map(voice, voices)))
