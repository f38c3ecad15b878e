# SPDX-License-Identifier: Apache-2.0
"""Title, byline, date and dateline at the head of a report; the cases are data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.errors import InputError
from sayso.reports import ReadOptions, report_from_text
from sayso.reports.dates import parse_date
from sayso.text import quote

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """The cases of one file, in order, numbered from 1."""
    found = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [pytest.param(case, id=str(number)) for number, case in enumerate(found, 1)]


@pytest.mark.parametrize("case", cases("datelines"))
def test_dateline(case: dict[str, Any]) -> None:
    r = report_from_text(case["text"])
    assert (r.dateline, r.outlet, r.published) == (case.get("place"), case.get("outlet"), case.get("published"))
    assert (quote(r.text, r.dateline_span) if r.dateline_span else None) == case.get("span")


@pytest.mark.parametrize("case", cases("titles"))
def test_title_byline_date(case: dict[str, Any]) -> None:
    r = report_from_text(case["text"])
    assert (r.title, r.byline, r.published) == (case.get("title"), case.get("byline"), case.get("published"))
    assert (quote(r.text, r.title_span) if r.title_span else None) == case.get("title")


@pytest.mark.parametrize("case", cases("dates"))
def test_date(case: list[Any]) -> None:
    written, day = case
    assert parse_date(written) == day


@pytest.mark.parametrize("case", cases("languages"))
def test_language(case: dict[str, Any]) -> None:
    if "name" not in case:
        assert report_from_text(case["text"]).language == case["language"]
        return
    with pytest.raises(InputError) as e:
        report_from_text(case["text"])
    assert f"looks like {case['name']}, and" in e.value.message
    assert "--language en" in e.value.hint
    assert report_from_text(case["text"], ReadOptions(language="en")).language == "en"


def test_data_files_hold_words_only() -> None:
    """YAML reads On, No and Off as truth values where they are not quoted."""
    for name in ("datelines", "regions", "calendar"):
        raw = yaml.safe_load(
            (Path(parse_date.__code__.co_filename).parent / "data" / f"{name}.yaml").read_text(encoding="utf-8")
        )
        for key, value in raw.items():
            if isinstance(value, list) and key != "patterns":
                assert all(isinstance(v, str) for v in value), (name, key)
