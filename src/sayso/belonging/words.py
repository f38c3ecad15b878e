# SPDX-License-Identifier: Apache-2.0
"""What this room knows of words: the data file `data/affiliations.yaml` as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Tie:
    """How a code of a tie is read: the relation, and the roles that may name the body, first first."""

    relation: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """How a code of an act is read: what it does, the roles of who and of the body, the relation it is about, its word."""

    does: str
    who: tuple[str, ...]
    body: tuple[str, ...]
    relation: str
    how: str


@dataclass(frozen=True, slots=True)
class Words:
    """All of it; word lists in lower case."""

    ties: Mapping[str, Tie]
    acts: Mapping[str, Act]
    moves: frozenset[str]
    deaths: frozenset[str]
    unless: frozenset[str]
    formed: frozenset[str]
    portfolios: frozenset[str]
    titles: frozenset[str]
    pointing: frozenset[str]
    chosen: frozenset[str]
    status: Mapping[str, str]
    behind: frozenset[str]
    ranks: frozenset[str]
    stops: frozenset[str]
    past: frozenset[str]
    present: frozenset[str]
    had: frozenset[str]
    become: frozenset[str]
    once: frozenset[str]
    verbs: frozenset[str]
    past_forms: frozenset[str]
    said: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]


@cache
def load() -> Words:
    """The shipped words; read once a process."""
    text = resources.files("sayso.belonging").joinpath("data/affiliations.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader either way
    frozen = {k: frozenset(data[k]) for k in data if k not in ("ties", "acts", "status")}
    return Words(
        ties=MappingProxyType({k: Tie(v["relation"], tuple(v["body"])) for k, v in data["ties"].items()}),
        acts=MappingProxyType({k: Act(v["does"], tuple(v["who"]), tuple(v["body"]), v["relation"], v["how"])
                               for k, v in data["acts"].items()}),
        status=MappingProxyType({word: status for status, words in data["status"].items() for word in words}), **frozen)
