# SPDX-License-Identifier: Apache-2.0
"""Holds measured figures against their floors: `python quality/gate.py FOLDER [--raise]`.

FOLDER holds what `sayso evaluate … --json` printed, one file a command; `baseline.json` beside this script names, for each
floor, the file, the figure in it (a dotted path) and the lowest value allowed. It also names pairs of files whose
figures must be equal (our scores and the gold's own scorer). Prints a table; exit code 0 when all hold, 1 when one is missed, 2
when a file or a figure is not there or not readable. `--raise` lifts floors to what was measured; nothing here lowers one.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BASELINE = Path(__file__).with_name("baseline.json")
SLACK = 1e-9
"""Figures are rounded to four decimals where they are printed; this only swallows what floating point adds."""


class GateError(Exception):
    """A file or a figure is missing or unreadable; the message says which."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the table: what was measured, what it must reach or equal, and whether it does."""

    name: str
    measured: float
    wanted: float
    sign: str
    held: bool


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file; GateError where there is none."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise GateError(f"{path}: cannot be read ({e.strerror}).") from e
    except ValueError as e:
        raise GateError(f"{path}: no JSON ({e}).") from e
    if not isinstance(value, dict):
        raise GateError(f"{path}: not a JSON object.")
    return value


def figure(values: dict[str, Any], dotted: str, path: Path) -> float:
    """The number at a dotted path ("found.f1"); GateError where it is missing or no number."""
    at: Any = values
    for part in dotted.split("."):
        if not isinstance(at, dict) or part not in at:
            raise GateError(f"{path}: no figure {dotted!r}.")
        at = at[part]
    if isinstance(at, bool) or not isinstance(at, int | float):
        raise GateError(f"{path}: {dotted!r} is no number: {at!r}.")
    return float(at)


def floors(baseline: dict[str, Any], folder: Path) -> list[Check]:
    """One check a floor, in the baseline's order."""
    out = []
    for floor in baseline["floors"]:
        path = folder / floor["file"]
        got = figure(read_json(path), floor["figure"], path)
        held = got >= floor["floor"] - SLACK
        out.append(Check(f"{path.stem} {floor['figure']}", got, floor["floor"], ">=", held))
    return out


def equals(baseline: dict[str, Any], folder: Path) -> list[Check]:
    """One check a figure that must be the same in two files."""
    out = []
    for pair in baseline["equal"]:
        ours, theirs = folder / pair["file"], folder / pair["with"]
        left, right = read_json(ours), read_json(theirs)
        for dotted in pair["figures"]:
            a, b = figure(left, dotted, ours), figure(right, dotted, theirs)
            out.append(Check(f"{ours.stem} {dotted} = {theirs.stem}", a, b, "=", abs(a - b) <= SLACK))
    return out


def lifted(baseline: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The baseline with each floor at what was measured, cut (not rounded) to three decimals; a floor above that stays."""
    new = []
    for floor in baseline["floors"]:
        path = folder / floor["file"]
        got = math.floor(figure(read_json(path), floor["figure"], path) * 1000 + SLACK) / 1000
        new.append({**floor, "floor": max(floor["floor"], got)})
    return {**baseline, "floors": new}


def table(checks: list[Check]) -> str:
    """The checks as aligned lines, missed ones marked."""
    width = max(len(c.name) for c in checks)
    return "\n".join(f"{'ok    ' if c.held else 'MISSED'}  {c.name:{width}}  {c.measured:8.4f}  {c.sign:2} {c.wanted:8.4f}"
                     for c in checks)


def main(arguments: list[str] | None = None) -> int:
    """Runs the gate; gives the exit code."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("folder", type=Path, help="where the --json outputs are")
    ask.add_argument("--baseline", type=Path, default=BASELINE)
    ask.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured; never lowers one")
    args = ask.parse_args(arguments)
    try:
        baseline = read_json(args.baseline)
        checks = floors(baseline, args.folder) + equals(baseline, args.folder)
        missed = sum(not c.held for c in checks)
        print(table(checks))
        if args.lift:
            text = json.dumps(lifted(baseline, args.folder), indent=2, ensure_ascii=False) + "\n"
            args.baseline.write_text(text, encoding="utf-8")
    except GateError as e:
        print(f"quality gate: {e}", file=sys.stderr)
        return 2
    print(f"gate: {len(checks) - missed} passed, {missed} failed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
