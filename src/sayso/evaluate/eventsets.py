# SPDX-License-Identifier: Apache-2.0
"""Documents with marked events and their arguments: RAMS' and WikiEvents' JSON lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.evaluate.files import objects, texts
from sayso.model import Json
from sayso.text import Span

SUFFIXES = (".jsonl", ".jsonlines", ".jsonl.xz", ".jsonlines.xz")

ROLE = re.compile(r"evt\d+arg\d+")
"""What stands before the name of a role in RAMS."""

LEFT = re.compile(r"[.,;:!?%)\]}”’…]+|'|n['’]t|['’](s|m|d|ll|re|ve)", re.IGNORECASE)
"""Tokens that stand right behind the one before them."""

RIGHT = re.compile(r"[(\[{$€£“‘#]")
"""Tokens that stand right before the next one."""

PARAGRAPH = "\n\n"

Clusters = Mapping[str, frozenset[str]]
"""A mention's id → the ids of what refers to the same thing, its own among them."""


@dataclass(frozen=True, slots=True)
class GoldArgument:
    """A filler of a role, its name in small letters. `spans`: where it stands, then what the set marks as the same thing."""

    role: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One marked event; `type` is the set's own, in small letters."""

    type: str
    trigger: Span
    arguments: tuple[GoldArgument, ...]


@dataclass(frozen=True, slots=True)
class EventDocument:
    """One text. `whole`: all of its events are marked, not only one of them."""

    name: str
    text: str
    events: tuple[GoldEvent, ...]
    whole: bool


def read_documents(path: Path, coreference: Path | None = None) -> Iterator[EventDocument]:
    """The documents of a file of either set, told apart by their keys. `coreference`: WikiEvents' clusters (`doc_key`,
    `clusters`). Raises InputError where a line has neither set's keys."""
    same = dict(_clusters(coreference)) if coreference else {}
    for name, text in texts(path, SUFFIXES):
        for where, row in objects(name, text):
            try:
                if "evt_triggers" in row:
                    yield _rams(row)
                elif "event_mentions" in row:
                    yield _wikievents(row, same.get(str(row["doc_id"]), {}))
                else:
                    raise InputError(f"{where}: neither 'evt_triggers' nor 'event_mentions'.",
                                     "Give a file as RAMS or WikiEvents has them.")
            except (KeyError, IndexError, TypeError, ValueError) as error:
                raise InputError(f"{where}: not as RAMS or WikiEvents has it ({error!r}).",
                                 "Check that the file is whole.") from error


def _rams(row: Json) -> EventDocument:
    """Tokens by sentence, one event with links to its arguments; places are first and last token of the document."""
    text, places = joined(row["sentences"])
    links: dict[tuple[int, int], list[GoldArgument]] = {}
    for trigger, (first, last), role in row["gold_evt_links"]:
        links.setdefault(tuple(trigger), []).append(
            GoldArgument(ROLE.sub("", role).lower(), ((places[first][0], places[last][1]),)))
    events = tuple(GoldEvent(str(types[0][0]).lower(), (places[first][0], places[last][1]), tuple(links.get((first, last), ())))
                   for first, last, types in row["evt_triggers"])
    return EventDocument(str(row["doc_key"]), text, events, whole=False)


def _wikievents(row: Json, same: Clusters) -> EventDocument:
    """Tokens with places in a text whose paragraphs have been run together: they are parted again where a gap was lost."""
    text, places = _parted(row["text"], row["sentences"])
    mentions = {str(m["id"]): (places[m["start"]][0], places[m["end"] - 1][1]) for m in row["entity_mentions"]}

    def argument(given: Mapping[str, Any]) -> GoldArgument:
        ident = str(given["entity_id"])
        others = sorted(mentions[i] for i in same.get(ident, frozenset()) if i != ident and i in mentions)
        return GoldArgument(str(given["role"]).lower(), (mentions[ident], *others))

    events = tuple(GoldEvent(str(e["event_type"]).lower(),
                             (places[e["trigger"]["start"]][0], places[e["trigger"]["end"] - 1][1]),
                             tuple(argument(a) for a in e["arguments"])) for e in row["event_mentions"])
    return EventDocument(str(row["doc_id"]), text, events, whole=True)


def _clusters(path: Path) -> Iterator[tuple[str, Clusters]]:
    for name, text in texts(path, SUFFIXES):
        for where, row in objects(name, text):
            if missing := [key for key in ("doc_key", "clusters") if key not in row]:
                raise InputError(f"{where}: no {missing[0]!r}.", "Give the clusters as WikiEvents has them.")
            yield str(row["doc_key"]), {str(i): frozenset(map(str, c)) for c in row["clusters"] for i in c}


def joined(sentences: Sequence[Sequence[str]]) -> tuple[str, list[Span]]:
    """Tokens put together as a text has them ("wo", "n't" → "won't"; "pop", "-", "up" → "pop-up"), and where each stands."""
    text, places = "", list[Span]()
    for tokens in sentences:
        glue = _glue(tokens)
        for token, close in zip(tokens, glue, strict=True):
            if text and not close:
                text += " "
            places.append((len(text), len(text) + len(token)))
            text += token
    return text, places


def _glue(tokens: Sequence[str]) -> list[bool]:
    """For each token of a sentence whether it stands right behind the one before it."""
    close, open_quote = [False], False
    for before, token in pairwise(tokens):
        open_quote ^= before == '"'
        if token == '"':
            close.append(open_quote or bool(RIGHT.fullmatch(before)))
        else:
            close.append(bool(LEFT.fullmatch(token) or RIGHT.fullmatch(before) or before == '"' and open_quote
                              or "-" in (before, token)))
    return close


def _parted(text: str, sentences: Sequence[Any]) -> tuple[str, list[Span]]:
    """The text with a paragraph's end wherever two tokens touch that stood apart, and where each token stands."""
    out, places, at, end = "", list[Span](), 0, 0
    for tokens, _ in sentences:
        for word, first, last in tokens:
            found = text.index(word, at)
            between = text[at:found]
            out += PARAGRAPH if places and not between and first > end else between
            places.append((len(out), len(out) + len(word)))
            out, at, end = out + word, found + len(word), last
    return out + text[at:], places
