# SPDX-License-Identifier: Apache-2.0
"""Measures Sayso on this machine: reports a second, peak memory, start-up. `python benchmarks/run.py --soak FILE`.

FILE is JSONL, plain or .xz, one report a line with `text` and any of `id`, `title`, `source` (outlet) and `date`. The first
`--reports` texts of at least 80 words are read in file order, so two runs read the same. Standard library and sayso only.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from sayso.model import Report
    from sayso.pipeline import Reader

USUAL_WORDS = 400
"""Length of a usual report: the floor in docs/performance.md is stated for it."""
LEAST_WORDS = 80
"""Shorter texts in crawled news are captions and cookie notices."""
EXAMPLE = Path(__file__).parents[1] / "examples" / "dispatches" / "2025-03-14-kori-dispatch.txt"
MEGABYTE = 1_000_000
LOOK = 1.0
"""Seconds between two looks at memory: each takes some milliseconds of the cores that read."""

FIELDS = {
    "when": ("sayso.claims.find:find_times", "sayso.claims.find:Narrative", "sayso.claims.find:_when"),
    "where": ("sayso.pipeline:locate_entities",),
    "who": ("sayso.pipeline:find",),
    "how many": ("sayso.claims.find:HowMany.of",),
}
"""What gives a claim its time, its places on the map, its people and its numbers: module and name as the caller has it. None of
them is called by another."""
NOUN_PHRASES = ("sayso.mentions.find:phrases",)
"""The part of "who" that finds noun phrases and names at all, before anybody is told from anybody else."""


@dataclass(frozen=True, slots=True)
class Throughput:
    """`seconds` for the whole batch, from opening its file to the last claims, as `sayso read` goes through it: the next are
    read while one is, and the processes that read open their models. `alone`: the sum of the times of `Reader.read`, one
    report after the other; `slowest` among these. `loading` is what comes before (model, codebook and a first report).
    `peak_mb`: of the batch, all its processes together (PSS)."""

    reports: int
    words: int
    claims: int
    loading: float
    seconds: float
    alone: float
    slowest: float
    peak_mb: float
    shares: dict[str, float]
    """Shares of the CPU time of reading, parse and all: each of FIELDS, and "noun phrases", which is inside "who"."""

    @property
    def per_second(self) -> float:
        """Reports a second, of whatever length they were."""
        return self.reports / self.seconds

    @property
    def usual_per_second(self) -> float:
        """Words a second, in reports of USUAL_WORDS."""
        return self.words / self.seconds / USUAL_WORDS

    @property
    def usual_alone(self) -> float:
        """Seconds from a report of USUAL_WORDS to its reading where nothing else is read."""
        return self.alone / self.words * USUAL_WORDS


@dataclass(frozen=True, slots=True)
class Start:
    """Wall time of a command in fresh processes, in seconds."""

    best: float
    median: float
    runs: int


def some_texts(soak: Path | None, reports: int) -> list[str]:
    """The first texts of a file of reports; the example dispatch where there is none."""
    if soak is None or not soak.exists():
        return [EXAMPLE.read_text("utf-8")]
    return [str(row["text"]) for row in islice(soak_lines(soak), reports)]


def soak_lines(path: Path) -> Iterator[dict[str, str | None]]:
    """The reports of a soak file, with the field names that `sayso read` takes."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            raw = json.loads(line)
            if len(raw["text"].split()) >= LEAST_WORDS:
                yield {"stem": str(raw.get("id", number)), "text": raw["text"], "title": raw.get("title"),
                       "outlet": raw.get("source"), "published": raw.get("date")}


def read_batch(batch: Path, threads: int) -> None:
    """Reads a batch in this process and those that it begins; prints what came of it as JSON."""
    from sayso.model import Report
    from sayso.pipeline import Reader
    from sayso.reports import ReadOptions, open_source

    reader, words, claims = Reader.open(threads=threads), 0, 0
    start = time.perf_counter()
    for report, reading in reader.read_many(open_source(str(batch), ReadOptions())):
        if isinstance(report, Report):
            words += len(report.text.split())
            claims += len(reading().claims)
    print(json.dumps({"seconds": time.perf_counter() - start, "words": words, "claims": claims}))


def timed_batch(batch: Path, threads: int) -> tuple[dict[str, float], float]:
    """What `read_batch` prints in a process of its own, and the most memory (MB) that it and its children held at once."""
    command = [sys.executable, "-m", "benchmarks.run", "--batch", str(batch), "--threads", str(threads)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as run:
        peak = 0.0
        while run.poll() is None:
            peak = max(peak, held(run.pid))
            time.sleep(LOOK)
        out = run.stdout.read() if run.stdout else ""
    if run.returncode:
        sys.exit(f"{' '.join(command)}: exit code {run.returncode}")
    done: dict[str, float] = json.loads(out)
    return done, peak


def held(process: int) -> float:
    """Memory (MB) of a process and its children, what they share counted once (PSS); 0 where the system does not tell."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
        lines = [line.split() for p in (str(process), *children)
                 for line in Path(f"/proc/{p}/smaps_rollup").read_text(encoding="ascii").splitlines()]
    except OSError:     # it has ended meanwhile
        return 0.0
    return sum(int(line[1]) for line in lines if line[0] == "Pss:") * 1024 / MEGABYTE


def throughput(soak: Path, number: int, threads: int) -> Throughput:
    """Reads `number` reports: as a batch in a process of its own, then here one after the other."""
    from sayso.errors import InputError
    from sayso.pipeline import Reader
    from sayso.reports import ReadOptions, open_source

    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "soak.jsonl"
        with batch.open("w", encoding="utf-8") as out:
            for line in islice(soak_lines(soak), number):
                out.write(json.dumps(line) + "\n")
        done, peak_mb = timed_batch(batch, threads)
        reports = [r for r in open_source(str(batch), ReadOptions()) if not isinstance(r, InputError)]
    if not reports:
        sys.exit(f"{soak}: no report of {LEAST_WORDS} words or more.")
    start = time.perf_counter()
    reader = Reader.open(threads=threads)
    reader.read(next(r for r in open_source(str(EXAMPLE), ReadOptions()) if not isinstance(r, InputError)))
    loading = time.perf_counter() - start

    alone = []
    for report in reports:
        start = time.perf_counter()
        reader.read(report)
        alone.append(time.perf_counter() - start)
    return Throughput(len(reports), int(done["words"]), int(done["claims"]), loading, done["seconds"], sum(alone), max(alone),
                      peak_mb, field_shares(reader, reports))


def field_shares(reader: Reader, reports: list[Report]) -> dict[str, float]:
    """Shares of the CPU time of reading these reports once more, of each of FIELDS and of noun phrases; CPU time, since a share
    of the clock's time would hang on whatever else the machine does."""
    parts = {**FIELDS, "noun phrases": NOUN_PHRASES}
    spent = dict.fromkeys(parts, 0.0)

    def timed(work: Callable[..., Any], name: str) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                return work(*args, **kwargs)
            finally:
                spent[name] += time.process_time() - start
        return run

    with ExitStack() as patched:
        for name, places in parts.items():
            for place in places:
                module, _, path = place.partition(":")
                owner: Any = import_module(module)
                *outer, last = path.split(".")
                for attribute in outer:
                    owner = getattr(owner, attribute)
                patched.enter_context(patch.object(owner, last, timed(getattr(owner, last), name)))
        start = time.process_time()
        for report in reports:
            reader.read(report)
        whole = time.process_time() - start
    return {name: seconds / whole for name, seconds in spent.items()}


def start_up(arguments: list[str], runs: int) -> Start:
    """Times the command of this environment; ends the benchmark where the command fails."""
    command = [str(Path(sys.executable).with_name("sayso")), *arguments]
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        times.append(time.perf_counter() - start)
        if done.returncode:
            sys.exit(f"{' '.join(command)}: exit code {done.returncode}\n{done.stderr}")
    return Start(min(times), statistics.median(times), runs)


def lines(flow: Throughput | None, starts: dict[str, Start]) -> list[tuple[str, str]]:
    """What was measured, as (name, value)."""
    out = []
    if flow:
        fields = sum(flow.shares[name] for name in FIELDS)
        out += [
            (f"reports a second ({flow.reports}, of {flow.words / flow.reports:.0f} words)", f"{flow.per_second:.1f}"),
            (f"reports of {USUAL_WORDS} words a second", f"{flow.usual_per_second:.1f}"),
            (f"one report of {USUAL_WORDS} words, read alone", f"{flow.usual_alone * 1000:.0f} ms"),
            ("slowest report, read alone", f"{flow.slowest:.2f} s"),
            ("claims a report", f"{flow.claims / flow.reports:.1f}"),
            ("loading and first report, in process", f"{flow.loading:.2f} s"),
            ("peak memory, all processes", f"{flow.peak_mb:.0f} MB"),
            ("when, where, who, how many: share of CPU time", f"{fields:.1%}"),
            ("the same without finding noun phrases", f"{fields - flow.shares['noun phrases']:.1%}"),
            *((f"  {name}", f"{share:.1%}") for name, share in flow.shares.items()),
        ]
    out += [(f"{name} (best, median of {s.runs})", f"{s.best:.2f} s, {s.median:.2f} s") for name, s in starts.items()]
    return out


def main() -> None:
    """Runs the benchmark and prints it."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--soak", type=Path, help="JSONL of reports, plain or .xz; without it only start-up is measured")
    ask.add_argument("--reports", type=int, default=200, help="how many reports (200)")
    ask.add_argument("--threads", type=int, default=2, help="cores to read on (2)")
    ask.add_argument("--runs", type=int, default=5, help="fresh processes for each start-up time (5)")
    ask.add_argument("--batch", type=Path, help=argparse.SUPPRESS)
    form = ask.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--markdown", action="store_true", help="the table of docs/performance.md")
    args = ask.parse_args()
    if args.batch:
        read_batch(args.batch, args.threads)
        return
    if args.soak and not args.soak.is_file():
        sys.exit(f"{args.soak}: no such file. Give a JSONL file of reports with --soak (make bench SOAK=FILE).")

    # Start-up first: its processes then share the disk cache with nothing but each other.
    starts = {"sayso --help": start_up(["--help"], args.runs),
              "first report, cold": start_up(["read", str(EXAMPLE), "--format", "jsonl"], args.runs)}
    flow = throughput(args.soak, args.reports, args.threads) if args.soak else None

    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {args.threads} threads"
    if args.json:
        figures = {"machine": machine, "start_up": {k: asdict(v) for k, v in starts.items()}}
        if flow:
            figures["throughput"] = {**asdict(flow), "per_second": flow.per_second, "usual_per_second": flow.usual_per_second,
                                     "usual_alone": flow.usual_alone}
        print(json.dumps(figures, indent=2))
    elif args.markdown:
        print(f"Measured on {machine}.\n\n| what | measured |\n|---|---|")
        print("\n".join(f"| {name} | {value} |" for name, value in lines(flow, starts)))
    else:
        print(machine)
        print("\n".join(f"{name:58} {value}" for name, value in lines(flow, starts)))


if __name__ == "__main__":
    main()
