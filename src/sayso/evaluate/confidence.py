# SPDX-License-Identifier: Apache-2.0
"""Scores on whose word an act is laid on an organisation, against MUC-3/4 (slot 11, PERP: ORGANIZATION CONFIDENCE).

A case is an organisation of a template. Its claims are ours that have it as actor, or those named by it ("FMLN rebels"), and
a code that can tell of such an incident (data/confidence.yaml); with one of them in the text it is "acting". It is found if
one tells of the template's incident: a target or place shares a word with the template's targets, or a day is the incident's,
or the template has neither; and what is asked for or threatened tells of none, nor, where the incident was accomplished, what
is planned.

Each is brought into the task's values by the decision tree and the notes of its documents (template-doc-part1, 7.12; -part2,
slot 11); of several claims those with a target in common count, those that affirm before those that deny; then the value that
the tree asks for first, since it asks of the whole text:

1. CLAIMED OR ADMITTED, "did the perpetrator report it?": a voice that states, confirms or claims it is the organisation's or
   takes responsibility; or the header says that the whole text is its statement, and no other voice is there.
2. SUSPECTED OR ACCUSED, "was any uncertainty expressed?": a voice that accuses, suspects, believes, doubts, estimates,
   predicts or denies; a certainty probable or possible; the modality possible ("may have been"). BY AUTHORITIES if that
   voice, or where none is such the innermost one, is an authority's; where it is the organisation's own, the next one.
3. REPORTED AS FACT, whoever states it: the documents make it the default.
4. ACQUITTED: the polarity is no.
5. POSSIBLE, "without actually accusing that organization": the certainty is unknown, as in "it is not clear if".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from sayso.evaluate.commitment import table_lines
from sayso.evaluate.muc import Message, Organisation, Template, read_muc
from sayso.evaluate.score import share
from sayso.mentions.names import core, words_of
from sayso.model import Claim, Entity, Json, Reading, Report, Voice
from sayso.reports import ReadOptions, report_from_text
from sayso.text import one_line

FACT, CLAIMED, ACCUSED = "REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED"
BY_AUTHORITIES, POSSIBLE, ACQUITTED = "SUSPECTED OR ACCUSED BY AUTHORITIES", "POSSIBLE", "ACQUITTED"

TREE = (CLAIMED, BY_AUTHORITIES, ACCUSED, FACT, ACQUITTED, POSSIBLE)
"""The values in the order in which one is taken where several claims fit alike."""

UNSURE = {"accuses", "suspects", "believes", "doubts", "estimates", "predicts", "denies"}
"""Stances that express a charge or uncertainty, not a report."""

OWN = {"states", "confirms", "claims"}
"""Stances by which an organisation reports or takes on an act of its own."""

ELSEWHERE = {"requested", "threatened"}
"""Modalities of what nobody says to have come about."""


@dataclass(frozen=True, slots=True)
class Case:
    """One organisation of a template. `gold`: the value counted as gold, the said one where it is among several right ones;
    `said` None: not found; `acting`: it acts in some claim. `words` and `why` tell what the value rests on."""

    message: str
    template: str
    organisation: str
    gold: str
    said: str | None
    acting: bool
    words: str = ""
    why: str = ""

    def to_dict(self) -> Json:
        """The case as data."""
        return {"message": self.message, "template": self.template, "organisation": self.organisation, "gold": self.gold,
                "said": self.said, "words": self.words, "why": self.why}

    def line(self) -> str:
        """The case on one line."""
        where = f"{self.message} {self.template} {self.organisation}: {self.gold}"
        if self.said is None:
            return f"{where}: {'no claim of this incident' if self.acting else 'no claim'}"
        return f"{where} read as {self.said}: {self.words!r} ({self.why})"


@dataclass(frozen=True, slots=True)
class ConfidenceScores:
    """`acting` and `found`: out of `organisations` (those that may be left out count only if found). `right` and `majority` are
    shares of the found; `cases`: those not found or not right."""

    messages: int
    organisations: int
    acting: int
    found: int
    right: float | None
    majority: float | None
    table: tuple[tuple[str, str, int], ...]
    cases: tuple[Case, ...]

    def to_dict(self, *, cases: bool = False) -> Json:
        """The scores as data; with `cases` also each that is not found or not right."""
        out: Json = {"messages": self.messages, "organisations": self.organisations, "acting": self.acting,
                     "found": self.found, "right": self.right, "majority": self.majority,
                     "table": [{"gold": g, "said": s, "n": n} for g, s, n in self.table]}
        return out | {"cases": [c.to_dict() for c in self.cases]} if cases else out

    def lines(self, *, cases: bool = False) -> list[str]:
        """The scores as text; with `cases` also each that is not found or not right."""
        shown = {"right": self.right, "majority": self.majority}
        return [*(c.line() for c in (self.cases if cases else ())),
                f"{self.messages} texts, {self.organisations} organisations, {self.acting} acting, {self.found} found",
                *(f"{name:11} {'-' if value is None else format(value, '.3f')}" for name, value in shown.items()),
                *table_lines(self.table)]


def evaluate(path: Path, read: Callable[[Report], Reading], done: Callable[[int, int], None] | None = None, *,
             only: str | None = None) -> ConfidenceScores:
    """Reads MUC's texts with `read` (`Reader.read`) and scores; `only` must be found in a message's name. `done(k, n)` is
    called after each text. Raises InputError."""
    messages = read_muc(path, only)
    cases: list[tuple[Case, Organisation]] = []
    for k, m in enumerate(messages, 1):
        options = ReadOptions(published=m.published, language="en")
        reading = read(report_from_text(m.text, options, source=m.name, stem=m.name))
        cases += [(judge(reading, m, t, o), o) for t in m.templates for o in t.organisations]
        if done:
            done(k, len(messages))
    return score(len(messages), cases)


def score(messages: int, given: Sequence[tuple[Case, Organisation]]) -> ConfidenceScores:
    """The scores of judged cases."""
    found = [(c, o) for c, o in given if c.said is not None]
    wanted = [c for c, o in given if c.said is not None or not o.optional]
    likely = Counter(v for _, o in found for v in set(o.confidences))
    table = Counter((c.gold, c.said or "") for c, _ in found)
    right = sum(c.gold == c.said for c, _ in found)
    return ConfidenceScores(messages, len(wanted), sum(c.acting for c in wanted), len(found), share(right, len(found)),
                            share(max(likely.values(), default=0), len(found)),
                            tuple((*pair, n) for pair, n in sorted(table.items())),
                            tuple(c for c in wanted if c.gold != c.said))


def judge(reading: Reading, message: Message, template: Template, organisation: Organisation) -> Case:
    """What a reading says of one organisation of a template."""
    own = {e.id for e in reading.entities if is_of(e, organisation.names)}
    acts = [c for c in reading.claims
            if tells(template.type, c.code) and any(f.entity in own for f in c.roles.get("actor", ()))]
    fits = [(rank, c) for c in acts if (rank := fit(reading, c, template)) is not None]
    gold = organisation.confidences[0]
    name = organisation.names[0]
    if not fits:
        return Case(message.name, template.number, name, gold, None, bool(acts))
    best = max(rank for rank, _ in fits)
    speaks = any(_same(words_of(message.speaker), words_of(n)) for n in organisation.names) if message.speaker else False
    values = [(TREE.index(value := confidence(reading, c, own, speaks=speaks)), value, c) for rank, c in fits if rank == best]
    _, said, claim = min(values, key=lambda v: (v[0], v[2].trigger))
    voices = ", ".join(f"{reading.name(v.source)} {v.stance}" for v in claim.voices)
    why = f"{claim.code} {claim.polarity} {claim.modality} {claim.certainty}; {voices or 'no voice'}"
    words = one_line(" … ".join(reading.words(s) for s in claim.evidence))
    return Case(message.name, template.number, name, said if said in organisation.confidences else gold, said, True,
                words, why)


def confidence(reading: Reading, claim: Claim, own: set[str], *, speaks: bool = False) -> str:
    """A claim's value; `own`: the organisation's entities; `speaks`: the whole text is its statement."""
    inner = claim.voices[0] if claim.voices else None
    if any(v.stance in OWN and v.source in own for v in claim.voices) or inner and inner.stance == "claims":
        return CLAIMED
    if claim.polarity == "no":
        return ACQUITTED
    if speaks and inner is None:
        return CLAIMED
    unsure = next((v for v in claim.voices if v.stance in UNSURE), None)
    if unsure is None and claim.certainty == "unknown":
        return POSSIBLE
    if unsure is None and claim.certainty == "certain" and claim.modality != "possible":
        return FACT
    accuser = unsure or inner
    if accuser and accuser.source in own:
        accuser = next((v for v in claim.voices if v.source not in own), None)      # whom its denial answers
    return BY_AUTHORITIES if accuser and is_authority(reading, accuser) else ACCUSED


def fit(reading: Reading, claim: Claim, template: Template) -> tuple[bool, bool] | None:
    """How well a claim tells of a template's incident, more is better; None if of another: see the head of this module."""
    if claim.modality in ELSEWHERE or template.accomplished and claim.modality == "planned":
        return None
    hit = _hits(reading, claim, template.targets)
    if not hit and not _on(claim, template) and (template.targets or template.days):
        return None
    return hit, claim.polarity == "yes"


def is_authority(reading: Reading, voice: Voice) -> bool:
    """Whether a voice is the government's, the military's, the police's or another authority figure's (slot 11, note 3)."""
    if voice.source is None:
        return False
    entity = reading.by_id[voice.source]
    words = {w for m in entity.mentions for w in words_of(reading.words(m.span))} | set(words_of(entity.name))
    return entity.type == "state" or voice.kind == "official" or not words.isdisjoint(known()["authorities"])


def is_of(entity: Entity, names: Iterable[str]) -> bool:
    """Whether an entity is an organisation, or is named by it ("FMLN guerrillas")."""
    return any(_same(words_of(entity.name), words_of(n)) for n in names)


def tells(incident: str, code: str) -> bool:
    """Whether a claim of this code can tell of an incident of this type."""
    return code.startswith(known()["incidents"].get(incident, ("violence.",)))


@cache
def known() -> dict[str, Any]:
    """The shipped word lists: the codes of each incident type, the words of authorities."""
    raw = yaml.safe_load(resources.files("sayso.evaluate").joinpath("data/confidence.yaml").read_text(encoding="utf-8"))
    return {"incidents": {k: tuple(v.split()) for k, v in raw["incidents"].items()},
            "authorities": frozenset(raw["authorities"].split())}


def _same(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Loosely the same name: the telling words of one stand in the other."""
    a, b = set(core(ours)), set(core(theirs))
    return bool(a and b) and (a <= b or b <= a)


def _hits(reading: Reading, claim: Claim, targets: Iterable[str]) -> bool:
    """Whether a claim's targets or places, by what they are called anywhere, share a telling word with the template's."""
    wanted = {w for t in targets for w in core(words_of(t))}
    hit = {f.entity for role in ("target", "place") for f in claim.roles.get(role, ())}
    called = {reading.words(m.span) for e in hit for m in reading.by_id[e].mentions} | {reading.name(e) for e in hit}
    return any(w in wanted for name in called for w in core(words_of(name)))


def _on(claim: Claim, template: Template) -> bool:
    """Whether a claim's time shares a day with the template's."""
    w = claim.when
    return bool(template.days and w and w.start and w.end and w.start <= template.days[1] and template.days[0] <= w.end)
