# SPDX-License-Identifier: Apache-2.0
"""Reads texts in the XML of the NewsReader MEANTIME corpus (Minard et al. 2016): words, and events with their factuality.

An event is an EVENT_MENTION with `certainty`, `polarity` and `time`, anchored to tokens; a mention without all three (one that
was not judged, or that stands for an instance of several texts) is left out. A text that lies there twice, as in the corpus's
two folders, counts once: the file whose path is first.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.files import texts, within

CERTAINTY = ("CERTAIN", "PROBABLE", "POSSIBLE", "UNDERSPECIFIED")
POLARITY = ("POS", "NEG", "UNDERSPECIFIED")
TIME = ("NON_FUTURE", "FUTURE", "UNDERSPECIFIED")


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """The words of an event as indices over its text, and what the annotators said of it, in the corpus's own terms."""

    words: tuple[int, ...]
    certainty: str
    polarity: str
    time: str


@dataclass(frozen=True, slots=True)
class FactualText:
    """A text as sentences of words, with its events in text order."""

    name: str
    sentences: tuple[tuple[str, ...], ...]
    events: tuple[MarkedEvent, ...]


def read_meantime(path: Path, only: str | None = None) -> list[FactualText]:
    """The texts of an XML file, or of a folder or archive of them; raises InputError."""
    out: dict[str, FactualText] = {}
    for name, text in texts(path, (".xml",), only):
        stem = within(path, name).stem
        if stem not in out:
            out[stem] = _read(name, stem, text)
    return list(out.values())


def _read(where: str, stem: str, text: str) -> FactualText:
    try:
        root = ET.fromstring(text)
        tokens = [(int(t.attrib["sentence"]), t.attrib["t_id"], t.text or "") for t in root.iter("token")]
        place = {ident: k for k, (_, ident, _) in enumerate(tokens)}
        events = [_event(e.attrib, (place[a.attrib["t_id"]] for a in e.iter("token_anchor")))
                  for e in root.iter("EVENT_MENTION")]
    except (ET.ParseError, KeyError, ValueError) as error:
        raise InputError(f"{where}: no text in MEANTIME's XML ({error}).",
                         "Give XML with token and EVENT_MENTION elements.") from error
    sentences = tuple(tuple(word for _, _, word in row) for _, row in groupby(tokens, key=lambda t: t[0]))
    for e in events:
        if e and not (e.certainty in CERTAINTY and e.polarity in POLARITY and e.time in TIME):
            raise InputError(f"{where}: an event is {e.certainty}, {e.polarity}, {e.time}, which MEANTIME does not have.",
                             "Check the file.")
    return FactualText(stem, sentences, tuple(sorted((e for e in events if e), key=lambda e: e.words)))


def _event(given: dict[str, str], words: Iterable[int]) -> MarkedEvent | None:
    """A judged event, or None; the words are in text order."""
    judged = [given.get(k, "") for k in ("certainty", "polarity", "time")]
    anchor = tuple(sorted(words))
    return MarkedEvent(anchor, *judged) if anchor and all(judged) else None
