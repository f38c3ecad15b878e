# SPDX-License-Identifier: Apache-2.0
"""How many: the number of a noun phrase in a tree as a Count (GUIDELINES: "at least 12", "up to 30", "dozens").

Whether people are counted is for the caller to check; sums, measures and years are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.mentions.bounds import Found, find_counts
from sayso.mentions.numerals import begins_number, lexicon, numeral
from sayso.model import Count
from sayso.parse import Parse, Sentence, Word
from sayso.syntax.subjects import preposition

_PARTITIVE = frozenset({"of", "among"})
_DETERMINERS = frozenset({"nummod", "det", "amod", "advmod", "compound", "dep", "quantmod", "flat", "case"})
"""Relations by which a number word hangs on the noun that it counts, the parser's slips included."""
_APPOSED = 6
"""How far behind a noun a bare number in apposition may be: "the raiders, at least three in number"."""
_PREPOSITIONS = frozenset({"over", "under", "about", "around", "above", "below"})
"""Words that bound a number ("over 12 men fled") but are prepositions too ("talks over 12 men")."""
_YEARS = range(1800, 2100)
"""A bare figure in this range before a singular is a year: "the 2002 murder"."""
_REACH = 8
"""Words that may stand between a number and its noun."""
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh"})
"""Ordinals that stand for one more person: "two were killed and a third wounded"."""
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "EX"})


def numbers(parse: Parse, sentence: Sentence) -> tuple[Found, ...]:
    """The numbers of a sentence that may count people; words by their place in the sentence."""
    words = parse.words[sentence.first : sentence.last]
    if not any(begins_number(w.lower) for w in words):
        return ()
    return find_counts(tuple(_word(parse, w) for w in words))


def _word(parse: Parse, w: Word) -> str:
    """A word in small letters; one that bounds no number here, being a preposition, is marked so."""
    if w.lower in _PREPOSITIONS and w.relation == "case" and w.upos == "ADP":
        head = parse.head(w.index)
        if head is not None and head.upos != "NUM" and head.relation.partition(":")[0] in {"obl", "nmod"}:
            return f"{w.lower} (preposition)"
    return w.lower


def as_count(parse: Parse, sentence: Sentence, found: Found) -> Count:
    """A number of a sentence as a Count."""
    span = parse.words[sentence.first + found.first].start, parse.words[sentence.first + found.last].end
    return Count(span, found.best, found.low, found.high, found.bound)


def number_at(parse: Parse, index: int) -> Count | None:
    """The number that a word is part of."""
    sentence = parse.sentence_of(index)
    for found in numbers(parse, sentence):
        if sentence.first + found.first <= index <= sentence.first + found.last:
            return as_count(parse, sentence, found)
    return None


def count_of(parse: Parse, head: int, *, people: bool = False) -> Count | None:
    """The count of the noun phrase with this head word, or of which this is the number word; None where it has none.

    "two of its commanders" and "hundreds of people" count for either word of the pair; a noun's own number goes before that of
    which it is a part ("six of the eleven detainees"). "One" counts only where it is a number; "a" never does. `people`: sides
    and bodies are not counted ("two parties").
    """
    sentence = parse.sentence_of(head)
    near = [f for f in numbers(parse, sentence) if _near(sentence, f, head)]
    whole = None
    for found in near:
        how = _belongs(parse, sentence, found, head)
        if people and how and _no_people(parse, sentence, found, head):
            continue
        if how and _countable(parse, sentence, found, head):
            if how == "own":
                return as_count(parse, sentence, found)
            whole = whole or found
    if whole is not None:
        return as_count(parse, sentence, whole)
    return _strength(parse, sentence, head) or _size(parse, sentence, head, people) or _one_more(parse, head)


def _near(sentence: Sentence, found: Found, head: int) -> bool:
    first, last = sentence.first + found.first, sentence.first + found.last
    return last >= head - _REACH and first <= head + _REACH


def _belongs(parse: Parse, sentence: Sentence, found: Found, head: int) -> str:
    """Whether a number counts a noun: "own" where it is the noun's modifier or the head itself, "whole" where the noun is its
    "of"-complement, else ""."""
    first, last = sentence.first + found.first, sentence.first + found.last
    if first <= head <= last:
        return "own"
    lower = [w.lower for w in parse.words[first : last + 1]]
    scales = lexicon()["scales"]
    core = found.core - found.first
    if any(_modifies(parse, first + k, head) for k, w in enumerate(lower) if k > core or w in scales or numeral(lower, k)):
        return "own"
    noun = parse.words[head]
    if found.bound == "between" and last == head - 1 and noun.upos == "NOUN" and not parse.children(head, "nummod"):
        return "own"      # "between 20 and 30 people": the parser may take the numbers for a phrase of their own
    if noun.xpos in _PRONOUNS or noun.relation.partition(":")[0] not in ("nmod", "obl") or not _of(parse, noun):
        return ""
    return "whole" if first <= noun.head <= last else ""


def _modifies(parse: Parse, number: int, head: int) -> bool:
    """Whether a number word stands before a noun and hangs on it, a few steps down: "dozens" in "the dozens of others"."""
    i = number
    for _ in range(4):
        word = parse.words[i]
        up = word.head
        if up < 0:
            return False
        if up == head and (
            word.relation.partition(":")[0] in _DETERMINERS
            or (word.relation.startswith("nmod") and not parse.children(i, "case"))
        ):
            return 0 < head - number < _REACH
        if parse.words[up].upos != "NUM" and numeral([parse.words[up].lower], 0) is None:
            break
        i = up
    return False


def _of(parse: Parse, word: Word) -> bool:
    return any(c.lower in _PARTITIVE for c in parse.children(word.index, "case"))


def _countable(parse: Parse, sentence: Sentence, found: Found, head: int) -> bool:
    """Whether a number counts at all: no year, no age, "one" only as a number."""
    core, noun = parse.words[sentence.first + found.core], parse.words[head]
    if core.lower == "one" and not _counts_one(parse, core.index):
        return False
    bare = found.first == found.last and core.text.isdigit() and int(core.text) in _YEARS
    if bare and noun.xpos not in {"NNS", "NNPS", "CD"}:
        return False
    if core.lower == "one" and any(c.upos == "PROPN" for c in parse.children(head, "appos")):
        return False      # "one of the dead, Karim Deen, …": who it was is told
    if core.index == head and core.relation == "appos" and parse.words[core.head].xpos in {"NNP", "NN"}:
        return parse.words[core.head].lemma.lower() in lexicon()["collectives"]      # "Deen, 47, was held": an age
    return True


def _no_people(parse: Parse, sentence: Sentence, found: Found, head: int) -> bool:
    """Whether a number counts sides or bodies ("two parties", "two of the parties"; not "five of the party") or says something
    of one person ("a boy of nine", "a mother of five")."""
    core = sentence.first + found.core
    if core == head and preposition(parse, core) == "of":
        up = parse.words[parse.words[core].head]
        if up.kind == "person" and up.xpos == "NN" and up.lemma.lower() not in lexicon()["collectives"]:
            return True
    counted = _counted_noun(parse, core) if core == head else parse.words[head]
    return counted is not None and counted.lemma.lower() in lexicon()["bodies"] and not (core == head and counted.xpos == "NN")


def _counted_noun(parse: Parse, index: int) -> Word | None:
    """The noun that a number word as a head counts: "two of the parties"."""
    return next((c for c in parse.children(index, "nmod", "obl") if _of(parse, c)), None)


def _counts_one(parse: Parse, index: int) -> bool:
    """Whether "one" is a number: it modifies a noun ("one soldier"), takes a partitive ("one of them") or is itself acted
    on."""
    word = parse.words[index]
    if word.upos == "NUM":
        head = parse.head(index)
        return head is None or head.upos != "PROPN"      # "one Karim Deen"
    return any(_of(parse, c) for c in parse.children(index, "nmod", "obl"))


def _strength(parse: Parse, sentence: Sentence, head: int) -> Count | None:
    """ "A 12-strong patrol", "a nine-member team"."""
    for at in range(max(sentence.first, head - 5), head - 2):
        words = parse.words[at : at + 3]
        if words[1].text == "-" and words[2].lower in lexicon()["strength"]:
            n = numeral([words[0].lower], 0)
            under = {head, *(c.index for c in parse.children(head))}
            if n is not None and n.best is not None and n.best > 1 and words[2].head in under:
                return Count((words[0].start, words[2].end), n.best, None, None)
    return None


@cache
def _sizes() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(s.split()) for s in lexicon()["sizes"])


def _one_more(parse: Parse, head: int) -> Count | None:
    """ "Another was shot", "a third was wounded": one."""
    w = parse.words[head]
    if w.lower == "another" and w.relation.partition(":")[0] in {"nsubj", "obj", "obl", "nmod", "conj"}:
        return Count(w.span, 1, None, None)
    before = parse.words[head - 1] if head else None
    if w.lower in _ORDINALS and before is not None and before.lower == "a" and not _counted_noun(parse, head):
        return Count((before.start, w.end), 1, None, None)
    return None


def _size(parse: Parse, sentence: Sentence, head: int, people: bool) -> Count | None:
    """The size that follows a noun: "a group of 20 fighters", "the raiders, some 20 men led by Deen, …", "the patrol, 30
    strong", "recruits, more than 300 of them"."""
    w = parse.words[head]
    if w.lemma.lower() in lexicon()["collectives"]:
        for c in parse.children(head, "nmod"):
            if c.index > head and preposition(parse, c.index) == "of":
                return count_of(parse, c.index, people=people)
    if w.xpos not in {"NNS", "NNPS"} and w.lemma.lower() not in lexicon()["collectives"] | lexicon()["bodies"]:
        return None
    for c in parse.children(head, "appos"):
        close = c.upos == "NUM" and c.index <= head + _APPOSED and parse.words[head + 1].text in {",", "(", "–", "—"}
        if c.index > head and (close or c.xpos == "NNS" and c.kind == "person"):
            return count_of(parse, c.index, people=people)
    words = [x.lower for x in parse.words[sentence.first : sentence.last]]
    for found in numbers(parse, sentence):
        if sentence.first + found.first < head + 2 or words[found.first - 1] not in {",", "(", "–", "—"}:
            continue
        size = next((s for s in _sizes() if tuple(words[found.last + 1 : found.last + 1 + len(s)]) == s), ())
        after = words[found.last + 1 + len(size) : found.last + 2 + len(size)]
        apart = parse.words[sentence.first + found.core].relation.partition(":")[0] not in {"nsubj", "nummod"}
        if not size and apart and after == ["according"]:
            return as_count(parse, sentence, found)      # "women sat down, about 300 according to the police"
        if size and (sentence.first + found.first == head + 2 or apart and after[0:1] in ([","], ["."], ["by"], [")"])):
            return as_count(parse, sentence, found)
    return None


def count_sum(parse: Parse, heads: Sequence[int]) -> Count | None:
    """The counts of coordinated phrases of people as one: "three policemen and two civilians" → 5. One person beside counted
    ones counts one ("the prisoner", a name); a number before bare plurals counts them all ("200 pupils and workers"); another
    uncounted plural makes the sum only the lowest number. None where none has a count."""
    counts = [(h, count_of(parse, h, people=True)) for h in dict.fromkeys(heads)]
    known = [c for _, c in counts if c is not None]
    singles = [h for h, c in counts if c is None and _single(parse, h)]
    if not known:
        return None
    if counts[0][1] is not None and len(known) == 1 and all(_bare(parse, h) for h, _ in counts[1:]):
        return known[0]
    named = sum(parse.words[h].xpos == "NNP" and h not in singles for h, c in counts if c is None)      # bodies, places
    missing = len(counts) - len(known) - len(singles) - named
    if len(known) == 1 and not singles and not missing:
        return known[0]
    span = (min(c.span[0] for c in known), max(c.span[1] for c in known))
    lows = [c.low if c.low is not None else c.best for c in known]
    low = sum(x for x in lows if x is not None) + len(singles)
    if missing or any(c.best is None for c in known):
        high = sum(c.high or c.best or 0 for c in known) + len(singles)
        capped = not missing and all(c.high is not None or c.best is not None for c in known)
        return Count(span, None, low or None, high if capped else None, "between" if capped else "at least")
    best = sum(c.best or 0 for c in known) + len(singles)
    high = sum(c.high if c.high is not None else c.best or 0 for c in known) + len(singles)
    below, above = any(c.low is not None for c in known), any(c.high is not None for c in known)
    return Count(span, best, low if below else None, high if above else None, _bound([c.bound for c in known]))


def _bound(bounds: list[str]) -> str:
    """The bound of a sum: the loosest of its parts."""
    loosest = ("vague", "between", "at least", "at most", "about")
    return next((b for b in loosest if b in bounds), "exact")


def _single(parse: Parse, head: int) -> bool:
    """Whether a phrase without a number is one person: a singular ("the prisoner", "his wife") or a name."""
    w = parse.words[head]
    if w.xpos == "NNP":
        return w.entity.endswith("PER") or w.kind == "person"
    determined = any(c.relation.partition(":")[0] in {"det", "nmod"} and c.index < head for c in parse.children(head))
    return w.xpos == "NN" and w.lemma.lower() not in lexicon()["collectives"] | lexicon()["bodies"] and determined


def _bare(parse: Parse, head: int) -> bool:
    """Whether a phrase is a plural with nothing before it that would make it stand apart: "(200) pupils and workers"."""
    w = parse.words[head]
    return w.xpos == "NNS" and w.relation == "conj" and not any(
        c.index < head and c.relation.partition(":")[0] in {"det", "nummod", "nmod", "case"} for c in parse.children(head))
