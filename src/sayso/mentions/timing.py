# SPDX-License-Identifier: Apache-2.0
"""Which of a report's times a predicate takes, by syntax, and times that an office carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.mentions.calendar import Interval, lexicon, shifted
from sayso.mentions.governing import dateline, governors
from sayso.mentions.ties import ties
from sayso.mentions.times import TimeMention, mention
from sayso.model import When
from sayso.parse import Parse

_DEPTH = 3
"""Ties in a row over which a time is shared; farther away it is another event's."""
_NO_TIME = ("length", "adjective")
"""Sorts that are no time of an event: "a two-year sentence", "the current talks"."""
_WITHIN_A_DAY = ("duration", "clock")
"""Sorts that say how long or at what hour, and no day."""
_JOINED = frozenset({"conj", "goes on", "elliptic"})
"""Ties of clauses in a row: where one only says how long or at what hour, the other has the day ("seized the mill on Friday
and held it for two hours")."""
_WAYS = {"after": -1, "before": 1}
"""Which way lies the event that a length is counted from."""


_SPELLS = {"year", "decade", "month", "week", "day", "generation"}
"""What one counts when something has not been so for long."""

_COMPARED = 8
"""Words before a time among which the superlative stands that it belongs to."""


def attach(times: Sequence[TimeMention], parse: Parse, index: int) -> When | None:
    """The time of the predicate at a word: in its own clause, else shared from a clause or an event noun that it is joined to;
    None where it has none."""
    found = timed(times, parse, index)
    return found[0] if found else None


def timed(times: Sequence[TimeMention], parse: Parse, index: int) -> tuple[When, str] | None:
    """The same, and by which tie: "own", or one of those that `ties` names."""
    sentence = parse.words[index].sentence
    here = [t for t in times if t.kind != "set" and t.sort not in _NO_TIME and parse.words[t.last].sentence == sentence]
    here = [t for t in here if not dateline(parse, t) and not _compared(parse, t)]
    return (_timed(here, parse, index, _DEPTH) or _listed(here, parse, index)) if here else None


def _compared(parse: Parse, t: TimeMention) -> bool:
    """Whether a time only says among what something is the most: "the largest offensive since 1981", "the first attack on the
    town in ten years"."""
    before = t.first - (parse.words[t.first].upos in {"DET", "ADJ", "NUM", "NOUN", "PROPN"})
    mark = parse.words[t.first if before == t.first else before].lower
    spell = parse.words[t.last].lemma.lower() in _SPELLS and parse.words[t.last].xpos == "NNS"
    if before < 1 or mark != "since" and not (mark in {"in", "for"} and spell):
        return False
    for w in reversed(parse.words[max(0, before - _COMPARED) : before]):
        if w.upos in {"VERB", "AUX", "PUNCT"} or w.sentence != parse.words[t.last].sentence:
            return False
        if w.xpos in {"JJS", "RBS"} and w.lower not in {"least", "most"} or w.lower == "first":
            return True
        if w.lower == "most" and parse.words[w.index + 1].upos == "ADJ":
            return True
    return False


def _timed(times: Sequence[TimeMention], parse: Parse, index: int, depth: int) -> tuple[When, str] | None:
    if (counted := _counted(times, parse, index, depth)) is not None:
        return counted, "counted"
    ranked = []
    for t in times:
        steps = governors(parse, t).get(index)
        if steps is not None and not t.first <= index <= t.last:
            ranked.append((t.when.start is None and t.when.end is None, t.kind != "point", steps, abs(t.first - index), t))
    if ranked:
        t = min(ranked, key=lambda r: r[:4])[4]
        undated = t.when.start is None and t.when.end is None and t.sort in _WITHIN_A_DAY
        return (_day_beside(times, parse, index, depth) if undated else None) or (t.when, "own")
    if (when := _when_clause(times, parse, index)) is not None:
        return when, "when"
    if depth == 0:
        return None
    for tie, other, before in ties(parse, index):
        inside = next((t for t in times if t.first <= other <= t.last), None)
        if tie == "when" and inside is not None:
            return _unbounded(parse, inside), tie
        found = _timed([t for t in times if t.first < index] if before else times, parse, other, depth - 1)
        if found is not None:
            return found[0], tie
    return None


def _day_beside(times: Sequence[TimeMention], parse: Parse, index: int, depth: int) -> tuple[When, str] | None:
    """The day of a clause that a predicate without one is joined to."""
    dated = [t for t in times if t.when.start is not None]
    for tie, other, before in ties(parse, index) if depth and dated else ():
        found = _timed([t for t in dated if t.first < index] if before else dated, parse, other, depth - 1)
        if tie in _JOINED and found is not None:
            return found[0], tie
    return None


def _when_clause(times: Sequence[TimeMention], parse: Parse, index: int) -> When | None:
    """The time that a clause with "when" or "in which" explains: "until 1986, when the army raided the school", "a riot last
    autumn in which five died"."""
    for t in times:
        at = t.last + 1
        at += at < len(parse.words) and parse.words[at].text == ","
        which = at + 1 < index and parse.words[at].lower in ("in", "during") and parse.words[at + 1].lower == "which"
        if which and t.kind == "point" and _clause_of(parse, at + 1) == index:
            return t.when
        if at < index and parse.words[at].lower == "when" and t.kind == "point" and _clause_of(parse, at) == index:
            return _unbounded(parse, t)
    return None


def _clause_of(parse: Parse, when: int) -> int:
    """The verb of the clause that a "when" opens; a parser may hang the word lower: "when crowds angered by it stormed"."""
    word = parse.words[parse.words[when].head]
    while word.head > when and word.relation.partition(":")[0] in ("acl", "amod", "nsubj", "obl", "advmod", "nmod"):
        word = parse.words[word.head]
    return word.index


def _unbounded(parse: Parse, time: TimeMention) -> When:
    """A time without the preposition that bounds it: what "until 1986, when …" tells of was in 1986."""
    return mention(parse, time.found.simple[-1]).when if time.sort == "bounded" else time.when


def _counted(times: Sequence[TimeMention], parse: Parse, index: int, depth: int) -> When | None:
    """The time of what another clause counts from: "freed on Monday, two days after a bomb killed a guard" is on Saturday."""
    for t in times if depth else ():
        way = _WAYS.get(parse.words[t.last].lower)
        if way is None or t.sort != "vague" or not t.found.inner or index not in _told_after(parse, t.last):
            continue
        length, base = t.found.inner[0], _base(times, parse, t, index, depth)
        if base is None or length.amount is None or length.amount != int(length.amount) or length.mod:
            continue
        interval = shifted(Interval(base.start, base.end, base.precision), int(length.amount) * way, length.unit)
        if interval.known:
            return replace(
                t.when,
                start=interval.start,
                end=interval.end,
                precision=interval.precision,
                anchor="time",
                anchor_span=base.span,
            )
    return None


def _told_after(parse: Parse, preposition: int) -> tuple[int, ...]:
    """The words of what stands after "two days after": the verb of a clause, or an event noun, with the verb that a parser
    hangs it on where it takes "after" for the noun's ("after a bomb damaged the mill")."""
    word = parse.words[parse.words[preposition].head]
    above = parse.head(word.index)
    clause = above is not None and above.index > word.index and word.relation.partition(":")[0] in ("nsubj", "obj")
    return (word.index, above.index) if above is not None and clause else (word.index,)


def _base(times: Sequence[TimeMention], parse: Parse, length: TimeMention, index: int, depth: int) -> When | None:
    """The day that "two days after …" is counted from: of a time right before it ("on Monday, two days after"), else of the
    verb over it."""
    at = length.first - 1
    at -= at >= 0 and parse.words[at].text == ","
    beside = next((t.when for t in times if t.last == at and t.when.start is not None), None)
    if beside is None:
        word = parse.words[_told_after(parse, length.last)[-1]]
        over = parse.head(word.index)
        while over is not None and over.upos not in ("VERB", "AUX"):
            over = parse.head(over.index)
        found = _timed([t for t in times if t.when.start is not None], parse, over.index, depth - 1) if over else None
        beside = found[0] if found and over and over.index != index else None
    return beside if beside is not None and beside.start == beside.end else None


def tied_to(parse: Parse, index: int, other: int, depth: int = _DEPTH) -> bool:
    """Whether a word would share the time of another one, which may be itself."""
    if index == other:
        return True
    return depth > 0 and any(tied_to(parse, above, other, depth - 1) for _, above, _ in ties(parse, index) if above != index)


def _listed(times: Sequence[TimeMention], parse: Parse, index: int) -> tuple[When, str] | None:
    """The one time of a piece of a list: "Gondama, 4 January, 7 killed; Baoma, 19 January, 12 killed"."""
    sentence = parse.sentence_of(index)
    stops = [i for i in range(sentence.first, sentence.last) if parse.words[i].text == ";"]
    if not stops:
        return None
    first = max((i for i in stops if i < index), default=sentence.first - 1)
    last = min((i for i in stops if i > index), default=sentence.last)
    if len({sum(t.first > i for i in stops) for t in times if t.when.start}) < 2:
        return None  # no list of days
    here = [t for t in times if first < t.first and t.last < last]
    return (here[0].when, "list") if len(here) == 1 and here[0].when.start else None


def office_time(parse: Parse, head: int, times: Sequence[TimeMention] = ()) -> When | None:
    """The time that an office noun carries: "former", "ex-", "then-" (a span without dates); with `times`, "minister until
    May 1989"."""
    for t in times:
        if t.sort == "bounded" and (governors(parse, t).get(head) == 0 or t.first == head + 1 or _in_phrase(parse, t, head)):
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
    return attach(times, parse, predicate) if (predicate := _predicate(parse, head)) is not None else None


def _in_phrase(parse: Parse, time: TimeMention, head: int) -> bool:
    """ "Minister of mines until 1989": a time at the end of the office's own words, the office being no verb's object."""
    words = parse.words[head + 1 : time.first]
    verbal = parse.words[head].relation in ("obj", "iobj")
    plain = all(w.upos not in ("VERB", "AUX", "PUNCT", "SCONJ") for w in words)
    return not verbal and time.first > head and plain and parse.words[head].sentence == parse.words[time.first].sentence


def _predicate(parse: Parse, head: int) -> int | None:
    """The word whose time an office has where a clause says that somebody holds it: "was mayor in 1990", "served as mayor"."""
    if parse.children(head, "cop"):
        return head
    above = parse.head(head)
    if above is None or parse.words[head].relation != "obl" or above.upos != "VERB":
        return None
    return above.index if any(c.lower == "as" for c in parse.children(head, "case")) else None
