# SPDX-License-Identifier: Apache-2.0
"""Why a claim is one, in words: the rule, the words that it matched, the way to each filler, what commits its speakers.

A path is told from its end: `subject of “agreed”, which governs “release”`. What stands in “ ” stands in the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

import yaml

from sayso.claims.commitment import Commitment
from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled
from sayso.model import Entity
from sayso.parse import Parse
from sayso.syntax.paths import Path, Step
from sayso.syntax.subjects import preposition_words
from sayso.text import one_line, quote, quoted
from sayso.voices.frames import Frame


@cache
def phrases() -> Mapping[str, str]:
    """What each step of a path and each note is called; data/paths.yaml."""
    raw = yaml.safe_load(resources.files("sayso.claims").joinpath("data/paths.yaml").read_text(encoding="utf-8"))
    return {name: text for group in raw.values() for name, text in group.items()}


def reasons(parse: Parse, entities: Mapping[str, Entity], d: Draft, held: Commitment) -> Iterator[str]:
    """A claim's reasons, one a line: first the rule, "rule affiliation.join/enlist". `held`: how it is put forward."""
    c = d.candidate
    yield f"rule {c.code.code}/{c.pattern.id}"
    yield f"words {_quoted(parse, c.matched)} for {' '.join(c.words)}"
    for role, fillers in d.roles.items():
        yield from (f"{role} {_filler(parse, entities, f)}" for f in fillers)
    yield from (_phrase(parse, note) for note in d.notes)
    yield from held.why
    yield from (_voice(parse, f) for f in d.voices)


def told(parse: Parse, path: Path) -> str:
    """A path in words, from its end to the trigger."""
    return ", ".join(_phrase(parse, s) for s in reversed(path))


def _filler(parse: Parse, entities: Mapping[str, Entity], f: Filled) -> str:
    """`“who” = The rebels (subj): subject of “killed”`: the words here, who that is where a pronoun stands, slot and path."""
    entity = entities.get(f.entity)
    words = one_line(quote(parse.text, f.span))
    pronoun = entity is not None and any(m.span == f.span and m.form == "pronoun" for m in entity.mentions)
    who = f" = {one_line(entity.name)}" if entity is not None and pronoun and entity.name.lower() != words.lower() else ""
    slot = f" ({f.slot})" if f.slot else ""
    return f"“{words}”{who}{slot}: {told(parse, f.path)}"


def _phrase(parse: Parse, s: Step) -> str:
    """One step in words. {0}, {1}: its words; {by}: the preposition of the last of them."""
    text = phrases()[s.how]
    by = _quoted(parse, (w.index for w in preposition_words(parse, s.words[-1]))) if "{by}" in text else ""
    return text.format(*(_quoted(parse, (i,)) for i in s.words), by=by)


def _quoted(parse: Parse, words: Iterable[int]) -> str:
    return quoted(parse.text, (parse.words[i].span for i in words))


def _voice(parse: Parse, f: Frame) -> str:
    """The voice's cue, its line of the lexicon (words, part of speech, stance), how it gives the words, and what found it."""
    e = f.entry
    line = f"cue {' '.join(e.words)}: {e.part}, {e.stance}" if e is not None else "no cue of the lexicon"
    by = "rules and model" if f.by == "both" else f.by
    return f"voice by “{one_line(quote(parse.text, f.cue_span))}” ({line}; {f.how}; {by})"
