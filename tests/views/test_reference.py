# SPDX-License-Identifier: Apache-2.0
"""Reference pages of a codebook in Markdown: one a code, and an index."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.codebook import load
from sayso.codebook.schema import PREPOSITIONS, SLOTS
from sayso.views.patterns import names
from sayso.views.reference import INDEX, pages

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "reference.yaml").read_text(encoding="utf-8"))


def test_pages_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(CASES["codebook"], encoding="utf-8")
    found = pages(load(file))
    assert list(found) == [INDEX, "press.silence", "press.threaten", "press.silence.law"]
    assert found[INDEX] == CASES["index"]
    assert found["press.silence"] == CASES["page"]


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return dict(pages(load()))


@pytest.mark.parametrize("case", CASES["shipped"], ids=lambda c: f"{c['code']} {c['says'][:30]}")
def test_a_line_of_a_shipped_code(case: dict[str, str], shipped: dict[str, str]) -> None:
    assert case["says"] in shipped[case["code"]]


def test_every_shipped_code_has_a_page_whose_links_lead_somewhere(shipped: dict[str, str]) -> None:
    book = load()
    assert list(shipped) == [INDEX, *book.codes]
    families = {code.partition(".")[0] for code in book.codes}
    for name, text in shipped.items():
        for page, _, heading in (link.partition("#") for link in re.findall(r"\]\(([^)]+)\)", text)):
            assert page.removesuffix(".md") in shipped and (not heading or heading in families), f"{name}: {page}#{heading}"


def test_every_table_has_as_many_cells_in_each_row_as_in_its_head(shipped: dict[str, str]) -> None:
    for name, text in shipped.items():
        for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
            assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1, f"{name}: {table}"


def test_every_example_is_told_with_its_trigger(shipped: dict[str, str]) -> None:
    for code in load().codes.values():
        lines = [line for line in shipped[code.code].partition("\n## Examples\n")[2].splitlines() if line.startswith("- ")]
        assert len(lines) == len(code.examples) + len(code.counterexamples)
        assert all("**" in line for line in lines[: len(code.examples)])
        for line, example in zip(lines, (*code.examples, *code.counterexamples), strict=True):
            told = re.sub(r"<sub>[a-z, ]*</sub>|\*\*|\\", "", line.removeprefix("- "))
            assert re.sub(r"[\[\]]", "", told).startswith(re.sub(r"[\[\]*]", "", example.text))


def test_every_slot_that_is_no_preposition_has_a_name() -> None:
    assert {slot for slots in SLOTS.values() for slot in slots - PREPOSITIONS} == set(names())
