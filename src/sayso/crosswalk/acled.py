# SPDX-License-Identifier: Apache-2.0
"""ACLED's event and sub-event, and UCDP's type of violence, of a claim: by rules over code, pattern, kinds of actor and target,
and words (docs/decisions/0008-crosswalks-by-rule.md)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sayso.model import Claim, Reading
from sayso.text import begins

HAPPENED = ("actual", "habitual")
NOT_HELD = ("denies", "doubts", "declines")
"""Stances of an innermost voice by which nobody says that it happened."""

FORCE = "violence."
CLASH = "violence.clash"
SIDES = ("state", "group")
CROWD_CONTROL = "Protest with intervention"
"""What ACLED calls the breaking up of a protest; UCDP counts armed force only, so that is none."""

LOOKED_AT = ("trigger", "instrument", "actor", "target")
"""Where a rule's words may stand if it names no place by `by`."""

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
"""UCDP's types of violence: a state is one of the two sides; two groups; unarmed people are the target."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of data/acled.yaml; None where it asks nothing."""

    event: str
    sub: str
    codes: tuple[str, ...]
    patterns: tuple[str, ...] | None
    actor: tuple[str, ...] | None
    target: tuple[str, ...] | None
    words: tuple[str, ...] | None
    by: tuple[str, ...] | None


@cache
def rules() -> tuple[Rule, ...]:
    """The shipped rules in order."""
    rows = yaml.safe_load(resources.files("sayso.crosswalk").joinpath("data/acled.yaml").read_text(encoding="utf-8"))

    def listed(row: dict[str, list[str]], key: str) -> tuple[str, ...] | None:
        return tuple(row[key]) if key in row else None

    keys = ("patterns", "actor", "target", "words", "by")
    return tuple(Rule(row["event"], row["sub"], tuple(row["codes"]), *(listed(row, k) for k in keys)) for row in rows)


def acled(claim: Claim, reading: Reading) -> tuple[str, str] | None:
    """(event type, sub-event type), or None where the claim is no event that ACLED records or did not happen."""
    if not happened(claim):
        return None
    for rule in rules():
        fits = claim.code.startswith(rule.codes) and (rule.patterns is None or claim.pattern in rule.patterns)
        if fits and _sides(claim, reading, rule) and _says(claim, reading, rule):
            return rule.event, rule.sub
    return None


def ucdp(claim: Claim, reading: Reading) -> int | None:
    """UCDP's type of violence; None for what is no use of force, did not happen, or lacks an armed actor."""
    if not claim.code.startswith(FORCE) or not happened(claim) or CROWD_CONTROL in (acled(claim, reading) or ()):
        return None
    actors, targets = (_kinds(claim, reading, role) for role in ("actor", "target"))
    sides = [[kind for kind in kinds if kind in SIDES] for kinds in (actors, targets)]
    if not sides[0]:
        return None
    if sides[1] or claim.code == CLASH and len(sides[0]) > 1:
        return STATE_BASED if "state" in sides[0] + sides[1] else NON_STATE
    return ONE_SIDED if claim.code != CLASH and {"person", "people"} & set(targets) else None


def happened(claim: Claim) -> bool:
    """Whether the claim is of something done, and is not only denied or doubted."""
    return claim.modality in HAPPENED and claim.polarity == "yes" and not (claim.voices and claim.voices[0].stance in NOT_HELD)


@cache
def armed() -> dict[str, tuple[str, ...]]:
    """The words that tell soldiers and rebels from other people, by kind in the order in which they are tried."""
    rows = yaml.safe_load(resources.files("sayso.crosswalk").joinpath("data/armed.yaml").read_text(encoding="utf-8"))
    return {kind: tuple(words) for kind, words in rows.items()}


def _kinds(claim: Claim, reading: Reading, role: str) -> tuple[str, ...]:
    """The types of what fills a role; people who are soldiers or rebels are of their side."""
    return tuple(_kind(reading.by_id[f.entity].type, reading.words(f.span)) for f in claim.roles.get(role, ()))


def _kind(entity_type: str, said: str) -> str:
    if entity_type not in ("person", "people"):
        return entity_type
    return next((kind for kind, words in armed().items() if begins(words, said)), entity_type)


def _sides(claim: Claim, reading: Reading, rule: Rule) -> bool:
    """Whether actor and target are of the kinds that a rule asks for."""
    return all(wanted is None or any(kind in wanted for kind in _kinds(claim, reading, role))
               for role, wanted in (("actor", rule.actor), ("target", rule.target)))


def _says(claim: Claim, reading: Reading, rule: Rule) -> bool:
    """Whether a rule's words stand in the trigger or the roles that it looks at."""
    if rule.words is None:
        return True
    places = rule.by or LOOKED_AT
    spans = [f.span for role in places for f in claim.roles.get(role, ())] + [claim.trigger] * ("trigger" in places)
    return any(begins(rule.words, reading.words(span)) for span in spans)
