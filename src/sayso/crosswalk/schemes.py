# SPDX-License-Identifier: Apache-2.0
"""The tables between event schemes: CAMEO 1.1b3 codes, their PLOVER events, and what an event becomes that is not done yet.

PLOVER: events and modes of the manual 2.0 (2024); data/cameo.csv follows openeventdata/PLOVER's table of 2021, with modes and
contexts that the manual does not list put under the nearest that it does.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

STATES = ("agreed", "asked", "refused", "threatened")
"""How an event may stand that is not reported as done."""


@dataclass(frozen=True, slots=True)
class Plover:
    """A PLOVER event with its mode ("" = none) and contexts."""

    event: str
    mode: str
    contexts: tuple[str, ...]


@cache
def plover() -> Mapping[str, Plover]:
    """The PLOVER event of each CAMEO code that has one."""
    text = resources.files("sayso.crosswalk").joinpath("data/cameo.csv").read_text(encoding="utf-8")
    return MappingProxyType({row["code"]: Plover(row["event"], row["mode"], tuple(filter(None, row["contexts"].split(";"))))
                             for row in csv.DictReader(text.splitlines())})


@cache
def _shifts() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("sayso.crosswalk").joinpath("data/commitment.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(text))


def becomes(cameo: str, state: str) -> str:
    """The CAMEO code of an event that is only agreed, asked, refused or threatened (`state` of STATES); "" if there is none."""
    for length in (3, 2):
        if cameo[:length] in _shifts():
            return _shifts()[cameo[:length]][state]
    return ""
