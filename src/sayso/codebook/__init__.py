# SPDX-License-Identifier: Apache-2.0
"""The codebook: which kinds of claim there are and how news says them, as data that anybody can edit (docs/codebook.md)."""

from sayso.codebook.implications import Implied, implied, implying
from sayso.codebook.loader import load
from sayso.codebook.quotes import find_quote
from sayso.codebook.schema import (
    EVENT_DEFAULTS,
    RANKED,
    Code,
    Codebook,
    Entry,
    Example,
    Implication,
    Index,
    Pattern,
    Target,
    noun_head,
)

__all__ = ["EVENT_DEFAULTS", "RANKED", "Code", "Codebook", "Entry", "Example", "Implication", "Implied", "Index", "Pattern",
           "Target", "find_quote", "implied", "implying", "load", "noun_head"]
