# SPDX-License-Identifier: Apache-2.0
"""Whether those who take part in two claims may be the same: role by role, by name, by what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.across.identity import alike
from sayso.mentions.names import initials, words_of
from sayso.mentions.types import BODIES, GROUNDS, PERSONS
from sayso.model import Json

SIDES = ("actor", "target", "group", "from", "to", "with")
"""Roles of those who take part. What is done to a thing, its topic and its means are told too differently to tell acts
apart."""

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
    words = (w for w in words_of(row["name"]) if w not in EMPTY and not w.isdigit())
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


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
