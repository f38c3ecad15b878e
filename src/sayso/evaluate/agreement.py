# SPDX-License-Identifier: Apache-2.0
"""How far two readers agree who marked the same reports: one is scored against the other as a system is against the gold."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.claims import ClaimScores, score_claims
from sayso.gold.read import GoldClaim, GoldReport, load_gold
from sayso.model import Json


def agreement(first: Path, second: Path) -> ClaimScores:
    """The second reader's marks scored against the first's, on the reports that both have; raises InputError."""
    ours, theirs = ({g.stem: g for g in load_gold(folder)} for folder in (first, second))
    both = sorted(ours.keys() & theirs.keys())
    if not both:
        raise InputError(f"{first} and {second} have no report in common.", "Give two folders with marks of the same reports.")
    for stem in both:
        if ours[stem].text != theirs[stem].text:
            raise InputError(f"{stem}: the two texts differ.", "Let both readers mark the same text.")
    return score_claims([ours[stem] for stem in both], {stem: as_said(theirs[stem]) for stem in both})


def as_said(gold: GoldReport) -> Json:
    """Marks in the form in which a system gives claims (docs/claims.md), as far as the scorer looks."""
    return {"entities": [{"id": e.id, "type": e.type, "name": e.name, "mentions": [list(m) for m in e.mentions]}
                         for e in gold.entities.values()],
            "claims": [_claim(c) for c in gold.claims]}


def _claim(c: GoldClaim) -> Json:
    return {"id": c.id, "code": c.code, "trigger": list(c.trigger), "roles": {r: list(es) for r, es in c.roles.items()},
            "when": {"start": c.when.start, "end": c.when.end} if c.when else None,
            "count": {"best": c.count.best, "low": c.count.low, "high": c.count.high} if c.count else None,
            "modality": c.modality, "polarity": c.polarity, "certainty": c.certainty,
            "voices": [{"source": v.source, "stance": v.stance} for v in c.voices]}
