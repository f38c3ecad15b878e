# SPDX-License-Identifier: Apache-2.0
"""From claims to CAMEO and PLOVER: short texts through the whole of Sayso, and the tables against the schemes' own lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.crosswalk import CodedEvent, becomes, coded, coded_voice, plover
from sayso.crosswalk.contexts import words
from sayso.crosswalk.schemes import STATES
from sayso.model import Reading
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

HERE = Path(__file__).parent / "cases"
CASES: dict[str, dict[str, Any]] = {c["id"]: c for c in yaml.safe_load((HERE / "events.yaml").read_text(encoding="utf-8"))}
LISTS: dict[str, Any] = yaml.safe_load((HERE / "schemes.yaml").read_text(encoding="utf-8"))


def events(reading: Reading, reader: Reader) -> list[CodedEvent]:
    text = reading.report.text
    spoken = [e for v in reading.voices if (e := coded_voice(v, text))]
    return [e for c in reading.claims for e in coded(c, reader.codebook, text)] + spoken


def named(reading: Reading, entities: tuple[str, ...], words: str) -> bool:
    """Whether one of the entities is called by these words somewhere in the text."""
    return any(words in {reading.words(m.span), reading.name(e)} or words in reading.words(m.span)
               for e in entities for m in reading.by_id[e].mentions)


@pytest.mark.parametrize("case", CASES)
def test_events(case: str, reader: Reader) -> None:
    wanted = CASES[case]
    reading = reader.read(report_from_text(wanted["text"], ReadOptions(language="en")))
    found = events(reading, reader)
    said = [f"{e.cameo} {e.plover.event}/{e.plover.mode} {e.sources} {e.targets}" for e in found]
    for event in wanted.get("events", ()):
        name, _, mode = event["plover"].partition("/")
        fits = [e for e in found if (e.cameo, e.plover.event, e.plover.mode) == (event["cameo"], name, mode)]
        fits = [e for e in fits if "source" not in event or named(reading, e.sources, event["source"])]
        fits = [e for e in fits if "auxiliary" not in event or e.auxiliary == (event["auxiliary"],)]
        assert any("target" not in event or named(reading, e.targets, event["target"]) for e in fits), f"{event} not in {said}"
    assert not {e.plover.event for e in found} & set(wanted.get("none", ())), said


CONTEXTS: dict[str, dict[str, Any]] = {
    c["id"]: c for c in yaml.safe_load((HERE / "contexts.yaml").read_text(encoding="utf-8"))}


@pytest.mark.parametrize("case", CONTEXTS)
def test_contexts(case: str, reader: Reader) -> None:
    wanted = CONTEXTS[case]
    found = events(reader.read(report_from_text(wanted["text"], ReadOptions(language="en"))), reader)
    said = {context for event in found for context in event.contexts}
    assert found and set(wanted.get("has", ())) <= said and not said & set(wanted.get("not", ())), said


def test_words_are_of_contexts_of_the_manual() -> None:
    assert list(words()) == LISTS["contexts"]


def test_every_rule_has_a_code_that_the_table_knows(reader: Reader) -> None:
    for code in reader.codebook.codes.values():
        for cameo in (code.cameo, *(p.cameo for p in code.patterns)):
            assert not cameo or cameo in plover(), f"{code.code}: {cameo}"


def test_table_keeps_to_the_lists_of_the_schemes() -> None:
    for cameo, event in plover().items():
        assert event.event in LISTS["events"], cameo
        assert not event.mode or event.mode in LISTS["events"][event.event], cameo
        assert set(event.contexts) <= set(LISTS["contexts"]), cameo


def test_what_is_not_done_has_a_code_of_its_own() -> None:
    roots = {"agreed": {"03", "05", "09", "10", "11", "12"}, "asked": {"10", "11"}, "refused": {"12"},
             "threatened": {"13", "09"}}
    for cameo in plover():
        for state in STATES:
            other = becomes(cameo, state)
            assert not other or other in plover() and other[:2] in roots[state], (cameo, state, other)
