# SPDX-License-Identifier: Apache-2.0
"""Names of persons: their parts, and how two of them stand to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.across.skeleton import names, plain
from sayso.mentions.lexicon import lexicon

GLUED = ("din", "deen", "dine", "allah", "llh")
"""Second halves of Arabic names: Nur al-Din, Nureddin; Nasr Allah, Nasrallah."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name's parts. `words`: those that name, in order, kunyas ("abu omar" → "abuomar") and fathers ("bin salman" → "salman",
    noted in `fathers`) as one; `generation`: "1" senior, "2" junior, "3" …, "" untold; `unvowelled`: written without vowels;
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
    bare = re.sub(r"[\"“‘'(][^\"”’')]{2,}[\"”’')]", " ", name) if re.search(r"\w\s+[\"“(‘']\w", name) else name
    tokens = list(plain(bare))
    script = any(ord(c) > 0x0590 for c in name if c.isalpha())
    while len(tokens) > 1 and (lexicon().is_title(tokens[0]) or tokens[0] in lists.honorifics):
        tokens.pop(0)
    if len(tokens) > 2 and tokens[0] in lists.burmese:
        tokens.pop(0)
    generation = ""
    while len(tokens) > 1 and tokens[-1] in lists.generations and not (len(tokens[-1]) == 1):
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
        if w == "abd" and not last:
            glue = "abd"
            continue
        article = i > 0 and tokens[i - 1] in lists.particles
        if w in GLUED and words and (article or not last or w[0] in "al"):
            words[-1] += "din" if w[0] == "d" else "allah"
            continue
        if w in lists.particles and not last:
            continue
        joined = glue + w
        if glue in ("abu", "umm"):
            kunya = joined
        if father:
            fathers.add(joined)
        words.append(joined)
        glue, father = "", False
    return Person(tuple(words), frozenset(fathers), kunya, generation, any(0x0590 <= ord(c) <= 0x06FF for c in name), script)
