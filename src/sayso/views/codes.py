# SPDX-License-Identifier: Apache-2.0
"""A codebook's codes told to people: one code in full, and the patterns that hold a word, as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from sayso.codebook import Code, Codebook, Example, Implication, Pattern
from sayso.crosswalk.schemes import plover
from sayso.model import ENTITY_TYPES
from sayso.text import many
from sayso.views import words as lexicon

STANDS = {"told": "where the event is told as something new or as what happened", "always": "wherever it does not point back"}
"""When a pattern is a claim without the roles that it needs, by its `alone`."""

WIDTH = 80
"""Columns of the text."""

INDENT = 13
"""Columns of a label."""


def explained(code: Code) -> Iterator[str]:
    """Everything a code says, label by label."""
    yield f"{code.code} – {code.label}"
    yield from _field("definition", code.definition)
    yield from _field("not", code.excludes)
    for n, (role, types) in enumerate(code.roles.items()):
        yield from _field("" if n else "roles", f"{role}: {of_types(types)}")
    yield from _field("needs", needs(code.required))
    yield from _field("unless", ", ".join(sorted(code.unless)))
    yield from _field("only", ", ".join(sorted(code.only)))
    yield from _field("implies", implications(code.implies))
    yield from _field("schemes", scheme(code.cameo))
    verb = lexicon.load().verb(code.code)
    yield from _field("told as", f"{verb.past}; {verb.negated}; plans to {verb.base}")
    yield from _field("from", code.at)
    for pattern in code.patterns:
        yield ""
        yield f"pattern {pattern.id} ({pattern.kind})"
        yield from _field("words", words(pattern))
        yield from _field("fills", slots(pattern))
        yield from _field("needs", needs(pattern.required))
        yield from _field("only where", pattern.given and f"the report tells {pattern.given}.* of the target elsewhere")
        yield from _field("alone", STANDS.get(pattern.alone, ""))
        yield from _field("unless", ", ".join(sorted(pattern.unless)))
        yield from _field("only", ", ".join(sorted(pattern.only)))
        yield from _field("implies", "" if pattern.implies is None else implications(pattern.implies) or "nothing")
        yield from _field("schemes", scheme(pattern.cameo))
    for label, examples in (("examples", code.examples), ("not examples", code.counterexamples)):
        if examples:
            yield ""
            yield label
            for example in examples:
                yield from _wrapped(example.text, "  – ", "    ")
                yield from _wrapped(marks(example), "    ", "    ")


def listed(codes: Iterable[Code]) -> Iterator[str]:
    """Codes with label and definition."""
    for code in codes:
        yield f"{code.code} – {code.label}"
        yield from _field(" ", code.definition)


def holding(book: Codebook, word: str) -> list[tuple[Code, Pattern, list[str]]]:
    """The patterns that hold a word or several words, each with those of its entries in which they stand."""
    wanted = word.lower().split()
    out = []
    for code in book.codes.values():
        for pattern in code.patterns:
            entries = [" ".join(entry) for entry in pattern.words if _stands(wanted, entry)]
            if entries:
                out.append((code, pattern, entries))
    return out


def held(found: Sequence[tuple[Code, Pattern, list[str]]], word: str) -> Iterator[str]:
    """Which codes and patterns hold a word, as text."""
    codes = len({code.code for code, _, _ in found})
    yield f"“{word}” stands in {many(len(found), 'pattern')} of {many(codes, 'code')}"
    for code, pattern, entries in found:
        yield ""
        yield f"{code.code}/{pattern.id} – {code.label} ({pattern.kind}; {pattern.at})"
        yield from _field("words", ", ".join(entries))
        yield from _field("fills", slots(pattern))
        yield from _field("needs", needs((*code.required, *pattern.required)))
        yield from _field("unless", ", ".join(sorted(code.unless_of(pattern))))
        yield from _field("only", ", ".join(sorted(code.only_of(pattern))))


def implications(follows: Iterable[Implication]) -> str:
    """What follows: "affiliation.leave (group = from); affiliation.join (group = to)"."""
    return "; ".join(i.code + (f" ({', '.join(f'{a} = {b}' for a, b in i.roles.items())})" if i.roles else "") for i in follows)


def words(pattern: Pattern) -> str:
    """A pattern's words: "join, enlist, sign up"."""
    return ", ".join(" ".join(entry) for entry in pattern.words)


def slots(pattern: Pattern) -> str:
    """Which slot gives which role: "subj → actor; in → group (group, state)"."""
    rows: dict[str, list[str]] = {}
    for slot, targets in pattern.slots.items():
        told = " or ".join(t.role + (f" ({', '.join(t.types)})" if t.types else "") for t in targets)
        rows.setdefault(told, []).append(slot)
    return "; ".join(f"{'|'.join(names)} → {told}" for told, names in rows.items())


def needs(required: Iterable[Sequence[str]]) -> str:
    """What must be filled: "actor; group or place"."""
    return "; ".join(dict.fromkeys(" or ".join(roles) for roles in required))


def of_types(types: Sequence[str]) -> str:
    """Entity types; "any" for all of them."""
    return "any" if set(types) == set(ENTITY_TYPES) else ", ".join(types)


def scheme(cameo: str) -> str:
    """A CAMEO code with its PLOVER event: "CAMEO 0841, PLOVER COOPERATE (political_institutions)"; "" for none."""
    if not cameo:
        return ""
    event = plover().get(cameo)
    more = ", ".join(filter(None, (event.mode, *event.contexts))) if event else ""
    return f"CAMEO {cameo}" + (f", PLOVER {event.event}" if event else "") + (f" ({more})" if more else "")


def marks(example: Example) -> str:
    """What an example says of itself: "trigger “joined”; actor “two men”; voice “residents”"; "" for a counter-example."""
    parts = [f"trigger “{example.trigger}”"] if example.trigger else []
    parts += [f"{role} {', '.join(f'“{q}”' for q in quotes)}" for role, quotes in example.roles.items()]
    parts += [f"voice “{example.voice}”"] if example.voice else []
    parts += [f"polarity {example.polarity}"] if example.polarity else []
    parts += [f"modality {example.modality}"] if example.modality else []
    return "; ".join(parts)


def _stands(wanted: Sequence[str], entry: Sequence[str]) -> bool:
    """Whether the words stand in an entry, side by side."""
    return bool(wanted) and any(list(entry[k : k + len(wanted)]) == wanted for k in range(len(entry)))


def _field(label: str, text: str) -> Iterator[str]:
    if text:
        yield from _wrapped(text, f"{label:{INDENT}}", " " * INDENT)


def _wrapped(text: str, first: str, later: str) -> Iterator[str]:
    yield from textwrap.wrap(text, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
