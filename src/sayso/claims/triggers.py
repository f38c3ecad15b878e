# SPDX-License-Identifier: Apache-2.0
"""Where a codebook's patterns match: which words of a parse could carry which claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.claims.noun_slots import noun_slots
from sayso.claims.slots import HYPHENS, Slots, adjective_slots, verb_slots
from sayso.codebook import Code, Codebook, Pattern, noun_head
from sayso.mentions.lexicon import lexicon
from sayso.mentions.spans import is_post
from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.passives import is_passive
from sayso.syntax.phrases import near_words, phrase_words
from sayso.syntax.subjects import preposition
from sayso.text import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pattern that matches at a word. `words` are the pattern's own, `span` the trigger; `matched`: the words of the text
    that are the pattern's, the one at `index` among them."""

    index: int
    span: Span
    code: Code
    pattern: Pattern
    words: tuple[str, ...]
    slots: Slots
    matched: tuple[int, ...]


def candidates(parse: Parse, codebook: Codebook) -> Iterator[list[Candidate]]:
    """For each word that could be a trigger, its matching patterns."""
    for w in parse.words:
        found = list(_at(parse, codebook, w))
        if found:
            beside = _beside(parse, w)
            head, meant = parse.head(w.index), _said_beside(parse, w, beside)
            found = [c for c in found if (meant | _which(parse, c)).isdisjoint(c.code.unless_of(c.pattern))]
            if any(c.code.only_of(c.pattern) for c in found):
                titles = (parse.children(c.index, "nmod", "appos", "compound") for c in beside if c.upos == "PROPN")
                near = {c.lemma.lower() for c in (*beside, *(t for row in titles for t in row), *([head] if head else ()))}
                near |= {n.lemma.lower() for n in _measured(parse, beside)} | _clauses(parse, w, beside)
                found = [c for c in found if _meant(parse, c, near)]
        if found:
            yield found


def unmeant(parse: Parse, codebook: Codebook, index: int) -> frozenset[str]:
    """The codes whose every pattern at a word is refused for what stands beside it (`unless`): "killed in a stampede"."""
    w = parse.words[index]
    found = list(_at(parse, codebook, w))
    beside = _said_beside(parse, w, _beside(parse, w)) if found else set()
    kept = {c.code.code for c in found if (beside | _which(parse, c)).isdisjoint(c.code.unless_of(c.pattern))}
    return frozenset(c.code.code for c in found) - kept


def _said_beside(parse: Parse, w: Word, beside: list[Word]) -> set[str]:
    """The lemmas of what stands beside a word, names left out, and of the noun or verb that it belongs to."""
    head, out = parse.head(w.index), {c.lemma.lower() for c in beside if c.entity == "O"} | _clauses(parse, w, beside)
    if head is not None and w.relation.partition(":")[0] in {"amod", "acl", "compound"}:
        out.add(head.lemma.lower())      # "burning coal"
    elif head is not None and head.upos == "VERB" and w.upos == "NOUN":
        out.add(head.lemma.lower())      # "killed in a strike"
    return out


def _which(parse: Parse, c: Candidate) -> set[str]:
    """The words that say which thing an expression's own noun is: "began a hunger strike"."""
    return {m.lemma.lower() for i in c.matched if i != c.index for m in parse.children(i, "compound", "amod")}


def _clauses(parse: Parse, w: Word, beside: list[Word]) -> set[str]:
    """The verbs of participle clauses, in their own form, and of purposes with "to": "attacked the premier, saying that",
    "called him to explain". What is launched has those of its verb: "launched an attack on the premier, calling him weak"."""
    launched = w.relation == "obj" and (parse.words[w.head].lemma.lower(),) in grammar().light
    over = parse.children(w.head, "advcl") if launched else ()
    said = {c.lower for c in (*beside, *over) if c.relation == "advcl" and c.xpos == "VBG"}
    return said | {f"to {c.lower}" for c in parse.children(w.index, "advcl", "xcomp") if c.xpos == "VB"}


def _meant(parse: Parse, c: Candidate, near: set[str]) -> bool:
    """Whether one of the words by which alone a pattern is meant (`only`) is near, or is the head of what fills a slot. Near
    are the word over it and the titles of names, too: "Judge Morina adjourned"."""
    only = c.code.only_of(c.pattern)
    return not only or not only.isdisjoint(near) or any(
        parse.words[i].lemma.lower() in only for filled in c.slots.values() for i in filled)


def _measured(parse: Parse, beside: list[Word]) -> list[Word]:
    """What an object is a measure of: "two tonnes of hashish", "a load of rifles"."""
    objects = (c for c in beside if c.relation in {"obj", "nsubj:pass"})
    return [n for c in objects for n in parse.children(c.index, "nmod") if preposition(parse, n.index) == "of"]


def _beside(parse: Parse, w: Word) -> list[Word]:
    """The heads of a word's subjects, objects, modifiers and phrases, which a code may refuse (`unless`), names left out: "the
    Arab League sanctioned two banks" is no sport; or ask for (`only`)."""
    near = list(parse.children(w.index, "nsubj", "obj", "obl", "nmod", "compound", "amod"))
    if w.relation.partition(":")[0] in {"conj"} and w.head >= 0:
        near += parse.children(w.head, "obl")
    near += [g for c in near for g in parse.children(c.index, "conj") if c.relation.startswith(("obl", "nmod"))]
    clauses = [c for c in parse.children(w.index, "advcl") if c.xpos != "VB"]      # "killed when their bus overturned"
    near += clauses + [n for c in clauses for n in parse.children(c.index, "nsubj")]
    return near


FUNCTION = {"ADP", "PART", "SCONJ", "AUX"}
"""Words of a pattern that belong to its trigger only right behind the word before them."""

NOUN_PLACES = {"nsubj", "csubj", "obj", "obl", "nmod", "conj", "root"}
"""Where a participle stands as a noun does: "fighting between herders broke out"."""


def _at(parse: Parse, codebook: Codebook, w: Word) -> Iterator[Candidate]:
    lemma = w.lemma.lower()
    if _wing(parse, w):
        return
    if w.upos in {"VERB", "ADJ", "AUX"} and lemma in codebook.verbs or w.upos == "ADJ" and w.lower in codebook.verbs:
        slots: Slots | None = None      # worked out for the first pattern that matches: of many verbs none does
        near = near_words(parse, w.index)
        for code, pattern, words in codebook.verbs[lemma if lemma in codebook.verbs else w.lower]:
            hit = phrase_words(parse, w.index, words[1:]) if near.issuperset(words[1:]) else None
            if hit is not None:
                slots = verb_slots(parse, w.index) if slots is None else slots
                yield Candidate(w.index, _verb_span(parse, w, words), code, pattern, words, slots, (w.index, *hit))
    place = w.relation.partition(":")[0]
    gerund = w.xpos == "VBG" and place in NOUN_PLACES and not parse.children(w.index, "nsubj", "obj", "aux")
    nominal = w.upos in {"NOUN", "PROPN"} or gerund or _as_noun(parse, w)
    if nominal and (w.entity == "O" or _in_name(w)) and (w.kind != "time" or w.text.islower()):
        whole = _hyphened(parse, w)
        if whole in codebook.nouns:      # "sit-in", "cease-fire": three words for the tree, one for the codebook
            slots = noun_slots(parse, w.index)
            for code, pattern, words in codebook.nouns[whole]:
                if len(words) == 1:
                    bound = tuple(range(w.index - 2, w.index + 1))
                    yield Candidate(w.index, (parse.words[bound[0]].start, w.end), code, pattern, words, slots, bound)
        entries = [e for key in dict.fromkeys((w.lower, lemma)) for e in codebook.nouns.get(key, ())]
        for code, pattern, words in entries:
            at = noun_head(words)
            before = _modifiers(parse, w, words[:at])
            behind = phrase_words(parse, w.index, words[at + 1 :]) if before is not None else None
            if before is not None and behind is not None:
                span, slots = _noun_span(parse, w, words[: at + 1]), noun_slots(parse, w.index)
                yield Candidate(w.index, span, code, pattern, words, slots, (*before, w.index, *behind))
    participle = w.upos == "VERB" and (w.relation in {"amod", "acl"} or is_passive(parse, w))
    if w.upos in {"ADJ", "NOUN", "ADV"} or participle:
        key = w.lower if w.lower in codebook.adjectives else lemma
        if key in codebook.adjectives:
            slots = adjective_slots(parse, w.index)
            for code, pattern, words in codebook.adjectives[key]:
                hit = phrase_words(parse, w.index, words[1:]) if "noun" in slots else None
                if hit is not None:
                    yield Candidate(w.index, w.span, code, pattern, words, slots, (w.index, *hit))


def _wing(parse: Parse, w: Word) -> bool:
    """Whether a word is the side of a party: "the center-left"."""
    before = parse.words[max(0, w.index - 2) : w.index]
    return w.lower == "left" and len(before) == 2 and before[1].text in HYPHENS and before[1].end == w.start


def _in_name(w: Word) -> bool:
    """Whether a word that the tagger took for a part of a name is an office or a noun for people: "MLA", "CPM cadres"."""
    return is_post(w, lexicon()) or w.text.islower() and lexicon().type_of(w.lemma.lower()) == "people"


def _as_noun(parse: Parse, w: Word) -> bool:
    """Whether an adjective or participle stands as a noun: "six dead and nine wounded", "the injured were taken away"."""
    if w.upos != "ADJ" and w.xpos not in {"VBN", "VBD"}:
        return False
    if parse.children(w.index, "nsubj", "obj", "aux", "cop", "obl", "mark"):
        return False
    around = parse.words[max(0, w.index - 1) : w.index + 2]
    if w.index and around[0].upos == "NUM" and around[-1].upos not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return True      # whatever the tree makes of it: "4 dead, 7 wounded"
    placed = w.relation.partition(":")[0] in {"nsubj", "obj", "obl", "nmod", "conj", "root"}
    return placed and any(c.index < w.index for c in parse.children(w.index, "det", "nummod"))


def _hyphened(parse: Parse, w: Word) -> str:
    """A word with what a hyphen binds to it: "sit-in"; "" where none does."""
    before = parse.words[max(0, w.index - 2) : w.index]
    if len(before) < 2 or before[1].text != "-" or before[1].end != w.start or before[0].end != before[1].start:
        return ""
    return f"{before[0].lower}-{w.lemma.lower()}"


def _modifiers(parse: Parse, w: Word, wanted: tuple[str, ...]) -> tuple[int, ...] | None:
    """The words before a head noun that are its modifiers wanted ("prime minister", "car bomb attack"); None where one is not
    there."""
    if not wanted:
        return ()
    near = [c for c in parse.children(w.index, "compound", "amod", "nmod") if c.index < w.index]
    near += [g for c in near for g in parse.children(c.index, "compound", "amod")]
    known = {x: c.index for c in reversed(near) for x in (c.lemma.lower(), c.lower)}
    return tuple(known[m] for m in wanted) if all(m in known for m in wanted) else None


def _verb_span(parse: Parse, w: Word, words: tuple[str, ...]) -> Span:
    """The verb with what stands next to it of its pattern ("turned himself in" as a whole)."""
    start, end = w.span
    chosen = [w]
    for want in words[1:]:
        hit = [
            x for x in parse.words[w.index + 1 : w.index + 6] if x.sentence == w.sentence and want in {x.lemma.lower(), x.lower}
        ]
        chosen += hit[:1]
    while len(chosen) > 1 and chosen[-1].upos in FUNCTION and chosen[-1].index != chosen[-2].index + 1:
        chosen.pop()      # "confined them to their homes": the verb alone
    last = max(x.index for x in chosen)
    if last - w.index <= len(words) + 1:
        end = max(x.end for x in chosen)
    return start, end


def _noun_span(parse: Parse, w: Word, words: tuple[str, ...]) -> Span:
    start = w.start
    for x in reversed(parse.words[max(0, w.index - len(words) - 1) : w.index]):
        if x.text == "-" or {x.lemma.lower(), x.lower} & set(words[:-1]):
            start = x.start
        else:
            break
    return start, w.end
