# SPDX-License-Identifier: Apache-2.0
"""Whose text a report is, by what it says of that itself: outlet, byline, dateline, credit lines, address.
Knowledge: data/agencies.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from sayso.model import Report
from sayso.text import one_line

HEAD, TAIL = 3, 4
"""Lines of a text at its beginning and end that may say whose it is: byline and dateline; credit, copyright, contributors."""

OPENING = 120
"""Letters of the text in which a dateline names an agency: "ABIDJAN, March 3 (Reuters) -"."""

LONG = 300
"""Letters of a line up to which it may be a credit."""


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency that a report says it has its text from. `whole`: all of it, else a part; `where` it says so, in which
    `words`."""

    agency: str
    whole: bool
    where: str
    words: str

    def to_dict(self) -> dict[str, str | bool]:
        """The credit as data."""
        return {"agency": self.agency, "whole": self.whole, "where": self.where, "words": self.words}


def credit_lines(report: Report) -> list[Credit]:
    """What a report says of whose text it is, each agency once; "whole" goes before "part"."""
    best: dict[str, Credit] = {}
    for c in _credits(report):
        if c.agency not in best or c.whole and not best[c.agency].whole:
            best[c.agency] = c
    return sorted(best.values(), key=lambda c: (not c.whole, c.agency))


def agency(outlet: str | None) -> str | None:
    """What an outlet's name is called if it is an agency's: one of the list, or by its words ("Delta Press Agency")."""
    if not outlet:
        return None
    known = _known()
    folded = _folded(outlet)
    if folded in known.names:
        return known.names[folded]
    return outlet if any(folded.endswith(" " + w) for w in known.words) else None


def is_there(text: str) -> str | None:
    """The words by which a report says that it was there itself, None without any."""
    found = _known().there.search(text)
    return one_line(found[0]) if found else None


@dataclass(frozen=True)
class _Known:
    names: Mapping[str, str]
    words: tuple[str, ...]
    address: tuple[tuple[str, str], ...]
    whole: tuple[re.Pattern[str], ...]
    part: tuple[re.Pattern[str], ...]
    signed: tuple[tuple[re.Pattern[str], str], ...]
    there: re.Pattern[str]


def _credits(report: Report) -> Iterator[Credit]:
    known = _known()
    if report.outlet and (name := agency(report.outlet)):
        yield Credit(name, True, "outlet", report.outlet)
    if report.byline:
        for piece in re.split(r"\s*(?:[,/|(–]|\b[Bb]y\b|\bfor\b|\band\b)\s*", report.byline.rstrip(")")):
            if (name := agency(piece)) is not None:
                yield Credit(name, True, "byline", report.byline)
    opening = report.text[(report.title_span[1] if report.title_span else 0):][:OPENING]
    for m in re.finditer(r"\(([^()\n]{2,40})\)(?=\s*[-–—:])|^\s*([A-Z][\w ]{1,30})\s[-–—]+\s", opening):
        if (name := agency(m[1] or m[2])) is not None:
            yield Credit(name, True, "dateline", one_line(m[0]))
    if report.url:
        url = report.url.lower()
        for mark, name in known.address:
            if mark in url:
                yield Credit(name, True, "address", mark)
    lines = [line.strip() for line in report.text.splitlines() if line.strip()]
    for line in dict.fromkeys((*lines[:HEAD], *lines[-TAIL:])):
        if len(line) <= LONG:
            yield from _line(line, known)
        for pattern, name in known.signed:
            if (signed := pattern.search(line)) is not None:
                yield Credit(name, True, "signature", one_line(signed[0])[:LONG])


def _line(line: str, known: _Known) -> Iterator[Credit]:
    for patterns, whole in ((known.part, False), (known.whole, True)):
        found = [Credit(known.names[_folded(m["name"])], whole, "credit line", one_line(m[0]))
                 for pattern in patterns for m in pattern.finditer(line)]
        yield from found
        if found:
            return      # who contributed a part has not written the whole


def _folded(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(re.sub(r"[^\w\s-]", " ", name).split()).lower())


@cache
def _known() -> _Known:
    raw: dict[str, Any] = yaml.safe_load(
        resources.files("sayso.across").joinpath("data/agencies.yaml").read_text(encoding="utf-8"))
    names = {_folded(n): row["names"][0] for row in raw["agencies"] for n in row["names"]}
    address = tuple((mark, row["names"][0]) for row in raw["agencies"] for mark in row["address"])

    any_name = "|".join(re.escape(n) for row in raw["agencies"] for n in sorted(row["names"], key=len, reverse=True))

    def filled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(p.replace("{name}", f"(?P<name>{any_name})"), re.IGNORECASE) for p in patterns)

    signed = tuple((re.compile(row["pattern"], re.IGNORECASE), row["agency"]) for row in raw["signed"])
    return _Known(MappingProxyType(names), tuple(raw["agency_words"]), address, filled(raw["whole"]), filled(raw["part"]),
                  signed, re.compile(raw["there"]))
