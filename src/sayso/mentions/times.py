# SPDX-License-Identifier: Apache-2.0
"""When: the times in a report as intervals of days, which of them a predicate takes, and times that an office carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sayso.mentions.calendar import Date, lexicon
from sayso.mentions.direction import ahead, goes_on
from sayso.mentions.timegrammar import Scanner
from sayso.mentions.timewords import Found
from sayso.model import When
from sayso.parse import Parse, Word


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time over words `first` to `last` (indices, inclusive). `kind`: point, duration or set; `sort`: the rule family
    (date, weekday, month, year, deictic, span, ago, bounded, vague, duration, length …)."""

    first: int
    last: int
    when: When
    kind: str
    sort: str


def find_times(parse: Parse, published: Date | None) -> tuple[TimeMention, ...]:
    """All times of a report in text order. Without a publication date only full dates get days."""
    return tuple(_mention(parse, f) for f in scan_times(parse, published))


def scan_times(parse: Parse, published: Date | None) -> Iterator[Found]:
    """The times as the grammar found them, over words."""
    breaks = frozenset(s.first for s in parse.sentences)
    return Scanner([w.text for w in parse.words], published, breaks, partial(ahead, parse),
                   partial(goes_on, parse)).scan()


def _mention(parse: Parse, found: Found) -> TimeMention:
    span = parse.words[found.first].start, parse.words[found.last].end
    at, i = found.anchor_at, found.interval
    anchored = (parse.words[at[0]].start, parse.words[at[1]].end) if at else None
    when = When(span, i.start, i.end, i.precision, i.latest_start, i.earliest_end, found.anchor if i.known else None,
                anchored, found.kind)
    return TimeMention(found.first, found.last, when, found.kind, found.sort)


_NO_TIME = ("length", "adjective")
"""Sorts that are no time of an event: "a two-year sentence", "the current talks"."""
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


def _top(parse: Parse, time: TimeMention) -> Word:
    """The word of a time's span whose head lies outside it (the last such, a preposition's noun before the preposition)."""
    best: Word | None = None
    for word in parse.words[time.first : time.last + 1]:
        if not time.first <= word.head <= time.last and word.relation not in ("case", "mark", "punct", "cc"):
            best = word if best is None or word.upos in ("NOUN", "PROPN", "NUM", "ADV") else best
    return best if best is not None else parse.words[time.last]


def _governors(parse: Parse, time: TimeMention) -> dict[int, int]:
    """Words that a time may belong to, by distance in steps: what it hangs on, and through nominals the verb over it."""
    top = _top(parse, time)
    if top.head < 0:
        return {}
    before = parse.words[time.first - 1] if time.first else None
    if time.sort == "bounded" and before and before.upos in ("NOUN", "PROPN") and top.head > time.last:
        return {before.index: 0}  # "the minister until May 1989, was killed": the office's, not the verb's
    relation = top.relation.partition(":")[0]
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
        if not through or (main != "nsubj" and time.first < above.index and above.upos in ("VERB", "AUX")):
            break
        out[above.index] = steps
        word, steps = above, steps + 1
    return out


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


def attach(times: Sequence[TimeMention], parse: Parse, index: int) -> When | None:
    """The time of the predicate at a word: in its own clause, else shared from the clause it is joined to; None where it has
    none."""
    own = [
        t
        for t in times
        if t.kind != "set" and t.sort not in _NO_TIME and parse.words[t.first].sentence == parse.words[index].sentence
    ]
    if not own:
        return None
    return _attach(own, parse, index, 3)


def _attach(times: Sequence[TimeMention], parse: Parse, index: int, depth: int) -> When | None:
    ranked = []
    for t in times:
        steps = _governors(parse, t).get(index)
        if steps is not None and not t.first <= index <= t.last:
            ranked.append((t.when.start is None and t.when.end is None, t.kind != "point", steps, abs(t.first - index), t))
    if ranked:
        return min(ranked, key=lambda r: r[:4])[4].when
    word = parse.words[index]
    above = parse.head(index)
    if depth == 0 or above is None:
        return None
    main = word.relation.partition(":")[0]
    if main == "conj" and above.upos in ("VERB", "AUX"):
        before = [t for t in times if t.first < index]
        return _attach(before, parse, above.index, depth - 1)
    if main == "xcomp" or (main == "advcl" and word.xpos == "VBG" and not parse.children(index, "mark")):
        return _attach(times, parse, above.index, depth - 1) if above.lemma.lower() not in lexicon()["speech_verbs"] else None
    if word.upos not in ("NOUN", "PROPN"):
        return None
    if main == "conj" or (main == "compound" and above.kind == "event"):
        return _attach(times, parse, above.index, depth - 1)
    if above.upos in ("VERB", "AUX") and (
        (main in ("obj", "nsubj") and above.lemma.lower() in lexicon()["light_verbs"])
        or (
            word.kind == "event"
            and (main == "obl" or word.relation == "nsubj:pass")
            and above.lemma.lower() not in lexicon()["speech_verbs"]
        )
    ):
        return _attach(times, parse, above.index, depth - 1)
    return None


def office_time(parse: Parse, head: int, times: Sequence[TimeMention] = ()) -> When | None:
    """The time that an office noun carries: "former", "ex-", "then-" (a span without dates); with `times`, "minister until
    May 1989"."""
    for t in times:
        if t.sort == "bounded" and (_governors(parse, t).get(head) == 0 or t.first == head + 1):
            return t.when
    words = lexicon()["office"]
    for i in range(head - 1, max(-1, head - 6), -1):
        word = parse.words[i]
        if word.sentence != parse.words[head].sentence:
            break
        if word.lower in words and (
            word.head == head
            or (parse.head(i) is not None and parse.words[word.head].head == head)
            or word.head < 0
            or i == head - 1
            or parse.words[i + 1].lower == "-"
        ):
            if word.lower == "late" and word.xpos == "RB":
                continue
            return When(word.span, None, None, "vague")
        if word.upos in ("VERB", "AUX", "ADP", "SCONJ", "PUNCT") and word.lower != "-":
            break
    text = parse.words[head].lower
    if text.startswith("ex-") and len(text) > 3:
        start = parse.words[head].start
        return When((start, start + 2), None, None, "vague")
    return None
