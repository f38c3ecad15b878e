# SPDX-License-Identifier: Apache-2.0
"""Reads ECB+ (Cybulska and Vossen 2014): news texts by topic, with the words that tell of actions, and which of them tell of
one.

A topic has two events of a kind, in texts named "…ecb" and "…ecbplus"; sentence 0 of the latter is a web address and is left
out. The chains are those of several texts (CROSS_DOC_COREF) and of one (INTRA_DOC_COREF); a mention in none is a chain of its
own.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.files import texts, within
from sayso.model import Json
from sayso.text import Span

NO_SPACE_BEFORE = frozenset([",", ".", ";", ":", "?", "!", "%", ")", "]", "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d",
                             "'m"])
"""Words that stand close to the one before: the reader is to see text as it is printed."""

NO_SPACE_BEHIND = frozenset(["(", "[", "$", "£"])


@dataclass(frozen=True, slots=True)
class Action:
    """A mention of an action: its words' spans in the text, the chain it is of."""

    spans: tuple[Span, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class ActionText:
    """A text, its topic and its mentions of actions in text order."""

    name: str
    topic: str
    text: str
    actions: tuple[Action, ...]

    def row(self) -> Json:
        """As `sayso read` takes it in JSON lines."""
        return {"stem": self.name, "text": self.text}


def read_ecbplus(path: Path, only: str | None = None) -> list[ActionText]:
    """The texts of a file, folder or archive; raises InputError."""
    return [_read(name, within(path, name).stem, text) for name, text in texts(path, (".xml",), only)]


def _read(where: str, stem: str, content: str) -> ActionText:
    try:
        root = ET.fromstring(content)
        tokens = [(int(t.attrib["sentence"]), t.attrib["t_id"], (t.text or "").strip()) for t in root.iter("token")]
        marks = {m.attrib["m_id"]: [a.attrib["t_id"] for a in m.iter("token_anchor")]
                 for m in root.iterfind("Markables/*") if m.tag.startswith(("ACTION_", "NEG_ACTION_"))}
        chains = {s.attrib["m_id"]: r.get("note") or f"{stem} {r.attrib['r_id']}"
                  for r in root.iterfind("Relations/*") for s in r.iter("source")}
    except (ET.ParseError, KeyError, ValueError) as error:
        raise InputError(f"{where}: no text in ECB+'s XML ({error}).", "Give XML with token and Markables elements.") from error
    if stem.endswith("ecbplus"):
        tokens = [t for t in tokens if t[0] != 0]
    text, spans = laid_out([[(ident, word) for _, ident, word in row] for _, row in groupby(tokens, key=lambda t: t[0])])
    actions = [Action(tuple(sorted(spans[t] for t in words if t in spans)), chains.get(m, f"{stem} {m}"))
               for m, words in marks.items()]
    return ActionText(stem, stem.partition("_")[0], text, tuple(sorted((a for a in actions if a.spans), key=lambda a: a.spans)))


def laid_out(sentences: Iterable[Sequence[tuple[str, str]]]) -> tuple[str, Mapping[str, Span]]:
    """Sentences of (id, word) as printed text, a paragraph each, and where every word stands in it."""
    out: list[str] = []
    spans: dict[str, Span] = {}
    at = 0
    for sentence in sentences:
        before, inside, joined = "", False, False
        if out:
            out.append("\n\n")
            at += 2
        for k, (ident, word) in enumerate(sentence):
            closing = word in ('"', "''") and inside
            behind = sentence[k + 1][1] if k + 1 < len(sentence) else ""
            joins = word == "-" and before[-1:].isalnum() and behind[:1].islower() or before == "-" and joined
            if k and word not in NO_SPACE_BEFORE and before not in NO_SPACE_BEHIND and not closing and not joins:
                out.append(" ")
                at += 1
            joined = joins
            inside ^= word in ('"', "``", "''")
            before = "(" if word in ('"', "``") and inside else word
            out.append(word)
            spans[ident] = at, at + len(word)
            at += len(word)
    return "".join(out), spans
