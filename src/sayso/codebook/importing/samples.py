# SPDX-License-Identifier: Apache-2.0
"""Examples for codes from a table: which word of a given sentence is the trigger; a plain sentence where none is given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.codebook import english
from sayso.codebook.schema import PREPOSITIONS, noun_head

SAMPLES: Mapping[str, str] = {
    "group": "the Harbour Guard", "state": "the army", "people": "two teachers", "person": "Ada Bello",
    "organisation": "the Red Cross", "outlet": "Radio Meridian", "facility": "the bridge", "place": "Kassala",
    "thing": "the letter"}
"""A name of each entity type for a sentence that is made, the likeliest doers first."""


def found_trigger(text: str, words: Mapping[str, Sequence[str]]) -> str:
    """The word of a sentence that one of a row's entries is found by, or what stands between asterisks; "" where there is
    none."""
    if marked := re.search(r"\*([^*]+)\*", text):
        return str(marked.group(1)).strip()
    heads = {kind: {_head(kind, entry.split()) for entry in entries} for kind, entries in words.items()}
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
        low = word.lower()
        for kind, known in heads.items():
            part = {"verbs": "VERB", "nouns": "NOUN", "adjectives": "ADJ"}[kind]
            if low in known or known & set(english.lemmas(low, part)):
                return str(word)
    return ""


def _head(kind: str, entry: list[str]) -> str:
    return entry[noun_head(tuple(entry))] if kind == "nouns" else entry[0]


def made_example(words: Mapping[str, Sequence[str]], roles: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """A plain sentence with the first entry of a row, and its trigger."""
    kind, entries = next(iter(words.items()))
    entry = min(entries, key=lambda e: len(e.split())).split()
    doer = _sample(roles.get("actor", ("group",)), tuple(SAMPLES))
    other = _sample(roles.get("target", ("people",)), ("people", "person", *SAMPLES))
    if kind == "verbs":
        said = " ".join((english.past(entry[0]), *entry[1:]))
        whom = f" {other}" if "target" in roles and (len(entry) == 1 or entry[-1] in PREPOSITIONS) else ""
        return _sentence(f"{doer} {said}{whom} on Monday."), english.past(entry[0])
    if kind == "nouns":
        return _sentence(f"the {' '.join(entry)} by {doer} began on Monday."), entry[noun_head(tuple(entry))]
    return _sentence(f"{other} were {' '.join(entry)} on Monday."), entry[0]


def _sample(types: Sequence[str], order: Sequence[str]) -> str:
    return SAMPLES[next((kind for kind in order if kind in types), "people")]


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
