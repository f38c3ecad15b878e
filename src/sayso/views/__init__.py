# SPDX-License-Identifier: Apache-2.0
"""From readings and parses to text: one module for each outside format. Pure functions; nothing here prints or writes."""
