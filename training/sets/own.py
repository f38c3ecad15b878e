# SPDX-License-Identifier: Apache-2.0
"""Texts of our own writing with sources, cues, contents and certainty marked in the line: own/voices-*.txt.

<s1>The mayor</s1> <c1>said</c1> <t1>the bridge was <f+3>shut</f></t1>.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from sets.document import Document, Sentence, Voice, head_of

TAG = re.compile(r"<(/?)([sct])(\d+)>|<f([+-]?\d)>|(</f>)")


def texts() -> list[tuple[str, str]]:
    """(name, marked line) of all files."""
    out = []
    for file in sorted((Path(__file__).parents[1] / "own").glob("voices-*.txt")):
        lines = file.read_text(encoding="utf-8").splitlines()
        out += [(f"{file.stem}-{k}", line) for k, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    return out


def unmarked(line: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text, and what is marked in it: ("s1", start, end), ("f+3", start, end) … in characters."""
    text, at, open_, found = "", 0, [], []
    for m in TAG.finditer(line):
        text += line[at : m.start()]
        at = m.end()
        if m.group(1) == "" and m.group(2):
            open_.append((m.group(2) + m.group(3), len(text)))
        elif m.group(4) is not None:
            open_.append((f"f{m.group(4)}", len(text)))
        else:
            name = "f" if m.group(5) else m.group(2) + m.group(3)
            for k in range(len(open_) - 1, -1, -1):
                if open_[k][0] == name or (name == "f" and open_[k][0].startswith("f")):
                    label, start = open_.pop(k)
                    found.append((label, start, len(text)))
                    break
            else:
                raise ValueError(f"{name} is closed but not open: {line[:80]}")
    if open_:
        raise ValueError(f"{open_[0][0]} is not closed: {line[:80]}")
    return text + line[at:], found


Spans = list[tuple[int, int]]


def document(
    name: str, text: str, found: list[tuple[str, int, int]], cut: list[Spans], trees: list[tuple[list[int], list[str]]]
) -> Document:
    """A text with what is marked in it; `cut` = word spans of each sentence, `trees` = their heads and relations."""
    spans = [s for sentence in cut for s in sentence]
    heads: list[int] = []
    for one, _ in trees:
        heads += [h and h + len(heads) for h in one]
    parts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    sure: list[float | None] = [None] * len(spans)
    for label, start, end in found:
        words = [i for i, (a, b) in enumerate(spans) if a < end and b > start]
        if label.startswith("f") and words:
            sure[head_of(words[0], words[-1] + 1, heads)] = float(label[1:])
        elif not label.startswith("f"):
            parts[label[1:]][label[0]] += words
    voices = []
    for p in parts.values():
        if p["c"]:
            source = head_of(min(p["s"]), max(p["s"]) + 1, heads) if p["s"] else -1
            cue = _cue(p["c"], [text[a:b].lower() for a, b in spans], heads)
            voices.append(Voice(cue, source, frozenset(p["t"]) - {cue}))
    made, at = [], 0
    for sentence in cut:
        n = len(sentence)
        made.append(Sentence([text[a:b] for a, b in sentence], certainty=sure[at : at + n]))
        at += n
    return Document(name, made, tuple(voices))


def _cue(words: list[int], forms: list[str], heads: list[int]) -> int:
    """The word that stands for a cue of several: "according", else the head."""
    for i in words:
        if forms[i] == "according":
            return i
    return head_of(min(words), max(words) + 1, heads)
