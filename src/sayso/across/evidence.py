# SPDX-License-Identifier: Apache-2.0
"""What besides the name speaks for or against two persons being one: country, office, group, age, calling."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.across.skeleton import names
from sayso.model import Json

YEARS = 1
"""Years by which two years of birth reckoned from ages may differ: who is 34 in May may have been 33 in March of that year."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """`shared` and `against` in words; `hard`: what no shared country or group outweighs; `group`: whether a group is
    shared."""

    shared: tuple[str, ...]
    against: tuple[str, ...]
    hard: tuple[str, ...]
    group: bool


def weigh(a: Json, b: Json) -> Evidence:
    """Compares two persons' contents; what only one of them tells counts for nothing."""
    shared, against, hard = [], [], []
    if a["country"] and b["country"]:
        if a["country"] == b["country"]:
            shared.append(f"both of {a['country']}")
        else:
            against.append(f"of two countries: {_pair(a['country'], b['country'])}")
    groups = set(a["parents"]) & set(b["parents"])
    shared += [f"both of {g.removeprefix('body:')}" for g in sorted(groups)]
    offices = set(a["titles"]) & set(b["titles"])
    shared += [f"both called {t}" for t in sorted(offices)]
    if not offices and a["titles"] and b["titles"] and (_far(a) and _power(b) or _far(b) and _power(a)):
        hard.append("of callings far from each other: " + _pair(", ".join(a["titles"]), ", ".join(b["titles"])))
    if a.get("born") and b.get("born"):
        if abs(a["born"] - b["born"]) <= YEARS:
            shared.append("of one age")
        else:
            hard.append(f"of two ages: born about {_pair(str(a['born']), str(b['born']))}")
    return Evidence(tuple(shared), tuple(against), tuple(hard), bool(groups))


def _far(content: Json) -> bool:
    return set(content["titles"]) <= names().far


def _power(content: Json) -> bool:
    return bool(set(content["titles"]) & names().power)


def _pair(a: str, b: str) -> str:
    return ", ".join(sorted((a, b)))
