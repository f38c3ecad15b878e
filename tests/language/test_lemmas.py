# SPDX-License-Identifier: Apache-2.0
"""Forms → dictionary forms: cases/lemmas.yaml with the shipped table, and the order of look-ups with a table of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import sayso_model_en
from sayso.language.lemmas import Lemmas

HERE = Path(__file__).parent / "cases"

CASES: dict[str, dict[str, Any]] = {
    f"lemmas/{c['id']}": c for c in yaml.safe_load((HERE / "lemmas.yaml").read_text(encoding="utf-8"))
}

KNOWN: list[str] = yaml.safe_load((HERE / "known_failures.yaml").read_text(encoding="utf-8")) or []


class Shipped(Lemmas):
    """The shipped lemmas, shown without their 20,000 lines where a test fails."""

    def __repr__(self) -> str:
        return "the shipped lemmas"


@pytest.fixture(scope="module")
def shipped() -> Lemmas:
    return Shipped.read((sayso_model_en.folder() / "lemmas.tsv").read_text(encoding="utf-8"))


@pytest.mark.parametrize("ident", CASES)
def test_lemma(ident: str, shipped: Lemmas) -> None:
    case = CASES[ident]
    found = shipped.of(case["form"], case["upos"], case["xpos"])
    if ident in KNOWN:
        assert found != case["lemma"], f"{ident} passes now: take it out of cases/known_failures.yaml"
    else:
        assert found == case["lemma"]


def test_the_table_comes_before_the_dictionary() -> None:
    lemmas = Lemmas.read("dolmed\tVBN\tdolm\nsaw\tNN\tsaw\nsaw\tVBD\tsee\nmarshes\tNNPS\tMarsh\n")
    assert lemmas.of("Dolmed", "VERB", "VBN") == "dolm"
    assert lemmas.of("dolmed", "VERB", "VBD") == "dolm", "another form of the verb is known"
    assert lemmas.of("saw", "NOUN", "NN") == "saw"
    assert lemmas.of("saw", "VERB", "VBD") == "see"
    assert lemmas.of("Marshes", "PROPN", "NNPS") == "Marsh"
    assert lemmas.of("Saw", "PROPN", "NNP") == "Saw", "a name is its form"
    assert lemmas.of("don’t", "X", "FW") == "don't"
    assert lemmas.of("killed", "VERB", "VBD") == "kill", "not in the table: the dictionary"


def test_a_damaged_table_is_refused() -> None:
    with pytest.raises(ValueError):
        Lemmas.read("killed\tVBD\n")


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    st.sampled_from(["NOUN", "VERB", "PROPN", "ADJ", "PUNCT", "X", "NUM"]),
    st.sampled_from(["NN", "NNS", "VBD", "NNP", "JJ", "CD", "."]),
)
def test_any_form_has_a_lemma(shipped: Lemmas, form: str, upos: str, xpos: str) -> None:
    lemma = shipped.of(form, upos, xpos)
    assert lemma
    assert shipped.of(form, upos, xpos) == lemma
    if upos in {"PUNCT", "X", "NUM"} and (form.lower(), xpos) not in shipped.table:
        assert lemma == form.lower().replace("’", "'")
