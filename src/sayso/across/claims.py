# SPDX-License-Identifier: Apache-2.0
"""A reading's claims → their profiles: all that linking and the answers need of a claim, without the reading."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.across.profiles import Profile, profile
from sayso.model import Claim, Json, Reading, Voice

QUOTE = 400
"""Letters of the evidence that a profile keeps, about two sentences: enough to read the claim alone."""


def claim_profiles(reading: Reading, entities: Mapping[str, Profile], report: str) -> list[Profile]:
    """One profile a claim, in text order. `entities`: the profiles of the reading's entities by their id in the reading;
    `report`: the id of the report's own profile."""
    return [profile("claim", c.id, _content(reading, c, entities, report), ()) for c in reading.claims]


def _content(reading: Reading, claim: Claim, entities: Mapping[str, Profile], report: str) -> Json:
    r = reading.report
    evidence = " … ".join(" ".join(reading.words(s).split()) for s in claim.evidence)
    return {
        "report": report,
        "claim": claim.id,
        "published": r.published.isoformat() if r.published else None,
        "outlet": r.outlet,
        "code": claim.code,
        "trigger": reading.words(claim.trigger),
        "who": [{"role": role, "entity": entities[f.entity].id, "name": reading.name(f.entity), "words": reading.words(f.span),
                 **{k: entities[f.entity].content.get(k) for k in ("type", "names", "key", "country", "place")}}
                for role, fillers in claim.roles.items() for f in fillers],
        "when": claim.when.to_dict() if claim.when else None,
        "count": claim.count.to_dict() if claim.count else None,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "voices": [_voice(reading, v, entities) for v in claim.voices],
        "answers": [a.to_dict() for a in claim.answers],
        "quote": evidence if len(evidence) <= QUOTE else evidence[:QUOTE] + "…",
    }


def _voice(reading: Reading, v: Voice, entities: Mapping[str, Profile]) -> Json:
    return {"entity": entities[v.source].id if v.source is not None else None,
            "name": reading.name(v.source) if v.source is not None else None,
            "type": reading.by_id[v.source].type if v.source is not None else None,
            "kind": v.kind, "stance": v.stance, "certainty": v.certainty, "how": v.how, "basis": v.basis,
            "cue": reading.words(v.cue), "number": v.number}
