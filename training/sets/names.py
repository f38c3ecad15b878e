# SPDX-License-Identifier: Apache-2.0
"""Sets of names: people, places, organisations, and the rest."""

from __future__ import annotations

import json
import re
from pathlib import Path

from sets.document import Document, Sentence, unpacked


def bio(text: str, column: int, word: int, keep: dict[str, str]) -> list[Sentence]:
    """IOB columns → sentences; `keep` maps a set's type to ours, any other type is O."""
    out, words, tags = [], [], []
    for line in [*text.splitlines(), ""]:
        if line.startswith(("# ", "#\t")) and len(line.split()) > 2:
            continue
        cells = re.split(r"[\t ]+", line.strip()) if line.strip() else []
        if len(cells) <= max(column, word):
            if words:
                out.append(Sentence(words, entity=repair(tags)))
            words, tags = [], []
            continue
        mark, _, kind = cells[column].partition("-")
        words.append(cells[word])
        tags.append(f"{mark}-{keep[kind]}" if kind in keep else "O")
    return out


def repair(tags: list[str | None]) -> list[str | None]:
    """IOB1 or broken IOB2 → IOB2: an I- that continues nothing begins."""
    out: list[str | None] = []
    for i, tag in enumerate(tags):
        if tag and tag.startswith("I-") and (i == 0 or (out[i - 1] or "")[2:] != tag[2:]):
            tag = "B-" + tag[2:]
        out.append(tag)
    return out


UNER = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC"}
CROSSNER = {
    "politician": "PER",
    "person": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
    "election": "MISC",
    "event": "MISC",
    "misc": "MISC",
}
WIKIGOLD = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}


def chunked(name: str, sentences: list[Sentence], size: int) -> list[Document]:
    """Sentences without document marks, cut into documents of `size` sentences: 1 where their order means nothing."""
    return [Document(f"{name}-{i}", sentences[i : i + size]) for i in range(0, len(sentences), size)]


def redocred(data: Path) -> list[Document]:
    """Re-DocRED's names (Wikipedia). It tags "German" as a place; a lone demonym is MISC here, as in the other sets."""
    table = Path(__file__).parents[2] / "src/sayso/mentions/data/countries.tsv"
    cells = [c for line in table.read_text(encoding="utf-8").splitlines() for c in line.lower().split("\t")]
    demonyms = {w for c in cells for w in c.split("|") if w.endswith(("ish", "ese", "an", "ean", "ani", "i", "ch"))}
    keep = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
    out = []
    for doc in json.loads(unpacked(data / "redocred" / "dev_revised.json.xz")):
        tags = [["O"] * len(s) for s in doc["sents"]]
        for m in (m for v in doc["vertexSet"] for m in v):
            kind = keep.get(m["type"])
            start, end = m["pos"]
            words = doc["sents"][m["sent_id"]][start:end]
            if kind is None:
                continue
            if kind == "LOC" and len(words) == 1 and words[0].lower() in demonyms:
                kind = "MISC"
            for i in range(start, end):
                tags[m["sent_id"]][i] = f"{'B' if i == start else 'I'}-{kind}"
        sentences = [Sentence(w, entity=repair(t)) for w, t in zip(doc["sents"], tags, strict=True) if w]
        out.append(Document(doc["title"], sentences))
    return out


def names(data: Path) -> list[Document]:
    """All sets with names only: CrossNER politics, WikiGold, Re-DocRED."""
    out = []
    for part in ("train", "dev"):
        text = (data / "crossner_politics" / f"{part}.txt").read_text()
        out += chunked(f"crossner-{part}", bio(text, 1, 0, CROSSNER), 1)
    text = (data / "ner_small" / "wikigold" / "wikigold.conll.txt").read_text()
    return out + chunked("wikigold", bio(text, 1, 0, WIKIGOLD), 4) + redocred(data)
