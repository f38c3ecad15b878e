# SPDX-License-Identifier: Apache-2.0
"""ACLED's event and sub-event, and UCDP's type of violence, of a claim: by rule, kinds of actor and target, and words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sayso.model import Claim, Reading

HAPPENED = ("actual", "habitual")
ARMED = ("state", "group")
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
    if claim.modality not in HAPPENED or claim.polarity == "no":
        return None
    pattern = claim.why[0].rpartition("/")[2] if claim.why else ""
    for rule in rules():
        fits = claim.code.startswith(rule.codes) and (rule.patterns is None or pattern in rule.patterns)
        if fits and _sides(claim, reading, rule) and _says(claim, reading, rule):
            return rule.event, rule.sub
    return None


def ucdp(claim: Claim, reading: Reading) -> int | None:
    """UCDP's type of violence; None for what is no use of force, did not happen, or lacks an armed actor."""
    if not claim.code.startswith("violence.") or claim.modality not in HAPPENED or claim.polarity == "no":
        return None
    actors, targets = _kinds(claim, reading, "actor"), _kinds(claim, reading, "target")
    sides = [kind for kind in (*actors, *targets) if kind in ARMED]
    if not any(kind in ARMED for kind in actors):
        return None
    if len(sides) > 1:
        return STATE_BASED if "state" in sides else NON_STATE
    return ONE_SIDED if {"person", "people"} & set(targets) else None


def _kinds(claim: Claim, reading: Reading, role: str) -> tuple[str, ...]:
    return tuple(reading.by_id[f.entity].type for f in claim.roles.get(role, ()))


def _sides(claim: Claim, reading: Reading, rule: Rule) -> bool:
    """Whether actor and target are of the kinds that a rule asks for."""
    return all(wanted is None or any(kind in wanted for kind in _kinds(claim, reading, role))
               for role, wanted in (("actor", rule.actor), ("target", rule.target)))


def _says(claim: Claim, reading: Reading, rule: Rule) -> bool:
    """Whether a rule's words stand in the trigger or the roles that it looks at."""
    if rule.words is None:
        return True
    spans = [f.span for role in rule.by or ("instrument", "actor", "target") for f in claim.roles.get(role, ())]
    said = " ".join(["", *(reading.words(span).lower() for span in ([] if rule.by else [claim.trigger]) + spans)])
    return any(f" {word}" in said for word in rule.words)
