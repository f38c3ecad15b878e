# SPDX-License-Identifier: Apache-2.0
"""With which other word a predicate shares its time: joined clauses, outcomes, event nouns with their verbs."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.mentions.calendar import lexicon
from sayso.parse import Parse, Word
from sayso.syntax.subjects import preposition

_FRONT = 5
"""Words from the beginning of a sentence in which a time still opens it."""
_IN = frozenset({"in", "during", "at", "by"})
"""Prepositions of an event in which something else happened: "killed in clashes on Friday"."""
_ONE_FORM = {"were": "was", "have": "has", "are": "is"}
"""Forms of one tense that only their subjects part."""


def ties(parse: Parse, index: int) -> Iterator[tuple[str, int, bool]]:
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


def _in_which(parse: Parse, clause: Word) -> bool:
    """Whether a relative clause tells what happened in the event that it hangs on."""
    which = (w for w in parse.children(clause.index, "obl") if w.lower == "which" and w.index < clause.index)
    return any(preposition(parse, w.index) in ("in", "during") for w in which)


def _goes_on(parse: Parse, word: Word, above: Word) -> bool:
    """Whether a joined clause with a subject of its own is told on in the simple past: "they fought on Friday and two fell"."""
    speech = lexicon()["speech_verbs"]
    if any(v.lemma.lower() in speech for v in (word, above)) or parse.children(above.index, "ccomp"):
        return False
    return all(
        v.xpos == "VBD"
        and not parse.children(v.index, "aux")
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
