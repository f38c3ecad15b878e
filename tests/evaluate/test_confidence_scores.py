# SPDX-License-Identifier: Apache-2.0
"""Perpetrators' confidence: MUC's layout read, the decision tree, and scores worked out by hand on texts of our own."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.errors import InputError
from sayso.evaluate import confidence
from sayso.evaluate.muc import Message, Organisation, Template, message, read_muc
from sayso.model import Claim, Entity, Filler, Mention, Reading, Report, Voice, When
from sayso.reports import report_from_text

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/confidence.yaml").read_text(encoding="utf-8"))
TEXT = "THE MARSH FRONT BURNED THE FERRY.  POLICE SAID REBELS DID IT.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "dev-texts").write_text(CASES["texts"], encoding="utf-8")
    (tmp_path / "dev-key").write_text(CASES["key"], encoding="utf-8")
    return tmp_path


def reading(report: Report, *cases: dict[str, Any]) -> Reading:
    """A reading with the entities of the cases, and a claim for each of `cases`."""
    entities = tuple(Entity(i, kind, name, (Mention(0, 3, 0, "nominal"),)) for i, (kind, name) in CASES["entities"].items())
    claims = []
    for k, case in enumerate(cases):
        day = case.get("day")
        claims.append(Claim(
            f"c{k}", case.get("code", "violence.destroy"), (16, 22),
            {"actor": (Filler("mf", (0, 15)),), "target": (Filler(case.get("target", "ferry"), (23, 32)),)},
            When((0, 3), day, day, "day") if day else None, None, case.get("modality", "actual"), case.get("polarity", "yes"),
            case.get("certainty", "certain"),
            tuple(Voice(s, None, (35, 41), stance, "certain", None, "unknown") for s, stance in case.get("voices", ())),
            (), ((0, 33),), ()))
    return Reading(report, entities, tuple(claims))


def test_texts_and_key_are_read(folder: Path) -> None:
    (found,) = read_muc(folder)
    assert (found.name, found.published, found.speaker) == ("DEV-MUC3-0001", datetime.date(1988, 3, 3), "MARSH FRONT, MF")
    assert found.text == "THE MARSH FRONT BURNED\nTHE FERRY.  POLICE SAID REBELS DID IT.\n"
    first, second = found.templates
    assert first == Template("1", "ARSON", True, (datetime.date(1988, 3, 1), datetime.date(1988, 3, 2)), ("FERRY",), (
        Organisation(("MARSH FRONT", "MF"), ("REPORTED AS FACT", "CLAIMED OR ADMITTED"), False),
        Organisation(("THE NINE",), ("POSSIBLE",), True)))
    assert (second.number, second.type, second.accomplished, second.days) == ("2 (OPTIONAL)", "ATTACK", False, None)


@pytest.mark.parametrize(("raw", "text", "day"), [
    ("\n   NO CITY, NO DATE -- [TEXT] [CONTINUED] [BEGIN RECORDING] THE MAYOR LEFT.\n\n", "THE MAYOR LEFT.\n", None),
    ("\n   THE BRIDGE STANDS.\n", "THE BRIDGE STANDS.\n", None),
    ("\n   KORI (DELTA), 31 FEB 88 -- [REPORT] [A CLERK] [EXCERPTS] [MAYOR] WE STAY.\n", "[MAYOR] WE STAY.\n", None),
    ("\n   KORI, 9 MAY 89 -- HE LEFT [PASSAGE OMITTED] TODAY.\n", "HE LEFT [PASSAGE OMITTED] TODAY.\n",
     datetime.date(1989, 5, 9))])
def test_what_stands_before_a_text(raw: str, text: str, day: datetime.date | None) -> None:
    read = message("X", raw)
    assert (read.text, read.published) == (text, day)


@pytest.mark.parametrize("case", CASES["values"], ids=lambda c: str(c["name"]))
def test_values(case: dict[str, Any], folder: Path) -> None:
    (found,) = read_muc(folder)
    found = dataclasses.replace(found, speaker="")
    template = found.templates[0]
    judged = confidence.judge(reading(report_from_text(TEXT), case), found, template,
                              dataclasses.replace(template.organisations[0], confidences=("REPORTED AS FACT",)))
    assert (judged.said or "-") == case["said"]
    assert judged.acting == (case["name"] != "another family")


def test_the_whole_text_is_its_statement(folder: Path) -> None:
    (found,) = read_muc(folder)
    template = found.templates[0]
    for case, said in (({}, "CLAIMED OR ADMITTED"), ({"voices": [["clerk", "states"]]}, "REPORTED AS FACT")):
        judged = confidence.judge(reading(report_from_text(TEXT), case), found, template, template.organisations[0])
        assert (judged.said, judged.gold) == (said, said)       # both are right by the key


def test_of_several_the_tree_asks_for_one_first(folder: Path) -> None:
    (found,) = read_muc(folder)
    found = dataclasses.replace(found, speaker="")
    template = found.templates[0]

    def said(*cases: dict[str, Any]) -> str | None:
        return confidence.judge(reading(report_from_text(TEXT), *cases), found, template, template.organisations[0]).said

    accused, claimed = {"voices": [["clerk", "accuses"]]}, {"voices": [["mf", "claims"]]}
    assert said({}, accused) == "SUSPECTED OR ACCUSED"
    assert said({}, accused, claimed) == "CLAIMED OR ADMITTED"
    assert said({}, {"polarity": "no"}) == "REPORTED AS FACT"
    assert said({}, {**claimed, "target": "barn", "day": datetime.date(1988, 3, 1)}) == "REPORTED AS FACT"


def test_scores(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    scores = confidence.evaluate(folder, lambda report: reading(report, {"voices": [["clerk", "states"]]}),
                                 lambda k, n: seen.append((k, n)))
    # template 2 names no target and no day: any violence will do; THE NINE, which may be left out, is not counted
    assert (scores.messages, scores.organisations, scores.acting, scores.found) == (1, 2, 2, 2)
    assert (scores.right, scores.majority, seen) == (0.5, 0.5, [(1, 1)])
    assert scores.table == (("REPORTED AS FACT", "REPORTED AS FACT", 1),
                            ("SUSPECTED OR ACCUSED BY AUTHORITIES", "REPORTED AS FACT", 1))
    assert scores.lines()[0] == "1 texts, 2 organisations, 2 acting, 2 found"
    assert scores.lines(cases=True)[0].startswith(
        "DEV-MUC3-0001 2 (OPTIONAL) MARSH FRONT: SUSPECTED OR ACCUSED BY AUTHORITIES read as REPORTED AS FACT: ")
    assert scores.to_dict(cases=True)["cases"][0]["said"] == "REPORTED AS FACT"
    nothing = confidence.evaluate(folder, reading)
    assert (nothing.organisations, nothing.found, nothing.right, nothing.majority) == (2, 0, None, None)
    assert nothing.lines(cases=True)[0] == "DEV-MUC3-0001 1 MARSH FRONT: REPORTED AS FACT: no claim"


def test_faults(folder: Path) -> None:
    (folder / "more").write_text(CASES["key"].replace("0001", "0007"), encoding="utf-8")
    with pytest.raises(InputError, match="0007"):
        read_muc(folder)
    (folder / "more").unlink()
    (folder / "dev-texts").unlink()
    with pytest.raises(InputError, match="no texts"):
        read_muc(folder)


def test_only(folder: Path) -> None:
    assert len(read_muc(folder, "MUC3-0001")) == 1
    with pytest.raises(InputError, match="TST"):
        read_muc(folder, "TST")


def test_messages_are_values() -> None:
    assert Message("X", "A\n", None, "", ()) == message("X", "A")
