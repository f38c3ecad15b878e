# SPDX-License-Identifier: Apache-2.0
"""What finding the voices costs: `python -m benchmarks.voices --soak FILE`.

In one run, report by report in turn: the whole reading, and of it the model's attribution head (the parse with the layer
"voices" less the parse without it), the frames, and their voices. FILE as in run.py; without it the example dispatches
are read.
Prints the share of the reading's time; `--json` gives the seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.run import some_texts
from sayso.mentions import find
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text
from sayso.voices import Speakers, frames


def measure(texts: Sequence[str], threads: int) -> dict[str, float]:
    """Seconds over all texts: `reading`, and the parts `head`, `frames`, `speakers`."""
    reader = Reader.open(threads=threads)
    reader.read(report_from_text(texts[0], ReadOptions(language="en")))
    out = dict.fromkeys(("reading", "head", "frames", "speakers"), 0.0)
    for text in texts:
        report = report_from_text(text, ReadOptions(language="en"))
        start = time.perf_counter()
        reader.read(report)
        out["reading"] += time.perf_counter() - start
        start = time.perf_counter()
        reader.language.parse(report.text, report.breaks, ("roles",))
        plain = time.perf_counter() - start
        start = time.perf_counter()
        parse = reader.parse(report)
        out["head"] += time.perf_counter() - start - plain
        mentions = find(parse, report)
        start = time.perf_counter()
        found = frames(parse)
        out["frames"] += time.perf_counter() - start
        start = time.perf_counter()
        speakers = Speakers(parse, mentions)
        for f in found:
            speakers.voice(f)
        out["speakers"] += time.perf_counter() - start
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--soak", type=Path)
    parser.add_argument("--reports", type=int, default=60)
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(argv)
    texts = some_texts(given.soak, given.reports)
    seconds = measure(texts, given.threads)
    if given.json:
        print(json.dumps({"reports": len(texts), **{k: round(v, 4) for k, v in seconds.items()}}))
        return 0
    print(f"{len(texts)} reports read in {seconds['reading']:.2f} s")
    for name in ("head", "frames", "speakers"):
        print(f"{name:9} {seconds[name] / seconds['reading']:6.1%} of the time of reading")
    print(f"together  {sum(seconds[k] for k in ('head', 'frames', 'speakers')) / seconds['reading']:6.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
