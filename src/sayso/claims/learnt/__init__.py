# SPDX-License-Identifier: Apache-2.0
"""What the heads that were taught by marked-up reports say of claims, beside the codebook's rules (docs/decisions/0015)."""
