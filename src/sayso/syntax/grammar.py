# SPDX-License-Identifier: Apache-2.0
"""Word lists of English grammar that the slots need, read from data/grammar.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word lists that the slots need; data/grammar.yaml."""

    object_control: frozenset[str]
    aiding: frozenset[str]
    subject_control: frozenset[str]
    light: frozenset[tuple[str, ...]]
    voicing: frozenset[str]
    suffer: frozenset[tuple[str, ...]]
    wield: frozenset[tuple[str, ...]]
    suffer_object: frozenset[str]
    aiming: frozenset[str]
    hits: frozenset[str]
    takes_place: frozenset[str]
    planned: frozenset[str]
    led_by: frozenset[str]
    doers: frozenset[str]
    sufferers: frozenset[str]
    settlements: frozenset[str]
    transparent: frozenset[str]
    aims: frozenset[str]
    parts: frozenset[str]
    rounds: frozenset[str]
    raised: frozenset[str]
    harms: frozenset[str]
    frames: frozenset[str]
    answerable: frozenset[str]
    involved: frozenset[str]
    partaking: frozenset[str]
    owning: frozenset[str]
    traces: frozenset[str]
    bodies: frozenset[str]
    falls: frozenset[str]
    holds: frozenset[str]
    support: frozenset[str]
    backing: frozenset[str]
    limbs: frozenset[str]
    nowhere: frozenset[str]
    spots: frozenset[str]
    sayings: frozenset[str]
    firing: frozenset[str]
    blasts: frozenset[str]
    calling: frozenset[str]
    charging: frozenset[str]
    counts: frozenset[str]
    tiers: frozenset[str]
    departments: frozenset[str]
    ministers: frozenset[str]
    presiding: frozenset[str]
    occupations: frozenset[str]
    forces: frozenset[str]
    below: frozenset[str]
    detailing: frozenset[str]
    witnessing: frozenset[str]
    seats: frozenset[str]
    assaults: frozenset[str]
    mutual: frozenset[str]
    ways: frozenset[str]
    institutions: frozenset[str]
    quelling: frozenset[str]
    harmed: frozenset[str]
    sorts: frozenset[str]
    protesting: frozenset[str]
    without_object: frozenset[str]
    deeds: frozenset[str]
    wishes: frozenset[str]
    regarding: frozenset[str]
    lays: frozenset[str]
    leavings: frozenset[str]
    sanctioning: frozenset[str]
    perceiving: frozenset[str]


@cache
def grammar() -> Grammar:
    """The shipped word lists."""
    raw = yaml.safe_load(resources.files("sayso.syntax").joinpath("data/grammar.yaml").read_text(encoding="utf-8"))

    def words(key: str) -> frozenset[str]:
        return frozenset(raw[key].split())

    def phrases(key: str) -> frozenset[tuple[str, ...]]:
        return frozenset(tuple(x.strip().split()) for x in raw[key].split(","))

    return Grammar(
        words("object_control"),
        words("aiding"),
        words("subject_control"),
        phrases("light"),
        words("voicing"),
        phrases("suffer"),
        phrases("wield"),
        words("suffer_object"),
        words("aiming"),
        words("hits"),
        words("takes_place"),
        words("planned"),
        words("led_by"),
        words("doers"),
        words("sufferers"),
        words("settlements"),
        words("transparent"),
        words("aims"),
        words("parts"),
        words("rounds"),
        words("raised"),
        words("harms"),
        words("frames"),
        words("answerable"),
        words("involved"),
        words("partaking"),
        words("owning"),
        words("traces"),
        words("bodies"),
        words("falls"),
        words("holds"),
        words("support"),
        words("backing"),
        words("limbs"),
        words("nowhere"),
        words("spots"),
        words("sayings"),
        words("firing"),
        words("blasts"),
        words("calling"),
        words("charging"),
        words("counts"),
        words("tiers"),
        words("departments"),
        words("ministers"),
        words("presiding"),
        words("occupations"),
        words("forces"),
        words("below"),
        words("detailing"),
        words("witnessing"),
        words("seats"),
        words("assaults"),
        words("mutual"),
        words("ways"),
        words("institutions"),
        words("quelling"),
        words("harmed"),
        words("sorts"),
        words("protesting"),
        words("without_object"),
        words("deeds"),
        words("wishes"),
        words("regarding"),
        words("lays"),
        words("leavings"),
        words("sanctioning"),
        words("perceiving"),
    )
