# SPDX-License-Identifier: Apache-2.0
"""A text → fingerprints of its wording, by winnowing (Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for
document fingerprinting"): of every WINDOW runs of RUN words the one with the least hash. Two texts that share RUN + WINDOW - 1
words in a row share a fingerprint, wherever these stand; what is not news (boilerplate.yaml) is left out before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml
from anyascii import anyascii

from sayso.text import Span

RUN = 6
"""Words of a run: five in a row are phrases of the trade ("on condition of anonymity because they"), seven miss the sentence
that an editor shortened."""

WINDOW = 6
"""Runs of which one is kept: passages of 11 words, about half a sentence, are sure to be seen."""

MOST = 500
"""Fingerprints kept of a text, the first ones: some 1,700 words, longer than nearly all wires."""

MARK = re.compile(r"[\"“”«»„]")
"""Marks of direct speech. What a speaker said stands alike in reports that know nothing of each other."""

BEFORE = " \t([—–-"
"""After one of these, and first in a line, a straight mark opens."""

SINGLE = re.compile(r"(?:(?<=^)|(?<=\s))['‘](?=\w)[^\n]{20,}?[,.!?…]['’](?=\s|$)", re.MULTILINE)
"""Direct speech in single marks, as British papers set it; the stop before the last tells it from an apostrophe."""

POST = re.compile(r"\(@\w{2,}\)|pic\.twitter\.com/|https?://t\.co/")
"""A post shown on the page: its line is its writer's words, with no marks around it."""

UNCLOSED = 600
"""Letters, a long paragraph, that a quotation without a closing mark is taken to run on in its line; in a text without lines a
forgotten mark would make all that follows speech."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One run of words: hash (32 bits), where it stands in the text (code points), and whether in direct speech."""

    hash: int
    span: Span
    quoted: bool

    def row(self) -> list[int]:
        """As it stands in a profile."""
        return [self.hash, *self.span, int(self.quoted)]


def fingerprints(text: str) -> list[Fingerprint]:
    """The fingerprints of a text, in order."""
    words = [(m.start(), m.end()) for a, b in told(text) for m in WORD.finditer(text, a, b)]
    if len(words) < RUN:
        return []
    plain = [anyascii(text[a:b].replace("’", "'")).lower() for a, b in words]
    hashes = [_hash(" ".join(plain[i : i + RUN])) for i in range(len(words) - RUN + 1)]
    speech = list(spoken(text))
    out = []
    for i in _winnowed(hashes):
        span = words[i][0], words[i + RUN - 1][1]
        out.append(Fingerprint(hashes[i], span, any(a <= span[0] and span[1] <= b for a, b in speech)))
        if len(out) == MOST:
            break
    return out


def spoken(text: str) -> Iterator[Span]:
    """Where others speak: direct speech line by line, marks inside marks as one, what is not closed to the line's end, and
    posts."""
    for line in re.finditer(r"[^\r\n]+", text):
        a, words = line.start(), line[0]
        if POST.search(words):
            yield line.span()
            continue
        depth, start = 0, 0
        for m in MARK.finditer(words):
            opens = m[0] in "“«„" or (m[0] == '"' and (m.start() == 0 or words[m.start() - 1] in BEFORE))
            if opens:
                start, depth = (m.start(), 1) if depth == 0 else (start, depth + 1)
            elif depth:
                depth -= 1
                if depth == 0:
                    yield a + start, a + m.end()
        if depth:
            yield a + start, min(line.end(), a + start + UNCLOSED)
        for m in SINGLE.finditer(words):
            yield a + m.start(), a + m.end()


def told(text: str) -> Iterator[Span]:
    """The lines of a text that are its report, without what pages put around them."""
    for m in re.finditer(r"[^\r\n]+", text):
        if not _is_boilerplate(m[0].strip()):
            yield m.span()


def _winnowed(hashes: list[int]) -> Iterator[int]:
    """Positions of the least hash of each window, the last of equals, each once."""
    ranked = [(h, -i) for i, h in enumerate(hashes)]
    last = -1
    for at in range(max(1, len(ranked) - WINDOW + 1)):
        least = -min(ranked[at : at + WINDOW])[1]
        if least != last:
            yield least
            last = least


def _hash(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=4).digest(), "big")


def _is_boilerplate(line: str) -> bool:
    least, pattern = _boilerplate()
    if len(WORD.findall(line)) < least and not line.endswith((".", "!", "?", "”", '"')):
        return True
    return pattern.search(line) is not None


@cache
def _boilerplate() -> tuple[int, re.Pattern[str]]:
    raw = yaml.safe_load(resources.files("sayso.across").joinpath("data/boilerplate.yaml").read_text(encoding="utf-8"))
    return raw["least"], re.compile("|".join(f"(?:{p})" for p in raw["patterns"]), re.IGNORECASE)
