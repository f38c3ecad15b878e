# SPDX-License-Identifier: Apache-2.0
"""What a ledger answers, a module a question: rows with who says so and why (docs/decisions/0019)."""
