# SPDX-License-Identifier: Apache-2.0
"""What linking costs as a ledger grows: `python -m benchmarks.linking --sizes 1000 2000 4000 [--shuffled] [--json FILE]`;
with `--keep FOLDER` the ledgers stay there, and `--again` measures only one report more in those, seven times at most.

For each size a new ledger of so many made-up readings (generated.py; in the order of their days, or shuffled): seconds to store
and to link them, then what it costs to add one more report, stored and linked alone as a daily run does (the median of some),
peak memory, size of the file; and the exponent of the CPU seconds in the number of reports between the smallest and the largest
size (1 = linear). Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.generated import generated
from sayso.answers import linking
from sayso.ledger import Ledger
from sayso.model import Reading

MORE = 25
"""Reports that are added one by one at the end."""
ROOM = 200
"""Readings that are made besides those of the size: for the first more, and for as many again in a ledger that was kept."""
MEGABYTE = 1_000_000


def measure(reports: int, *, shuffled: bool = False, keep: Path | None = None) -> dict[str, float]:
    """One size: seconds by the clock, since other processes make profiles meanwhile, and CPU seconds of all of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = (keep or Path(folder)) / f"{reports}.db"
        with Ledger.open(path, create=True) as ledger:
            readings = generated(reports + ROOM, shuffled=shuffled)
            begun = time.perf_counter()
            for reading in islice(readings, reports):
                ledger.add(reading)
            stored, spent = time.perf_counter(), _cpu()
            linking.complete(ledger)
            linked, cpu = time.perf_counter(), _cpu() - spent
        with Ledger.open(path) as ledger:      # anew, as a daily run does, with nothing in memory
            alone = _alone(ledger, readings)
        return {"reports": reports, "store_s": round(stored - begun, 2), "link_s": round(linked - stored, 2),
                "cpu_s": round(cpu, 2), "one_ms": alone,
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGABYTE),
                "file_mb": round(path.stat().st_size / MEGABYTE)}


def again(reports: int, keep: Path, *, shuffled: bool = False) -> float:
    """What one more costs in a ledger of this size that was kept, in milliseconds."""
    with Ledger.open(keep / f"{reports}.db") as ledger:
        return _alone(ledger, islice(generated(reports + ROOM, shuffled=shuffled), reports, None))


def _alone(ledger: Ledger, readings: Iterator[Reading]) -> float:
    """Some more that are not there yet, each stored and linked by itself: the median in milliseconds."""
    alone: list[float] = []
    for reading in readings:
        start = time.perf_counter()
        if ledger.add(reading):
            linking.complete(ledger)
            alone.append(time.perf_counter() - start)
        if len(alone) == MORE:
            break
    return round(1000 * statistics.median(alone), 1)


def _cpu() -> float:
    """CPU seconds of this process and of those that it began and that have ended."""
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000])
    ask.add_argument("--json", type=Path)
    ask.add_argument("--shuffled", action="store_true", help="reports in no order, as an archive may hold them")
    ask.add_argument("--keep", type=Path, help="a folder in which the ledgers stay")
    ask.add_argument("--again", action="store_true", help="only what one report more costs in the ledgers kept there")
    ask.add_argument("--one", action="store_true", help="measure the first size here and print it as JSON")
    args = ask.parse_args()
    if args.again and args.keep is None:
        ask.error("--again needs --keep FOLDER: the folder of the ledgers kept")
    if args.one:
        print(json.dumps(measure(args.sizes[0], shuffled=args.shuffled, keep=args.keep)))
        return
    if args.again:
        for size in args.sizes:
            print(f"one more at {size}: {again(size, args.keep, shuffled=args.shuffled)} ms", flush=True)
        return
    rows: list[dict[str, float]] = []
    for size in args.sizes:
        same = ["--shuffled"] * args.shuffled + (["--keep", str(args.keep)] if args.keep else [])
        run = subprocess.run([sys.executable, "-m", "benchmarks.linking", "--one", "--sizes", str(size), *same], check=True,
                             capture_output=True, text=True)
        rows.append(json.loads(run.stdout))
        r = rows[-1]
        print(f"{r['reports']:>7} reports: stored in {r['store_s']} s, linked in {r['link_s']} s ("
              f"{1000 * r['link_s'] / r['reports']:.1f} ms each, {r['cpu_s']} s of CPU), one more {r['one_ms']} ms, "
              f"peak {r['peak_mb']} MB, file {r['file_mb']} MB", flush=True)
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        power = math.log(last["cpu_s"] / first["cpu_s"]) / math.log(last["reports"] / first["reports"])
        print(f"exponent {power:.2f} of CPU seconds between {first['reports']:.0f} and {last['reports']:.0f}; one report more "
              f"at {last['reports']:.0f} costs {last['one_ms'] / first['one_ms']:.2f} times that at {first['reports']:.0f}")
    if args.json:
        args.json.write_text(json.dumps(rows, indent=1) + "\n")


if __name__ == "__main__":
    main()
