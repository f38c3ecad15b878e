# SPDX-License-Identifier: Apache-2.0
"""What stands at the head of a report's text: title, writer's name, date, dateline."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from sayso.model import Report
from sayso.reports.dateline import find_dateline
from sayso.reports.dates import parse_date
from sayso.reports.tables import folded, table
from sayso.text import Span

_MAX_TITLE = 150
"""Characters: press style guides stop headlines at about 100; a first sentence of news has mostly more than 150."""
_MAX_LINES = 4
"""Lines between title and text that are looked at: a byline, a date, an update's date; no report has more."""
_MAX_NAMES = 12
"""Words of a byline: three writers with their names and a newsroom; more is a sentence that begins with "By"."""
_MIN_TITLE = 3
"""Words: shorter first lines are a writer's or an outlet's name, a rubric, a button; a headline needs who, what and to whom."""
_LINE = re.compile(r"[^\r\n]*")
_SPACE = re.compile(r"[\s\ufeff\u200b]*")
_BLANK_LINE = re.compile(r"\r?\n[^\S\r\n]*(?:\r?\n)|\r[^\S\r\n]*\r")
_HASHES = re.compile(r"#{1,6}[ \t]+")
_INITIALS = re.compile(r"(?:^|[\s(])(?:[A-Z]\.){2,}$")
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[-–—]{1,2}\s+")


def with_heading(report: Report) -> Report:
    """The report with what the head of its text says put where nothing is known yet.

    A title that is known already is looked for at the start of the text, and no other line is taken for one. For the date of
    publication a date line comes before the dateline.
    """
    text, byline, day = report.text, report.byline, None
    title, span, at = report.title, None, _skip(report.text, 0)
    if title:
        span = (at, at + len(title)) if text.startswith(title, at) else None
    elif span := _title_span(text, at):
        title = text[span[0] : span[1]]
    if span:
        at = _skip(text, _line_end(text, span[1]))
    for _ in range(_MAX_LINES):
        end = _line_end(text, at)
        line, after = text[at:end].strip(), _skip(text, end)
        if after >= len(text):  # the last line is the report itself
            break
        if found := parse_date(line):
            day = day or found
        elif signed := find_byline(line):
            byline, day = byline or signed[0], day or signed[1]
        else:
            break
        at = after
    line_found = find_dateline(text, at)
    if line_found is None:
        return replace(report, title=title, title_span=span, byline=byline, published=report.published or day)
    return replace(report, title=title, title_span=span, byline=byline, dateline=report.dateline or line_found.place,
                   outlet=report.outlet or line_found.outlet, published=report.published or day or line_found.published,
                   dateline_span=line_found.span)


def find_byline(line: str) -> tuple[str, datetime.date | None] | None:
    """(name, date) of a line that says who wrote the report: "By NAME", "By NAME | 14 March 2025"; None for any other."""
    for opener in table("datelines")["byline_openers"]:
        m = re.match(rf"{opener}:?\s+(?=\S)", line, re.IGNORECASE)
        if m and line[0].isupper():
            parts = [p.strip(" ,") for p in _PARTS.split(line[m.end() :]) if p.strip(" ,")]
            names = [p for p in parts if not parse_date(p)]
            if names and _are_names(names[0]):
                return names[0], next((d for p in parts if (d := parse_date(p))), None)
    return None


def _are_names(text: str) -> bool:
    """Whether words after "By" can be names: capitals but for the small words of names, no figures, no sentence's end."""
    words = re.split(r"[\s,]+", text)
    small = folded("datelines", "particles") | folded("datelines", "byline_words")
    first = words[0].casefold()
    return (len(words) <= _MAX_NAMES and re.fullmatch(r"[^\d:;?!\"“”]+", text) is not None and text[-1] != "."
            and first not in folded("datelines", "not_places") and first not in folded("calendar", "weekdays")
            and words[0][0].isupper() and all(w[:1].isupper() or w in small for w in words))


def _title_span(text: str, at: int) -> Span | None:
    """The first line, where it is a title: short, no full stop at its end, a blank line under it, and no dateline, date or
    byline. A line with Markdown's hashes before it is a title in any case."""
    hashes, end = _HASHES.match(text, at), _line_end(text, at)
    first = hashes.end() if hashes else at
    line = text[first:end].rstrip()
    if hashes:
        line = line.rstrip("#").rstrip()
    after = _skip(text, end)
    if not any(c.isalpha() for c in line) or len(line) > _MAX_TITLE or after >= len(text):
        return None
    if not hashes:
        stopped = line[-1] in ",;:" or (line[-1] == "." and not line.endswith("...") and not _INITIALS.search(line))
        if stopped or not _BLANK_LINE.match(text, end):
            return None
        if len(line.split()) < _MIN_TITLE or _is_credit(line):
            return None
        if parse_date(line) or find_byline(line) or find_dateline(text, at):
            return None
    return first, first + len(line)


def _is_credit(line: str) -> bool:
    """Whether a line ends in a picture's credit, or stands in brackets: "Police on guard (Example Photos)"."""
    bracket = re.search(r"\(([^()]*)\)$", line)
    words = {w.casefold() for w in re.split(r"[\s/,:]+", bracket[1])} if bracket else set()
    return line.startswith("(") or bool(words & (folded("datelines", "agencies") | folded("datelines", "credit_words")))


def _skip(text: str, at: int) -> int:
    """The next character that is neither white space nor a byte-order mark."""
    m = _SPACE.match(text, at)
    return m.end() if m else at


def _line_end(text: str, at: int) -> int:
    m = _LINE.match(text, at)
    return m.end() if m else at
