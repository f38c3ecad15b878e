# SPDX-License-Identifier: Apache-2.0
"""Readings kept for good: one SQLite file, append-only, that any SQLite program can open. Knows no language and no codebook."""

from sayso.ledger.store import Entry, Ledger, Run

__all__ = ["Entry", "Ledger", "Run"]
