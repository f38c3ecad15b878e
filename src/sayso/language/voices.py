# SPDX-License-Identifier: Apache-2.0
"""Who is said to say what: for each cue the source and the content, as the model's attribution head alone has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sayso.language.paths import Tree, voice_classes
from sayso.language.phrases import phrase
from sayso.language.runtime import Floats, Runtime
from sayso.parse import Attribution, Parse
from sayso.text import Span

REACH = 110
"""Words around a cue among which source and content are looked for: the size of the training texts."""

AT_ONCE = 160
"""Words that are scored in one run of the network, a cue with more around it by itself: each cue is scored with all of them,
with those out of its own reach in vain, which costs less than more runs."""

SOURCE, CONTENT = 1, 2
"""Labels of a word as seen from the cue; 0 = neither."""


def attributions(
    runtime: Runtime, vectors: Floats, cue_scores: Floats, parse: Parse, tree: Tree
) -> tuple[Attribution, ...]:
    """The attributions of a text, by their cues; `cue_scores` (n, 2) are the tagging head's. A cue for which neither a source
    nor a content is found brings in nothing."""
    out = []
    reach = {cue: _around(parse, cue) for cue in np.flatnonzero(cue_scores[:, 1] > cue_scores[:, 0]).tolist()}
    for cues in _blocks(reach):
        low, high = min(reach[c][0] for c in cues), max(reach[c][1] for c in cues)
        of = np.array(cues)
        classes = voice_classes(tree, of, np.broadcast_to(np.arange(low, high), (len(cues), high - low)))
        found = runtime.pairs("voices", vectors[of], vectors[low:high], classes)
        for cue, row in zip(cues, found, strict=True):
            first, last = reach[cue]
            a = _attribution(parse, cue, first, row[first - low : last - low])
            out += [a] if a.source or a.content else []
    return tuple(out)


def _attribution(parse: Parse, cue: int, first: int, scores: Floats) -> Attribution:
    """What a cue gives to whom, by the scores of the words around it, the first of which is `first`."""
    best = scores.argmax(1)
    best[cue - first] = 0
    lead = scores[:, SOURCE] - np.maximum(scores[:, 0], scores[:, CONTENT])
    lead[cue - first] = -np.inf
    head = int(lead.argmax())
    source: tuple[int, ...] = ()
    if lead[head] > 0:
        a, b = phrase(parse, first + head, whole=True)
        source = tuple(i for i in range(a, b) if i != cue)
    content = tuple(i for i in (np.flatnonzero(best == CONTENT) + first).tolist() if i not in source)
    return Attribution(cue, source, content)


def _blocks(reach: Mapping[int, Span]) -> Iterator[list[int]]:
    """The cues in text order, those together that have no more than AT_ONCE words around them."""
    block: list[int] = []
    for cue, (_, last) in reach.items():
        if block and last - min(reach[c][0] for c in block) > AT_ONCE:
            yield block
            block = []
        block.append(cue)
    if block:
        yield block


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
