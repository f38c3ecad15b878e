# SPDX-License-Identifier: Apache-2.0
"""Who says it: finds each voice of a report, its cue and the words that it covers.

A frame is one cue with its source and content. Indirect speech covers the clause that it governs, without that clause's
relative clauses and appositions; a quotation covers all between its marks. The chain of a claim is the frames that cover its
trigger, the one with the smallest content innermost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.mentions.quotations import Quotation, quotations
from sayso.parse import Parse, Word
from sayso.syntax.phrases import phrase_matches
from sayso.syntax.subjects import coordinated, is_passive, neighbour, preposition, subjects
from sayso.text import Span
from sayso.voices.contents import clausal_content, clause, contrast, may_speak, object_content
from sayso.voices.cues import Cue, lexicon

OPENING = 4
"""Sentences with which a press release comes to its statement: heading, who, on what occasion."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One voice at one place. `source` and `to` are head words; source None = the report leaves it unnamed. `content` holds
    word indices; `how`: direct, indirect or mixed."""

    cue: int
    cue_span: Span
    source: int | None
    to: int | None
    stance: str
    certainty: str
    content: frozenset[int]
    how: str
    strong: bool = True


def frames(parse: Parse) -> tuple[Frame, ...]:
    """All voices of a report, in text order of their cues."""
    quoted = quotations(parse)
    found = [f for w in parse.words for f in _frames_of(parse, w)]
    found = _additions(parse, found)
    found = _attach_quotations(parse, found, quoted)
    found = _statements(parse, found, quoted)
    return tuple(sorted((f for f in found if f.content), key=lambda f: (f.cue, len(f.content))))


def chain(found: Iterable[Frame], index: int) -> list[Frame]:
    """The frames that cover a word, innermost first; one a source."""
    rows = sorted((f for f in found if index in f.content), key=lambda f: (len(f.content), -f.cue))
    out: list[Frame] = []
    for f in rows:
        if not any(f.source == g.source and f.cue == g.cue for g in out):
            out.append(f)
    # "was announced, the party said": a source that is named makes one that is not superfluous, unless it charges somebody
    named = any(f.source is not None for f in out)
    return [f for f in out if f.source is not None or not named or f.stance not in {"states", "confirms"}]


def _frames_of(parse: Parse, w: Word) -> list[Frame]:
    lemma = w.lemma.lower()
    if w.upos == "VERB":
        if lemma in lexicon().citing:
            return _quoting(parse, w)
        over = parse.head(w.index)
        quoted_as = any(c.lower == "as" for c in parse.children(w.index))
        if over is not None and over.lemma.lower() in lexicon().citing and quoted_as:
            return []  # "quoted the army as saying": the quoting verb's part
        for cue in lexicon().verbs.get(lemma, ()):
            if len(cue.words) == 1 or phrase_matches(parse, w.index, cue.words[1:]):
                frame = _verb_frame(parse, w, cue)
                return [frame] if frame else []
        return []
    if w.upos in {"NOUN", "PROPN"} and lemma in lexicon().nouns:
        frame = _noun_frame(parse, w, lexicon().nouns[lemma])
        if frame:
            return [frame]
    return _according(parse, w)


def _quoting(parse: Parse, w: Word) -> list[Frame]:
    """ "Quoted the army as saying that …", "…, citing two officials": who is quoted speaks, who quotes comes next."""
    objects = parse.children(w.index, "obj")
    if not objects:
        return []
    found = subjects(parse, w.index)[1]
    saying = next((c for c in parse.children(w.index, "advcl") if any(m.lower == "as" for m in parse.children(c.index))), None)
    content: set[int] = set()
    if saying is not None:
        for c in parse.children(saying.index, "ccomp", "obj", "xcomp"):
            content |= clause(parse, c.index)
    elif w.xpos == "VBG" and w.head >= 0:
        over = parse.words[w.head]
        rows = _frames_of(parse, over) if over.lemma.lower() not in lexicon().citing else []
        content = set(rows[0].content) if rows and rows[0].content else set(clause(parse, over.index))
        content -= {x.index for x in parse.subtree(w.index)}
        found = []
    if not content:
        return []
    inner = Frame(w.index, w.span, objects[0].index, None, "states", "certain", frozenset(content), "indirect")
    outer = replace(inner, source=found[0] if found else None, content=frozenset(content | {w.index}))
    return [inner, outer] if found else [inner]


def _according(parse: Parse, w: Word) -> list[Frame]:
    """ "according to X": w is the noun under it."""
    if w.upos not in {"NOUN", "PROPN", "PRON", "NUM"}:
        return []
    phrase = preposition(parse, w.index)
    cue = lexicon().prepositions.get(phrase)
    words = list(parse.children(w.index, "case"))
    governor = parse.head(w.index)
    if cue is None and phrase == "to" and governor is not None and governor.lower == "according":
        cue, words = lexicon().prepositions["according to"], [governor, *words]
        governor = parse.head(governor.index)
    if cue is None or not words:
        return []
    fixed = [f for c in words for f in parse.children(c.index, "fixed")]
    span = parse.span_of([*words, *fixed])
    if lexicon().kinds.get(w.lemma.lower()) == "estimate":
        cue = replace(cue, stance="estimates", certainty="probable")
    top = governor if governor is not None else w
    # a phrase at a sentence's edge speaks for the whole sentence, wherever the parser hung it
    sentence = parse.sentence_of(w.index)
    own = {x.index for x in parse.subtree(w.index)} | {x.index for x in words}
    edge = min(own) <= sentence.first + 1 or max(own) >= sentence.last - 2
    if edge:
        root = next((x for x in parse.words[sentence.first : sentence.last] if x.head == -1), top)
        content = clause(parse, root.index if top.relation.partition(":")[0] not in {"conj"} else top.index)
    else:
        content = clause(parse, _predicate(parse, top).index)
    return [Frame(words[0].index, span, w.index, None, cue.stance, cue.certainty, content - own, "indirect")]


def _predicate(parse: Parse, w: Word) -> Word:
    """The nearest clause head at or above a word."""
    for x in (w, *parse.ancestors(w.index)):
        if x.upos in {"VERB", "AUX"} or any(c.relation.startswith(("nsubj", "cop")) for c in parse.children(x.index)):
            return x
    return w


def _span(parse: Parse, w: Word, cue: Cue) -> Span:
    words = [w]
    for want in cue.words[1:]:
        words += [c for c in parse.children(w.index) if want in {c.lemma.lower(), c.lower} and abs(c.index - w.index) <= 3]
    return parse.span_of(words)


def _verb_frame(parse: Parse, w: Word, cue: Cue) -> Frame | None:
    """The frame of a cue verb, or None where it brings in nothing."""
    as_said = any(c.lower == "as" for c in parse.children(w.index, "mark", "advmod", "case"))
    if as_said and not parse.children(w.index, "nsubj", "obl") and cue.stance not in {"states", "confirms"}:
        return None      # "left as promised", "as expected": in what manner, on nobody's word
    side, found = subjects(parse, w.index)
    passive = is_passive(parse, w)
    source: int | None = None
    to: int | None = None
    content: set[int] = set()
    how = "indirect"
    clause_words = clausal_content(parse, w, cue, passive)
    content |= clause_words
    if passive:
        by = [c for c in parse.children(w.index, "obl") if preposition(parse, c.index) == "by" and c.kind != "time"]
        agents = [c.index for c in sorted(by, key=lambda c: c.relation != "obl:agent")]
        source = agents[0] if agents else None
        if found and not content and cue.content & {"of", "for", "object"} and w.lemma.lower() not in lexicon().clause_only:
            content |= object_content(parse, w, cue)
            content |= {i for f in found for i in clause(parse, f)} if "object" in cue.content else set()
        if "obj" in cue.to and clause_words and side == "obj" and found:
            to = found[0]
    else:
        if w.xpos in {"VBD", "VBZ", "VBP"} and not parse.children(w.index, "nsubj"):
            found = neighbour(parse, w.index) or found
        source = found[0] if found else None
        if source is None and w.xpos not in {"VBG"}:
            return None
        if w.lemma.lower() not in lexicon().clause_only:
            content |= object_content(parse, w, cue)
        if source is not None and parse.words[source].lower in {"it", "there"} and parse.words[source].relation == "expl":
            source = None
        for c in parse.children(w.index, "obj", "iobj", "obl"):
            if cue.stance == "asks" and c.kind in {"person", "organization"} and c.relation == "obj":
                content -= {x.index for x in parse.subtree(c.index, "acl")}  # whom one asks is no part of what is asked
            place = c.relation if c.relation in {"obj", "iobj"} else preposition(parse, c.index)
            if place in cue.to and c.index not in content:
                to = c.index
                break
        if not content and not may_speak(w):
            return None
        if source is None and not content:
            return None
    if source is not None and _nobody(parse, source):
        return None
    own = {x.index for x in parse.subtree(source)} if source is not None else set()
    content -= {w.index, *own} if cue.stance != "accuses" else {w.index}
    if to is not None:
        content -= {x.index for x in parse.subtree(to)} if cue.stance not in {"accuses", "asks"} else set()
    if content and min(content) < w.index:
        after = contrast(parse, w, parse.sentence_of(w.index).last)
        content = {i for i in content if i < after}
    if not content and source is None:
        return None
    return Frame(w.index, _span(parse, w, cue), source, to, cue.stance, cue.certainty, frozenset(content), how)


def _nobody(parse: Parse, index: int) -> bool:
    """ "No one claimed responsibility", "no group has said": no voice."""
    w = parse.words[index]
    no = any(c.lower == "no" for c in parse.children(index, "det", "advmod", "amod"))
    return no or w.lower in {"nobody", "none", "neither"}


def _noun_frame(parse: Parse, w: Word, cue: Cue) -> Frame | None:
    """ "Mali's claim that …", "reports that …", "reports of violations"."""
    content: set[int] = set()
    near = parse.children(w.index, "acl", "ccomp", "csubj")
    near += [c for n in parse.children(w.index, "nmod") for c in parse.children(n.index, "acl", "ccomp")]
    for c in near:
        if c.relation == "acl:relcl":
            continue
        if any(m.lower == "that" for m in parse.children(c.index, "mark")):
            content |= clause(parse, c.index)
    inner = set(content)
    if not content and w.lemma.lower() in lexicon().of_what:
        for c in parse.children(w.index, "nmod"):
            if preposition(parse, c.index) == "of":
                content |= {i for x in coordinated(parse, c.index) for i in clause(parse, x)}
    if not content:
        return None
    source = next(
        (
            c.index
            for c in parse.children(w.index, "nmod")
            if c.relation == "nmod:poss" or preposition(parse, c.index) in ({"by", "from", "of"} if inner else {"by", "from"})
        ),
        None,
    )
    if source is None:
        head = parse.head(w.index)
        if (
            head is not None
            and head.upos == "VERB"
            and w.relation == "obj"
            and head.lemma.lower() in {"make", "issue", "release", "publish", "repeat", "have"}
        ):
            found = subjects(parse, head.index)[1]
            source = found[0] if found else None
        elif w.lemma.lower() in {"report", "statement", "message", "account", "version", "news"}:
            source = w.index
    return Frame(w.index, w.span, source, None, cue.stance, cue.certainty, frozenset(content), "indirect")


def _additions(parse: Parse, found: list[Frame]) -> list[Frame]:
    """ "X said that A, adding that B", "X said that A and added that B": X adds, though the tree gives "add" A's subject."""
    out = []
    for f in found:
        w = parse.words[f.cue]
        if w.lemma.lower() == "add" and not parse.children(w.index, "nsubj"):
            outer = [g for g in found if g.cue != f.cue and f.cue in g.content and g.source is not None]
            if outer:
                f = replace(f, source=min(outer, key=lambda g: len(g.content)).source)
        out.append(f)
    return out


def _attach_quotations(parse: Parse, found: list[Frame], quoted: tuple[Quotation, ...]) -> list[Frame]:
    """Gives each long quotation to the voice whose cue stands by it."""
    out = list(found)
    last: tuple[int, int] | None = None  # (frame position, paragraph) of the last speaker of a quotation
    for q in quoted:
        if q.short:
            continue
        words = frozenset(range(q.first, q.last))
        first, final = parse.words[q.first].sentence, parse.words[q.last - 1].sentence
        paragraph = parse.sentences[first].paragraph
        best, rank = None, 99
        for k, f in enumerate(out):
            if f.cue in words or (f.source is None and f.how == "indirect" and not f.content):
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
        if best is None and last is not None and parse.sentences[first].paragraph - last[1] <= 1:
            best = last[0]
        if best is None:
            continue
        f = out[best]
        out[best] = replace(f, content=(f.content | words) - {f.cue}, how="direct" if not f.content - words else "mixed")
        last = best, parse.sentences[final].paragraph
    return out


def _colon(parse: Parse, sentence: int) -> bool:
    s = parse.sentences[sentence]
    return parse.words[s.last - 1].text in {":", ","}


def _speaks(parse: Parse, f: Frame, words: frozenset[int], near: int) -> bool:
    """Whether a cue can be the speaker's of a quotation that its own content does not hold yet."""
    if f.content & words:
        return True
    w = parse.words[f.cue]
    if w.upos != "VERB" or f.source is None or f.source in words:
        return False
    # "…,” he said, adding that …": the cue stands by the marks
    if near == 0:
        return may_speak(w) or len(f.content) == 0
    return may_speak(w) or near == 2


def _statements(parse: Parse, found: list[Frame], quoted: tuple[Quotation, ...]) -> list[Frame]:
    """A sentence that ends in "X said:" without quotation marks after it: what follows is X's statement, to the end where the
    report begins so (a press release), else one paragraph."""
    out = list(found)
    for k, f in enumerate(out):
        s = parse.words[f.cue].sentence
        sentence = parse.sentences[s]
        ends = parse.words[sentence.last - 1].text == ":" and f.cue >= sentence.last - 7 and not f.content
        if not ends or s + 1 >= len(parse.sentences) or f.source is None:
            continue
        after = parse.sentences[s + 1]
        if any(q.first - 1 <= after.first < q.last for q in quoted):
            continue
        last = len(parse.words)
        if s > OPENING:
            last = max(x.last for x in parse.sentences[s + 1 :] if x.paragraph == after.paragraph)
        out[k] = replace(f, content=frozenset(range(after.first, last)), how="direct")
    return out
