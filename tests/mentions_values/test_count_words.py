# SPDX-License-Identifier: Apache-2.0
"""Numbers over words (tests/cases/counts/words.yaml), and which noun of a tree they count."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.mentions.bounds import find_counts
from sayso.mentions.counts import count_of, count_sum
from sayso.mentions.numerals import lexicon
from sayso.model import BOUNDS, Count
from sayso.parse import Parse, Sentence, Word

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "counts" / "words.yaml").read_text(encoding="utf-8"))
WORDS = sorted(
    {
        *lexicon()["units"],
        *lexicon()["tens"],
        *lexicon()["scales"],
        *lexicon()["rough"],
        *lexicon()["plurals"],
        *lexicon()["fractions"],
        *(w for kind in ("before", "after") for phrases in lexicon()[kind].values() for p in phrases for w in p.split()),
        "to",
        "and",
        "of",
        "the",
        "between",
        "1,200",
        "1.200",
        "1.5",
        "120",
        "000",
        "999999999999",
        "2016",
    }
)


def parse(rows: str) -> Parse:
    """A one-sentence parse from "word/UPOS/head/relation" items; heads are counted from 0, -1 for the root."""
    words, at = [], 0
    for i, item in enumerate(rows.split()):
        text, upos, head, relation = item.rsplit("/", 3)
        xpos = "NNS" if upos == "NOUN" and text.endswith("s") else "NN"
        lemma = text.lower().removesuffix("s") if xpos == "NNS" else text.lower()
        words.append(Word(i, at, at + len(text), text, lemma, upos, xpos, int(head), relation, "O", "person", 0))
        at += len(text) + 1
    text = " ".join(w.text for w in words)
    return Parse(text, tuple(words), (Sentence(0, 0, len(words), 0, len(text), 0),))


@pytest.mark.parametrize(("text", "span", "best", "low", "high", "bound"), CASES["counts"])
def test_words(text: str, span: str, best: int | None, low: int | None, high: int | None, bound: str) -> None:
    words = tuple(text.lower().split())
    found = find_counts(words)
    got = [(" ".join(words[f.first : f.last + 1]), f.best, f.low, f.high, f.bound) for f in found[:1]]
    assert got == ([(span, best, low, high, bound)] if span else [])


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=5)), max_size=25))
def test_any_words(words: list[str]) -> None:
    """Any words give numbers in order, without overlap, whose bounds hold their best."""
    end = -1
    for found in find_counts(tuple(w.lower() for w in words)):
        assert end < found.first <= found.core <= found.last < len(words)
        end = found.last
        assert found.bound in BOUNDS
        if found.best is not None:
            assert (found.low is None or found.low <= found.best) and (found.high is None or found.best <= found.high)
        if found.low is not None and found.high is not None:
            assert found.low <= found.high


def test_modifier() -> None:
    p = parse("some/DET/1/advmod 200/NUM/2/nummod activists/NOUN/3/nsubj fled/VERB/-1/root")
    assert count_of(p, 2) == count_of(p, 1) == Count((0, 8), 200, None, None, "about")
    assert count_of(p, 3) is None


def test_partitive_counts_for_both_words() -> None:
    p = parse("two/NUM/4/nsubj of/ADP/3/case its/PRON/3/nmod commanders/NOUN/0/nmod fled/VERB/-1/root")
    assert count_of(p, 0) == count_of(p, 3) == Count((0, 3), 2, None, None)


def test_a_nouns_own_number_goes_before_that_of_a_part() -> None:
    p = parse("six/NUM/5/nsubj of/ADP/4/case the/DET/4/det ten/NUM/4/nummod men/NOUN/0/nmod fled/VERB/-1/root")
    assert count_of(p, 0) == Count((0, 3), 6, None, None)
    assert count_of(p, 4) == Count((11, 14), 10, None, None)


def test_one_counts_only_as_a_number() -> None:
    counted = parse("one/NUM/1/nummod soldier/NOUN/2/nsubj died/VERB/-1/root")
    plain = parse("a/DET/1/det soldier/NOUN/2/nsubj died/VERB/-1/root")
    assert count_of(counted, 1) == Count((0, 3), 1, None, None)
    assert count_of(plain, 1) is None


def test_sides_and_years_are_no_people() -> None:
    sides = parse("two/NUM/1/nummod clans/NOUN/2/nsubj fought/VERB/-1/root")
    year = parse("the/DET/2/det 2002/NUM/2/nummod murder/NOUN/3/nsubj shocked/VERB/-1/root")
    over = parse("talks/NOUN/4/nsubj over/ADP/3/case 12/NUM/3/nummod detainees/NOUN/0/nmod failed/VERB/-1/root")
    assert count_of(sides, 1) == Count((0, 3), 2, None, None)
    assert count_of(sides, 1, people=True) is None
    assert count_of(year, 2) is None
    assert count_of(over, 3) == Count((11, 13), 12, None, None)      # "over" is a preposition here


def test_sum() -> None:
    p = parse("three/NUM/1/nummod policemen/NOUN/5/obj and/CCONJ/4/cc two/NUM/4/nummod civilians/NOUN/1/conj died/VERB/-1/root")
    assert count_sum(p, [1, 4]) == Count((0, 23), 5, None, None)
    assert count_sum(p, [5]) is None


def test_sum_with_one_person() -> None:
    p = parse("three/NUM/1/nummod soldiers/NOUN/5/obj and/CCONJ/4/cc the/DET/4/det driver/NOUN/1/conj died/VERB/-1/root")
    assert count_sum(p, [1, 4]) == Count((0, 5), 4, None, None)


def test_a_number_counts_bare_plurals_behind_it_too() -> None:
    p = parse("200/NUM/1/nummod pupils/NOUN/4/nsubj and/CCONJ/3/cc workers/NOUN/1/conj marched/VERB/-1/root")
    assert count_sum(p, [1, 3]) == Count((0, 3), 200, None, None)


def test_sum_with_an_uncounted_plural_is_only_a_lowest() -> None:
    p = parse("three/NUM/1/nummod soldiers/NOUN/5/obj and/CCONJ/4/cc many/ADJ/4/det civilians/NOUN/1/conj died/VERB/-1/root")
    assert count_sum(p, [1, 4]) == Count((0, 5), None, 3, None, "at least")
