# SPDX-License-Identifier: Apache-2.0
"""What is read wrongly, by kind: for who writes rules. `python -m quality.faults COMMAND FOLDER …`, FOLDERs of marked reports.

    score FOLDER …                    the scores of each folder on a line
    list FOLDER … --like REGEX        faults whose line ("stem c3 custody.detain 'held': wrong: extra actor") fits, in the text
    words FOLDER …                    (code, trigger's lemma): claims too many, right ones, missed ones
    save FILE FOLDER …                keeps how each claim came out
    compare FILE FOLDER …             which came out otherwise than in FILE: what a change of the rules did

Parses are kept (quality/marked.py), so that only the first time is slow. `--system rules` leaves the heads out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from quality.marked import Marked, marked, scored

from sayso.evaluate.claims import ClaimScores, Finding
from sayso.evaluate.heads import words_at
from sayso.evaluate.pairing import family, role_ids, span
from sayso.gold.read import GoldReport
from sayso.model import Json
from sayso.pipeline import Reader, System
from sayso.text import Span, one_line

AROUND = 160
"""Code points of text that are shown on either side of a fault."""


@dataclass(frozen=True)
class Read:
    """A folder's reports as they were read, with their scores."""

    folder: Path
    marked: tuple[Marked, ...]
    systems: dict[str, Json]
    scores: ClaimScores


def read(folder: Path, reader: Reader) -> Read:
    """Reads a folder's reports and scores them."""
    reports = tuple(marked(folder, reader))
    return Read(folder, reports, *scored(reports, reader))


def told(scores: ClaimScores) -> str:
    """The scores on one line."""
    named = {k: getattr(scores, k).f1 for k in ("found", "coded", "roles", "voice", "usable")}
    named |= {k: getattr(scores, k) or 0.0 for k in ("commitment", "when", "count")}
    return " ".join(f"{k} {v:.4f}" for k, v in named.items())


def outcomes(of: Read) -> dict[str, str]:
    """How each claim came out, missed and wrong ones and those too many; what is not here is right."""
    out: dict[str, str] = {}
    for f in of.scores.findings:
        key = f"{of.folder.name} {f.report} {f.trigger[0]} {f.code} {f.words}"
        out[f"{key}{' +' if f.kind == 'extra' else ''}"] = f"{f.kind} {', '.join(f.why)}".strip()
    return out


def shown(f: Finding, of: Read) -> Iterator[str]:
    """A fault with the text around it, the marked roles and those that were read."""
    gold = next(m.gold for m in of.marked if m.gold.stem == f.report)
    system = of.systems[f.report]
    text, (a, b) = gold.text, f.trigger
    yield f.line()
    yield "    " + one_line(f"{text[max(0, a - AROUND): a]}[{text[a: b]}]{text[b: b + AROUND]}")
    for g in (c for c in gold.claims if c.id == f.claim and f.kind != "extra"):
        roles = {role: [_named(gold, i) for i in ids] for role, ids in g.roles.items()}
        voices = [v.source and _named(gold, v.source) for v in g.voices]
        yield f"    marked  {g.code} {roles} voices {voices} {g.polarity} {g.modality}"
    for s in system["claims"]:
        if abs(span(s["trigger"])[0] - a) < 40 and family(s["code"]) == family(f.code):
            names = {e["id"]: e["name"] for e in system["entities"]}
            roles = {role: [names[i] for i in role_ids(s, role)] for role in s.get("roles") or {}}
            whose = [names.get(v.get("source")) for v in s.get("voices") or ()]
            yield f"    read    {s['code']} {roles} voices {whose} {s['polarity']} {s['modality']}"


def _named(gold: GoldReport, ident: str) -> str:
    return gold.entities[ident].name or ident


def words(reads: list[Read]) -> Iterator[str]:
    """How often words are claims by the marks and by us; those that are too many first."""
    n: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for of in reads:
        for m in of.marked:
            faults = [f for f in of.scores.findings if f.report == m.gold.stem]
            bad = {f.claim: f.kind for f in faults if f.kind != "extra"}
            for f in faults:
                if f.kind == "extra":
                    n[f.code, _lemmas(m, f.trigger)]["extra"] += 1
            for g in m.gold.claims:
                n[g.code, _lemmas(m, g.trigger)]["missed" if bad.get(g.id) == "missed" else "right"] += 1
    for (code, lemmas), c in sorted(n.items(), key=lambda x: (x[1]["right"] - x[1]["extra"], x[0])):
        yield f"{c['extra']:4} extra {c['right']:4} right {c['missed']:4} missed  {code:28} {lemmas}"


def _lemmas(m: Marked, at: Span) -> str:
    return " ".join(w.lemma.lower() for w in words_at(m.parse, at))


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("command", choices=("score", "list", "words", "save", "compare"))
    ask.add_argument("paths", type=Path, nargs="+")
    ask.add_argument("--like", type=re.compile, default=re.compile(""))
    ask.add_argument("--system", choices=get_args(System), default="both")
    args = ask.parse_args()
    folders = args.paths[1:] if args.command in {"save", "compare"} else args.paths
    reader = Reader.open(threads=1, system=args.system)
    reads = []
    for folder in folders:
        reads.append(read(folder, reader))
        print(f"{told(reads[-1].scores)}  {folder}", file=sys.stdout if args.command == "score" else sys.stderr, flush=True)
    if args.command == "list":
        for of in reads:
            for f in of.scores.findings:
                if args.like.search(f.line()):
                    print("\n".join(shown(f, of)))
    elif args.command == "words":
        print("\n".join(words(reads)))
    elif args.command == "save":
        args.paths[0].write_text(json.dumps([outcomes(of) for of in reads], ensure_ascii=False), encoding="utf-8")
    elif args.command == "compare":
        before = {k: v for each in json.loads(args.paths[0].read_text(encoding="utf-8")) for k, v in each.items()}
        now = {k: v for of in reads for k, v in outcomes(of).items()}
        for key in sorted(before.keys() | now.keys()):
            if before.get(key) != now.get(key):
                print(f"{key}: {before.get(key, 'right or not said')} -> {now.get(key, 'right or not said')}")


if __name__ == "__main__":
    main()
