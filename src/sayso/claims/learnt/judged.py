# SPDX-License-Identifier: Apache-2.0
"""Rules propose, heads judge: which proposals are claims, which words are claims that no rule found, and who fills the roles.
Whose word a claim is stays with the room `voices`: a head for that was tried and left out (docs/decisions/0015).

The heads see what the rules made of each word, so they learn where to trust them. A code of the user's own, which training did
not see, is judged by the last column of its word ("some other code") and by what the heads know of roles in general.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from sayso.claims.commitment import around, commitment, cue_words
from sayso.claims.discourse import Draft
from sayso.claims.filled import Filled, Roles
from sayso.claims.learnt.features import Features, Proposal, Terms
from sayso.claims.noun_slots import onlookers, spectators
from sayso.claims.places import LOCATIVE
from sayso.claims.roles import Filling
from sayso.claims.triggers import Candidate, unmeant
from sayso.codebook import Code, Codebook, Pattern
from sayso.language import Language
from sayso.language.claims import ClaimHeads
from sayso.language.runtime import Floats
from sayso.model import ROLES, Mention
from sayso.parse import Parse
from sayso.syntax.paths import step
from sayso.syntax.subjects import EXEMPLIFYING, department, preposition, row_first, sort_of
from sayso.text import Span
from sayso.voices import Frame

DOERS = {"actor", "target"}
"""Roles that nobody fills who only says of which kind another filler is: in "clashed with Israeli forces" not Israel."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Chances at which heads overrule rules: set by `training/claims/limits.py` on the dev parts of the corpus and of
    borrowed real reports; where these and the invented ones differ, what real ones want (docs/decisions/0018, 0024, 0031 to
    0033)."""

    veto: float = 0.8
    """A proposal goes where that of no claim is higher."""
    unsay: float = 0.8
    """The same for a pattern of several words, which says more of what is meant (as `reword`; decision 0032)."""
    add: float = 0.26
    """A word without a proposal becomes a claim where that of one code is higher."""
    recode: float = 0.5
    """Another code is taken where its chance is higher."""
    reword: float = 0.7
    """The same for a pattern of several words, which says more of what is meant."""
    keep: float = 0.25
    """A filler that rules found stays where that of its role is higher."""
    fill: float = 0.45
    """A mention that rules did not take fills a role that they left empty where that role's is higher."""
    more: float = 0.75
    """And one that they filled otherwise where it is higher."""
    fill_around: float = 0.25
    """What `fill` is for actors and targets, for the other roles: who reads misses a place more than he minds one."""
    more_around: float = 0.6
    """What `more` is for actors and targets, for the other roles."""
    held: float = 0.8
    """Another polarity, modality or certainty is taken where its chance is higher."""

    def of(self, role: str, *, filled: bool) -> float:
        """The chance at which a mention that rules did not take fills a role."""
        if role in DOERS:
            return self.more if filled else self.fill
        return self.more_around if filled else self.fill_around


@dataclass(frozen=True)
class Judge:
    """The heads over one report, and the numbers of what they are told."""

    heads: ClaimHeads
    terms: Terms
    limits: Limits = Limits()

    @classmethod
    def over(cls, language: Language, parse: Parse) -> Judge | None:
        """The judge of a report; None where its parse holds no vectors (one that was not made here, or has no layers)."""
        if parse.vectors is None or not parse.words:
            return None
        return cls(ClaimHeads(language.runtime, parse.vectors, [w.sentence for w in parse.words]), terms_of(language))


def terms_of(language: Language) -> Terms:
    """The labels of a language model, as the heads number them."""
    return Terms(*(language.runtime.labels[k] for k in ("upos", "kind", "main", "role", "claim", "preposition")))


MODIFYING = {"compound", "amod", "flat", "nmod:desc", "nmod:unmarked", "nmod:poss"}
"""Relations of words that only say which thing of its kind a noun means."""

HUNG = {"nmod", "appos", "compound", "amod", "flat"}
"""Relations over which a phrase belongs to the noun above it; main labels."""

APART = {"obl", "acl", "advcl"}
"""Relations of phrases and clauses that may tell of another claim of the family than the word above them."""

PLACES = {"place"}

TWO_ENDS = {"tie.member", "tie.present", "tie.ally", "tie.controls"}
"""Ties that say nothing of one end alone; an office does, and kin and rivals may be told as one row."""

SPOKEN = ("politics.", "speech.")
"""Codes of what may be done by saying it."""

LEARNT = "learnt"
"""The id of the pattern of a claim that the heads found where the codebook has none, and the slot of a filler likewise."""


def drafted(parse: Parse, c: Candidate, roles: Roles, heard: tuple[Frame, ...], cues: frozenset[int]) -> Draft:
    """A draft, with what its own clause commits it to."""
    passing = c.code.code.startswith("tie.") and c.pattern.kind == "noun"
    return Draft(c, roles, heard, commitment(parse, c.index, cues, climb=not passing or bool(parse.children(c.index, "cop"))))


def judged(parse: Parse, filling: Filling, codebook: Codebook, frames: tuple[Frame, ...], drafts: Sequence[Draft],
           proposals: Mapping[int, Proposal], judge: Judge) -> list[Draft]:
    """The drafts as the heads leave them, in text order."""
    features = Features(parse, filling.mentions, frames, judge.terms)
    kept = _claims(features, filling, codebook, drafts, proposals, judge)
    out = [d for d in _filled(features, kept, proposals, judge) if not _empty(d)]
    return [replace(d, roles=filling.with_office(d.candidate, d.roles)) for d in out]


def _empty(d: Draft) -> bool:
    """Whether nobody is left of what heads found, or only one end of a tie that is none without both."""
    least = 2 if d.candidate.code.code in TWO_ENDS else 1
    return len(d.roles) < least and (d.candidate.pattern.id == LEARNT or d.candidate.code.code == "tie.present")


def _claims(features: Features, filling: Filling, codebook: Codebook, drafts: Sequence[Draft],
            proposals: Mapping[int, Proposal], judge: Judge) -> list[Draft]:
    """The proposals that stay, some with another code, and the words that the heads add."""
    parse, limits = features.parse, judge.limits
    words = features.words(proposals)
    if not words:
        return list(drafts)
    chances = dict(zip(words, judge.heads.codes(words, features.triggers(words, proposals)), strict=True))
    out = [d for d in drafts
           if _finer(d.candidate.code) or chances[d.candidate.index][0] <= _least(d, limits.veto, limits.unsay)]
    out = [_recoded(d, chances[d.candidate.index], codebook, judge) for d in out]
    taken, cues = {d.candidate.index for d in drafts}, cue_words(parse, features.frames)
    for i in words:
        code, sure = _likeliest(chances[i], codebook, judge)
        if code is None or sure < limits.add or i in taken or any(_told(parse, i, code, d) for d in out):
            continue
        if code.code in unmeant(parse, codebook, i):
            continue      # "killed in a stampede"
        out.append(added(filling, features.frames, i, code, proposals, cues))
    return sorted(out, key=lambda d: d.candidate.span)


def _finer(code: Code) -> bool:
    """Whether a code is one that no marks have: the heads' "no claim" says nothing of it (an investigation is none by the
    guidelines, and `politics.accuse.investigate` in the codebook)."""
    return code.code.count(".") > 1


def added(filling: Filling, frames: tuple[Frame, ...], index: int, code: Code, proposals: Mapping[int, Proposal],
          cues: frozenset[int]) -> Draft:
    """A claim of a word that rules made none: by a pattern that they refused, with what it would have filled, else by none."""
    parse, w = filling.parse, filling.parse.words[index]
    refused = [c for c in (proposals[index].options if index in proposals else ()) if c.code.code == code.code]
    heard = around(parse, frames, index)
    if refused:
        d = drafted(parse, refused[0], filling.partial(refused[0]), heard, cues)
        return replace(d, notes=step("added", index))
    kind = "verb" if w.upos == "VERB" else "adjective" if w.upos in {"ADJ", "ADV"} else "noun"
    return drafted(parse, Candidate(index, w.span, code, _pattern(kind), (w.lemma.lower(),), {}, (index,)), {}, heard, cues)


def _likeliest(row: Floats, codebook: Codebook, judge: Judge) -> tuple[Code | None, float]:
    """The code of the highest chance, None where this codebook does not have it."""
    best = 1 + int(row[1:-1].argmax())
    return codebook.codes.get(judge.terms.codes[best - 1]), float(row[best])


def _recoded(d: Draft, row: Floats, codebook: Codebook, judge: Judge) -> Draft:
    """A draft, with another code where that is much likelier; a finer code and a user's own stay."""
    own = judge.terms.codes.index(d.candidate.code.code) if d.candidate.code.code in judge.terms.codes else None
    code, sure = _likeliest(row, codebook, judge)
    if code is None or own is None or sure < _least(d, judge.limits.recode, judge.limits.reword) or row[1 + own] >= sure:
        return d
    c = replace(d.candidate, code=code, pattern=_pattern(d.candidate.pattern.kind))
    return replace(d, candidate=c, notes=d.notes + step("recoded", c.index))


def _least(d: Draft, one: float, several: float) -> float:
    """The limit for a draft, by how many words its pattern has."""
    return one if len(d.candidate.words) == 1 else several


def _pattern(kind: str) -> Pattern:
    return Pattern(LEARNT, kind, (), {})


def _told(parse: Parse, index: int, code: Code, d: Draft) -> bool:
    """Whether a claim of that family holds the word, or stands right above or below it: "carried out an attack" is one. A
    phrase or clause of its own that has another code tells of something else: "hurt in a clash", "a rally demanding pay"."""
    a, b = parse.words[index], parse.words[d.candidate.index]
    if index in d.candidate.matched or d.candidate.span[0] <= a.start < d.candidate.span[1]:
        return True
    lower = a if a.head == b.index else b if b.head == a.index else None
    if lower is None or code.code.split(".")[0] != d.candidate.code.code.split(".")[0]:
        return False
    relation = lower.relation.partition(":")[0]
    return relation != "conj" and (relation not in APART or code.code == d.candidate.code.code)


def _filled(features: Features, drafts: Sequence[Draft], proposals: Mapping[int, Proposal], judge: Judge) -> list[Draft]:
    """The drafts with the roles that the heads leave and add; the head for roles runs once for all of them."""
    found = [features.fillers(d.candidate.index, d) for d in drafts]
    if not any(found):
        return list(drafts)
    triggers = [d.candidate.index for d, each in zip(drafts, found, strict=True) for _ in each]
    heads = [m.head for each in found for _, m in each]
    ways = iter(features.ways(triggers, heads))
    rows = np.concatenate([
        features.pairs(d.candidate.index, d.candidate.code.code, proposals.get(d.candidate.index), d, each,
                       list(islice(ways, len(each))))
        for d, each in zip(drafts, found, strict=True) if each])
    chances, at, out = judge.heads.roles(triggers, heads, rows), 0, []
    for d, each in zip(drafts, found, strict=True):
        out.append(_with_roles(features, d, each, chances[at: at + len(each)], judge.limits))
        at += len(each)
    return out


def _outermost(features: Features, index: int, code: str, found: Sequence[tuple[str, Mention]],
               best: Mapping[str, tuple[float, str, Filled]]) -> dict[str, tuple[float, str, Filled]]:
    """What was chosen for the trigger at `index`, without what heads took for a role beside the noun that it modifies (of "a
    police squad" the squad), or for a place though it only tells more of somebody."""
    heads = {(ident, m.span): m.head for ident, m in found}
    filled = {(role, heads[f.entity, f.span]) for _, role, f in best.values() if (f.entity, f.span) in heads}

    others = {h for _, h in filled}
    done_to = features.parse.words[index].upos == "NOUN" and code.startswith(("violence.", "custody."))
    watching = onlookers(features.parse, index) if done_to else {}      # but of talks one sees progress in one's own
    seeing = spectators(features.parse, index) if done_to else {}

    def inside(role: str, f: Filled) -> bool:
        w = features.parse.words[heads.get((f.entity, f.span), 0)]
        while w.relation in MODIFYING and w.head >= 0:
            w = features.parse.words[w.head]
            if (role, w.index) in filled or role in DOERS and w.index in others:
                return True
        return False

    def origin(role: str, f: Filled) -> bool:
        """Whether a place only says where another filler is from or what it leads: "citizens of Jordan", "the mayor of Gao"."""
        start = w = features.parse.words[heads.get((f.entity, f.span), 0)]
        others = {h for r, h in filled if r not in PLACES}
        while role in PLACES and w.relation.partition(":")[0] in HUNG and w.head >= 0:
            w = features.parse.words[w.head]
            if w.index in others:
                return not (start.index > index and preposition(features.parse, start.index) in LOCATIVE)
        return False

    def means(role: str, ident: str, f: Filled) -> bool:
        """Whether a thing before the trigger only says with what or in what it was done: "a drone strike", "a truck attack"."""
        w = features.parse.words[heads.get((f.entity, f.span), 0)]
        thing = ident in features.entities and features.entities[ident].type == "thing"
        return role in {"actor", "target"} and thing and w.relation == "compound" and w.head == index

    def sort(f: Filled) -> bool:
        """Whether a word only says of what sort some of those are who are told before it: "including women"."""
        w = features.parse.words[heads.get((f.entity, f.span), index)]
        return preposition(features.parse, row_first(features.parse, w).index) in EXEMPLIFYING and sort_of(features.parse, w)

    def onlooker(role: str, f: Filled) -> bool:
        """Whether somebody only thinks or does something about the event ("the mayor condemned the raid") or hears of it."""
        head = heads.get((f.entity, f.span))
        return role == "actor" and head in watching or role == "target" and head in seeing

    def what_for(role: str, f: Filled) -> bool:
        """Whether a word only says what an office is for: "Finance Minister"."""
        return role == "group" and department(features.parse, index, heads.get((f.entity, f.span), index))

    return {ident: (sure, role, f) for ident, (sure, role, f) in best.items()
            if f.slot != LEARNT
            or not (inside(role, f) or origin(role, f) or means(role, ident, f) or what_for(role, f) or sort(f)
                    or onlooker(role, f))}


def _with_roles(features: Features, d: Draft, found: Sequence[tuple[str, Mention]], chances: Floats, limits: Limits) -> Draft:
    """One draft's roles: each entity fills one, by its likeliest mention; what rules and heads agree on goes before what heads
    add. Offices, which are no entities yet, stay."""
    code = d.candidate.code
    taken: dict[tuple[str, Span], dict[str, Filled]] = {}      # rules may give one filler two roles: "the mayor of Gao"
    for role, row in d.roles.items():
        for f in row:
            taken.setdefault((f.entity, f.span), {})[role] = f
    open_ = [k for k, role in enumerate(ROLES, 1) if role in code.roles]
    telling = set() if code.code.startswith(SPOKEN) else {f.speaker for f in d.voices}
    best: dict[str, tuple[float, str, Filled]] = {}
    dropped: list[int] = []
    for (ident, m), row in zip(found, chances, strict=True):
        held = taken.get((ident, m.span), {})
        sure = {role: float(row[1 + ROLES.index(role)]) for role in held}
        k, own = max(open_, key=row.__getitem__, default=0), sum(sure.values())
        if held and own >= limits.keep:
            role = max(sure, key=sure.__getitem__)
            choice = 1 + own, role, held[role]
        elif k and row[k] >= limits.of(ROLES[k - 1], filled=bool(d.roles.get(ROLES[k - 1]))) \
                and not (ROLES[k - 1] == "actor" and m.head in telling):      # "nine were shot, it was reported by the police"
            choice = float(row[k]), ROLES[k - 1], Filled(ident, m.span, LEARNT, step("judged", d.candidate.index))
        else:
            dropped += [m.head] if held else []
            continue
        if ident not in best or choice[0] > best[ident][0]:
            best[ident] = choice
    best = _outermost(features, d.candidate.index, code.code, found, best)
    roles: Roles = {role: rest for role, row in d.roles.items()
                    if (rest := [f for f in row if f.entity not in features.entities])}
    for _, role, f in sorted(best.values(), key=lambda x: x[2].span):
        roles.setdefault(role, []).append(f)
    order = [*d.roles, *ROLES]
    notes = tuple(s for head in dropped for s in step("left-out", d.candidate.index, head))
    return replace(d, roles={r: roles[r] for r in sorted(roles, key=order.index)}, notes=d.notes + notes)
