# SPDX-License-Identifier: Apache-2.0
"""Readings kept for good, with what links them: append-only, in one SQLite file or in PostgreSQL. Knows no language and no
codebook, and not what profiles and links mean."""

from sayso.ledger.adding import Run, StoredRun
from sayso.ledger.diff import Change
from sayso.ledger.judging import Review, StoredJudgement
from sayso.ledger.linkage import Borne, LedgerIndex, Linking, StoredLink, StoredProfile
from sayso.ledger.store import Entry, Ledger
from sayso.ledger.verify import Fault, Verification
from sayso.ledger.view import EVERYTHING, View

__all__ = ["EVERYTHING", "Borne", "Change", "Entry", "Fault", "Ledger", "LedgerIndex", "Linking", "Review", "Run",
           "StoredJudgement", "StoredLink", "StoredProfile", "StoredRun", "Verification", "View"]
