# SPDX-License-Identifier: Apache-2.0
"""Names asked for → the form in which they are compared."""

from __future__ import annotations

from anyascii import anyascii

from sayso.errors import UsageError


def folded(name: str) -> str:
    """A name in plain small letters: "Škoda  ÁLVAREZ" → "skoda alvarez"."""
    return " ".join(anyascii(name).casefold().split())


def wanted(name: str, what: str = "name") -> str:
    """The same of a name that is asked for; raises UsageError for one without a letter or digit."""
    plain = folded(name)
    if not any(c.isalnum() for c in plain):
        raise UsageError(f"The {what} {name!r} has no letter and no digit.", f"Give some letters of the {what}.")
    return plain
