# SPDX-License-Identifier: Apache-2.0
"""Which limits the heads for claims should have: `python training/claims/limits.py FOLDER … [--also FOLDER …]`.

Reads the marked reports of each FOLDER (the dev parts of the corpus and of borrowed reports) once, then judges them with one
limit moved at a time, twice around, and keeps what raises the mean over the folders of found, coded, roles and usable (F1).
The folders of --also are only reported: what raises the one and lowers them is luck. The limits are written into `Limits`
(src/sayso/claims/learnt/judged.py) by hand, with the reason.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from quality.marked import Marked, marked, scored

from sayso.claims import Judge
from sayso.claims.learnt.judged import Limits
from sayso.evaluate.claims import ClaimScores
from sayso.parse import Parse
from sayso.pipeline import Reader

STEPS: dict[str, tuple[float, ...]] = {
    "veto": (0.7, 0.75, 0.8, 0.85, 0.9, 0.94, 0.97, 0.985, 1.0),
    "unsay": (0.75, 0.8, 0.85, 0.9, 1.0),
    "add": (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6),
    "recode": (0.4, 0.5, 0.6, 0.75, 0.9),
    "reword": (0.4, 0.55, 0.7, 0.9),
    "keep": (0.05, 0.1, 0.2, 0.3, 0.4, 0.5),
    "fill": (0.25, 0.3, 0.35, 0.4, 0.5, 0.6),
    "more": (0.5, 0.6, 0.75, 0.9, 0.97),
    "fill_around": (0.2, 0.25, 0.3, 0.35, 0.4),
    "more_around": (0.4, 0.5, 0.6, 0.75),
    "held": (0.6, 0.7, 0.8, 0.9),
}


class Judged(Reader):
    """A reader whose judge has other limits."""

    limits = Limits()

    def judge(self, parse: Parse) -> Judge | None:
        made = super().judge(parse)
        return made and replace(made, limits=self.limits)


def limited(reader: Judged, of: Sequence[Marked], limits: Limits) -> ClaimScores:
    """The scores of the reports with these limits."""
    type(reader).limits = limits
    return scored(of, reader)[1]


def mean(scores: ClaimScores) -> float:
    """What is raised."""
    return (scores.found.f1 + scores.coded.f1 + scores.roles.f1 + scores.usable.f1) / 4


def told(scores: ClaimScores) -> str:
    """The scores on one line."""
    named = {k: getattr(scores, k) for k in ("found", "coded", "roles", "voice", "usable")}
    return " ".join(f"{k} {v.f1:.3f}" for k, v in named.items()) + f" commitment {scores.commitment or 0:.3f}"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folders", type=Path, nargs="+")
    ask.add_argument("--also", type=Path, nargs="*", default=[])
    ask.add_argument("--rounds", type=int, default=2)
    args = ask.parse_args()
    reader = Judged.open(threads=1)
    assert isinstance(reader, Judged)
    devs, others = [list(marked(f, reader)) for f in args.folders], {f: list(marked(f, reader)) for f in args.also}

    def show(limits: Limits) -> float:
        scores = [limited(reader, dev, limits) for dev in devs]
        value = sum(map(mean, scores)) / len(scores)
        print(f"{value:.4f} {' | '.join(map(told, scores))}  {asdict(limits)}", flush=True)
        return value

    limits = Limits()
    best = show(limits)
    for folder, other in others.items():
        print(f"       {told(limited(reader, other, limits))}  {folder.name}", flush=True)
    for _ in range(args.rounds):
        for name, values in STEPS.items():
            for value in values:
                tried = replace(limits, **{name: value})
                if tried != limits and (reached := show(tried)) > best:
                    best, limits = reached, tried
        print(f"kept: {limits}")
        for folder, other in others.items():
            print(f"       {told(limited(reader, other, limits))}  {folder.name}", flush=True)


if __name__ == "__main__":
    main()
