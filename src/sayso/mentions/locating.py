# SPDX-License-Identifier: Apache-2.0
"""Entities → the same with a point and key for the places among them, by what else the report names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.mentions.places import PlaceContext, country_key, country_named, locate, place_key
from sayso.model import Entity

LOCATED = {"place", "facility", "state"}

_CONTAINER = re.compile(r",\s+((?:the\s+)?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})")
"""What follows a place's name to say where it lies: "Tripoli, Lebanon"."""


def locate_entities(text: str, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Places by the gazetteer; a state gets its country's key and no point of its own unless it is a place too."""
    named = [text[m.start : m.end] for e in entities for m in e.mentions if m.form == "name"]
    context = PlaceContext.of(named)
    return tuple(_located(text, e, context) if e.type in LOCATED else e for e in entities)


def _located(text: str, e: Entity, context: PlaceContext) -> Entity:
    names = sorted({text[m.start : m.end] for m in e.mentions if m.form == "name"}, key=lambda n: (-len(n), n))
    if not names:
        return e
    if e.type == "state":
        code = next((c for n in names if (c := country_named(n)) is not None), None)
        return replace(e, key=country_key(code)) if code else e
    inside = next((m.group(1) for x in e.mentions if (m := _CONTAINER.match(text, x.end))), None)
    place = locate(names, context.within(inside))
    return replace(e, place=place, key=place_key(place)) if place else e
