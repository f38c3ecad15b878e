# SPDX-License-Identifier: Apache-2.0
"""Who stands straight beside a verb of saying, where the tree gives it no subject."""

from __future__ import annotations

from sayso.parse import Parse

SEPARATORS = {",", "“", "”", '"', "''", "``", "–", "—", ";", ":", "(", ")"}
"""Marks that close off a stretch of a sentence."""


def neighbour(parse: Parse, index: int) -> list[int]:
    """The nominal that stands straight before a verb of saying, or straight after it, where the tree gives it no subject:
    ", two sources in Gaza told", "said Gen. Omar Deen"."""
    sentence = parse.sentence_of(index)
    first = index
    while first > sentence.first and parse.words[first - 1].text not in SEPARATORS:
        first -= 1
    if first == index and first - 1 > sentence.first:      # "Gen. Omar Deen, said"
        first -= 1
        while first > sentence.first and parse.words[first - 1].text not in SEPARATORS:
            first -= 1
    last = index
    while last + 1 < sentence.last and parse.words[last + 1].text not in SEPARATORS:
        last += 1
    for part in (parse.words[first:index], parse.words[index + 1 : last + 1]):
        words = [w for w in part if w.text not in SEPARATORS]
        inside = {w.index for w in words}
        tops = [w for w in words if w.head not in inside and w.upos in {"PROPN", "NOUN", "PRON"}]
        if tops and not any(w.upos in {"VERB", "AUX"} for w in words):
            return [_named_before(parse, words[0].index, sentence.first) or tops[0].index]
    return []


def _named_before(parse: Parse, index: int, floor: int) -> int | None:
    """The name to which a phrase between commas is an apposition: "Kofi Darko, the union's secretary, said"."""
    if parse.words[index].upos == "PROPN" or index - 2 < floor or parse.words[index - 1].text != ",":
        return None
    first = index - 2
    while first > floor and parse.words[first - 1].upos == "PROPN":
        first -= 1
    name = parse.words[first : index - 1]
    closed = first == floor or parse.words[first - 1].text in SEPARATORS
    if not closed or any(w.upos != "PROPN" or w.kind == "place" for w in name):
        return None
    inside = {w.index for w in name}
    return next((w.index for w in name if w.head not in inside), None)
