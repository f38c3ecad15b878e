# SPDX-License-Identifier: Apache-2.0
"""Entities → the same with a point and key for the places among them, by all that the report names.

States have the place of their country (a capital that stands for its government: the capital's), bodies and facilities that of
the place in their name ("Homs Military Hospital"), with the reason said. Keys are given to places and states only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.mentions.gazetteer import Row, division
from sayso.mentions.homes import home_of
from sayso.mentions.local import Town, guesses, is_beside, is_generic, is_local, is_street, is_wide, on_street
from sayso.mentions.places import (
    BIG,
    KNOWN,
    PARTS,
    abbreviations,
    borders,
    candidates,
    capital_of,
    country_key,
    country_name,
    country_named,
    country_of_demonym,
    country_row,
    part_point,
    place_key,
)
from sayso.mentions.placing import APART, REACH, Asked, Chosen, Home, holds, kilometres, place_all
from sayso.mentions.surroundings import (
    Container,
    Setting,
    border_sides,
    container,
    lies_in,
    mistaken,
    pairs,
    part_in_name,
    setting,
    with_kind,
)
from sayso.mentions.types import BODIES
from sayso.model import Entity, Place, Report
from sayso.text import Span

PLACES = frozenset(("place", "facility"))
NAMED_AFTER = frozenset(("facility", "organisation", "state"))
"""What takes the place of a place in its name: "Kabul airport", "Lamar County Sheriff's Office"; not groups, outlets,
persons."""
PEOPLE = frozenset(("person", "people"))
_COMPASS = {"north": (1.0, 0.0), "south": (-1.0, 0.0), "east": (0.0, 1.0), "west": (0.0, -1.0)}
_DEGREE = 111.2
"""Kilometres of a degree of latitude."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A name where it stands. `words`: what is looked up, at `at`; `part`: of it, "north"; `after`: the whole is only named
    after it; `local`: it is a street, a school, a hospital …, which may be in no table; `told`: it has a place only if the
    words beside it say in which town."""

    span: Span
    at: Span
    words: str
    part: str = ""
    after: str = ""
    local: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """The place of a name: `used` as its words use it ("20 km south of Mosul"), `named` as the name says."""

    used: Place
    named: Place


def locate_entities(report: Report, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Places, states and bodies with their place, as far as it is clear; the others as they are."""
    uses, places = _uses_and_places(report, entities)
    return tuple(_located(report.text, e, uses.get(e.id, ()), places) for e in entities)


def locate_mentions(report: Report, entities: Sequence[Entity]) -> list[tuple[Span, Place]]:
    """Each name of a place in the names of entities, with its place, in text order: of "Lamar County Sheriff's Office" the
    "Lamar County"."""
    uses, places = _uses_and_places(report, entities)
    found = {u.at: places[u.at].named for us in uses.values() for u in us if u.at in places}
    return sorted(found.items(), key=lambda item: item[0])


def _uses_and_places(report: Report, entities: Sequence[Entity]) -> tuple[Mapping[str, Sequence[_Use]], Mapping[Span, _Found]]:
    text = report.text
    persons = {w for e in entities if e.type == "person" for w in e.name.split()}
    uses: dict[str, list[_Use]] = {}
    demonyms = []
    for e in entities:
        for m in e.mentions:
            words = _unpossessed(text[m.start : m.end])
            if m.form == "name" and e.type in BODIES:
                demonyms += [w for w in words.split()[:-1] if country_of_demonym(w)]      # "the Georgian Parliament"
            if m.form == "name" and country_of_demonym(words):
                demonyms.append(words)
            elif m.form == "name" and e.type not in PLACES | NAMED_AFTER:
                uses.setdefault("", []).extend(_inside(text, e, m.span, words, persons))
            elif e.type not in PLACES | NAMED_AFTER:
                continue
            elif m.form == "name" and not mistaken(text, m.span):
                first, *others = _pieces(text, e, m.span, words)
                if use := _use(text, e, *first, persons):
                    uses.setdefault(e.id, []).append(use)
                uses.setdefault("", []).extend(use for piece in others if (use := _use(text, e, *piece, persons)))
            elif m.form == "nominal" and (use := _use_inside(m.span, words, persons)):
                uses.setdefault(e.id, []).append(use)
    return uses, _places(report, [u for us in uses.values() for u in us], demonyms)


def _unpossessed(words: str) -> str:
    return words.removesuffix("'s").removesuffix("’s")


def locate_names(report: Report, spans: Sequence[Span], *, used: bool = False) -> list[Place | None]:
    """The places of names at given spans, in order: as the name says, or as its words use it ("near Homs")."""
    uses = [_given(report.text, s, report.text[s[0] : s[1]]) for s in spans]
    demonyms = [u.words for u in uses if country_of_demonym(u.words)]
    places = _places(report, uses, demonyms)
    return [(places[s].used if used else places[s].named) if s in places else None for s in spans]


def _given(text: str, span: Span, words: str) -> _Use:
    name, part = _looked_up(words)
    inner = "" if candidates(name) else _inner(words)
    return _Use(span, span, inner or name, part, inner, is_local(text, span, ground=True))


def _looked_up(words: str) -> tuple[str, str]:
    part, rest = part_in_name(words)
    return (rest, part) if part and candidates(rest) else (words, "")


def _pieces(text: str, e: Entity, span: Span, words: str) -> list[tuple[Span, str]]:
    """A name and what follows its commas ("Gainesville, Fla."): the first is the entity's, the others are what it lies in. Also
    two names run into one ("Maiduguri Borno State"), and those that a hyphen joins ("the DPRK-US summit")."""
    whole = (span[0], span[0] + len(words))
    if text[whole[1] : whole[1] + 1] == "." and f"{words}." in abbreviations():
        return [((whole[0], whole[1] + 1), f"{words}.")]      # "Va." of which the tagger left the stop
    if m := _SEAT.fullmatch(words):
        return [((span[0] + m.start(1), whole[1]), m.group(1))]
    if candidates(words):
        return [(span, words)]
    if e.type in PLACES and "," in words:
        found = [(m.start(), m.group().strip()) for m in _PIECE.finditer(words)]
    elif e.type not in NAMED_AFTER and (m := _JOINED.search(words)) and all(map(_holding, m.groups())):
        found = [(m.start(k), m.group(k)) for k in (1, 2)]
    elif e.type == "place":
        found = next(([(0, words[: m.start()]), (m.end(), words[m.end() :])] for m in re.finditer(r"\s+", words)
                      if candidates(words[: m.start()]) and _holding(words[m.end() :])), [])
    else:
        found = []
    return [((span[0] + start, span[0] + start + len(piece)), piece) for start, piece in found] or [(span, words)]


_PIECE = re.compile(r"(?<=, )[^,]+|^[^,]+")
_SEAT = re.compile(r"\b(?:R|D|I|DFL|GOP|Lab|Con|LD)-([A-Z][\w]+\.?(?: ?[A-Z][\w]*\.?){0,2})(?!\w)")
"""The seat of a member of parliament behind his party: "R-Ocilla", "D-N.Y."."""
_JOINED = re.compile(r"\b([A-Z][\w.]*(?: [A-Z][\w.]*)?)[-–/]([A-Z][\w.]*(?: [A-Z][\w.]*)?)")


def _use(text: str, e: Entity, span: Span, words: str, persons: Collection[str]) -> _Use | None:
    """How an entity's name is looked up, None where no place is in it."""
    name, part = _looked_up(words)
    found = _rows(text, span[0], name)
    here = (span[0], span[0] + len(words))
    local = e.type != "state" and is_local(text, here, ground=e.type in PLACES)
    if found and (e.type in PLACES or e.type == "state" or all(r.kind == "bloc" for r in found)):
        return _Use(span, span, name, part, local=local)
    told = not local and (e.type == "place" and not found or e.type != "state" and is_beside(text, here))
    named = e.type in NAMED_AFTER or local or e.type == "place" and not is_wide(words)
    if named and (inner := _inner(words)) and inner not in persons:
        return _Use(span, span if local else _at(span, words, inner), inner, "", inner, local or told, told)
    return _Use(span, span, words, local=True, told=told) if local or told else None


def _inside(text: str, e: Entity, span: Span, words: str, persons: Collection[str]) -> Iterator[_Use]:
    """The places in the name of a group, an outlet, a thing ("Communist Party of Vietnam", "Dubai Marathon"), which do not
    place it; a street that has a person's name; a hall that the text says is in a town."""
    here = (span[0], span[0] + len(words))
    if on_street(text, here):
        yield _Use(span, span, words, local=True)
        return
    if e.type in PEOPLE:
        for m in _SEAT.finditer(text, max(0, span[0] - 2), here[1] + 4):
            yield _Use(span, m.span(1), m.group(1))
        return
    if e.type == "thing" and is_beside(text, here):
        yield _Use(span, span, words, local=True, told=True)
        return
    for at, piece in _pieces(text, e, span, words):
        inner = piece if len(piece) < len(words) else _inner(words)
        if inner and inner not in persons and (e.type != "thing" or len(words.split()) > 1 and _large(inner)):
            yield _Use(span, at if len(piece) < len(words) else _at(span, words, inner), inner, after=inner)


def _at(span: Span, words: str, inner: str) -> Span:
    """Where a part of a name stands."""
    at = re.search(r"\s+".join(map(re.escape, inner.split())), words)      # a line may end inside the name
    return (span[0] + at.start(), span[0] + at.end()) if at else span


def _large(name: str) -> bool:
    """Whether a name is widely known for a place: a country's, a province's, a big city's."""
    return any(r.kind in ("country", "admin1", "bloc") or r.kind == "city" and r.main and r.population >= BIG
               for r in candidates(name))


def _use_inside(span: Span, words: str, persons: Collection[str]) -> _Use | None:
    """The place in the words of an unnamed place, facility or body: "an Aleppo hospital", "the Samos camp"."""
    for m in _CAPITALS.finditer(words):
        for name in _shorter(m.group()):
            if name not in persons and _holding(name):
                start = span[0] + m.start()
                return _Use(span, (start, start + len(name)), name, after=name)
    return None


_CAPITALS = re.compile(r"(?<![\w-])[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")


def _shorter(words: str) -> list[str]:
    """A run of words, then what is left of it as words drop from its end."""
    parts = words.split()
    return [_unpossessed(" ".join(parts[:k])) for k in range(len(parts), 0, -1)]


def _inner(words: str) -> str:
    """The place in a body's or facility's name: its first words, or those behind "of" or "in", or any that are a country or
    province ("Air Zimbabwe"); "" where there is none."""
    parts = words.split()
    if m := _BRANCH.search(words):
        return m.group(1) if _holding(m.group(1)) else ""
    for start in range(len(parts)):
        led = start == 0 or parts[start - 1] in ("of", "in", "at", "for", "the") or parts[start - 1].lower() in PARTS
        for end in range(len(parts), start, -1):
            if _holding(name := _unpossessed(" ".join(parts[start:end])), any_town=led):
                return name
    return ""


_BRANCH = re.compile(r"\bof [A-Z]\w+(?: [A-Z]\w+)?[-–]([A-Z]\w+(?: [A-Z]\w+)*)$")
"""The seat of a university behind its state: "University of Nebraska-Lincoln"."""


def _holding(words: str, *, any_town: bool = True) -> bool:
    found = candidates(words)
    if country_of_demonym(words):
        return False
    wide = ("country", "admin1", "admin2", "bloc")
    large = any(r.kind in wide or r.kind == "area" and r.precision == "region" for r in found)
    if is_generic(words):
        return False
    return large or any_town and any(r.kind == "city" and r.population >= (KNOWN if r.main else BIG) for r in found)


def _rows(text: str, start: int, name: str) -> tuple[Row, ...]:
    """What a name that begins at `start` may stand for; after a comma also a short one of a state ("Wash.")."""
    return candidates(name, text[max(0, start - 2) : start] == ", ")


def _places(report: Report, uses: Sequence[_Use], demonyms: Iterable[str]) -> Mapping[Span, _Found]:
    """The place of each use that is clear."""
    text = report.text
    asked = []
    holders: dict[int, tuple[Row, ...]] = {}
    for u in uses:
        found, inside = _rows(text, u.at[0], u.words), Container() if u.after else container(text, u.at)
        listed = any(r.kind == "country" for r in found)      # "Mexico, Canada": a row of countries
        held = tuple(c for c in inside.rows if any(holds(c, r) for r in found) and not (listed and c.kind == "country"))
        if held:
            holders[inside.start] = held
        asked.append(Asked(u.words, found, inside.words if held else "", held, weak=bool(u.after)))
    for k, u in enumerate(uses):
        if u.at[0] in holders:      # of "Buffalo, New York" the state
            asked[k] = Asked(u.words, holders[u.at[0]], holds=True)
        elif (full := with_kind(text, u.at)) != text[u.at[0] : u.at[1]] and (narrow := candidates(full)):
            asked[k] = Asked(full, narrow)
    home = home_of(report.outlet, report.url)
    chosen = place_all(asked, demonyms, home)
    near = _local(report, uses, chosen, home)
    between = {k: other for a, b in pairs(text, [u.at for u in uses]) for k, other in ((a, b), (b, a))}
    out: dict[Span, _Found] = {}
    for k, (u, c) in enumerate(zip(uses, chosen, strict=True)):
        if u.at in near:
            out[u.at] = _Found(near[u.at], near[u.at])
            continue
        if c is None:
            continue
        named = replace(_place(c), reason=f"named after {u.after}") if u.after else _place(c)
        other = chosen[between[k]] if k in between else None
        if u.part:
            used = named = _set(c, _part(u.part), u.words)
        elif other is not None:
            used = _middle(c.row, other.row, f"between {u.words} and {uses[between[k]].words}")
        else:
            used = named if u.after else _set(c, setting(text, u.at), u.words)
        out[u.at] = _Found(used, named)
    return out


def _local(report: Report, uses: Sequence[_Use], chosen: Sequence[Chosen | None], home: Home) -> Mapping[Span, Place]:
    """Where streets, schools, hospitals … are that the table does not know, or only elsewhere, in a place of
    which nothing else speaks; "Washington University in St. Louis" is where it is said to be."""
    towns: list[Town] = []
    asked: dict[Span, tuple[_Use, Chosen | None]] = {}
    for u, c in zip(uses, chosen, strict=True):
        if u.local and (c is None or u.after or _doubtful(u, c)):
            asked[u.at] = u, c
        elif c is not None and (c.row.kind in ("city", "admin2") or c.row.kind == "area" and c.row.precision != "region"):
            towns.append(Town(u.at, u.words, c, whole=not u.after))
    own = home.rows[0] if len(home.rows) == 1 else None
    out = {}
    for span, guess in guesses(report.text, list(asked), towns, report.dateline_span, own).items():
        (u, c), row = asked[span], guess.row
        if (u.told or c is not None and u.after) and not guess.told:
            continue
        others = (c.row,) if c is not None else candidates(u.words) if _sure(u) and not guess.told else ()
        near = any(kilometres(r.lat, r.lon, row.lat, row.lon) <= (APART if c else REACH) for r in others)
        if others and near is (c is not None) and not is_street(report.text[slice(*u.span)]):
            continue      # "Madison County Jail" lies in some county of that name
        place = _place(Chosen(row, guess.reason))
        out[span] = replace(place, geonames=None, precision=place.precision if guess.told else "near")
    return out


def _sure(u: _Use) -> bool:
    """Whether what a body or facility is named after is a place beyond doubt and no man: "Madison County", "Dallas"."""
    return bool(u.after) and (" " in u.after or _large(u.after))


def _doubtful(u: _Use, c: Chosen) -> bool:
    """Whether a name is more likely a street or quarter here than the town elsewhere that has it for its own."""
    if is_street(u.words):
        return not c.closely and c.row.kind in ("city", "admin2", "admin1")
    return not c.backed and len(candidates(u.words)) > 1 and c.row.kind == "city"


def _part(part: str) -> Setting:
    return Setting("part", direction=part, words=part)


def _place(c: Chosen) -> Place:
    r = c.row
    return Place(r.geonames, r.lat, r.lon, r.country, division(r.code) if r.code else None, r.precision, c.reason)


def _set(c: Chosen, where: Setting, name: str) -> Place:
    """A place as it is used: itself, near it, or a part of it."""
    place = _place(c)
    if where.relation == "near" and c.row.kind in ("city", "area", "admin2"):
        lat, lon = _away(c.row, where)
        return replace(place, lat=lat, lon=lon, precision="near", reason=f"{where.words} {name}: {c.reason}")
    if where.relation == "part":
        if c.row.kind == "country":
            point = part_point(c.row.country or "", where.direction) or (c.row.lat, c.row.lon)
            place = replace(place, geonames=None, lat=point[0], lon=point[1])
        precision = {"town": "district", "country": "region"}.get(place.precision, place.precision)
        return replace(place, precision=precision, reason=f"{where.words} {name}: {c.reason}")
    return place


def _away(r: Row, where: Setting) -> tuple[float, float]:
    """The point so many kilometres off in a direction; the place's own where the words give no distance."""
    steps = [v for word, v in _COMPASS.items() if word in where.direction]
    if where.km is None or not steps:
        return r.lat, r.lon
    north, east = sum(s[0] for s in steps), sum(s[1] for s in steps)
    length = math.hypot(north, east) or 1.0
    lat = r.lat + where.km * north / length / _DEGREE
    return round(lat, 3), round(r.lon + where.km * east / length / (_DEGREE * math.cos(math.radians(r.lat))), 3)


def _middle(a: Row, b: Row, reason: str, precision: str = "between") -> Place:
    country = a.country if a.country == b.country else None
    code = a.code if a.code == b.code else ""
    return Place(None, round((a.lat + b.lat) / 2, 3), round((a.lon + b.lon) / 2, 3), country, division(code) if code else None,
                 precision, reason)


def _located(text: str, e: Entity, uses: Sequence[_Use], places: Mapping[Span, _Found]) -> Entity:
    if (e.type in PLACES or e.type == "thing") and (border := _border(text, e)) is not None:
        return replace(e, place=border)
    if e.type == "state":
        return _state(text, e, uses, places)
    found = [(u, places[u.at].used) for u in uses if u.at in places]
    if not found:
        where = _holder(text, e, places) if e.type in PLACES else None
        return replace(e, place=where) if where else e
    place = _most(found)
    return replace(e, place=place, key=place_key(place) if e.type in PLACES and not found[0][0].after else e.key)


def _most(found: Sequence[tuple[_Use, Place]]) -> Place:
    """Of an entity's places that of the fullest name, by the use that says most plainly where: the place itself before near
    it."""
    longest = max(len(u.words) for u, _ in found)
    first = [p for u, p in found if len(u.words) == longest]
    at = [p for p in first if p.precision not in ("near", "between")]
    plain = [p for p in at if ":" not in p.reason]
    return (plain or at or first)[0]


def _state(text: str, e: Entity, uses: Sequence[_Use], places: Mapping[Span, _Found]) -> Entity:
    """A state's key is its country's; its place too, a capital's where that stands for it, and for an organ what its name
    says."""
    names = [_unpossessed(text[m.start : m.end]) for m in e.mentions if m.form == "name"]
    code = next((c for n in names if (c := country_named(n))), None)
    if code and (row := country_row(code)):
        whole = [u for u in uses if not u.after]
        meant = [places[u.at].used for u in whole if u.at in places]
        if whole and not meant:      # Georgia, the state or the country
            return e
        if meant and all(p.geonames != row.geonames and (p.geonames or p.precision == "region") for p in meant):
            return replace(e, key=place_key(meant[0]) or country_key(code), place=meant[0])      # the state; "northern Mali"
        return replace(e, key=country_key(code), place=_place(Chosen(row, "the country of that name")))
    found = [(u, places[u.at].used) for u in uses if u.at in places]
    seat = next((c for n in names if (c := capital_of(n))), None)
    if seat and found and found[0][1].country == seat:
        reason = f"the seat of government of {country_name(seat)}, for which it stands"
        return replace(e, key=country_key(seat), place=replace(_most(found), reason=reason))
    return replace(e, place=_most(found)) if found else e


def _holder(text: str, e: Entity, places: Mapping[Span, _Found]) -> Place | None:
    """Where an unnamed place lies: "a market in Homs", "a village near Kobani"; None where no placed name follows."""
    starts = {span[0]: (span, found.named) for span, found in places.items()}
    for m in e.mentions:
        if m.form == "nominal" and (found := lies_in(text, m.end)) and found[1] in starts:
            span, place = starts[found[1]]
            precision = place.precision if found[0] in ("in", "inside", "within", "at") else "near"
            reason = f"{found[0]} {text[span[0] : span[1]]}: {place.reason}"
            return replace(place, geonames=None, precision=precision, reason=reason)
    return None


def _border(text: str, e: Entity) -> Place | None:
    """The middle of a border that a phrase names by both sides; None for all else."""
    for m in e.mentions:
        if "border" not in text[m.start : m.end].lower() and "frontier" not in text[m.start : m.end].lower():
            continue
        if sides := border_sides(text, m.span):
            rows = [_side(s) for s in sides]
            if rows[0] and rows[1]:
                return _between_sides(rows[0], rows[1], " and ".join(sides))
    return None


def _side(name: str) -> Row | None:
    """A side of a border: a country by its name or demonym, else the only or largest area of that name."""
    code = country_named(name) or country_of_demonym(name)
    if code:
        return country_row(code)
    found = [r for r in candidates(name) if r.kind in ("country", "area", "admin1")] or list(candidates(name))
    return max(found, key=lambda r: (r.kind == "area", r.population, r.id), default=None)


def _between_sides(a: Row, b: Row, names: str) -> Place:
    point = borders().get(frozenset((a.country or "", b.country or ""))) if a.country != b.country else None
    place = _middle(a, b, f"the border of {names}", "border")
    return replace(place, lat=point[0], lon=point[1]) if point else place
