# SPDX-License-Identifier: Apache-2.0
"""Parse → entities: who and what a report speaks of, when, where and how many."""

from sayso.mentions.find import Mentions, find

__all__ = ["Mentions", "find"]
