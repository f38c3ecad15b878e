# SPDX-License-Identifier: Apache-2.0
"""Profiles of a reading's entities: equal from report to report where they say enough, of their report where they do not."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from sayso.across.entities import entity_profiles
from sayso.across.profiles import Profile
from sayso.model import Entity, Mention, Place, Reading, Report

EGYPT = Place(357994, 27.0, 30.0, "EG", None, "country", "the country of that name")


def read(text: str, *entities: tuple[str, str, Any], day: str = "2025-03-14") -> dict[str, Profile]:
    """Profiles by the entity's first words. An entity: its type, its mentions with "; " between (a ~ before one that is no
    name), its place."""
    made = []
    for n, (kind, told, place) in enumerate(entities, 1):
        mentions, at = [], 0
        for words in told.split("; "):
            form, words = ("nominal", words[1:]) if words[0] == "~" else ("name", words)
            at = text.index(words, at)
            mentions.append(Mention(at, at + len(words), 0, form))
            at += 1
        key = f"geonames:{place.geonames}" if place and place.geonames and kind in ("place", "state") else None
        name = max(told.replace("~", "").split("; "), key=len)
        made.append(Entity(f"e{n}", kind, name, tuple(mentions), key, place))
    report = Report("sha256:" + text, "stem", "x", text, published=datetime.date.fromisoformat(day))
    found = entity_profiles(Reading(report, tuple(made), ()), "r" + text)
    return {told.split("; ")[0].lstrip("~"): found[f"e{n}"] for n, (_, told, _) in enumerate(entities, 1)}


def test_equal_entities_of_two_reports_are_one_profile() -> None:
    one = read("Rashid Belkora left. Belkora said so.", ("person", "Rashid Belkora; Belkora", None))["Rashid Belkora"]
    two = read("In Sirte, Rashid Belkora spoke.", ("person", "Rashid Belkora", None))["Rashid Belkora"]
    assert one.id == two.id and one.keys


def test_the_unnamed_are_of_their_report_alone() -> None:
    a = read("An official spoke.", ("person", "~An official", None))["An official"]
    b = read("An official spoke again.", ("person", "~An official", None))["An official"]
    assert a.id != b.id and a.keys == b.keys == () and a.content["report"] and a.content["names"] == []


def test_two_unnamed_of_one_report_are_two() -> None:
    found = read("An officer spoke. Then an officer left.", ("person", "~An officer", None), ("person", "~an officer", None))
    assert len({p.id for p in found.values()}) == 2


@pytest.mark.parametrize(("kind", "name", "place", "alone"), [
    ("person", "Belkora", None, True), ("person", "Rashid Belkora", None, False), ("person", "Mohamed Ali", None, True),
    ("state", "Interior Ministry", None, True), ("state", "Egyptian Interior Ministry", None, False),
    ("group", "Communist Party", None, True), ("group", "Dune Front", None, False), ("group", "Hamas", None, False),
    ("thing", "Winter", None, True), ("people", "Kurds", None, True), ("place", "Zarda", None, True)])
def test_a_name_that_says_too_little_stays_in_its_report(kind: str, name: str, place: Any, alone: bool) -> None:
    p = read(f"Now {name} is told of.", (kind, name, place))[name]
    assert ("report" in p.content) is alone
    assert bool(p.keys) is not alone


def test_office_country_and_group_stand_by_the_name() -> None:
    text = "The Egyptian general Belkora, a commander of Hamas, spoke. A minister left."
    found = read(text, ("person", "~The Egyptian general; Belkora; ~a commander of Hamas; ~A minister", None),
                 ("group", "Hamas", None))
    p = found["The Egyptian general"]
    assert (p.content["country"], p.content["titles"], p.content["parents"]) == ("EG", ["commander", "general"], ["body:Hamas"])
    assert p.content["names"] == ["Belkora"] and p.keys      # one name alone, but enough beside it


def test_an_age_gives_a_year_of_birth() -> None:
    assert read("Rashid Belkora, 34, left.", ("person", "Rashid Belkora", None))["Rashid Belkora"].content["born"] == 1991


def test_an_office_is_no_name() -> None:
    found = read("Egyptian President Rashid Belkora spoke.", ("person", "Egyptian President; Rashid Belkora", None))
    assert found["Egyptian President"].content["names"] == ["Rashid Belkora"]
    king = read("Martin King spoke.", ("person", "Martin King", None))["Martin King"]
    assert king.content["names"] == ["Martin King"]


def test_a_known_body_has_key_type_country_and_parent() -> None:
    p = read("The Qassam Brigades fired.", ("organisation", "Qassam Brigades", None))["Qassam Brigades"]
    assert (p.content["key"], p.content["type"], p.content["parents"]) == ("body:al-Qassam Brigades", "group", ["body:Hamas"])


def test_an_acronym_of_another_body_is_no_name_of_this() -> None:
    p = read("Nile Air (AP) flew.", ("outlet", "Nile Air; AP", None))["Nile Air"]
    assert p.content["names"] == ["Nile Air"]
    p = read("Marsh Liberation Army (MLA) fired.", ("group", "Marsh Liberation Army; MLA", None))["Marsh Liberation Army"]
    assert p.content["names"] == ["MLA", "Marsh Liberation Army"]


def test_a_state_has_one_name_and_the_gazetteer_s_number() -> None:
    p = read("Egypt spoke.", ("state", "Egypt", EGYPT))["Egypt"]
    assert (p.content["key"], p.content["names"], p.content["country"]) == ("geonames:357994", ["Egypt"], "EG")
    swiss = read("Swiss banks closed.", ("state", "Swiss", None))["Swiss"]
    assert swiss.content["country"] == "CH" and swiss.content["key"]
