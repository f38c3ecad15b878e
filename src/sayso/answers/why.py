# SPDX-License-Identifier: Apache-2.0
"""Why a claim stands as it does: its rule and words, who says it, which claims it is one happening with and by what reasons,
where its word comes from, and what people have judged."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.across.origins import Origin
from sayso.across.standing import Standing
from sayso.answers.happenings import HappeningRow, happening_row
from sayso.answers.known import Known
from sayso.answers.tellings import Telling, telling
from sayso.answers.viewing import Source, known_of, stored
from sayso.errors import LedgerError
from sayso.ledger import View
from sayso.model import Claim, Json, Reading


@dataclass(frozen=True, slots=True)
class Linked:
    """A claim or report that something is linked with: how, for which reasons; `telling` for claims, `name` for reports."""

    relation: str
    name: str
    reasons: tuple[str, ...]
    telling: Telling | None = None

    def to_dict(self) -> Json:
        """The link as data."""
        return {
            "relation": self.relation,
            "name": self.name,
            "reasons": list(self.reasons),
            "telling": self.telling.to_dict() if self.telling else None,
        }


@dataclass(frozen=True, slots=True)
class WhyRow:
    """`why`: the reader's reasons, the first its rule; `words`: the evidence; `happening`: with its standing; `claims`: the
    others of the happening that it is linked with; `reports`: whose text its report copies, rewrites or cites, nearest first;
    `way`: of its word, from the innermost voice to this report; `origin`: the word on which it rests with others; `judged`:
    people's judgements on it and on who takes part, in words."""

    claim: str
    code: str
    report: str
    telling: Telling
    why: tuple[str, ...]
    words: tuple[str, ...]
    happening: HappeningRow
    claims: tuple[Linked, ...]
    reports: tuple[Linked, ...]
    way: tuple[str, ...]
    origin: Origin | None
    judged: tuple[str, ...]

    def to_dict(self) -> Json:
        """All of it as data."""
        return {
            "claim": self.claim,
            "code": self.code,
            "report": self.report,
            "telling": self.telling.to_dict(),
            "why": list(self.why),
            "words": list(self.words),
            "happening": self.happening.to_dict(),
            "claims": [x.to_dict() for x in self.claims],
            "reports": [x.to_dict() for x in self.reports],
            "way": list(self.way),
            "origin": self.origin.to_dict() if self.origin else None,
            "judged": list(self.judged),
        }

    def row(self) -> dict[str, str | int | None]:
        """The same flat."""
        return {
            "claim": self.claim,
            "code": self.code,
            "report": self.report,
            "says": self.telling.says,
            "side": self.telling.side,
            "rule": self.why[0] if self.why else None,
            "words": " … ".join(self.words),
            "happening": self.happening.id,
            "standing": self.happening.standing.line(),
            "claims": "; ".join(x.name for x in self.claims) or None,
            "reports": "; ".join(f"{x.relation} {x.name}" for x in self.reports) or None,
            "way": " → ".join(self.way),
            "origin": self.origin.name if self.origin else None,
            "judged": "; ".join(self.judged) or None,
        }


def why(ledger: Source, claim: str, *, view: View | None = None) -> list[WhyRow]:
    """Why the claim whose id begins with `claim` stands as it does; one row. Raises LedgerError for none or several."""
    k = known_of(ledger, view, claim)
    found = sorted(ident for ident, p in k.claims.items() if p.content["claim"].startswith(claim)) if claim else []
    exact = [x for x in found if k.claims[x].content["claim"] == claim] or found
    if not exact:
        raise LedgerError(f"no claim {claim!r} in view.", "List the claims that the ledger holds: sayso claims --ledger PATH.")
    if len({k.claims[x].content["claim"] for x in exact}) > 1:
        ids = ", ".join(k.claims[x].content["claim"] for x in exact[:5])
        raise LedgerError(
            f"{claim!r} fits {len(exact)} claims: {ids}{', …' if len(exact) > 5 else ''}.", "Give more letters of the id."
        )
    content = k.claims[exact[0]].content
    reading, read = stored(ledger, content["claim"])
    return [_row(k, exact[0], reading, read)]


def _row(k: Known, ident: str, reading: Reading | None, read: Claim | None) -> WhyRow:
    content, h = k.claims[ident].content, k.happening[ident]
    words = tuple(" ".join(reading.words(s).split()) for s in read.evidence) if reading and read else (content["quote"],)
    others = []
    for x in k.linked("claim"):
        other = x.right if x.left == ident else x.left if x.right == ident else None
        if other is not None:
            c = k.claims[other].content
            others.append(
                Linked(
                    x.relation if x.relation != "part" else "within" if x.left == ident else "holds",
                    c["claim"],
                    x.reasons,
                    telling(c, k.names),
                )
            )
    told = telling(content, k.names)
    return WhyRow(
        content["claim"],
        content["code"],
        k.report(content["report"]),
        told,
        read.why if read else (),
        words,
        happening_row(k, h),
        tuple(sorted(others, key=lambda x: (x.relation, x.name))),
        tuple(_from(k, content["report"])),
        _way(k, content),
        _origin(k.standing(h), content["claim"]),
        tuple(_judged(k, ident)),
    )


def _from(k: Known, report: str) -> list[Linked]:
    """Whose text a report has, whom it cites; then whom these copy or cite, each report once."""
    out, waiting, seen = [], [report], {report}
    while waiting:
        at = waiting.pop(0)
        for x in k.from_another.get(at, ()):
            out.append(Linked(x.relation, k.report(x.right), x.reasons))
            if x.right not in seen:
                seen.add(x.right)
                waiting.append(x.right)
    return out


def _origin(standing: Standing, claim: str) -> Origin | None:
    """The origin that a claim rests on, on whichever side it stands."""
    found = (*standing.origins, *standing.denied, *standing.doubted, *standing.retracted, *standing.open)
    return next((o for o in found if claim in o.claims), None)


def _way(k: Known, content: Json) -> tuple[str, ...]:
    """The way of its word: innermost voice, …, the report whose text this one has, the reports between, this one."""
    told, at, way = telling(content, k.names), content["report"], [k.report(content["report"])]
    seen = {at}
    while (
        x := next((x for x in k.from_another.get(at, ()) if x.relation != "cites" and x.right not in seen), None)
    ) is not None:
        at = x.right
        seen.add(at)
        way.append(k.report(at))
    return (*told.voices, *reversed(way))


def _judged(k: Known, ident: str) -> list[str]:
    """Judgements on the claim and on those who take part in it, in words."""
    people = {w["entity"] for w in k.claims[ident].content["who"]}
    out = []
    for j in k.judgements:
        if j.kind == "claim" and ident in (j.left, j.right):
            other = j.right if j.left == ident else j.left
            out.append(
                f"{j.verdict}: claim {k.claims[other].content['claim']}" if other in k.claims else f"{j.verdict}: claim {other}"
            )
        elif j.kind == "entity" and people & {j.left, j.right}:
            left, right = (k.entities[e].content["name"] if e in k.entities else e for e in (j.left, j.right))
            out.append(f"{j.verdict}: {left} and {right}")
    return out
