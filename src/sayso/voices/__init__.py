# SPDX-License-Identifier: Apache-2.0
"""Who says what in a report: Parse + entities → voices."""
