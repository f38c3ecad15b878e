# SPDX-License-Identifier: Apache-2.0
"""Finds what breaks the guidelines in a marked-up report: faults, surely wrong, and doubts, which somebody must look at.

What the guidelines say of single codes and words stands in data/guidelines.yaml; a rule here is one function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sayso.gold.read import GoldClaim, GoldReport
from sayso.model import Json
from sayso.text import Span, one_line, overlap, quote

LONGEST_TRIGGER = 5
"""Words. A trigger is the shortest that carries the claim; "laid down their arms" has four."""

NEAR = 60
"""Letters before a trigger in which "plans to" and "suspected" are still about it, within its sentence."""


@dataclass(frozen=True, slots=True)
class Breach:
    """What breaks the guidelines: where (an entity or claim of a report), which rule, and whether it is surely wrong."""

    report: str
    where: str
    rule: str
    message: str
    sure: bool

    def line(self) -> str:
        """The breach on one line."""
        return f"{self.report} {self.where}: {'fault' if self.sure else 'doubt'} ({self.rule}): {self.message}"

    def to_dict(self) -> Json:
        """The breach as data."""
        return {"report": self.report, "where": self.where, "rule": self.rule, "message": self.message, "sure": self.sure}


@cache
def guidelines() -> Mapping[str, Any]:
    """What the guidelines say of codes and words."""
    loaded: Mapping[str, Any] = yaml.safe_load(files("sayso.gold").joinpath("data/guidelines.yaml").read_text(encoding="utf-8"))
    return loaded


def check(gold: GoldReport) -> list[Breach]:
    """All breaches of one report, faults first."""
    found = [Breach(gold.stem, where, rule.__name__.strip("_").replace("_", " "), message, sure)
             for rule in RULES for where, message, sure in rule(gold)]
    return sorted(found, key=lambda b: not b.sure)


Found = Iterator[tuple[str, str, bool]]
"""Where, what is wrong, whether it is surely wrong."""


def _label(gold: GoldReport, claim: GoldClaim) -> str:
    return f"{claim.id} {claim.code} “{one_line(quote(gold.text, claim.trigger))}”"


def _trigger_length(gold: GoldReport) -> Found:
    for c in gold.claims:
        words = len(quote(gold.text, c.trigger).split())
        if words > LONGEST_TRIGGER:
            yield _label(gold, c), f"a trigger of {words} words; take the shortest that carries the claim", False


def _twice(gold: GoldReport) -> Found:
    """One proposition is one claim: the same code on the same words needs other people or another voice."""
    seen: dict[tuple[object, ...], str] = {}
    for c in gold.claims:
        key = (c.code, c.trigger, tuple(sorted(c.roles.items())), tuple((v.source, v.stance) for v in c.voices), c.polarity)
        if key in seen:
            yield _label(gold, c), f"says what {seen[key]} says", True
        seen.setdefault(key, c.id)


def _tie_told_twice(gold: GoldReport) -> Found:
    """An office or tie is marked once a report and holder."""
    seen: dict[tuple[object, ...], str] = {}
    for c in gold.claims:
        if not c.code.startswith("tie."):
            continue
        key = (c.code, c.polarity, *(tuple(sorted(c.roles.get(r, ()))) for r in ("actor", "group", "role", "target", "place")))
        if key in seen:
            yield _label(gold, c), f"this tie is {seen[key]} already", False
        seen.setdefault(key, c.id)


def _roles_of_code(gold: GoldReport) -> Found:
    told = guidelines()
    for c in gold.claims:
        rule = told["roles"].get(c.code) or told["families"].get(c.code.split(".")[0], {"needs": [], "may": []})
        known = {*told["anywhere"], *rule["may"], *(r for row in rule["needs"] for r in row)}
        for role in c.roles:
            if role not in known:
                yield _label(gold, c), f"this code has no role {role}", False
        for row in rule["needs"]:
            if not any(c.roles.get(r) for r in row):
                yield _label(gold, c), f"nobody fills {' or '.join(row)}", False


def _one_entity_in_two_roles(gold: GoldReport) -> Found:
    for c in gold.claims:
        filled = [(e, r) for r, es in c.roles.items() for e in es]
        for e in {e for e, _ in filled}:
            if len(roles := [r for x, r in filled if x == e]) > 1:
                yield _label(gold, c), f"{e} is {' and '.join(roles)}", False


def _entities(gold: GoldReport) -> Found:
    used = {e for c in gold.claims for es in c.roles.values() for e in es}
    heard = {x for c in gold.claims for v in c.voices for x in (v.source, v.to) if x}
    spans: dict[Span, str] = {}
    for e in gold.entities.values():
        if not e.mentions and e.id in used:
            yield e.id, f"“{e.name}” fills a role but has no mention", True
        if not e.mentions and e.id not in heard | used:
            yield e.id, f"“{e.name}” has no mention and no use", True
        if e.id not in heard | used and not re.search(r"[A-Z]", "".join(quote(gold.text, m) for m in e.mentions)):
            yield e.id, f"“{e.name}” has no name and no use", False
        for m in e.mentions:
            if m in spans:
                yield e.id, f"“{quote(gold.text, m)}” is a mention of {spans[m]} too", True
            spans.setdefault(m, e.id)


def _filler_in_sentence(gold: GoldReport) -> Found:
    """A role is filled from the claim's own sentence; a definite event noun carries its participants along."""
    for c in gold.claims:
        home = _paragraph(gold.text, c.trigger)
        for role, es in c.roles.items():
            for e in es:
                mentions = gold.entities[e].mentions
                if mentions and not any(overlap(m, home) for m in mentions):
                    yield _label(gold, c), f"{role} {e} (“{gold.entities[e].name}”) has no mention in this paragraph", False


def _voices(gold: GoldReport) -> Found:
    speaking = guidelines()["speaking"]
    for c in gold.claims:
        for v in c.voices:
            if v.cue is None and gold.entities[v.source].mentions and v is c.voices[0]:
                yield _label(gold, c), "its voice has no cue", False
            if v.cue and overlap(v.cue, c.trigger) and c.code != "speech.reply":
                yield _label(gold, c), "the cue of its voice is its own trigger", True
        if c.code in speaking and c.voices and c.voices[0].source in c.roles.get("actor", ()):
            yield _label(gold, c), "who demands, accuses or threatens is not its voice besides", c.code != "politics.support"
        if len({v.source for v in c.voices}) < len(c.voices):
            yield _label(gold, c), "one source speaks twice in the chain", False
        if c.voices and c.certainty != c.voices[0].certainty:
            yield _label(gold, c), "certainty is the innermost voice's own", False


def _replies(gold: GoldReport) -> Found:
    for c in gold.claims:
        if c.code == "speech.reply" and not c.answers and not c.roles.get("topic"):
            yield _label(gold, c), "a reply answers a claim or has a topic", False
        for answered, _ in c.answers:
            if answered == c.id:
                yield _label(gold, c), "it answers itself", True


def _defection(gold: GoldReport) -> Found:
    at = {c.trigger for c in gold.claims if c.code == "affiliation.defect"}
    for c in gold.claims:
        if c.code in ("affiliation.join", "affiliation.leave") and c.trigger in at:
            yield _label(gold, c), "the same words are a defection already", True


def _when(gold: GoldReport) -> Found:
    for c in gold.claims:
        if not c.when:
            continue
        if c.when.start and c.when.end and c.when.start > c.when.end:
            yield _label(gold, c), "its time ends before it begins", True
        if gold.published and c.when.start and c.modality == "actual" and c.when.start > gold.published.isoformat():
            yield _label(gold, c), f"it has happened, but on {c.when.start}, after the report", False
        if c.when.span and (c.when.start or c.when.end) and gold.published is None \
                and not re.search(r"\d{4}", quote(gold.text, c.when.span)):
            yield _label(gold, c), "a date without a year in the words and without a day of publication", False


def _count(gold: GoldReport) -> Found:
    told = guidelines()["count"]
    for c in gold.claims:
        if not c.count:
            continue
        words = one_line(quote(gold.text, c.count.span)).lower()
        before = one_line(gold.text[max(0, c.count.span[0] - 14): c.count.span[0]]).lower()
        # one word before the number ("handed over 31") may go with the verb
        low = any(f" {w}" in f" {words}" or " " in w and before.endswith(w) for w in told["low"])
        high = any(f" {w}" in f" {words}" or " " in w and before.endswith(w) for w in told["high"])
        if low and c.count.low is None and not high:
            yield _label(gold, c), f"“{words}” gives a lowest number", True
        if high and c.count.high is None and not low:
            yield _label(gold, c), f"“{words}” gives a highest number", True
        for word, number in told["words"].items():
            if re.search(rf"\b{word}\b", words) and c.count.low is None:
                yield _label(gold, c), f"“{words}”: {word} is at least {number}", True
        if c.count.best is None and c.count.low is None and c.count.high is None:
            yield _label(gold, c), "a count without a number", True


def _before(gold: GoldReport, c: GoldClaim) -> str:
    """The words right before a trigger, within its sentence."""
    text = gold.text[max(0, c.trigger[0] - NEAR): c.trigger[0]]
    return one_line(re.split(r"[.!?\n]", text)[-1]).lower()


def _plans(gold: GoldReport) -> Found:
    for c in gold.claims:
        if c.modality == "actual" and any(_before(gold, c).endswith(p) for p in guidelines()["planned"]):
            yield _label(gold, c), "what somebody plans, seeks or attempts is planned", False


def _hedges(gold: GoldReport) -> Found:
    for c in gold.claims:
        word = _before(gold, c).split(" ")[-1]
        if word in guidelines()["probable"] and c.certainty == "certain" and not c.code.startswith("tie."):
            yield _label(gold, c), f"“{word}” makes it probable", False


def _paragraph(text: str, at: Span) -> Span:
    start = text.rfind("\n", 0, at[0]) + 1
    end = text.find("\n", at[1])
    return start, end if end >= 0 else len(text)


RULES = (_twice, _roles_of_code, _entities, _voices, _replies, _defection, _when, _count, _trigger_length, _tie_told_twice,
         _one_entity_in_two_roles, _filler_in_sentence, _plans, _hedges)
"""In the order in which their findings are shown."""
