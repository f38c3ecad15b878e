# SPDX-License-Identifier: Apache-2.0
"""Where what is said ends: before the outlet sets another voice against it, before a remark on who says it, before a clause
in which the same or another source speaks again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.parse import Parse, Word
from sayso.syntax.subjects import FINITE
from sayso.voices.cues import lexicon
from sayso.voices.frames import Frame
from sayso.voices.senses import negated
from sayso.voices.sources import words


def cut(parse: Parse, found: list[Frame], aside: Iterable[Frame]) -> list[Frame]:
    """The frames with their contents cut; `aside`: frames that only tell that a source wants no name."""
    apart = {f.cue for f in aside}
    out = []
    for f in found:
        ends = [g.cue for g in found if g.cue in f.content and g.cue != f.cue and _apart(parse, f, g)]
        ends += [i for i in f.content if i in apart or _left_out(parse, parse.words[i]) or goes_on(parse, i, f.cue)]
        beyond = {x.index for i in ends for x in parse.subtree(i)}
        for g in found:      # "…, he said, according to the paper", "…, the paper reports": it says that he said so
            if g.source is not None and f.cue in g.content and g.cue != f.cue and g.cue > f.cue and not g.inner:
                beyond |= {g.cue, *(x.index for x in parse.subtree(g.source))} - {f.cue}
        left = f.content - beyond
        out.append(replace(f, content=left) if beyond and left else f)
    return out


def _apart(parse: Parse, f: Frame, g: Frame) -> bool:
    """Whether another voice stands beside what is said and not in it: "…, whereas the army claims", "…, as the paper wrote"."""
    w = parse.words[g.cue]
    brought = {c.lower for c in parse.children(w.index, "mark", "cc", "advmod")}
    relation = w.relation.partition(":")[0]
    if relation == "advcl" and "as" in brought and w.head in f.content:
        return True
    return relation in {"advcl", "conj"} and bool(brought & words("against")) and bool(parse.children(w.index, "nsubj"))


def goes_on(parse: Parse, index: int, cue: int) -> bool:
    """Whether a verb of saying goes on from a cue: hung by "and" on a verb of what is said, but in the cue's tense, not in that
    verb's: "said that it would leave and denied that"."""
    w, over, head = parse.words[index], parse.words[cue], parse.head(index)
    if w.relation != "conj" or head is None or head.index == cue or w.lemma.lower() not in lexicon().verbs:
        return False
    perfect = over.xpos == "VBN" and any(a.lemma == "have" for a in parse.children(cue, "aux"))      # "has said … and proposed"
    tensed = w.xpos == over.xpos and w.xpos in FINITE or perfect and w.xpos in {"VBD", "VBN"}
    if not tensed or parse.children(index, "nsubj"):
        return False
    return head.xpos != w.xpos or bool(parse.children(head.index, "aux"))


def _left_out(parse: Parse, w: Word) -> bool:
    """ "The army said rebels had killed him but did not say where": what it did not say is no part of what it said."""
    own = parse.children(w.index, "nsubj")
    marks = {c.lower for c in parse.children(w.index, "cc", "aux")}
    says = any(c.stance == "states" for c in lexicon().verbs.get(w.lemma.lower(), ()))
    return w.relation == "conj" and says and {"but", "did"} <= marks and not own and negated(parse, w)
