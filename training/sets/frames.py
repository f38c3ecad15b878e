# SPDX-License-Identifier: Apache-2.0
"""PropBank's frames on EWT and MASC, and the attributions that its frames of speech and thought hold."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from sets.document import Document, Frame, Sentence, Voice, head_of, subtree, unpacked

Span = tuple[int, int, str]


def labels(args: Sequence[Span], pred: int) -> list[Span]:
    """Arguments that count: relative pronouns (R-) and parts of the predicate (C-V) left out, later pieces (C-) too."""
    return [
        (a, b, label.removesuffix("-DSP"))
        for a, b, label in args
        if not label.startswith(("R-", "C-")) and not a <= pred < b
    ]


@dataclass(frozen=True)
class Frames:
    """PropBank's rows of EWT by sentence id."""

    rows: dict[str, dict]

    @classmethod
    @cache
    def read(cls, data: Path) -> Frames:
        lines = unpacked(data / "propbank" / "propbank_ewt.jsonl.xz").splitlines()
        return cls({row["sent_id"]: row for row in map(json.loads, lines)})

    def ewt(self, sid: str, words: list[str], heads: list[int]) -> tuple[Frame, ...] | None:
        """The frames of a sentence, each argument as its head word; None where PropBank has no such sentence."""
        row = self.rows.get(sid)
        return frames(row["frames"], heads) if row and row["tokens"] == words else None

    def spans(self, sid: str) -> list[dict]:
        return self.rows[sid]["frames"]


def frames(rows: list[dict], heads: list[int]) -> tuple[Frame, ...]:
    out = []
    for f in rows:
        args = {head_of(a, b, heads, f["pred"]): label for a, b, label in reversed(labels(f["args"], f["pred"]))}
        out.append((f["pred"], f["roleset"], tuple(sorted(args.items()))))
    return tuple(out)


@cache
def speech() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Rolesets of speech and thought → the arguments that are their content; and rolesets that may be either."""
    raw = yaml.safe_load((Path(__file__).parents[1] / "own" / "speech.yaml").read_text())
    sure = dict.fromkeys(raw["content"].split(), ("ARG1",))
    sure |= dict.fromkeys(raw["second"].split(), ("ARG2",))
    sure |= dict.fromkeys(raw["both"].split(), ("ARG1", "ARG2"))
    return sure, frozenset(raw["either"].split())


@cache
def words_of_speech() -> frozenset[str]:
    """Lemmas of all rolesets of speech and thought."""
    sure, either = speech()
    return frozenset(r.partition(".")[0].replace("_", " ").split()[0] for r in [*sure, *either])


def voices_of_frames(
    rows: list[dict], words: list[str], heads: list[int], relations: list[str], base: int
) -> tuple[list[Voice], set[int]]:
    """Attributions of a sentence from its frames of speech and thought, and "according to"; with the words that may be cues."""
    sure, either = speech()
    out, unsure = [], set()
    for f in rows:
        if f["roleset"] in either:
            unsure.add(base + f["pred"])
        if f["roleset"] not in sure:
            continue
        wanted = sure[f["roleset"]]
        spans = [(a, b) for a, b, label in f["args"] if label.removeprefix("C-").removesuffix("-DSP") in wanted]
        content = {base + i for a, b in spans for i in range(a, b)} - {base + f["pred"]}
        sources = [(a, b) for a, b, label in f["args"] if label == "ARG0" and not a <= f["pred"] < b]
        if not content:
            unsure.add(base + f["pred"])
            continue
        source = base + head_of(*sources[0], heads, f["pred"]) if sources else -1
        out.append(Voice(base + f["pred"], source, frozenset(content)))
    for i, w in enumerate(words[:-1]):
        if w.lower() == "according" and words[i + 1].lower() == "to" and heads[i] and relations[i] in {"case", "mark"}:
            source = heads[i] - 1
            top = heads[source] - 1
            if top >= 0:
                content = subtree(top, heads) - subtree(source, heads)
                out.append(Voice(base + i, base + source, frozenset(base + k for k in content)))
    return out, unsure


def masc_rows(data: Path) -> list[dict]:
    """PropBank's rows of MASC."""
    return [json.loads(x) for x in unpacked(data / "propbank" / "propbank_masc_aligned.jsonl.xz").splitlines()]


def masc_document(row: dict, heads: list[int], relations: list[str]) -> Document:
    """A sentence of MASC with its frames; the tree, of a parser, only says which words head the arguments."""
    voices, unsure = voices_of_frames(row["frames"], row["tokens"], heads, relations, 0)
    sentence = Sentence(row["tokens"], frames=frames(row["frames"], heads))
    return Document(f"masc-{row['doc']}-{row['sent']}", [sentence], tuple(voices), frozenset(unsure))
