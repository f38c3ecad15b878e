# SPDX-License-Identifier: Apache-2.0
"""Joins that the sentence itself shows: appositions, copulas, titles, relative pronouns, reflexives, acronyms."""

from __future__ import annotations

from collections.abc import Container

from sayso.mentions import lands
from sayso.mentions.chains import Chains
from sayso.mentions.lexicon import Lexicon
from sayso.mentions.names import initials
from sayso.mentions.phrases import RELATIVE, SUBJECT, Phrase
from sayso.mentions.titles import before_parenthesis, join_titles
from sayso.mentions.types import BODIES, PERSONS, Sort
from sayso.parse import Parse, Word
from sayso.syntax.subjects import listed, preposition
from sayso.text import quote

REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves"))
ALIAS = frozenset(("aka", "a.k.a", "alias", "née", "nee", "dit", "nicknamed", "codenamed", "pseudonym", "alias:"))
NAMED_GROUNDS = frozenset(("town", "city", "village", "hamlet", "island", "province", "district", "governorate", "region",
                           "port", "settlement", "municipality", "county", "capital", "suburb", "township", "prefecture",
                           "oasis", "peninsula", "republic", "kingdom", "emirate", "state"))
"""Nouns that say what the place is whose name stands behind "of"."""
STATES = frozenset(("republic", "kingdom", "emirate", "state"))
"""Among them those that go before a country's name."""
HOME = frozenset(("of", "from"))
"""What stands between a person and his home: "Omar Deen of Lund"."""
STOPS = frozenset((",", ".", ";", ")"))
MODALS = frozenset(("could", "may", "might", "would", "should", "can", "must", "'d"))


def join_by_structure(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon) -> None:
    """Joins phrases by the tree. `by_word`: word → `Phrase.at`."""
    for phrase in chains.phrases:
        if phrase.form != "pronoun":
            join_titles(parse, chains, by_word, lexicon, phrase)
    for phrase in chains.phrases:
        _parenthesis(parse, chains, by_word, phrase)
        if phrase.form != "pronoun":
            _apposition(parse, chains, by_word, phrase)
            _beside(parse, chains, by_word, phrase)
            _copula(parse, chains, by_word, phrase)
            _second_office(parse, chains, by_word, phrase)
            _called(parse, chains, by_word, phrase)
            _ground_of(parse, chains, by_word, phrase)
            _alias(parse, chains, phrase)
    for phrase in chains.phrases:
        lower = parse.words[phrase.head].lower
        if lower in RELATIVE and phrase.form == "pronoun":
            _relative(parse, chains, by_word, phrase)
        elif lower in REFLEXIVE:
            _reflexive(parse, chains, by_word, phrase)


def _apposition(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "Omar Deen, a spokesman for …": one of the two is a description, or both call one body by two names."""
    head = parse.words[phrase.head]
    if head.relation not in ("appos", "nmod:desc") or head.head not in by_word or listed(parse, head):
        return
    other = chains.phrases[by_word[head.head]]
    if phrase.form == "nominal" and chains.sorts[phrase.at].type == "people":
        other = _at_home(parse, chains, by_word, other) or _aged(parse, chains, phrase) or other
    if "name" == phrase.form == other.form:
        one, two = chains.sorts[other.at], chains.sorts[phrase.at]
        if "place" in (one.type, two.type) or one.country or two.country:
            return  # "Cairo, Egypt"
        if one.family != two.family or one.type == "person" and not set(phrase.name) & set(other.name):
            return
        if one.type != "person" and parse.words[phrase.words[0] - 1].text == ",":
            return  # a list that the parser took for an apposition
    row = any(c.relation == "conj" for c in parse.children(phrase.head))
    if row and "many" not in (phrase.number, other.number) and phrase.form == other.form == "name":
        return
    if {phrase.form, other.form} == {"name", "nominal"} and "many" in (phrase.number, other.number):
        name = phrase if phrase.form == "name" else other
        if parse.words[name.head].xpos != "NNPS":
            return  # "all groups, Xara among them"
    _person_after_all(parse, chains, other, phrase)
    chains.join(other.at, phrase.at)


def _person_after_all(parse: Parse, chains: Chains, one: Phrase, two: Phrase) -> None:
    """A name tagged as a place or body, but known as none, beside a noun for a person: a person."""
    for name, noun in ((one, two), (two, one)):
        sort = chains.chain(name.at).sort
        if (
            name.form == "name"
            and noun.form == "nominal"
            and chains.sorts[noun.at].type == "people"
            and chains.sorts[noun.at].sure >= 5
        ):
            weak = sort.family == "L" and not lands.is_place(quote(parse.text, name.span)) or sort.sure <= 4
            if weak and noun.number != "many" and len(name.name) <= 4:
                chains.retype(name.at, Sort("person", 7))


def _at_home(parse: Parse, chains: Chains, by_word: dict[int, int], place: Phrase) -> Phrase | None:
    """The person whose home a name tells: of "Omar Deen (38) of Lund, secretary of" Omar Deen."""
    word = parse.words[place.head]
    if place.form != "name" or word.relation != "nmod" or word.head not in by_word:
        return None
    if preposition(parse, word.index) not in HOME:
        return None
    whose = chains.phrases[by_word[word.head]]
    return whose if whose.form == "name" and chains.sorts[whose.at].type == "person" else None


def _ending(parse: Parse, chains: Chains, by_word: dict[int, int], last: int, types: Container[str]) -> Phrase | None:
    """The phrase for one of some types that ends at a word, with all that hangs on it: "the mayor of the town of Gao"; of
    several the innermost."""
    w = parse.words[last]
    for _ in range(6):
        at = by_word.get(w.index)
        if at is not None and chains.sorts[at].type in types and chains.phrases[at].number != "many":
            return chains.phrases[at]
        up = parse.head(w.index)
        if up is None or up.index > w.index and up.index > last or up.upos not in ("NOUN", "PROPN"):
            return None
        if up.index < w.index and w.relation.partition(":")[0] not in ("nmod", "flat", "appos", "compound"):
            return None
        w = up
    return None


def _beside(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "Omar Deen, mayor of …", "an attorney, Omar Deen.": side by side with a comma between, whatever the tree makes of it."""
    words, first = parse.words, phrase.words[0]
    if phrase.form == "name":      # "the mayor, Dr. Omar Deen"
        before = {c.index for c in parse.children(phrase.head, "nmod", "compound", "flat")}
        while first - 1 in before:
            first -= 1
    if first < 2 or words[first - 1].text != "," or phrase.at == 0:
        return
    last = before_parenthesis(parse, _before_town(parse, chains, first - 2) if phrase.form == "name" else first - 2)
    two = chains.sorts[phrase.at]
    whom = {"people"} if two.type == "person" else {"people", *BODIES}      # "the head of the Brigade, Omar Deen"
    other = _ending(parse, chains, by_word, last, whom) if phrase.form == "name" else _before_comma(parse, chains, phrase)
    home = _at_home(parse, chains, by_word, other) if other is not None and phrase.form == "nominal" else None
    if (
        other is None
        or words[other.head].sentence != words[phrase.head].sentence
        or phrase.number == "many"
        or other.number == "many"
    ):
        return
    if any(c.relation == "cc" for i in (phrase.head, other.head) for c in parse.children(i)):
        return
    other = home or other
    after = words[phrase.words[1] + 1].text if phrase.words[1] + 1 < len(words) else "."
    one = chains.sorts[other.at]
    described = (
        one.type == "person" and other.form == "name" and phrase.form == "nominal" and two.type == "people" and two.sure >= 2
    )
    named = (
        two.type == "person" and phrase.form == "name" and other.form == "nominal" and one.type == "people" and one.sure >= 2
    )
    body = (      # "the movement's ally, the League of the Plain, said"
        phrase.form == "name" and other.form == "nominal" and other.definite == "poss"
        and one.type in BODIES and two.type in (*BODIES, "thing") and two.type != "state"
    )
    if body:
        fits = after in STOPS
    elif described:
        fits = words[phrase.head].relation not in SUBJECT and phrase.definite in ("bare", "def", "indef") and after != "and"
    else:
        held = other.definite == "bare" and other.words[1] < last      # "Secretary of the Labour Front, Omar Deen said"
        fits = named and (other.definite in ("def", "indef", "poss") and after in STOPS
                          or held and (after in STOPS or _speaks(parse, phrase)) and not parse.children(other.head, "cop"))
    if fits:
        chains.join(other.at, phrase.at, force=phrase.form == "name" and last < first - 2)


def _before_town(parse: Parse, chains: Chains, last: int) -> int:
    """The word before a town between commas that ends at a word, else that word: "Superintendent of Police, Surat, Ann Lee"."""
    places = (p for p in chains.phrases if p.form == "name" and chains.sorts[p.at].type == "place")
    town = next((p for p in places if p.words[1] == last), None)
    apart = town is not None and town.words[0] > 1 and parse.words[town.words[0] - 1].text == ","
    return town.words[0] - 2 if town is not None and apart else last


def _speaks(parse: Parse, name: Phrase) -> bool:
    """Whether a finite verb follows a name."""
    behind = parse.words[name.words[1] + 1 : name.words[1] + 2]
    return bool(behind) and behind[0].upos in ("VERB", "AUX") and behind[0].xpos in ("VBD", "VBZ", "VBP", "MD")


def _before_comma(parse: Parse, chains: Chains, phrase: Phrase) -> Phrase | None:
    """What ends at the comma before a phrase, or the person whose age stands between."""
    return _aged(parse, chains, phrase) or _near(chains, phrase, phrase.words[0] - 2)


def _aged(parse: Parse, chains: Chains, phrase: Phrase) -> Phrase | None:
    """The person whose age stands between his name and a description: "Omar Deen, 28, a clerk", "Omar Deen (28), a clerk"."""
    words, first = parse.words, phrase.words[0]
    age = first - 2 - (first > 1 and words[first - 2].text == ")")
    if first < 4 or words[first - 1].text != "," or words[age].upos != "NUM" or words[age - 1].text not in (",", "("):
        return None
    name = _near(chains, phrase, age - 2)
    return name if name is not None and chains.sorts[name.at].type == "person" else None


def _near(chains: Chains, phrase: Phrase, last: int) -> Phrase | None:
    """Among the phrases just before one that which ends at a word."""
    return next((p for p in reversed(chains.phrases[: phrase.at][-3:]) if p.words[1] == last), None)


def _copula(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "Omar Deen is the leader of …": subject and predicate noun, where it is said plainly."""
    if phrase.form != "nominal" or not parse.children(phrase.head, "cop"):
        return
    if any(
        c.lower in MODALS or c.lower in ("not", "n't", "never", "if", "whether", "like")
        for c in parse.children(phrase.head, "aux", "advmod", "mark", "case")
    ):
        return
    if parse.children(phrase.head, "case"):
        return
    for subject in parse.children(phrase.head, "nsubj"):
        at = by_word.get(subject.index)
        if at is None:
            continue
        a, b = chains.sorts[at], chains.sorts[phrase.at]
        if (
            b.family in ("P", "B", "L")
            and (a.family == b.family or not a.family or a.family == "C")
            and (a.type == b.type or b.family != "P" or a.family == "P" or not a.family)
        ):
            chains.join(at, phrase.at)


def _second_office(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "Omar Deen, founder and leader of …": the second noun without an article is the same person."""
    head = parse.words[phrase.head]
    if head.relation != "conj" or phrase.form != "nominal" or phrase.definite != "bare" or phrase.number == "many":
        return
    other = by_word.get(head.head)
    if other is None or chains.phrases[other].form != "nominal" or chains.phrases[other].number != "one":
        return
    if chains.sorts[other].type == chains.sorts[phrase.at].type == "people" and (
        chains.chain(other).named or parse.words[chains.phrases[other].head].relation in ("appos", "root", "flat")
    ):
        chains.join(other, phrase.at)


def _alias(parse: Parse, chains: Chains, phrase: Phrase) -> None:
    """ "Jose Marin, aka Comrade Abel", "known by the nom de guerre Abu Sahl": another name of the one just named."""
    if phrase.form != "name" or phrase.at == 0:
        return
    sentence, first = parse.sentence_of(phrase.head), phrase.words[0]
    before = [w.lower.rstrip(".") for w in parse.words[max(sentence.first, first - 5) : first] if w.upos != "PUNCT"]
    told = ALIAS & set(before[-2:]) or {"guerre", "nickname"} & set(before[-3:])
    if not told and before[-2:] not in (["known", "as"], ["born", "as"]):
        return
    for other in reversed(chains.phrases[: phrase.at]):
        if other.head < sentence.first:
            return
        if other.form != "name" or other.words[1] >= first or chains.sorts[other.at].family not in ("P", "B", "T"):
            continue
        if chains.sorts[phrase.at].country or chains.sorts[other.at].country:
            return
        chains.join(other.at, phrase.at, force=True)
        return


def _called(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "a group called X", "the city known as X": a name that a reduced clause gives to a noun."""
    if phrase.form != "name":
        return
    up = parse.head(phrase.head)
    if (
        up is None
        or up.lower not in ("called", "named", "dubbed", "known", "nicknamed", "identified", "codenamed")
        or not up.relation.startswith("acl")
    ):
        return
    noun = by_word.get(up.head)
    if noun is not None and chains.phrases[noun].form == "name":  # "the group within X called Y": hung too low
        above = parse.head(up.head)
        noun = by_word.get(above.index) if above is not None else None
        if noun is not None and chains.phrases[noun].form == "name":
            return
    if noun is not None and chains.phrases[noun].number != "many":
        chains.join(noun, phrase.at)


def _ground_of(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "The town of Gao", "the Malian island of Gao" are Gao; "the capital of Mali" is not Mali."""
    if phrase.form != "nominal" or phrase.lemma not in NAMED_GROUNDS or phrase.definite != "def" or phrase.number == "many":
        return
    for c in parse.children(phrase.head, "nmod"):
        name = chains.phrases[by_word[c.index]] if c.index in by_word else phrase
        behind = name.form == "name" and name.words[0] == phrase.head + 2 and parse.words[phrase.head + 1].lower == "of"
        if behind and not parse.children(c.index, "conj"):
            sort = chains.sorts[name.at]
            if sort.type == "place" or sort.country and phrase.lemma in STATES:
                chains.join(phrase.at, name.at)


def _parenthesis(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "National Liberation Front (NLF)", "NLF (National Liberation Front)": a name in parentheses right after a name."""
    if phrase.form != "name":
        return
    words, (first, last) = parse.words, phrase.words
    if first < 2 or last + 1 >= len(words) or words[first - 1].text not in "([-" or words[last + 1].text not in ")]-":
        return
    before = next(
        (
            chains.phrases[by_word[i]]
            for i in range(first - 2, max(first - 12, -1), -1)
            if i in by_word and chains.phrases[by_word[i]].form == "name" and chains.phrases[by_word[i]].words[1] == first - 2
        ),
        None,
    )
    if before is None or before.at == phrase.at:
        return
    raw, other = parse.text[slice(*phrase.span)], parse.text[slice(*before.span)]
    enough = 2 if other.isupper() else 1  # words of the long form: in a text all in capitals one word may be a surname
    short = (
        len(phrase.name) == 1
        and raw[:1].isupper()
        and sum(c.isupper() for c in raw) > 1
        and 2 <= len(raw) <= 8
        and len(before.name) > enough
    )
    if not (short or initials(phrase.name, raw, before.name) or initials(before.name, other, phrase.name)):
        return
    if chains.sorts[before.at].type not in ("person", "place"):
        chains.join(before.at, phrase.at, force=chains.sorts[phrase.at].family != "P")


def _relative(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """A relative pronoun and the noun that its clause hangs on."""
    for a in (parse.words[phrase.head], *parse.ancestors(phrase.head)):
        if a.relation.startswith("acl"):
            noun = by_word.get(a.head)
            if noun is not None and noun != phrase.at:
                if parse.words[phrase.head].lower in ("who", "whom"):
                    noun = _of_persons(parse, chains, by_word, noun)
                named = _named_just_before(parse, chains, by_word, phrase, parse.words[a.head])
                chains.join(noun if named is None else named, phrase.at)
            return


def _of_persons(parse: Parse, chains: Chains, by_word: dict[int, int], noun: int) -> int:
    """Whom "who" means where its clause hangs too low: "members of the movement who left", "leaders of two unions who met"."""
    up = parse.head(chains.phrases[noun].head)
    if up is None or up.index not in by_word or chains.phrases[noun].head < up.index:
        return noun
    above = by_word[up.index]
    persons = chains.sorts[noun].family == "B" and chains.sorts[above].type in PERSONS and parse.words[up.index].xpos == "NNS"
    return above if persons or chains.sorts[noun].family in ("T", "L") else noun


def _named_just_before(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase, noun: Word) -> int | None:
    """Whom "who" means: in "a league headed by Omar Deen, who seized power" the person named straight before it, whatever body
    the tree hangs its clause on; `noun`: the word that it does hang it on."""
    at, hung = phrase.head - 1, by_word.get(noun.index)
    if parse.words[phrase.head].lower != "who" or hung is None or chains.phrases[hung].number == "many":
        return None
    if chains.sorts[hung].type in PERSONS:
        return None
    if at > 0 and parse.words[at].text == ",":
        at -= 1
    named = next((by_word[a.index] for a in (parse.words[at], *parse.ancestors(at)) if a.index in by_word), hung)
    near = chains.phrases[named]
    return named if near.form == "name" and chains.sorts[named].type == "person" and near.words[-1] == at else None


def _reflexive(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "himself" and the subject of its verb."""
    for a in parse.ancestors(phrase.head):
        for subject in parse.children(a.index, *SUBJECT):
            if subject.index in by_word and subject.index != phrase.head and chains.join(by_word[subject.index], phrase.at):
                return
