# SPDX-License-Identifier: Apache-2.0
"""Affiliations as flat rows, as JSON with names, and as texts for a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.belonging import Affiliation, Edge, Ground
from sayso.model import Json, Reading
from sayso.views import statement
from sayso.views.words import load, shown

COLUMNS = ("report", "outlet", "published", "affiliation", "member", "relation", "role", "body", "status", "since_earliest",
           "since_latest", "until_earliest", "until_latest", "began", "ended", "modality", "certainty", "says", "against",
           "claims", "evidence")
"""The columns of `rows`, in order."""

HEADINGS = ("who in what", "from – until", "on whose word")
"""Of the table for people."""

SMALL = {"member": "member of", "leader": "of", "office": "of", "founder": "of", "part": "of", "allegiance": "sworn to",
         "union": "one with", "ally": "ally of"}
"""The words between a member and a body: relations that have an office of their own take it before "of"."""

_AGAINST = {"negated": "says no", "denied": "denies", "doubted": "doubts"}

NAMED = {"leader": "leader", "office": "office", "founder": "founder", "part": "part"}
"""What stands for the office where the report gives none."""


@dataclass(frozen=True, slots=True)
class Line:
    """One affiliation as texts of HEADINGS, and on what footing it stands: own, attributed or disputed."""

    cells: tuple[str, str, str]
    status: str


def data(reading: Reading, a: Affiliation) -> Json:
    """The public form of docs/affiliations.md: the affiliation, with report and names."""
    names = {e: shown(reading.name(e)) for e in (a.member, a.body, *(g.other for g in a.grounds),
                                                 *(v.source for g in a.grounds for v in g.voices)) if e is not None}
    return {"report": reading.report.stem, "outlet": reading.report.outlet, "published": _iso(reading), **a.to_dict(),
            "names": names}


def row(reading: Reading, a: Affiliation) -> dict[str, str | None]:
    """One affiliation as a flat row of COLUMNS; None where nothing is known."""
    return {
        "report": reading.report.stem, "outlet": reading.report.outlet, "published": _iso(reading), "affiliation": a.id,
        "member": reading.name(a.member), "relation": a.relation, "role": a.role,
        "body": reading.name(a.body) if a.body else None, "status": a.status,
        **{f"{name}_{side}": bound.day.isoformat() if (bound := getattr(edge, side)) else None
           for name, edge in (("since", a.since), ("until", a.until)) for side in ("earliest", "latest")},
        "began": "; ".join(dict.fromkeys(_act(reading, g) for g in a.began)) or None,
        "ended": "; ".join(dict.fromkeys(_act(reading, g) for g in a.ended)) or None,
        "modality": "; ".join(dict.fromkeys(g.modality for g in a.grounds)),
        "certainty": "; ".join(dict.fromkeys(g.certainty for g in a.grounds)),
        "says": "; ".join(dict.fromkeys(_chain(reading, g) for g in a.grounds if g.side == "for")) or None,
        "against": "; ".join(dict.fromkeys(f"{_chain(reading, g)} ({g.side})" for g in a.contradictions)) or None,
        "claims": "; ".join(a.claims),
        "evidence": " … ".join(" ".join(reading.words(s).split()) for s in a.evidence),
    }


def _iso(reading: Reading) -> str | None:
    return reading.report.published.isoformat() if reading.report.published else None


def _act(reading: Reading, g: Ground) -> str:
    """ "defected to the Hawks", "joined"."""
    way = {"begins": "from", "ends": "to"}[g.does]
    return f"{g.how} {way} {shown(reading.name(g.other))}" if g.other else g.how


def _chain(reading: Reading, g: Ground) -> str:
    """Who says so, innermost first; the outlet in its own voice. Of a reply without a voice, who replies."""
    if not g.voices and g.answer is not None:
        actors = next((c.roles.get("actor", ()) for c in reading.claims if c.id == g.answer), ())
        if actors:
            return shown(reading.name(actors[0].entity))
    names = [shown(reading.name(v.source)) for v in g.voices]
    return " < ".join(names) if names else statement.outlet(reading.report)


def line(reading: Reading, a: Affiliation, numbers: Mapping[str, int]) -> Line:
    """One affiliation as texts for a table; `numbers`: claim id → its number in `sayso read`."""
    name, body = shown(reading.name(a.member)), shown(reading.name(a.body)) if a.body else ""
    own = a.role if a.relation in ("leader", "office", "part") else None
    word = own or NAMED.get(a.relation, "")
    what = " ".join(p for p in (shown(word), SMALL[a.relation] if body else "", body) if p) or a.relation
    dates = [p for p in (edge("from", a.since), edge("until", a.until)) if p]
    acts = [_act(reading, g) for g in (*a.began, *a.ended)]
    plans = [f"{g.modality}: {g.how}" for g in a.grounds if g.side == "for" and not g.holds and g.how]
    when = [a.status, *dates, *dict.fromkeys(acts), *dict.fromkeys(plans)]
    says = list(dict.fromkeys(_said(reading, g) for g in a.grounds))
    cited = ", ".join(str(n) for n in sorted({numbers[c] for c in a.claims}))
    status = "disputed" if a.contradictions else "attributed" if any(g.voices for g in a.grounds) else "own"
    return Line((f"{name}: {what}", "\n".join(when), "\n".join([*says, f"claim{'s' * (',' in cited)} {cited}"])), status)


def _said(reading: Reading, g: Ground) -> str:
    """Who says it, with the stance where that is not plain saying, and how surely where that is not certainly."""
    lexicon = load()
    stance = g.voices[0].stance if g.voices else "states"
    notes = [_AGAINST[g.side] + (f": {g.how}" if g.how else "")] if g.side != "for" else []
    notes += [stance] if not notes and stance != "states" else []
    notes += [lexicon.certainty.get(g.certainty, ("?", g.certainty))[1]] if g.certainty != "certain" else []
    return _chain(reading, g) + (f" ({', '.join(notes)})" if notes else "")


def edge(word: str, when: Edge) -> str:
    """ "from 2015-01-01 to 2015-12-31", "until 2025-03-14 or later"; what rests only on the report's day is left out
    but for an end."""
    low, high = when.earliest, when.latest
    if low and high and low.day == high.day:
        return f"{word} {low.day}"
    if low and high:
        return f"{word} {low.day} to {high.day}" if high.basis == "time" else f"{word} {low.day} or later"
    if low is not None:
        return "" if low.basis == "report" else f"{word} {low.day} or later"
    return f"{word} {high.day} or before" if high is not None and high.basis == "time" else ""
