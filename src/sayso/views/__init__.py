# SPDX-License-Identifier: Apache-2.0
"""From readings to text: one module for each outside format. Pure functions; nothing here prints or writes."""
