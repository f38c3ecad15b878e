# SPDX-License-Identifier: Apache-2.0
"""The form of a name that a search compares: plain letters, lower case, single blanks."""

from __future__ import annotations

from anyascii import anyascii


def fold(text: str) -> str:
    """`text` in ASCII letters without case, each run of white space as one blank: "Škoda  ÁLVAREZ" → "skoda alvarez"."""
    return " ".join(anyascii(text).casefold().split())
