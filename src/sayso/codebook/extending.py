# SPDX-License-Identifier: Apache-2.0
"""A codebook that takes over the shipped one and says only what it has besides or otherwise (docs/codebook.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.codebook.codes import (
    read_code,
    read_counterexamples,
    read_examples,
    read_implies,
    read_patterns,
    read_unless,
    read_words,
)
from sayso.codebook.nodes import Spot
from sayso.codebook.schema import Code, Codebook, Example, Pattern

EXTENDS = ("extends", "replace", "add-to", "drop")
"""Keys by which an entry is no code of its own but says something of another codebook's."""

NAME = "sayso"
"""What the shipped codebook is called."""

_ADD_KEYS = ("add-to", "words", "drop-words", "patterns", "unless", "implies", "examples", "drop-examples", "counterexamples")


def extends(entries: Sequence[Spot]) -> bool:
    """Whether one of a codebook's entries extends the shipped one; an error where others only make sense then, or it is there
    twice."""
    found: Spot | None = None
    for at in entries:
        if at.holds(EXTENDS) == "extends":
            what = at.fields("an entry that extends", ("extends",))["extends"]
            what.among(what.text("the name of a codebook"), (NAME,), "a codebook to extend")
            if found:
                raise at.error(f"the codebook extends another already in {found.where}", "Keep one of the two.")
            found = at
    if found is None:
        for at in entries:
            if key := at.holds(EXTENDS):
                raise at.error(f"“{key}” needs a codebook that this one extends", f"Write “- extends: {NAME}” above it.")
    return found is not None


def extended(base: Codebook, own: Mapping[str, Code], entries: Sequence[Spot], minimum: tuple[int, int]) -> dict[str, Code]:
    """The codes of a codebook that extends `base`: `own` ones first, so that they win over words that both have, then those of
    `base` as `entries` change them: whole codes first, then what is added to a code."""
    for at in entries:
        if at.holds(EXTENDS) is None and (name := _value(at, "code").text("a code's name")) in base.codes:
            raise at.error(f"“{name}” is a code of {NAME} already",
                           f"Write “- replace: {name}” to put yours in its place, “- add-to: {name}” to add to it.")
    codes, dropped = dict(base.codes), dict[str, Spot]()
    for at in entries:
        kind = at.holds(EXTENDS)
        if kind in ("replace", "drop"):
            name = _name(at, kind, base)
            if name in dropped:
                raise at.error(f"“{name}” is replaced or dropped already in {dropped[name].where}", "Keep one of the two.")
            dropped[name] = at
            if kind == "drop":
                at.fields("an entry that drops a code", ("drop",))
                del codes[name]
            else:
                codes[name] = read_code(at, minimum, "replace")
    for at in entries:
        if at.holds(EXTENDS) == "add-to":
            name = _name(at, "add-to", base)
            if name not in codes:
                raise at.error(f"“{name}” is dropped in {dropped[name].where}", "Take one of the two entries out.")
            codes[name] = _added(at, codes[name])
    return {**own, **codes}


def _name(at: Spot, key: str, base: Codebook) -> str:
    """The code of `base` that an entry is about."""
    value = _value(at, key)
    return value.among(value.text("a code's name"), base.codes, f"a code of {NAME}")


def _value(at: Spot, key: str) -> Spot:
    return next(value for _, name, value in at.pairs("an entry") if name == key)


def _added(at: Spot, code: Code) -> Code:
    """A code with what an entry adds to it and takes from it."""
    got = at.fields("an entry that adds to a code", _ADD_KEYS)
    patterns = {p.id: p for p in code.patterns}
    for key, change in (("words", _with_words), ("drop-words", _without_words)):
        for place, name, value in got[key].pairs(f"“{key}” of {code.code}") if key in got else ():
            place.among(name, patterns, f"a pattern of {code.code}")
            patterns[name] = change(value, code.code, patterns[name])
    for pattern in read_patterns(got["patterns"], code.code, code.roles) if "patterns" in got else ():
        if pattern.id in patterns:
            raise got["patterns"].error(f"{code.code} has a pattern “{pattern.id}” already",
                                        "Give yours another id, or write its words under “words”.")
        patterns[pattern.id] = pattern
    kept = tuple(p for p in patterns.values() if p.words)
    if not kept:
        raise at.error(f"{code.code} has no word left", f"Write “- drop: {code.code}” to be without it.")
    examples, counter = code.examples, code.counterexamples
    if "drop-examples" in got:
        gone = _texts(got["drop-examples"], code)
        examples, counter = (tuple(e for e in row if e.text not in gone) for row in (examples, counter))
    more: tuple[Example, ...] = read_examples(got["examples"], code.code, code.roles) if "examples" in got else ()
    near: tuple[Example, ...] = read_counterexamples(got["counterexamples"], code.code) if "counterexamples" in got else ()
    unless = code.unless | (read_unless(got["unless"], code.code) if "unless" in got else frozenset())
    implies = read_implies(got["implies"], code.code, code.roles) if "implies" in got else ()
    for imp in implies:
        if any(had.code == imp.code for had in code.implies):
            raise got["implies"].error(f"{code.code} implies {imp.code} already", "Take it out.")
    return replace(code, patterns=kept, examples=examples + more, counterexamples=counter + near, unless=unless,
                   implies=code.implies + implies)


def _with_words(at: Spot, code: str, pattern: Pattern) -> Pattern:
    entries = read_words(at, f"words of {code}/{pattern.id}", f"{code}/{pattern.id}", pattern.words)
    return replace(pattern, words=(*pattern.words, *(entry for entry, _ in entries)))


def _without_words(at: Spot, code: str, pattern: Pattern) -> Pattern:
    had = {" ".join(entry) for entry in pattern.words}
    gone = {entry for entry, spot in read_words(at, f"words of {code}/{pattern.id}", f"{code}/{pattern.id}")
            if spot.among(" ".join(entry), had, f"a word of {code}/{pattern.id}")}
    return replace(pattern, words=tuple(entry for entry in pattern.words if entry not in gone))


def _texts(at: Spot, code: Code) -> frozenset[str]:
    """Texts of examples that are there to be dropped."""
    had = {e.text for e in (*code.examples, *code.counterexamples)}
    return frozenset(spot.among(spot.text("an example's text"), had, f"the text of an example of {code.code}")
                     for spot in at.items("“drop-examples”"))
