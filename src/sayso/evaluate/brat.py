# SPDX-License-Identifier: Apache-2.0
"""Reads texts with attributions marked in brat's stand-off form, as PolNeAR has them: a .txt and one .ann an annotator.

T lines are spans (Cue, Source, Content, discontinuous ones too; Discard and Discuss are stretches that were left out),
E lines tie them together; Content2 and the like are further pieces. Where a text was marked by several, the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.files import texts, within
from sayso.text import Span

SPAN = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
EVENT = re.compile(r"E\d+\t(.+)")

UNMARKED = {"Discard", "Discuss"}
"""Stretches in which attributions were not marked, or not settled."""

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class MarkedVoice:
    """One attribution; `source` is empty where the text does not say who, `content` where none is marked."""

    cue: Spans
    source: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class VoicedText:
    """A text with its attributions; in `unmarked` there may be others that are not marked."""

    name: str
    text: str
    voices: tuple[MarkedVoice, ...]
    unmarked: Spans


def read_voices(path: Path, part: str | None = None, only: str | None = None) -> list[VoicedText]:
    """The marked texts of a folder or archive: those under a folder called `part`, and in whose path `only` is found.

    Raises InputError for a mark that is no such one or lies outside its text, and where nothing is marked.
    """
    found: dict[tuple[str, str], str] = {}
    marks: list[tuple[str, str, str, str]] = []
    for name, content in texts(path, (".txt", ".ann"), only):
        inner = within(path, name)
        if part is not None and part not in inner.parts:
            continue
        # text/x.txt goes with attributions/x_annotator.ann, x.txt with x.ann beside it
        if inner.suffix == ".txt":
            found[str(inner.parent.parent), inner.stem] = content
        else:
            marks.append((str(inner.parent.parent), inner.stem, name, content))
    out: dict[tuple[str, str], VoicedText] = {}
    for top, stem, name, content in marks:
        key = next(((top, s) for s in (stem, stem.rpartition("_")[0]) if (top, s) in found), None)
        if key is None:
            raise InputError(f"{name}: its text is not there.", "Give the texts together with their marks.")
        if key not in out:
            out[key] = _marked(key[1], found[key], content, name)
    if not out:
        raise InputError(f"{path}: no marked text in it" + (f" under {part!r}." if part else "."),
                         "Give a folder or archive of .txt and .ann files.")
    return [out[key] for key in sorted(out)]


def _marked(name: str, text: str, lines: str, where: str) -> VoicedText:
    spans: dict[str, tuple[str, Spans]] = {}
    for line in lines.split("\n"):
        if m := SPAN.match(line):
            parts = sorted((int(a), int(b)) for a, b in (p.split() for p in m[3].split(";")))
            if not all(a < b <= len(text) for a, b in parts):
                raise InputError(f"{where}: {m[1]} lies outside its text.", "Check that text and marks belong together.")
            spans[m[1]] = m[2], tuple(parts)
    voices = [_voice(m[1].split(), spans, where) for line in lines.split("\n") if (m := EVENT.match(line))]
    unmarked = tuple(sorted(p for kind, parts in spans.values() if kind in UNMARKED for p in parts))
    kept = sorted({v for v in voices if v}, key=lambda v: (v.cue, v.source, v.content))
    return VoicedText(name, text, tuple(kept), unmarked)


def _voice(ties: Iterable[str], spans: Mapping[str, tuple[str, Spans]], where: str) -> MarkedVoice | None:
    """An E line's attribution; its own span stands for a cue that is not marked. None where neither cue nor content is."""
    found: dict[str, list[Span]] = {}
    for tie in ties:
        kind, _, name = tie.partition(":")
        if name not in spans:
            raise InputError(f"{where}: {tie!r} names no span.", "Check that the file is whole.")
        found.setdefault(re.sub(r"\d+$", "", kind), []).extend(spans[name][1])
    cue = found.get("Cue") or found.get("Attribution") or found.get("Attribution-no-source")
    if cue is None or not (found.get("Cue") or found.get("Content")):
        return None
    return MarkedVoice(*(tuple(sorted(x)) for x in (cue, found.get("Source", []), found.get("Content", []))))
