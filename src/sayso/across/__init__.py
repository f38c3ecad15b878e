# SPDX-License-Identifier: Apache-2.0
"""Many readings → what is known: who is the same, what happened, on whose word in the end (docs/decisions/0019)."""
