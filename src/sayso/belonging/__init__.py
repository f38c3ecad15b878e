# SPDX-License-Identifier: Apache-2.0
"""Who belonged to what: affiliations worked out from the claims of one reading, never found in another way. Values only, no
database; the ledger may fold those of many reports."""

from sayso.belonging.fold import affiliations
from sayso.belonging.values import Affiliation, Bound, Edge, Ground

__all__ = ["Affiliation", "Bound", "Edge", "Ground", "affiliations"]
