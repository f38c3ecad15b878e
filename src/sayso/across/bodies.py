# SPDX-License-Identifier: Apache-2.0
"""Names of groups, organs, organisations and outlets: what in them names, what only tells the kind, acronyms, numbers."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.across.skeleton import names, plain
from sayso.mentions import lands

DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?([a-z0-9-]+)(?:\.[a-z]{2,4}){1,2}$", re.I)


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a body's name without articles and small words; ordinals as numbers ("3rd", "Third" → "3")."""
    lists = names()
    out = []
    for w in plain(re.sub(r"(?<=[^\W\d_])['’]s\b", "", name)):
        number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", w)
        w = number[1] if number else lists.ordinals.get(w, w)
        if w not in lists.particles:
            out.append(w)
    return tuple(out) or plain(name)


@lru_cache(maxsize=65536)
def distinctive(name: str) -> tuple[str, ...]:
    """The words that name this body and no other: neither kinds nor what every country has nor countries and their peoples."""
    lists = names()
    return tuple(w for w in words(name) if w not in lists.everywhere and w not in lists.kinds and not w.isdigit()
                 and w not in lists.parts and not of_country(w))


@lru_cache(maxsize=65536)
def of_country(word: str) -> str:
    """The country that a word of a name calls, or ""."""
    return lands.country_of_demonym(word) or lands.country_of_demonym(word.capitalize()) or lands.country_named(word)


def numbers(name: str) -> frozenset[str]:
    """The numbers in a name: those of units."""
    return frozenset(w for w in words(name) if w.isdigit())


def acronym(name: str) -> str:
    """The letters of a name that is an acronym, in lower case; "" for one that is none."""
    raw = re.sub(r"[.\-& ]", "", name)
    return raw.lower() if 2 <= len(raw) <= 8 and raw.isascii() and raw.isalnum() and sum(c.isupper() for c in raw) * 2 > len(raw) > 1 \
        and sum(c.isupper() for c in raw) > 1 and " " not in name.strip() else ""


def initials(short: str, full: str) -> bool:
    """Whether an acronym's letters are the first letters of a name's words, with or without the small ones."""
    every = plain(full)
    return len(every) > 1 and short in ("".join(w[0] for w in every), "".join(w[0] for w in words(full)))


@lru_cache(maxsize=8192)
def outlet_words(name: str) -> tuple[str, ...]:
    """What names an outlet: "bbc.co.uk" and "The BBC" → ("bbc",)."""
    domain = DOMAIN.match(name.strip())
    return plain(domain[1]) if domain else tuple(w for w in plain(name) if w != "the")
