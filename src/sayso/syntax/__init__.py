# SPDX-License-Identifier: Apache-2.0
"""What English syntax says about a tree: understood subjects, prepositions, expressions of several words."""
