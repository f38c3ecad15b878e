# SPDX-License-Identifier: Apache-2.0
"""Parse + entities + codebook → claims: triggers, roles, voices, commitment, replies, and why."""

from sayso.claims.find import Found, find_claims
from sayso.claims.learnt.judged import Judge

__all__ = ["Found", "Judge", "find_claims"]
