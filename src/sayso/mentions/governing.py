# SPDX-License-Identifier: Apache-2.0
"""Which words a time of the report belongs to, by where the parser hung it and by what stands beside it."""

from __future__ import annotations

from sayso.mentions.calendar import lexicon
from sayso.mentions.sinces import SORT
from sayso.mentions.times import TimeMention
from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition

_CLAUSE = frozenset(
    {
        "obl",
        "advmod",
        "nmod",
        "dep",
        "obj",
        "nsubj",
        "det",
        "amod",
        "compound",
        "nummod",
        "appos",
        "mark",
        "fixed",
        "case",
        "flat",
        "parataxis",
        "discourse",
        "vocative",
        "dislocated",
        "list",
        "goeswith",
        "root",
    }
)
"""Relations by which a time hangs on the word whose time it is."""
_THROUGH = frozenset({"obj", "obl", "nmod", "iobj", "appos", "conj", "flat"})
"""Nominal relations that a time after a verb may hang below: "killed two soldiers on Tuesday" is often parsed with the day
below the soldiers."""
_STOPS = frozenset({":", "-", "–", "—"})
"""What stands between the day of a log's entry and what it tells."""
_SPOKEN_END = frozenset({".", ",", ";", ")", "", "”", '"', "''", "and", "but"})
"""What follows the time of a saying that stands behind what is said."""
_ENTRY = ("parataxis", "appos", "conj", "dep", "list", "nmod", "acl", "ccomp")
"""Relations by which the parser hangs what an entry tells on its day."""
_OPENING = frozenset({"in", "on", "at", "during", "early", "late"})
"""Prepositions of a time that opens a sentence."""


def _top(parse: Parse, time: TimeMention) -> Word:
    """The word of a time's span whose head lies outside it (the last such, a preposition's noun before the preposition)."""
    best: Word | None = None
    for word in parse.words[time.first : time.last + 1]:
        if not time.first <= word.head <= time.last and word.relation not in ("case", "mark", "punct", "cc"):
            best = word if best is None or word.upos in ("NOUN", "PROPN", "NUM", "ADV") else best
    return best if best is not None else parse.words[time.last]


def governors(parse: Parse, time: TimeMention) -> dict[int, int]:
    """Words that a time may belong to, by distance in steps: what it hangs on, and through nominals the verb over it."""
    if (saying := _saying(parse, time)) is not None:
        return {saying: 0}
    top = _top(parse, time)
    if top.head < 0:
        return _opened(parse, time, top)
    if (verb := _verb_beside(parse, time, top)) is not None:
        return {verb: 0}
    before = parse.words[time.first - 1] if time.first else None
    if time.sort == "bounded" and before and before.upos in ("NOUN", "PROPN") and top.head > time.last:
        return {before.index: 0}  # "the minister until May 1989, was killed": the office's, not the verb's
    relation = top.relation.partition(":")[0]
    if time.sort == SORT and relation == "advcl":
        return {top.head: 0}
    if relation not in _CLAUSE:
        return {}
    out = {top.head: 0}
    word, steps = parse.words[top.head], 1
    if top.head >= 0 and (clause := _content(parse, time, top.head)) is not None:
        return {clause: 0}
    if relation in ("amod", "compound", "nummod", "det", "nsubj"):
        return _through_event(parse, top.head, out)
    noun = _noun_before(parse, time, top.head)
    if noun is not None:
        out[noun] = 0
    while word.head >= 0 and word.upos not in ("VERB", "AUX"):
        main = word.relation.partition(":")[0]
        above = parse.words[word.head]
        through = main in _THROUGH or (main == "nsubj" and word.kind == "event")
        ahead = main != "nsubj" and time.first < above.index and above.upos in ("VERB", "AUX")
        if not through or (ahead and not (word.kind == "event" and preposition(parse, word.index) in ("in", "during"))):
            break
        out[above.index] = steps
        word, steps = above, steps + 1
    return out


def _saying(parse: Parse, time: TimeMention) -> int | None:
    """The verb of saying right before a time, which is when somebody spoke, whatever the parser hangs it on: "five were killed
    when the roof fell in, police said on Friday"."""
    at = time.first - 1
    at -= at >= 0 and parse.words[at].lower in ("on", "in", "late", "early")
    word = parse.words[at] if at >= 0 else None
    if word is None or word.upos != "VERB" or word.lower not in lexicon()["said"]:
        return None
    follows = parse.words[time.last + 1].lower if time.last + 1 < len(parse.words) else ""
    return word.index if follows in _SPOKEN_END and word.sentence == parse.words[time.first].sentence else None


def _opened(parse: Parse, time: TimeMention, top: Word) -> dict[int, int]:
    """What a log's entry tells after its day, "12 Dec.: growers met at the bridge": the parser makes the day the root."""
    if time.last + 1 >= len(parse.words) or parse.words[time.last + 1].text not in _STOPS:
        return {}
    told = [w for w in parse.children(top.index, *_ENTRY) if w.index > time.last]
    verbs = [w for w in told if w.upos in ("VERB", "AUX")] or told
    return {verbs[0].index: 0} if verbs else {}


def _verb_beside(parse: Parse, time: TimeMention, top: Word) -> int | None:
    """The verb whose time the parser hung on a noun: of the subject before it ("police on Sunday arrested three"), or of the
    one after it, where the time opens the sentence ("In March federal police arrested three")."""
    noun = parse.words[top.head]
    if noun.upos not in ("NOUN", "PROPN", "NUM", "ADJ") or noun.kind == "event" or time.first <= noun.index <= time.last:
        return None
    opens = time.last < noun.index and preposition(parse, noun.index) in _OPENING | {""} and _fronted(parse, time)
    if not opens and (noun.index > time.first or not _before_verb(parse, time)):
        return None
    word = noun
    while word.head >= 0 and word.upos not in ("VERB", "AUX"):
        main = word.relation.partition(":")[0]
        if main not in ("nsubj", "obj", "compound", "nmod", "conj", "appos", "flat"):
            return None
        word = parse.words[word.head]
    return word.index if word.upos in ("VERB", "AUX") and word.index > time.last else None


def _fronted(parse: Parse, time: TimeMention) -> bool:
    """Whether a time opens its sentence, behind no more than a preposition."""
    first = parse.sentence_of(time.first).first
    return time.first == first or (time.first == first + 1 and parse.words[first].lower in _OPENING)


def _before_verb(parse: Parse, time: TimeMention) -> bool:
    """Whether a verb follows a time at once, with no more than adverbs and auxiliaries between."""
    at = time.last + 1
    while at < len(parse.words) and parse.words[at].upos in ("ADV", "AUX"):
        at += 1
    return at < len(parse.words) and parse.words[at].upos == "VERB" and parse.words[at].xpos in ("VBD", "VBN", "VBZ", "VBP")


def _content(parse: Parse, time: TimeMention, governor: int) -> int | None:
    """A time between "that" and the verb of a reported clause, hung on the verb of saying, is the reported clause's."""
    for clause in parse.children(governor, "ccomp"):
        if any(mark.index < time.first < clause.index for mark in parse.children(clause.index, "mark")):
            return clause.index
    return None


def _through_event(parse: Parse, noun: int, out: dict[int, int]) -> dict[int, int]:
    """ "Killed in a 2015 attack": the year on the event noun is the verb's too."""
    word = parse.words[noun]
    above = parse.head(noun)
    if (
        above is not None
        and word.kind == "event"
        and word.relation == "obl"
        and any(c.lower in ("in", "during") for c in parse.children(noun, "case"))
    ):
        return {**out, above.index: 1}
    return out


def _noun_before(parse: Parse, time: TimeMention, governor: int) -> int | None:
    """The event noun that ends right before a time hung on its verb: "condemned the attacks today"."""
    first = time.first - 1
    while first > governor and parse.words[first].upos in ("ADP", "PUNCT"):
        first -= 1
    word = parse.words[first]
    if first <= governor or word.kind != "event" or word.upos != "NOUN" or word.head != governor:
        return None
    return first


def dateline(parse: Parse, time: TimeMention) -> bool:
    """Whether a time is that of a dateline, which is when a report was sent: "BELFAST, Wednesday - Police said"."""
    sentence, at = parse.sentence_of(time.first), time.last + 1
    before = parse.words[sentence.first : time.first]
    if not before or not before[0].text.isupper() or any(w.upos not in ("PROPN", "NOUN", "PUNCT", "ADJ") for w in before):
        return False
    if at < sentence.last and parse.words[at].text == "(":
        at = next((i for i in range(at, sentence.last) if parse.words[i].text == ")"), at) + 1
    return at < sentence.last and parse.words[at].text in _STOPS and not any(w.text == ":" for w in before)
