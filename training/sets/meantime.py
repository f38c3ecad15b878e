# SPDX-License-Identifier: Apache-2.0
"""MEANTIME (Wikinews): time expressions, and how surely its events happened."""

from __future__ import annotations

import tarfile
import xml.etree.ElementTree as ET
from pathlib import Path

from sets.document import Document, Sentence

SURE = {"CERTAIN": 3.0, "PROBABLE": 2.0, "POSSIBLE": 1.0}


def meantime(data: Path) -> list[Document]:
    """The open documents, intra-document layer."""
    out = []
    with tarfile.open(data / "meantime" / "meantime_airbus_apple_stock.tar.xz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".xml") and "/intra-doc_annotation/" in f"/{member.name}":
                file = tar.extractfile(member)
                if file is not None:
                    out.append(_document(Path(member.name).stem, ET.parse(file).getroot()))
    return out


def _document(name: str, root: ET.Element) -> Document:
    tokens = root.findall("token")
    at = {t.get("t_id"): i for i, t in enumerate(tokens)}
    n = len(tokens)
    annotated = {m for e in root.iter("token_anchor") if (m := at.get(e.get("t_id"))) is not None}
    times: list[str | None] = ["O"] * n
    sure: list[float | None] = [None] * n
    for e in root.iter("TIMEX3"):
        where = sorted(at[a.get("t_id")] for a in e.findall("token_anchor"))
        for k, i in enumerate(where):
            times[i] = f"{'I' if k else 'B'}-{e.get('type')}"
    for e in root.iter("EVENT_MENTION"):
        where = sorted(at[a.get("t_id")] for a in e.findall("token_anchor"))
        value = SURE.get(e.get("certainty") or "")
        if where and value is not None and e.get("special_cases") in {"NONE", ""}:
            if e.get("polarity") == "NEG":
                value = -value
            elif e.get("time") == "FUTURE":
                value = min(value, 1.0)
            sure[where[0]] = value
    sentences: list[Sentence] = []
    numbers = sorted({int(t.get("sentence") or 0) for t in tokens})
    for s in numbers:
        here = [i for i, t in enumerate(tokens) if int(t.get("sentence") or 0) == s]
        seen = bool(annotated & set(here))  # only the first sentences of a document are annotated
        sentences.append(Sentence(
            [tokens[i].text or "_" for i in here],
            time=[times[i] for i in here] if seen else None,
            certainty=[sure[i] for i in here] if seen else None,
        ))
    return Document(name, sentences)
