# SPDX-License-Identifier: Apache-2.0
"""Parse → phrases: every noun phrase, name and pronoun that may speak of somebody or something, with what its words tell.

A phrase here is a place in the text, not yet an entity: `find` joins phrases into entities.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.mentions.lexicon import Lexicon
from sayso.mentions.names import name_words
from sayso.mentions.spans import name_spans
from sayso.parse import Parse, Word
from sayso.text import Span

SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
NOUNISH = (
    "nsubj",
    "obj",
    "iobj",
    "obl",
    "nmod",
    "appos",
    "conj",
    "dislocated",
    "orphan",
    "root",
    "parataxis",
    "xcomp",
    "ccomp",
)
BREAKS = ("–", "—", "--", ":", ";", "(", ")", "[", "]")
RELATIVE = ("who", "whom", "which", "that", "whose")
FIRST = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
SECOND = {"you", "your", "yours", "yourself", "yourselves"}
PRONOUNS: dict[str, tuple[str, str]] = {  # number, gender
    **dict.fromkeys(("he", "him", "his", "himself"), ("one", "m")),
    **dict.fromkeys(("she", "her", "hers", "herself"), ("one", "f")),
    **dict.fromkeys(("it", "its", "itself"), ("one", "n")),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "'em"), ("many", "any")),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ("one", "any")),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), ("many", "any")),
}
DEFINITE = {"the", "this", "that", "these", "those", "both", "such"}
INDEFINITE = {"a", "an", "some", "any", "another", "several", "many", "few", "no", "every", "each", "more", "most", "other"}
INDEFINITE_PRONOUNS = {
    "someone",
    "somebody",
    "anyone",
    "anybody",
    "everyone",
    "everybody",
    "no-one",
    "nobody",
    "others",
    "another",
    "many",
    "some",
    "several",
    "few",
    "all",
    "most",
    "none",
    "those",
    "these",
    "both",
    "each",
    "one",
    "ones",
}


HARMED = {"killed", "wounded", "injured", "hurt", "dead", "arrested", "detained", "missing", "displaced", "abducted",
          "kidnapped", "shot"}
"""What is told of people by their number alone: "six were killed and two wounded"."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One place that may mention something. `words`: first and last word (inclusive). `also`: further words that stand for
    the same ("commanders" in "two of its commanders"). `number`: one, many, any. `gender`: m, f, n, any. `definite`: def,
    indef, bare, poss, none. `modifiers`: lower-case lemmas before the head. `tag`: BIO type of a name, else ""."""

    at: int
    head: int
    words: Span
    span: Span
    form: str
    lemma: str
    name: tuple[str, ...]
    tag: str
    number: str
    gender: str
    definite: str
    modifiers: frozenset[str]
    restricted: bool
    also: tuple[int, ...]
    adjective: bool = False


def _number(parse: Parse, word: Word) -> str:
    if word.lower in PRONOUNS:
        return PRONOUNS[word.lower][0]
    if word.xpos in ("NNS", "NNPS") or word.lower in (
        "people",
        "police",
        "both",
        "others",
        "those",
        "these",
        "many",
        "several",
        "few",
    ):
        return "many"
    if word.lower in ("duo", "pair", "trio", "couple", "dozen", "majority", "personnel", "staff", "family"):
        return "many"
    if word.lower == "youth" and not parse.children(word.index, "nummod"):      # "a youth"; "the youth of Karo"
        return "one" if any(c.lower in ("a", "an") for c in parse.children(word.index, "det")) else "any"
    if word.upos == "NUM" and word.lower not in ("one", "1"):
        return "many"
    if any(c.upos == "NUM" and c.lower not in ("one", "1") and c.relation == "nummod" for c in parse.children(word.index)):
        return "many"
    if word.upos in ("ADJ", "VERB") and any(c.lower == "the" for c in parse.children(word.index, "det")):
        return "any"
    return "one" if word.upos in ("NOUN", "PROPN") and word.xpos in ("NN", "NNP") else "any"


def _left(parse: Parse, head: int) -> int:
    """The first word of the premodifiers of a head: a run without gaps that ends at the head."""
    sentence = parse.sentence_of(head)
    mine = {head}
    for c in parse.children(head):
        if c.index < head and c.relation.partition(":")[0] in (
            "det",
            "amod",
            "nummod",
            "compound",
            "advmod",
            "goeswith",
            "flat",
            "nmod",
            "punct",
        ):
            if c.relation == "nmod" and any(x.relation == "case" and x.index < c.index for x in parse.children(c.index)):
                continue
            mine.update(w.index for w in parse.subtree(c.index))
        elif c.index < head and c.relation == "nmod:poss":
            mine.update(w.index for w in parse.subtree(c.index))
    first = head
    while first - 1 >= sentence.first and first - 1 in mine and parse.words[first - 1].text not in BREAKS:
        first -= 1
    while first < head and parse.words[first].upos in ("PUNCT", "ADP", "CCONJ", "SCONJ"):
        if parse.words[first].lower == "at" and parse.words[first + 1].lower in ("least", "most"):
            break
        first += 1
    return first


def _right(parse: Parse, head: int, spans: dict[int, tuple[int, int]]) -> int:
    """The last word of a nominal: the head, and the parts that are glued to it but are no name of their own."""
    last = head
    for c in parse.children(head, "flat", "fixed", "goeswith", "compound", "nummod"):
        if c.index == last + 1 and c.index not in spans:
            last = c.index
    return last


def _wanted(parse: Parse, word: Word, lexicon: Lexicon) -> bool:
    """Whether a word outside every name heads a noun phrase."""
    relation = word.relation.partition(":")[0]
    lower = word.lower
    if relation in ("expl", "discourse", "fixed", "goeswith", "case", "mark", "cc", "punct", "reparandum", "aux", "cop"):
        return False
    if word.kind == "time" or lexicon.type_of(word.lemma.lower()) == "time" or lexicon.type_of(lower) == "time":
        return False
    if word.upos == "PRON":
        if lower in SECOND or lower in (
            "there",
            "what",
            "whatever",
            "something",
            "anything",
            "nothing",
            "everything",
            "'s",
            "why",
        ):
            return False
        if lower in RELATIVE:
            asked = word.index > 0 and parse.words[word.index - 1].relation == "mark"      # "no word about who was shot"
            return not asked and any(a.relation.startswith("acl") for a in (word, *_up(parse, word.index)))
        return lower in PRONOUNS or lower in INDEFINITE_PRONOUNS or lower in ("this", "that")
    if word.upos == "DET":
        return (
            relation in NOUNISH and relation not in ("xcomp", "ccomp") and (lower in INDEFINITE_PRONOUNS or lower in RELATIVE)
        )
    if word.upos in ("NOUN", "PROPN"):
        if relation in ("compound", "flat"):
            return (
                "-" not in word.text
                and bool(lexicon.type_of(word.lemma.lower()))
                or word.kind in ("person", "organization")
                or word.upos == "PROPN"
            )
        return word.text[:1].isalnum() or len(word.text) > 1
    if word.upos == "NUM":
        head = parse.words[word.head] if word.head >= 0 else word
        if relation == "nummod" and head.upos in ("ADJ", "VERB") and head.relation != "amod" and head.lower in HARMED:
            return True      # "two more wounded"
        if not relation.startswith(("nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj")):
            return False
        if word.text.isdigit() and len(word.text) == 4 and word.text[:2] in ("19", "20"):
            return False  # a year
        return word.kind not in ("time", "none") or relation in ("nsubj", "obj") or bool(parse.children(word.index, "nmod"))
    if word.upos == "ADJ" and relation in ("amod", "compound") and word.lemma.lower() in lexicon.sides:
        return parse.words[word.head].kind == "event"      # "a militant attack"
    if word.upos in ("ADJ", "VERB"):
        return relation in ("nsubj", "obj", "iobj", "obl", "nmod") and any(
            c.lower in ("the", "those") or c.upos == "NUM" for c in parse.children(word.index, "det", "nummod")
        )
    if word.upos == "ADV":
        return lower in ("here", "there") and relation == "advmod"
    return False


def _up(parse: Parse, index: int) -> Iterator[Word]:
    """The ancestors of a word up to its clause's own relative clause mark, four steps at most."""
    for n, a in enumerate(parse.ancestors(index)):
        if n == 4:
            return
        yield a


def _of_what(parse: Parse, word: Word, lexicon: Lexicon) -> Word | None:
    """ "two of its commanders", "a group of armed men": the noun that a quantity counts, if it is not a set told apart."""
    quantity = (
        word.upos in ("NUM", "DET", "PRON") or word.lower in lexicon.quantities or word.lemma.lower() in lexicon.quantities
    )
    if not quantity:
        return None
    for c in parse.children(word.index, "nmod"):
        if c.upos in ("NOUN", "PROPN", "ADJ") and any(x.lower == "of" for x in parse.children(c.index, "case")):
            if any(x.lower in DEFINITE or x.upos == "NUM" for x in parse.children(c.index, "det", "nummod")):
                return None
            return c if c.upos != "PROPN" else None
    return None


def phrases(parse: Parse, lexicon: Lexicon) -> tuple[Phrase, ...]:
    """All phrases of a text, in the order of their heads."""
    words = parse.words
    spans: dict[int, tuple[int, int]] = {}
    tags: dict[int, str] = {}
    inside: dict[int, int] = {}
    for first, last, head, tag in name_spans(parse, lexicon):
        of_country = last > first and words[head].xpos not in ("NNS", "NNPS") \
            and lexicon.country_of(parse.text[words[first].start : words[last].end])
        spans[head], tags[head] = (first, last), "demonym" if of_country else tag      # "North Korean"
        for i in range(first, last + 1):
            inside[i] = head
    found: list[tuple[int, tuple[int, int], str]] = []
    counted: dict[int, Word] = {}
    for w in words:
        if w.index in inside:
            if w.index == inside[w.index]:
                found.append((w.index, spans[w.index], tags[w.index]))
            continue
        if w.upos == "ADJ" and lexicon.country_of(w.text) and w.relation.startswith(("amod", "compound", "nmod")):
            found.append((w.index, (w.index, w.index), "demonym"))
            continue
        if w.index in counted or not _wanted(parse, w, lexicon):
            continue
        what = _of_what(parse, w, lexicon)
        last = _right(parse, w.index, spans)
        if what is not None and what.index not in inside:
            counted[what.index] = w
            last = max(last, what.index)
        found.append((w.index, (_left(parse, w.index), last), "-"))
    found = sorted(f for f in found if not _party_tag(parse, f[0]))
    also = {w.index: i for i, w in counted.items()}
    out: list[Phrase] = []
    for head, (first, last), tag in found:
        out.append(_phrase(parse, lexicon, len(out), head, first, last, tag, also))
    return tuple(out)


PARTIES = {"R", "D", "I"}
"""What the American press writes behind a politician's name, before his state: "Ann Lee, D-Ohio"."""


def _party_tag(parse: Parse, index: int) -> bool:
    """Whether a word is the letter of such a tag, which names nobody."""
    tag = parse.words[index : index + 3]
    return (len(tag) == 3 and tag[0].text in PARTIES and tag[1].text == "-" and tag[2].text[:1].isupper()
            and tag[0].end == tag[1].start and tag[1].end == tag[2].start)


def _phrase(
    parse: Parse, lexicon: Lexicon, at: int, head: int, first: int, last: int, tag: str, also: dict[int, int]
) -> Phrase:
    words, w = parse.words, parse.words[head]
    kids = parse.children(head)
    pronoun = tag == "-" and (w.upos == "PRON" or w.lower in RELATIVE and w.upos == "DET" or w.upos == "ADV")
    form = "pronoun" if pronoun else "nominal" if tag == "-" else "name"
    counted = words[also[head]] if head in also else None
    key = counted or w
    dets = {c.lower for c in kids if c.relation.startswith("det") and c.index < head}
    if any(c.relation == "nmod:poss" for c in kids) or counted is not None and parse.children(counted.index, "nmod:poss"):
        definite = "poss"
    elif dets & DEFINITE and not (dets & {"such"}):
        definite = "def"
    elif dets & INDEFINITE or any(c.relation == "nummod" for c in kids) or w.upos == "NUM":
        definite = "indef"
    else:
        definite = "bare"
    modifiers = frozenset(
        lexicon.land(c.text) or c.lower
        for c in kids
        if c.index < head
        and c.relation.partition(":")[0] in ("amod", "compound")
        or c.index < head
        and c.relation == "nmod:poss"
        and c.upos == "PROPN"
    )
    restricted = any(c.index > head and (c.relation.startswith(("acl", "appos")) or c.relation == "nmod") for c in kids)
    name = name_words(words[first : last + 1]) if form == "name" else ()
    gender = PRONOUNS[w.lower][1] if w.lower in PRONOUNS and pronoun else lexicon.gender(w.lemma.lower())
    if form == "name" and tag in ("PER", "") and name:
        gender = lexicon.gender_of_name(name[0])
        front = first - 2 if first > 1 and words[first - 1].text == "." else first - 1
        if front >= 0 and lexicon.gender(words[front].lower.rstrip(".")) != "any":
            gender = lexicon.gender(words[front].lower.rstrip("."))
    number = _number(parse, key if counted is not None and w.lower not in ("one", "none") else w)
    if form == "name":
        number = "many" if w.xpos in ("NNPS",) and tag in ("demonym", "MISC", "") else "any" if tag != "PER" else "one"
    return Phrase(
        at,
        head,
        (first, last),
        (words[first].start, words[last].end),
        form,
        key.lemma.lower(),
        name,
        tag if form == "name" else "",
        number,
        gender,
        "none" if form != "nominal" else definite,
        modifiers,
        restricted,
        (counted.index,) if counted is not None else (),
        tag == "demonym",
    )
