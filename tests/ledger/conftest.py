# SPDX-License-Identifier: Apache-2.0
"""For the ledger's tests: readings of invented reports."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable
from typing import NamedTuple

import pytest

from sayso.ledger import Ledger, Run, StoredProfile
from sayso.model import Answer, Claim, Count, Entity, Filler, Mention, Place, Reading, Report, Voice, When

TEXT = ("TRIPOLI (Harbour Post) – Renée Ostvik, head of the Lantern Brigade, was arrested in Tripoli on Monday with some 20 "
        "men, a police spokesman told Harbour Post. He denied that the brigade had bombed the depot.")


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def mention(words: str, form: str = "name", head: int = 0) -> Mention:
    return Mention(*at(words), head, form)


def invented(number: int = 0, *, outlet: str = "Harbour Post", code: str = "custody.arrest") -> Reading:
    """A reading with every kind of field; `number` tells reports apart."""
    original = f"{number} {TEXT}".encode()
    report = Report("sha256:" + hashlib.sha256(original).hexdigest(), f"post-{number}", f"in/post-{number}.txt", TEXT,
                    "A title", outlet, "B. Line", "TRIPOLI", datetime.date(2021, 4, 7), "en", None, "text/plain", None,
                    at("TRIPOLI"), original)
    entities = (
        Entity("e1", "person", "Renée Ostvik", (mention("Renée Ostvik", head=4), mention("He", "pronoun", 30))),
        Entity("e2", "group", "Lantern Brigade", (mention("the Lantern Brigade"), mention("the brigade", "nominal"))),
        Entity("e3", "place", "Tripoli", (mention("Tripoli on"),), "geonames:2210247",
               Place(2210247, 32.88743, 13.18733, "LY", "Tripoli", "town")),
        Entity("e4", "people", "a police spokesman", (mention("a police spokesman", "nominal"),)),
        Entity("e5", "outlet", "Harbour Post", (mention("Harbour Post"),)),
        Entity("e6", "facility", "the depot", (mention("the depot", "nominal"),)))
    first = Claim(
        f"c_{number:02d}a1", code, at("arrested"),
        {"target": (Filler("e1", at("Renée Ostvik")),), "place": (Filler("e3", at("Tripoli on")),)},
        When(at("Monday"), datetime.date(2021, 4, 5), datetime.date(2021, 4, 5), "day"),
        Count(at("some 20"), 20, None, None), "actual", "yes", "certain",
        (Voice("e4", at("a police spokesman"), at("told"), "states", "certain", "e5", "spokesperson"),),
        (), (at("was arrested in Tripoli on Monday"), at("a police spokesman told")), ("rule custody.arrest/verb",))
    second = Claim(
        f"c_{number:02d}b2", "violence.bomb", at("bombed"),
        {"actor": (Filler("e2", at("the brigade")),), "target": (Filler("e6", at("the depot")),)},
        When(at("had"), None, None, "vague"), None, "actual", "yes", "unknown",
        (Voice("e1", at("He"), at("denied"), "denies", "certain", None, "person"),
         Voice(None, None, at("told"), "states", "unknown", None, "unknown")),
        (Answer(first.id, "denies"),), (at("He denied that the brigade had bombed the depot"),), ())
    third = Claim(f"c_{number:02d}c3", "tie.lead", at("head"), {"actor": (Filler("e1", at("Renée Ostvik")),),
                                                               "group": (Filler("e2", at("the Lantern Brigade")),)},
                  None, None, "actual", "yes", "certain", (), (), (at("head of the Lantern Brigade"),), ("apposition",))
    heard = (*first.voices, Voice("e1", at("He"), at("denied"), "denies", "certain", None, "person",
                                  (at("that the brigade had bombed the depot"),), "indirect", 1, at("on Monday"), "told", True,
                                  "both"))
    return Reading(report, entities, (first, second, third), heard)


class Kin(NamedTuple):
    """A link as tests store it."""

    kind: str
    left: str
    right: str
    relation: str
    reasons: tuple[str, ...]
    shared: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


def link(ledger: Ledger, linker: int = 1) -> None:
    """Links what is not linked yet: entities of one name are the same."""
    for number in ledger.unlinked(linker):
        with ledger.linking([number], linker) as (work,):
            index = work.index(StoredProfile)
            shown = [StoredProfile(hashlib.sha256(f"{e.name} {number} {linker}".encode()).hexdigest()[:12], "entity", e.id,
                                   {"name": e.name}, (e.name,)) for e in work.reading.entities]
            work.add([Kin("entity", min(p.id, near.id), max(p.id, near.id), "same", ("the same name",), (((0, 1), (2, 3)),))
                      for p in index.add(shown) for near in index.near(p)])


def full(ledger: Ledger) -> None:
    """Puts something into every table."""
    for number in range(2):
        ledger.add(invented(number), Run("m1"))
    link(ledger)
    first, second = [b.profile.id for b in ledger.profiles("entity")][:2]
    ledger.judge("entity", first, second, "different", by="Ada", why="another village")
    ledger.review("c_00a1", "code", "edit", reviewer="Ada", reason="a check", before="custody.arrest", after="custody.detain")


@pytest.fixture
def make() -> Callable[..., Reading]:
    return invented


@pytest.fixture
def fill() -> Callable[[Ledger], None]:
    return full


@pytest.fixture
def relate() -> Callable[..., None]:
    return link
