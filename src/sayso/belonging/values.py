# SPDX-License-Identifier: Apache-2.0
"""The frozen values of this room, and their plain-dict form (docs/affiliations.md)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sayso.model import Json, Voice
from sayso.text import Span

RELATIONS = ("member", "leader", "office", "founder", "part", "allegiance", "union", "ally")
"""How a member belongs: `part` is a group in a group, `allegiance` sworn, `union` of groups that became one."""

STATUSES = ("current", "acting", "outgoing", "designated", "begun", "held", "former", "ended", "late", "planned", "possible",
            "denied")
"""On the day of the report. current: told as holding; acting: for the time being; outgoing: about to end; designated: chosen,
not yet in; begun: an act began it and nothing says that it ended; held: told of a past day, and not whether it still
holds; former: told as over; ended: an act ended it; late: the member is dead; planned, possible: not (surely) there;
denied: nobody says so, somebody says not."""

DOES = ("holds", "begins", "ends")
SIDES = ("for", "denied", "doubted", "negated")
"""How a claim stands to what it tells of: says so; its voice denies or doubts it; it says that it is not so."""

BASES = ("time", "report")
"""What a bound rests on: the words of a time, or the day of the report."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One day that bounds a beginning or an end. `basis` of BASES; `claim`: which claim gives it; `span`: the words of the
    time, None for the report's day."""

    day: datetime.date
    basis: str
    claim: str
    span: tuple[int, int] | None = None

    def to_dict(self) -> Json:
        """The bound as data."""
        return {"day": self.day.isoformat(), "basis": self.basis, "claim": self.claim,
                "span": list(self.span) if self.span else None}


@dataclass(frozen=True, slots=True)
class Edge:
    """When an affiliation began or ended: not before `earliest`, not after `latest`; None where the report does not say."""

    earliest: Bound | None = None
    latest: Bound | None = None

    def to_dict(self) -> Json:
        """The edge as data."""
        return {"earliest": self.earliest.to_dict() if self.earliest else None,
                "latest": self.latest.to_dict() if self.latest else None}


@dataclass(frozen=True, slots=True)
class Ground:
    """One claim that an affiliation rests on or that speaks against it.

    `does` of DOES; `how`: the word for the act ("joined", "expelled", "defected", "died"), "" for a tie that holds; `other`:
    where a move came from or went to, an entity; `side` of SIDES; modality, certainty and voices are the claim's, or of
    `answer`, the claim that denies or doubts `claim`.
    """

    claim: str
    does: str
    how: str
    other: str | None
    side: str
    modality: str
    certainty: str
    voices: tuple[Voice, ...]
    evidence: tuple[Span, ...]
    answer: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it tells of something that is so, on somebody's word: not planned, denied or negated."""
        return self.side == "for" and self.modality in ("actual", "habitual")

    def to_dict(self) -> Json:
        """The ground as data; of a voice who says so and how, the rest is in the claim."""
        return {"claim": self.claim, "does": self.does, "how": self.how or None, "other": self.other, "side": self.side,
                "modality": self.modality, "certainty": self.certainty, "answer": self.answer,
                "voices": [{"source": v.source, "stance": v.stance, "certainty": v.certainty} for v in self.voices]}


@dataclass(frozen=True, slots=True)
class Affiliation:
    """Somebody in something: `member` and `body` are entities of the reading, `body` None where the report names none ("Foreign
    Minister X"). `role`: the office in the report's words. `since` and `until`: when it began and ended. `grounds`: all claims
    that speak of it, in text order. `evidence`: spans enough to read them."""

    id: str
    member: str
    body: str | None
    relation: str
    role: str | None
    status: str
    since: Edge
    until: Edge
    grounds: tuple[Ground, ...]
    evidence: tuple[Span, ...]

    @property
    def began(self) -> tuple[Ground, ...]:
        """The claims of how it began."""
        return tuple(g for g in self.grounds if g.does == "begins" and g.holds)

    @property
    def ended(self) -> tuple[Ground, ...]:
        """The claims of how it ended."""
        return tuple(g for g in self.grounds if g.does == "ends" and g.holds)

    @property
    def contradictions(self) -> tuple[Ground, ...]:
        """What speaks against any part of it: claims that say no, and denials and doubts."""
        return tuple(g for g in self.grounds if g.side != "for")

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims that it rests on."""
        return tuple(dict.fromkeys(g.claim for g in self.grounds))

    def to_dict(self) -> Json:
        """The public form; entities by their ids."""
        return {"id": self.id, "member": self.member, "body": self.body, "relation": self.relation, "role": self.role,
                "status": self.status, "since": self.since.to_dict(), "until": self.until.to_dict(),
                "began": [g.to_dict() for g in self.began], "ended": [g.to_dict() for g in self.ended],
                "contradictions": [g.to_dict() for g in self.contradictions],
                "grounds": [g.to_dict() for g in self.grounds], "evidence": [list(s) for s in self.evidence]}
