# SPDX-License-Identifier: Apache-2.0
"""A reading's claims → their profiles: all that linking and the answers need of a claim, without the reading."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations

from sayso.across.acts import circle, kin
from sayso.across.parties import SIDES
from sayso.across.profiles import Profile, profile
from sayso.across.stories import salient
from sayso.across.when import days
from sayso.mentions.names import core, skeleton, words_of
from sayso.model import Claim, Json, Reading, Voice

QUOTE = 400
"""Letters of the evidence that a profile keeps, about two sentences: enough to read the claim alone."""

ABOUT = 15
"""Words of the report that a claim's profile keeps, the most salient: enough to tell that two reports are about one thing."""

WEEK = 7
"""Days of a bucket of time. A claim is in those that its days touch and has the next one too, so that two claims a day apart
share one."""

WEEKS = 4
"""Buckets that a claim is in at most, the last ones: what lasts longer, or is only dated by a year, is found by who and
where."""

PARTY = ("type", "names", "key", "country", "place", "titles", "parents")
"""What a claim's profile keeps of each entity in it: what `across.identity` compares by."""

PARTIES = 4
"""Named parties of a claim that are keys, in order of role; more are a list of names, each of which tells little."""


def claim_profiles(reading: Reading, entities: Mapping[str, Profile], report: str) -> list[Profile]:
    """One profile a claim, in text order. `entities`: the profiles of the reading's entities by their id in the reading;
    `report`: the id of the report's own profile."""
    about = salient(reading.report.title or "", reading.report.text, ABOUT)
    contents = [_content(reading, c, entities, report, about) for c in reading.claims]
    return [profile("claim", c["claim"], c, claim_keys(c)) for c in contents]


def claim_keys(content: Json) -> tuple[str, ...]:
    """The blocking keys of a claim with this content: at most 40. Circle of acts × week × party; circle × week × place; circle
    × two parties, and × party and place, without a day; and its report, within which all claims of a circle are compared."""
    own, circles, tie = circle(content["code"]), kin(content["code"]), content["code"].startswith("tie.")
    named = [(row["role"] in SIDES, block) for row in content["who"] if (block := _block(row)) is not None]
    who = sorted({block for party, block in named if party})[:PARTIES]
    everyone = sorted({block for _, block in named})[:PARTIES]
    span = days(content)
    weeks = range(span.first // WEEK, span.last // WEEK + 2) if span is not None and not tie else range(0)
    out = list(told_in(content["code"], content["report"]))
    out += [f"week {f} {w} {x}" for f in circles for w in weeks[-WEEKS:] for x in everyone]
    out += [f"pair {own} {x} {y}" for x, y in combinations(everyone, 2)]
    if tie or span is None:
        out += [f"party {own} {x}" for x in who]
    return tuple(out)


def told_in(code: str, report: str) -> tuple[str, ...]:
    """The keys of those claims of a report (its profile's id) that may tell of what one of this code does: by them acts that
    are told without a name ("the attack") are found in reports of the same story."""
    return tuple(f"report {report} {f}" for f in kin(code))


@lru_cache(16384)
def lemma(trigger: str) -> str:
    """The dictionary form of a trigger's first word, as a verb if it can be one: "shot" and "shooting" are one word."""
    from lemminflect import getLemma  # opens large tables: only when a claim asks for it

    word = trigger.split()[0].lower() if trigger.split() else ""
    found = getLemma(word, upos="VERB", lemmatize_oov=False) or getLemma(word, upos="NOUN", lemmatize_oov=False)
    return str(found[0]) if found else word


def _block(row: Json) -> str | None:
    """What the spellings of a participant's or place's name have in common: its key, or the last word of a person's name, the
    longest of another's, as it sounds. None for what has no name."""
    if row["key"]:
        return str(row["key"])
    names = [core(words_of(n)) for n in row["names"] or ()]
    words = [w[-1] if row["type"] in ("person", "people") else max(w, key=lambda x: (len(x), x)) for w in names if w]
    return skeleton(max(words, key=lambda x: (len(x), x))) if words else None


def _content(reading: Reading, claim: Claim, entities: Mapping[str, Profile], report: str, about: Json) -> Json:
    r = reading.report
    evidence = " … ".join(" ".join(reading.words(s).split()) for s in claim.evidence)
    return {
        "report": report,
        "claim": claim.id,
        "published": r.published.isoformat() if r.published else None,
        "outlet": r.outlet,
        "code": claim.code,
        "trigger": reading.words(claim.trigger),
        "at": list(claim.trigger),
        "word": lemma(reading.words(claim.trigger)),
        "who": [{"role": role, "entity": entities[f.entity].id, "name": reading.name(f.entity), "words": reading.words(f.span),
                 **{k: entities[f.entity].content.get(k) for k in PARTY}}
                for role, fillers in claim.roles.items() for f in fillers],
        "when": claim.when.to_dict() if claim.when else None,
        "count": claim.count.to_dict() if claim.count else None,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "voices": [_voice(reading, v, entities) for v in claim.voices],
        "answers": [a.to_dict() for a in claim.answers],
        "about": about,
        "words": salient("", evidence, ABOUT),
        "quote": evidence if len(evidence) <= QUOTE else evidence[:QUOTE] + "…",
    }


def _voice(reading: Reading, v: Voice, entities: Mapping[str, Profile]) -> Json:
    return {"entity": entities[v.source].id if v.source is not None else None,
            "name": reading.name(v.source) if v.source is not None else None,
            "type": reading.by_id[v.source].type if v.source is not None else None,
            "kind": v.kind, "stance": v.stance, "certainty": v.certainty, "how": v.how, "basis": v.basis,
            "cue": reading.words(v.cue), "number": v.number}
