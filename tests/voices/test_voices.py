# SPDX-License-Identifier: Apache-2.0
"""Who says what, in single sentences and short texts, through the whole of Sayso.

Two sets of cases, one line a case. Every line of the lexicon (src/sayso/voices/data/cues) has an example with its voice marked:
[source], {cue}, <content>. tests/cases/voices/*.yaml hold the probe by construction kind: all voices of each text, and for
some the commitment of its claims and what answers what.

Contents are held against each other as words without marks: at least EQUAL of them shared (F1), or one side's all in the
other's with at most LOOSE more ("to leave" or "leave"; who does what is accused of).
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
from sayso.voices.cues import PARTS, Cue, lexicon

Case = dict[str, Any]

PROBE = Path(__file__).parents[1] / "cases" / "voices"
OPTIONS = ReadOptions(published=datetime.date(2020, 6, 10), language="en")
EQUAL, LOOSE = 0.8, 3
PLAIN = ("stance", "certainty", "how", "kind", "number", "basis", "distance")
COMMITMENT = ("polarity", "modality", "certainty")

CASES: dict[str, Case] = {
    f"{path.stem}/{case['id']}": case
    for path in sorted(PROBE.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
}
CUES: dict[str, Cue] = {f"{c.part}/{' '.join(c.words)}/{c.stance}": c for c in lexicon()}


def where(text: str, words: str) -> Span:
    """Where a case's words stand: "word#2" is the second occurrence."""
    match = re.fullmatch(r"(.*?)(?:#(\d+))?", words, re.DOTALL)
    assert match
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(match[1])}(?!\w)", text)]
    assert len(places) >= int(match[2] or 1), f"{words!r} does not stand in the text"
    return places[int(match[2] or 1) - 1]


def words_in(text: str, spans: list[Span]) -> set[int]:
    """Where the words in some spans begin."""
    return {m.start() for m in re.finditer(r"\w[\w’']*", text) if any(overlap(m.span(), s) for s in spans)}


def alike(a: set[int], b: set[int]) -> bool:
    """Whether two contents are the same, loosely."""
    if not a or not b:
        return a == b
    within = (a <= b or b <= a) and abs(len(a) - len(b)) <= LOOSE
    return within or 2 * len(a & b) / (len(a) + len(b)) >= EQUAL


def told(reading: Reading, voice: Voice) -> str:
    """A voice on one line, for messages."""
    source = reading.words(voice.source_span) if voice.source_span else None
    content = " … ".join(reading.words(s) for s in voice.content)
    return f"{source} | {reading.words(voice.cue)} | {voice.stance} | {content}"


def differs(reading: Reading, voice: Voice, want: Case) -> list[str]:
    """Where a voice differs from what is wanted of it."""
    text, out = reading.report.text, []
    if want["source"] is None:
        out += ["source"] if voice.source_span else []
    elif voice.source_span is None or not overlap(voice.source_span, where(text, want["source"])):
        out.append("source")
    if "content" in want:
        given = want["content"] if isinstance(want["content"], list) else [want["content"]] if want["content"] else []
        if not alike(words_in(text, [where(text, c) for c in given]), words_in(text, list(voice.content))):
            out.append("content")
    out += [f"{k} {getattr(voice, k)}" for k in PLAIN if k in want and getattr(voice, k) != want[k]]
    if "to" in want:
        spans = [m.span for m in reading.by_id[voice.to].mentions] if voice.to else []
        if bool(want["to"]) != bool(spans) or (want["to"] and not any(overlap(s, where(text, want["to"])) for s in spans)):
            out.append("to")
    if "reason" in want and (voice.reason is None or not overlap(voice.reason, where(text, want["reason"]))):
        out.append(f"reason {reading.words(voice.reason) if voice.reason else None}")
    return out


def about_voices(reading: Reading, wanted: list[Case]) -> list[str]:
    """Where the voices of a text differ from those wanted: all of them, and no more."""
    text, left, out = reading.report.text, list(reading.voices), []
    for want in wanted:
        here = [v for v in left if overlap(v.cue, where(text, want["cue"]))]
        if not here:
            out.append(f"no voice at “{want['cue']}”")
            continue
        faults = [differs(reading, v, want) for v in here]
        best = here[faults.index(min(faults, key=len))]
        left.remove(best)
        out += [f"“{want['cue']}”: {d} in [{told(reading, best)}]" for d in differs(reading, best, want)]
    return [*out, *(f"one too many: [{told(reading, v)}]" for v in left)]


def about_claims(reading: Reading, wanted: list[Case]) -> list[str]:
    """Where claims differ in commitment, voices or answers from those wanted."""
    text, out = reading.report.text, []
    for want in wanted:
        here = [c for c in reading.claims if overlap(c.trigger, where(text, want["trigger"]))]
        if not here:
            out.append(f"no claim at “{want['trigger']}”")
            continue
        out += sorted((_claim(reading, c, want) for c in here), key=len)[0]
    return out


def _claim(reading: Reading, claim: Claim, want: Case) -> list[str]:
    text = reading.report.text
    other = [k for k in COMMITMENT if k in want and getattr(claim, k) != want[k]]
    out: list[str] = [f"“{want['trigger']}”: {k} {getattr(claim, k)}" for k in other]
    if "voices" in want:
        shown = [f"{reading.words(v.source_span) if v.source_span else '-'}/{v.stance}" for v in claim.voices]
        fits = len(shown) == len(want["voices"])
        for voice, line in zip(claim.voices, want["voices"], strict=False):
            source, _, stance = line.rpartition("/")
            named = voice.source is not None and source != "-" and any(
                overlap(m.span, where(text, source)) for m in reading.by_id[voice.source].mentions)
            fits &= voice.stance == stance and (named or (voice.source is None and source == "-"))
        out += [] if fits else [f"“{want['trigger']}”: voices {shown}"]
    if "answers" in want:
        by_id = {c.id: c for c in reading.claims}
        found = {by_id[a.claim].trigger: a.kind for a in claim.answers}
        fits = {where(text, t): k for t, k in want["answers"].items()} == found
        out += [] if fits else [f"“{want['trigger']}”: answers {[(reading.words(s), k) for s, k in found.items()]}"]
    return out


def faults_of_case(reader: Reader, case: Case) -> list[str]:
    """What is wrong with the reading of a case of the probe."""
    reading = reader.read(report_from_text(case["text"], OPTIONS))
    return about_voices(reading, case["voices"]) + about_claims(reading, case.get("claims", []))


def unmarked(example: str) -> tuple[str, dict[str, list[Span]]]:
    """An example without its marks, and the spans that they marked: source, cue, content."""
    out, start = "", 0
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    names = {"]": "source", "}": "cue", ">": "content"}
    for c in example:
        if c in "[{<":
            start = len(out)
        elif c in names:
            spans[names[c]].append((start, len(out)))
        else:
            out += c
    return out, spans


def faults_of_cue(reader: Reader, cue: Cue) -> list[str]:
    """What is wrong with the reading of a cue's example: its voice must be found; others may be beside it."""
    text, marks = unmarked(cue.example)
    reading = reader.read(report_from_text(text, OPTIONS))
    here = [v for v in reading.voices if any(overlap(v.cue, s) for s in marks["cue"])]
    if not here:
        return [f"no voice; voices are {[told(reading, v) for v in reading.voices]}"]
    return min((_against(reading, v, cue, marks) for v in here), key=len)


def _against(reading: Reading, voice: Voice, cue: Cue, marks: dict[str, list[Span]]) -> list[str]:
    out = [] if (voice.stance, voice.certainty) == (cue.stance, cue.certainty) else ["stance or certainty"]
    spans = [m.span for m in reading.by_id[voice.source].mentions] if voice.source else []
    if bool(spans) != bool(marks["source"]) or (spans and not any(overlap(a, b) for a in spans for b in marks["source"])):
        out.append("source")
    text = reading.report.text
    if not alike(words_in(text, marks["content"]), words_in(text, list(voice.content))):
        out.append("content")
    return [f"{', '.join(out)} in [{told(reading, voice)}]"] if out else []


@pytest.mark.parametrize("ident", CASES)
def test_probe(ident: str, reader: Reader) -> None:
    wrong = faults_of_case(reader, CASES[ident])
    assert not wrong, f"{CASES[ident]['text']} → {'; '.join(wrong)}"


@pytest.mark.parametrize("ident", CUES)
def test_example_of_cue(ident: str, reader: Reader) -> None:
    wrong = faults_of_cue(reader, CUES[ident])
    assert not wrong, f"{CUES[ident].example} → {'; '.join(wrong)}"


def test_the_lexicon_and_the_probe_are_of_the_size_that_we_promise() -> None:
    assert len(CUES) >= 600
    assert len(CASES) >= 400
    assert {c.part for c in CUES.values()} == set(PARTS)


def test_ids_stand_once_in_a_file() -> None:
    for path in PROBE.glob("*.yaml"):
        idents = [case["id"] for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
        assert len(set(idents)) == len(idents), path.name
