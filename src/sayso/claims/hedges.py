# SPDX-License-Identifier: Apache-2.0
"""The words that commit a speaker (data/commitment.yaml), and whether they stand at a place of a tree: what `commitment` asks
on its way up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition

Lists = Mapping[str, Mapping[str, frozenset[str]]]


@cache
def lists() -> Lists:
    """The shipped word lists, group → part of speech → lemmas."""
    raw = yaml.safe_load(resources.files("sayso.claims").joinpath("data/commitment.yaml").read_text(encoding="utf-8"))
    return {
        group: {pos: frozenset(str(x).split()) for pos, x in value.items()}
        if isinstance(value, dict)
        else {"all": frozenset(str(value).split())}
        for group, value in raw.items()
    }


PART = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives", "ADV": "adverbs"}
MODALITIES = ("threatened", "requested", "planned", "possible")
"""The groups of words that make a modality, the one that is asked for first."""


def is_in(group: str, w: Word) -> bool:
    """Whether a word is in a group, as the part of speech that it is here."""
    words = lists()[group].get(PART.get(w.upos, ""), frozenset())
    return w.lemma.lower() in words or (w.upos == "ADJ" or w.upos == "VERB") and w.lower in lists()[group].get("adjectives", ())


def phrase_in(group: str, parse: Parse, head: Word) -> bool:
    """Whether a verb and its particle are in a list, as "call-off"."""
    beside = parse.children(head.index, "compound", "advmod")
    return any(f"{head.lemma.lower()}-{c.lower}" in lists()[group]["all"] for c in beside)


def reaching(parse: Parse, w: Word) -> bool:
    """Whether a noun hangs on a verb that holds for it as for a clause: "called for talks"."""
    head = parse.head(w.index)
    return head is not None and f"{head.lemma.lower()}-{preposition(parse, w.index)}" in lists()["reaching"]["all"]


def hedged_agent(parse: Parse, w: Word) -> Word | None:
    """The word that leaves open who did it: "suspected rebels killed", "an attack by alleged rebels", "killed, presumably
    by"."""
    by = [c for c in parse.children(w.index, "obl", "nmod") if preposition(parse, c.index) == "by"]
    doers = [c for c in parse.children(w.index, "nsubj") if c.relation == "nsubj" and w.upos == "VERB"]
    parts = [x for d in (*by, *doers) for x in (d, *parse.children(d.index, "compound"))]
    marks = [(c, "adjectives") for x in parts for c in parse.children(x.index, "amod")]
    marks += [(c, "adverbs") for d in by for c in parse.children(d.index, "advmod")]
    return next((c for c, kind in marks if c.lower in lists()["hedged_agent"][kind]), None)


def none_of(parse: Parse, w: Word) -> bool:
    """"No army", "neither army"."""
    return any(d.lower in {"no", "neither"} for d in parse.children(w.index, "det", "cc"))


def ends(parse: Parse, w: Word, head: Word, relation: str) -> bool:
    """Whether a noun is what a verb or noun of ending would end."""
    ending = head.lemma.lower() in lists()["ending"]["all"] or phrase_in("ending_phrases", parse, head)
    return ending and w.upos in {"NOUN", "PROPN"} and (relation == "obj" or preposition(parse, w.index) in {"to", "of", "from"})


def light(w: Word, head: Word) -> bool:
    """Whether a verb only says of an event noun, its subject, that it happens: "occurred", "was carried out"."""
    return head.lemma.lower() in lists()["happening"]["all"] or (
        w.relation == "nsubj:pass" and head.lemma.lower() in lists()["carrying"]["all"]
    )


def pointed(parse: Parse, w: Word) -> bool:
    """Whether a noun stands with "the", "this" or an owner: the reader knows which is meant."""
    marks = parse.children(w.index, "det", "nmod")
    return any(c.lower in {"the", "this", "that", "these", "those"} or c.relation == "nmod:poss" for c in marks)


def given(parse: Parse, w: Word, head: Word, relation: str) -> bool:
    """Whether a noun is known before the verb says something of it: "the attack", "its pursuit"; not "launch the attack"."""
    if relation != "obj" or head.upos != "VERB" or w.upos not in {"NOUN", "PROPN"}:
        return False
    lemma = head.lemma.lower()
    held = any(is_in(group, head) for group in ("probable", "negating", *MODALITIES)) or lemma in lists()["foiled"]["all"]
    return pointed(parse, w) and not held and lemma not in lists()["carrying"]["all"] | lists()["ending"]["all"]
