# SPDX-License-Identifier: Apache-2.0
"""Turns marks that say "7|the word" (the words in sentence 7) into the quotes of the guidelines ("the word#3").

    python corpus/tools/anchor.py TEXTS VIEWS MARKS OUT [STEM …]

TEXTS/<stem>.txt is the report, <stem>.head its title, outlet and day, VIEWS/<stem>.spans its numbered sentences (number.py),
MARKS/<stem>.marks what was marked (lines.py); OUT gets <stem>.txt and <stem>.yaml. Every fault is printed with where it is; the
exit code is 1 where there is one.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path
from typing import Any

import lines
import yaml

ORDER = ("id", "code", "trigger", "roles", "when", "count", "modality", "polarity", "certainty", "voices", "answers")
TRUTHS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
"""What YAML 1.1 does not read as words."""


class FaultError(ValueError):
    """A mark that cannot be anchored."""


class Anchors:
    """The places of one report's words."""

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        self.text, self.spans = text, spans

    def place(self, mark: str) -> int:
        """Where "7|words" or "7|words#2" begins."""
        m = re.fullmatch(r"(\d+)\|(.*?)(?:#(\d+))?", mark, flags=re.DOTALL)
        if not m:
            raise FaultError(f"{mark!r} is not of the form 'sentence|words'")
        number, words, nth = int(m[1]), m[2], int(m[3] or 1)
        if not 1 <= number <= len(self.spans):
            raise FaultError(f"{mark!r}: there are {len(self.spans)} sentences")
        start, end = self.spans[number - 1]
        whole = [a.start() for a in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text[start:end])]
        if len(whole) < nth:
            raise FaultError(f"{mark!r}: sentence {number} has these words {len(whole)} time(s): {self.text[start:end][:90]!r}")
        return start + whole[nth - 1]

    def quote(self, mark: str) -> str:
        """The guidelines' quote for a mark: the words, and which of their occurrences in the whole text."""
        at = self.place(mark)      # raises where the mark is of another form
        return numbered(self.text, re.sub(r"#\d+$", "", mark.split("|", 1)[1]), at)


def numbered(text: str, words: str, at: int) -> str:
    """Words that begin at a place, with which of their occurrences in the text they are, unless it is the first."""
    nth, found = 0, -1
    while found < at:
        found = text.find(words, found + 1)
        nth += 1
    return words if nth == 1 else f"{words}#{nth}"


def anchored(raw: dict[str, Any], anchors: Anchors) -> tuple[dict[str, Any], list[str]]:
    """The marks (as lines.read gives them) with quotes for places, and the faults found on the way."""
    faults: list[str] = []

    def quote(mark: str, where: str) -> str:
        try:
            return anchors.quote(mark)
        except FaultError as fault:
            faults.append(f"{where}: {fault}")
            return mark

    entities, claims = [], []
    for e in raw["entities"]:
        entities.append({**e, "mentions": list(dict.fromkeys(quote(m, e["id"]) for m in e["mentions"]))})
    for k, c in enumerate(raw["claims"], 1):
        c = {"id": f"c{k}", "modality": "actual", "polarity": "yes", **c}
        where = f"{c['id']} {c['code']} {c['trigger']}"
        c["trigger"] = quote(c["trigger"], where)
        for part in filter(None, (c.get("when"), c.get("count"))):
            if part["text"]:
                part["text"] = quote(part["text"], where)
        for v in c["voices"]:
            if "cue" in v:
                v["cue"] = quote(v["cue"], where)
            v.setdefault("stance", "states")
            v.setdefault("certainty", "certain")
        claims.append({key: c[key] for key in ORDER if c.get(key) or key == "voices"})
    return {"entities": entities, "claims": claims}, faults


def flow(value: Any) -> str:
    """A value in YAML's flow style; words in double quotes, so that "no" and dates among words stay words."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if value is None:
        return "null"
    if isinstance(value, str) and (not re.fullmatch(r"[a-z][a-z0-9_.-]*", value) or value in TRUTHS):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return str(value)


def written(stem: str, head: dict[str, Any], marks: dict[str, Any]) -> str:
    """The YAML file of one report."""
    lines = [f"report: {stem}", *(f"{k}: {flow(head.get(k))}" for k in ("title", "outlet", "published"))]
    for kind in ("entities", "claims"):
        lines.append(f"{kind}:" if marks[kind] else f"{kind}: []")
        lines += [f"  - {flow(m)}" for m in marks[kind]]
    return "\n".join(lines) + "\n"


def main() -> None:
    texts, views, marks, out = map(Path, sys.argv[1:5])
    out.mkdir(parents=True, exist_ok=True)
    bad = 0
    for path in sorted(marks.glob("*.marks")):
        if len(sys.argv) > 5 and path.stem not in sys.argv[5:]:
            continue
        text = (texts / f"{path.stem}.txt").read_text(encoding="utf-8")
        head = yaml.safe_load((texts / f"{path.stem}.head").read_text(encoding="utf-8"))
        numbered = (views / f"{path.stem}.spans").read_text(encoding="utf-8").splitlines()
        spans = [(int(a), int(b)) for a, b in map(str.split, numbered)]
        raw, wrong = lines.read(path.read_text(encoding="utf-8"))
        done, faults = anchored(raw, Anchors(text, spans))
        faults = wrong + faults
        for fault in faults:
            print(f"{path.stem} {fault}")
        bad += len(faults)
        if not faults:
            shutil.copy(texts / f"{path.stem}.txt", out / f"{path.stem}.txt")
            (out / f"{path.stem}.yaml").write_text(written(path.stem, head, done), encoding="utf-8")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
