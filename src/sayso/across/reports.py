# SPDX-License-Identifier: Apache-2.0
"""A reading's report → its profile: what tells whose text it has, whom it cites, and which event it tells of."""

from __future__ import annotations

from urllib.parse import urlsplit

from sayso.across.credits import credit_lines, is_there
from sayso.across.fingerprints import fingerprints
from sayso.across.profiles import Profile, profile
from sayso.across.stories import story_keys, told
from sayso.model import Json, Reading, Report

SAMPLED = 2
"""One fingerprint in so many is a key, by its hash, so that two reports which share it have the same one. Of the four that a
rewrite shares at least (reuse.LEAST) one is a key in 15 of 16 cases; with one in four, a sixth of the copies were not
found."""

KEYS = 96
"""Such keys of a report at most, those of least hash: enough for some 1,200 words."""


def report_profile(reading: Reading) -> Profile:
    """The profile of a reading's report."""
    heard = {v.source for v in reading.voices if v.source is not None and v.kind == "outlet"}
    heard |= {v.source for c in reading.claims for v in c.voices if v.source is not None and v.kind == "outlet"}
    return profile_of(reading.report, sorted({reading.name(s) for s in heard}))


def profile_of(report: Report, cites: list[str] | None = None) -> Profile:
    """The same of a report that was not read for claims; `cites`: names of other outlets that it gives as its sources."""
    published = report.published.isoformat() if report.published else None
    prints = fingerprints(report.text)
    content: Json = {
        "id": report.id, "stem": report.stem, "outlet": report.outlet, "byline": report.byline, "dateline": report.dateline,
        "title": report.title, "published": published, "host": host(report.url), "letters": len(report.text),
        "prints": [p.row() for p in prints], "credits": [c.to_dict() for c in credit_lines(report)],
        "there": is_there(report.text), "cites": cites or [], **told(report)}
    return profile("report", "", content, (*story_keys(content["words"], published), *reuse_keys(content["prints"])))


def reuse_keys(prints: list[list[int]]) -> tuple[str, ...]:
    """The blocking keys of a text with these fingerprints."""
    chosen = sorted({row[0] for row in prints if row[0] % SAMPLED == 0})[:KEYS]
    return tuple(f"print {h}" for h in chosen)


def host(url: str | None) -> str | None:
    """The domain of an address, without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
