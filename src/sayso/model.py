# SPDX-License-Identifier: Apache-2.0
"""The frozen values that pass from room to room: Report → Parse → Reading. All spans are code points of Report.text.

`Reading.to_dict` gives the public JSON form, one object a report (docs/claims.md).
"""

from __future__ import annotations

import copyreg
import datetime
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from sayso.text import Span, quote


def _frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda mapping: (_frozen, (dict(mapping),)))  # readings pass between processes


Json = dict[str, Any]
"""A JSON object, as `json.loads` gives it."""

_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """A JSON value in the form that hashes are made from and ledgers keep: keys in order, no spaces, letters as they are."""
    return _CANONICAL.encode(value)


ENTITY_TYPES = ("person", "people", "group", "state", "organisation", "outlet", "place", "facility", "thing")
ROLES = (
    "actor",
    "target",
    "group",
    "from",
    "to",
    "with",
    "place",
    "origin",
    "destination",
    "via",
    "instrument",
    "object",
    "role",
    "reason",
    "topic",
)
MODALITIES = ("actual", "planned", "requested", "possible", "threatened", "habitual")
CERTAINTIES = ("certain", "probable", "possible", "unknown")
STANCES = (
    "states",
    "confirms",
    "denies",
    "accuses",
    "believes",
    "suspects",
    "estimates",
    "claims",
    "promises",
    "asks",
    "predicts",
    "doubts",
    "declines",
    "retracts",
)
"""Those of the guidelines, and "retracts": a source takes back what it said."""
ANSWERS = ("confirms", "denies", "doubts", "declines", "retracts")
PLACE_PRECISIONS = ("point", "town", "district", "region", "country", "border", "near", "between")
ANCHORS = ("text", "report", "time")
"""What the days of a time were counted from: the words themselves ("3 May 2014"), the report's day ("last week"), another time
of the report ("two days later")."""
TIME_KINDS = ("point", "duration", "set")
BOUNDS = ("exact", "at least", "at most", "about", "between", "vague")
SCOPES = ("event", "cumulative")
HOW = ("direct", "indirect", "mixed")
"""How a voice's words are given: inside quotation marks, outside, or some of both."""
BASES = ("witnessed", "told", "inferred", "unknown")
"""How a source knows what it says, as far as the report says it."""
VOICE_KINDS = (
    "person",
    "spokesperson",
    "body",
    "official",
    "unnamed",
    "witness",
    "kin",
    "document",
    "outlet",
    "post",
    "estimate",
    "unknown",
)


@dataclass(frozen=True, slots=True)
class Report:
    """One news report as it came in.

    `id` is "sha256:" and the hash of `original`, the bytes as received. `text` is what every span points into: for a
    plain-text file the decoded file, letter for letter; for a page its title and paragraphs. `title_span` and
    `dateline_span` say where title and dateline stand in `text`, where they stand there.
    """

    id: str
    stem: str
    source: str
    text: str
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    title_span: Span | None = None
    dateline_span: Span | None = None
    original: bytes = field(default=b"", repr=False, compare=False)

    @property
    def breaks(self) -> tuple[int, ...]:
        """Where a sentence must end though no stop stands there: behind title and dateline."""
        return tuple(span[1] for span in (self.title_span, self.dateline_span) if span)

    def to_dict(self) -> Json:
        """The public form: everything but the bytes and the inner spans."""
        return {
            "id": self.id,
            "stem": self.stem,
            "source": self.source,
            "title": self.title,
            "outlet": self.outlet,
            "byline": self.byline,
            "dateline": self.dateline,
            "published": self.published.isoformat() if self.published else None,
            "language": self.language,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text speaks of an entity. `head` is the index of its head word; `form`: name, nominal, pronoun or implied."""

    start: int
    end: int
    head: int
    form: str

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A point for a place. `precision` of PLACE_PRECISIONS; for "near" and "between" the point is that of what is named, so far
    off it as the words say, or the middle. Coordinates in degrees (WGS 84). `reason`: why this place of all that have the name,
    in a few words."""

    geonames: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str
    reason: str = ""

    def to_dict(self) -> Json:
        return {
            "geonames": self.geonames,
            "lat": self.lat,
            "lon": self.lon,
            "country": self.country,
            "admin1": self.admin1,
            "precision": self.precision,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody, a group, a place or a thing that the report speaks of: one entity, all its mentions in text order."""

    id: str
    type: str
    name: str
    mentions: tuple[Mention, ...]
    key: str | None = None
    place: Place | None = None

    def to_dict(self) -> Json:
        return {
            "id": self.id,
            "type": self.type,
            "name": self.name,
            "mentions": [list(m.span) for m in self.mentions],
            "key": self.key,
            "place": self.place.to_dict() if self.place else None,
        }


@dataclass(frozen=True, slots=True)
class When:
    """A time as an interval of days, both ends included; None where the report does not settle it.

    What happened lies within `start` and `end`. It began by `latest_start` and went on until `earliest_end` at least, where the
    words say so ("since 2011", "from Monday to Friday"); None where they do not. `precision`: day, week, month, season, year,
    decade, vague. `anchor` of ANCHORS says what the days were counted from; `anchor_span`, for "time", where that other time
    stands. `kind` of TIME_KINDS. `inherited`: the words stand in an earlier sentence and go on to hold.
    """

    span: Span
    start: datetime.date | None
    end: datetime.date | None
    precision: str
    latest_start: datetime.date | None = None
    earliest_end: datetime.date | None = None
    anchor: str | None = None
    anchor_span: Span | None = None
    kind: str = "point"
    inherited: bool = False

    def to_dict(self) -> Json:
        return {
            "span": list(self.span),
            "start": iso(self.start),
            "end": iso(self.end),
            "precision": self.precision,
            "latest_start": iso(self.latest_start),
            "earliest_end": iso(self.earliest_end),
            "anchor": self.anchor,
            "anchor_span": list(self.anchor_span) if self.anchor_span else None,
            "kind": self.kind,
            "inherited": self.inherited,
        }


def iso(day: datetime.date | None) -> str | None:
    """A day in ISO form, None for none."""
    return day.isoformat() if day else None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people: best estimate, lowest and highest; None where not given.

    `bound` of BOUNDS: how the number is meant. `scope` "cumulative": over a time or a conflict and not in this event alone.
    `source`: the words for who gives the number, where that is not the claim's voice ("30, by the hospital's count"). `parts`:
    numbers that are part of it and not besides ("including three children").
    """

    span: Span
    best: int | None
    low: int | None
    high: int | None
    bound: str = "exact"
    scope: str = "event"
    source: Span | None = None
    parts: tuple[Count, ...] = ()

    def to_dict(self) -> Json:
        return {
            "span": list(self.span),
            "best": self.best,
            "low": self.low,
            "high": self.high,
            "bound": self.bound,
            "scope": self.scope,
            "source": list(self.source) if self.source else None,
            "parts": [p.to_dict() for p in self.parts],
        }


@dataclass(frozen=True, slots=True)
class Filler:
    """Who fills a role: an entity, by the mention (span) that fills it here."""

    entity: str
    span: Span


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is said to say it. `source` None: the report leaves the source unnamed ("it is believed").

    `content`: the stretches of text given as said; `how` of HOW. `number`: how many speak, None where that is not said.
    `reason`: the words that say why the source is not named. `basis` of BASES. `distance`: the outlet holds what is said at
    arm's length ("claimed", "purported"), whatever the source's own certainty. `by`: what found it: rules, model or both.
    """

    source: str | None
    source_span: Span | None
    cue: Span
    stance: str
    certainty: str
    to: str | None
    kind: str
    content: tuple[Span, ...] = ()
    how: str = "indirect"
    number: int | None = None
    reason: Span | None = None
    basis: str = "unknown"
    distance: bool = False
    by: str = "rules"

    def to_dict(self) -> Json:
        return {
            "source": self.source,
            "source_span": list(self.source_span) if self.source_span else None,
            "cue": list(self.cue),
            "stance": self.stance,
            "certainty": self.certainty,
            "to": self.to,
            "kind": self.kind,
            "content": [list(s) for s in self.content],
            "how": self.how,
            "number": self.number,
            "reason": list(self.reason) if self.reason else None,
            "basis": self.basis,
            "distance": self.distance,
            "by": self.by,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """This claim replies to another one. `kind` of ANSWERS."""

    claim: str
    kind: str

    def to_dict(self) -> Json:
        return {"claim": self.claim, "as": self.kind}


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, put forward by one chain of voices (innermost first), at one place in a report."""

    id: str
    code: str
    trigger: Span
    roles: Mapping[str, tuple[Filler, ...]]
    when: When | None
    count: Count | None
    modality: str
    polarity: str
    certainty: str
    voices: tuple[Voice, ...]
    answers: tuple[Answer, ...]
    evidence: tuple[Span, ...]
    why: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The rule of the codebook that made it, "affiliation.join/enlist"; "" where `why` names none."""
        return self.why[0].removeprefix("rule ") if self.why else ""

    @property
    def pattern(self) -> str:
        """The id of that rule's pattern: "enlist"."""
        return self.rule.rpartition("/")[2]

    def to_dict(self) -> Json:
        return {
            "id": self.id,
            "code": self.code,
            "trigger": list(self.trigger),
            "roles": {r: [f.entity for f in fs] for r, fs in self.roles.items()},
            "when": self.when.to_dict() if self.when else None,
            "count": self.count.to_dict() if self.count else None,
            "modality": self.modality,
            "polarity": self.polarity,
            "certainty": self.certainty,
            "voices": [v.to_dict() for v in self.voices],
            "answers": [a.to_dict() for a in self.answers],
            "evidence": [list(s) for s in self.evidence],
            "why": list(self.why),
        }


@dataclass(frozen=True)
class Reading:
    """What Sayso read in one report. `voices`: all that speak in it, in text order of their cues, whether a
    claim is theirs or not."""

    report: Report
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    voices: tuple[Voice, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """Entities by their id within the report."""
        return MappingProxyType({e.id: e for e in self.entities})

    def name(self, entity: str | None) -> str:
        """An entity's name, "unnamed" for a source that the report leaves unnamed."""
        return self.by_id[entity].name if entity is not None else "unnamed"

    def words(self, span: Span) -> str:
        """The exact words of a span."""
        return quote(self.report.text, span)

    def row(self, claim: Claim) -> dict[str, str | int | None]:
        """One claim as a flat row of ROW_COLUMNS: names joined by "; ", dates in ISO form, None where nothing is known."""
        names = {r: "; ".join(self.name(f.entity) for f in fs) or None for r, fs in claim.roles.items()}
        when, count, voice = claim.when, claim.count, claim.voices[0] if claim.voices else None
        return {
            "report": self.report.stem,
            "outlet": self.report.outlet,
            "published": self.report.published.isoformat() if self.report.published else None,
            "claim": claim.id,
            "code": claim.code,
            "trigger": self.words(claim.trigger),
            **{r.replace("from", "from_"): names.get(r) for r in ROLES},
            "when": self.words(when.span) if when else None,
            "start": when.start.isoformat() if when and when.start else None,
            "end": when.end.isoformat() if when and when.end else None,
            "count": self.words(count.span) if count else None,
            "best": count.best if count else None,
            "low": count.low if count else None,
            "high": count.high if count else None,
            "bound": count.bound if count else None,
            "scope": count.scope if count else None,
            "modality": claim.modality,
            "polarity": claim.polarity,
            "certainty": claim.certainty,
            "voice": self.name(voice.source) if voice else None,
            "stance": voice.stance if voice else None,
            "voice_kind": voice.kind if voice else None,
            "voices": " < ".join(self.name(v.source) for v in claim.voices) or None,
            "answers": "; ".join(f"{a.kind} {a.claim}" for a in claim.answers) or None,
            "evidence": " … ".join(" ".join(self.words(s).split()) for s in claim.evidence),
            "trigger_start": claim.trigger[0],
            "trigger_end": claim.trigger[1],
        }

    def rows(self) -> list[dict[str, str | int | None]]:
        """The claims as flat rows: `pandas.DataFrame(reading.rows())`, `polars.DataFrame(reading.rows())`."""
        return [self.row(c) for c in self.claims]

    def _repr_html_(self) -> str:
        """A table for notebooks: who did what to whom, where, when, says who, how surely."""
        shown = ("code", "trigger", "actor", "target", "group", "place", "when", "voices", "certainty", "polarity", "modality")
        head = "".join(f"<th>{c}</th>" for c in shown)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(str(row[c] or ''))}</td>" for c in shown) + "</tr>" for row in self.rows()
        )
        title = html.escape(self.report.title or self.report.stem)
        return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def to_dict(self) -> Json:
        """The public JSON form: report, entities, claims, voices."""
        return {
            "report": self.report.to_dict(),
            "entities": [e.to_dict() for e in self.entities],
            "claims": [c.to_dict() for c in self.claims],
            "voices": [v.to_dict() for v in self.voices],
        }
