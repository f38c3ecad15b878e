# SPDX-License-Identifier: Apache-2.0
"""Entities across reports, and people's judgements, as lines of a table."""

from __future__ import annotations

from sayso.answers.who import JudgementRow, Tie, WhoRow
from sayso.text import many
from sayso.views.answered import IDS, Line, Table
from sayso.views.words import shown

AT_MOST = 6
"""Spellings and reasons of one entity that a table shows; it says how many more there are."""

WHO = Table(("who", "spellings", "why one"), (22, 26, 40), "no entity fits",
            ("id", "name", "type", "country", "key", "reports", "names", "why", "others"))
JUDGEMENTS = Table(("judgement", "of", "because"), (18, 34, 30), "no judgement stands",
                   ("number", "kind", "verdict", "left", "right", "left_profile", "right_profile", "because", "by", "added"))


def entity(row: WhoRow) -> Line:
    """One entity as a line of WHO."""
    kind = " · ".join(p for p in (row.type, row.country or "", many(row.reports, "report")) if p)
    spelled = [f"{shown('; '.join(s.names))} ({s.reports}, {s.profile[:IDS]})" for s in row.spellings]
    why = [*dict.fromkeys(f"{_judged(t)}{shown(', '.join(t.reasons))}" for t in row.within)]
    others = [f"{_other(t)}: {shown(', '.join(t.reasons))}" for t in row.others]
    told = "\n".join((*_few(why), *_few(others))) or "–"
    return (f"{shown(row.name)}\n{kind}\n{row.id[:IDS]}", "\n".join(_few(spelled)), told), \
        "disputed" if any(t.judged for t in (*row.within, *row.others)) else "own"


def judgement(row: JudgementRow) -> Line:
    """One judgement as a line of JUDGEMENTS."""
    pair = f"{shown(row.left)} ({row.left_profile[:IDS]})\n{shown(row.right)} ({row.right_profile[:IDS]})"
    return (f"{row.number} {row.verdict}\n{row.added[:10]}", pair, f"{shown(row.because)}\n{shown(row.by)}"), "own"


def _judged(t: Tie) -> str:
    return f"{t.relation}: " if t.judged else ""


def _other(t: Tie) -> str:
    if t.relation == "part":
        return f"{shown(t.left)} is a part of {shown(t.right)}"
    word = {"same": "may be one", "different": "not one"}.get(t.relation, t.relation) if not t.judged else t.relation
    return f"{word}: {shown(t.left)} ({t.left_profile[:IDS]}), {shown(t.right)} ({t.right_profile[:IDS]})"


def _few(lines: list[str]) -> list[str]:
    return lines if len(lines) <= AT_MOST else [*lines[:AT_MOST], f"and {len(lines) - AT_MOST} more"]
