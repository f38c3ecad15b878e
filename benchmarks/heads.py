# SPDX-License-Identifier: Apache-2.0
"""What the heads for claims cost: `python -m benchmarks.heads --soak FILE`.

In one run, report by report in turn: a reading by rules and heads, and one by rules alone, by readers that share one language
model. FILE as in run.py; without it the example dispatches are read. `--json` gives the seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.run import some_texts
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text


def measure(texts: Sequence[str], threads: int) -> dict[str, float]:
    """Seconds over all texts: `both`, and `rules` alone."""
    both = Reader.open(threads=threads)
    rules = Reader(both.codebook, threads, system="rules")
    rules.__dict__["language"] = both.language      # one model, opened once
    readers = {"both": both, "rules": rules}
    out = dict.fromkeys(readers, 0.0)
    for k, text in enumerate(texts):
        report = report_from_text(text, ReadOptions(language="en"))
        both.read(report)      # whichever comes first must not pay for what is read the first time
        for name in list(readers)[:: 1 if k % 2 else -1]:
            start = time.perf_counter()
            readers[name].read(report)
            out[name] += time.perf_counter() - start
    return out


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--soak", type=Path, help="JSONL of reports, plain or .xz")
    ask.add_argument("--reports", type=int, default=60)
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--json", action="store_true")
    args = ask.parse_args()
    texts = some_texts(args.soak, args.reports)
    found = measure(texts, args.threads)
    if args.json:
        json.dump({"reports": len(texts), **found}, sys.stdout)
        return
    print(f"{len(texts)} reports: rules alone {found['rules']:.2f} s, rules and heads {found['both']:.2f} s, "
          f"{found['both'] / found['rules'] - 1:+.1%}")


if __name__ == "__main__":
    main()
