# SPDX-License-Identifier: Apache-2.0
"""Which reports have another one's text: copied, or rewritten in part; which passages they share, and whose came first."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping

from sayso.across.bodies import outlet_words
from sayso.across.credits import agency
from sayso.across.profiles import Link, Profile
from sayso.model import Json

COPY = 0.5
"""Share of the shorter text's fingerprints, direct speech aside, that the other has too, from which it is a copy: an editor's
new headline, cuts and a paragraph of his own leave more; two writers with one press release share less."""

REWRITE = 0.1
"""The same for a rewritten text that kept sentences."""

LEAST = 4
"""Fingerprints of the outlets' own words that must be shared, some 25 words: one sentence may be a phrase or a title."""

PLACES = 2
"""Passages that a rewrite, which has less than half, must have: one alone is a document set off without marks, a
caption, or the background that an agency repeats."""

WHOLE = 0.8
"""The share for two undated reports of one outlet: its newsletters repeat half of their text from issue to issue."""

FEW = 3
"""Days within which an outlet prints the same report anew."""

SPEECH = 2
"""Fingerprints shared in direct speech from which both carry the same quotation: one long sentence or two."""

NEAR = 60
"""Letters between two shared runs that are still one passage: a word or two changed."""

Passage = tuple[tuple[int, int], tuple[int, int]]


def compare(a: Profile, b: Profile) -> Link | None:
    """A link "copy" or "rewrite" (left has its text from right), or "quote" (both carry the same words of a speaker), or
    None."""
    left, right = sorted((a, b), key=lambda p: p.id)
    other = _first(right)
    if _first(left).keys().isdisjoint(other):
        return None
    mine, theirs = left.content["prints"], right.content["prints"]
    pairs = [(row, other[row[0]]) for row in mine if row[0] in other]
    said = {row[0] for row in (*mine, *theirs) if row[3]}  # marked in either
    own = [(x, y) for x, y in pairs if x[0] not in said]
    if len(pairs) < SPEECH:
        return None
    written = min(sum(r[0] not in said for r in mine), sum(r[0] not in said for r in theirs))
    share = len({x[0] for x, _ in own}) / written if written else 0.0
    kept = share >= REWRITE and len(passages(own)) >= PLACES and not _one_outlet(left.content, right.content)
    if len(own) >= LEAST and (kept or share >= _copied(left.content, right.content)):
        relation = "copy" if share >= COPY else "rewrite"
        shared = passages(pairs)
        taker, _, why = direction(left.content, right.content)
        words = f"{round(100 * min(share, 1))} % of the shorter text, {many(len(shared))}"
        if taker is right.content:
            left, right, shared = right, left, [(y, x) for x, y in shared]
        return Link("report", left.id, right.id, relation, (words, why), tuple(shared))
    spoken = [(x, y) for x, y in pairs if x[0] in said]
    if len(spoken) >= SPEECH:
        shared = passages(spoken)
        return Link("report", left.id, right.id, "quote", (f"the same direct speech, {many(len(shared))}",), tuple(shared))
    return None


def _first(p: Profile) -> Mapping[int, list[int]]:
    """A report's fingerprints by their hash, of equal ones the first: two in three pairs of reports have none in common."""
    rows: Mapping[int, list[int]] | None = p.memo.get("prints")
    if rows is None:
        rows = p.memo["prints"] = {row[0]: row for row in reversed(p.content["prints"])}
    return rows


def passages(pairs: Iterable[tuple[list[int], list[int]]]) -> list[Passage]:
    """Shared runs → shared passages: spans of both texts, runs that follow each other in both joined."""
    out: list[Passage] = []
    for x, y in sorted(pairs, key=lambda p: (p[0][1], p[1][1])):
        if out:
            (a, b), (c, d) = out[-1]
            if x[1] <= b + NEAR and c <= y[1] <= d + NEAR:
                out[-1] = (a, max(b, x[2])), (c, max(d, y[2]))
                continue
        out.append(((x[1], x[2]), (y[1], y[2])))
    return out


def direction(a: Json, b: Json) -> tuple[Json, Json, str]:
    """(who took, who gave, why) of two reports with one text: who credits the other's agency took; else the later one; else,
    where nothing tells, the first by its id, with these words."""
    for taker, giver in ((a, b), (b, a)):
        name = agency(giver["outlet"])
        if name is not None and agency(taker["outlet"]) != name and (credit := credited(taker, name)) is not None:
            return taker, giver, f"{credit['where']} names {name}: “{credit['words']}”"
    for taker, giver in ((a, b), (b, a)):
        if credited(taker, None) is not None and credited(giver, None) is None and agency(giver["outlet"]) is None:
            first = credited(taker, None)
            if first is not None and first["whole"] and not _earlier(giver, taker):
                return giver, taker, f"the other has it from {first['agency']}, by its {first['where']}"
    if a["published"] and b["published"] and a["published"] != b["published"]:
        taker, giver = (a, b) if a["published"] > b["published"] else (b, a)
        return taker, giver, f"printed {taker['published']}, the other {giver['published']}"
    return a, b, "which was first is not told"


def credited(report: Json, name: str | None) -> Json | None:
    """The credit by which a report has its text from an agency; with no name from any, "whole" ones first."""
    found: Iterable[Json] = report["credits"]
    return next((c for c in found if (name is None or c["agency"] == name) and c["where"] != "outlet"), None)


def _one_outlet(a: Json, b: Json) -> bool:
    """Whether one outlet printed both. Its background, link lists and galleries stand in many of its reports, and that it has
    them from itself tells nothing of origins."""
    return bool(a["outlet"] and b["outlet"] and outlet_words(a["outlet"]) == outlet_words(b["outlet"]))


def _copied(a: Json, b: Json) -> float:
    """The share from which two are a copy. Of one outlet only what it prints anew within FEW days is; where a day is not
    told, WHOLE."""
    if not _one_outlet(a, b):
        return COPY
    if not (a["published"] and b["published"]):
        return WHOLE
    days = [datetime.date.fromisoformat(x["published"]) for x in (a, b)]
    return COPY if abs((days[0] - days[1]).days) <= FEW else math.inf


def _earlier(a: Json, b: Json) -> bool:
    return bool(a["published"] and b["published"] and a["published"] < b["published"])


def many(passages: int) -> str:
    """A number of passages in words."""
    return f"{passages} passage{'s'[: passages != 1]}"
