# SPDX-License-Identifier: Apache-2.0
"""Who is said to say what: for each cue the source and the content, as the model's attribution head alone has them."""

from __future__ import annotations

import numpy as np

from sayso.language.paths import Tree, voice_classes
from sayso.language.phrases import phrase
from sayso.language.runtime import Floats, Runtime
from sayso.parse import Attribution, Parse

REACH = 110
"""Words around a cue among which source and content are looked for: the size of the training texts."""

SOURCE, CONTENT = 1, 2
"""Labels of a word as seen from the cue; 0 = neither."""


def attributions(
    runtime: Runtime, vectors: Floats, cue_scores: Floats, parse: Parse, tree: Tree
) -> tuple[Attribution, ...]:
    """The attributions of a text, by their cues; `cue_scores` (n, 2) are the tagging head's. A cue for which neither a source
    nor a content is found brings in nothing."""
    out = []
    for cue in np.flatnonzero(cue_scores[:, 1] > cue_scores[:, 0]).tolist():
        first, last = _around(parse, cue)
        classes = voice_classes(tree, np.array([cue]), np.arange(first, last)[None])
        scores = runtime.pairs("voices", vectors[[cue]], vectors[first:last], classes)[0]
        best = scores.argmax(1)
        best[cue - first] = 0
        lead = scores[:, SOURCE] - np.maximum(scores[:, 0], scores[:, CONTENT])
        lead[cue - first] = -np.inf
        head = int(lead.argmax())
        source: tuple[int, ...] = ()
        if lead[head] > 0:
            a, b = phrase(parse, first + head, whole=True)
            source = tuple(i for i in range(a, b) if i != cue)
        content = tuple(first + int(k) for k in np.flatnonzero(best == CONTENT) if first + int(k) not in source)
        if source or content:
            out.append(Attribution(cue, source, content))
    return tuple(out)


def _around(parse: Parse, cue: int) -> tuple[int, int]:
    """The cue's sentence with whole neighbours of its paragraph, as many as are in reach, nearest first."""
    here = parse.sentence_of(cue)
    first, last = here.first, here.last
    low, high = here.index - 1, here.index + 1
    for _ in range(4):
        for low_side in (True, False):
            k = low if low_side else high
            if not 0 <= k < len(parse.sentences):
                continue
            s = parse.sentences[k]
            if s.paragraph != here.paragraph or (last - first) + (s.last - s.first) > REACH:
                continue
            if low_side and s.last == first:
                first, low = s.first, low - 1
            elif not low_side and s.first == last:
                last, high = s.last, high + 1
    return first, last
