# SPDX-License-Identifier: Apache-2.0
"""The words in which claims are told: the data file `data/words.yaml` as one frozen value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, TypeVar

import yaml

from sayso.codebook import english

T = TypeVar("T")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that a terminal or browser would act on instead of showing: control codes (tab and line feed apart), marks that
turn the direction of writing, halves of surrogate pairs."""


@dataclass(frozen=True, slots=True)
class Verb:
    """How a code is told: `base` after "plans to", `past` as a fact, `present` after "possibly", `negated` as not so."""

    base: str
    past: str
    present: str
    negated: str


@dataclass(frozen=True, slots=True)
class Words:
    """All words of the views. Keys are those of `sayso.model` (codes, roles, stances, …)."""

    verbs: Mapping[str, Verb]
    modality: Mapping[str, tuple[str, str]]
    plural: Mapping[str, str]
    certainty: Mapping[str, tuple[str, str]]
    stance: Mapping[str, str]
    answers: Mapping[str, str]
    answered: Mapping[str, str]
    whom: Mapping[str, str]
    where: Mapping[str, str]
    whom_by_code: Mapping[str, Mapping[str, str]]
    fields: Mapping[str, str]
    voice_kinds: Mapping[str, str]
    status: Mapping[str, str]

    def verb(self, code: str) -> Verb:
        """The words of a code: its own, those of its first two parts, or of a code that is not shipped its last part: a verb
        in its tenses ("protection.stand-by": stood by), another word as it stands."""
        short = ".".join(code.split(".")[:2])
        return self.verbs[short] if short in self.verbs else _named(code)


@cache
def _named(code: str) -> Verb:
    """What the name of a code says. A ledger holds no codebook, and its claims must be told all the same."""
    plain = code.rpartition(".")[2].replace("-", " ").replace("_", " ")
    first, blank, rest = plain.partition(" ")
    if english.verb(first) != first:
        return Verb(base=plain, past=plain, present=plain, negated=f"no {plain}")
    behind = f"{blank}{rest}"
    return Verb(plain, english.past(first) + behind, english.third(first) + behind, f"did not {plain}")


def _verb(row: Mapping[str, str]) -> Verb:
    base = row["base"]
    return Verb(base=base, past=row["past"], present=row.get("present", base + "s"), negated=row.get("not", f"did not {base}"))


def _frozen(rows: Mapping[str, T]) -> Mapping[str, T]:
    return MappingProxyType(dict(rows))


@cache
def load() -> Words:
    """The shipped words; read once a process."""
    text = resources.files("sayso.views").joinpath("data/words.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader either way
    return Words(
        verbs=_frozen({code: _verb(row) for code, row in data["codes"].items()}),
        modality=_frozen({k: (v[0], v[1]) for k, v in data["modality"].items()}),
        plural=_frozen(data["plural"]),
        certainty=_frozen({k: (v[0], v[1]) for k, v in data["certainty"].items()}),
        stance=_frozen(data["stance"]), answers=_frozen(data["answers"]), answered=_frozen(data["answered"]),
        whom=_frozen(data["whom"]), where=_frozen(data["where"]),
        whom_by_code=_frozen({k: _frozen(v) for k, v in data["whom_by_code"].items()}),
        fields=_frozen(data["fields"]), voice_kinds=_frozen(data["voice_kinds"]), status=_frozen(data["status"]))


def shown(text: str) -> str:
    """`text` on one line, with each sign that would not be shown but acted on replaced by U+FFFD."""
    return CONTROL.sub("\ufffd", " ".join(text.split()))
