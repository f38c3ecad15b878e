# SPDX-License-Identifier: Apache-2.0
"""How surely a claim is put forward, by rules and by the head for it: the head overrules a value that it is sure is another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.claims.commitment import Commitment
from sayso.claims.discourse import Draft
from sayso.claims.learnt.features import held_row
from sayso.claims.learnt.judged import Judge
from sayso.model import CERTAINTIES, MODALITIES
from sayso.parse import Parse

POLARITIES = ("yes", "no")


def committed(parse: Parse, drafts: Sequence[Draft], held: Sequence[Commitment], judge: Judge) -> list[Commitment]:
    """The commitments of drafts as the head leaves them."""
    if not drafts:
        return list(held)
    rows = np.array([held_row(parse, d, h, judge.terms) for d, h in zip(drafts, held, strict=True)], dtype=np.int64)
    index = [d.candidate.index for d in drafts]
    over = [parse.words[i].head if parse.words[i].head >= 0 else None for i in index]
    out = []
    for h, *chances in zip(held, *judge.heads.held(index, over, rows), strict=True):
        found = {}
        for field, names, row in zip(("polarity", "modality", "certainty"), (POLARITIES, MODALITIES, CERTAINTIES), chances,
                                     strict=True):
            best = int(row.argmax())
            if names[best] != getattr(h, field) and row[best] > judge.limits.held:
                found[field] = names[best]
        why = tuple(f"{field} {value} by the heads, not {getattr(h, field)}" for field, value in found.items())
        out.append(replace(h, **found, why=(*h.why, *why)))
    return out
