# SPDX-License-Identifier: Apache-2.0
"""What kind of voice a source is: a named person, a spokesperson, a body, an unnamed official, a document …"""

from __future__ import annotations

from sayso.mentions.lands import is_capital
from sayso.mentions.lexicon import lexicon
from sayso.model import Entity
from sayso.parse import Parse
from sayso.syntax.subjects import preposition
from sayso.voices.sources import kinds, words

PEOPLE = {"spokesperson", "kin", "witness", "official", "unnamed"}
THINGS = ("estimate", "document", "post", "outlet")
ORDER = ("spokesperson", "kin", "witness", "official", "document", "estimate", "post")


def voice_kind(parse: Parse, entity: Entity | None, head: int | None = None) -> str:
    """One of model.VOICE_KINDS, by the entity and by the words at `head`, the mention that speaks here."""
    if entity is None:
        return "unknown"
    if entity.type == "outlet" or (head is not None and _press(parse, entity, head)):
        return "outlet"
    heads = {parse.words[m.head].lemma.lower() for m in entity.mentions if m.form == "nominal" and m.head < len(parse.words)}
    named = any(m.form == "name" for m in entity.mentions)
    if head is not None:
        here = parse.words[head]
        beside = parse.children(head, "appos", "compound", "amod") if named else ()
        counted = parse.children(head, "nmod") if here.lemma.lower() not in kinds() else ()
        heads |= {c.lemma.lower() for c in beside if c.upos == "NOUN"}
        heads |= {
            c.lemma.lower() for c in counted if preposition(parse, c.index) == "of" and kinds().get(c.lemma.lower()) in PEOPLE
        }
    known = {kinds()[h] for h in heads if h in kinds()}
    if named and head is not None and is_capital(entity.name):
        return "body"      # "Addis Ababa rejected"
    if entity.type in {"person", "people"}:
        if "spokesperson" in known:
            return "spokesperson"
        if named and entity.type == "person":
            return "person"
        return next((k for k in (*ORDER, "outlet") if k in known), "unnamed")
    thing = next((k for k in THINGS if k in known), None)
    if thing is not None and (not named or thing == "outlet"):
        return thing
    if entity.type in {"group", "state", "organisation"}:
        return "body"
    return thing or next((k for k in ORDER if k in known), "unknown")


def _press(parse: Parse, entity: Entity, head: int) -> bool:
    """Whether a name is of a paper or station: "Radio Kolkheti", "the weekly Nova Riječ", "the Ahwaz Observer"."""
    word = parse.words[head]
    called = word.upos == "NOUN" and word.text[:1].isupper() and not word.text.isupper()      # "the Post", taken for a noun
    if word.upos != "PROPN" and not (called and head > parse.sentence_of(head).first):
        return False
    beside = [c for c in parse.children(head, "compound", "flat", "nmod", "amod") if c.relation not in {"nmod", "nmod:poss"}]
    name = sorted((parse.words[head], *beside), key=lambda w: w.index)
    told = any(kinds().get(w.lower) == "outlet" for w in name[:-1])
    last = name[-1].lower
    paper = lexicon().endings.get(last) == "outlet" or last in words("papers")
    thing = entity.type not in {"person", "people"} or bool(parse.children(head, "det"))      # nobody is "the" Smith
    the = any(c.lower == "the" for c in parse.children(head, "det"))      # "The Post"
    return told or (paper and (len(name) > 1 and thing or the)) or kinds().get(last) == "outlet"
