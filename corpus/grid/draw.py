# SPDX-License-Identifier: Apache-2.0
"""Draws the grid: which report is to be written in which style, where, when and about what. The same numbers each time.

The drawings of axes.yaml follow each other, each with its own numbers; a later one changes nothing in those before it.

    python corpus/grid/draw.py > corpus/grid/grid.jsonl
"""

from __future__ import annotations

import datetime
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

UNDATED = 0.06     # share of reports without a day of publication


def weighted(options: list[Any] | dict[str, Any]) -> dict[str, float]:
    """Each option with its weight; in a list an option with a weight is a mapping of one key."""
    if isinstance(options, dict):
        return {k: float(v["weight"] if isinstance(v, dict) else v) for k, v in options.items()}
    pairs = (next(iter(o.items())) if isinstance(o, dict) else (o, 1) for o in options)
    return {option: float(weight) for option, weight in pairs}


class Deck:
    """Deals options so that each comes up as often as its weight says, however few are drawn."""

    def __init__(self, options: list[Any] | dict[str, Any], dice: random.Random) -> None:
        self.weights, self.dice, self.dealt = weighted(options), dice, Counter[str]()

    def deal(self, fits: Any = lambda option: True, without: tuple[str, ...] = ()) -> str:
        """The option that is furthest behind its share, ties by lot."""
        open_ = [o for o in self.weights if fits(o) and o not in without]
        chosen = min(open_, key=lambda o: ((self.dealt[o] + 0.5 * self.dice.random()) / self.weights[o]))
        self.dealt[chosen] += 1
        return chosen

    def hand(self, n: int) -> list[str]:
        """n different options."""
        out: list[str] = []
        for _ in range(n):
            out.append(self.deal(without=tuple(out)))
        return out


def draw(axes: dict[str, Any], drawing: dict[str, Any], before: int) -> list[dict[str, Any]]:
    """Every cell of a drawing, in the order of its stems; `before`: how many were drawn earlier."""
    dice, reports = random.Random(drawing["seed"]), drawing["reports"]
    kinds = axes[drawing["styles"]] if "styles" in drawing else {**axes["styles"], **(axes["styles since"] if before else {})}
    regions = {c: region for region, cs in axes["countries"].items() for c in cs}
    decks = {k: Deck(axes[k], dice) for k in ("conflicts", "quiet", "voices", "happenings", "discourse", "decades")}
    styles = {True: Deck(kinds, dice), False: Deck(kinds, dice)}
    countries = Deck(list(regions), dice)
    quiet_at = set(dice.sample(range(reports), round(reports * drawing["quiet"])))
    cells = []
    for at in range(reports):
        quiet = at in quiet_at
        decade = decks["decades"].deal()
        first = int(decade[:4])

        def fits(style: str, first: int = first, quiet: bool = quiet) -> bool:
            era = kinds[style].get("era", [1900, 2100])
            return first + 9 >= era[0] and first <= era[1] and not (quiet and style in ("police blotter", "court report"))

        style = styles[quiet].deal(fits)
        era = kinds[style].get("era", [first, first + 9])
        year = dice.randint(max(first, era[0]), min(first + 9, era[1], 2025))
        day = datetime.date(year, 1, 1) + datetime.timedelta(days=dice.randrange(365))
        low, high = kinds[style]["words"]
        where = kinds[style].get("countries", regions)
        country = countries.deal(where.__contains__)
        cell: dict[str, Any] = {"stem": f"d{before + at + 1:03}", "style": style, "country": country,
                                "region": regions[country], "published": None if dice.random() < UNDATED else day.isoformat(),
                                "decade": decade, "words": dice.randint((low + high) // 2 if low < high - 60 else low, high)}
        if quiet:
            cell |= {"kind": "quiet", "about": decks["quiet"].deal()}
        else:
            short = style == "brief"
            cell |= {"kind": decks["conflicts"].deal(), "happenings": decks["happenings"].hand(3 if short else 5),
                     "voices": decks["voices"].hand(2 if short else 4), "discourse": decks["discourse"].hand(3 if short else 5)}
        cells.append(cell)
    order = [c["stem"] for c in cells]
    dice.shuffle(order)
    test, dev = (reports * share for share in drawing["held out"])
    split = {stem: "test" if i < test else "dev" if i < test + dev else "train" for i, stem in enumerate(order)}
    return [{**c, "split": split[c["stem"]]} for c in cells]


def main() -> None:
    axes = yaml.safe_load(Path(__file__).with_name("axes.yaml").read_text(encoding="utf-8"))
    cells: list[dict[str, Any]] = []
    for drawing in axes["drawings"]:
        cells += draw(axes, drawing, len(cells))
    for cell in cells:
        print(json.dumps(cell, ensure_ascii=False))


if __name__ == "__main__":
    main()
