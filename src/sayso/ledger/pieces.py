# SPDX-License-Identifier: Apache-2.0
"""Many rows, some at a time: a query names only so many numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

MANY = 500
"""Numbers that one query names: below SQLite's bound for all its builds (999)."""


def pieces(some: Sequence[T], most: int = MANY) -> Iterator[Sequence[T]]:
    """What is given in pieces of at most so many, in order."""
    return (some[k:k + most] for k in range(0, len(some), most))
