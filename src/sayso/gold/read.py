# SPDX-License-Identifier: Apache-2.0
"""Reads reports whose claims were marked by hand: a YAML file beside the report's text, quotes instead of offsets.

The rules are those of docs/evaluate.md. Whatever breaks them is an InputError that names file, claim and fault.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from sayso.errors import InputError
from sayso.model import ANSWERS, CERTAINTIES, ENTITY_TYPES, MODALITIES, ROLES, STANCES
from sayso.text import Span

T = TypeVar("T")

GUIDE = "Mend it by the rules in docs/evaluate.md."


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Somebody or something that a claim names; no mentions: a source that the report leaves unnamed."""

    id: str
    type: str
    name: str
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldVoice:
    """Who is said to say it; `cue` None where the words that show it were not marked."""

    source: str
    cue: Span | None
    stance: str
    certainty: str
    to: str | None


@dataclass(frozen=True, slots=True)
class GoldWhen:
    """Days in ISO form, None where they cannot be known."""

    span: Span | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class GoldCount:
    """A number of people."""

    span: Span
    best: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One claim as a careful reader marked it; `roles` hold entity ids, `answers` pairs of claim id and kind."""

    id: str
    code: str
    trigger: Span
    roles: Mapping[str, tuple[str, ...]]
    when: GoldWhen | None
    count: GoldCount | None
    modality: str
    polarity: str
    certainty: str
    voices: tuple[GoldVoice, ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One marked-up report. `partial`: only some claims are marked; what a system says beyond them is not held against it."""

    stem: str
    path: Path
    text: str
    published: datetime.date | None
    outlet: str | None
    partial: bool
    entities: Mapping[str, GoldEntity]
    claims: tuple[GoldClaim, ...]


class _FaultError(ValueError):
    """What is wrong with one value."""


def load_gold(folder: Path) -> list[GoldReport]:
    """Every marked-up report in a folder and its folders, in order of path; raises InputError."""
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder.",
                         "Give a folder with marked-up reports: YAML files, each beside its text.")
    found = sorted(folder.rglob("*.yaml"))
    if not found:
        raise InputError(f"{folder}: no marked-up report in it.", "Give a folder with YAML files, each beside its text.")
    return [load_report(path) for path in found]


def load_report(path: Path) -> GoldReport:
    """One marked-up report, its text read from the .txt file beside it; raises InputError."""
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        raise InputError(f"{path}: the report's text {beside.name} does not stand beside it.", "Put it there.")
    try:
        # bytes, not read_text: line ends stay as they are, and offsets with them
        text = beside.read_bytes().decode("utf-8")
        raw = yaml.safe_load(path.read_bytes())
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read ({' '.join(str(error).split())}).", GUIDE) from error
    return _Reader(path, text).report(raw)


@cache
def _codes() -> frozenset[str]:
    raw = yaml.safe_load(files("sayso.gold").joinpath("data/codes.yaml").read_text(encoding="utf-8"))
    return frozenset(f"{family}.{name}" for family, names in raw.items() for name in names)


def locate(text: str, quote: str) -> Span:
    """Where a quote stands in the text; "words#2" is the second place. Raises ValueError where there is no such place."""
    numbered = re.fullmatch(r"(.*)#(\d+)", quote, flags=re.DOTALL)
    words, wanted = (numbered[1], int(numbered[2])) if numbered else (quote, 1)
    start = -1
    for _ in range(max(1, wanted)):
        start = text.find(words, start + 1)
        if start < 0:
            raise _FaultError(f"the text does not have {quote!r}")
    return start, start + len(words)


def as_ids(value: object) -> tuple[str, ...]:
    """The ids of a role: none, one, or a list."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Reader:
    path: Path
    text: str

    def report(self, raw: Any) -> GoldReport:
        """The checked report."""
        if not isinstance(raw, dict):
            raise InputError(f"{self.path}: not a mapping with entities and claims.", GUIDE)
        published = self._at("published", partial(_day, raw.get("published")))
        entities: dict[str, GoldEntity] = {}
        for at, e in enumerate(raw.get("entities") or (), 1):
            entity = self._at(_label("entity", e, at), partial(self._entity, e))
            if entity.id in entities:
                raise InputError(f"{self.path}, entity {entity.id}: this id is used twice.", GUIDE)
            entities[entity.id] = entity
        claims: dict[str, GoldClaim] = {}
        for at, c in enumerate(raw.get("claims") or (), 1):
            claim = self._at(_label("claim", c, at), partial(self._claim, c, entities))
            if claim.id in claims:
                raise InputError(f"{self.path}, claim {claim.id}: this id is used twice.", GUIDE)
            claims[claim.id] = claim
        for claim in claims.values():
            for answered, _ in claim.answers:
                if answered not in claims:
                    raise InputError(f"{self.path}, claim {claim.id}: it answers {answered!r}, which is no claim.", GUIDE)
        return GoldReport(self.path.stem, self.path, self.text, datetime.date.fromisoformat(published) if published else None,
                          raw.get("outlet"), bool(raw.get("partial")), MappingProxyType(entities), tuple(claims.values()))

    def _at(self, where: str, work: Callable[[], T]) -> T:
        try:
            return work()
        except KeyError as error:
            raise InputError(f"{self.path}, {where}: {error.args[0]} is missing.", GUIDE) from error
        except (TypeError, ValueError, AttributeError) as error:
            raise InputError(f"{self.path}, {where}: {error}.", GUIDE) from error

    def _entity(self, e: Any) -> GoldEntity:
        return GoldEntity(str(e["id"]), _one_of(e["type"], ENTITY_TYPES, "type"), str(e["name"]),
                          tuple(locate(self.text, str(q)) for q in e["mentions"]))

    def _claim(self, c: Any, entities: Mapping[str, GoldEntity]) -> GoldClaim:
        if c["code"] not in _codes():
            raise _FaultError(f"no such code as {c['code']!r}")
        roles = {_one_of(role, ROLES, "role"): tuple(_known(i, entities, f"role {role}") for i in as_ids(value))
                 for role, value in (c.get("roles") or {}).items()}
        voices = tuple(self._voice(v, entities) for v in c.get("voices") or ())
        polarity = c.get("polarity", True)
        certainty = c.get("certainty")
        if certainty is None:
            certainty = voices[0].certainty if voices else "certain"
        when, count = c.get("when"), c.get("count")
        return GoldClaim(
            str(c["id"]), c["code"], locate(self.text, str(c["trigger"])), MappingProxyType(roles),
            GoldWhen(locate(self.text, str(when["text"])) if when.get("text") else None, _day(when.get("start")),
                     _day(when.get("end"))) if when else None,
            GoldCount(locate(self.text, str(count["text"])), count.get("best"), count.get("low"),
                      count.get("high")) if count else None,
            _one_of(c.get("modality", "actual"), MODALITIES, "modality"),
            # YAML 1.1 reads a bare yes and no as truth values
            _one_of({True: "yes", False: "no"}.get(polarity, polarity), ("yes", "no"), "polarity"),
            _one_of(certainty, CERTAINTIES, "certainty"), voices,
            tuple((str(a["claim"]), _one_of(a["as"], ANSWERS, "answer")) for a in c.get("answers") or ()))

    def _voice(self, v: Any, entities: Mapping[str, GoldEntity]) -> GoldVoice:
        return GoldVoice(_known(v["source"], entities, "voice"), locate(self.text, str(v["cue"])) if v.get("cue") else None,
                         _one_of(v.get("stance", "states"), STANCES, "stance"),
                         _one_of(v.get("certainty", "certain"), CERTAINTIES, "certainty"),
                         _known(v["to"], entities, "voice's addressee") if v.get("to") else None)


def _label(what: str, raw: Any, at: int) -> str:
    return f"{what} {raw['id'] if isinstance(raw, dict) and 'id' in raw else f'number {at}'}"


def _one_of(value: Any, known: tuple[str, ...], what: str) -> str:
    if value not in known:
        raise _FaultError(f"no such {what} as {value!r}")
    return str(value)


def _known(value: Any, entities: Mapping[str, GoldEntity], what: str) -> str:
    if str(value) not in entities:
        raise _FaultError(f"{what} names {value!r}, which is no entity")
    return str(value)


def _day(value: Any) -> str | None:
    return datetime.date.fromisoformat(str(value)).isoformat() if value else None
