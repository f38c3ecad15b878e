# SPDX-License-Identifier: Apache-2.0
"""From claims to ACLED's and UCDP's types: short texts through the whole of Sayso, and the rules against ACLED's own list, the
codebook and each other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.crosswalk.acled import LOOKED_AT, Rule, acled, armed, rules, ucdp
from sayso.model import ENTITY_TYPES, ROLES
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

HERE = Path(__file__).parent / "cases"
CASES: dict[str, dict[str, Any]] = {c["id"]: c for c in yaml.safe_load((HERE / "acled.yaml").read_text(encoding="utf-8"))}
LISTS: dict[str, list[str]] = yaml.safe_load((HERE / "schemes.yaml").read_text(encoding="utf-8"))["acled"]
EVENTS = {sub: event for event, subs in LISTS.items() for sub in subs}


def within(narrow: tuple[str, ...] | None, wide: tuple[str, ...] | None) -> bool:
    """Whether what one condition lets through the other does too; None lets all through."""
    return wide is None or narrow is not None and set(narrow) <= set(wide)


def shadows(earlier: Rule, code: str, later: Rule) -> bool:
    """Whether whatever fits a later rule by this code has fitted an earlier one."""
    if not code.startswith(earlier.codes) or not all(within(getattr(later, c), getattr(earlier, c))
                                                     for c in ("patterns", "actor", "target")):
        return False
    if earlier.words is None:
        return True
    if later.words is None or not within(later.by or LOOKED_AT, earlier.by or LOOKED_AT):
        return False
    return all(word.startswith(earlier.words) for word in later.words)


@pytest.mark.parametrize("case", CASES)
def test_types(case: str, reader: Reader) -> None:
    wanted = CASES[case]
    reading = reader.read(report_from_text(wanted["text"], ReadOptions(language="en")))
    said = [f"{c.code} {c.why[0]} {acled(c, reading)} {ucdp(c, reading)}" for c in reading.claims]
    events = {event for c in reading.claims if (event := acled(c, reading))}
    assert events == ({(EVENTS[wanted["sub"]], wanted["sub"])} if "sub" in wanted else set()), said
    types = {kind for c in reading.claims if (kind := ucdp(c, reading))}
    assert types == ({wanted["ucdp"]} if "ucdp" in wanted else set()), said


def test_each_sub_event_has_rules_and_cases() -> None:
    assert len(EVENTS) == 25
    assert {rule.sub for rule in rules()} == set(EVENTS)
    cases = Counter(c.get("sub") for c in CASES.values())
    assert not [sub for sub in EVENTS if cases[sub] < 2]


def test_rules_keep_to_the_list_of_the_scheme() -> None:
    for rule in rules():
        assert EVENTS.get(rule.sub) == rule.event, rule


def test_rules_name_codes_and_patterns_that_there_are(reader: Reader) -> None:
    codes = reader.codebook.codes
    for rule in rules():
        for code in rule.codes:
            assert any(c.startswith(code) for c in codes), f"{rule.sub}: {code}"
        patterns = {p.id for name, code in codes.items() if name.startswith(rule.codes) for p in code.patterns}
        assert set(rule.patterns or ()) <= patterns, rule.sub


def test_rules_name_kinds_and_places_that_there_are() -> None:
    kinds = {*ENTITY_TYPES, *armed()}
    for rule in rules():
        assert {*(rule.actor or ()), *(rule.target or ())} <= kinds, rule.sub
        assert set(rule.by or ()) <= {"trigger", *ROLES}, rule.sub


def test_no_rule_is_dead() -> None:
    for k, later in enumerate(rules()):
        for code in later.codes:
            assert not [earlier for earlier in rules()[:k] if shadows(earlier, code, later)], f"{later.sub}: {code}"
