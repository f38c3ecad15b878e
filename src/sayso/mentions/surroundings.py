# SPDX-License-Identifier: Apache-2.0
"""What the words around a place's name say about where: what it lies in ("Tripoli, Lebanon", "Syria's Homs"), and whether the
place itself is meant or somewhere near, between two, 20 km south of it, or a part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.mentions.gazetteer import Row
from sayso.mentions.lexicon import lexicon
from sayso.mentions.names import words_of
from sayso.mentions.places import PARTS, SETTLEMENTS, candidates, country_of_demonym, country_row, part_of
from sayso.text import Span

_NAME = r"(?:(?:the|The|al|el)[ -])?[A-Z][\w.’'-]*(?:(?: of| and)? [A-Z][\w.’'-]*| [A-Z]\.)*"
_SMALL = r"(?:[a-z][a-z-]* )"
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_AFTER = re.compile(
    rf",\s+(?:in\s+)?(?:the\s+)?(?:{_PART}\s+)?({_NAME})"
    rf"|\s+\(({_NAME})\)"
    rf"|\s+in\s+(?:the\s+)?{_SMALL}{{0,2}}({_NAME})"
    rf"|,?\s+(?:an?|the)\s+{_SMALL}{{0,3}}(?:{SETTLEMENTS}|area)\s+in\s+(?:the\s+)?{_SMALL}{{0,2}}({_NAME})"
)
"""Behind a name: "Tripoli, Lebanon", "Paris (Texas)", "Rafah in southern Gaza", "Kesh, a town in northern Iraq"."""
_BEFORE = re.compile(
    rf"({_NAME})(?:['’]s?)\s+{_SMALL}{{0,3}}(?:(?:{SETTLEMENTS}|province|governorate|region|state|district|area)\s+of\s+)?(?:the\s+)?$"
    rf"|({_NAME})\s+{_SMALL}{{0,2}}(?:{SETTLEMENTS}|province|governorate|region|state|capital)(?:\s+of)?\s+(?:the\s+)?$"
)
"""Before a name: "Syria's Homs", "Egypt's restive North Sinai", "the Syrian city of Homs", "the Texas town of Paris"."""
_NEAR = re.compile(
    r"(?i)\b(?:near|outside|close to|around|beside|next to|(?:on |in |at )?(?:the )?(?:outskirts|edge|vicinity|environs) of|"
    r"not far from|off)\s+(?:the\s+)?(?:[a-z][a-z-]*\s+){0,3}?(?:(?:" + SETTLEMENTS + r"|border|capital)(?:\s+of)?\s+)?$"
)
_OFF = re.compile(
    r"(?i)(?:(?:some|about|around)\s+)?"
    r"(?:(\d+(?:[.,]\d+)?)[ -]?(km|kms|kilomet(?:er|re)s?|miles?|mi)\s+(?:\(\d[^)]{0,20}\)\s+)?)?"
    r"(?:to the )?((?:north|south)?[ -]?(?:east|west)?|north|south)(?:ern outskirts)?\s+of\s+(?:the\s+)?"
    r"(?:[a-z][a-z-]*\s+){0,3}?(?:(?:" + SETTLEMENTS + r"|capital)(?:\s+of)?\s+)?$"
)
"""Before a name: "20 km south of", "north-east of"."""
_FROM = re.compile(r"(?i)(\d+(?:[.,]\d+)?)[ -]?(km|kms|kilomet(?:er|re)s?|miles?|mi)\s+(?:away\s+)?from\s+(?:the\s+)?$")
_PART_BEFORE = re.compile(rf"(?i)\b({_PART})\s+$")
_KINDS = "province|governorate|state|region|oblast|county|district|prefecture"
_KIND_AFTER = re.compile(rf"(?i)\s+({_KINDS})\b(?!['’]s\s+(?:media|TV))")
_GOVERNED = re.compile(r"\s+(?:Governor|Gov\.|Legislature|legislature|state)\b")
_COUNTIES = re.compile(r"(?:, [A-Z][\w.’'-]*)*,?(?: (?:and|or) [A-Z][\w.’'-]*)? (?:counties|Counties)\b")
"""Behind one of several: "Barrow, Jackson and Madison counties"."""
_KIND_BEFORE = re.compile(rf"(?i)\b({_KINDS})\s+of\s+$")
_BETWEEN = re.compile(r"(?i)\bbetween\s+(?:the\s+)?(?:[a-z][a-z-]*\s+){0,3}$")
_AND = re.compile(r"\s+and\s+(?:the\s+)?(?:[a-z][a-z-]*\s+){0,3}")
_MILE = 1.609
_WINDOW = 90
"""Characters before and behind a name that are looked at."""
_LIKE = 1
"""Letters by which a mistyped name may differ from the right one."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a name is used in one place. `relation`: "" (the place itself), near, or part; `km` and `direction` for "20 km south
    of"; `part` for "northern …"."""

    relation: str = ""
    km: float | None = None
    direction: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Container:
    """What a name is said to lie in: its words, the places these may be, and where they begin in the text."""

    words: str = ""
    rows: tuple[Row, ...] = ()
    start: int = -1


def container(text: str, span: Span) -> Container:
    """What a name is said to lie in; an empty one where nothing is said. Only countries and regions: in "London, Paris and
    Rome" no town lies in another."""
    if m := _AFTER.match(text, span[1], span[1] + _WINDOW):
        comma = text[span[1] : span[1] + 1] == ","
        group = m.lastindex or 0
        for words in _shorter(m.group(group)):
            if found := _holders(words, comma):
                return Container(words, found, m.start(group))
    if m := _BEFORE.search(text, max(0, span[0] - _WINDOW), span[0]):
        for words in _shorter(m.group(m.lastindex or 0), front=True):
            if found := _holders(words, False):
                return Container(words, found)
    return Container()


def _shorter(name: str, *, front: bool = False) -> Iterator[str]:
    """A run of capitalised words, then what is left of it as words drop from its far end; at most four."""
    words = re.sub(r"['’]s?$", "", name).split()
    for k in range(min(4, len(words))):
        part = words[k:] if front else words[: len(words) - k]
        yield re.sub(r"['’]s$", "", " ".join(part).rstrip(",;:"))


def _holders(words: str, comma: bool) -> tuple[Row, ...]:
    found = candidates(words, comma) or candidates(words.rstrip("."), comma)
    whole = tuple(r for r in found if r.kind in ("country", "admin1", "admin2") or r.kind == "area" and r.precision != "point")
    if not whole and (code := country_of_demonym(words)) and (row := country_row(code)):
        return (row,)
    return whole


def setting(text: str, span: Span) -> Setting:
    """How the name at a span is used: the place itself, near it, or a part of it."""
    before = text[max(0, span[0] - _WINDOW) : span[0]]
    if (m := _OFF.search(before)) and (m.group(3).strip() or m.group(1)) and m.group(3).strip():
        km = _km(m.group(1), m.group(2))
        return Setting("near", km, re.sub(r"[ -]", "", m.group(3).lower()), " ".join(m.group().split()))
    if (m := _FROM.search(before)) or (m := _NEAR.search(before)):
        return Setting("near", words=" ".join(m.group().split()))
    if m := _PART_BEFORE.search(before):
        return Setting("part", direction=PARTS[m.group(1).lower()], words=m.group(1))
    if re.match(r"['’]s (?:outskirts|countryside|suburbs|environs)\b", text[span[1] : span[1] + 20]):
        return Setting("near", words="outskirts")
    return Setting()


def _km(number: str | None, unit: str | None) -> float | None:
    if not number or not unit:
        return None
    value = float(number.replace(",", "."))
    return value * _MILE if unit.lower().startswith("mi") else value


def pairs(text: str, spans: list[Span]) -> list[tuple[int, int]]:
    """Names between which something lies ("between Homs and Hama"), as indices of `spans`."""
    starts = {s[0]: k for k, s in enumerate(spans)}
    out = []
    for k, (start, end) in enumerate(spans):
        if _BETWEEN.search(text, max(0, start - 40), start) and (m := _AND.match(text, end)) and m.end() in starts:
            out.append((k, starts[m.end()]))
    return out


_SIDES = re.compile(
    rf"({_NAME}?)\s?[-–/]\s?({_NAME}?)\s+(?:border|frontier|boundary)"
    rf"|(?:border|frontier|boundary)\s+(?:region\s+|area\s+|crossing\s+)?between\s+(?:the\s+)?({_NAME}?)\s+and\s+(?:the\s+)?({_NAME})"
    rf"|({_NAME})['’]s?\s+{_SMALL}{{0,2}}(?:border|frontier)\s+with\s+(?:the\s+)?(?:[a-z]+ )?({_NAME})"
    rf"|(?:border|frontier)\s+of\s+({_NAME}?)\s+and\s+({_NAME})"
)
"""A border by its two sides: "the Gaza-Egypt border", "the border between Mali and Niger", "Syria's border with Turkey"."""


def border_sides(text: str, span: Span) -> tuple[str, str] | None:
    """The names of the two sides, where the phrase at a span speaks of a border with both; else None."""
    for m in _SIDES.finditer(text, max(0, span[0] - 40), min(len(text), span[1] + _WINDOW)):
        if m.start() < span[1] and span[0] < m.end():
            first, second = [g for g in m.groups() if g][:2]
            return first.removeprefix("the "), second.removeprefix("the ")
    return None


_OWNED = re.compile(rf"['’]s\s+{_SMALL}{{0,2}}(?:the\s+)?((?:[ae]l-)?{_NAME})")


def mistaken(text: str, span: Span) -> bool:
    """Whether a name is a group's, mistyped: "Hama's al-Qassam Brigades" are a wing of Hamas."""
    m = _OWNED.match(text, span[1], span[1] + _WINDOW)
    if not m:
        return False
    name = text[span[0] : span[1]]
    for words in _shorter(m.group(1)):
        if (known := lexicon().body(words_of(words))) and known.parent:
            return known.parent != name and _letters_apart(known.parent.lower(), name.lower()) <= _LIKE
    return False


def _letters_apart(a: str, b: str) -> int:
    """Letters put in, left out or changed between two names (Levenshtein); 9 where their lengths lie further apart than
    _LIKE."""
    if abs(len(a) - len(b)) > _LIKE:
        return 9
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def with_kind(text: str, span: Span) -> str:
    """A name with the word that says what it is, where that stands beside it: "New York state", "Aleppo province"."""
    name = text[span[0] : span[1]]
    if _GOVERNED.match(text, span[1]):
        return f"{name} state"
    if (m := _COUNTIES.match(text, span[1])) and (m.group() != " counties" or text[max(0, span[0] - 4) : span[0]] == "and "):
        return f"{name} County"
    m = _KIND_AFTER.match(text, span[1]) or _KIND_BEFORE.search(text, max(0, span[0] - 20), span[0])
    return f"{name} {m.group(1).lower()}" if m else name


_IN = re.compile(
    rf"\s+(in|inside|within|at|near|outside|around|close to|north of|south of|east of|west of)\s+(?:the\s+)?{_SMALL}{{0,4}}"
    rf"(?:(?:{SETTLEMENTS})\s+of\s+)?(?:the\s+)?"
)


def lies_in(text: str, end: int) -> tuple[str, int] | None:
    """Of "a market in the town of Homs" the preposition behind the noun and where the name begins; None where none follows."""
    m = _IN.match(text, end, end + _WINDOW)
    return (m.group(1), m.end()) if m else None


def part_in_name(name: str) -> tuple[str, str]:
    """As `places.part_of`, for a name that is no place's as a whole."""
    return ("", name) if candidates(name) else part_of(name)
