# SPDX-License-Identifier: Apache-2.0
"""What the heads are told of a word, of a word and a mention, and of a claim as rules put it, besides the encoder's vectors.

Every row is a row of whole numbers, one a column; 0 is always "none". The columns' names and sizes are `Terms.sizes`; training
reads them from here, so that both sides cannot drift apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sayso.claims.commitment import Commitment
from sayso.claims.discourse import REACH, Draft
from sayso.claims.triggers import Candidate
from sayso.language.paths import Ints, Tree, role_classes, role_count, voice_classes, voice_count
from sayso.mentions import Mentions
from sayso.model import CERTAINTIES, ENTITY_TYPES, MODALITIES, ROLES, STANCES, Mention
from sayso.parse import Parse
from sayso.syntax.subjects import preposition
from sayso.voices import Frame

STATUS = ("none", "refused", "dropped", "proposed")
"""What the codebook's rules made of a word: no pattern; a pattern not filled; a claim that another one replaced; a claim."""

FORMS = ("name", "nominal", "pronoun", "implied")
CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "ADV"})
"""Parts of speech of words that may carry a claim."""

DETERMINERS = ("the", "a", "an", "this", "that", "these", "those", "no", "any", "some", "another", "poss")
"""Words that bring a noun in, and a possessor."""

SIDES = ("actor", "target", "place")
"""Roles of which a mention is told whether rules have filled them by somebody else."""

GAPS = (1, 2, 3, 4, 6, 9, 13, 20, 30, 60)
"""Upper bounds of the classes of distances, in words."""

TOLD = (1, 2, 4)
"""Upper bounds of the classes of how often an entity is mentioned in the report."""

NEARER = 3
"""Others of an entity's type that stand nearer to a trigger are counted so far."""


@dataclass(frozen=True)
class Terms:
    """The numbers of labels: those of the language model, of codes and of prepositions that training saw."""

    upos: Sequence[str]
    kinds: Sequence[str]
    mains: Sequence[str]
    arguments: Sequence[str]
    codes: Sequence[str]
    prepositions: Sequence[str]

    @cached_property
    def _numbers(self) -> dict[str, dict[str, int]]:
        told = {"upos": self.upos, "kind": self.kinds, "main": self.mains, "argument": self.arguments, "code": self.codes,
                "preposition": self.prepositions, "type": ENTITY_TYPES, "role": ROLES, "form": FORMS, "stance": STANCES,
                "certainty": CERTAINTIES, "modality": MODALITIES}
        return {what: {name: n for n, name in enumerate(names, 1)} for what, names in told.items()}

    def number(self, what: str, name: str) -> int:
        """The number of a label from 1; 0 for what is not known, for a code not seen in training the one after the last."""
        if what == "code":
            short = ".".join(name.split(".")[:2])
            return self._numbers["code"].get(short, len(self.codes) + 1)
        return self._numbers[what].get(name, 0)

    @cached_property
    def sizes(self) -> Mapping[str, Mapping[str, int]]:
        """For each head its columns, each with how many numbers it may hold."""
        code = len(self.codes) + 2
        word = {"upos": len(self.upos) + 1, "main": len(self.mains) + 1, "kind": len(self.kinds) + 1, "cue": 4,
                "determiner": len(DETERMINERS) + 2, "status": len(STATUS), "code": code, "pattern": 4, "roles": 5, "before": 4}
        mention = {"role": len(ROLES) + 2, "argument": len(self.arguments) + 1, "under": role_count(self.mains),
                   "around": voice_count(self.mains), "type": len(ENTITY_TYPES) + 1, "form": len(FORMS) + 1, "code": code,
                   "gap": 2 * len(GAPS) + 3, "preposition": len(self.prepositions) + 1, "sentence": 3, "status": len(STATUS),
                   "upos": len(self.upos) + 1, "twin": 2, "speaks": 2, "filled": 2 ** len(SIDES), "beside": len(ROLES) + 1,
                   "main": len(self.mains) + 1, "over": len(self.upos) + 1, "nearer": NEARER + 1, "told": len(TOLD) + 1,
                   "hung": len(self.mains) + 1, "elsewhere": len(self.arguments) + 1, "many": 2}
        held = {"polarity": 2, "modality": len(MODALITIES) + 1, "certainty": len(CERTAINTIES) + 1, "stance": len(STANCES) + 2,
                "said": len(CERTAINTIES) + 1, "code": code, "main": len(self.mains) + 1}
        return {"trigger": word, "filler": mention, "held": held}


@dataclass(frozen=True, slots=True)
class Proposal:
    """What rules made of a word: `status` of STATUS, the option that they took or came nearest to, how many of its roles they
    filled, and all options."""

    status: int
    option: Candidate
    roles: int
    options: tuple[Candidate, ...]


class _Own(NamedTuple):
    """What the rows of a mention have in common, as numbers of labels; and its sentence."""

    type: int
    form: int
    preposition: int
    upos: int
    main: int
    over: int
    told: int
    many: int
    sentence: int


class Features:
    """The rows of one report."""

    def __init__(self, parse: Parse, mentions: Mentions, frames: tuple[Frame, ...], terms: Terms) -> None:
        self.parse, self.mentions, self.frames, self.terms = parse, mentions, frames, terms
        self.tree = Tree.of(parse, terms.mains)
        self.entities = {e.id: e for e in mentions.entities}
        self._roles: dict[int, list[tuple[int, str]]] = {}
        for a in parse.arguments:
            self._roles.setdefault(a.head, []).append((a.predicate, a.label))
        self._known: dict[tuple[str, int, int], _Own] = {}
        self._cues = {f.cue for f in frames}
        self._said = {i for f in frames for i in f.content}
        rows: dict[int, dict[tuple[str, int, int], Mention]] = {}
        for ident, m in mentions.by_head.values():
            rows.setdefault(parse.words[m.head].sentence, {})[ident, m.start, m.end] = m
        self._here = {s: sorted(((k[0], m) for k, m in found.items()), key=lambda x: (x[1].start, x[1].end, x[0]))
                      for s, found in rows.items()}

    def words(self, proposals: Mapping[int, Proposal]) -> list[int]:
        """The words that may carry a claim: by their part of speech, then those besides that rules made something of."""
        content = [w.index for w in self.parse.words if w.upos in CONTENT]
        return [*content, *sorted(proposals.keys() - set(content))]

    def triggers(self, words: Iterable[int], proposals: Mapping[int, Proposal]) -> Ints:
        """A row of the columns "trigger" for each word."""
        number, rows = self.terms.number, []
        told = sorted(i for i, p in proposals.items() if p.status == STATUS.index("proposed"))
        for i in words:
            w, p = self.parse.words[i], proposals.get(i)
            kind = ("verb", "noun", "adjective").index(p.option.pattern.kind) + 1 if p else 0
            rows.append((number("upos", w.upos), number("main", w.relation.partition(":")[0]), number("kind", w.kind),
                         1 + (i in self._said) if i in self._cues else 3 * (i in self._said), self._determiner(i),
                         p.status if p else 0, number("code", p.option.code.code) if p else 0, kind,
                         min(4, p.roles) if p else 0, self._before(i, p, told, proposals)))
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(self.terms.sizes["trigger"]))

    def _determiner(self, index: int) -> int:
        """How a noun is brought in: 0 by no word, else by which of DETERMINERS; the last: by another one, or a number."""
        for c in self.parse.children(index, "det", "nmod", "nummod"):
            if c.relation == "nmod:poss":
                return 1 + DETERMINERS.index("poss")
            if c.relation != "nmod" and c.index < index:
                return 1 + DETERMINERS.index(c.lower) if c.lower in DETERMINERS else len(DETERMINERS) + 1
        return 0

    def _before(self, index: int, p: Proposal | None, told: Sequence[int], proposals: Mapping[int, Proposal]) -> int:
        """Whether rules claim the like before a word: 3 by the same lemma, 2 of the same code, 1 of the same family, else 0."""
        if p is None:
            return 0
        words, code, most = self.parse.words, p.option.code.code, 0
        for i in told:
            if i >= index or words[index].sentence - words[i].sentence > REACH:
                continue
            other = proposals[i].option.code.code
            alike = 3 if words[i].lemma == words[index].lemma else 2 if other == code else \
                int(other.split(".")[0] == code.split(".")[0])
            most = max(most, alike)
        return most

    def fillers(self, index: int, draft: Draft | None) -> list[tuple[str, Mention]]:
        """The mentions that may fill a role of a claim at a word: its sentence's, and those that rules took from elsewhere."""
        out = list(self._here.get(self.parse.words[index].sentence, ()))
        known = {(ident, m.span) for ident, m in out}
        for row in draft.roles.values() if draft else ():
            for f in row:
                entity = self.entities.get(f.entity)
                if entity is not None and (f.entity, f.span) not in known:
                    out += [(f.entity, m) for m in entity.mentions if m.span == f.span][:1]
                    known.add((f.entity, f.span))
        return out

    def ways(self, triggers: Sequence[int], heads: Sequence[int]) -> list[tuple[int, int]]:
        """How each word of `heads` hangs on the trigger in its place, as the rows say it; for many at once."""
        of, rows = np.array(triggers, dtype=np.int64), np.array(heads, dtype=np.int64)[:, None]
        under, around = role_classes(self.tree, of, rows)[:, 0], voice_classes(self.tree, of, rows)[:, 0]
        return list(zip(under.tolist(), around.tolist(), strict=True))

    def pairs(self, index: int, code: str, proposal: Proposal | None, draft: Draft | None,
              found: Sequence[tuple[str, Mention]], ways: Sequence[tuple[int, int]]) -> Ints:
        """A row of the columns "filler" for each mention that may fill a role of a claim with that code at that word; `ways`:
        how they hang on it."""
        number, parse, status = self.terms.number, self.parse, proposal.status if proposal else 0
        labels = {a.head: a.label for a in parse.arguments_at(index)}
        taken = {(f.entity, f.span): r for r, row in (draft.roles.items() if draft else ()) for f in row}
        filling = {f.entity for row in (draft.roles.values() if draft else ()) for f in row}
        speaking = {f.speaker for f in draft.voices} if draft else set()
        speakers = {self.mentions.by_head[s][0] for s in speaking if s is not None and s in self.mentions.by_head}
        at = {m.head: taken[ident, m.span] for ident, m in found if (ident, m.span) in taken}
        rows, coded, here = [], number("code", code), parse.words[index].sentence
        hung = number("main", parse.words[index].relation.partition(":")[0])
        others = {ident: {r for (e, _), r in taken.items() if e != ident} for ident, _ in taken}
        anybody = set(taken.values())
        nearer = self._nearer(index, found)
        for (ident, m), (up, about), near in zip(found, ways, nearer, strict=True):
            own = self._own(ident, m)
            mine = taken.get((ident, m.span))
            role = number("role", mine) if mine else len(ROLES) + 1 if ident in filling else 0
            filled = sum(2**k for k, r in enumerate(SIDES) if r in others.get(ident, anybody))
            side = 1 + (own.sentence > here) - (own.sentence < here)
            rows.append((role, number("argument", labels.get(m.head, "")), up, about, own.type, own.form, coded,
                         gap(m.head - index), own.preposition, side, status, own.upos, int(m.head == index),
                         int(ident in speakers), filled, number("role", self._beside(m.head, at)), own.main, own.over, near,
                         own.told, hung, number("argument", self._elsewhere(m.head, index)), own.many))
        return np.array(rows, dtype=np.int64).reshape(len(rows), len(self.terms.sizes["filler"]))

    def _own(self, ident: str, m: Mention) -> _Own:
        """What a row says of a mention whatever the claim is."""
        key = ident, m.start, m.end
        if key not in self._known:
            number, w, over = self.terms.number, self.parse.words[m.head], self.parse.head(m.head)
            entity = self.entities[ident]
            self._known[key] = _Own(
                number("type", entity.type), number("form", m.form), number("preposition", preposition(self.parse, m.head)),
                number("upos", w.upos), number("main", w.relation.partition(":")[0]), number("upos", over.upos) if over else 0,
                bisect_left(TOLD, len(entity.mentions)), int("Number=Plur" in w.feats), w.sentence)
        return self._known[key]

    def _nearer(self, index: int, found: Sequence[tuple[str, Mention]]) -> list[int]:
        """For each mention how many others of its type stand on its side of a trigger, nearer to it; NEARER or more are one
        class."""
        sides: dict[tuple[str, bool], list[tuple[int, str]]] = {}
        for ident, m in found:
            sides.setdefault((self.entities[ident].type, m.head < index), []).append((abs(m.head - index), ident))
        return [min(NEARER, sum(far < abs(m.head - index) and other != ident
                                for far, other in sides[self.entities[ident].type, m.head < index]))
                for ident, m in found]

    def _elsewhere(self, head: int, index: int) -> str:
        """What a word is to another predicate than the trigger."""
        return next((label for predicate, label in self._roles.get(head, ()) if predicate != index), "")

    def _beside(self, head: int, roles: Mapping[int, str]) -> str:
        """The role that rules gave to what a mention is joined to, or stands beside as another name: "A and B", "A, the B"."""
        w = self.parse.words[head]
        above = [w.head] if w.relation.partition(":")[0] in ("conj", "appos", "flat") else []
        near = [*above, *(c.index for c in self.parse.children(head, "conj", "appos", "flat"))]
        return next((roles[i] for i in near if i in roles), "")


def held_row(parse: Parse, d: Draft, held: Commitment, terms: Terms) -> tuple[int, ...]:
    """A row of the columns "held" for a claim as rules put it forward."""
    number, inner = terms.number, d.voices[0] if d.voices else None
    stance = number("stance", inner.stance) or len(STANCES) + 1 if inner else 0
    return (int(held.polarity == "no"), number("modality", held.modality), number("certainty", held.certainty), stance,
            number("certainty", inner.certainty) if inner else 0, number("code", d.candidate.code.code),
            number("main", parse.words[d.candidate.index].relation.partition(":")[0]))


def gap(words: int) -> int:
    """The class of a distance in words, before (negative) or behind: 1 and more."""
    size = bisect_left(GAPS, abs(words))
    return 1 + size if words >= 0 else 2 + len(GAPS) + size
