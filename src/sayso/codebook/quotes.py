# SPDX-License-Identifier: Apache-2.0
"""Where the words that an example quotes stand in its text."""

from __future__ import annotations

from sayso.text import Span


def find_quote(text: str, quoted: str) -> Span | None:
    """Where `quoted` stands in `text`: whole words, or any place if it stands nowhere as whole words; "word#2" is its second
    occurrence. None if it does not occur."""
    words, mark, number = quoted.rpartition("#")
    if not (mark and words and number.isdecimal()):
        words, number = quoted, "1"
    anywhere: list[Span] = []
    whole: list[Span] = []
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        anywhere.append((start, end))
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            whole.append((start, end))
        start = text.find(words, start + 1)
    for spans in (whole, anywhere):
        if len(spans) >= int(number) > 0:
            return spans[int(number) - 1]
    return None
