# SPDX-License-Identifier: Apache-2.0
"""The comparison of names: tests/cases/names/compared.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.mentions.names import initials, part_of_person, same, words_of

CASES: dict[str, list[tuple[str, str, bool]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "names" / "compared.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("one", "two", "expected"), CASES["same"])
def test_same(one: str, two: str, expected: bool) -> None:
    assert same(words_of(one), words_of(two)) is expected
    assert same(words_of(two), words_of(one)) is expected


@pytest.mark.parametrize(("part", "full", "expected"), CASES["person"])
def test_part_of_a_person_s_name(part: str, full: str, expected: bool) -> None:
    assert part_of_person(words_of(part), words_of(full)) is expected


@pytest.mark.parametrize(("short", "full", "expected"), CASES["initials"])
def test_initials(short: str, full: str, expected: bool) -> None:
    assert initials(words_of(short), short, words_of(full)) is expected


@given(st.text(max_size=40))
def test_any_text_is_a_name_like_itself(text: str) -> None:
    name = words_of(text)
    assert not name or same(name, name)
    assert not part_of_person(name, name)
