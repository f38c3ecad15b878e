# SPDX-License-Identifier: Apache-2.0
"""What another codebook makes of the same report: claims gained, lost and changed.

Claims are paired by their triggers: those that are the same first, then those of one code at the same words, then any at the
same words, then those whose triggers overlap ("strike", "air strike"). By which rule a claim came, and which claims answer it,
is not compared: the first is how, not what, and an answer follows from both claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sayso.model import Claim, Json, Reading
from sayso.text import overlap
from sayso.views import statement
from sayso.views.words import shown

Sides = tuple[str, str]
"""What a field says before and after; "" for nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that both codebooks find, otherwise: what each differing field says before and after."""

    before: Claim
    after: Claim
    fields: Mapping[str, Sides]


@dataclass(frozen=True, slots=True)
class Changes:
    """One report by two codebooks."""

    before: Reading
    after: Reading
    gained: tuple[Claim, ...]
    lost: tuple[Claim, ...]
    changed: tuple[Change, ...]
    same: int

    def to_dict(self) -> Json:
        """For JSON: flat rows of what is gained and lost, of what is changed the fields."""
        return {
            "report": self.before.report.stem, "source": self.before.report.source, "same": self.same,
            "gained": [_row(self.after, c) for c in self.gained], "lost": [_row(self.before, c) for c in self.lost],
            "changed": [{"trigger": self.after.words(c.after.trigger), "trigger_start": c.after.trigger[0],
                         "trigger_end": c.after.trigger[1], "code": c.after.code,
                         "fields": {name: list(sides) for name, sides in c.fields.items()}} for c in self.changed],
        }

    def lines(self) -> Iterator[str]:
        """For people: a line a claim, in the order of the text."""
        rows = [(c.trigger, f"  + {_told(self.after, c)}") for c in self.gained]
        rows += [(c.trigger, f"  - {_told(self.before, c)}") for c in self.lost]
        rows += [(c.after.trigger, f"  ~ {_told(self.after, c.after)}" + "".join(
            f"\n      {name}: {old or '–'} → {new or '–'}" for name, (old, new) in c.fields.items())) for c in self.changed]
        for _, text in sorted(rows, key=lambda row: row[0]):
            yield from text.splitlines()


def compare(before: Reading, after: Reading) -> Changes:
    """What of a report's claims differs between two readings of it."""
    pairs = list(_pairs(before, after))
    paired = {id(c) for pair in pairs for c in pair}
    changed = [Change(a, b, fields) for a, b in pairs if (fields := _differences(before, a, after, b))]
    return Changes(before, after, tuple(c for c in after.claims if id(c) not in paired),
                   tuple(c for c in before.claims if id(c) not in paired), tuple(changed), len(pairs) - len(changed))


def _pairs(before: Reading, after: Reading) -> Iterator[tuple[Claim, Claim]]:
    left, right = list(before.claims), list(after.claims)
    fits: tuple[Callable[[Claim, Claim], bool], ...] = (
        lambda a, b: a.trigger == b.trigger and not _differences(before, a, after, b),
        lambda a, b: a.trigger == b.trigger and a.code == b.code,
        lambda a, b: a.trigger == b.trigger,
        lambda a, b: overlap(a.trigger, b.trigger) > 0,
    )
    for fit in fits:
        for a in list(left):
            b = next((b for b in right if fit(a, b)), None)
            if b is not None:
                left = [c for c in left if c is not a]
                right = [c for c in right if c is not b]
                yield a, b


def _differences(before: Reading, a: Claim, after: Reading, b: Claim) -> Mapping[str, Sides]:
    one, two = _fields(before, a), _fields(after, b)
    names = dict.fromkeys((*one, *two))
    return MappingProxyType({n: (_text(one.get(n)), _text(two.get(n))) for n in names if one.get(n) != two.get(n)})


Field = tuple[object, str]
"""What is compared, and how it is told."""


def _fields(reading: Reading, claim: Claim) -> Mapping[str, Field]:
    """Each field of a claim; entities by their words, as ids are given anew in every reading."""
    out: dict[str, Field] = {"code": (claim.code, claim.code)}
    out["trigger"] = (claim.trigger, f"“{shown(reading.words(claim.trigger))}”")
    for role, fillers in claim.roles.items():
        spans = sorted(f.span for f in fillers)
        out[role] = (spans, ", ".join(f"“{shown(reading.words(s))}”" for s in spans))
    if claim.when:
        out["when"] = (claim.when, statement.when(reading, claim))
    if claim.count:
        out["count"] = (claim.count, shown(reading.words(claim.count.span)))
    for name in ("polarity", "modality", "certainty"):
        out[name] = (getattr(claim, name), getattr(claim, name))
    if claim.voices:
        out["voices"] = ([(v.source_span, v.cue, v.stance) for v in claim.voices],
                         "; ".join(f"{shown(reading.name(v.source))} {v.stance}" for v in claim.voices))
    return out


def _text(field: Field | None) -> str:
    return field[1] if field else ""


def _told(reading: Reading, claim: Claim) -> str:
    parts = (statement.who(reading, claim), statement.what(reading, claim), statement.whom(reading, claim))
    return f"{claim.code}  {' '.join(filter(None, parts))}  ({statement.says_who(reading, claim)})"


def _row(reading: Reading, claim: Claim) -> Json:
    return {k: v for k, v in reading.row(claim).items() if v is not None} | {"rule": claim.why[0]}
