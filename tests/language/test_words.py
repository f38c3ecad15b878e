# SPDX-License-Identifier: Apache-2.0
"""Text → paragraphs → words, by rules: cases/words.yaml, cases/paragraphs.yaml, and any text."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.language.words import LONGEST, UNSEEN, paragraphs, read_as, words

HERE = Path(__file__).parent / "cases"


def cases(name: str) -> dict[str, Any]:
    """A file of cases by id."""
    found = {c["id"]: c for c in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))}
    return {f"{name}/{ident}": c for ident, c in found.items()}


WORDS, PARAGRAPHS = cases("words"), cases("paragraphs")

KNOWN: list[str] = yaml.safe_load((HERE / "known_failures.yaml").read_text(encoding="utf-8")) or []


def check(ident: str, found: object, wanted: object) -> None:
    """Equal, or pinned as a known failure and not equal."""
    if ident in KNOWN:
        assert found != wanted, f"{ident} passes now: take it out of cases/known_failures.yaml"
    else:
        assert found == wanted


@pytest.mark.parametrize("ident", WORDS)
def test_words(ident: str) -> None:
    text = WORDS[ident]["text"]
    check(ident, [text[a:b] for a, b in words(text, (0, len(text)))], WORDS[ident]["words"])


@pytest.mark.parametrize("ident", PARAGRAPHS)
def test_paragraphs(ident: str) -> None:
    case = PARAGRAPHS[ident]
    check(ident, [case["text"][a:b] for a, b in paragraphs(case["text"], case.get("breaks", ()))], case["paragraphs"])


def test_known_failures_are_cases() -> None:
    lemmas = {f"lemmas/{c['id']}" for c in yaml.safe_load((HERE / "lemmas.yaml").read_text(encoding="utf-8"))}
    assert set(KNOWN) <= {*WORDS, *PARAGRAPHS, *lemmas}
    assert sorted(set(KNOWN)) == KNOWN, "keep the list sorted, each id once"


NEWS = st.text(
    st.one_of(
        st.sampled_from(list("aAéß1 ’'\"“”-–.,:;!?()@#/_\n\r\t\u0301\u200d\ufe0f\ufeff\u2028🚀👩")),
        st.characters(codec="utf-8"),
    )
)


@given(NEWS, st.lists(st.integers(0, 40), max_size=3))
def test_any_text_is_cut_in_order_and_nothing_but_blanks_and_unseen_marks_is_lost(text: str, breaks: list[int]) -> None:
    blocks = paragraphs(text, breaks)
    assert all(0 <= a < b <= len(text) for a, b in blocks)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(blocks))
    assert all(not a < cut < b or not text[a:cut].strip() or not text[cut:b].strip() for a, b in blocks for cut in breaks)
    spans = [span for block in blocks for span in words(text, block)]
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
    assert all(a < b for a, b in spans)
    seen = str.maketrans("", "", "".join(UNSEEN))
    assert "".join("".join(text[a:b].split()) for a, b in spans).translate(seen) == "".join(text.split()).translate(seen)
    assert all(b - a <= LONGEST or not text[a:b].isalpha() for a, b in spans)


@pytest.mark.parametrize("run", ["a" * 1000, "-" * 1000, "é" * 161, "9" * 500])
def test_long_runs_are_cut(run: str) -> None:
    spans = words(run, (0, len(run)))
    assert max(b - a for a, b in spans) == LONGEST
    assert "".join(run[a:b] for a, b in spans) == run


def test_a_web_address_is_one_word_however_long() -> None:
    run = "https://example.org/" + "x" * 500
    assert words(run, (0, len(run))) == [(0, len(run))]


def test_words_of_a_block_stay_inside_it() -> None:
    text = "co-founder didn't U.S. https://example.org/abc"
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            assert all(start <= a < b <= end for a, b in words(text, (start, end)))


def test_a_group_named_like_a_verb_is_read_as_a_name() -> None:
    assert read_as("IS fighters left", ["IS", "fighters", "left"]) != ["IS", "fighters", "left"]
    assert read_as("He is in it", ["He", "is", "in", "it"]) == ["He", "is", "in", "it"]
    assert read_as("THE TOWN IS QUIET", ["THE", "TOWN", "IS", "QUIET"]) == ["THE", "TOWN", "IS", "QUIET"], (
        "an all-capitals wire"
    )
