# SPDX-License-Identifier: Apache-2.0
"""Running words → the windows in which the encoder reads them: whole sentences, as many as fit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.language.case import case_of

Ints = npt.NDArray[np.int64]

WINDOW = 128
"""Word pieces the encoder sees at once. Training texts had up to 150; on dev parts trees were best with 110 to 128 (LAS on EWT
89.3, with 192 pieces cut anywhere 88.7), and dynamic int8 has the finer scale the fewer pieces there are."""

MARGIN = 32
"""Pieces by which neighbouring windows of a sentence longer than one overlap, so that each word is read with context on both
sides."""

LONG = 80
"""Letters that the encoder sees of a word: of a longer one, as web addresses are, its two ends."""


@dataclass(frozen=True)
class Window:
    """The pieces of one window, marks at both ends among them, with their letter case, (t) each; and the words whose vectors
    are taken from it, with the first and the last piece of each, (n) each."""

    ids: Ints
    cases: Ints
    words: Ints
    first: Ints
    last: Ints


def framed(forms: Sequence[str], breaks: Sequence[int], pieces: Callable[[str], tuple[int, ...]],
           marks: tuple[int, int]) -> tuple[list[Window], frozenset[int]]:
    """The windows of running words, and the words at which one was cut between sentences, all of them among `breaks`: words
    before which a sentence (probably) ends. `pieces`: a word's pieces; `marks`: those at a window's ends. A word without pieces
    is in no window.

    A sentence longer than a window goes through overlapping ones, and a word is taken from that in which it stands farther
    from an edge.
    """
    ids: list[int] = []
    owners: list[int] = []
    first, last = np.full(len(forms), -1), np.full(len(forms), -1)
    for w, form in enumerate(forms):
        if found := pieces(form if len(form) <= LONG else form[: LONG // 2] + form[-LONG // 2 :]):
            first[w], last[w] = len(ids), len(ids) + len(found) - 1
            ids += found
            owners += [w] * len(found)
    cases = [case_of(f) for f in forms]
    cuts = {int(first[b]): b for b in breaks if 0 < b < len(forms) and first[b] > 0}
    spans = list(windows(len(ids), sorted(cuts)))
    best = np.full(len(forms), -1)  # how far each word stands from an edge that cuts its sentence, and in which window
    taken = np.full(len(forms), -1)
    for k, (start, end) in enumerate(spans):
        here = np.arange(owners[start], owners[end - 1] + 1)
        here = here[(first[here] >= start) & (last[here] < end)]
        left = first[here] - start if start and start not in cuts else np.full(len(here), WINDOW)
        right = end - 1 - last[here] if end < len(ids) and end not in cuts else np.full(len(here), WINDOW)
        edge = np.minimum(left, right)
        better = edge > best[here]
        best[here[better]], taken[here[better]] = edge[better], k
    opening, closing = marks
    out = []
    for k, (start, end) in enumerate(spans):
        low, high = owners[start], owners[end - 1] + 1
        mine = low + np.flatnonzero(taken[low:high] == k)
        if len(mine):
            case = [cases[w] for w in owners[start:end]]
            out.append(Window(np.array([opening, *ids[start:end], closing]), np.array([0, *case, 0]), mine,
                              first[mine] - start + 1, last[mine] - start + 1))
    return out, frozenset(cuts[start] for start, _ in spans if start in cuts)


def windows(total: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Windows over `total` pieces, each (start, end), as full as they get when they end at one of `cuts`; where these are
    farther apart than a window is wide, windows overlap by MARGIN."""
    ends = [*cuts, total]
    at = 0
    while at < total:
        fits = bisect_right(ends, at + WINDOW) - 1
        if fits >= 0 and ends[fits] > at:
            yield at, ends[fits]
            at = ends[fits]
            continue
        close = ends[fits + 1]
        while at + WINDOW < close:
            yield at, at + WINDOW
            at += WINDOW - MARGIN
        yield at, close
        at = close
