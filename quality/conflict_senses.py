# SPDX-License-Identifier: Apache-2.0
"""Writes src/sayso/evaluate/data/conflict_senses.tsv: the PropBank senses that link to a conflict-like frame or class.

    python quality/conflict_senses.py ../shared/data/propbank/propbank_frames.jsonl.xz
    python quality/conflict_senses.py --against ../shared/data/geneva/val.jsonl.xz ../shared/data/geneva/event_ontology.json

The input has a roleset a line: `id`, and `lexlinks` as pairs of "FrameNet" or "VerbNet" and a name. `--against` writes nothing:
it tells how well the senses that the language model gives find the triggers that GENEVA marks with a type made of such frames.
"""

from __future__ import annotations

import json
import lzma
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from sayso.evaluate.coverage import senses
from sayso.evaluate.score import Score
from sayso.language import Language

DATA = Path(__file__).parent.parent / "src/sayso/evaluate/data"

HEAD = ("# SPDX-License-Identifier: CC-BY-SA-4.0\n"
        "# PropBank senses by kind, after the links to FrameNet and VerbNet in PropBank's frame files (github.com/propbank/\n"
        "# propbank-frames, CC BY-SA 4.0), chosen by conflict_frames.yaml. Made by quality/conflict_senses.py.\n")


FRAMES, LINKS = 1 / 3, 1 / 2
"""The share of a sense's frames, or of all its links, that must be chosen ones: of six frames of "fly" one is Escaping."""


def kind_of(links: Iterable[tuple[str, str]], kinds: dict[str, Any]) -> str:
    """The first kind that a sense links to; "" where too few of its links are chosen ones."""
    links = set(links)
    chosen = {kind: {link for link in links if fits(link, wanted)} for kind, wanted in kinds.items()}
    every = set().union(*chosen.values())
    frames = {link for link in links if link[0] == "FrameNet"}
    if not every or len(every & frames) < FRAMES * max(1, len(frames)) and len(every) < LINKS * len(links):
        return ""
    return next(kind for kind, found in chosen.items() if found)


def fits(link: tuple[str, str], wanted: dict[str, list[str]]) -> bool:
    """Whether a link is one of the frames or classes; a class holds its subclasses ("attack-60": "attack-60.1")."""
    source, name = link
    if source == "FrameNet":
        return name in wanted.get("frames", ())
    return any(name == c or name.startswith((f"{c}-", f"{c}.")) for c in wanted.get("classes", ()))


def main(path: Path) -> None:
    chosen = yaml.safe_load((DATA / "conflict_frames.yaml").read_text(encoding="utf-8"))
    kinds, without = chosen["kinds"], chosen["without"]
    with lzma.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    known = {tuple(link) for row in rows for link in row["lexlinks"]}
    for kind, wanted in kinds.items():
        if missing := [f for f in wanted.get("frames", ()) if ("FrameNet", f) not in known]:
            sys.exit(f"{kind}: PropBank links to no frame {', '.join(missing)}.")
    senses = {row["id"]: kind_of(map(tuple, row["lexlinks"]), kinds) for row in rows}
    if missing := [s for s in without if not senses.get(s)]:
        sys.exit(f"without: {', '.join(missing)} would not be chosen anyway.")
    lines = sorted(f"{sense}\t{kind}\n" for sense, kind in senses.items() if kind and sense not in without)
    (DATA / "conflict_senses.tsv").write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} senses")


def against(marked: Path, ontology: Path) -> Score:
    """The verbs and nouns of a conflict-like sense against GENEVA's triggers of types half of whose frames are chosen ones."""
    kinds = yaml.safe_load((DATA / "conflict_frames.yaml").read_text(encoding="utf-8"))["kinds"]
    frames = {f for wanted in kinds.values() for f in wanted["frames"]}
    types = {t for t, row in json.loads(ontology.read_text(encoding="utf-8")).items()
             if 2 * len(frames & set(row["frames"])) >= len(row["frames"])}
    with lzma.open(marked, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    parses = Language.load(threads=1).parse_words([[row["tokens"]] for row in rows])
    hit = said = true = 0
    for row, parse in zip(rows, parses, strict=True):
        gold = {k for e in row["event_mentions"] if e["event_type"] in types
                for k in range(e["trigger"]["start"], e["trigger"]["end"])}
        ours = {w.index for w in parse.words if w.upos in {"VERB", "NOUN"} and w.sense in senses()}
        starts = {e["trigger"]["start"] for e in row["event_mentions"] if e["event_type"] in types}
        hit, said, true = hit + len(gold & ours), said + len(ours), true + len(starts)
    return Score(hit, said, true)


if __name__ == "__main__":
    if sys.argv[1] == "--against":
        print(against(Path(sys.argv[2]), Path(sys.argv[3])).line("senses"))
    else:
        main(Path(sys.argv[1]))
