# SPDX-License-Identifier: Apache-2.0
"""Readings from the JSON lines that `sayso read --format jsonl` wrote: a set is read once and scored often.

The JSON does not say by which mention an entity fills a role, nor a mention's head and form. The mention nearest to the trigger
stands for the filler; heads are 0; a mention is a pronoun or a name by its words and its entity's type, else a description
(`_form`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType

from sayso.errors import InputError
from sayso.evaluate.files import objects, texts
from sayso.model import Answer, Claim, Count, Entity, Filler, Json, Mention, Place, Reading, Report, Voice, When
from sayso.text import Span

PRONOUNS = frozenset((
    "he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs", "we", "us", "our", "ours",
    "i", "me", "my", "you", "your", "who", "whom", "whose", "which", "that", "this", "these", "those", "himself",
    "herself", "itself", "themselves", "one", "ones",
))

DETERMINERS = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "some", "any", "no", "his", "her", "its", "their", "our", "my",
    "your", "two", "three", "four", "several", "many",
))


def read_readings(path: Path) -> Iterator[Reading]:
    """The readings of a file of JSON lines (.xz too); raises InputError."""
    for name, text in texts(path, (path.name,)):
        for where, row in objects(name, text):
            try:
                yield reading(row)
            except (KeyError, TypeError, ValueError) as error:
                raise InputError(f"{where}: no reading ({error!r}).", "Give what sayso read --format jsonl wrote.") from error


def reading(row: Json) -> Reading:
    """One reading; raises KeyError, TypeError or ValueError for JSON that is none."""
    r = row["report"]
    report = Report(r["id"], r["stem"], r["source"], r["text"], r["title"], r["outlet"], r["byline"], r["dateline"],
                    _day(r["published"]), r["language"])
    entities = tuple(_entity(e, r["text"]) for e in row["entities"])
    mentions = {e.id: [m.span for m in e.mentions] for e in entities}
    return Reading(report, entities, tuple(_claim(c, mentions) for c in row["claims"]),
                   tuple(map(_voice, row.get("voices", ()))))


def _entity(e: Json, text: str) -> Entity:
    mentions = tuple(Mention(*_span(s), 0, _form(text[s[0] : s[1]], e)) for s in e["mentions"])
    return Entity(e["id"], e["type"], e["name"], mentions, e["key"], Place(**e["place"]) if e["place"] else None)


def _form(words: str, entity: Json) -> str:
    """Name: capitals, and either a known key, or a person, body or place that no article or small word heads."""
    first = words.split()[0] if words.split() else ""
    if words.lower() in PRONOUNS:
        return "pronoun"
    capitals = all(w[:1].isupper() or len(w) < 4 for w in words.split())
    capitals = capitals and first[:1].isupper() and first.lower() not in DETERMINERS
    return "name" if capitals and (entity["key"] or entity["type"] not in ("people", "thing")) else "nominal"


def _claim(c: Json, mentions: dict[str, list[Span]]) -> Claim:
    trigger = _span(c["trigger"])

    def filler(entity: str) -> Filler:
        spans = mentions[entity] or [trigger]
        return Filler(entity, min(spans, key=lambda s: (max(s[0] - trigger[1], trigger[0] - s[1]), s)))

    roles = MappingProxyType({role: tuple(map(filler, ids)) for role, ids in c["roles"].items()})
    return Claim(c["id"], c["code"], trigger, roles,
                 _when(c["when"]) if c["when"] else None, _count(c["count"]) if c["count"] else None,
                 c["modality"], c["polarity"], c["certainty"], tuple(map(_voice, c["voices"])),
                 tuple(Answer(a["claim"], a["as"]) for a in c["answers"]), tuple(map(_span, c["evidence"])), tuple(c["why"]))


def _when(w: Json) -> When:
    days = {k: _day(w[k]) for k in ("start", "end", "latest_start", "earliest_end")}
    return When(**{**w, **days, "span": _span(w["span"]), "anchor_span": _span(w["anchor_span"]) if w["anchor_span"] else None})


def _count(c: Json) -> Count:
    return Count(**{**c, "span": _span(c["span"]), "source": _span(c["source"]) if c["source"] else None,
                    "parts": tuple(map(_count, c["parts"]))})


def _voice(v: Json) -> Voice:
    return Voice(**{**v, "source_span": _span(v["source_span"]) if v["source_span"] else None, "cue": _span(v["cue"]),
                    "content": tuple(map(_span, v["content"])), "reason": _span(v["reason"]) if v["reason"] else None})


def _span(pair: list[int]) -> Span:
    start, end = pair
    return int(start), int(end)


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
