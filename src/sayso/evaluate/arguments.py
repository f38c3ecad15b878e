# SPDX-License-Identifier: Apache-2.0
"""Scores events and their arguments (RAMS, WikiEvents): does a claim tell of a marked event, and who fills which of its roles?

Types and roles are turned into our codes and roles by data/arguments.yaml; what the guidelines have no counterpart for is
not scored. An event is found if a claim of a code that can tell of it has a trigger that overlaps the marked one; of several
the one whose code stands first there. Said are its fillers in the roles of the type, one to one against what is marked:

- identified: the same head word;
- classified: the same head word, in a role that may hold it;
- linked: the same, by any mention of the filler's entity and any mention that the set marks as the same.

Heads are by our own trees (`heads_of`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.eventsets import EventDocument, GoldArgument, GoldEvent, read_documents
from sayso.evaluate.eventtypes import event_types, lookup
from sayso.evaluate.heads import Heads, heads_of, words_at
from sayso.evaluate.score import Score, share
from sayso.model import Json, Reading, Report
from sayso.parse import Parse
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span, one_line, overlap

AROUND = 120
"""Code points shown on each side of a trigger in a list of mistakes."""


@dataclass(frozen=True, slots=True)
class Said:
    """A filler of ours: its role, the heads of its words here, and those of all mentions of its entity."""

    role: str
    words: Span
    heads: Heads
    linked: Heads


@dataclass(frozen=True, slots=True)
class Act:
    """A claim, or a voice taken as one ("voice.asks": its source as actor, its addressee as target)."""

    code: str
    trigger: Span
    fillers: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Arguments:
    """Scores over events: how many, to how many some claim stands, how many are `found`; `given` is `classified` over the found
    events alone; `near` recalls the arguments that stand in the trigger's own sentence."""

    events: int
    touched: int
    found: int
    identified: Score
    classified: Score
    linked: Score
    given: Score
    near: Score

    @classmethod
    def of(cls, n: Counter[str]) -> Arguments:
        """From counts of events, arguments said and true, and what of them is right."""
        scores = {name: Score(n[name], n["said"], n["true"]) for name in ("identified", "classified", "linked")}
        return cls(n["events"], n["touched"], n["found"], **scores, given=Score(n["classified"], n["said"], n["true if found"]),
                   near=Score(n["near right"], 0, n["near"]))

    def to_dict(self) -> Json:
        """The scores as data."""
        return {"n": self.events, "touched": share(self.touched, self.events), "found": share(self.found, self.events),
                "identified": self.identified.to_dict(), "classified": self.classified.to_dict(),
                "linked": self.linked.to_dict(), "given": self.given.to_dict(), "near": round(self.near.r, 4)}


@dataclass(frozen=True, slots=True)
class ArgumentScores:
    """`all`: over the events whose type has a counterpart, `events` being all there are. `precision`: of the claims that could
    tell of some type the share that stands at such an event, None where not all events are marked. `types` and `unmapped` (how
    many, why they are not scored) go by the beginnings of names in data/arguments.yaml."""

    documents: int
    events: int
    all: Arguments
    precision: float | None
    types: tuple[tuple[str, Arguments], ...]
    unmapped: tuple[tuple[str, int, str], ...]
    mistakes: tuple[str, ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also what is missed or wrong."""
        out: Json = {"documents": self.documents, "events": self.events, "mapped": share(self.all.events, self.events),
                     "precision": self.precision, **self.all.to_dict(), "types": {t: a.to_dict() for t, a in self.types},
                     "unmapped": {t: n for t, n, _ in self.unmapped}}
        return out | {"mistakes": list(self.mistakes)} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also what is missed or wrong."""
        every = self.all
        out = [f"{self.documents} documents, {self.events} events, {every.events} of a type that our codes can tell of",
               f"found       {share(every.found, every.events)} of these ({share(every.touched, every.events)} have a claim)"]
        if self.precision is not None:
            out.append(f"precision   {self.precision} of the claims that could tell of one do")
        out += [s.line(name) for name, s in (("identified", every.identified), ("classified", every.classified),
                                             ("linked", every.linked), ("given", every.given))]
        out.append(f"near        R {every.near.r:.3f}, n {every.near.true}: arguments in the trigger's sentence")
        width = max((len(t) for t, _ in self.types), default=0)
        out += [f"{a.classified.line(f'{t:{width}}')}  n {a.classified.true}  events {a.events}, found {a.found}"
                for t, a in self.types]
        out += [f"not scored  {t} ({n}): {why}" for t, n, why in self.unmapped]
        return [*out, *self.mistakes] if mistakes else out


def evaluate(path: Path, read: Callable[[Report, Parse], Reading], parse: Callable[[Report], Parse],
             done: Callable[[int, int], None] | None = None, *, coreference: Path | None = None) -> ArgumentScores:
    """Scores a file of RAMS or WikiEvents. `parse` is the language model, by which heads are told too, `read` the pipeline
    behind it; `coreference`: WikiEvents' clusters. `done(k, n)` is called after each document. Raises InputError."""
    documents = list(read_documents(path, coreference))
    frequent = Counter(lookup(e.type) for d in documents for e in d.events)
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    claims = Counter[str]()
    mistakes: list[str] = []
    for k, document in enumerate(documents, 1):
        if not all(lookup(e.type).why for e in document.events):
            report = report_from_text(document.text, ReadOptions(language="en"))
            parsed = parse(report)
            _score(document, read(report, parsed), parsed, by_type, claims, mistakes)
        if done:
            done(k, len(documents))
    precision = share(claims["told"], claims["could"]) if all(d.whole for d in documents) else None
    return ArgumentScores(len(documents), frequent.total(), Arguments.of(sum(by_type.values(), Counter())), precision,
                          tuple((t.name, Arguments.of(by_type[t.name])) for t, _ in frequent.most_common() if not t.why),
                          tuple((t.name, n, t.why) for t, n in frequent.most_common() if t.why), tuple(mistakes))


def _score(document: EventDocument, reading: Reading, parse: Parse, by_type: dict[str, Counter[str]], claims: Counter[str],
           mistakes: list[str]) -> None:
    acts = list(_acts(reading, parse))
    told = set[Span]()
    for event in document.events:
        kind = lookup(event.type)
        if kind.why:
            continue
        touching = [a for a in acts if overlap(a.trigger, event.trigger)]
        fits = sorted((rank, k) for k, a in enumerate(touching) if (rank := kind.rank(a.code)) is not None)
        told |= {touching[k].trigger for _, k in fits}
        found = touching[fits[0][1]] if fits else None
        by_type[kind.name].update({"events": 1, "touched": int(bool(touching)), "found": int(found is not None)})
        by_type[kind.name].update(judge(event, found, parse))
        mistakes += _mistakes(document, event, touching, found, parse)
    could = {c.trigger for c in reading.claims if any(t.rank(c.code) is not None for t in event_types().values())}
    claims.update({"could": len(could), "told": len(could & told)})


def judge(event: GoldEvent, found: Act | None, parse: Parse) -> Counter[str]:
    """The counts of one event's arguments; `found`: what tells of it, if anything does."""
    gold, said = _compared(event, found)
    heads = [[heads_of(parse, s) for s in g.spans] for g in gold]
    kind = lookup(event.type)
    classes = [[s.role in kind.ours(g.role) for s in said] for g in gold]
    same = [[bool(h[0] & s.heads) for s in said] for h in heads]
    linked = [[bool(frozenset().union(*h) & s.linked) for s in said] for h in heads]
    right = _pairs([[a and b for a, b in zip(*rows, strict=True)] for rows in zip(same, classes, strict=True)])
    near = [_sentence(parse, g.spans[0]) == _sentence(parse, event.trigger) for g in gold]
    return Counter({
        "true": len(gold), "true if found": len(gold) if found else 0, "said": len(said), "classified": len(right),
        "identified": len(_pairs(same)), "near": sum(near), "near right": sum(near[g] for g in right),
        "linked": len(_pairs([[a and b for a, b in zip(*rows, strict=True)] for rows in zip(linked, classes, strict=True)]))})


def _compared(event: GoldEvent, found: Act | None) -> tuple[list[GoldArgument], list[Said]]:
    """The arguments that some role of ours can hold, and our fillers of roles that can hold one of the type's."""
    kind = lookup(event.type)
    gold = [g for g in event.arguments if kind.ours(g.role)]
    ours = frozenset().union(*kind.roles.values())
    return gold, [s for s in found.fillers if s.role in ours] if found else []


def _pairs(fits: Sequence[Sequence[bool]]) -> dict[int, int]:
    """The most pairs one to one of rows and columns that fit, by augmenting paths: column of each row."""
    owner: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column, fit in enumerate(fits[row]):
            if fit and column not in seen:
                seen.add(column)
                if column not in owner or place(owner[column], seen):
                    owner[column] = row
                    return True
        return False

    for row in range(len(fits)):
        place(row, set())
    return {row: column for column, row in owner.items()}


def _acts(reading: Reading, parse: Parse) -> Iterator[Act]:
    """The claims, then the voices."""
    linked = {e.id: frozenset[int]().union(*(heads_of(parse, m.span) for m in e.mentions)) for e in reading.entities}

    def said(role: str, entity: str, words: Span) -> Said:
        heads = heads_of(parse, words)
        return Said(role, words, heads, heads | linked[entity])

    for claim in reading.claims:
        fillers = [said(role, f.entity, f.span) for role, fs in claim.roles.items() for f in fs]
        yield Act(claim.code, claim.trigger, tuple(fillers))
    for voice in reading.voices:
        fillers = [said("actor", voice.source, voice.source_span)] if voice.source and voice.source_span else []
        at = [m.span for m in reading.by_id[voice.to].mentions] if voice.to else []
        if voice.to and at:
            fillers.append(said("target", voice.to, min(at, key=lambda span: abs(span[0] - voice.cue[1]))))
        yield Act(f"voice.{voice.stance}", voice.cue, tuple(fillers))


def _sentence(parse: Parse, span: Span) -> int | None:
    return next((w.sentence for w in words_at(parse, span)), None)


def _mistakes(document: EventDocument, event: GoldEvent, touching: Sequence[Act], found: Act | None,
              parse: Parse) -> Iterator[str]:
    """A line for an event that is not found, and one for each argument that is missed or wrong."""
    def quote(span: Span) -> str:
        return one_line(document.text[slice(*span)])

    a, b = event.trigger
    about = f"{document.name} {event.type} “{quote(event.trigger)}”"
    context = one_line(f"{document.text[max(0, a - AROUND) : a]}[{quote(event.trigger)}]{document.text[b : b + AROUND]}")
    if found is None:
        other = ", ".join(dict.fromkeys(act.code for act in touching))
        yield f"{about} missed{f' (read as {other})' if other else ''}: {context}"
        return
    kind = lookup(event.type)
    gold, said = _compared(event, found)
    right = _pairs([[bool(heads_of(parse, g.spans[0]) & s.heads) and s.role in kind.ours(g.role) for s in said] for g in gold])
    for k, g in enumerate(gold):
        if k not in right:
            yield f"{about} missed {g.role} “{quote(g.spans[0])}” of {found.code}: {context}"
    for k, s in enumerate(said):
        if k not in right.values():
            yield f"{about} wrong {s.role} “{quote(s.words)}” of {found.code}: {context}"
