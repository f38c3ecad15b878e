# SPDX-License-Identifier: Apache-2.0
"""What a report says of a number besides: its parts ("including three children"), whose it is ("by the hospital's count"), and
whether it is of this event or of many ("since January")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.mentions.bounds import Found
from sayso.mentions.counts import as_count, numbers
from sayso.mentions.numerals import lexicon
from sayso.model import Count
from sayso.parse import Parse, Sentence, Word
from sayso.syntax.subjects import FINITE, preposition, preposition_words
from sayso.text import Span

OPENING = (("including",), ("included",), ("among", "them"), ("among", "whom"), ("of", "whom"), ("between", "them"),
           ("of", "them"), ("among", "these"), ("among", "which"))
"""Words before a number that is part of the one before it: "among them two women"."""

CLOSING = (("of", "them"), ("of", "whom"), ("of", "these"), ("of", "those"))
"""Words behind such a number: "eight of them soldiers"."""

GIVING = frozenset({"put", "set", "estimate", "place", "give", "fix", "count", "list", "number"})
"""Verbs whose subject gives a number: "which the ministry put at 30"."""

BRINGING = frozenset({"bring", "take", "raise", "push", "lift"})
"""Verbs that add an event's number to those before: "bringing the toll to 40"."""

SPANS = frozenset({"day", "week", "month", "year", "decade", "century"})
STRETCHES = frozenset({"past", "last", "recent", "previous", "preceding"})
DURING = frozenset({"in", "over", "during", "within", "for", "through", "throughout", "across"})
REACH = 4
"""Words between a number and the noun that says of whom it is, or an "according to" that goes with the number alone."""


def dressed(parse: Parse, d: Draft, count: Count) -> Count:
    """A claim's count with its parts, scope and source."""
    own = parse.sentence_of(d.candidate.index)
    sentence = own if own.start <= count.span[0] < own.end else next(
        (s for s in parse.sentences if s.start <= count.span[0] < s.end), own)
    found = numbers(parse, sentence)
    ours = [f for f in found if _inside(parse, sentence, f, count.span)]
    if not ours:
        return count
    parts = tuple(_parts(parse, sentence, found, ours, count))
    return replace(count, parts=parts, scope="cumulative" if _many(parse, d, sentence, ours[-1]) else "event",
                   source=_source(parse, d, sentence, found, ours[-1]))


def is_part(parse: Parse, index: int) -> bool:
    """Whether a number word is of those of the number before it: "seven of them"."""
    return parse.words[index].upos == "NUM" and tuple(w.lower for w in parse.words[index + 1 : index + 3]) in CLOSING


def _inside(parse: Parse, sentence: Sentence, found: Found, span: Span) -> bool:
    return span[0] <= parse.words[sentence.first + found.core].start < span[1]


def _parts(parse: Parse, sentence: Sentence, found: tuple[Found, ...], ours: list[Found], count: Count) -> Iterator[Count]:
    """The numbers behind ours that are part of it, up to the next that is not."""
    words = parse.words[sentence.first : sentence.last]
    lower = [w.lower for w in words]
    whole = count.best if count.best is not None else count.high
    at, begun = ours[-1].last + 1, ours[0].first > 1 and lower[ours[0].first - 2 : ours[0].first] == ["of", "the"]
    opened, listed = False, 0
    after = iter(f for f in found if f.first > ours[-1].last)
    number = next(after, None)
    while at < len(words):
        if any(tuple(lower[at - len(o) : at]) == o for o in OPENING if at - len(o) > ours[-1].last):
            opened, listed = True, 0
        if listed == 1 and lower[at - 2 : at] == [",", "and"]:
            opened = False      # "killed 161, including 71 civilians, and wounded 300": a list of two has no comma
        if number is not None and at == number.first:
            closed = any(tuple(lower[number.last + 1 : number.last + 1 + len(c)]) == c for c in CLOSING)
            counted = begun and words[number.core].relation.startswith("nsubj")
            if not (opened or closed or counted):
                return
            part = as_count(parse, sentence, number)
            fits = whole is None or number.value is None or number.value <= whole
            if fits and not (opened and not closed and lower[at - 1] == "of" and not _follows(lower, at)):
                part = replace(part, span=(part.span[0], _who(words, number.last + 1)))
                yield part
                listed += 1
            opened, begun, at = opened and not closed, False, number.last + 1
            while at < len(words) and words[at].end <= part.span[1]:
                at += 1
            number = next(after, None)
            continue
        if words[at].text in {".", ";", ":"} or opened and (words[at].upos == "AUX" or words[at].upos == "VERB" and
                                                            words[at].xpos in FINITE):
            opened = False
        if opened and lower[at] in ("a", "an"):
            noun = _person(words, at + 1)
            if noun is not None and (whole is None or whole >= 1):
                yield Count((words[at].start, noun.end), 1, None, None)
                listed += 1
        at += 1


def _follows(lower: list[str], at: int) -> bool:
    return any(tuple(lower[at - len(o) : at]) == o for o in OPENING)


def _person(words: tuple[Word, ...], at: int) -> Word | None:
    """The noun for a person that an article at `at` - 1 goes with."""
    for w in words[at : at + REACH]:
        if w.upos == "NOUN" and w.relation != "compound":
            return w if w.kind == "person" else None
        if w.upos not in {"ADJ", "NOUN", "PROPN", "PUNCT", "VERB"}:
            return None
    return None


def _who(words: tuple[Word, ...], at: int) -> int:
    """Where the words end that say of whom a part is: "three children", "eight of them soldiers", "five were police"."""
    for w in words[at : at + REACH + 1]:
        if w.kind == "time" or w.upos == "ADP" and w.lower != "of":
            break
        if w.upos == "NOUN" and w.relation != "compound":
            return w.end
        if w.upos not in {"ADJ", "NOUN", "PROPN", "ADP", "PRON", "AUX", "DET", "VERB"} and w.text != "-":
            break
    of = tuple(w.lower for w in words[at : at + 2]) in CLOSING
    return words[at + 1 if of else at - 1].end


def _source(parse: Parse, d: Draft, sentence: Sentence, found: tuple[Found, ...], ours: Found) -> Span | None:
    """The words for who gives the number, where that is none of the claim's voices."""
    core = sentence.first + ours.core
    following = next((sentence.first + f.first for f in found if f.first > ours.last and not _follows(
        [w.lower for w in parse.words[sentence.first : sentence.last]], f.first)), sentence.last)
    heads = [*_tallied(parse, sentence.first + ours.last + 1, following), *_giver(parse, core)]
    for head in heads:
        words = [w for w in parse.subtree(head, "acl:relcl", "appos", "punct", "parataxis")
                 if w not in preposition_words(parse, head) and w.relation != "punct"]
        if words and not any(v.source is not None and any(w.index == v.source for w in words) for v in d.voices):
            return parse.span_of(words)
    return None


def _tallied(parse: Parse, first: int, last: int) -> Iterator[int]:
    """Heads of phrases behind a number that say whose it is: "by the hospital's count", right behind it "according to X"."""
    for w in parse.words[first:last]:
        if not w.upos.startswith(("NOUN", "PROPN")):
            continue
        case = preposition(parse, w.index)
        own = any(c.relation.partition(":")[0] in {"nmod", "amod", "compound"} for c in parse.children(w.index))
        tally = w.lemma.lower() in lexicon()["tallies"] and own and case in {"by", "according to", "on", "per", "in"}
        if tally or case == "according to" and preposition_words(parse, w.index)[0].index <= first + REACH // 2:
            yield w.index


def _giver(parse: Parse, core: int) -> Iterator[int]:
    """Who puts a number somewhere: the subject of "put … at 30", the agent of "put at 30 by …"."""
    for up in (parse.words[core], *parse.ancestors(core)):
        if up.upos == "VERB" and not (up.relation.startswith("acl") and up.lemma.lower() not in GIVING):
            if up.lemma.lower() in GIVING and preposition(parse, core) in {"at", ""}:
                by = [c for c in parse.children(up.index, "obl") if c.relation == "obl:agent"]
                active = [c for c in parse.children(up.index, "nsubj") if c.relation == "nsubj" and c.index != core]
                yield from (c.index for c in by or active)
            return


def _many(parse: Parse, d: Draft, sentence: Sentence, ours: Found) -> bool:
    """Whether a number is over a time or a conflict: "since January", "so far this year", "in the past decade", "in the war",
    "bringing the toll to 40"."""
    core = parse.words[sentence.first + ours.core]
    verb = parse.words[d.candidate.index]
    up = parse.head(core.index)
    if up is not None and up.lemma.lower() in BRINGING and preposition(parse, core.index) == "to":
        return True
    data = lexicon()
    over = [c.lower for h in (core, up) if h is not None for c in parse.children(h.index, "amod", "compound")]
    if not data["overall"].isdisjoint(over):
        return True
    near = parse.subtree(verb.index)
    text = " ".join(w.lower for w in near)
    if any(f" {phrase} " in f" {text} " for phrase in data["upto"]):
        return True
    clause = [verb.index]
    if verb.relation in {"conj", "xcomp"} and verb.head >= 0:
        clause.append(verb.head)
    perfect = verb.xpos == "VBN" and verb.relation.startswith("acl") or any(
        c.lemma.lower() == "have" for i in clause for c in parse.children(i, "aux"))
    return any(_stretch(parse, c, perfect) for i in clause for c in parse.children(i, "obl", "nmod", "advcl", "advmod"))


def _stretch(parse: Parse, w: Word, perfect: bool) -> bool:
    """Whether a phrase in a clause says that it is of a time or of a conflict."""
    case = preposition(parse, w.index)
    under = parse.children(w.index, "amod", "det")
    begun = w.relation == "advcl" and perfect and any(c.lower == "since" for c in parse.children(w.index, "mark"))
    if case == "since" or begun:
        return True
    lemma = w.lemma.lower()
    if lemma in SPANS and case in DURING:
        long = w.xpos == "NNS" or lemma in {"decade", "century", "year"}
        return long and any(c.lower in STRETCHES for c in under)
    if lemma in SPANS and not case and perfect:
        return any(c.lower == "this" for c in under)
    return lemma in lexicon()["conflicts"] and case in {"in", "during", "throughout"} and any(
        c.relation.partition(":")[0] in {"det", "nmod"} and c.lower not in {"a", "an"} for c in parse.children(w.index))
