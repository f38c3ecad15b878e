# SPDX-License-Identifier: Apache-2.0
"""Where: which place a name stands for, and which country a demonym or a capital stands for.

A name that could be several places far apart is left unresolved (None): a wrong point on a map is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.mentions.gazetteer import Row, bare, fold, rows
from sayso.model import Place

OUTWEIGHS = 20.0
"""How many times bigger a city must be than one of its name in a country that the report speaks of, to be meant all the
same. London (England) is 21 times London (Ontario); Tripoli (Libya) 5 times Tripoli (Lebanon)."""
CLEAR = 3.0
"""Two places of one name that lie apart: the bigger must be this many times the other, else neither is chosen."""
APART = 0.5
"""Degrees between two points from which they count as two places and not one with its suburb (about 50 km)."""
VARIANT = 0.1
"""What a city weighs under a variant spelling, against one whose first name it is."""

_KIND = re.compile(
    r"(?i)^(?:the )?(?:(?P<before>city|town|village|port|province|governorate|state|region|district)(?: of) )?"
    r"(?P<name>.+?)(?: (?P<after>province|governorate|state|region|oblast|district|county|department|city))?$"
)
_DIVISIONS = frozenset({"province", "governorate", "state", "region", "oblast", "department", "county", "district"})
_SHORT = 4
"""Names of up to so many letters without full stops are abbreviations if all in capitals ("US", "DRC"): these need their
capitals."""


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What else a report says about where: `countries` (ISO codes) that it names; `inside`, the name that follows a place as
    its container ("Springfield, Illinois")."""

    countries: frozenset[str] = frozenset()
    inside: str | None = None

    @classmethod
    def of(cls, names: Iterable[str], inside: str | None = None) -> PlaceContext:
        """The context that a report's names and demonyms give: only those that mean one country beyond doubt (OUTWEIGHS)."""
        found = set()
        for name in names:
            code = country_named(name) or country_of_demonym(name)
            if code is None:
                code = _one_country(_candidates(name))
            if code is not None:
                found.add(code)
        return cls(frozenset(found), inside)

    def within(self, inside: str | None) -> PlaceContext:
        """The same with a container."""
        return PlaceContext(self.countries, inside)


@dataclass(frozen=True)
class _Countries:
    number: dict[str, int]
    names: dict[str, str]
    demonyms: dict[str, str]
    capitals: dict[str, str]


def _plural(word: str) -> str:
    if word.endswith(("hman", "hwoman", "yman")):  # Frenchman, Irishwoman, Jerseyman; not German
        return word[:-2] + "en"
    if word.endswith(("s", "sh", "ch", "ese", "x")):
        return word
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + "s"


@cache
def _countries() -> _Countries:
    table = _Countries({}, {}, {}, {})
    for line in resources.files("sayso.mentions").joinpath("data", "countries.tsv").read_text(encoding="utf-8").splitlines():
        code, number, names, demonyms, capitals = line.split("\t")
        if number:
            table.number[code] = int(number)
        spellings = [n for n in names.split("|") if n]
        for name in spellings:
            table.names.setdefault(fold(name), code)
        for demonym in filter(None, demonyms.split("|")):
            for form in (demonym, _plural(demonym)):
                table.demonyms.setdefault(fold(form), code)
        for capital in filter(None, capitals.split("|")):
            table.capitals.setdefault(fold(capital), code)
    return table


@cache
def _ordinary() -> frozenset[str]:
    text = resources.files("sayso.mentions").joinpath("data", "not_places.txt").read_text(encoding="utf-8")
    return frozenset(w for w in text.splitlines() if w and not w.startswith("#"))


def _cased(text: str) -> bool:
    """Whether a name has the letters' case of a name; short abbreviations need capitals throughout ("us" is no country)."""
    letters = [c for c in text if c.isalpha()]
    if not letters or not any(c.isupper() for c in text):
        return False
    return len(letters) > _SHORT or fold(text) not in _abbreviations() or all(c.isupper() for c in letters)


@cache
def _abbreviations() -> frozenset[str]:
    lines = resources.files("sayso.mentions").joinpath("data", "countries.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(n) for line in lines for n in line.split("\t")[2].split("|") if len(n) <= _SHORT + 3 and n.isupper())


def _candidates(text: str) -> tuple[Row, ...]:
    """The rows for a name, also without a kind word ("Aleppo province", "the city of Homs"), which then narrows them."""
    if not _cased(text):
        return ()
    folded = fold(text)
    if bare(folded) in _ordinary() or folded in _ordinary():
        return ()
    if found := rows(folded):
        return found
    parts = _KIND.match(text.strip())
    if parts is None or not (kind := parts["before"] or parts["after"]):
        return ()
    found = rows(fold(parts["name"]))
    if kind.lower() in _DIVISIONS:
        return tuple(r for r in found if r.kind in ("admin1", "area")) or ()
    return tuple(r for r in found if r.kind == "city" or r.precision == "town")


def is_place_name(text: str) -> bool:
    """Whether the gazetteer has a place of this name; False for words without a capital and for ordinary words."""
    return bool(_candidates(text))


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


def country_key(code: str) -> str | None:
    """The entity key of a country by its ISO code: "geonames:357994" for EG; None for one that GeoNames does not number."""
    number = _countries().number.get(code)
    return f"geonames:{number}" if number else None


def place_key(place: Place | None) -> str | None:
    """The entity key of a place: "geonames:NNN", None for places that GeoNames does not number here."""
    return f"geonames:{place.geonames}" if place and place.geonames else None


def _one_country(found: Sequence[Row]) -> str | None:
    """The country that all of these lie in, those left aside that OUTWEIGHS makes negligible."""
    if not found:
        return None
    first = max(found, key=lambda r: (_weight(r), r.id))
    others = [r for r in found if r.country != first.country]
    return first.country if all(_weight(first) > OUTWEIGHS * _weight(r) for r in others) else None


def _holds(container: str, candidate: Row) -> bool:
    """Whether a candidate lies in the country or first-order division of this name."""
    code = country_named(container) or country_of_demonym(container)
    if code is not None and candidate.country == code:
        return True
    folded = fold(container)
    if candidate.admin1 is not None and fold(candidate.admin1) == folded:
        return True
    return any(r.kind == "admin1" and r.country == candidate.country and r.name == candidate.admin1 for r in rows(folded))


def _weight(candidate: Row) -> float:
    """How much a place is talked about: its population, cut for a variant spelling."""
    return max(candidate.population, 1) * (1.0 if candidate.main else VARIANT)


def _rank(candidate: Row) -> int:
    """Which sort of place a bare name stands for first: a country, one of our own areas, a city, a first-order division."""
    return ("country", "area", "city", "admin1").index(candidate.kind)


def _clear(found: Sequence[Row]) -> Row | None:
    """The biggest of several places, if none of the others that lie apart comes near it in size."""
    first = max(found, key=lambda r: (_weight(r), r.id))
    if first.kind == "city" and capital_of(first.name) == first.country:
        return first
    rivals = [r for r in found if r is not first and _apart(r, first)]
    return first if not rivals or _weight(first) >= CLEAR * max(map(_weight, rivals)) else None


def _apart(a: Row, b: Row) -> bool:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return True
    return abs(a.lat - b.lat) > APART or abs(a.lon - b.lon) > APART


def _choose(found: Sequence[Row], context: PlaceContext) -> Row | None:
    if context.inside is not None:
        held = [r for r in found if r.kind != "country" and _holds(context.inside, r)]
        if held:
            rank = min(map(_rank, held))
            return _clear([r for r in held if _rank(r) == rank])
    whole = [r for r in found if r.kind in ("country", "area")]
    near = [r for r in found if r.country in context.countries]
    if whole:
        if near and all(r.kind == "country" and r.country not in context.countries for r in whole):
            return max(near, key=_weight)
        return min(whole, key=_rank)
    cities = [r for r in found if r.kind == "city"]
    if near:
        local = [r for r in near if r.kind == "city"] or near
        biggest = max(local, key=_weight)
        far = [r for r in cities if r.country not in context.countries]
        if not far or max(map(_weight, far)) < OUTWEIGHS * _weight(biggest):
            return _clear(local)
    return _clear(cities or found)


def locate(names: Sequence[str], context: PlaceContext = PlaceContext()) -> Place | None:
    """The place that an entity with these names (fullest first) is; None where no name is known or none is clear."""
    for name in names:
        found = _candidates(name)
        if found and (chosen := _choose(found, context)) is not None:
            return Place(chosen.geonames, chosen.lat, chosen.lon, chosen.country, chosen.admin1, chosen.precision)
    return None
