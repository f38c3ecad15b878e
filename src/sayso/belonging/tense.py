# SPDX-License-Identifier: Apache-2.0
"""What the words around a tie say of the day of the report: "former", "acting", "was", "has led". Reads the text alone, so that
it works on a reading that comes from a ledger as well."""

from __future__ import annotations

import re
from itertools import pairwise

from sayso.belonging.words import load
from sayso.model import Claim, Reading, When
from sayso.text import Span

BEFORE = 7
"""Words before an office that are looked at: "the former Northern Front regional military commander" has five between."""

_WORD = re.compile(r"[\w’']+|[^\w\s]")
_INSIDE = frozenset("-‐‑")
_APOSTROPHE = re.compile(r"(['’](?:s|re|d))$")


def hint(reading: Reading, claim: Claim, member: Span) -> str:
    """How a tie is told to hold for the member at a span: current, acting, outgoing, designated, held, former, late, or begun
    ("became")."""
    lexicon, text = load(), reading.report.text
    start, end = claim.trigger
    if (found := _marked(text, start, end)) or (found := _late(text, member)):
        return found
    if claim.when is not None and claim.when.start is None and claim.when.end is None:
        found = lexicon.status.get(text[slice(*claim.when.span)].lower().strip("- "), "")
    if found:
        return found
    if claim.rule in lexicon.verbs:
        return _verb(reading, claim, member, _words(text[max(0, start - 60): start]))
    return _noun(reading, claim, member)


def office(text: str, span: Span) -> str | None:
    """An office in the report's words, with the rank that stands before it ("deputy") and without what only says whether it
    holds ("acting", "ex-"); None where nothing is left."""
    lexicon = load()
    words = [w for w in text[slice(*span)].split() if w.lower().strip("-") not in lexicon.status]
    if words and words[0].lower().partition("-")[0] in lexicon.status:
        words[0] = words[0].partition("-")[2]
    if text[span[0] - 1: span[0]] == "-" and len(words) > 1:      # "the soft-spoken chancellor"
        words = words[1:]
    before = text[max(0, span[0] - 20): span[0]].split()
    if before and before[-1].lower() in lexicon.ranks and text[span[0] - 1: span[0]].isspace():
        words.insert(0, before[-1])
    return " ".join(words).strip("- ") or None


def closed(reading: Reading, when: When | None) -> bool:
    """Whether the time of a tie says that it ended before the report: "until May 1989", "from 2003 to 2005"."""
    if when is None or when.end is None or reading.report.published is None or when.end >= reading.report.published:
        return False
    first = _words(reading.words(when.span))[0]
    return when.earliest_end is not None or first in load().until or (when.start is not None and first in load().since)


def no_longer(reading: Reading, claim: Claim) -> bool:
    """Whether a tie is told as over by a negation: "is no longer a member"."""
    start = claim.trigger[0]
    near = _words(reading.report.text[max(0, start - 60): start])[-5:]
    return claim.polarity == "no" and ("no", "longer") in pairwise(near)


def _words(text: str) -> list[str]:
    out = []
    for token in _WORD.findall(text):
        out += [t for t in _APOSTROPHE.split(token.lower()) if t]
    return out


def _marked(text: str, start: int, end: int) -> str:
    """The status that a word at an office gives: before it ("former"), in it ("ex-minister"), behind ("-elect"); else ""."""
    lexicon = load()
    inside, behind = _words(text[start:end]), _words(text[end: end + 14])
    if behind and behind[0] in _INSIDE:
        behind = behind[1:]
    if behind and behind[0] in lexicon.behind:
        return lexicon.status[behind[0]]
    before = [t for t in _words(text[max(0, start - 90): start]) if t not in _INSIDE][-BEFORE:]
    row = [*reversed([t for t in inside if t not in _INSIDE]), *reversed(before), ""]
    for token, above in pairwise(row):
        if token in lexicon.status:
            return lexicon.status[token]
        if token in ("a", "an", "the") and above in lexicon.once:      # "once a member"
            return "former"
        if token in lexicon.stops or not token[0].isalnum() and token[0] not in "'’":
            return ""
    return ""


def _late(text: str, member: Span) -> str:
    """ "The late Omar Deen, founder of": the word stands at the name."""
    start, end = member
    tokens = _words(text[max(0, start - 6): start])[-1:] + _words(text[start:end])[:2]
    return "late" if "late" in tokens else ""


def _between(text: str, a: Span, b: Span) -> list[str] | None:
    """The words between a member and a trigger, whichever is first; None where they overlap or stand in different sentences."""
    first, second = min(a, b), max(a, b)
    if second[0] < first[1]:
        return None
    gap = text[first[1]: second[0]]
    return None if len(gap) > 120 or re.search(r"[.!?;]\s|\n", gap) else _words(gap)


def _reported(reading: Reading, claim: Claim) -> bool:
    """Whether a past tense may only follow that of a saying verb: "said he was a member"."""
    return bool(claim.voices) and claim.voices[0].how != "direct" and bool(
        load().said & set(_words(reading.words(claim.voices[0].cue))))


def _noun(reading: Reading, claim: Claim, member: Span) -> str:
    """The tense of a tie that a noun tells: that of the verb between it and its member, if one stands there."""
    lexicon = load()
    between = _between(reading.report.text, member, claim.trigger)
    if not between:
        return "current"
    tokens = set(between)
    if tokens & lexicon.become:
        return "begun"
    if tokens & lexicon.once:
        return "former"
    verbs = [t for t in between if t in lexicon.past or t in lexicon.present or t in lexicon.had or t == "been"]
    if not verbs:
        return "current"
    if "had" in verbs or tokens & lexicon.had:
        return "held"
    if verbs[-1] in lexicon.past and not tokens & {"has", "have"} and not _reported(reading, claim):
        return "held"
    return "current"


def _verb(reading: Reading, claim: Claim, member: Span, before: list[str]) -> str:
    """The tense of a tie that a verb tells: "leads", "has led", "is led by" are present, "led" past; "led by" none."""
    lexicon = load()
    form = (_words(reading.words(claim.trigger)) or [""])[0]
    near = before[-4:]
    if reading.report.text[claim.trigger[0] - 1: claim.trigger[0]] in _INSIDE:      # "the Chad-led force"
        return "current"
    if form not in lexicon.past_forms:
        return "held" if {"used", "to"} <= set(near) else "current"
    if set(near) & lexicon.had:
        return "held"
    if {"has", "have"} & set(near) or {"is", "are"} & set(near[-2:]):
        return "current"
    passive = member[0] > claim.trigger[0] and "by" in (_between(reading.report.text, member, claim.trigger) or ())
    passive = passive or claim.pattern == "ally-verb"      # "militias allied with the Front"
    if passive and not {"was", "were"} & set(near):
        return "current"
    return "current" if _reported(reading, claim) else "held"
