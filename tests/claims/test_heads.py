# SPDX-License-Identifier: Apache-2.0
"""What heads do to what rules propose, by heads that answer as a case says (cases/heads.yaml); and the shipped heads."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from sayso.claims.learnt import judged
from sayso.claims.learnt.judged import Judge
from sayso.language import Language
from sayso.language.paths import Ints
from sayso.language.runtime import Floats
from sayso.model import CERTAINTIES, MODALITIES, ROLES, Claim, Reading
from sayso.parse import Parse
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

Case = dict[str, Any]

CASES: dict[str, Case] = {
    case["id"]: case for case in yaml.safe_load((Path(__file__).parent / "cases" / "heads.yaml").read_text(encoding="utf-8"))
}


@dataclasses.dataclass(frozen=True)
class Told:
    """Heads that answer as a case says; what it does not say they leave as rules have it, or as unsure as can be."""

    parse: Parse
    codes_known: Sequence[str]
    answers: dict[str, Any]

    def _at(self, what: str, index: int) -> dict[str, Any]:
        found: dict[str, Any] = self.answers.get(what, {}).get(self.parse.words[index].text, {})
        return found

    def codes(self, words: Sequence[int], rows: Ints) -> Floats:
        out = np.zeros((len(words), len(self.codes_known) + 2), dtype=np.float32)
        for k, i in enumerate(words):
            for name, chance in self._at("codes", i).items():
                out[k, 0 if name == "none" else 1 + list(self.codes_known).index(name)] = chance
        return out

    def roles(self, triggers: Sequence[int], mentions: Sequence[int], rows: Ints) -> Floats:
        out = np.zeros((len(triggers), 1 + len(ROLES)), dtype=np.float32)
        for k, (t, m) in enumerate(zip(triggers, mentions, strict=True)):
            said = self._at("roles", t).get(self.parse.words[m].text)
            if said is None and 0 < rows[k, 0] <= len(ROLES):
                out[k, rows[k, 0]] = 0.9
            for name, chance in (said or {}).items():
                out[k, 0 if name == "none" else 1 + ROLES.index(name)] = chance
        return out

    def held(self, triggers: Sequence[int], over: Sequence[int | None], rows: Ints) -> tuple[Floats, Floats, Floats]:
        kinds = (("polarity", ("yes", "no")), ("modality", MODALITIES), ("certainty", CERTAINTIES))
        tables = []
        for field, names in kinds:
            table = np.zeros((len(triggers), len(names)), dtype=np.float32)
            for k, t in enumerate(triggers):
                for name, chance in self._at("held", t).get(field, {}).items():
                    table[k, names.index(name)] = chance
            tables.append(table)
        return tables[0], tables[1], tables[2]


def shown(reading: Reading, c: Claim) -> str:
    """A claim as the cases write it."""
    roles = " ".join(f"{r}={reading.words(f.span)}" for r, fs in c.roles.items() for f in fs)
    voice = f"; voice={reading.name(c.voices[0].source)}" if c.voices else ""
    return f"{'no ' * (c.polarity == 'no')}{c.code} {reading.words(c.trigger)}: {roles}{voice}"


@pytest.mark.parametrize("ident", CASES)
def test_heads_judge(ident: str, judging: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    case = CASES[ident]

    def over(language: Language, parse: Parse) -> Judge:
        real = judged.Judge(None, judged.terms_of(language))  # type: ignore[arg-type]
        return dataclasses.replace(real, heads=Told(parse, real.terms.codes, case.get("heads", {})))  # type: ignore[arg-type]

    monkeypatch.setattr(judged.Judge, "over", over)
    reading = judging.read(report_from_text(case["text"], ReadOptions(language="en")))
    assert [shown(reading, c) for c in reading.claims] == case["claims"]
    lines = [line for c in reading.claims for line in c.why]
    for wanted in case.get("why", ()):
        assert wanted in lines


TEXT = "Soldiers arrested four traders in Kayes on Tuesday, Colonel Modibo Sy said. He denied that they had been beaten."


def test_a_parse_without_vectors_is_read_by_rules(judging: Reader, reader: Reader) -> None:
    report = report_from_text(TEXT, ReadOptions(language="en"))
    bare = dataclasses.replace(judging.parse(report), vectors=None)
    assert judging.read(report, bare) == reader.read(report)


def test_heads_add_no_code_that_the_codebook_does_not_have(judging: Reader) -> None:
    report = report_from_text(TEXT, ReadOptions(language="en"))
    book = judging.codebook
    small = dataclasses.replace(book, codes={k: v for k, v in book.codes.items() if k.startswith("custody.")})
    (reading,) = judging.read_by(report, (small,))
    assert reading.claims
    assert all(c.code.startswith("custody.") for c in reading.claims)


def test_the_same_report_gives_the_same_reading(judging: Reader) -> None:
    report = report_from_text(TEXT, ReadOptions(language="en"))
    assert judging.read(report) == judging.read(report)
