# SPDX-License-Identifier: Apache-2.0
"""Lays out the corpus: marked reports into the folder of their split, the table of all reports beside them.

    python corpus/tools/lay.py BODY MARKED HANDS CORPUS

BODY has <stem>.txt and <stem>.head, MARKED <stem>.yaml (anchor.py); HANDS is a TSV file that says who wrote, marked and checked
each report (stem, writer, marker, checker). Texts that are not marked yet wait in CORPUS/unmarked with their heads.
"""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

COLUMNS = ("stem", "split", "style", "region", "country", "decade", "kind", "published", "words", "writer", "marker", "checker")


def main() -> None:
    body, marked, hands, corpus = map(Path, sys.argv[1:5])
    cells = [json.loads(line) for line in Path("corpus/grid/grid.jsonl").read_text(encoding="utf-8").splitlines()]
    with hands.open(encoding="utf-8", newline="") as lines:
        who = {row["stem"]: row for row in csv.DictReader(lines, delimiter="\t")}
    for folder in ("train", "dev", "test", "unmarked"):
        shutil.rmtree(corpus / folder, ignore_errors=True)
        (corpus / folder).mkdir(parents=True)
    rows = []
    for cell in cells:
        stem, there = cell["stem"], (marked / f"{cell['stem']}.yaml").is_file()
        text = body / f"{stem}.txt"
        if not text.is_file():
            continue
        folder = corpus / (cell["split"] if there else "unmarked")
        shutil.copy(text, folder / text.name)
        beside = marked / f"{stem}.yaml" if there else body / f"{stem}.head"
        shutil.copy(beside, folder / beside.name)
        if there:
            words = len(text.read_text(encoding="utf-8").split())
            rows.append({**{k: cell.get(k) or "" for k in COLUMNS}, **who.get(stem, {}), "words": words})
    if not any((corpus / "unmarked").iterdir()):
        (corpus / "unmarked").rmdir()
    with (corpus / "reports.tsv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} reports marked of {len(cells)}")


if __name__ == "__main__":
    main()
