# SPDX-License-Identifier: Apache-2.0
"""Sources without a name: how many they are, why the report does not name them, how they know."""

from __future__ import annotations

from sayso.mentions.counts import count_of
from sayso.model import Entity
from sayso.parse import Parse, Word
from sayso.text import Span
from sayso.voices.frames import Frame
from sayso.voices.sources import words

REACH = 2
"""Sentences after the cue's in which the reason may follow: "They asked not to be named because …"."""


def number(parse: Parse, head: int, entity: Entity | None) -> int | None:
    """How many speak: the number given ("two officials"), 1 for a single person, None where it is not said or for a body."""
    joined = parse.children(head, "conj")
    if any(parse.children(w.index, "cc") for w in joined):      # none in "Nadia Osman, 34, Tarsin"
        single = all(w.upos == "PROPN" for w in (parse.words[head], *joined))
        return len(joined) + 1 if single and entity is not None and entity.type in {"person", "people"} else None
    count = count_of(parse, head)
    if count is not None:
        return count.best if count.best is not None and count.low is None and count.high is None else None
    if entity is not None and entity.type not in {"person", "people"}:
        return None
    return 1 if "Number=Sing" in parse.words[head].feats else None


def reason(parse: Parse, cue: int) -> Span | None:
    """The words that say why a source is not named, near its cue; None where no anonymity is spoken of or no reason given."""
    here = parse.sentence_of(cue)
    for s in parse.sentences[here.index : here.index + REACH]:
        if s.paragraph != here.paragraph:
            break
        for w in parse.words[s.first : s.last]:
            if w.lemma.lower() in words("anonymity") | words("naming") and _about_a_name(parse, w):
                found = _reason_behind(parse, w) or _reason_under(parse, w)
                if found:
                    return found
            named = any(c.lemma.lower() == "name" for c in parse.children(w.index, "nsubj"))
            if named and w.lemma.lower() in words("withheld"):
                found = _reason_under(parse, w) or _purpose(parse, w)
                if found:
                    return found
            if w.lower in words("barred") and any(c.lower in {"not", "n't"} for c in _near(parse, w)):
                return parse.span_of(_trimmed(parse, [x.index for x in parse.subtree(w.index)]))
    return None


def unnamed(parse: Parse, f: Frame) -> bool:
    """Whether a frame only tells that a source wants no name: "asked not to be named", "requested anonymity"."""
    if f.stance not in {"asks", "declines", "denies"} or len(f.content) > LONG:
        return False
    if f.entry is not None and f.entry.words[-1] in words("naming") and not f.content:
        return True      # "declined to be identified"
    said = [parse.words[i] for i in f.content]
    noun = any(w.lemma.lower() in words("anonymity") for w in said)
    verb = any(w.lemma.lower() in words("naming") and parse.children(w.index, "aux:pass", "aux") for w in said)
    return noun or verb


LONG = 30
"""Words that a wish for no name has at most, its reason included."""


def _near(parse: Parse, w: Word) -> list[Word]:
    return [*parse.children(w.index), *((parse.words[w.head],) if w.head >= 0 else ())]


def _about_a_name(parse: Parse, w: Word) -> bool:
    """Whether "named", "identified", "quoted" is denied here ("asked not to be named"); "anonymity" always is."""
    if w.upos in {"NOUN", "ADV", "ADJ"}:
        return True
    over = parse.head(w.index)
    no = any(c.lower in {"not", "n't"} for c in parse.children(w.index))
    above = [x for x in (over, parse.head(over.index) if over is not None else None) if x is not None]
    denied = any(c.lower in {"not", "n't"} for x in above for c in parse.children(x.index))
    return no or denied or any(x.lemma.lower() in {"decline", "refuse", "withhold"} for x in above)


def _reason_under(parse: Parse, w: Word) -> Span | None:
    """The because-clause or "for fear of …" that hangs on a word or on one above it."""
    for x in (w, *parse.ancestors(w.index)):
        for c in parse.children(x.index, "advcl", "obl", "nmod", "ccomp", "acl"):
            if c.index < w.index:
                continue
            marks = [m for m in parse.children(c.index, "mark", "case") if m.lower in words("because")]
            afraid = c.lemma.lower() in words("fears") and any(
                m.lower in {"for", "out", "due"} for m in parse.children(c.index, "case")
            )
            citing = c.lemma.lower() in {"cite", "fear", "give"} and c.xpos == "VBG"
            if marks or afraid or citing:
                inside = [y.index for y in parse.subtree(c.index) if y.index not in {m.index for m in marks}]
                return parse.span_of(_trimmed(parse, inside))
    return None


def _purpose(parse: Parse, w: Word) -> Span | None:
    """ "For her safety", "for security reasons"."""
    for c in parse.children(w.index, "obl"):
        case = [m.index for m in parse.children(c.index, "case") if m.lower == "for"]
        if case:
            return parse.span_of(_trimmed(parse, [x.index for x in parse.subtree(c.index) if x.index not in case]))
    return None


def _reason_behind(parse: Parse, w: Word) -> Span | None:
    """The reason that stands straight behind a word, wherever the tree hung it: "anonymity because the talks are private"."""
    for x in parse.words[w.index + 1 : w.index + 3]:
        if x.sentence != w.sentence or x.head < 0:
            break
        if x.relation in {"mark", "case"} and x.lower in words("because") | {"due", "for"}:
            inside = [y.index for y in parse.subtree(x.head) if y.index > x.index and y.relation != "case"]
            return parse.span_of(_trimmed(parse, inside)) if inside else None
    return None


def _trimmed(parse: Parse, inside: list[int]) -> list[Word]:
    rows = [parse.words[i] for i in sorted(inside)]
    while rows and (rows[-1].upos == "PUNCT"):
        rows.pop()
    while rows and (rows[0].upos == "PUNCT" or rows[0].xpos in {"WP", "WDT"}):
        rows.pop(0)
    return rows or [parse.words[i] for i in inside]


def basis(parse: Parse, source: int | None, told: str | None, content: frozenset[int] = frozenset()) -> str:
    """How a source knows: by the cue's own meaning (`told`, from the lexicon), else by what the report says of the source:
    "residents who saw the raid", "an official briefed on the talks", "said they saw"."""
    if told is not None:
        return told
    if source is not None:
        if parse.words[source].lemma.lower() == "eyewitness":
            return "witnessed"
        for w in parse.subtree(source):
            if w.relation.startswith(("acl", "amod")):
                lemma = w.lemma.lower()
                if lemma in words("witnessed"):
                    return "witnessed"
                if lemma in words("told") and w.xpos == "VBN":
                    return "told"
            if w.upos == "NOUN" and w.lower.removesuffix("ed") in words("told") and w.lower.endswith("ed"):
                return "told"      # "an official briefed on the talks", the participle taken for a noun
    for i in content:
        w = parse.words[i]
        open_end = any(a.xpos == "MD" for a in parse.children(i, "aux"))      # "we'll see"
        seen = w.head not in content and w.lemma.lower() in words("seen") and not open_end
        if seen and any(c.upos == "PRON" for c in parse.children(i, "nsubj")):
            return "witnessed"
    return "unknown"
