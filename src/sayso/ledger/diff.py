# SPDX-License-Identifier: Apache-2.0
"""Two readings of the same reports → claims gained, lost, and changed in a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from sayso.model import Claim, Json, Reading
from sayso.text import Span

FIELDS = ("code", "roles", "when", "count", "modality", "polarity", "certainty", "voices", "answers")
"""What is compared of a claim, in words and values; ids of entities differ from reading to reading and are not."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `kind` is gained, lost or changed; `claim`: its id in the newer reading, of a lost one in the older;
    `code` and `quote` (evidence) tell which it is; `field`, `before`, `after` for a change, as JSON has them."""

    report: str
    stem: str
    kind: str
    claim: str
    code: str
    quote: str
    field: str = ""
    before: object = None
    after: object = None

    def to_dict(self) -> Json:
        """The change as data."""
        return asdict(self)


def changes(before: Iterable[Reading], after: Iterable[Reading]) -> Iterator[Change]:
    """The differences in reports that are in both, in the order of `after` and of the text."""
    older = {r.report.id: r for r in before}
    for reading in after:
        if reading.report.id in older:
            yield from _between(older[reading.report.id], reading)


def _between(old: Reading, new: Reading) -> Iterator[Change]:
    """Claims are one if trigger and code are the same; what is left, if the trigger is (the code has changed)."""
    pairs: list[tuple[Claim | None, Claim | None]] = []
    rest_old, rest_new = list(old.claims), list(new.claims)
    for by_code in (True, False):
        for claim in tuple(rest_new):
            same = [c for c in rest_old if _key(old, c, by_code=by_code) == _key(new, claim, by_code=by_code)]
            if same:
                # several of one trigger ("shot A and B"): the one that differs least
                best = min(same, key=lambda c: len(_fields(old, new, c, claim)))
                pairs.append((best, claim))
                rest_old.remove(best)
                rest_new.remove(claim)
    pairs += [(None, c) for c in rest_new] + [(c, None) for c in rest_old]
    for gone, come in sorted(pairs, key=lambda p: (p[1] or p[0]).trigger):  # type: ignore[union-attr]
        if come is None and gone is not None:
            yield Change(old.report.id, old.report.stem, "lost", gone.id, gone.code, _quote(old, gone))
        elif gone is None and come is not None:
            yield Change(new.report.id, new.report.stem, "gained", come.id, come.code, _quote(new, come))
        elif gone is not None and come is not None:
            for field, was, now in _fields(old, new, gone, come):
                yield Change(new.report.id, new.report.stem, "changed", come.id, come.code, _quote(new, come), field, was, now)


def _key(reading: Reading, claim: Claim, *, by_code: bool) -> tuple[Span | str, ...]:
    """What tells claims apart: where the trigger stands, or, should the text have moved, its words."""
    return (claim.trigger, reading.words(claim.trigger), claim.code if by_code else "")


def _fields(old: Reading, new: Reading, was: Claim, now: Claim) -> list[tuple[str, object, object]]:
    before, after = _values(old, was), _values(new, now)
    return [(f, before[f], after[f]) for f in FIELDS if before[f] != after[f]]


def _values(reading: Reading, claim: Claim) -> Json:
    """A claim's fields without ids of entities or claims."""
    codes = {c.id: c.code for c in reading.claims}

    def name(entity: str | None) -> str | None:
        return reading.name(entity) if entity is not None else None

    return {
        "code": claim.code,
        "roles": {r: [name(f.entity) for f in fs] for r, fs in sorted(claim.roles.items())},
        "when": claim.when.to_dict() if claim.when else None,
        "count": claim.count.to_dict() if claim.count else None,
        "modality": claim.modality, "polarity": claim.polarity, "certainty": claim.certainty,
        "voices": [v.to_dict() | {"source": name(v.source), "to": name(v.to)} for v in claim.voices],
        "answers": [{"as": a.kind, "code": codes.get(a.claim, a.claim)} for a in claim.answers],
    }


def _quote(reading: Reading, claim: Claim) -> str:
    return " … ".join(" ".join(reading.words(s).split()) for s in claim.evidence)
