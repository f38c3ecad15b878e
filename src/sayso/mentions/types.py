# SPDX-License-Identifier: Apache-2.0
"""What kind of thing a phrase speaks of (model.ENTITY_TYPES), and how sure the words make it.

The sure marks, strongest first: a known body or country, a person's name tag, the first or last word of a name, the tag, a noun
of the word list, the model's kind. A pronoun tells a class (person or not), no type.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.mentions import lands
from sayso.mentions.lexicon import Lexicon
from sayso.mentions.phrases import Phrase
from sayso.parse import Parse

PERSONS = frozenset(("person", "people"))
BODIES = frozenset(("group", "state", "organisation", "outlet"))
GROUNDS = frozenset(("place", "facility"))
NOT_SOMEBODY = frozenset(("event", "abstract", "substance", "object", "animal", "plant", "time"))
KINDS = {"person": "people", "organization": "organisation", "place": "place"}
TAGS = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "thing", "demonym": "state"}


@dataclass(frozen=True, slots=True)
class Sort:
    """A type, how sure (0: nothing known), and whether it is a country."""

    type: str
    sure: int
    country: str = ""

    @property
    def family(self) -> str:
        """P person or people, B body, L ground, T thing, C country (body and ground), "" anything."""
        if self.sure == 0:
            return ""
        if self.country:
            return "C"
        return "P" if self.type in PERSONS else "B" if self.type in BODIES else "L" if self.type in GROUNDS else "T"


KUNYAS = frozenset(("abu", "umm", "ibn", "bin", "abd", "abdul"))
"""First words of Arabic personal names, which taggers trained on European names take for places."""
PRESS = frozenset(("broadcasting", "television", "radio", "newspaper", "news", "tv"))
CARRIERS = frozenset(("agency", "site", "portal", "service", "outlet", "organisation", "organization", "programme", "program"))
"""What news of its own makes an outlet: "the news site"."""
NOTHING = Sort("thing", 0)


_OF_STATES = frozenset({"royal", "national", "federal", "imperial", "republican", "regular", "us", "uk"})
"""Words by which states name their armies."""


SOME_ONE = frozenset(("one", "none", "both", "some", "several", "many", "few", "all", "most", "each", "another", "others"))
"""Words that stand for people or for things, as the model reads them."""
COUNCILS = frozenset(("council", "assembly", "office", "committee", "board", "service", "unit"))
"""Nouns for bodies that are the state's where a word like "provincial" says so."""
FACING = {"both", "two", "all", "opposing", "warring", "rival", "feuding", "conflicting"}
"""Words that make sides and parties those of a conflict."""

def agree(a: str, b: str) -> bool:
    """Whether two families may be one entity: persons never mix with bodies or places; a country is body and ground."""
    if not a or not b or a == b:
        return True
    return {a, b} in ({"C", "B"}, {"C", "L"})


def sort_of(parse: Parse, phrase: Phrase, lexicon: Lexicon, text: str) -> Sort:
    """The type that a phrase's own words show."""
    if phrase.form == "pronoun":
        word = parse.words[phrase.head]
        someone = word.lower in SOME_ONE and word.kind == "person"      # "no one was hurt", "both were freed"
        return Sort("people", 1) if someone else _pronoun(word.lower)
    return _name(parse, phrase, lexicon, text) if phrase.form == "name" else _nominal(parse, phrase, lexicon)


def _pronoun(lower: str) -> Sort:
    if lower in (
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "i",
        "me",
        "my",
        "myself",
        "mine",
        "someone",
        "somebody",
        "anyone",
        "anybody",
        "everyone",
        "everybody",
        "nobody",
        "those",
        "others",
        "we",
        "us",
        "our",
        "ours",
        "ourselves",
    ):
        return Sort("people", 1)
    if lower in ("here", "there"):
        return Sort("place", 1)
    return NOTHING


def _name(parse: Parse, phrase: Phrase, lexicon: Lexicon, text: str) -> Sort:
    name, word = phrase.name, parse.words[phrase.head]
    known = lexicon.body(name)
    if (
        known is not None
        and (phrase.tag != "PER" or lexicon.gender_of_name(name[0]) == "any")
        and (len(name[0]) > 3 or len(name) > 1 or text.isupper() or "." in text)
    ):
        country = known.country if known.type == "state" and lands.country_named(text) else ""
        return Sort(known.type, 9, country)
    if phrase.tag == "demonym":
        code = lexicon.country_of(text) or lexicon.country_of(word.text)
        return Sort("state", 8, code) if word.xpos not in ("NNS", "NNPS") else Sort("people", 7)
    if len(name) == 1 and (
        word.xpos in ("NNS", "NNPS") and lexicon.country_of(word.text)
        or word.xpos == "NNPS" and phrase.tag != "ORG" and not lands.country_named(text)      # "the Netherlands"
        and not (phrase.tag == "LOC" and lands.may_be_place(text))      # "Samos"
    ):
        return Sort("people", 7)
    if phrase.tag == "PER":
        return Sort("person", 8)
    code = lands.country_named(text)
    if code:
        return Sort("state", 8, code)
    if len(name) == 1 and name[0] in lexicon.parties_too:
        return Sort("group", 7)
    shape = _shape(phrase, lexicon)
    if phrase.tag == "LOC" and len(name) > 1 and shape in ("group", "organisation", "state") and lands.is_place(text):
        return Sort("place", 7)      # "the West Bank"
    if shape:
        return Sort(shape, 7 if len(name) > 1 else 4)
    if phrase.tag in ("LOC", "MISC", "") and name[0] in KUNYAS and len(name) > 1 and not lands.is_place(text):
        return Sort("person", 7)
    if len(name) == 1 and phrase.tag != "ORG" and {name[0], word.lemma.lower()} & lexicon.sides:
        return Sort("people", 4)      # "a Maoist ambush", "the Naxalites"
    if phrase.tag in ("LOC", "ORG", "MISC"):
        if phrase.tag != "LOC" and word.kind == "person" and len(name) == 1 and word.xpos == "NNPS":
            return Sort("people", 4)
        return Sort(TAGS[phrase.tag], {"LOC": 6 if lands.is_place(text) else 5, "ORG": 4, "MISC": 3}[phrase.tag])
    if lands.is_place(text):
        return Sort("place", 4)
    up = parse.head(phrase.head)
    if (
        up is not None
        and up.upos == "NOUN"
        and word.relation in ("flat", "appos", "nmod:desc")
        and lexicon.type_of(up.lemma.lower()) == "people"
    ):
        return Sort("person", 5)
    noun = lexicon.type_of(word.lemma.lower())
    if noun and noun != "time":
        return Sort(noun, 3)
    if word.kind == "person":
        return Sort("person", 4)
    if word.kind in KINDS:
        return Sort(KINDS[word.kind], 3)
    return Sort("thing", 2)


def _shape(phrase: Phrase, lexicon: Lexicon) -> str:
    """The type that the first or last word of a name gives: "… Brigades", "Ministry of …"."""
    name = phrase.name
    if phrase.tag in ("ORG", "") and len(name) > 1 and not PRESS.isdisjoint(name):
        return "outlet"
    last = lexicon.endings.get(name[-1], "")
    first = lexicon.starts.get(name[0], "")
    if (
        len(name) > 1
        and first
        and last in ("", "place")
        or len(name) > 1
        and first == "group"
        and name[0] not in ("front", "party", "movement")
        or first
        and "of" in name[1:3]
    ):
        last = first
    elif not last and "of" in name[1:]:  # "Mujahideen Army of Palestine", "Popular Front for the Liberation of …"
        last = lexicon.endings.get(name[name.index("of") - 1], "") or lexicon.starts.get(name[0], "")
    if not last and "for" in name[1:]:
        last = lexicon.endings.get(name[name.index("for") - 1], "")
    if phrase.tag == "LOC" and last not in ("facility", "place", ""):
        return "" if len(name) == 1 else last
    if last == "state" and {
        "liberation",
        "salvation",
        "resistance",
        "democratic",
        "revolutionary",
        "peoples",
        "popular",
        "islamic",
    } & set(name):
        return "group" if name[-1] in ("army", "forces", "force", "front") else last
    if name[-1] == "army" and len(name) > 1 and not _national(name, lexicon):
        return "group"
    return last


def _national(name: tuple[str, ...], lexicon: Lexicon) -> bool:
    """"Lebanese Army", "Royal Army": a state's; "Eastern Army" is a group's name for itself."""
    return any(w in _OF_STATES or lexicon.land(w) or lexicon.land(w.title()) for w in name[:-1])


def _public(parse: Parse, index: int, phrase: Phrase, lexicon: Lexicon) -> bool:
    """ "the provincial assembly", "the prosecutor's office"."""
    owners = {c.lemma.lower() for c in parse.children(index, "nmod:poss", "compound", "amod")}
    return bool(lexicon.public & (owners | phrase.modifiers))


def _nominal(parse: Parse, phrase: Phrase, lexicon: Lexicon) -> Sort:
    word = parse.words[phrase.also[0] if phrase.also else phrase.head]
    if word.upos in ("NUM", "DET", "PRON") or word.lower in lexicon.quantities:
        for c in parse.children(word.index, "nmod"):  # "three of the bridges": what is counted
            if any(x.lower in ("of", "among") for x in parse.children(c.index, "case")):
                word = c
                break
    lemma = word.lemma.lower()
    listed = lexicon.type_of(lemma)
    if lemma in CARRIERS and "news" in phrase.modifiers:
        return Sort("outlet", 5)
    if word.upos in ("ADJ", "VERB", "NUM", "DET") and not phrase.also:
        return (
            Sort("people", 2)
            if listed in ("", "people") and word.kind in ("person", "none")
            else Sort(KINDS.get(word.kind, "thing"), 1)
        )
    if lemma in lexicon.forces and lemma in ("force", "forces", "troop", "troops"):
        if phrase.number != "many":
            return Sort("thing" if word.kind in NOT_SOMEBODY else "state", 2)
        other = {m for m in phrase.modifiers if not m.isupper()} - lexicon.regular
        return Sort("group" if other else "state", 3)  # "rebel forces", "Xara forces"; "security forces", "Egyptian troops"
    if lemma in ("side", "party") and phrase.number == "many" and any(c.lower in FACING for c in parse.children(word.index)):
        return Sort("group", 4)  # "both sides", "the warring parties"
    if lemma in ("authority", "authorities"):
        if any(m.isupper() for m in phrase.modifiers):
            return Sort("state", 4)  # "Kazakh authorities"
        return Sort("people", 3) if phrase.number == "many" else Sort("thing" if word.kind in NOT_SOMEBODY else "state", 2)
    if lemma in COUNCILS and _public(parse, word.index, phrase, lexicon):
        return Sort("state", 4)
    if listed in ("", "time"):
        if phrase.form == "nominal" and word.upos == "NUM" and word.kind == "none" and not word.lower.isdigit():
            return Sort("people", 1)
        return Sort(KINDS.get(word.kind, "thing"), 2 if word.kind != "none" else 1)
    if listed == "state" and any(m.isupper() for m in phrase.modifiers):
        return Sort("state", 5)  # "Jordanian intelligence"
    if word.kind in NOT_SOMEBODY and lemma in lexicon.ambiguous:
        return Sort("thing", 2)
    if lemma in ("state", "nation"):
        return Sort("state", 3)
    if lemma == "staff" and "general" in phrase.modifiers:
        return Sort("state", 4)
    if lemma in ("wounded", "dead", "injured", "missing", "displaced") and phrase.definite == "def":
        return Sort("people", 4)      # "the wounded"
    first = parse.sentence_of(word.index).first
    if word.text[:1].isupper() and word.text[1:].islower() and listed in BODIES and word.index != first:
        return Sort(listed, 4)      # "the Black Column": a capital makes a name of it
    if word.kind == "place" and listed in BODIES and lemma in lexicon.ambiguous:
        return Sort("facility", 3)
    if word.kind == "person" and listed in BODIES and listed != "group" and lemma in lexicon.ambiguous:
        return Sort("people", 2)
    return Sort(listed, 5)
