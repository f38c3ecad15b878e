# SPDX-License-Identifier: Apache-2.0
"""Times that a whole clause or phrase after "since" gives: "since the strike began in September", "since independence in 1960".

The inner time ("in September") is the beginning of the strike; for what is told beside it the same days are where a span up to
the report begins. Both are kept, as each is some predicate's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.mentions.calendar import Date, Interval
from sayso.mentions.timewords import Found
from sayso.parse import Parse

SORT = "since"


def since_clauses(parse: Parse, found: Sequence[Found], published: Date | None) -> Iterator[Found]:
    """The spans that begin within a clause or phrase under "since"; none without the report's day, up to which they run."""
    if published is None:
        return
    for word in parse.words:
        if word.lower != "since" or word.relation.partition(":")[0] not in ("case", "mark") or _taken(word.index, found):
            continue
        under = {w.index for w in parse.subtree(word.head)}
        inside = (f for f in found if f.first in under and f.first > word.index and f.kind == "point")
        first = next((f for f in inside if not _parted(parse, word.index, f.first)), None)
        if first is None or first.interval.start is None or first.interval.start > published:
            continue
        began = first.interval
        latest = min(began.end, published) if began.end else None
        interval = Interval(began.start, published, began.precision, latest, published)
        yield replace(first, first=word.index, interval=interval, sort=SORT, inner=first.simple)


def _taken(index: int, found: Sequence[Found]) -> bool:
    """Whether the grammar already has a time at a word: "since October"."""
    return any(f.first <= index <= f.last for f in found)


def _parted(parse: Parse, first: int, last: int) -> bool:
    return any(parse.words[i].text in (",", ";", ":") for i in range(first, last))
