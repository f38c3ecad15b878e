# SPDX-License-Identifier: Apache-2.0
"""A frame: one voice at one place of a report, as words of its parse. What a frame covers, and the chain over a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.text import Span
from sayso.voices.cues import Cue


@dataclass(frozen=True, slots=True)
class Frame:
    """`cue`, `source`, `to` are head words; source None = the report leaves it unnamed. `content`: the words that the source
    answers for, without relative clauses and appositions where it is not quoted; `whole`: with them, what the report gives as
    said. `how`: direct, indirect or mixed. `entry`: the lexicon's line that decided stance and certainty, None where the model
    alone found the cue. `by`: rules, model or both. `meant`: who a source that speaks of itself ("I") is, in a quotation.
    `inner`: another source cites this one for the same words."""

    cue: int
    cue_span: Span
    source: int | None
    to: int | None
    stance: str
    certainty: str
    content: frozenset[int]
    whole: frozenset[int] = frozenset()
    how: str = "indirect"
    entry: Cue | None = None
    by: str = "rules"
    meant: int | None = None
    inner: bool = False

    @property
    def speaker(self) -> int | None:
        """The head word of who speaks: who is meant by the source's "I"."""
        return self.source if self.meant is None else self.meant


def chain(found: Iterable[Frame], index: int) -> list[Frame]:
    """The frames that cover a word, innermost first; one a source."""
    rows = sorted((f for f in found if index in f.content), key=lambda f: (len(f.content), not f.inner, -f.cue))
    out: list[Frame] = []
    for f in rows:
        if not any(f.source == g.source and f.cue == g.cue for g in out):
            out.append(f)
    # "was announced, the party said": a source that is named makes one that is not superfluous, unless it charges somebody
    # and is no other than who denies it
    named = any(f.source is not None and f.stance not in {"denies", "doubts"} for f in out)
    return [f for f in out if f.source is not None or not named or f.stance not in {"states", "confirms"}]
