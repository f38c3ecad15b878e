# SPDX-License-Identifier: Apache-2.0
"""Names of groups, organs, organisations and outlets: what in them names, what only tells the kind, acronyms, numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from rapidfuzz.distance import Levenshtein

from sayso.across.clusters import WEAK
from sayso.across.skeleton import consonants, names, one_word, plain, singular
from sayso.mentions import lands
from sayso.mentions.lexicon import lexicon
from sayso.model import Json

NEAR = 8
"""Letters of a word from which one letter more, less or other may be a slip of spelling (Organisation, Organization)."""
LETTERS = 8
"""Letters of the longest acronym."""
WORD = 4
"""Letters from which an acronym may be written as a word: NATO, Nato; but IS is not Is."""
LONG = 5
"""Consonants from which a and e may stand for each other in a body's name (Barclay is not Berkeley)."""
LAND = "only one tells its country"
"""How the reason of a weak link begins that stands though no country is shared: two words name the body, and only one gives
its land."""
DOMAIN = re.compile(r"^(?:https?://)?(?:www\.)?([a-z0-9-]+)(?:\.[a-z]{2,4}){1,2}$", re.I)


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a body's name without articles and small words; ordinals as numbers ("3rd", "Third" → "3")."""
    lists = names()
    out = []
    for w in plain(re.sub(r"(?<=[^\W\d_])['’]s\b", "", name)):
        number = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", w)
        w = number[1] if number else lists.ordinals.get(w) or singular(w)
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
    found = (lands.country_of_demonym(w.capitalize()) or lands.country_named(w) for w in (word, word + "s"))
    return next((c for c in found if c), "")


@lru_cache(maxsize=65536)
def of_kind(name: str) -> str:
    """A name without its country, its words in order of the alphabet: "Kenyan Ministry of Defence" → "defense ministry"."""
    return " ".join(sorted(consonants(w) for w in words(name) if not of_country(w)))


@lru_cache(maxsize=65536)
def acronym(name: str) -> str:
    """The letters of a name that is an acronym, in lower case; "" for one that is none."""
    raw = re.sub(r"[.\-& ]", "", name)
    capitals = sum(c.isupper() for c in raw)
    fits = 2 <= len(raw) <= LETTERS and raw.isascii() and raw.isalnum() and capitals > 1 and capitals * 2 > len(raw)
    return raw.lower() if fits and " " not in name.strip() else ""


def initials(short: str, full: str) -> bool:
    """Whether an acronym's letters are the first letters of a name's words, with or without the small ones."""
    every = plain(full)
    return len(every) > 1 and short in ("".join(w[0] for w in every), "".join(w[0] for w in words(full)))


def outlet_words(name: str) -> tuple[str, ...]:
    """What names an outlet: "bbc.co.uk" and "The BBC" → ("bbc",)."""
    domain = DOMAIN.match(name.strip())
    return plain(domain[1]) if domain else tuple(w for w in plain(name) if w != "the")


def stand(a: Json, b: Json) -> tuple[str, tuple[str, ...], int] | None:
    """Two bodies by roster, acronyms, words of their names, country. See identity._stand."""
    if a["key"] and a["key"] == b["key"]:
        known = a["key"].removeprefix("body:")
        reason = f"by the roster {known}" if a["name"] == b["name"] else f"both names of {known} by the roster"
        return ("same", (reason,), 0)
    for i, (x, y) in enumerate(((a, b), (b, a))):
        if y["key"] and y["key"] in x["parents"]:
            return ("part", (f"{x['name']} is a part of {y['name']}",), i)
        if organ(x, y):
            return ("part", (f"{x['name']} is an organ of {y['name']}",), i)
    found = [s for x in a["names"] for y in b["names"] if (s := _names(x, y, a, b)) is not None]
    found = [s for s in found if s[0] == "same"] or [s for s in found if s[0] == "part"] or found
    if a["key"] and b["key"]:
        return ("different", (f"two bodies of the roster: {_both(a['name'], b['name'])}",), 0) if found else None
    if not found:
        return None
    relation, reason, side = min(found, key=lambda s: (s[1].startswith(WEAK), s[1]))
    if a["country"] and b["country"] and relation in ("same", "part"):
        if a["country"] != b["country"]:
            lands_ = _both(a["country"], b["country"])
            return ("different", (f"{reason.removeprefix(WEAK)}, but of two countries: {lands_}",), 0)
        return (relation, (reason, f"both of {a['country']}"), side)
    if reason.startswith(WEAK + LAND):
        return (relation, (reason,), side)
    if relation == "same" and (reason.startswith(WEAK) or not _names_one(a) or not _names_one(b)):
        return None
    return (relation, (reason,), side)


def organ(part: Json, whole: Json) -> bool:
    """Whether one is a state and the other an organ that its name says is that state's: "the Egyptian army"."""
    if whole["type"] != "state" or part["type"] not in ("state", "organisation") or whole["country"] != part["country"]:
        return False
    return ((whole["key"] or "").startswith("geonames:") and not (part["key"] or "").startswith("geonames:")
            and bool(part["country"]) and not distinctive(part["name"])
            and any(w in names().everywhere for w in words(part["name"])))


def _names_one(content: Json) -> bool:
    return bool(content["key"]) or any(distinctive(n) for n in content["names"])


def _names(x: str, y: str, a: Json, b: Json) -> tuple[str, str, int] | None:
    """One name of each: relation, reason, whose side is left."""
    if "outlet" in (a["type"], b["type"]) and title(x) == title(y):
        return ("same", "same outlet" if x == y else f"one outlet, its name or address: {_both(x, y)}", 0)
    short, other = acronym(x), acronym(y)
    if plain(x) == plain(y) and len("".join(plain(x))) >= WORD:
        return ("same", "same name" if x == y else f"same name but for capitals and marks: {_both(x, y)}", 0)
    if short and other:
        return _acronyms(short.upper(), short == other, a, b)
    if short or other:
        code, full, side = (short, y, 0) if short else (other, x, 1)
        if not initials(code, full):
            return None
        if len(code) < 3 or _has_other(code, a if short else b):
            return None
        return ("same", f"{WEAK}{code.upper()} are the first letters of {full}", side)
    p, q = words(x), words(y)
    left, right = _beyond(x, y), _beyond(y, x)
    if not left and not right:
        if len(p) == len(q):
            return ("same", "same name" if x == y else f"same name but for spelling or order: {_both(x, y)}", 0)
        return None
    if any(w.isdigit() for w in left) and any(w.isdigit() for w in right) and all(w.isdigit() for w in left + right):
        return ("different", f"numbered units: {_both(*(' '.join(w for w in ws if w.isdigit()) for ws in (left, right)))}", 0)
    lists = names()
    if left and right and all(w in lists.kinds for w in left + right) and (distinctive(x) or distinctive(y)):
        return ("same", f"same name, only words of kind differ: {_both(x, y)}", 0) if distinctive(x) == distinctive(y) else None
    if left and right and all(w in lists.kinds for w in left):
        left = []
    elif left and right and all(w in lists.kinds for w in right):
        right = []
    elif left and right:
        return _glued(p, q, x, y)
    more, longer, shorter, side = (left, x, y, 0) if left else (right, y, x, 1)
    return _longer(more, longer, shorter, side, b if side == 0 else a)


def _acronyms(x: str, equal: bool, a: Json, b: Json) -> tuple[str, str, int] | None:
    if not equal:
        return None
    one, two = ([n for n in c["names"] if not acronym(n)] for c in (a, b))
    if one and two:
        if any((s := _names(v, w, a, b)) is not None and s[0] == "same" for v in one for w in two):
            return None
        return ("different", f"{x} stands for two bodies: {_both(one[0], two[0])}", 0)
    full = (one or two or [""])[0]
    known = lexicon().body((x.lower(),))
    if full and known is not None and a["key"] != b["key"] or known is not None and known.options:
        return ("same", f"{WEAK}{x}, that several bodies have, is the acronym of {full}" if full else
                f"{WEAK}{x}, an acronym that several bodies have", 1 if one else 0)
    return ("same", f"{x} is the acronym that one report introduces for {full}" if full else f"same acronym: {x}", 0)


def _has_other(code: str, content: Json) -> bool:
    """Whether what bears an acronym has a full name of its own, too."""
    return any(not acronym(n) for n in content["names"])


def _glued(p: tuple[str, ...], q: tuple[str, ...], x: str, y: str) -> tuple[str, str, int] | None:
    if "".join(p) == "".join(q):
        return ("same", f"same name, its words parted otherwise: {_both(x, y)}", 0)
    one, two = _beyond(x, y), _beyond(y, x)
    if len(p) == len(q) and len(one) == len(two) == 1 and _slip(one[0], two[0]):
        return ("same", f"same name but for a letter: {_both(x, y)}", 0)
    return None


def _longer(more: list[str], longer: str, shorter: str, side: int, whole: Json) -> tuple[str, str, int] | None:
    lists = names()
    told = ", ".join(w.capitalize() for w in more)
    if not distinctive(shorter) and not whole["key"]:
        return ("different", f"one more word: {told}", 0) if distinctive(longer) else _of_land(more, longer, shorter, whole)
    part = any(w in lists.parts or w in lists.organs and whole["type"] == "group" for w in more)
    if part and _whole(shorter, whole) and not any(w in lists.parts or w in lists.organs for w in words(shorter)):
        return ("part", f"a part by its name: {longer}, of {shorter}", side)
    if all(w in lists.kinds for w in more):
        if not _whole(shorter, whole):
            return None      # "Press Association" and "the press"
        return ("same", f"same name, only words of kind more: {told}", 0)
    land = [c for w in more if (c := of_country(w))]
    if land and all(of_country(w) or w in lists.kinds for w in more):
        if whole["country"] in land:
            return ("same", f"same name, with its country: {told}", 0)
        if not whole["country"] and len(distinctive(shorter)) > 1:
            return ("same", f"{WEAK}{LAND}: {told}", 1 - side)
        return ("different", f"one more distinctive word: {told}", 0)
    if all(w in lists.organs for w in more):
        return None      # "Commerce Department" and "Commerce"
    if any(w.isdigit() for w in more):
        return ("different", f"only one has a number: {told}", 0)
    return ("different", f"one more distinctive word: {told}", 0)


def _whole(name: str, content: Json) -> bool:
    """Whether a name may be that of a body with parts: known, of several words, or one word that is no common noun."""
    return bool(content["key"]) or len(words(name)) > 1 or not lexicon().type_of(name.lower())


def _of_land(more: list[str], longer: str, shorter: str, whole: Json) -> tuple[str, str, int] | None:
    """ "Egyptian Interior Ministry" and "Interior Ministry" in a report that told whose."""
    if all(of_country(w) == whole["country"] for w in more) and whole["country"]:
        return ("same", f"same body, one with its country: {_both(longer, shorter)}", 0)
    return None


@lru_cache(maxsize=8192)
def title(name: str) -> str:
    """What names an outlet, written as one word: of an address by the table of outlets where that has it."""
    return "".join(outlet_words(_domains().get(name.lower().removeprefix("www."), name)))


@cache
def _domains() -> dict[str, str]:
    text = (resources.files("sayso.mentions") / "data" / "outlets.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {domain.strip(): row[0] for row in rows if len(row) > 1 for domain in row[1].split(",")}


def _beyond(x: str, y: str) -> list[str]:
    """The words of one name that another has in no spelling."""
    there = _by_consonants(y)
    return [w for w, bones in zip(words(x), _bones(x), strict=True)
            if bones not in there or not any(_spelled(w, v) for v in there[bones])]


@lru_cache(maxsize=65536)
def _bones(name: str) -> tuple[str, ...]:
    return tuple(consonants(w) for w in words(name))


@lru_cache(maxsize=65536)
def _by_consonants(name: str) -> dict[str, tuple[str, ...]]:
    return {b: tuple(w for w, c in zip(words(name), _bones(name), strict=True) if c == b) for b in _bones(name)}


def _spelled(a: str, b: str) -> bool:
    """One word of a body's name in two spellings, hardly apart: Wadi, Wady; but neither fire, fry nor daily, deli."""
    return a == b or one_word(a, b, LONG) and Levenshtein.distance(a, b) <= (2 if min(len(a), len(b)) > 4 else 1)


def _slip(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= NEAR and a[0] == b[0] and Levenshtein.distance(a, b) == 1


def _both(a: str, b: str) -> str:
    return ", ".join(sorted((a, b)))
