# SPDX-License-Identifier: Apache-2.0
"""Joins that the sentence itself shows: appositions, copulas, titles, relative pronouns, reflexives, acronyms."""

from __future__ import annotations

from sayso.mentions import lands
from sayso.mentions.chains import Chains
from sayso.mentions.lexicon import Lexicon
from sayso.mentions.names import initials
from sayso.mentions.phrases import RELATIVE, SUBJECT, Phrase
from sayso.mentions.types import BODIES, GROUNDS, PERSONS, Sort
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
HONORIFICS = frozenset(("mr", "mrs", "ms", "dr", "sir", "dame", "hon"))
"""What may stand between an office and its holder's name, without the stop."""
OFFICE = frozenset(("of", "for", "in", "at"))
"""What stands between an office and the body that has it."""
MODALS = frozenset(("could", "may", "might", "would", "should", "can", "must", "'d"))


def join_by_structure(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon) -> None:
    """Joins phrases by the tree. `by_word`: word → `Phrase.at`."""
    for phrase in chains.phrases:
        if phrase.form != "pronoun":
            _title(parse, chains, by_word, lexicon, phrase)
            _two_titles(parse, chains, by_word, phrase)
            _office(parse, chains, by_word, lexicon, phrase)
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


def _title(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon, phrase: Phrase) -> None:
    """ "commander Omar Deen", "the group Sea Watch": a noun right before a name that it is glued to."""
    if phrase.form != "name":
        return
    head, first = parse.words[phrase.head], phrase.words[0]
    last = _before_parenthesis(parse, first - 1) if first else 0      # "Special Officer (SO) Omar Deen"
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


def _apposition(parse: Parse, chains: Chains, by_word: dict[int, int], phrase: Phrase) -> None:
    """ "Omar Deen, a spokesman for …": one of the two is a description, or both call one body by two names."""
    head = parse.words[phrase.head]
    if head.relation not in ("appos", "nmod:desc") or head.head not in by_word or listed(parse, head):
        return
    other = chains.phrases[by_word[head.head]]
    if phrase.form == "nominal" and chains.sorts[phrase.at].type == "people":
        other = _at_home(parse, chains, by_word, other) or other
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


def _office(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon, name: Phrase) -> None:
    """ "The secretary of the Labour Front Omar Deen", "Director General of Police (Operations) Omar Deen": an office with the
    body that has it, and the name without a comma behind. By the words between, for trees hang such names anywhere."""
    first = name.words[0]
    if name.form != "name" or chains.sorts[name.at].type != "person" or first < 3 or _of_relative(parse, name.head):
        return
    last = first - 1
    while last > 1 and parse.words[last].lower.rstrip(".") in HONORIFICS:
        last -= 1
    at = _held(parse, chains, by_word, lexicon, name.head, _before_parenthesis(parse, last))
    if at is not None:
        chains.join(at, name.at, force=chains.phrases[at].form == "name")      # "Superintendent", tagged as a name


def _held(parse: Parse, chains: Chains, by_word: dict[int, int], lexicon: Lexicon, name: int, last: int) -> int | None:
    """The phrase of the office whose body ends at a word, where only the body's name lies between: `Phrase.at`."""
    sentence, seen = parse.words[name].sentence, False
    end, ends = parse.words[last], by_word.get(last)
    if end.upos not in ("NOUN", "PROPN") and end.xpos != "VBG" or lexicon.is_title(end.lower):      # "Minister for shipping"
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


REACH = 10
"""Words between an office and its holder's name: "Minister of State for Home Affairs and Prisons in the Government of"."""
BETWEEN = frozenset(("NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM"))
"""Parts of speech of the words between them."""


def _of_relative(parse: Parse, index: int) -> bool:
    """Whether a name is the subject of a clause behind the noun: "the leader of the party Omar Deen founded"."""
    w = parse.words[index]
    up = parse.head(index) if w.relation == "nsubj" else None
    return up is not None and up.relation == "acl:relcl" and up.index > index


def _before_parenthesis(parse: Parse, last: int) -> int:
    """The word before a parenthesis that ends at a word; that word itself where none does."""
    if parse.words[last].text != ")":
        return last
    return next((i - 1 for i in range(last - 1, max(last - 6, 0), -1) if parse.words[i].text == "("), last)


def _ending(parse: Parse, chains: Chains, by_word: dict[int, int], last: int) -> Phrase | None:
    """The phrase for one person that ends at a word, with all that hangs on it: "the mayor of the town of Gao"; of several
    the innermost."""
    w = parse.words[last]
    for _ in range(6):
        at = by_word.get(w.index)
        if at is not None and chains.sorts[at].type in ("people", *BODIES) and chains.phrases[at].number != "many":
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
    last = _before_parenthesis(parse, first - 2)      # "a special constable (SC), Omar Deen"
    other = _ending(parse, chains, by_word, last) if phrase.form == "name" else chains.phrases[phrase.at - 1]
    home = _at_home(parse, chains, by_word, other) if other is not None and phrase.form == "nominal" else None
    if (
        other is None
        or phrase.form != "name" and other.words[1] != first - 2
        or words[other.head].sentence != words[phrase.head].sentence
        or phrase.number == "many"
        or other.number == "many"
    ):
        return
    if any(c.relation == "cc" for i in (phrase.head, other.head) for c in parse.children(i)):
        return
    other = home or other
    after = words[phrase.words[1] + 1].text if phrase.words[1] + 1 < len(words) else "."
    one, two = chains.sorts[other.at], chains.sorts[phrase.at]
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
        fits = after in (",", ".", ";", ")")
    elif described:
        fits = words[phrase.head].relation not in SUBJECT and phrase.definite in ("bare", "def", "indef") and after != "and"
    else:
        fits = named and other.definite in ("def", "indef", "poss") and after in (",", ".", ";", ")")
    if fits:
        chains.join(other.at, phrase.at, force=phrase.form == "name" and last < first - 2)


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
