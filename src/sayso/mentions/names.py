# SPDX-License-Identifier: Apache-2.0
"""Whether two names may be one: spelling variants, parts of a full name, initials. Names are tuples of folded words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from sayso.parse import Word

PARTICLES = frozenset(
    ("al", "el", "ad", "as", "ash", "an", "ar", "at", "az", "the", "of", "de", "la", "del", "and", "in", "for", "&", "y")
)
FAMILY_PARTICLES = frozenset(
    ("abu", "bin", "ben", "ibn", "umm", "van", "von", "da", "dos", "st", "abd", "abdul", "jr", "sr", *PARTICLES)
)
LEVELLED = (
    *(("dzh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("x", "ks"), ("ck", "k")),
    *(("q", "k"), ("c", "k"), ("w", "v"), ("ij", "i"), ("y", "i"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "a")),
    ("ai", "a"),
)
"""What transliterations from Arabic, Persian, Russian and the like vary, in the order in which it is levelled."""
LONG = 6
"""Letters from which more is levelled."""
POSSESSIVE = ("'s", "’s", "'", "’", "´s")


def folded(text: str) -> str:
    """Letters and digits in plain ASCII lower case; apostrophes go, hyphens and other marks become spaces."""
    plain = anyascii(text).lower()
    plain = re.sub(r"['`\u2018\u2019\u02bc.]", "", plain)
    return " ".join(re.sub(r"[^a-z0-9&]+", " ", plain).split())


@lru_cache(maxsize=8192)
def words_of(text: str) -> tuple[str, ...]:
    """A name as text → its folded words, articles left out at the front."""
    parts = folded(text).split()
    while len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    return tuple(parts)


def name_words(words: Sequence[Word]) -> tuple[str, ...]:
    """The folded words of a name span; a possessive ending is left out."""
    if len(words) > 1 and words[-1].lower in POSSESSIVE:
        words = words[:-1]
    pieces = []
    for i, w in enumerate(words):
        glued = i > 0 and words[i - 1].end == w.start
        pieces.append(w.text if glued or i == 0 else " " + w.text)
    text = "".join(pieces)
    return words_of(re.sub(r"['’]s$", "", text, flags=re.I))


def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without articles and small words ("al", "of"), in order; all of it where nothing else is there."""
    return tuple(w for w in name if w not in PARTICLES) or name


@lru_cache(maxsize=32768)
def skeleton(word: str) -> str:
    """A word of a name with what transliterations vary levelled: vowels, doublings, some letters; short words stay."""
    if len(word) < 4:
        return word
    long = len(word) >= LONG
    for written, level in LEVELLED:
        word = word.replace(written, level)
    if long and word.startswith("g"):
        word = "k" + word[1:]      # Gaddafi, Kadhafi, Qaddafi
    word = word.replace("e", "a").replace("o", "u")
    word = re.sub(r"(.)\1+", r"\1", word)
    if long:
        # Hezbollah, Hisbollah: long words are hardly alike by chance
        word = re.sub(r"(.)\1+", r"\1", word.replace("i", "a").replace("z", "s"))
    return word


def alike(a: str, b: str) -> bool:
    """The same word of a name, or a spelling variant of a word of four letters or more (shorter ones differ too easily)."""
    return a == b or min(len(a), len(b)) >= 4 and skeleton(a) == skeleton(b)


def same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The same name, but for articles and spelling; "Bank of Xara" is "Xara Bank"."""
    a, b = core(a), core(b)
    if len(a) != len(b):
        return False
    return all(alike(x, y) for x, y in zip(a, b, strict=True)) or len(a) > 1 and sorted(a) == sorted(b)


def part_of_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Surname, first name, kunya or several parts in order, of a longer name; a lone "Abu" or "al" is none."""
    short, full = core(short), core(full)
    if len(short) == len(full):
        pairs = list(zip(short, full, strict=True))
        return len(short) > 1 and short != full and all(alike(x, y) or len(x) == 1 and y[0] == x for x, y in pairs)
    if len(short) > len(full) or all(w in FAMILY_PARTICLES for w in short):
        return False
    at = 0
    for w in short:
        while at < len(full) and not (alike(w, full[at]) or len(w) == 1 and full[at].startswith(w) and len(short) > 1):
            at += 1
        if at == len(full):
            return False
        at += 1
    return len(short) > 1 or alike(short[0], full[-1]) or alike(short[0], full[0]) or alike(short[0], full[-2])


def initials(short: tuple[str, ...], raw: str, full: tuple[str, ...]) -> bool:
    """ "NLF" for "National Liberation Front": two or more letters, the initials of `full` with or without its small words."""
    if len(short) != 1 and "&" not in raw or len(full) < 2:
        return False
    letters = re.sub(r"[^A-Za-z0-9&]", "", anyascii(raw)).lower()
    if not 2 <= len(letters) <= 8 or sum(c.isupper() for c in raw) < 2:
        return False
    every = "".join(w[0] for w in full)
    big = "".join(w[0] for w in full if w not in PARTICLES or w in ("al",))
    bare = "".join(w[0] for w in full if w not in PARTICLES)
    joined = "".join("&" if w == "and" else w[0] for w in full)
    return letters in (every, big, bare, joined)
