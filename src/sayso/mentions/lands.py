# SPDX-License-Identifier: Apache-2.0
"""Whether a name is that of a country, a capital, a place or a people: what `types` asks the gazetteer."""

from __future__ import annotations

from functools import lru_cache

from sayso.mentions import gazetteer, places


@lru_cache(maxsize=4096)
def country_named(text: str) -> str:
    """The country (ISO 3166) whose name this is, or ""."""
    for row in gazetteer.rows(gazetteer.fold(text)):
        if row.kind == "country" and row.country:
            return row.country
    return ""


@lru_cache(maxsize=4096)
def country_of_demonym(word: str) -> str:
    """The country whose people or things the word calls ("Egyptian", "Egyptians"), or ""."""
    return places.country_of_demonym(word) or ""


@lru_cache(maxsize=4096)
def is_capital(text: str) -> bool:
    """Whether a name is that of a country's capital."""
    return bool(places.capital_of(text))


@lru_cache(maxsize=4096)
def is_place(text: str) -> bool:
    """Whether the gazetteer knows a place of that name."""
    return places.is_place_name(text)


@lru_cache(maxsize=4096)
def may_be_place(text: str) -> bool:
    """Whether any place, however small, has that name."""
    return bool(places.candidates(text))


@lru_cache(maxsize=4096)
def is_city(text: str) -> bool:
    """Whether a name is that of a big city (places.BIG)."""
    return any(r.kind == "city" and r.main and r.population >= places.BIG for r in places.candidates(text))
