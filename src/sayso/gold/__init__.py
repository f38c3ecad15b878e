# SPDX-License-Identifier: Apache-2.0
"""Reports whose claims were marked by hand: reading them, checking them against the guidelines, and our corpus of them."""
