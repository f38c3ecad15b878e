# SPDX-License-Identifier: Apache-2.0
"""re3d: names and descriptions in reports on the war in Syria and Iraq, in our words and sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sets.document import Document, Sentence
from sets.names import repair
from sets.parsed import language

PHRASES = {
    "Person": "PERSON",
    "Organisation": "ORGANISATION",
    "Location": "LOCATION",
    "Nationality": "NATIONALITY",
    "Weapon": "WEAPON",
    "Vehicle": "WEAPON",
    "MilitaryPlatform": "WEAPON",
}
HELD_OUT = "Wikipedia"
"""The folder that is scored: no weight sees it."""


def re3d(data: Path, *, held_out: bool = False) -> list[Document]:
    """All folders but the one held out, or this one. They teach no names: re3d's hold titles ("Minister Ellwood"), and a
    country that acts is an organisation there."""
    out = []
    for folder in sorted((data / "re3d").iterdir()):
        if not folder.is_dir() or (folder.name == HELD_OUT) != held_out:
            continue
        marks: dict[str, list[dict[str, Any]]] = {}
        for row in rows(folder / "entities.json"):
            marks.setdefault(row["documentId"], []).append(row)
        out += [document(row["_id"], row["text"], marks.get(row["_id"], [])) for row in rows(folder / "documents.json")]
    return [d for d in out if d.sentences]


def rows(file: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def document(name: str, text: str, marks: list[dict[str, Any]]) -> Document:
    """A text with its marks; where one stands inside another, its words are the inner one's."""
    parse = language().parse(text)
    phrases: list[str | None] = ["O"] * len(parse.words)
    for m in sorted(marks, key=lambda m: m["end"] - m["begin"], reverse=True):
        inside = [w.index for w in parse.words if w.start >= m["begin"] and w.end <= m["end"]]
        while inside and parse.words[inside[0]].lower in {"the", "a", "an"}:
            inside.pop(0)
        for k, i in enumerate(inside if m["type"] in PHRASES else ()):
            phrases[i] = f"{'I' if k else 'B'}-{PHRASES[m['type']]}"
    words = [w.text for w in parse.words]
    places = [slice(s.first, s.last) for s in parse.sentences]
    return Document(f"re3d-{name}", [Sentence(words[here], phrase=repair(phrases[here])) for here in places])
