# SPDX-License-Identifier: Apache-2.0
"""Spans of code points, and the quotes that they stand for."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
"""`(start, end)`: half-open, in Unicode code points of a report's text."""


def quote(text: str, span: Span) -> str:
    """The exact words of a span."""
    return text[span[0] : span[1]]


def quoted(text: str, spans: Iterable[Span]) -> str:
    """Words in the order of the text, in quotation marks; an ellipsis where others stand between them: “carried … attack”."""
    out, last = "", None
    for start, end in sorted(set(spans)):
        between = "" if last is None else text[last:start]
        out += (" … " if between.strip() else " " if between else "") + text[start:end]
        last = end
    return f"“{out}”"


def overlap(a: Span, b: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def inside(inner: Span, outer: Span) -> bool:
    """Whether `inner` lies within `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of `spans`; raises ValueError where there is none."""
    starts, ends = zip(*spans, strict=True)
    return min(starts), max(ends)


def one_line(text: str) -> str:
    """Any white space as one space: for showing a quote on one line."""
    return " ".join(text.split())


def many(count: int, noun: str) -> str:
    """A number and its noun: "1 report", "3 reports"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def begins(words: Iterable[str], said: str) -> bool:
    """Whether one of `words` (small letters, of one word or several) begins a word of what is said."""
    spaced = f" {one_line(said).lower()}"
    return any(f" {word}" in spaced for word in words)
