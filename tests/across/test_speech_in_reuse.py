# SPDX-License-Identifier: Apache-2.0
"""What is direct speech when texts are compared (tests/cases/reuse/speech.yaml), and what shared speech makes of a pair."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.across.fingerprints import spoken
from sayso.across.reports import profile_of
from sayso.across.reuse import compare
from sayso.model import Report

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reuse" / "speech.yaml").read_text("utf-8"))

SAID = ("Nobody in this town has fired a single shot since the market closed on Sunday and nobody who lives here will do so "
        "tomorrow or on any other day, whatever the governor tells the people of the capital about us and about our sons.")
ONE = "Mariam Keita spoke to a crowd of some two hundred people outside the town hall of Gao late on Monday afternoon."
TWO = "Residents of the northern city heard a trader answer the accusations of the regional government this week."


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_speech(case: dict[str, Any]) -> None:
    assert [case["text"][a:b] for a, b in spoken(case["text"])] == case["speech"]


def relation(one: str, two: str) -> str | None:
    a, b = (profile_of(Report(f"sha256:{n}", n, n, text)) for n, text in (("a", one), ("b", two)))
    link = compare(a, b)
    return link.relation if link else None


def test_same_speech_is_no_copy_though_one_shows_it_without_marks() -> None:
    assert relation(f"{ONE}\n“{SAID}”", f"{TWO}\n{SAID}") == "quote"


def test_same_words_of_outlets_are_a_copy() -> None:
    assert relation(f"{ONE}\n{SAID}", f"{TWO}\n{SAID}") == "copy"
