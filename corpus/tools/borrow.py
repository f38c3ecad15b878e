# SPDX-License-Identifier: Apache-2.0
"""Marks on texts that belong to others: between YAML files, which quote the text, and corpus/borrowed/marks.jsonl, which gives
only places in it.

    python corpus/tools/borrow.py pack MARKED HANDS DATA     MARKED/<stem>.yaml (anchor.py) → corpus/borrowed/marks.jsonl
    python corpus/tools/borrow.py twice MARKED HANDS DATA    the same of texts that a second reader marked alone → twice.jsonl
    python corpus/tools/borrow.py unpack DATA OUT            → OUT/<split>/<stem>.txt and .yaml, to evaluate and to train

DATA is the folder of the sets; HANDS a TSV file that says who marked and checked each text (stem, marker, checker). Every
eighth text is for dev, as its name falls.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from anchor import numbered, written

from sayso.gold.read import GoldReport, load_report
from sayso.text import Span

ROOT = Path(__file__).parents[2]
MARKS = ROOT / "corpus" / "borrowed"
DEV = 8
"""One text of so many is for dev."""


def split(stem: str) -> str:
    """The split of a text: that of the document it is cut from; what is for scoring only is test, what rules
    may be written by but nothing learnt from is press."""
    if stem.startswith("soak-"):
        return "test"
    if stem.startswith("press-"):
        return "press"
    whole = stem if stem.startswith(("cnc-", "cncd-", "pol-", "fn-", "redoc-")) else stem.rstrip("0123456789").rstrip("-")
    return "dev" if int(hashlib.sha256(whole.encode()).hexdigest(), 16) % DEV == 0 else "train"


def packed(gold: GoldReport, part: str, hands: dict[str, str]) -> dict[str, Any]:
    """A marked text as places and codes; no word of it."""
    return {
        "stem": gold.stem, "split": part, "sha256": hashlib.sha256(gold.text.encode()).hexdigest(),
        "marker": hands.get("marker"), "checker": hands.get("checker"),
        "entities": [{"id": e.id, "type": e.type, "mentions": e.mentions} for e in gold.entities.values()],
        "claims": [{
            "id": c.id, "code": c.code, "trigger": c.trigger, "roles": dict(c.roles),
            **({"when": {"at": c.when.span, "start": c.when.start, "end": c.when.end}} if c.when else {}),
            **({"count": {"at": c.count.span, "n": (c.count.best, c.count.low, c.count.high)}} if c.count else {}),
            "modality": c.modality, "polarity": c.polarity, "certainty": c.certainty,
            "voices": [{"source": v.source, "cue": v.cue, "stance": v.stance, "certainty": v.certainty, "to": v.to}
                       for v in c.voices],
            "answers": c.answers} for c in gold.claims]}


def unpacked(gold: GoldReport) -> dict[str, Any]:
    """The marks of a text in the form of the YAML files."""
    def at(span: Span | None) -> str | None:
        return numbered(gold.text, gold.text[slice(*span)], span[0]) if span else None

    claims = []
    for c in gold.claims:
        row: dict[str, Any] = {"id": c.id, "code": c.code, "trigger": at(c.trigger),
                               "roles": {r: list(ids) for r, ids in c.roles.items()}}
        if c.when:
            row["when"] = {"text": at(c.when.span), "start": c.when.start, "end": c.when.end}
        if c.count:
            row["count"] = {"text": at(c.count.span), "best": c.count.best, "low": c.count.low, "high": c.count.high}
        row |= {"modality": c.modality, "polarity": c.polarity, "certainty": c.certainty}
        row["voices"] = [{k: v for k, v in {"source": v.source, "cue": at(v.cue), "stance": v.stance, "certainty": v.certainty,
                                            "to": v.to}.items() if v} for v in c.voices]
        if c.answers:
            row["answers"] = [{"claim": other, "as": how} for other, how in c.answers]
        claims.append(row)
    return {"entities": [{"id": e.id, "type": e.type, "name": e.name, "mentions": [at(m) for m in e.mentions]}
                         for e in gold.entities.values()], "claims": claims}


def twice(marked: Path, hands: Path, data: Path) -> None:
    """Writes twice.jsonl anew: what a second reader marked, who saw no other marks."""
    pack(marked, hands, data, "twice")


def pack(marked: Path, hands: Path, data: Path, part: str = "") -> None:
    """Writes marks.jsonl anew, in the order of the texts; another file for a `part` of that name."""
    from sets.borrowed import texts

    with hands.open(encoding="utf-8", newline="") as lines:
        who = {row["stem"]: row for row in csv.DictReader(lines, delimiter="\t")}
    rows = []
    for piece in texts(data):
        file = marked / f"{piece.stem}.yaml"
        if file.is_file():
            gold = load_report(file)
            if gold.text != piece.text:
                raise ValueError(f"{file}: not marked on the text that sets/borrowed.py gives.")
            rows.append(json.dumps(packed(gold, part or split(piece.stem), who.get(piece.stem, {})), separators=(",", ":")))
    MARKS.mkdir(exist_ok=True)
    (MARKS / f"{part or 'marks'}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} texts", file=sys.stderr)


def unpack(data: Path, out: Path) -> None:
    """Writes every marked text with its marks."""
    from sets.borrowed import borrowed

    for part in ("train", "dev", "press", "test", "twice"):
        (out / part).mkdir(parents=True, exist_ok=True)
        for gold in borrowed(data, part):
            head = {"title": None, "outlet": gold.outlet, "published": gold.published and gold.published.isoformat()}
            (out / part / f"{gold.stem}.txt").write_text(gold.text, encoding="utf-8")
            (out / part / f"{gold.stem}.yaml").write_text(written(gold.stem, head, unpacked(gold)), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "training"))
    {"pack": pack, "twice": twice, "unpack": unpack}[sys.argv[1]](*map(Path, sys.argv[2:]))
