# SPDX-License-Identifier: Apache-2.0
"""Texts that share whole runs of words: near-duplicates within a corpus, and texts too near to somebody else's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

WORDS = 8
"""Words of a shingle: stock phrases ("a spokesman for the ministry said on Tuesday") seldom run longer by chance."""

SHARE = 0.04
"""Share of the shorter text's shingles from which two texts are near-duplicates: about one sentence in 300 words."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts and what they share: `share` of the shorter one's shingles, and one of them as an example."""

    first: str
    second: str
    share: float
    example: str


def shingles(text: str) -> frozenset[str]:
    """Every run of eight words, in small letters and without punctuation."""
    words = re.findall(r"\w+", text.lower())
    return frozenset(" ".join(words[k : k + WORDS]) for k in range(len(words) - WORDS + 1))


def alike(texts: Mapping[str, str], others: Mapping[str, str] | None = None, share: float = SHARE) -> list[Likeness]:
    """Pairs of texts that share at least so much, most first; with `others`, pairs of one of `texts` and one of those."""
    ours = {name: shingles(text) for name, text in texts.items()}
    theirs = ours if others is None else {name: shingles(text) for name, text in others.items()}
    where: dict[str, list[str]] = defaultdict(list)
    for name, found in theirs.items():
        for shingle in found:
            where[shingle].append(name)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, found in ours.items():
        for shingle in found:
            for other in where.get(shingle, ()):
                if others is not None or name < other:
                    shared[name, other].append(shingle)
    out = [Likeness(a, b, len(found) / max(1, min(len(ours[a]), len(theirs[b]))), min(found))
           for (a, b), found in shared.items()]
    return sorted((x for x in out if x.share >= share), key=lambda x: (-x.share, x.first, x.second))
