# SPDX-License-Identifier: Apache-2.0
"""The slots of an imported pattern: who stands where, by the roles of the Sayso code that takes it and the marks of the
dictionary."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.codebook.importing.constructions import Construction
from sayso.codebook.schema import Code, Pattern

SOMEONE = ("person", "people", "group", "state", "organisation")
WHERE = ("place", "facility", "state")

RECEIVING = ("target", "to", "group", "topic")
"""Roles for whom something is done to, the first that a code has."""

BEFORE_TARGET = ("against", "at", "from", "on", "to", "toward", "towards", "upon", "with")
"""Prepositions before a target that the dictionary does not mark: PETRARCH takes any actor behind the verb for it. Not “by”,
“for”, “in”, “of”: there stands as often whose or where something is."""

Slots = Mapping[str, str | Mapping[str, str]]
"""Slot → role, or entity types joined by "|" → role: as a codebook's YAML has it."""


def slots(code: Code, made: Construction, *, reverse: bool = False) -> Slots:
    """The slots for a construction under a code. `reverse`: its source is whom the pattern's target does it to."""
    receiving = next(role for role in RECEIVING if role in code.roles)
    doer, sufferer = ("actor", receiving) if made.swapped == reverse else (receiving, "actor")
    out: dict[str, dict[str, str]] = {"subj": {"": doer}}
    if made.swapped:
        for slot in made.sources or ("obj",):
            _put(out, code, slot, sufferer)
    else:
        for slot in made.sources:
            _put(out, code, slot, doer)
        for slot in made.targets or ("obj", *BEFORE_TARGET):
            _put(out, code, slot, sufferer)
        _put(out, code, "obj", sufferer)
    for prep, role, types in (("from", "origin", WHERE), ("to|into", "destination", WHERE), ("over|about", "topic", ()),
                              ("with", "instrument", ("thing",)), ("obj", "topic", ("thing",))):
        for slot in prep.split("|"):
            if role in code.roles and role not in {doer, sufferer}:
                _put(out, code, slot, role, types)
    return _joined({slot: _plain(targets) for slot, targets in out.items()})


def of_pattern(pattern: Pattern) -> Slots:
    """The slots that a pattern has already."""
    return _joined({slot: _plain({"|".join(t.types): t.role for t in targets}) for slot, targets in pattern.slots.items()})


def _put(out: dict[str, dict[str, str]], code: Code, slot: str, role: str, types: tuple[str, ...] = ()) -> None:
    """One more role for a slot, for entity types that it does not take yet. An object may be of any type that the role admits,
    what stands behind a preposition somebody only, as far as the role admits that."""
    has = out.setdefault(slot, {})
    if "" in has:
        return
    if slot == "obj" and not has and not (types or "topic" in code.roles):
        has[""] = role
        return
    wanted = types or (SOMEONE if slot != "obj" or role != "topic" else ("thing",))
    gone = {kind for kinds in has for kind in kinds.split("|")}
    fits = [kind for kind in wanted if kind in code.roles[role] and kind not in gone]
    if not fits and not types and not has:
        fits = [kind for kind in code.roles[role] if kind not in gone]
    if fits and role not in has.values():
        has["|".join(fits)] = role
    elif not has:
        del out[slot]


def _plain(targets: Mapping[str, str]) -> str | Mapping[str, str]:
    return targets[""] if tuple(targets) == ("",) else {kinds or "any": role for kinds, role in targets.items()}


def _joined(slots: Mapping[str, str | Mapping[str, str]]) -> Slots:
    """Slots that take the same, under one key: "on|to"."""
    rows: dict[str, tuple[list[str], str | Mapping[str, str]]] = {}
    for slot, value in slots.items():
        rows.setdefault(repr(value), ([], value))[0].append(slot)
    return {"|".join(names): value for names, value in rows.values()}


