# SPDX-License-Identifier: Apache-2.0
"""Names in any script → what is left of them whatever the transliteration: consonants, and the colour of vowels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import yaml
from anyascii import anyascii

ENOUGH = 4
"""Consonants from which a short a and a short i may stand for each other: Haftar, Hifter; but Karam is not Karim."""

_MARKS = re.compile(r"['`´‘’ʻʼʿʾ.]")
_INITIALS = re.compile(r"\b([A-Z])\. (?=[A-Z]\.)")
_OTHER = re.compile(r"[^a-z0-9&]+")
_SERVANT = re.compile(r"^(abd)[aeiou](?:l|([rnstzdj])(?=\2))(?=[a-z]{3})")
"""The "Abd al-" written as one word with what follows: Abdelaziz, Abdurrahman, Abdulaziz."""
_SILENT = re.compile(r"h$|(?<=[a-z]{3}[^aeiouyw])e$")
"""What is not heard at the end: Khalifah, Darwiche, Ezzedine."""
_VOWEL = {"a": "a", "e": "e", "i": "e", "y": "e", "o": "u", "u": "u", "w": "u"}


@dataclass(frozen=True)
class Names:
    """data/names.yaml, see there."""

    sounds: tuple[tuple[str, str], ...]
    particles: frozenset[str]
    honorifics: frozenset[str]
    burmese: frozenset[str]
    generations: Mapping[str, str]
    father: frozenset[str]
    kunya: frozenset[str]
    common: frozenset[str]
    leading: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    kinds: frozenset[str]
    parts: frozenset[str]
    organs: frozenset[str]
    areas: frozenset[str]
    directions: frozenset[str]
    everywhere: frozenset[str]
    equal: Mapping[str, str]
    power: frozenset[str]
    far: frozenset[str]
    same_calling: Mapping[str, str]
    ordinals: Mapping[str, str]


_LISTS = ("particles", "honorifics", "burmese", "father", "kunya", "common", "leading", "kinds", "parts", "organs",
          "areas", "directions", "everywhere", "pronouns", "determiners")


@cache
def names() -> Names:
    """The shipped lists; words of names folded."""
    raw = yaml.safe_load((resources.files("sayso.across") / "data" / "names.yaml").read_text(encoding="utf-8"))
    sets = {k: frozenset(raw[k].split()) for k in _LISTS}
    sets |= {k: frozenset(map(singular, sets[k])) for k in ("kinds", "parts", "organs", "everywhere")}
    equal = {word: line.split()[0] for line in raw["equal"] for word in line.split()}
    return Names(sounds=tuple((a, b) for a, b in raw["sounds"]), generations=raw["generations"], equal=equal,
                 power=frozenset(raw["callings"]["power"].split()), far=frozenset(raw["callings"]["far"].split()),
                 same_calling=raw["same_calling"], ordinals=raw["ordinals"], **sets)


def singular(word: str) -> str:
    """A word of a body's name without the s of the plural: Brigades, Brigade."""
    return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] not in "su" else word


@lru_cache(maxsize=65536)
def plain(text: str) -> tuple[str, ...]:
    """The words of a name in ASCII lower case. Syllables that anyascii joins, as of Chinese and Hangul, come apart
    ("XiJinPing"); an Arabic article written on to its word is cut off."""
    out: list[str] = []
    text = _INITIALS.sub(r"\1.", text)
    for word in re.sub(r"[-‐‑–/,_]+", " ", _MARKS.sub("", text.replace("đ", "dj").replace("Đ", "Dj"))).split():
        latin = _latin(word)
        if word.startswith("ال") and len(word) > 4:
            word = word[2:]
        ascii_ = anyascii(word) if latin else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(word))
        for part in ascii_.split():
            low = _OTHER.sub("", part.lower())
            if low:
                out.append(low)
    return tuple(out)


def bare(word: str) -> bool:
    """Whether a word's script leaves short vowels unwritten (Arabic, Hebrew) or some of them (the scripts of India)."""
    return _script(word) in ("ARABIC", "HEBREW", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU", "GUJARATI", "GURMUKHI")


def _latin(word: str) -> bool:
    return _script(word) in ("LATIN", "")


@lru_cache(maxsize=65536)
def _script(word: str) -> str:
    for c in word:
        if c.isalpha():
            return unicodedata.name(c, "").partition(" ")[0]
    return ""


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The consonants of one plain word, what transliterations vary levelled; a vowel at the front is "a", final h goes."""
    word = names().equal.get(word, word)
    if word.isdigit():
        return word
    word = _front(word)
    for written, level in names().sounds:
        word = word.replace(written, level)
    word = re.sub(r"c(?=[eiy])", "s", word).replace("c", "k").replace("x", "ks" if len(word) > 3 and word[0] != "x" else "x")
    front = "a" if word[0] in "aeiou" else word[0] if word[0] in "yw" else ""
    rest = re.sub(r"[aeiouyw]", "", word)
    rest = re.sub(r"(.)\1+", r"\1", _undoubled(word)) if rest else ""
    return front + rest or word


def _front(word: str) -> str:
    """Abdel- and the like levelled, "Ouadi" as "Wadi", "Yeltsin" as "Eltsin"."""
    word = _SERVANT.sub(r"\1", word)
    return re.sub(r"^(?:ye|je)(?=v|l)", "e", re.sub(r"^ou(?=[aeiy])", "w", word))


def _undoubled(word: str) -> str:
    """Consonants of a word, those that stand doubled written once, those that a vowel parts kept, and no h at the end."""
    once = re.sub(r"([^aeiouyw])\1+", r"\1", word)
    return re.sub(r"[aeiouyw]+", "", re.sub(r"h$", "", once) if len(once) > 2 else once)


@lru_cache(maxsize=65536)
def colours(word: str) -> tuple[str, ...]:
    """The vowels before, between and behind the consonants: "a", "e" (e, i, y), "u" (o, u, w), "" for none, several letters' in
    order."""
    word = names().equal.get(word, word)
    word = re.sub(r"([^aeiouyw])\1+", r"\1", _front(word))
    for written, level in names().sounds:
        word = word.replace(written, level)
    return tuple("".join(dict.fromkeys(_VOWEL[c] for c in gap)) for gap in re.split(r"[^aeiouyw]", re.sub(_SILENT, "", word)))


@lru_cache(maxsize=65536)
def one_word(a: str, b: str, enough: int = ENOUGH) -> bool:
    """Whether two plain words are one name in two spellings: the same consonants, and vowels that do not speak against it; from
    `enough` consonants a may stand for e or i."""
    if a == b:
        return True
    if names().equal.get(a, a) == names().equal.get(b, b):
        return True
    one, two = consonants(a), consonants(b)
    if one != two:
        return False
    if len(one) < 2:
        return re.sub(r"(.)\1+", r"\1", a) == re.sub(r"(.)\1+", r"\1", b)
    x, y = colours(a), colours(b)
    if len(x) != len(y):
        return len(one) >= enough
    if "" in (x[-1], y[-1]) and x[-1] != y[-1] or "u" in x[-1][-1:] + y[-1][-1:] and x[-1][-1:] != y[-1][-1:]:
        return False      # Petrov and Petrova, Oleg and Olga, Malik and Maliki, Mario and Maria
    clash = [_clash(g, h) for g, h in zip(x, y, strict=True)]
    return "hard" not in clash and (clash.count("soft") == 0 or len(one) >= enough)


def _clash(a: str, b: str) -> str:
    """How the vowels of one gap stand to each other: "" agree, "soft" a against e or i, "hard" u against these."""
    if a == b or {a, b} <= {"", "a"} or {a, b} <= {"", "e"} or set(a) & set(b) and {a, b} != {"a", "ae"}:
        return ""
    if "u" in a + b and ("a" in a + b or "e" in a + b):
        return "hard"
    return "soft"


@lru_cache(maxsize=65536)
def unvowelled(a: str, b: str) -> bool:
    """Whether two words are one where one of them was written without short vowels (khlyfh, khalifa)."""
    one, two = (consonants(w)[w[0] in "aeiou" :] for w in (a, b))
    return len(one) > 1 and one == two
