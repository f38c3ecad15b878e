# SPDX-License-Identifier: Apache-2.0
"""Who claims an act, or is accused of it, is its actor where the words name no other; and a claim of responsibility is
a voice of its own over the act, beside whoever else speaks of it.

By the guidelines one word with two chains of voices is two claims ("condemned the attacks, for which X has claimed
responsibility"). Where only "claimed responsibility" is said, the act is the nearest one told before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled, Roles
from sayso.claims.roles import Filling
from sayso.claims.triggers import Candidate
from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.passives import is_passive
from sayso.syntax.paths import Reached, joined, step, via
from sayso.syntax.subjects import all_coordinated, coordinated, preposition
from sayso.voices.frames import Frame, chain

REACH = 4
"""Sentences back that "claimed responsibility" may reach, as a bare reply does."""


SUFFERED = {"defeat", "loss"}
"""Event nouns that happen to whom one blames for them."""


def charged(filling: Filling, options: Sequence[Candidate], heard: Sequence[Frame]) -> tuple[Candidate, Roles] | None:
    """The reading of an event noun that names nobody, where somebody claims the event or is charged with it: "the Front claimed
    the attack", "the killings are attributed to the militia"."""
    lost = bool(options) and filling.parse.words[options[0].index].lemma.lower() in SUFFERED
    for c in options if heard and not lost else ():
        actor = _fillers(filling, c, _doers(filling.parse, heard[0], c.index))
        if c.pattern.kind == "noun" and "self" not in c.pattern.slots and actor:
            return c, {"actor": actor, **filling.partial(c)}
    return None


def with_responsibility(filling: Filling, drafts: Sequence[Draft], voices: Sequence[Frame]) -> list[Draft]:
    """The drafts with those as actors who claim an act or are accused of it, and with the claims of acts told before."""
    out = [_by(filling, _accusing(filling.parse, part)) for d in drafts for part in _apart(d)]
    for f in voices:
        bare = f.stance == "claims" and not f.content and not _of_more(filling.parse, f.cue)
        acts = [d for d in out if _before(filling.parse, d, f)] if bare else []
        out += [_by(filling, replace(d, voices=(f,), notes=d.notes + step("claimed", f.cue))) for d in acts[-1:]]
    for w in filling.parse.words:
        if _bare(filling.parse, w) and (heard := chain(voices, w.index)):
            acts = [d for d in out if _before(filling.parse, d, heard[0]) and d.candidate.index < w.index]
            out += [x for d in acts[-1:] if (x := _answering(filling, d, w, heard))]
    return sorted(out, key=lambda d: d.candidate.span)


def _bare(parse: Parse, w: Word) -> bool:
    """Whether a word says that somebody answers for what was told before: "the Front was responsible"."""
    return w.upos == "ADJ" and w.lemma.lower() in grammar().answerable and bool(parse.children(w.index, "cop")) \
        and not parse.children(w.index, "obl", "nmod", "advcl", "ccomp", "xcomp")


def _answering(filling: Filling, d: Draft, w: Word, heard: Sequence[Frame]) -> Draft | None:
    """The act of a draft as who speaks lays it on the subject of "responsible"; None where that is nobody who could do it."""
    parse = filling.parse
    found = _fillers(filling, d.candidate, all_coordinated(parse, "subject", w.index, parse.children(w.index, "nsubj")))
    if not found or {f.entity for f in found} & {f.entity for f in d.roles.get("target", ())}:
        return None
    voices = (replace(heard[0], stance="accuses") if heard[0].stance == "states" else heard[0], *heard[1:])
    return replace(d, roles={**d.roles, "actor": found}, voices=voices, notes=d.notes + step("claimed", w.index))


def _of_more(parse: Parse, cue: int) -> bool:
    """Whether what one claims is more than an act: "is assuming responsibility and leadership in the region"."""
    return any(parse.children(o.index, "conj", "nmod") for o in parse.children(cue, "obj"))


def _apart(d: Draft) -> list[Draft]:
    """A draft, one a chain: who claims an act does not do so on the word of who condemns it, unless that is what he says."""
    own = [f for f in d.voices if f.stance == "claims"]
    others = [f for f in d.voices if f.stance != "claims"]
    said = any(f.cue in g.content for f in own for g in others)
    if not own or not others or said:
        return [d]
    return [replace(d, voices=tuple(others)), replace(d, voices=tuple(own))]


def _accusing(parse: Parse, d: Draft) -> Draft:
    """A draft under a voice that says who "is responsible for" it: so one accuses."""
    head = parse.head(d.candidate.index)
    blamed = head is not None and head.lemma.lower() in grammar().answerable and d.candidate.pattern.kind == "noun"
    if not blamed or not d.voices or d.voices[0].stance != "states":
        return d
    return replace(d, voices=(replace(d.voices[0], stance="accuses"), *d.voices[1:]))


def _before(parse: Parse, d: Draft, f: Frame) -> bool:
    """Whether a draft tells of violence done, not long before a cue."""
    near = 0 <= parse.words[f.cue].sentence - parse.words[d.candidate.index].sentence <= REACH and d.candidate.index < f.cue
    done = d.commitment.polarity == "yes" and d.commitment.modality == "actual"
    act = d.candidate.code.code.startswith(("violence.", "custody.abduct")) and d.candidate.code.code != "violence.clash"
    return near and done and act and all(g.stance != "claims" for g in d.voices)


def _by(filling: Filling, d: Draft) -> Draft:
    """A draft with its actor, where none is named and somebody claims or is charged with it; whom the tree made the sufferer
    ("blamed the attack on rebels") is none."""
    f = d.voices[0] if d.voices else None
    found = _fillers(filling, d.candidate, _doers(filling.parse, f, d.candidate.index)) if f is not None else []
    told = (x for x in d.roles.get("actor", ()) if not any(part.how == "earlier" for part in x.path))
    taken = {x.entity for x in told}      # "Gunmen … The Front claimed the attack": the Front
    if not found or taken and not taken & {x.entity for x in found}:
        return d
    others = {r: [x for x in xs if x not in found] for r, xs in d.roles.items() if r != "actor"}
    return replace(d, roles={**{r: xs for r, xs in others.items() if xs}, "actor": found})


def _doers(parse: Parse, f: Frame, index: int) -> Reached:
    """Who did it, by a voice over an event: who claims it or is accused of it."""
    if f.stance != "claims":
        return _accused(parse, f, index)
    return {f.speaker: step("speaker", f.cue)} if f.speaker is not None else {}


def _fillers(filling: Filling, c: Candidate, heads: Reached) -> list[Filled]:
    """Those of some words that can be the actor of a code."""
    found = [(e, path) for i, path in heads.items() if (e := filling.entity(i))]
    return [Filled(filler.entity, filler.span, path=path) for (entity, filler), path in found
            if entity.type in c.code.roles.get("actor", ())]


CHARGES = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to"}
"""Verbs whose object is the act, with the preposition of who is charged with it."""


def _accused(parse: Parse, f: Frame, index: int) -> Reached:
    """Whom a voice accuses of what a noun tells: "blamed rebels for the murder", "the army was accused of the attack",
    "attributed the raid to the militia", "the blast was blamed on separatists"."""
    cue, w = parse.words[f.cue], parse.words[index]
    if f.stance not in {"accuses", "believes"} or cue.upos != "VERB":
        return {}
    passive = is_passive(parse, cue)
    told = parse.children(cue.index, "nsubj" if passive else "obj")
    if preposition(parse, index) in {"of", "for"} and f.stance == "accuses":
        heads = all_coordinated(parse, "passive-subject" if passive else "object", cue.index, told)
        return via(step("charges", index), heads) if w.head in {cue.index, *heads} else {}
    on = CHARGES.get(cue.lemma.lower())
    if on is None or not any(index in coordinated(parse, x.index) for x in told):
        return {}
    near = [(step("charges", index), cue.index, x) for x in parse.children(cue.index, "obl")]
    near += [(step("charged", cue.index), index, x) for x in parse.children(index, "nmod")]
    return joined(*(via(path + step("phrase", at, x.index), coordinated(parse, x.index)) for path, at, x in near
                    if x.index > cue.index and preposition(parse, x.index) == on))
