# SPDX-License-Identifier: Apache-2.0
"""CAMEO codes as dictionaries write them, and the code of Sayso's that comes nearest to each (data/cameo.csv)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.codebook.importing.dictionary import NULL
from sayso.codebook.importing.outcomes import Unfit

NOT_CAMEO = "not a code of CAMEO 1.1b3"
NO_EVENT = "says that there is no event"
DISCARD = "throws the sentence or report away"
SECOND_CODE = "the code of the way back is not kept"

KIN = (frozenset({"02", "10"}), frozenset({"18", "19", "20"}))
"""Roots of CAMEO that tell of the same kind of act: asked politely or not; force by whom and with what."""


@cache
def cameo() -> Mapping[str, str]:
    """The codes of CAMEO 1.1b3 and the code of Sayso's that comes nearest; "" for statements (data/cameo.csv)."""
    text = resources.files("sayso.codebook.importing").joinpath("data/cameo.csv").read_text(encoding="utf-8")
    return {row["code"]: row["sayso"] for row in csv.DictReader(text.splitlines())}


@dataclass(frozen=True, slots=True)
class Number:
    """A code as read: the number ("" = none), whether it goes from target to source, what of it is lost."""

    cameo: str = ""
    reverse: bool = False
    lost: str = ""


def read_number(written: str) -> Number:
    """Reads a code as dictionaries write them: 112, 042:043 (there and back), :173 (back only), --- (none)."""
    there, colon, back = (part.strip() for part in written.partition(":"))
    if there in NULL and back in NULL:
        raise Unfit(NO_EVENT)
    if set(written) <= {"#"} or written == "+++":
        raise Unfit(DISCARD, f"[{written}]", "Give such reports no place in what you read.")
    for part in (there, back):
        if part not in NULL and part not in cameo():
            raise Unfit(NOT_CAMEO, f"“{part}”", _mended(part))
    if there in NULL:
        return Number(back, reverse=True)
    return Number(there, lost=SECOND_CODE if colon and back not in ("", there) else "")


def _mended(written: str) -> str:
    """What to do about a code that CAMEO does not have: the one that a slip of the hand makes like it, if there is one."""
    digits = "".join(c for c in written.upper().translate(str.maketrans("OIL", "011")) if c.isdecimal())
    for meant in (digits, f"0{digits}"):
        if meant in cameo():
            return f"Did you mean “{meant}”?"
    return "Write one that it has, of three or four digits; the codes of another scheme (WEIS, IDEA) must be exchanged first."


def kin(one: str, two: str) -> bool:
    """Whether two codes tell of the same kind of act."""
    roots = {one[:2], two[:2]}
    return bool(one) and (len(roots) == 1 or any(roots <= alike for alike in KIN))
