# SPDX-License-Identifier: Apache-2.0
"""Names of persons: their parts, and how two of them stand to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sayso.across.skeleton import ENOUGH, bare, consonants, names, one_word, plain, unvowelled
from sayso.mentions.lexicon import lexicon

GLUED = ("din", "deen", "dine", "allah", "llh")
"""Second halves of Arabic names: Nur al-Din, Nureddin; Nasr Allah, Nasrallah."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name's parts. `words`: those that name, in order, kunyas ("abu omar" → "abuomar") as one; fathers ("bin salman") stand
    among them and in `fathers`; `generation`: "1" senior, "2" junior, "3" …, "" untold; `unvowelled`: written without vowels;
    `family_first`: written in a script, or so, that the family's name may come first."""

    words: tuple[str, ...]
    fathers: frozenset[str]
    kunya: str
    generation: str
    unvowelled: bool
    family_first: bool


@lru_cache(maxsize=65536)
def person(name: str) -> Person:
    """The parts of a person's name, titles and nicknames in quotation marks left out."""
    lists = names()
    quiet = re.sub(r"[\"“‘'(][^\"”’')]{2,}[\"”’')]", " ", name) if re.search(r"\w\s+[\"“(‘']\w", name) else name
    tokens = list(plain(quiet))
    letters = {c.lower() for c in re.findall(r"\b[A-Z]\b", quiet)}
    script = any(ord(c) > 0x0590 for c in name if c.isalpha())
    while len(tokens) > 1 and (lexicon().is_title(tokens[0]) or tokens[0] in lists.honorifics):
        tokens.pop(0)
    if len(tokens) > 2 and tokens[0] in lists.burmese:
        tokens.pop(0)
    generation = ""
    while len(tokens) > 1 and tokens[-1] in lists.generations and len(tokens[-1]) > 1:
        generation = lists.generations[tokens.pop()]
    words: list[str] = []
    fathers: set[str] = set()
    kunya, glue, father = "", "", False
    for i, w in enumerate(tokens):
        last = i == len(tokens) - 1
        if w in lists.kunya and not last and not glue:
            glue = "abu" if w[0] == "a" else "umm"
            continue
        if w in lists.father and not last and i > 0:
            father = True
            continue
        if w in ("abd", "bd", "abdel", "abdul", "abdal", "abdoul") and not last:
            glue = "abd"
            continue
        article = i > 0 and tokens[i - 1] in lists.particles
        if w in GLUED and words and (article or not last or w[0] in "al"):
            words[-1] += "din" if w[0] == "d" else "allah"
            continue
        if w in lists.particles and not last and w not in letters:
            continue
        joined = glue + w
        if glue in ("abu", "umm"):
            kunya = joined
        if father:
            fathers.add(joined)
        words.append(joined)
        glue, father = "", False
    return Person(tuple(words), frozenset(fathers), kunya, generation, any(bare(w) for w in name.split()), script)


@dataclass(frozen=True, slots=True)
class Match:
    """How two names of persons stand to each other. `how`: full (one name), part (one has a further name), near (a letter
    off), initial, alone (one name only, the other's family name or kunya), other (same family, another given name), kin
    (father and son, elder and younger). `words`: those they share; `short`: 0 or 1 for whose name is the shorter, -1 for
    neither."""

    how: str
    reason: str
    words: tuple[str, ...]
    short: int = -1


RANK = ("full", "part", "near", "initial", "alone", "kin", "other")
"""Kinds of matches, the best first."""
SURE = 3
"""Consonants from which two words are one name wherever in a name they stand."""
NEAR = 7
"""Letters of a word from which one letter more, less or other may be a slip; only beside an equal word, and with evidence."""


@lru_cache(65536)
def match(a: str, b: str) -> Match | None:
    """How two names as written stand; None where they have nothing to do with each other. The same whichever comes first, but
    for `short`."""
    p, q = person(a), person(b)
    if not p.words or not q.words:
        return None
    return _kin(p, q, a, b) or _whole(p, q, a, b) or _partial(p, q, a, b) or _apart(p, q)


def _equal(p: Person, q: Person, x: str, y: str) -> bool:
    return one_word(x, y) or (p.unvowelled != q.unvowelled and unvowelled(x, y))


def _surely(p: Person, q: Person, x: str, y: str) -> bool:
    """The same among words that need not stand in the same place: Dean is not Diane."""
    return x == y or len(consonants(x)) >= SURE and _equal(p, q, x, y)


def _kin(p: Person, q: Person, a: str, b: str) -> Match | None:
    same = len(p.words) == len(q.words) and all(_equal(p, q, x, y) for x, y in zip(p.words, q.words, strict=True))
    if same and p.generation != q.generation:
        if p.generation and q.generation:
            return Match("kin", f"elder and younger of one name: {_both(a, b)}", p.words)
        return Match("other", f"only one is called Jr., Sr. or by a number: {_both(a, b)}", p.words)
    for x, y in ((p, q), (q, p)):
        if x.fathers and len(y.words) > 1 and not _equal(x, y, x.words[0], y.words[0]) \
                and any(_equal(x, y, f, y.words[0]) for f in x.fathers):
            return Match("kin", f"father and son: {_both(a, b)}", ())
    if p.fathers and q.fathers and not any(_equal(p, q, f, g) for f in p.fathers for g in q.fathers) \
            and _equal(p, q, p.words[0], q.words[0]):
        return Match("other", f"sons of two fathers: {_both(a, b)}", ())
    return None


def _whole(p: Person, q: Person, a: str, b: str) -> Match | None:
    x, y = p.words, q.words
    if len(x) == len(y):
        fit = [_equal(p, q, v, w) for v, w in zip(x, y, strict=True)]
        if all(fit):
            if len(x) == 1:
                return Match("alone", f"one name alone: {x[0] if x == y else _both(a, b)}", x)
            return Match("full", "same name" if plain(a) == plain(b) else f"same name but for spelling: {_both(a, b)}"
                         if x != y or len(plain(a)) == len(plain(b)) else f"same name without its titles: {_both(a, b)}", x)
        if len(x) > 1 and fit.count(False) == 1 and _slip(x[fit.index(False)], y[fit.index(False)]):
            return Match("near", f"names a letter apart: {_both(a, b)}", x)
    if min(len(x), len(y)) > 1 or p.family_first != q.family_first:
        if "".join(x) == "".join(y) or "".join(plain(a)) == "".join(plain(b)):
            return Match("full", f"same name, its words parted otherwise: {_both(a, b)}", x)
        turned = any("".join(v) == "".join(w[n:] + w[:n]) for v, w in ((x, y), (y, x)) for n in range(1, len(w)))
        if not turned and len(x) == len(y):
            turned = any(all(_equal(p, q, v, w) for v, w in zip(x, y[n:] + y[:n], strict=True)) for n in range(1, len(y)))
        if turned and not set(x) <= names().common:
            return Match("full", f"same name, the family's name first in one: {_both(a, b)}", x)
        joined = consonants("".join(x)), consonants("".join(y))
        if p.family_first != q.family_first and len(joined[0]) >= ENOUGH and joined[0] == joined[1]:
            return Match("full", f"same name in another script: {_both(a, b)}", x)
    return None


def _partial(p: Person, q: Person, a: str, b: str) -> Match | None:
    if (len(p.words), p.words) > (len(q.words), q.words):
        found = _partial(q, p, b, a)
        return Match(found.how, found.reason, found.words, 1 - found.short) if found else None
    x, y = p.words, q.words
    if len(x) == 1:
        if any(_equal(p, q, x[0], w) for w in (y[-1], q.kunya or y[-1], *((y[0],) if leads(y) else ()))):
            return Match("alone", f"only {x[0].capitalize()} in one, {b} in the other", x, 0)
        return None
    at, letters = 0, False
    for w in x:
        while at < len(y) and not (_surely(p, q, w, y[at]) or _initial(w, y[at])):
            at += 1
        if at == len(y):
            return None
        letters = letters or not _surely(p, q, w, y[at])
        at += 1
    shared = tuple(w for w in x if len(w) > 1)
    if letters:
        return Match("initial", f"a name by its first letter: {_both(a, b)}", shared, 0)
    more = ", ".join(w.capitalize() for w in y if not any(_equal(p, q, w, v) for v in x)) or "one"
    if p.generation != q.generation:
        return Match("other", f"only one is called Jr., Sr. or by a number: {_both(a, b)}", shared)
    if _equal(p, q, x[-1], y[-1]) and _equal(p, q, x[0], y[0]):
        return Match("part", f"same given and family name, one has a further name: {more}", shared, 0)
    return Match("part", f"one has a further name: {more}", shared, 0)


def _apart(p: Person, q: Person) -> Match | None:
    x, y = p.words, q.words
    if len(x) > 1 and len(y) > 1 and _equal(p, q, x[-1], y[-1]):
        if not _equal(p, q, x[0], y[0]):
            return Match("other", f"same family name, other given names: {_both(x[0].capitalize(), y[0].capitalize())}", x[-1:])
        if len(x) == len(y):
            return Match("other", "same given and family name, other middle names", (x[0], x[-1]))
    if p.kunya and p.kunya == q.kunya and len(x) > 1 and len(y) > 1:
        return Match("other", f"same kunya, other names: {_both(x[-1].capitalize(), y[-1].capitalize())}", ())
    return None


def leads(words: tuple[str, ...]) -> bool:
    """Whether the family's name comes first: three short words as of China, Korea, Vietnam."""
    return len(words) in (2, 3) and words[0] in names().leading


def _initial(short: str, full: str) -> bool:
    return len(short) == 1 and full.startswith(short) or len(full) == 1 and short.startswith(full)


def _slip(a: str, b: str) -> bool:
    """A letter's difference that is no woman's ending (Petrov, Petrova)."""
    short, long = sorted((a, b), key=len)
    return len(short) >= NEAR and a[0] == b[0] and long != short + "a" and Levenshtein.distance(a, b) == 1


def _both(a: str, b: str) -> str:
    return ", ".join(sorted((a, b)))
