# SPDX-License-Identifier: Apache-2.0
"""Who went from which group to which: defections, expulsions, splits, joins over time, on whose word."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from sayso.across.happenings import Happening
from sayso.across.standing import Standing
from sayso.answers.happenings import dated, fillers, joined, may_lie
from sayso.answers.known import Known
from sayso.answers.matters import matters
from sayso.answers.naming import folded, wanted
from sayso.answers.nearby import Asked
from sayso.answers.tellings import AGAINST, Telling
from sayso.answers.viewing import Source, sought
from sayso.ledger import View
from sayso.model import Json, iso


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move. `kind`: the word for it, of data/moves.yaml; `who`, `left`, `entered`: names, most told first, empty where no
    claim names any; `planned`: nobody says that it is done; `says`, `against`: on whose word, and who denies or doubts it;
    `reported`: the day of the first report of it."""

    happening: str
    kind: str
    who: tuple[str, ...]
    left: tuple[str, ...]
    entered: tuple[str, ...]
    first: datetime.date | None
    last: datetime.date | None
    reported: str | None
    planned: bool
    standing: Standing
    says: tuple[Telling, ...]
    against: tuple[Telling, ...]
    contested: tuple[str, ...]

    def to_dict(self) -> Json:
        """The move as data."""
        return {
            "happening": self.happening,
            "kind": self.kind,
            "who": list(self.who),
            "from": list(self.left),
            "to": list(self.entered),
            "first": iso(self.first),
            "last": iso(self.last),
            "reported": self.reported,
            "planned": self.planned,
            "standing": self.standing.to_dict(),
            "says": [t.to_dict() for t in self.says],
            "against": [t.to_dict() for t in self.against],
            "contested": list(self.contested),
        }

    def row(self) -> dict[str, str | int | None]:
        """The move as a flat row."""
        return {
            "happening": self.happening,
            "kind": self.kind,
            "who": joined(self.who),
            "from_": joined(self.left),
            "to": joined(self.entered),
            "first": iso(self.first),
            "last": iso(self.last),
            "reported": self.reported,
            "planned": "yes" if self.planned else "no",
            "standing": self.standing.line(),
            "says": joined(dict.fromkeys(t.says for t in self.says)),
            "against": joined(dict.fromkeys(t.says for t in self.against)),
            "contested": joined(self.contested),
            "claims": joined(t.claim for t in (*self.says, *self.against)),
        }


def moves(
    ledger: Source,
    *,
    of: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    limit: int | None = None,
    view: View | None = None,
) -> list[MoveRow]:
    """The moves that a ledger tells of under a view, by the day on which they were, else on which they were first reported.

    `of`: part of the name of who moves, or of a group left or entered; `since`, `until`: moves that may lie on or between
    these days; `limit`: at most so many, the first ones.
    """
    k = sought(ledger, view, Asked(of, tuple(_acts()), since, until))
    asked = wanted(of) if of is not None else None
    rows = [row for h in k.happenings if may_lie(h.first, h.last, since, until) and (row := _move(k, h)) is not None]
    some = [r for r in rows if asked is None or any(asked in folded(n) for n in (*r.who, *r.left, *r.entered))]
    return sorted(some, key=lambda r: (iso(r.last) or r.reported or "9999", r.reported or "9999", r.happening))[:limit]


def _move(k: Known, h: Happening) -> MoveRow | None:
    contents = [c for c in k.contents(h) if _act(c["code"]) in _acts()]
    act = _acts().get(_act(h.code)) or next((_acts()[_act(c["code"])] for c in contents), None)
    if act is None:
        return None
    who, left, entered = (_filled(k, contents, slot) for slot in ("who", "from", "to"))
    if not who and not left and not entered:
        return None
    tellings = k.tellings(h)
    says, open_ = ([t for t in tellings if t.side == s] for s in ("says", "open"))
    against = [t for t in tellings if t.side in AGAINST]
    days = [t.published for t in tellings if t.published]
    first, last = (h.first, h.last) if dated(k, h) else (None, None)
    return MoveRow(
        h.id,
        str(act["kind"]),
        who,
        left,
        entered,
        first,
        last,
        min(days, default=None),
        not says and bool(open_),
        k.standing(h),
        tuple(says or open_),
        tuple(against),
        matters(k, h),
    )


def _filled(k: Known, contents: Sequence[Json], slot: str) -> tuple[str, ...]:
    """Who fills a slot of the move, each claim by its own code."""
    rows: list[tuple[str, Json]] = []
    for c in contents:
        for role in _acts()[_act(c["code"])][slot]:
            if found := [w for w in c["who"] if w["role"] == role]:
                rows += [(slot, w) for w in found]
                break
    return fillers(k, rows).get(slot, ())


def _act(code: str) -> str:
    return ".".join(code.split(".")[:2])


@cache
def _acts() -> Mapping[str, Mapping[str, Sequence[str] | str]]:
    """Code → kind and slots."""
    text = resources.files("sayso.answers").joinpath("data/moves.yaml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.safe_load(text))
