# SPDX-License-Identifier: Apache-2.0
"""A claim's fields with the exact words that carry each, and the report's words with those fields underlined."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sayso.model import Claim, Reading
from sayso.text import Span, cover, overlap
from sayso.views import statement, words
from sayso.views.words import CONTROL, shown

GAP = 60
"""Code points: two excerpts nearer than this are shown as one; a "…" would save less than it hides."""

CONTEXT = 30
"""Code points of text shown on each side of a field that stands outside the claim's evidence: some five words."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One field: `label` in words, `key` as in the JSON form, what it means (an entity's name, dates, a number), its span."""

    label: str
    key: str
    means: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an excerpt, and beneath it the letters that underline the fields (several lines where they overlap)."""

    text: str
    marks: tuple[str, ...]


def anchors(reading: Reading, claim: Claim) -> list[Anchor]:
    """The fields of a claim that stand somewhere in the text: trigger, roles, time, count, voices."""
    lexicon = words.load()
    out = [Anchor("Did what", "trigger", lexicon.verb(claim.code).past, claim.trigger)]
    for role, fillers in claim.roles.items():
        label = lexicon.fields.get(role, role)
        out += [Anchor(label, role, shown(reading.name(f.entity)), f.span) for f in fillers]
    if claim.when:
        out.append(Anchor("When", "when", statement.dates(claim.when) or "not settled", claim.when.span))
    if claim.count:
        out.append(Anchor("How many", "count", _count(claim), claim.count.span))
    for n, voice in enumerate(claim.voices):
        place = "" if n == 0 else f" {n + 1}"
        if voice.source_span:
            out.append(Anchor(f"Says who{place}", "source", shown(reading.name(voice.source)), voice.source_span))
        out.append(Anchor(f"Says{place}", "cue", f"{voice.stance}, {voice.certainty}", voice.cue))
    return out


def excerpts(reading: Reading, claim: Claim) -> list[Span]:
    """Which parts of the text to show: the evidence, and a little round any field that stands outside of it."""
    size, parts = len(reading.report.text), list(claim.evidence)
    for anchor in anchors(reading, claim):
        if not any(overlap(anchor.span, e) for e in claim.evidence):
            parts.append(_widened(reading.report.text, anchor.span))
    merged: list[Span] = []
    for part in sorted(parts):
        if merged and part[0] - merged[-1][1] < GAP:
            merged[-1] = cover([merged[-1], part])
        else:
            merged.append((max(0, part[0]), min(size, part[1])))
    return merged


def underlined(text: str, window: Span, spans: list[tuple[str, Span]], width: int) -> list[Line]:
    """The words of `text` within `window` on lines of at most `width` columns, each span underlined by its letter.

    White space is shown as one space; a word wider than a line is broken.
    """
    lines, place = _wrapped(text, window, width)
    rows: list[list[list[str]]] = [[] for _ in lines]
    for letter, span in spans:
        by_line: dict[int, list[int]] = {}
        for offset in range(max(span[0], window[0]), min(span[1], window[1])):
            if offset in place:
                line, column = place[offset]
                by_line.setdefault(line, []).extend((column, column + max(1, _columns(text[offset])) - 1))
        for line, columns in by_line.items():
            _draw(rows[line], letter, min(columns), max(columns), width)
    return [Line(line, tuple("".join(r).rstrip() for r in rows[n])) for n, line in enumerate(lines)]


def _draw(rows: list[list[str]], letter: str, first: int, last: int, width: int) -> None:
    """Writes the letter from column `first` to `last` on the first row that is free there."""
    for row in rows:
        if all(sign == " " for sign in row[first : last + 1]):
            break
    else:
        row = [" "] * (width + 1)
        rows.append(row)
    row[first : last + 1] = letter * (last + 1 - first)


def _wrapped(text: str, window: Span, width: int) -> tuple[list[str], dict[int, tuple[int, int]]]:
    """Lines, and for each code point that is shown its line and column."""
    lines, place = [""], {}
    used = 0
    for match in re.compile(r"\S+").finditer(text, *window):
        size = sum(map(_columns, match.group()))
        if used and used + 1 + size > width:
            lines.append("")
            used = 0
        elif used:
            lines[-1] += " "
            used += 1
        for offset in range(*match.span()):
            sign = CONTROL.sub("\ufffd", text[offset])
            if used + _columns(sign) > width:
                lines.append("")
                used = 0
            place[offset] = len(lines) - 1, used
            lines[-1] += sign
            used += _columns(sign)
    return lines, place


def _columns(sign: str) -> int:
    """Columns that a sign takes in a terminal: 0 for combining and format signs, 2 for wide ones, else 1."""
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def _widened(text: str, span: Span) -> Span:
    """The span with up to CONTEXT code points on each side, cut at white space and within its paragraph."""
    before = re.split(r"\n\s*\n", text[max(0, span[0] - CONTEXT) : span[0]])[-1]
    after = re.split(r"\n\s*\n", text[span[1] : span[1] + CONTEXT])[0]
    if span[0] - len(before) > 0 and " " in before:
        before = before[before.index(" ") + 1 :]
    if span[1] + len(after) < len(text) and " " in after:
        after = after[: after.rindex(" ")]
    return span[0] - len(before), span[1] + len(after)


def _count(claim: Claim) -> str:
    count = claim.count
    if count is None:
        return ""
    given = (("best", count.best), ("at least", count.low), ("at most", count.high))
    told = ", ".join(f"{word} {n}" for word, n in given if n is not None) or "not settled"
    return f"{told}; cumulative" if count.scope == "cumulative" else told
