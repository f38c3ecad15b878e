# SPDX-License-Identifier: Apache-2.0
"""Short texts through the whole of Sayso: cases/*.yaml, one line a case, one file a question.

cases/known_failures.yaml pins, as file/id, what does not come out yet. It may only shrink: a case that passes must be taken
out, a new failure is a failure. To list what fails, in the form of that file:
pytest -q tests/claims | sed -n 's/^FAILED .*\\[\\(.*\\)\\].*/- \\1/p' | sort
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.model import Claim, Reading, Voice
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span, overlap

Case = dict[str, Any]

HERE = Path(__file__).parent / "cases"

OPTIONS = ReadOptions(published=datetime.date(2020, 6, 10), language="en")

FILES = ("voices", "commitment", "roles", "discourse", "replies")

ALL: dict[str, Case] = {
    f"{name}/{case['id']}": {**case, "file": name}
    for name in FILES
    for case in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
}

KNOWN: list[str] = yaml.safe_load((HERE / "known_failures.yaml").read_text(encoding="utf-8")) or []


def where(text: str, words: str) -> Span:
    """Where a case's words stand, as whole words: "word#2" is the second occurrence."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?", words)
    assert match
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(match[1])}(?!\w)", text)]
    assert len(places) >= int(match[2] or 1), f"{words!r} does not stand in the text"
    return places[int(match[2] or 1) - 1]


def touches(reading: Reading, entity: str, words: str) -> bool:
    """Whether one of an entity's mentions overlaps words of the text."""
    span = where(reading.report.text, words)
    return any(overlap(m.span, span) for m in reading.by_id[entity].mentions)


def about_voices(reading: Reading, claim: Claim, wanted: list[dict[str, Any]]) -> list[str]:
    """Where the chain of voices differs from what is wanted."""
    shown = [(reading.name(v.source), reading.words(v.cue), v.stance, v.kind) for v in claim.voices]
    if len(wanted) != len(claim.voices):
        return [f"voices are {shown}"]
    return [
        f"{fault}; voices are {shown}"
        for v, want in zip(claim.voices, wanted, strict=True)
        for fault in _voice(reading, v, want)
    ]


def _voice(reading: Reading, voice: Voice, want: dict[str, Any]) -> list[str]:
    out = []
    if want["source"] is None:
        if voice.source is not None:
            out.append("the source should be unnamed")
    elif voice.source is None or not touches(reading, voice.source, want["source"]):
        out.append(f"the source is not “{want['source']}”")
    if "cue" in want and reading.words(voice.cue).lower() != want["cue"].lower():
        out.append(f"the cue is not “{want['cue']}”")
    for key in ("stance", "kind", "certainty"):
        if key in want and getattr(voice, key) != want[key]:
            out.append(f"{key} is {getattr(voice, key)}, not {want[key]}")
    if "to" in want:
        if want["to"] is None and voice.to is not None:
            out.append(f"nobody is told, not {reading.name(voice.to)}")
        if want["to"] is not None and (voice.to is None or not touches(reading, voice.to, want["to"])):
            out.append(f"“{want['to']}” is not told")
    return out


def about_commitment(claim: Claim, case: Case) -> list[str]:
    """Where polarity, modality or certainty differ from what is wanted."""
    wanted = {"polarity": "yes", "modality": "actual", "certainty": "certain"}
    return [
        f"{key} is {getattr(claim, key)}, not {case.get(key, usual)}"
        for key, usual in wanted.items()
        if getattr(claim, key) != case.get(key, usual)
    ]


def about_roles(reading: Reading, claim: Claim, case: Case) -> list[str]:
    """Where the fillers of the named roles differ from what is wanted."""
    out = []
    for role, wanted in case.get("roles", {}).items():
        found = [f.entity for f in claim.roles.get(role, ())]
        fits = all(any(touches(reading, e, w) for e in found) for w in wanted) and len(found) == len(wanted)
        if not fits:
            out.append(f"{role} is {[reading.name(e) for e in found]}, not {wanted}")
    return [*out, *(f"{role} should be empty" for role in case.get("absent", []) if claim.roles.get(role))]


def about_answers(reading: Reading, claim: Claim, wanted: dict[str, str]) -> list[str]:
    """Where the answers differ from what is wanted."""
    by_id = {c.id: c for c in reading.claims}
    found = {by_id[a.claim].trigger: a.kind for a in claim.answers}
    fits = {where(reading.report.text, trigger): kind for trigger, kind in wanted.items()}
    return [] if found == fits else [f"answers {[(reading.words(s), k) for s, k in found.items()]}, not {list(wanted.items())}"]


def faults(reader: Reader, case: Case) -> list[str]:
    """What is wrong with the reading of one case; empty if nothing."""
    reading = reader.read(report_from_text(case["text"], OPTIONS))
    span = where(case["text"], case["trigger"])
    hits = [c for c in reading.claims if overlap(c.trigger, span) and c.code.startswith(case.get("code", ""))]
    if case.get("none"):
        return [f"unwanted {c.code} at “{case['trigger']}”" for c in hits]
    if not hits:
        return [f"no claim at “{case['trigger']}” but {[(c.code, reading.words(c.trigger)) for c in reading.claims]}"]
    return min((_differs(reading, c, case) for c in hits), key=len)


def _differs(reading: Reading, claim: Claim, case: Case) -> list[str]:
    out = about_roles(reading, claim, case)
    if "voices" in case:
        out += about_voices(reading, claim, case["voices"])
    if case["file"] == "commitment":
        out += about_commitment(claim, case)
    if "answers" in case:
        out += about_answers(reading, claim, case["answers"])
    return out


@pytest.mark.parametrize("ident", ALL)
def test_case(ident: str, reader: Reader) -> None:
    case = ALL[ident]
    wrong = faults(reader, case)
    if ident in KNOWN:
        assert wrong, f"{ident} passes now: take it out of cases/known_failures.yaml"
    else:
        assert not wrong, f"{case['text']} → {'; '.join(wrong)}"


def ids_of(name: str) -> list[str]:
    """The ids of one file of cases, as known_failures.yaml writes them."""
    return [f"{name}/{case['id']}" for case in yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))]


def test_known_failures_are_cases() -> None:
    everything = [ident for name in (*FILES, "by_hand", "quotations") for ident in ids_of(name)]
    assert len(set(everything)) == len(everything), "an id stands twice in one file"
    assert set(KNOWN) <= set(everything), sorted(set(KNOWN) - set(everything))
    assert sorted(set(KNOWN)) == KNOWN, "keep the list sorted, each id once"
