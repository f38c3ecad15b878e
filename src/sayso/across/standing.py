# SPDX-License-Identifier: Apache-2.0
"""A happening's claims → how it stands: on how many words, denied and doubted by whom, with which numbers. Never a score: what
is said often is not made truer by it, only what is said by several who do not have it from each other may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sayso.across.happenings import Happening
from sayso.across.origins import Origin, origins, source
from sayso.across.profiles import Link
from sayso.model import Json

SIDES = ("says", "denies", "doubts", "retracts", "open")
"""How a claim stands to what it tells of: says that it is so, that it is not, that it may not be; takes back that it is; open:
planned, asked for, threatened or only possible, so that nobody says that it is so."""

OPEN = frozenset({"asks", "declines", "promises"})
"""Stances that leave open whether it is so."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of people that is told of the happening: in words, by whom (origins' names or outlets), and on which day
    last."""

    words: str
    by: tuple[str, ...]
    day: str | None

    def to_dict(self) -> Json:
        """The number as data."""
        return {"words": self.words, "by": list(self.by), "day": self.day}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a happening stands. `reports`: how many tell of it, on any side; `origins`: the independent words for it, those of
    unknown origin last; `denied`, `doubted`, `retracted`: the origins of what speaks against it; `confirmed`: who confirms it
    when asked; `numbers` side by side, the first told first."""

    reports: int
    origins: tuple[Origin, ...]
    denied: tuple[Origin, ...]
    doubted: tuple[Origin, ...]
    retracted: tuple[Origin, ...]
    confirmed: tuple[str, ...]
    open: tuple[Origin, ...]
    numbers: tuple[Number, ...]

    @property
    def independent(self) -> tuple[Origin, ...]:
        """The origins that have a name and do not rest on each other."""
        return tuple(o for o in self.origins if o.kind not in ("unknown", "unnamed"))

    @property
    def unnamed(self) -> tuple[Origin, ...]:
        """Sources that their reports leave unnamed: two may be one person, so that they are not said to be independent."""
        return tuple(o for o in self.origins if o.kind == "unnamed")

    @property
    def unknown(self) -> tuple[Origin, ...]:
        """What nobody is named for."""
        return tuple(o for o in self.origins if o.kind == "unknown")

    def line(self) -> str:
        """All of it on one line: "7 reports, 2 independent origins, 1 unknown; denied by 1; counts 12 (A), 15–20 (B)"."""
        known = len(self.independent)
        told = [_many(known, "independent origin" if known > 1 else "origin")] if known else []
        told += [f"{len(row)} {word}" for word, row in (("unnamed", self.unnamed), ("unknown", self.unknown)) if row]
        if not self.origins:
            told = ["nobody says that it is so"]
        parts = [", ".join([_many(self.reports, "report"), *told])]
        parts += [f"{word} by {len(row)}" for word, row in (("denied", self.denied), ("doubted", self.doubted),
                                                          ("taken back", self.retracted)) if row]
        if len(self.numbers) > 1:
            parts.append("counts " + ", ".join(f"{n.words} ({', '.join(n.by)})" for n in self.numbers))
        return "; ".join(parts)

    def to_dict(self) -> Json:
        """The standing as data."""
        rows = {k: [o.to_dict() for o in getattr(self, k)] for k in ("origins", "denied", "doubted", "retracted", "open")}
        return {"reports": self.reports, "independent": len(self.independent), "unnamed": len(self.unnamed),
                "unknown": len(self.unknown), **rows,
                "confirmed": list(self.confirmed), "numbers": [n.to_dict() for n in self.numbers], "line": self.line()}


def standing(happening: Happening | None, claims: Sequence[Json], links: Iterable[Link] = (),
             reports: Mapping[str, Json] = MappingProxyType({}), who: Mapping[str, str] = MappingProxyType({})) -> Standing:
    """How a happening stands by its claims (contents of their profiles, docs/origins.md). `links`: between reports;
    `reports`: contents of the reports' profiles by id; `who`: an entity's profile → its cluster, so that one speaker is one
    in all reports."""
    links = list(links)
    sides: dict[str, list[Json]] = defaultdict(list)
    for c in claims:
        sides[side(c)].append(c)
    found = {k: tuple(origins(sides[k], links, reports, who)) for k in SIDES}
    confirmed = sorted({v["name"] or "unnamed" for c in sides["says"] for v in c["voices"][:1] if v["stance"] == "confirms"})
    return Standing(len({c["report"] for c in claims}), found["says"], found["denies"], found["doubts"], found["retracts"],
                    tuple(confirmed), found["open"], tuple(_numbers(sides["says"], found["says"])))


def side(content: Json) -> str:
    """On which of SIDES a claim stands. Who denies that something did not happen says that it did; who denies or doubts what
    others say speaks against it, though he repeats their words."""
    if content["modality"] not in ("actual", "habitual"):
        return "open"
    stances = [v["stance"] for v in content["voices"]]
    if "retracts" in stances:
        return "retracts"
    if stances and stances[0] in OPEN:
        return "open"
    if (stances.count("denies") % 2 == 1) != (content["polarity"] == "no"):
        return "denies"
    return "doubts" if "doubts" in stances else "says"


def _numbers(claims: Sequence[Json], found: Sequence[Origin]) -> Iterable[Number]:
    """The numbers of this event (not of many), each with those who give it: the number's own source, else its origin."""
    whose = {c: o.name for o in found for c in o.claims}
    by: dict[str, dict[str, str | None]] = defaultdict(dict)
    for c in sorted(claims, key=lambda c: (c["published"] or "", c["claim"])):
        count = c["count"]
        if count and count["scope"] == "event" and (words := _count(count)):
            voice = source(c)
            by[words][(voice and voice["name"]) or whose.get(c["claim"]) or c["outlet"] or "a report"] = c["published"]
    for words, names in by.items():
        yield Number(words, tuple(names), max((d for d in names.values() if d), default=None))


def _count(count: Json) -> str:
    """A count in figures: 12, 15–20, at least 30."""
    best, low, high = count["best"], count["low"], count["high"]
    if count["bound"] == "between" or best is None and low is not None and high is not None:
        return f"{low}–{high}"
    number = best if best is not None else low if low is not None else high
    if number is None:
        return ""
    return f"{number}" if count["bound"] in ("exact", "vague") else f"{count['bound']} {number}"


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'s' if number != 1 else ''}"
