# SPDX-License-Identifier: Apache-2.0
"""Nouns and offices that stand before a name without a comma: "commander Ann Lee", "the secretary of the Front Ann Lee"."""

from __future__ import annotations

from sayso.mentions.chains import Chains
from sayso.mentions.lexicon import Lexicon
from sayso.mentions.phrases import Phrase
from sayso.mentions.types import BODIES, GROUNDS, PERSONS, Sort
from sayso.parse import Parse, Word

HONORIFICS = frozenset(("mr", "mrs", "ms", "dr", "sir", "dame", "hon"))
"""What may stand between an office and its holder's name, without the stop."""
OFFICE = frozenset(("of", "for", "in", "at", "from"))
"""What stands between an office and the body that has it."""
REACH = 10
"""Words between an office and its holder's name: "Minister of State for Home Affairs and Prisons in the Government of"."""
BETWEEN = frozenset(("NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM"))
"""Parts of speech of the words between them."""


def join_titles(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon, phrase: Phrase) -> None:
    """Joins a name with the nouns, titles and offices before it."""
    _title(parse, chains, by_word, lexicon, phrase)
    _two_titles(parse, chains, by_word, phrase)
    _office(parse, chains, by_word, lexicon, phrase)


def _title(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon, phrase: Phrase) -> None:
    """ "commander Omar Deen", "the group Sea Watch": a noun right before a name that it is glued to."""
    if phrase.form != "name":
        return
    head, first = parse.words[phrase.head], phrase.words[0]
    last = before_parenthesis(parse, first - 1) if first else 0      # "Special Officer (SO) Omar Deen"
    before = parse.words[last] if first and parse.words[last].sentence == head.sentence else None
    nouns: list[Word] = []
    up = parse.head(phrase.head)
    if (
        up is not None
        and head.relation in ("flat", "appos", "compound", "nmod", "nmod:desc")
        and up.index < first
        and up.upos in ("NOUN", "PROPN")
    ):
        nouns.append(up)
    nouns += [
        c
        for c in parse.children(phrase.head, "compound", "nmod:desc", "flat", "amod")
        if c.index < first and c.upos in ("NOUN", "PROPN")
    ]
    if before is not None and chains.sorts[phrase.at].type == "person" and before not in nouns:
        nouns.append(before)  # right before a person's name, whatever the tree makes of it
    for noun in nouns:
        at = by_word.get(noun.index)
        near = before is not None and (
            noun.index == before.index or noun is up and head.relation == "flat" and parse.words[up.index + 1].lower in OFFICE
            or noun.index == first - 2 and before.text in ('"', "“", "'", "‘", ".")
        )
        if at is None or not near:
            continue
        if chains.phrases[at].form != "nominal" and not (lexicon.is_title(noun.lower) and len(chains.phrases[at].name) == 1):
            continue
        one, name = chains.sorts[at], chains.sorts[phrase.at]
        if name.type == "person" and one.type == "people" and chains.phrases[at].number != "many":
            chains.join(at, phrase.at, force=last < first - 1 or chains.phrases[at].form == "name")      # "MLA Omar Deen"
        elif name.type == "person" and one.type not in PERSONS and lexicon.is_title(noun.lower):
            chains.join(at, phrase.at, force=True)
        elif (
            name.type != "person"
            and chains.phrases[at].number != "many"
            and (
                head.relation in ("flat", "appos", "nmod:desc")
                and one.family in (name.family, "B", "L")
                or noun.relation == "compound"
                and one.type in ("group", "organisation", "outlet", "facility")
                and lexicon.type_of(noun.lemma.lower()) == one.type
            )
        ):
            chains.join(at, phrase.at, force=name.sure <= 4 and one.type not in PERSONS)
        elif name.type == "person" and _bears(parse, chains, lexicon, at, phrase):
            chains.retype(phrase.at, Sort(one.type, 8))
            chains.join(at, phrase.at, force=True)


def _two_titles(parse: Parse, chains: Chains, by_word: dict[int, int], name: Phrase) -> None:
    """ "Lawyer and activist Omar Deen", "the bank's founder and chairman Omar Deen": one person by two nouns, of which the
    second stands without an article straight before his name, and no verb tells of several."""
    first, head = name.words[0], parse.words[name.head]
    if name.form != "name" or chains.sorts[name.at].type != "person" or first < 2:
        return
    w = parse.words[first - 1]
    lower = w if w.relation == "conj" else head if head.relation == "conj" and w.head == head.index else None
    up = parse.head(lower.index) if lower is not None else None
    if lower is None or up is None or up.index >= w.index or parse.children(w.index, "det", "nmod", "nummod"):
        return
    link = [c.lower for x in dict.fromkeys((lower.index, w.index)) for c in parse.children(x, "cc")]
    pair = [chains.phrases[by_word[x.index]] for x in (up, w) if x.index in by_word]
    if link != ["and"] or len(parse.children(up.index, "conj")) != 1 or _of_several(parse, up):
        return
    if len(pair) == 2 and all(p.form == "nominal" and p.number != "many" and chains.sorts[p.at].type in PERSONS for p in pair):
        for p in pair:
            chains.join(p.at, name.at)


def _of_several(parse: Parse, subject: Word) -> bool:
    """Whether the verb of a subject has the form for several."""
    verb = parse.head(subject.index)
    if verb is None or not subject.relation.startswith("nsubj"):
        return False
    forms = [*parse.children(verb.index, "aux", "cop"), verb]
    return any(f.lower in {"were", "are", "have", "do"} or f.xpos == "VBP" for f in forms)


def _bears(parse: Parse, chains: Chains, lexicon: Lexicon, at: int, name: Phrase) -> bool:
    """Whether a name tagged as a person's is that of the body or place before it ("the group Tall Cedars", "the site Al Nur"):
    a person is glued to a noun for persons only."""
    noun = chains.phrases[at]
    word, head = parse.words[noun.head], parse.words[name.head]
    beside = head.head == word.head and head.relation in ("appos", word.relation)  # two subjects of one verb are one
    return (
        (head.head == word.index or beside)
        and word.upos == "NOUN"
        and noun.number != "many"
        and noun.definite in ("def", "indef")
        and chains.sorts[at].type in (*BODIES - {"state"}, *GROUNDS)
        and chains.sorts[at].sure >= 3
        and lexicon.gender_of_name(name.name[0]) == "any"
    )


def _office(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon, name: Phrase) -> None:
    """ "The secretary of the Labour Front Omar Deen", "Director General of Police (Operations) Omar Deen": an office with the
    body that has it, and the name without a comma behind. By the words between, for trees hang such names anywhere."""
    first = name.words[0]
    if name.form != "name" or chains.sorts[name.at].type != "person" or first < 3 or _of_relative(parse, name.head):
        return
    last = first - 1
    while last > 1 and parse.words[last].lower.rstrip(".") in HONORIFICS:
        last -= 1
    at = _held(parse, chains, by_word, lexicon, name.head, before_parenthesis(parse, last))
    if at is not None:
        chains.join(at, name.at, force=chains.phrases[at].form == "name")      # "Superintendent", tagged as a name


def _held(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon, name: int, last: int) -> int | None:
    """The phrase of the office whose body ends at a word, where only the body's name lies between: `Phrase.at`."""
    sentence, seen = parse.words[name].sentence, False
    end, ends = parse.words[last], by_word.get(last)
    noun = end.upos in ("NOUN", "PROPN") or end.xpos == "NNP" and lexicon.type_of(end.lower)      # "Leader of Opposition"
    if not noun and end.xpos != "VBG" or lexicon.is_title(end.lower):      # "Minister for shipping"
        return None      # "a friend of President Omar Deen"
    if ends is not None and chains.sorts[ends].type in ({"person"} if chains.phrases[ends].form == "name" else PERSONS):
        return None
    for i in range(last, max(last - REACH, -1), -1):
        w = parse.words[i]
        if w.sentence != sentence or w.upos not in BETWEEN and w.xpos != "VBG" and w.lower not in ("and", "'s", "’s", "for"):
            return None
        at = by_word.get(i)
        behind = parse.words[i + 1].lower in OFFICE
        if seen and behind and at is not None and w.upos in ("NOUN", "PROPN") and w.kind == "person":
            office = chains.phrases[at]
            known = lexicon.type_of(office.lemma) == "people" or lexicon.is_title(w.lower)
            bare = office.form == "name" and len(office.name) == 1 and known
            one = office.number != "many" and chains.sorts[at].type in PERSONS
            return at if one and (office.form == "nominal" or bare) else None
        seen = seen or w.lower in OFFICE
    return None


def _of_relative(parse: Parse, index: int) -> bool:
    """Whether a name is the subject of a clause behind the noun: "the leader of the party Omar Deen founded"."""
    w = parse.words[index]
    up = parse.head(index) if w.relation == "nsubj" else None
    return up is not None and up.relation == "acl:relcl" and up.index > index


def before_parenthesis(parse: Parse, last: int) -> int:
    """The word before a parenthesis that ends at a word; that word itself where none does."""
    if parse.words[last].text != ")":
        return last
    return next((i - 1 for i in range(last - 1, max(last - 6, 0), -1) if parse.words[i].text == "("), last)
