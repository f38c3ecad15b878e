# SPDX-License-Identifier: Apache-2.0
"""When: the times in a report as intervals of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from sayso.mentions.calendar import Date, lexicon
from sayso.mentions.direction import ahead, goes_on
from sayso.mentions.sinces import since_clauses
from sayso.mentions.timegrammar import Scanner
from sayso.mentions.timewords import Found
from sayso.model import When
from sayso.parse import Parse


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time over words `first` to `last` (indices, inclusive). `kind`: point, duration or set; `sort`: the rule family
    (date, weekday, month, year, deictic, span, ago, told, bounded, vague, duration, length …); `found`: as the grammar has
    it."""

    first: int
    last: int
    when: When
    kind: str
    sort: str
    found: Found


def find_times(parse: Parse, published: Date | None) -> tuple[TimeMention, ...]:
    """All times of a report in text order. Without a publication date only full dates get days."""
    found = tuple(scan_times(parse, published))
    return tuple(mention(parse, f) for f in sorted((*found, *since_clauses(parse, found, published)), key=lambda f: f.first))


def scan_times(parse: Parse, published: Date | None) -> Iterator[Found]:
    """The times as the grammar found them, over words."""
    breaks = frozenset(s.first for s in parse.sentences if not _cut(parse, s.first))
    return Scanner([w.text for w in parse.words], published, breaks, partial(ahead, parse), partial(goes_on, parse)).scan()


def _cut(parse: Parse, first: int) -> bool:
    """Whether the parser ended a sentence within a date: "16 | November: The headman was shot"."""
    if not first or parse.words[first].lower not in lexicon()["months"]:
        return False
    return parse.words[first - 1].text.isdigit() and len(parse.words[first - 1].text) <= 2


def mention(parse: Parse, found: Found) -> TimeMention:
    """A time that the grammar found, with its place in the text."""
    span = parse.words[found.first].start, parse.words[found.last].end
    at, i = found.anchor_at, found.interval
    anchored = (parse.words[at[0]].start, parse.words[at[1]].end) if at else None
    when = When(
        span,
        i.start,
        i.end,
        i.precision,
        i.latest_start,
        i.earliest_end,
        found.anchor if i.known else None,
        anchored,
        found.kind,
    )
    return TimeMention(found.first, found.last, when, found.kind, found.sort, found)
