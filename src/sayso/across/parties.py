# SPDX-License-Identifier: Apache-2.0
"""Whether those who take part in two claims may be the same: role by role, by name, by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.across.identity import alike
from sayso.mentions.names import initials, words_of
from sayso.mentions.types import BODIES, GROUNDS, PERSONS
from sayso.model import Json

SIDES = ("actor", "target", "group", "from", "to", "with")
"""Roles of those who take part. What is done to a thing, its topic and its means are told too differently to tell acts
apart."""

NUMBERS = frozenset((
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "dozens", "scores",
    "hundreds", "thousands", "people", "men", "women", "children", "many", "several",
))
"""Words that tell of more than one."""

ANYBODY = frozenset((
    "people", "person", "man", "men", "woman", "women", "child", "children", "civilian", "victim", "individual", "member",
    "casualty", "casualtie", "group", "suspect", "attacker", "assailant", "crowd", "those", "everyone", "family", "team",
    "force", "authority", "authoritie", "official", "officer", "police", "gunman", "gunmen", "shooter",
))
"""What anybody may be called, whatever else he is called: who is a soldier in one report and a victim in another may be one."""

EMPTY = frozenset((
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "your", "some", "any",
    "all", "many", "several", "few", "most", "more", "other", "others", "another", "both", "each", "every", "no", "one",
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen", "dozens", "scores",
    "hundreds", "thousands", "hundred", "thousand", "million", "of", "in", "on", "at", "from", "for", "with", "by", "and",
    "or", "who", "whom", "which", "least", "about", "around", "nearly", "over", "some", "up", "to", "he", "she", "it",
    "they", "him", "them", "we", "us", "i", "you",
))
"""Words that say nothing of what somebody is."""


@dataclass(frozen=True, slots=True)
class Parties:
    """What two claims' participants show: `named`: (role, names) of those alike by name; `called`: of unnamed ones called by
    the same word; `against`: why they cannot be one, by role; `turned`: who did it in one has it done to them in the other."""

    named: tuple[tuple[str, str], ...]
    called: tuple[tuple[str, str], ...]
    against: tuple[tuple[str, str], ...]
    turned: bool


def compare(ours: Sequence[Json], theirs: Sequence[Json], mutual: bool) -> Parties:
    """Compares the "who" of two claims' profiles; `mutual`: role for role, or all with all for acts between equals."""
    a, b = _sides(ours, mutual), _sides(theirs, mutual)
    named, called, against = [], [], []
    for role in sorted(a.keys() & b.keys()):
        stands = [(stand(x, y), x["name"], y["name"]) for x in a[role] for y in b[role]]
        alike = sorted({_pair(x, y) for how, x, y in stands if how == "same"})
        if alike:
            named += [(role, names) for names in alike]
            continue
        if words := sorted({_pair(x, y) for how, x, y in stands if how == "called"}):
            called.append((role, words[0]))
        elif all(how == "differ" for how, _, _ in stands):
            sides = sorted("; ".join(sorted(x["name"] for x in side[role])) for side in (a, b))
            against.append((role, " / ".join(sides)))
    return Parties(tuple(named), tuple(called), tuple(against), not mutual and not named and _turned(a, b))


def stand(a: Json, b: Json) -> str:
    """How two participants stand: "same", "called" (unnamed, by the same word), "differ", "open"."""
    if a["entity"] == b["entity"] or a.get("key") and a.get("key") == b.get("key"):
        return "same"
    if a["names"] and b["names"]:
        found = alike(a, b)
        if found is not None:
            return {"same": "same", "different": "differ"}.get(found[0], "open")
        return "differ" if _comparable(a, b) and not _abbreviated(a, b) else "open"
    if not a["names"] and not b["names"]:
        return "called" if kind(a) & kind(b) else "open"
    return "open"


def kind(row: Json) -> frozenset[str]:
    """The words that say what an unnamed participant is: "at least 12 soldiers" → soldier."""
    return _kind(row["name"])


@lru_cache(16384)
def _kind(name: str) -> frozenset[str]:
    words = (w for w in words_of(name) if w not in EMPTY and not w.isdigit())
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


def described_apart(ours: Iterable[Json], theirs: Iterable[Json]) -> bool:
    """Whether two claims tell, in one role, of unnamed ones whom they call by words that have nothing in common: villagers and
    fighters, not fighters and men."""
    a, b = _unnamed(ours), _unnamed(theirs)
    for role in a.keys() & b.keys():
        mine, other = ([kind(row) for row in side[role]] for side in (a, b))
        said = [*mine, *other]
        if all(said) and not any(words & ANYBODY for words in said) and not any(x & y for x in mine for y in other):
            return True
    return False


def crowd_and_person(ours: Iterable[Json], theirs: Iterable[Json]) -> bool:
    """Whether one claim's act is done to persons by name, the other's to several without: of them may be he, or not."""
    a, b = ([row for row in rows if row["role"] == "target"] for rows in (ours, theirs))
    return bool(a and b) and any(all(x["type"] == "person" and x["names"] for x in one) and all(map(_several, other))
                                 for one, other in ((a, b), (b, a)))


def army_and_group(ours: Iterable[Json], theirs: Iterable[Json]) -> bool:
    """Whether a state or organ of one acts in one claim and a group in the other, and who it is stands in one of them alone."""
    a, b = ([row["type"] for row in rows if row["role"] == "actor"] for rows in (ours, theirs))
    return {*a, *b} == {"state", "group"} and set(a).isdisjoint(b)


def _unnamed(rows: Iterable[Json]) -> Mapping[str, list[Json]]:
    """By role, where none of a role has a name."""
    out: dict[str, list[Json]] = {}
    for row in rows:
        if row["role"] in ("actor", "target"):
            out.setdefault(row["role"], []).append(row)
    return {role: found for role, found in out.items() if not any(row["names"] for row in found)}


def _several(row: Json) -> bool:
    """Whether it is more than one, without a name: "the prisoners", "12 people"."""
    words = words_of(row["name"])
    return not row["names"] and any(w.isdigit() or w in NUMBERS or w not in EMPTY and len(w) > 3 and w.endswith("s")
                                    and not w.endswith("ss") for w in words)


def _sides(rows: Iterable[Json], mutual: bool) -> Mapping[str, list[Json]]:
    out: dict[str, list[Json]] = {}
    for row in rows:
        if row["role"] in SIDES and row["type"] not in ("thing",):
            out.setdefault("party" if mutual else row["role"], []).append(row)
    return out


def _turned(a: Mapping[str, list[Json]], b: Mapping[str, list[Json]]) -> bool:
    return all(any(stand(x, y) == "same" for x in a.get(one, ()) for y in b.get(other, ()))
               for one, other in (("actor", "target"), ("target", "actor")))


def _pair(x: str, y: str) -> str:
    return x if x == y else " / ".join(sorted((x, y)))


def _abbreviated(a: Json, b: Json) -> bool:
    """Whether a name of one may be short for a name of the other."""
    return any(initials(words_of(x), x, words_of(y)) or initials(words_of(y), y, words_of(x))
               for x in a["names"] for y in b["names"])


def _comparable(a: Json, b: Json) -> bool:
    """Whether two names that are not alike make two parties: both persons, both bodies, both places; a state and what is of its
    country may be one ("Israel", "the Israeli army")."""
    for kinds in (PERSONS, BODIES, GROUNDS):
        if a["type"] in kinds and b["type"] in kinds:
            countries = {_country(a), _country(b)}
            organ = "state" in (a["type"], b["type"]) and a["type"] != b["type"]
            return not (organ and (len(countries) == 1 or None in countries))
    return False


def _country(row: Json) -> str | None:
    return row.get("country") or (row.get("place") or {}).get("country")
