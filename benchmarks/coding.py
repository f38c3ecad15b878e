# SPDX-License-Identifier: Apache-2.0
"""What coding costs: `python -m benchmarks.coding --soak FILE`.

In one run, report by report in turn: the whole reading, and of it `find_claims`, which makes the claims out of parse,
entities and voices. Then how long the shipped codebook takes to load, and one that extends it by as many entries more as
--entries says, each of two words (a verb that the shipped one has, and an object made up for it). FILE as in run.py;
without it the example dispatches are read. `--json` gives the seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.run import some_texts
from sayso import codebook
from sayso.claims import find_claims
from sayso.mentions import find
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text
from sayso.voices import Speakers, frames

ENTRIES = 10_000
"""Entries besides the shipped ones: what a project's own dictionary holds."""

A_PATTERN = 500
"""Entries in one made pattern."""


def measure(texts: Sequence[str], threads: int) -> dict[str, float]:
    """Seconds over all texts: `reading`, and of it `coding`."""
    reader = Reader.open(threads=threads)
    reader.read(report_from_text(texts[0], ReadOptions(language="en")))
    out = {"reading": 0.0, "coding": 0.0}
    for text in texts:
        report = report_from_text(text, ReadOptions(language="en"))
        start = time.perf_counter()
        reader.read(report)
        out["reading"] += time.perf_counter() - start
        parse = reader.parse(report)
        mentions, said = find(parse, report), frames(parse)
        speakers = Speakers(parse, mentions)
        start = time.perf_counter()
        find_claims(parse, mentions, report, reader.codebook, said, speakers)
        out["coding"] += time.perf_counter() - start
    return out


def loading(entries: int) -> dict[str, float]:
    """Seconds to load the shipped codebook (`shipped`), and one with so many entries more (`larger`); the best of three."""
    known = codebook.load().codes["violence.attack"]
    verbs = sorted({words[0] for p in known.patterns if p.kind == "verb" for words in p.words})
    made = [f"{verbs[k % len(verbs)]} thing{k // len(verbs):05d}" for k in range(entries)]
    slots = "      slots: {subj: actor, obj: target}\n"
    rows = [f"    - id: made-{k}\n      verbs: [{', '.join(made[k : k + A_PATTERN])}]\n{slots}"
            for k in range(0, entries, A_PATTERN)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.yaml"
        file.write_text("- extends: sayso\n\n- add-to: violence.attack\n  patterns:\n" + "".join(rows), encoding="utf-8")
        return {"shipped": _best(None), "larger": _best(file)}


def _best(path: Path | None) -> float:
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        codebook.load(path)
        taken.append(time.perf_counter() - start)
    return min(taken)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--soak", type=Path)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    texts = some_texts(given.soak, given.reports)
    seconds = measure(texts, given.threads) | loading(given.entries)
    if given.json:
        print(json.dumps({"reports": len(texts), "entries": given.entries, **{k: round(v, 4) for k, v in seconds.items()}}))
        return 0
    print(f"{len(texts)} reports read in {seconds['reading']:.2f} s")
    print(f"coding    {seconds['coding'] / seconds['reading']:6.1%} of the time of reading")
    print(f"codebook  {seconds['shipped']:.2f} s to load; with {given.entries:,} entries more {seconds['larger']:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
