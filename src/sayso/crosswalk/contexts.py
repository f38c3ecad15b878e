# SPDX-License-Identifier: Apache-2.0
"""PLOVER's contexts of a claim: those that go with its CAMEO code, and those that a word of its own sentence says.

A context is never taken from the rest of the report: a bombing told in a report on an election is no electoral violence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from sayso.model import Claim
from sayso.text import cover, inside, quote


@cache
def words() -> Mapping[str, re.Pattern[str]]:
    """Each context's words as one expression (data/contexts.yaml)."""
    text = resources.files("sayso.crosswalk").joinpath("data/contexts.yaml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = yaml.safe_load(text)
    return MappingProxyType({context: _expression(row) for context, row in rows.items()})


def _expression(row: list[str]) -> re.Pattern[str]:
    as_written = [word for word in row if word != word.lower()]
    any_case = [word for word in row if word == word.lower()]
    parts = [f"(?i:{'|'.join(map(_word, any_case))})"] * bool(any_case) + [*map(_word, as_written)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?!\w)")


def _word(word: str) -> str:
    stem = r"\s+".join(map(re.escape, word.removesuffix("*").split()))
    return stem + (r"\w*" if word.endswith("*") else "(?:s|es)?")


def own_words(claim: Claim, text: str) -> str:
    """What stands from the first to the last word of a claim's trigger and fillers in its own sentence, without who says it
    ("a military spokesman said" is no military context); and fillers that stand elsewhere."""
    fillers = [f.span for row in claim.roles.values() for f in row]
    own = next((span for span in claim.evidence if inside(claim.trigger, span)), claim.trigger)
    start, end = cover([claim.trigger, *(span for span in fillers if inside(span, own))])
    said = text[start:end]
    for span in (span for voice in claim.voices for span in (voice.source_span, voice.cue) if span and span not in fillers):
        if inside(span, (start, end)):
            said = said[: span[0] - start] + " " * (span[1] - span[0]) + said[span[1] - start :]
    return " | ".join([said, *(quote(text, span) for span in fillers if not inside(span, own))])


def said_contexts(said: str, given: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The contexts that some words say, those that are `given` first. A word within a longer expression says nothing by itself:
    "Islamic State" is no word on religion."""
    found = [(match.span(), context) for context, known in words().items() for match in known.finditer(said)]
    whole = [context for span, context in found if not any(span != other and inside(span, other) for other, _ in found)]
    return (*given, *dict.fromkeys(context for context in whole if context not in given))
