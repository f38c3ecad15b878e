# SPDX-License-Identifier: Apache-2.0
"""Parse + entities + codebook → claims: triggers, roles, voices, commitment, replies, and why."""

from sayso.claims.find import Found, find_claims

__all__ = ["Found", "find_claims"]
