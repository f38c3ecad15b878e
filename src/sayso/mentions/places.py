# SPDX-License-Identifier: Apache-2.0
"""What a name may stand for: the places, country, demonym or seat of government of that name. Which one is meant in a report is
told by `placing`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from sayso.mentions.gazetteer import Row, bare, division, fold, rows
from sayso.model import Place

KNOWN = 15_000
"""Inhabitants from which on a town makes its name a place's name for the rest of Sayso: the names of smaller ones are mostly
words and surnames, and count only where the text itself treats them as places."""
BIG = 300_000
"""Inhabitants of a city that may be written in capitals throughout with up to four letters; else these are an acronym."""
_SHORT = 4
"""Names of up to so many letters without full stops are abbreviations if all in capitals ("US", "DRC"): these need their
capitals."""

SETTLEMENTS = r"city|town|village|port|hamlet|suburb|neighbourhood|neighborhood|district|township|municipality|settlement|camp"
_DIVISIONS = frozenset((
    "province", "governorate", "state", "region", "oblast", "department", "county", "district", "prefecture", "countryside",
))
_KIND = re.compile(
    r"(?i)^(?:the )?(?:(?P<before>city|town|village|port|province|governorate|state|region|district|county|island)(?: of) )?"
    r"(?P<name>.+?)(?: (?P<after>province|governorate|state|region|oblast|district|county|department|prefecture|city|town|"
    r"countryside|suburbs|metropolitan area|area))?$"
)
PARTS: Mapping[str, str] = {
    word: part
    for part, words in (
        ("north", ("north", "northern")),
        ("south", ("south", "southern")),
        ("east", ("east", "eastern")),
        ("west", ("west", "western")),
        ("northeast", ("northeast", "northeastern", "north-east", "north-eastern")),
        ("northwest", ("northwest", "northwestern", "north-west", "north-western")),
        ("southeast", ("southeast", "southeastern", "south-east", "south-eastern")),
        ("southwest", ("southwest", "southwestern", "south-west", "south-western")),
        ("centre", ("central", "downtown", "inner", "upper", "lower", "outer", "greater", "rural", "old", "mid", "mainland",
                    "metropolitan", "metro", "midtown", "historic")),
    )
    for word in words
}
"""Words that take a part of a place: word → the part (`data/parts.tsv` has the middle of each country's parts)."""


@dataclass(frozen=True)
class _Countries:
    number: dict[str, int]
    first: dict[str, str]
    names: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]
    short: frozenset[str]


def _plural(word: str) -> str:
    if word.endswith(("hman", "hwoman", "yman")):  # Frenchman, Irishwoman, Jerseyman; not German
        return word[:-2] + "en"
    if word.endswith(("s", "sh", "ch", "ese", "x")):
        return word
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + "s"


def _lines(name: str) -> list[list[str]]:
    text = resources.files("sayso.mentions").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _countries() -> _Countries:
    number, first = {}, {}
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    short = set()
    for code, gid, spellings, people, seats in _lines("countries.tsv"):
        if gid:
            number[code] = int(gid)
        first[code] = spellings.partition("|")[0]
        for name in filter(None, spellings.split("|")):
            names.setdefault(fold(name), code)
            if len(name) <= _SHORT + 3 and name.isupper():
                short.add(fold(name))
        for demonym in filter(None, people.split("|")):
            for form in (demonym, _plural(demonym)):
                demonyms.setdefault(fold(form), code)
        for capital in filter(None, seats.split("|")):
            capitals.setdefault(fold(capital), code)
    return _Countries(number, first, names, demonyms, capitals, frozenset(short))


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(line[0] for line in _lines("not_places.txt"))


@cache
def abbreviations() -> Mapping[str, str]:
    """Abbreviations of states and provinces as they are written ("Ill.", "NSW") → the code of the division."""
    return {short: code for short, code, _ in _lines("abbreviations.tsv")}


@cache
def _weak() -> frozenset[str]:
    """Those that stand for a state only after a place and a comma ("Paris, TX"; alone "IN", "OR", "ME" are words)."""
    return frozenset(short for short, _, weak in _lines("abbreviations.tsv") if weak)


def _cased(text: str) -> bool:
    """Whether a name has the letters' case of a name; short abbreviations need capitals throughout ("us" is no country)."""
    letters = [c for c in text if c.isalpha()]
    if not letters or not any(c.isupper() for c in text):
        return False
    return len(letters) > _SHORT or fold(text) not in _countries().short or all(c.isupper() for c in letters)


@cache
def division_rows(code: str) -> tuple[Row, ...]:
    """The row of a first-order division by its code ("US.TX"); empty where it is not in the table."""
    name = division(code)
    return tuple(r for r in rows(fold(name)) if r.kind == "admin1" and r.code == code) if name else ()


@lru_cache(maxsize=4096)
def candidates(text: str, after: bool = False) -> tuple[Row, ...]:
    """The places of a name, also without a kind word ("Aleppo province", "the city of Homs"), which then narrows them. `after`:
    it stands after a place and a comma, where "TX" is a state."""
    text = text.strip()
    if text in abbreviations() and (after or text not in _weak()):
        return division_rows(abbreviations()[text])
    if not _cased(text):
        return ()
    folded = fold(text)
    if len(text) <= _SHORT and text.isupper() and text.isalpha():      # an acronym, or a big city all in capitals: "LIMA"
        return tuple(r for r in rows(folded) if r.kind not in ("city", "admin1", "admin2") or r.main and r.population >= BIG)
    if bare(folded) in _ordinary() or folded in _ordinary():
        return ()
    if found := rows(folded):
        return found
    parts = _KIND.match(text)
    if parts is None or not (kind := parts["before"] or parts["after"]):
        return ()
    found = rows(fold(parts["name"]))
    if fold(parts["name"]) in _countries().short:      # "US State" Department
        return ()
    if kind.lower() in _DIVISIONS:
        return tuple(r for r in found if r.kind in ("admin1", "admin2", "area")) or tuple(r for r in found if r.kind == "city")
    return tuple(r for r in found if r.kind == "city" or r.precision == "town")


def part_of(text: str) -> tuple[str, str]:
    """ "northern Mali" → ("north", "Mali"): the part that a name without a place of its own takes of another; ("", text) where
    it takes none."""
    words = text.strip().removeprefix("the ").split()
    for k in (2, 1):      # "north west London"
        if len(words) > k and (part := PARTS.get("".join(words[:k]).lower()) or PARTS.get(words[0].lower() if k == 1 else "")):
            return part, " ".join(words[k:])
    return "", text


def is_place_name(text: str) -> bool:
    """Whether the gazetteer has a place of this name that is widely known; False for words without a capital and for ordinary
    words."""
    return any(r.population >= KNOWN or r.kind in ("country", "admin1", "area", "world") for r in candidates(text))


def country_named(text: str) -> str | None:
    """ISO code of the country with this name, None otherwise ("Burma" → MM)."""
    if not _cased(text):
        return None
    names = _countries().names
    return names.get(fold(text)) or names.get(bare(fold(text)))


def country_of_demonym(word: str) -> str | None:
    """ISO code for an adjective or noun of nationality in singular or plural ("Egyptian", "Israelis" → EG, IL), None
    otherwise."""
    return _countries().demonyms.get(fold(word)) if any(c.isupper() for c in word) else None


def capital_of(text: str) -> str | None:
    """ISO code of the country whose seat of government has this name ("Cairo" → EG), None otherwise."""
    return _countries().capitals.get(fold(text)) if _cased(text) else None


def country_name(code: str) -> str:
    """The name that we show for a country, its code where it is in no list."""
    return _countries().first.get(code, code)


@cache
def country_row(code: str) -> Row | None:
    """A country's row."""
    name = _countries().first.get(code)
    return next((r for r in rows(fold(name)) if r.kind == "country" and r.country == code), None) if name else None


def country_key(code: str) -> str | None:
    """The entity key of a country by its ISO code: "geonames:357994" for EG; None for one that GeoNames does not number."""
    number = _countries().number.get(code)
    return f"geonames:{number}" if number else None


def place_key(place: Place | None) -> str | None:
    """The entity key of a place: "geonames:NNN", None for places that GeoNames does not number here."""
    return f"geonames:{place.geonames}" if place and place.geonames else None


@cache
def _parts() -> Mapping[tuple[str, str], tuple[float, float]]:
    return {(code, part): (float(lat), float(lon)) for code, part, lat, lon in _lines("parts.tsv")}


def part_point(country: str, part: str) -> tuple[float, float] | None:
    """The middle of a part of a country ("ML", "north"), None where it is not known."""
    return _parts().get((country, part))


@cache
def borders() -> Mapping[frozenset[str], tuple[float, float]]:
    """The middle of the border of two countries, by their codes."""
    return {frozenset((a, b)): (float(lat), float(lon)) for a, b, lat, lon in _lines("borders.tsv")}
