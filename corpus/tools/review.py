# SPDX-License-Identifier: Apache-2.0
"""What a checker reads of each report: numbered sentences, the marks of another reader, doubts, what Sayso read besides.

    python corpus/tools/review.py MARKED VIEWS MARKS OUT

MARKED has <stem>.txt and .yaml (anchor.py), VIEWS the numbered sentences (number.py), MARKS what was marked (lines.py). About
half of what Sayso reads besides is wrong or no claim; the rest was overlooked.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from sayso.gold.check import check
from sayso.gold.read import load_gold
from sayso.model import Claim, Reading, Report
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text


def numbered(marks: str) -> str:
    """The lines of a file of marks, claims numbered as doubts name them."""
    out, n = [], 0
    for line in filter(None, map(str.strip, marks.splitlines())):
        n += line.startswith("C ")
        out.append(f"c{n} {line}" if line.startswith("C ") else line)
    return "\n".join(out)


def line(reading: Reading, claim: Claim, starts: list[int]) -> str:
    """A claim as Sayso has it: the sentence's number, code, words, who fills which role."""
    sentence = sum(s <= claim.trigger[0] for s in starts)
    roles = " ".join(f"{r}={'; '.join(reading.words(f.span) for f in fs)}" for r, fs in claim.roles.items())
    return f"{sentence}|{reading.words(claim.trigger)} {claim.code} {roles}"


def main() -> None:
    marked, views, marks, out = map(Path, sys.argv[1:5])
    out.mkdir(parents=True, exist_ok=True)
    gold = load_gold(marked)
    doubts: dict[str, list[str]] = defaultdict(list)
    for breach in (b for g in gold for b in check(g)):
        doubts[breach.report].append(f"{breach.where}: {breach.message}")
    reports = [report_from_text(g.text, ReadOptions(published=g.published, outlet=g.outlet, language="en")) for g in gold]
    for g, (report, made) in zip(gold, Reader.open().read_many(reports), strict=True):
        assert isinstance(report, Report)
        reading = made()
        starts = [int(row.split()[0]) for row in (views / f"{g.stem}.spans").read_text(encoding="utf-8").splitlines()]
        besides = [line(reading, c, starts) for c in reading.claims
                   if not any(c.trigger[0] < m.trigger[1] and m.trigger[0] < c.trigger[1] for m in g.claims)]
        parts = [(views / f"{g.stem}.txt").read_text(encoding="utf-8"),
                 "MARKS\n" + numbered((marks / f"{g.stem}.marks").read_text(encoding="utf-8")),
                 "DOUBTS\n" + "\n".join(doubts[g.stem]), "READ BESIDES\n" + "\n".join(besides)]
        (out / f"{g.stem}.txt").write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
