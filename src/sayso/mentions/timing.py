# SPDX-License-Identifier: Apache-2.0
"""Which of a report's times a predicate takes, by syntax, and times that an office carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.mentions.calendar import Interval, lexicon, shifted
from sayso.mentions.sinces import SORT
from sayso.mentions.times import TimeMention, mention
from sayso.model import When
from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition

_DEPTH = 3
"""Ties in a row over which a time is shared; farther away it is another event's."""
_FRONT = 5
"""Words from the beginning of a sentence in which a time still opens it."""
_IN = frozenset({"in", "during", "at", "by"})
"""Prepositions of an event in which something else happened: "killed in clashes on Friday"."""
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
_SPOKEN_END = frozenset({".", ",", ";", ")", "", "”", '"', "''", "and", "but"})
"""What follows the time of a saying that stands behind what is said."""
_ONE_FORM = {"were": "was", "have": "has", "are": "is"}
"""Forms of one tense that only their subjects part."""
_WAYS = {"after": -1, "before": 1}
"""Which way lies the event that a length is counted from."""
_STOPS = frozenset({":", "-", "–", "—"})
"""What stands between the day of a log's entry and what it tells."""
_ENTRY = ("parataxis", "appos", "conj", "dep", "list", "nmod", "acl", "ccomp")
"""Relations by which the parser hangs what an entry tells on its day."""
_OPENING = frozenset({"in", "on", "at", "during", "early", "late"})
"""Prepositions of a time that opens a sentence."""
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
    """The verb whose time the parser hung on a noun: of the subject before it ("police on Sunday arrested three"), or of the one
    after it, where the time opens the sentence ("In March federal police arrested three")."""
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


def attach(times: Sequence[TimeMention], parse: Parse, index: int) -> When | None:
    """The time of the predicate at a word: in its own clause, else shared from a clause or an event noun that it is joined to;
    None where it has none."""
    found = timed(times, parse, index)
    return found[0] if found else None


def timed(times: Sequence[TimeMention], parse: Parse, index: int) -> tuple[When, str] | None:
    """The same, and by which tie: "own", or one of those that `_ties` names."""
    sentence = parse.words[index].sentence
    here = [t for t in times if t.kind != "set" and t.sort not in _NO_TIME and parse.words[t.last].sentence == sentence]
    here = [t for t in here if not _dateline(parse, t)]
    return (_timed(here, parse, index, _DEPTH) or _listed(here, parse, index)) if here else None


def _dateline(parse: Parse, time: TimeMention) -> bool:
    """Whether a time is that of a dateline, which is when a report was sent: "BELFAST, Wednesday - Police said"."""
    sentence, at = parse.sentence_of(time.first), time.last + 1
    before = parse.words[sentence.first : time.first]
    if not before or not before[0].text.isupper() or any(w.upos not in ("PROPN", "NOUN", "PUNCT", "ADJ") for w in before):
        return False
    if at < sentence.last and parse.words[at].text == "(":
        at = next((i for i in range(at, sentence.last) if parse.words[i].text == ")"), at) + 1
    return at < sentence.last and parse.words[at].text in _STOPS and not any(w.text == ":" for w in before)


def _timed(times: Sequence[TimeMention], parse: Parse, index: int, depth: int) -> tuple[When, str] | None:
    if (counted := _counted(times, parse, index, depth)) is not None:
        return counted, "counted"
    ranked = []
    for t in _seen_from(times, index):
        steps = _governors(parse, t).get(index)
        if steps is not None and not t.first <= index <= t.last:
            ranked.append((t.when.start is None and t.when.end is None, t.kind != "point", steps, abs(t.first - index), t))
    if ranked:
        return min(ranked, key=lambda r: r[:4])[4].when, "own"
    if (when := _when_clause(times, parse, index)) is not None:
        return when, "when"
    if depth == 0:
        return None
    for tie, other, before in _ties(parse, index):
        inside = next((t for t in times if t.first <= other <= t.last), None)
        if tie == "when" and inside is not None:
            return _unbounded(parse, inside), tie
        found = _timed([t for t in times if t.first < index] if before else times, parse, other, depth - 1)
        if found is not None:
            return found[0], tie
    return None


def _seen_from(times: Sequence[TimeMention], index: int) -> list[TimeMention]:
    """The times without those within a clause with "since" that a word stands outside of: the beginning is that clause's own."""
    clauses = [t for t in times if t.sort == SORT and not t.first <= index <= t.last]
    return [t for t in times if t.sort == SORT or not any(c.first < t.first <= c.last for c in clauses)]


def _when_clause(times: Sequence[TimeMention], parse: Parse, index: int) -> When | None:
    """The time that a clause with "when" or "in which" explains: "until 1986, when the army raided the school", "a riot last
    autumn in which five died"."""
    for t in times:
        at = t.last + 1
        at += at < len(parse.words) and parse.words[at].text == ","
        if at + 1 < index and parse.words[at].lower in ("in", "during") and parse.words[at + 1].lower == "which":
            if _clause_of(parse, at + 1) == index and t.kind == "point":
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
            return replace(t.when, start=interval.start, end=interval.end, precision=interval.precision, anchor="time",
                           anchor_span=base.span)
    return None


def _told_after(parse: Parse, preposition: int) -> tuple[int, ...]:
    """The words of what stands after "two days after": the verb of a clause, or an event noun, with the verb that a parser hangs
    it on where it takes "after" for the noun's ("after a bomb damaged the mill")."""
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
    return depth > 0 and any(tied_to(parse, above, other, depth - 1) for _, above, _ in _ties(parse, index) if above != index)


def _ties(parse: Parse, index: int) -> Iterator[tuple[str, int, bool]]:
    """What a word shares its time with: how they are tied, the other word, and whether only a time before the word counts."""
    word, above, data = parse.words[index], parse.head(index), lexicon()
    main = word.relation.partition(":")[0]
    lemma = above.lemma.lower() if above is not None else ""
    joined = above is not None and main == "conj" and above.upos in ("VERB", "AUX")
    before = parse.words[index - 1].lower if index else ""
    if above is not None and main == "acl" and word.xpos == "VBG" and before == ",":
        yield from _outcome(parse, above)
    if above is not None and main == "amod" and word.xpos in ("VBN", "VBD") and before in (",", "and", "or"):
        yield from _outcome(parse, above)  # "killed two and wounded six men", which a parser takes for wounded men
    if above is not None and main == "advcl" and word.xpos == "VBG" and before == "," and above.relation == "acl":
        yield from _outcome(parse, parse.words[above.head])
    if above is not None and joined and (not parse.children(index, "nsubj") or _alike(parse, word, above)):
        yield "conj", above.index, bool(parse.children(index, "nsubj")) and not _participle(word)
    elif above is not None and joined and _goes_on(parse, word, above):
        yield "goes on", above.index, True
    if (
        above is not None
        and lemma not in data["speech_verbs"]
        and (main == "xcomp" or (main == "advcl" and word.xpos == "VBG" and not parse.children(index, "mark")))
    ):
        yield "xcomp", above.index, False
    if word.upos in ("VERB", "AUX") or _participle(word):
        yield from _verb_ties(parse, word, above)
    if word.upos in ("NOUN", "PROPN", "ADJ"):
        yield from _noun_ties(parse, word, above)


def _alike(parse: Parse, word: Word, above: Word) -> bool:
    """Whether a clause with a subject of its own goes on in the time of the one it is joined to: both passive in one tense
    ("five were killed and seven were wounded"), or the time opens the sentence ("on Sunday A pushed B and C fired")."""
    if any(
        w.lower in ("result", "consequently", "consequence", "thereby") for w in parse.children(word.index, "obl", "advmod")
    ):
        return True
    one, two = ({_ONE_FORM.get(w.lower, w.lower) for w in parse.children(v.index, "aux", "aux:pass")} for v in (word, above))
    if not one and _participle(word) and above.xpos == "VBN" and two:
        return True  # "four people were killed and 22 wounded"
    if one and one == two and parse.children(word.index, "nsubj:pass") and parse.children(above.index, "nsubj:pass"):
        return True
    subjects = [w.index for w in parse.children(above.index, "nsubj")]
    fronted = [w for w in parse.children(above.index, "obl", "advmod") if subjects and w.index < subjects[0]]
    return any(w.index - parse.sentence_of(word.index).first < _FRONT for w in fronted)


def _in_which(parse: Parse, clause: Word) -> bool:
    """Whether a relative clause tells what happened in the event that it hangs on."""
    which = (w for w in parse.children(clause.index, "obl") if w.lower == "which" and w.index < clause.index)
    return any(preposition(parse, w.index) in ("in", "during") for w in which)


def _goes_on(parse: Parse, word: Word, above: Word) -> bool:
    """Whether a joined clause with a subject of its own tells on in the simple past: "they fought on Friday and two were hurt"."""
    speech = lexicon()["speech_verbs"]
    if any(v.lemma.lower() in speech for v in (word, above)) or parse.children(above.index, "ccomp"):
        return False
    return all(
        v.xpos == "VBD" and not parse.children(v.index, "aux")
        or {w.lower for w in parse.children(v.index, "aux", "aux:pass", "cop")} & {"was", "were"}
        for v in (word, above)
    )


def _nouns_over(parse: Parse, noun: Word) -> Iterator[int]:
    """The event nouns over a noun that a parser hung an "in which" on, up to the verb."""
    word = noun
    while word.kind != "event" and word.head >= 0 and parse.words[word.head].upos in ("NOUN", "PROPN"):
        word = parse.words[word.head]
        if word.kind == "event":
            yield word.index


def _outcome(parse: Parse, noun: Word) -> Iterator[tuple[str, int, bool]]:
    """Whose time an outcome has that the parser hangs on a noun: "the bomb which went off on Friday, killing two", "shelled the
    camp, killing two"."""
    told = [c for c in parse.children(noun.index, "acl") if c.relation == "acl:relcl"]
    if told:
        yield "outcome", told[0].index, False
    word = noun
    while word.head >= 0 and word.upos not in ("VERB", "AUX"):
        word = parse.words[word.head]
    if word.upos in ("VERB", "AUX") and word.lemma.lower() not in lexicon()["speech_verbs"]:
        yield "outcome", word.index, False


def _participle(word: Word) -> bool:
    """Whether a word is a participle without its auxiliary, which taggers also take for an adjective: "and 22 wounded"."""
    return word.xpos == "VBN" or (word.xpos == "JJ" and word.lower.endswith("ed"))


def _verb_ties(parse: Parse, word: Word, above: Word | None) -> Iterator[tuple[str, int, bool]]:
    data = lexicon()
    for clause in parse.children(word.index, "advcl"):
        marks = {c.lower for c in parse.children(clause.index, "mark", "advmod")}
        if "when" in marks and clause.index > word.index:
            yield "when-clause", clause.index, False  # "killed when bombs fell on the village on Sunday"
    for other in parse.children(word.index, "conj"):
        bare = not parse.children(other.index, "aux", "aux:pass")
        if _participle(other) and word.xpos == "VBN" and (bare or _alike(parse, other, word)):
            yield "elliptic", other.index, False  # "three were killed and two wounded on Friday"
    for other in parse.children(word.index, "xcomp"):
        if not parse.children(other.index, "mark") and other.index == word.index + 1:
            yield "one verb", other.index, False  # "was let go on Sunday", "stopped work on Monday"
    if above is None:
        return
    if word.relation in ("acl:relcl", "advcl:relcl"):
        which = [w for w in parse.subtree(word.index) if w.lower in ("which", "when", "whereby") and w.index < word.index]
        if any(w.lower == "when" for w in which) and above.index < word.index:
            yield "when", above.index, False  # "in May, when its western section broke away"
        elif any(w.lower == "which" and preposition(parse, w.index) in ("in", "during", "at") for w in which):
            yield "in which", above.index, False  # "the riot last autumn in which five died"
            for noun in _nouns_over(parse, above):
                yield "in which", noun, False  # "the fighting of last May at the shrine, in which five died"
    if word.relation.partition(":")[0] == "advcl" and (above.upos == "VERB" or _participle(above)):
        marks = {c.lower for c in parse.children(word.index, "mark", "advmod")}
        if marks & {"when", "while", "as"} and above.lemma.lower() not in data["speech_verbs"]:
            yield "main", above.index, False  # "on Tuesday, as they left …"


def _noun_ties(parse: Parse, word: Word, above: Word | None) -> Iterator[tuple[str, int, bool]]:
    data = lexicon()
    main = word.relation.partition(":")[0]
    for clause in parse.children(word.index, "acl"):
        if clause.relation == "acl" and clause.xpos in ("VBN", "VBD") and clause.lemma.lower() not in data["speech_verbs"]:
            yield "acl", clause.index, False  # "a session set for tomorrow", "the strike begun on April 15"
        elif clause.xpos == "VB" and word.kind == "event":
            yield "acl", clause.index, False  # "the operation to isolate the town on 5 November"
        elif clause.relation == "acl:relcl" and (
            clause.lemma.lower() in data["light_verbs"] or (word.kind == "event" and _in_which(parse, clause))
        ):
            yield "relcl", clause.index, False  # "the riot which broke out on Wednesday", "a clash in which two died on Friday"
    if above is None:
        return
    lemma = above.lemma.lower()
    if main == "conj" or (main in ("compound", "amod") and above.kind == "event"):
        yield "noun conj", above.index, False
    if above.upos not in ("VERB", "AUX"):
        return
    if main in ("obj", "nsubj") and lemma in data["light_verbs"]:
        yield "light", above.index, False
    elif lemma in data["speech_verbs"] or lemma in data["looking_back"]:
        return
    elif word.kind == "event" and (word.relation == "nsubj:pass" or (main == "obl" and preposition(parse, word.index) in _IN)):
        yield "event", above.index, False
    elif main == "obj":
        yield "obj", above.index, False
    elif main == "nsubj":
        yield "nsubj", above.index, False


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
        if t.sort == "bounded" and (_governors(parse, t).get(head) == 0 or t.first == head + 1 or _in_phrase(parse, t, head)):
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
