# SPDX-License-Identifier: Apache-2.0
"""Voices over several sentences: quotations given to their speaker, "He added", statements after "X said:"."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.mentions.quotations import MARKS, Quotation
from sayso.parse import Parse
from sayso.voices.contents import SOMEBODY
from sayso.voices.ends import goes_on
from sayso.voices.frames import Frame
from sayso.voices.senses import sayable

DASHES = {"--", "—", "–", "-"}

APART = 5
"""Sentences by which a quotation may stand apart from the one before whose speaker it has for want of another."""

OPENING = 4
"""Sentences with which a press release comes to its statement: heading, who, on what occasion."""


def additions(parse: Parse, found: list[Frame]) -> list[Frame]:
    """ "X said that A, adding that B", "X said that A would … and denied that B": X speaks again, though the tree gives the
    second cue A's subject; what X says first ends there."""
    out = [replace(f, source=g.source) if (g := _just_said(parse, found, f)) else f for f in found]
    for k, f in enumerate(found):
        over = [g for g in found if g.cue != f.cue and f.cue in g.content and g.source is not None and g.cue < f.cue]
        if not over or not f.content or parse.children(f.cue, "nsubj"):
            continue
        g = min(over, key=lambda g: len(g.content))
        w = parse.words[f.cue]
        again = goes_on(parse, f.cue, g.cue) or (w.xpos == "VBG" and w.head >= 0 and goes_on(parse, w.head, g.cue))
        again = again or (w.xpos == "VBG" and parse.words[f.cue - 1].text in DASHES)      # "announced that … – calling it"
        if again or w.lemma.lower() == "add":
            out[k] = replace(out[k], source=g.source)
            beyond = {x.index for x in parse.subtree(f.cue)} | {f.cue - 1}
            out = [replace(h, content=h.content - beyond) if h.cue == g.cue and h.content - beyond else h for h in out]
    return out


def _just_said(parse: Parse, found: list[Frame], f: Frame) -> Frame | None:
    """The voice straight behind whose cue a participle stands, its speaker speaking on though the tree hangs it on what is
    said: "rebels were killed, he said, adding that"."""
    w = parse.words[f.cue]
    if w.xpos != "VBG" or f.inner or f.entry is None or f.entry.part != "verb":      # "he said, citing two officials"
        return None
    before = f.cue - 2 if parse.words[f.cue - 1].text == "," else f.cue - 1
    return next((g for g in found if g.cue == before and g.source is not None and g.stance == "states"), None)


def attach(parse: Parse, found: list[Frame], quoted: tuple[Quotation, ...]) -> list[Frame]:
    """Gives each long quotation to the voice whose cue stands by it."""
    out = list(found)
    last: tuple[int, int, int] | None = None  # (frame position, paragraph, sentence) of the last speaker of a quotation
    inside = frozenset(i for q in quoted if not q.short for i in range(q.first, q.last))
    for q in quoted:
        if q.short:
            continue
        words = frozenset(range(q.first, q.last))
        first, final = parse.words[q.first].sentence, parse.words[q.last - 1].sentence
        paragraph = parse.sentences[first].paragraph
        best, rank = None, 99
        for k, f in enumerate(out):
            if f.cue in inside or (f.source is None and not f.content) or _in_source(parse, f, words):
                continue
            s = parse.words[f.cue].sentence
            near = (
                0
                if first <= s <= final
                else 1
                if s == final + 1 and parse.sentences[s].paragraph == paragraph
                else 2
                if s == first - 1 and (parse.sentences[s].paragraph == paragraph or _colon(parse, s))
                else 99
            )
            if near < 99 and f.stance not in {"asks"} and _speaks(parse, f, words, near):
                value = near * 10 + (0 if f.content & words else 5 if near == 0 else 0)
                if value < rank:
                    best, rank = k, value
        goes_on = last is not None and parse.sentences[first].paragraph == last[1]
        if best is not None and goes_on and last is not None and 10 <= rank < 20 and out[best].content:
            best = last[0]  # the next sentence's speaker has words of his own: the quotation goes on from the last
        near = last is not None and parse.sentences[first].paragraph - last[1] <= 1 and first - last[2] <= APART
        if best is None and last is not None and near:
            best = last[0]
        if best is None:
            continue
        f = out[best]
        out[best] = replace(f, content=(f.content | words) - {f.cue})
        last = best, parse.sentences[final].paragraph, final
    return out


def _in_source(parse: Parse, f: Frame, words: frozenset[int]) -> bool:
    """Whether the quoted words are part of the source's own name: "the editor of “The Nation Speaks”"."""
    return f.source is not None and words <= {x.index for x in parse.subtree(f.source)} and not words & f.content


def _colon(parse: Parse, sentence: int) -> bool:
    s = parse.sentences[sentence]
    return parse.words[s.last - 1].text in {":", ","}


def _speaks(parse: Parse, f: Frame, words: frozenset[int], near: int) -> bool:
    """Whether a cue can be the speaker's of a quotation that its own content does not hold yet."""
    if f.content & words:
        return True
    w = parse.words[f.cue]
    if near == 2 and f.entry is not None and f.entry.part == "noun":
        return f.source is not None and f.source not in words and not f.content      # "provided this statement on the raid:"
    made = w.relation == "acl" and w.xpos == "VBN"      # "an article published by": what it says follows another cue
    if w.upos != "VERB" or made or f.source is None or f.source in words or f.entry is None:
        return False
    # "…,” he said, adding that …": the cue stands by the marks
    aloud = "inserted" in f.entry.takes or (near == 0 and any(x.index in words for x in parse.subtree(w.index)))
    return aloud or (len(f.content) == 0 if near == 0 else near == 2)


BULLETS = {"-", "–", "—", "•", "*", "·"}

NUMBERED = re.compile(r"\(?(\d{1,2}|[a-z]|[ivx]+)[.)]?")
"""What a point of a list begins with besides: "3. that …", "(a) to …"."""


def _point(parse: Parse, first: int) -> bool:
    """Whether a sentence is a point of a list."""
    w = parse.words[first]
    closed = w.text[-1] in ".)" or any(x.text in {".", ")"} for x in parse.words[first + 1 : first + 2])
    return w.text in BULLETS or bool(closed and NUMBERED.fullmatch(w.text))


def _list_end(parse: Parse, first: int) -> int:
    """Where the list ends that begins with a sentence: before the first paragraph without a bullet."""
    last = parse.sentences[first]
    for s in parse.sentences[first:]:
        if s.paragraph != last.paragraph and not _point(parse, s.first):
            break
        last = s
    return last.last


def statements(parse: Parse, found: list[Frame], quoted: tuple[Quotation, ...]) -> list[Frame]:
    """A sentence that ends in "X said:" without quotation marks after it: what follows is X's statement, to the end where the
    report begins so (a press release), else one paragraph."""
    out = list(found)
    for k, f in enumerate(out):
        s = parse.words[f.cue].sentence
        sentence = parse.sentences[s]
        ends = parse.words[sentence.last - 1].text == ":" and f.cue >= sentence.last - 7
        ends = ends and all(parse.words[i].upos == "PUNCT" for i in f.content)
        ends = ends and not any(c.upos == "NOUN" and c.index != f.to and c.kind not in SOMEBODY and not sayable(c)
                                for c in parse.children(f.cue, "obj"))      # "has declared war on the people: Rao"
        ends = ends or _announced(parse, f)
        if f.source is not None and _within(parse, f, quoted):
            out[k] = replace(f, content=f.content | frozenset(range(f.cue + 2, _own_end(parse, s, quoted))))
            continue
        if not ends or s + 1 >= len(parse.sentences) or f.source is None:
            continue
        after = parse.sentences[s + 1]
        if any(q.first - 1 <= after.first < q.last for q in quoted):
            continue
        last = len(parse.words)
        if _point(parse, after.first):
            last = _list_end(parse, s + 1)
        elif s > OPENING:
            last = _own_end(parse, s + 1, quoted)
        out[k] = replace(f, content=frozenset(range(after.first, last)))
    return out


def _within(parse: Parse, f: Frame, quoted: tuple[Quotation, ...]) -> bool:
    """Whether a statement without marks begins behind a cue's colon, its speaker as "I" or "we" in what follows: "The minister
    said: The state stands firm. We have agreed to send troops"."""
    sentence = parse.sentence_of(f.cue)
    if f.cue + 2 >= sentence.last or parse.words[f.cue + 1].text != ":" or parse.words[f.cue + 2].text in MARKS:
        return False
    paragraph = (x for x in parse.sentences[sentence.index :] if x.paragraph == sentence.paragraph)
    return f.stance == "states" and any(_in_first_person(parse, x.first, x.last, quoted) for x in paragraph)


def _own_end(parse: Parse, s: int, quoted: tuple[Quotation, ...]) -> int:
    """Where a statement ends that a sentence begins: with its paragraph, or a later one in which its speaker says "I" or "we"
    outside of marks, no more than one paragraph further on."""
    last, paragraph = parse.sentences[s].last, parse.sentences[s].paragraph
    for x in parse.sentences[s:]:
        if x.paragraph > paragraph + 2:
            break
        if x.paragraph == paragraph or _in_first_person(parse, x.first, x.last, quoted):
            paragraph = x.paragraph
            last = max(y.last for y in parse.sentences[s:] if y.paragraph == paragraph)
    return last


def _in_first_person(parse: Parse, first: int, last: int, quoted: tuple[Quotation, ...]) -> bool:
    """Whether words outside of marks are of one who speaks of himself."""
    own = [i for i in range(first, last) if parse.words[i].lower in FIRST and parse.words[i].text != "US"]
    return any(not any(q.first <= i < q.last for q in quoted) for i in own)


def _announced(parse: Parse, f: Frame) -> bool:
    """Whether a sentence ends in "the following", which is what its verb says: "The office states, in answer to the press, the
    following"."""
    last = parse.sentence_of(f.cue).last
    end = parse.words[last - 2 : last]
    beside = len(f.content) == 0 or max(f.content) >= last - 3
    return len(end) == 2 and end[0].lower == "following" and end[1].text in {".", ":"} and beside and f.stance == "states"


FIRST = {"i", "we", "me", "us", "my", "our"}
"""Who speaks of himself: inside a quotation its speaker."""

RAISING = {"states", "believes", "predicts", "estimates", "suspects"}
"""Stances whose passives say nothing of who holds them: "is expected to"."""


def own_speakers(parse: Parse, found: list[Frame], inside: frozenset[int]) -> list[Frame]:
    """ "“We think they will leave,” he said": who thinks is who is quoted."""
    out = []
    for f in found:
        if f.source is not None and parse.words[f.source].lower in FIRST:
            over = [g for g in found if f.cue in g.content and g.cue not in inside and g.source is not None]
            quoting = min(over, key=lambda g: len(g.content), default=None)
            if quoting is not None and (f.cue in inside or parse.words[quoting.cue].text == ":"):
                f = replace(f, meant=quoting.source)
        out.append(f)
    return out


def credited(parse: Parse, found: list[Frame]) -> list[Frame]:
    """ "The dam is said to be safe, according to two engineers": it is they who say it."""
    over = [g for g in found if g.entry is not None and g.entry.part == "preposition" and g.source is not None]
    out = []
    for f in found:
        if f.source is None and f.stance in RAISING and parse.words[f.cue].xpos == "VBN":
            by = [g for g in over if f.cue in g.content and parse.words[g.cue].sentence == parse.words[f.cue].sentence]
            f = replace(f, source=by[0].source) if by else f
        out.append(f)
    return out
