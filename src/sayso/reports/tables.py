# SPDX-License-Identifier: Apache-2.0
"""The room's data files, read once: months, datelines, regions, function words, file formats, page fields."""

from __future__ import annotations

from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one reads ten times faster, but not every build has it


@cache
def table(name: str) -> MappingProxyType[str, Any]:
    """The content of `data/<name>.yaml`, a mapping; read-only at its top."""
    raw = resources.files("sayso.reports").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.load(raw, Loader=_LOADER))  # noqa: S506 - a safe loader, in C where there is one


@cache
def folded(name: str, key: str) -> frozenset[str]:
    """The list `key` of a data file as a set of case-folded names."""
    return frozenset(word.casefold() for word in table(name)[key])
