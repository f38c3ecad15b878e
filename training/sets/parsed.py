# SPDX-License-Identifier: Apache-2.0
"""What needs a parser to be read: our own texts, MASC's frames, names for GUM. The parser is the model that the repository
carries at the time; only heads of phrases and edges of names are taken from it, no tree is learnt from."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sets import frames, own
from sets.document import Document, Sentence

ROOT = Path(os.environ.get("SAYSO_ROOT") or Path(__file__).parents[2])
TYPES = {"person": "PER", "place": "LOC", "organization": "ORG", "event": "MISC", "object": "MISC", "abstract": "MISC"}


@cache
def language() -> Any:
    """The repository's own reader of language."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "packages" / "sayso-model-en" / "src")]
    from sayso.language import Language

    return Language.load()


def heads(parse: Any) -> list[tuple[list[int], list[str]]]:
    """Heads (from 1 in the sentence, 0 = root) and relations of each sentence of a parse."""
    out = []
    for s in parse.sentences:
        words = parse.words[s.first : s.last]
        out.append(([w.head - s.first + 1 if w.head >= 0 else 0 for w in words], [w.relation for w in words]))
    return out


def own_texts() -> list[Document]:
    """Our own texts with voices and certainty."""
    out = []
    for name, line in own.texts():
        text, found = own.unmarked(line)
        parse = language().parse(text)
        cut = [[parse.words[i].span for i in range(s.first, s.last)] for s in parse.sentences]
        out.append(own.document(name, text, found, cut, heads(parse)))
    return out


def masc(data: Path) -> list[Document]:
    """MASC's sentences with frames."""
    rows = frames.masc_rows(data)
    parses = language().parse_words([[r["tokens"]] for r in rows])
    return [frames.masc_document(row, *heads(p)[0]) for row, p in zip(rows, parses, strict=True)]


def named(documents: list[Document]) -> list[Document]:
    """GUM with names: their edges as the parser finds them, their types as GUM has them; where the two do not meet, unknown."""
    out = []
    for d, parse in zip(documents, language().parse_words([[s.words for s in d.sentences] for d in documents]), strict=True):
        sentences = []
        for s, place in zip(d.sentences, parse.sentences, strict=True):
            said = [w.entity for w in parse.words[place.first : place.last]]
            sentences.append(replace(s, entity=_tags(s, said)))
        out.append(replace(d, sentences=sentences))
    return out


def _tags(s: Sentence, said: list[str]) -> list[str | None]:
    tags: list[str | None] = [None if u == "PROPN" else "O" for u in s.upos or ()]
    n = len(said)
    i = 0
    while i < n:
        if said[i] == "O":
            i += 1
            continue
        j = i + 1
        while j < n and said[j].startswith("I-"):
            j += 1
        kinds = [k for w in range(i, j) if (k := (s.kind or [])[w]) != "none" and not i < (s.heads or [])[w] <= j]
        kind = TYPES.get(kinds[0] or "") if kinds else None
        for w in range(i, j):
            tags[w] = f"{'B' if w == i else 'I'}-{kind}" if kind else None
        i = j
    return tags
