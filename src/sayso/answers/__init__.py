# SPDX-License-Identifier: Apache-2.0
"""What a ledger knows, on whose word, as of when: a module an answer, each a function that gives frozen rows
(docs/answers.md)."""

from sayso.answers.affiliations import AffiliationRow, affiliations, affiliations_of
from sayso.answers.contested import ContestedRow, contested
from sayso.answers.happenings import HappeningRow, happenings
from sayso.answers.moves import MoveRow, moves
from sayso.answers.sources import SourceRow, sources
from sayso.answers.timeline import TimelineRow, timeline
from sayso.answers.why import WhyRow, why

__all__ = [
    "AffiliationRow",
    "ContestedRow",
    "HappeningRow",
    "MoveRow",
    "SourceRow",
    "TimelineRow",
    "WhyRow",
    "affiliations",
    "affiliations_of",
    "contested",
    "happenings",
    "moves",
    "sources",
    "timeline",
    "why",
]
