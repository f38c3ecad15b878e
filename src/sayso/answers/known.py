# SPDX-License-Identifier: Apache-2.0
"""What a ledger holds under a view, put together: who is who, which claims are one happening, on whose word each stands.

All answers start from it, so that they agree with one another. It is a function of profiles, links and judgements alone: with
the same rows in view it is the same, whatever was added since.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from sayso.across.clusters import clusters
from sayso.across.happenings import Happening, happenings
from sayso.across.profiles import Judgement, Link, Profile
from sayso.across.standing import Standing, standing
from sayso.answers.tellings import Telling, telling
from sayso.model import Json, Reading

FROM_ANOTHER = ("copy", "rewrite", "cites")
"""Links of reports whose left has its text, or its word, from its right."""


@dataclass(frozen=True)
class Known:
    """Profiles by kind and id, links and judgements in view; the rest follows from them, each part when it is asked for."""

    entities: Mapping[str, Profile]
    claims: Mapping[str, Profile]
    reports: Mapping[str, Profile]
    links: tuple[Link, ...]
    judgements: tuple[Judgement, ...] = ()
    readings: tuple[Reading, ...] = ()

    @classmethod
    def of(
        cls,
        profiles: Iterable[Profile],
        links: Iterable[Link],
        judgements: Iterable[Judgement] = (),
        readings: Iterable[Reading] = (),
    ) -> Known:
        """Puts together what is in view; links to what is not in view are left out. `readings`: those that bear the profiles,
        where they are at hand."""
        by: dict[str, dict[str, Profile]] = {"entity": {}, "claim": {}, "report": {}}
        for p in sorted(profiles, key=lambda p: p.id):
            by[p.kind][p.id] = p
        seen = [x for x in links if x.left in by[x.kind] and x.right in by[x.kind]]
        ordered = sorted(dict.fromkeys(seen), key=lambda x: (x.kind, x.left, x.right, x.relation, x.reasons))
        entities, claims, reports = (MappingProxyType(by[k]) for k in ("entity", "claim", "report"))
        return cls(entities, claims, reports, tuple(ordered), tuple(judgements), tuple(readings))

    def linked(self, kind: str) -> tuple[Link, ...]:
        """The links of a kind."""
        return self._links.get(kind, ())

    def judged(self, kind: str) -> tuple[Judgement, ...]:
        """The judgements of a kind."""
        return tuple(j for j in self.judgements if j.kind == kind)

    @cached_property
    def _links(self) -> Mapping[str, tuple[Link, ...]]:
        out: dict[str, list[Link]] = defaultdict(list)
        for x in self.links:
            out[x.kind].append(x)
        return {k: tuple(v) for k, v in out.items()}

    @cached_property
    def who(self) -> Mapping[str, str]:
        """Entity profile → the least id of its cluster."""
        groups = clusters(self.entities, self.linked("entity"), self.judged("entity"))
        return MappingProxyType({m: min(g) for g in groups for m in g})

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Entity profile → what its cluster is called: by the name that most of its profiles bear, of these the longest."""
        given: dict[str, Counter[str]] = defaultdict(Counter)
        for ident, p in self.entities.items():
            given[self.who.get(ident, ident)][p.content["name"]] += 1
        best = {c: min(n, key=lambda name: (-n[name], -len(name), name)) for c, n in given.items()}
        return MappingProxyType({e: best[self.who.get(e, e)] for e in self.entities})

    @cached_property
    def happenings(self) -> tuple[Happening, ...]:
        """All happenings, by first day, then in order of id; undated ones last."""
        found = happenings(self.claims.values(), self.linked("claim"), self.judged("claim"))
        return tuple(sorted(found, key=lambda h: (h.first is None, h.first.isoformat() if h.first else "", h.id)))

    @cached_property
    def happening(self) -> Mapping[str, Happening]:
        """Claim profile → its happening."""
        return MappingProxyType({c: h for h in self.happenings for c in h.claims})

    @cached_property
    def answered(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Claim profile → the claims of its report that answer it, each with how."""
        ids = {(p.content["report"], p.content["claim"]): ident for ident, p in self.claims.items()}
        out: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for ident, p in self.claims.items():
            for a in p.content["answers"]:
                if (to := ids.get((p.content["report"], a["claim"]))) is not None:
                    out[to].append((ident, a["as"]))
        return MappingProxyType({k: tuple(v) for k, v in out.items()})

    @cached_property
    def _answering(self) -> Mapping[str, tuple[str, ...]]:
        """Claim profile → the claims of its report that it answers."""
        out: dict[str, list[str]] = defaultdict(list)
        for claim, found in self.answered.items():
            for answer, _ in found:
                out[answer].append(claim)
        return {k: tuple(v) for k, v in out.items()}

    def replies(self, claim: str) -> bool:
        """Whether a claim answers one that tells of another happening."""
        return any(self.happening[c].id != self.happening[claim].id for c in self._answering.get(claim, ()))

    @cached_property
    def from_another(self) -> Mapping[str, tuple[Link, ...]]:
        """Report → the links that say whose text it has and whom it cites."""
        out: dict[str, list[Link]] = defaultdict(list)
        for x in self.linked("report"):
            if x.relation in FROM_ANOTHER:
                out[x.left].append(x)
        return MappingProxyType({k: tuple(v) for k, v in out.items()})

    def report(self, report: str) -> str:
        """What a report is called: outlet and day."""
        content = self.reports[report].content
        return " · ".join(p for p in (content.get("outlet") or "outlet not known", content.get("published")) if p)

    def contents(self, happening: Happening) -> list[Json]:
        """The contents of a happening's claims, by the day of their report."""
        rows = [self.claims[c].content for c in happening.claims]
        return sorted(rows, key=lambda c: (c["published"] or "9999", c["outlet"] or "", c["claim"]))

    def tellings(self, happening: Happening) -> list[Telling]:
        """Its claims as tellings, by the day of their report."""
        return [telling(c, self.names) for c in self.contents(happening)]

    def standing(self, happening: Happening) -> Standing:
        """On whose word a happening stands in the end."""
        reports = {self.claims[c].content["report"] for c in happening.claims}
        links = dict.fromkeys(x for r in sorted(reports) for x in self._of_report.get(r, ()) if {x.left, x.right} <= reports)
        return standing(
            happening, self.contents(happening), links, {r: self.reports[r].content for r in sorted(reports)}, self.who
        )

    @cached_property
    def _of_report(self) -> Mapping[str, tuple[Link, ...]]:
        """Report → its links, from either end."""
        out: dict[str, list[Link]] = defaultdict(list)
        for x in self.linked("report"):
            out[x.left].append(x)
            out[x.right].append(x)
        return {k: tuple(v) for k, v in out.items()}

    def called(self, entity: str | None, name: str) -> str:
        """What an entity's cluster is called; `name` where it has no profile in view."""
        return self.names.get(entity, name) if entity else name
