# SPDX-License-Identifier: Apache-2.0
"""Scores the claims read out of reports against gold; what each number counts stands in docs/evaluate.md.

All counts are summed over the set before a share is taken. A report without a system's reading counts as read with no claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso import reports
from sayso.errors import InputError
from sayso.evaluate.pairing import Same, pair, role_ids, same_entities, shared_fillers, short, span
from sayso.evaluate.score import Score, share
from sayso.gold.read import GoldClaim, GoldReport, GoldVoice, as_ids, load_gold
from sayso.model import Json, Reading, Report
from sayso.reports import ReadOptions
from sayso.text import Span, one_line, quote

CORE = ("actor", "target", "group", "from", "to", "place")
"""Roles that must all be filled right for a claim to be usable as it is."""

EXACT = ("actor", "target")
"""Roles in which a filler too many makes a claim unusable."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim that is not right. `kind`: missed, wrong (`why` says in what), extra (not in the gold)."""

    report: str
    claim: str
    code: str
    trigger: Span
    words: str
    kind: str
    why: tuple[str, ...] = ()

    def to_dict(self) -> Json:
        """The finding as data."""
        return {"report": self.report, "claim": self.claim, "code": self.code, "trigger": list(self.trigger),
                "words": self.words, "kind": self.kind, "why": list(self.why)}

    def line(self) -> str:
        """The finding on one line."""
        return f"{self.report} {self.claim} {self.code} {self.words!r}: {self.kind}{': ' * bool(self.why)}{', '.join(self.why)}"


@dataclass(frozen=True, slots=True)
class ClaimScores:
    """The scores of a set of reports; stance, commitment, when, count are shares of what was found, else None. `counts`: those
    of found claims, also said where the gold has none."""

    reports: int
    claims: int
    said: int
    found: Score
    coded: Score
    roles: Score
    voice: Score
    stance: float | None
    commitment: float | None
    when: float | None
    count: float | None
    usable: Score
    findings: tuple[Finding, ...]
    counts: Score

    def to_dict(self, *, findings: bool = False) -> Json:
        """The scores as data; with `findings` also each claim that is not right."""
        out: Json = {"reports": self.reports, "claims": self.claims, "said": self.said, "found": self.found.to_dict(),
                     "coded": self.coded.to_dict(), "roles": self.roles.to_dict(), "voice": self.voice.to_dict(),
                     "stance": self.stance, "commitment": self.commitment, "when": self.when, "count": self.count,
                     "usable": self.usable.to_dict()}
        return out | {"counts": self.counts.to_dict(), "findings": [f.to_dict() for f in self.findings]} if findings else out

    def lines(self, *, findings: bool = False) -> list[str]:
        """The scores as text; with `findings` also each claim that is not right."""
        scores = {"found": self.found, "coded": self.coded, "roles": self.roles, "voice": self.voice, "usable": self.usable}
        shares = {"stance": self.stance, "commitment": self.commitment, "when": self.when, "count": self.count}
        return [*([f.line() for f in self.findings] if findings else ()),
                f"{self.reports} reports, {self.claims} gold claims, {self.said} said",
                *(score.line(name) for name, score in scores.items()),
                *(f"{name:11} {'-' if value is None else format(value, '.3f')}" for name, value in shares.items()),
                *([self.counts.line("counts")] if findings else ())]


def evaluate(folder: Path, read: Callable[[Report], Reading], done: Callable[[int, int], None] | None = None) -> ClaimScores:
    """Reads the texts of a gold folder with `read` (`Reader.read`) and scores the claims; outlet and date are the gold's.

    `done(k, n)` is called after each report. Raises InputError for a gold file that breaks the rules and for a text that
    cannot be read.
    """
    golds = load_gold(folder)
    systems: dict[str, Json] = {}
    for k, gold in enumerate(golds, 1):
        systems[gold.stem] = read(report_of(gold)).to_dict()
        if done:
            done(k, len(golds))
    return score_claims(golds, systems)


def report_of(gold: GoldReport) -> Report:
    """The text beside a gold file, with the outlet and date that it gives; raises InputError where it cannot be read."""
    options = ReadOptions(outlet=gold.outlet, published=gold.published, language="en")
    (report,) = reports.open_source(str(gold.path.with_suffix(".txt")), options)
    if isinstance(report, InputError):
        raise report
    return report


def score_claims(golds: Iterable[GoldReport], systems: Mapping[str, Json]) -> ClaimScores:
    """Scores what systems said (stem → an object of docs/claims.md); raises InputError for a filler that names no entity."""
    n: Counter[str] = Counter()
    findings: list[Finding] = []
    for gold in golds:
        system = systems.get(gold.stem, {"entities": [], "claims": []})
        check(system, gold.stem)
        _score(gold, system, n, findings)
    return ClaimScores(
        n["reports"], n["true"], n["said"], Score(n["found"], n["said"], n["true"]), Score(n["coded"], n["said"], n["true"]),
        Score(n["role"], n["role_said"], n["role_true"]), Score(n["voice"], n["voice_said"], n["voice_true"]),
        share(n["stance"], n["voice"]), share(n["commitment"], n["found"]), share(n["when"], n["when_true"]),
        share(n["count"], n["count_true"]), Score(n["usable"], n["said"], n["true"]), tuple(findings),
        Score(n["count"], n["count_said"], n["count_true"]))


def check(system: Json, stem: str) -> None:
    """Raises InputError where a filler or a voice names no entity of the report."""
    known = {e["id"] for e in system["entities"]}
    for c in system["claims"]:
        named = [(f"role {role}", i) for role, value in (c.get("roles") or {}).items() for i in as_ids(value)]
        named += [("a voice", v["source"]) for v in c.get("voices") or () if v.get("source") is not None]
        for where, i in named:
            if i not in known:
                raise InputError(f"{stem}, claim {c.get('id')}: {where} names {i!r}, which is no entity of the report.",
                                 "Give the claims in the form of docs/claims.md.")


def _score(gold: GoldReport, system: Json, n: Counter[str], findings: list[Finding]) -> None:
    same = same_entities(gold, system)
    pairs = pair(gold, system, same)
    said = [s for _, s in pairs] if gold.partial else system["claims"]
    n["reports"] += 1
    n["true"] += len(gold.claims)
    n["said"] += len(said)
    n["found"] += len(pairs)
    n["role_true"] += sum(len(fillers) for g in gold.claims for fillers in g.roles.values())
    n["role_said"] += sum(len(as_ids(v)) for s in said for v in (s.get("roles") or {}).values())
    n["voice_true"] += sum(bool(g.voices) and not _is_tie(g.code) for g in gold.claims)
    n["voice_said"] += sum(bool(s.get("voices")) and not _is_tie(s["code"]) for s in said)
    unnamed = {e["id"] for e in system["entities"] if not e["mentions"]}
    for g, s in pairs:
        why = _score_pair(g, s, gold, same, unnamed, n)
        if why:
            findings.append(_finding(gold, g.id, g.code, g.trigger, "wrong", why))
    found = {g.id for g, _ in pairs}
    findings += [_finding(gold, g.id, g.code, g.trigger, "missed") for g in gold.claims if g.id not in found]
    paired = {id(s) for _, s in pairs}
    findings += [_finding(gold, str(s.get("id")), s["code"], span(s["trigger"]), "extra") for s in said if id(s) not in paired]


def _is_tie(code: str) -> bool:
    """Ties are left out of the voice score: careful readers do not agree whose word a title in reported speech is."""
    return code.startswith("tie.")


def _score_pair(g: GoldClaim, s: Json, gold: GoldReport, same: Same, unnamed: set[str], n: Counter[str]) -> tuple[str, ...]:
    """Counts what a found claim has right; says what keeps it from being usable."""
    code = short(s["code"])
    n["coded"] += g.code == code
    n["role"] += shared_fillers(g, s, same)
    ours, theirs = g.voices[0] if g.voices else None, (s.get("voices") or [None])[0]
    if _is_tie(g.code) or (ours is None and theirs is None):
        voice = True
    else:
        voice = ours is not None and theirs is not None and _same_voice(ours, theirs, gold, same, unnamed)
        if voice and ours is not None and theirs is not None and not _is_tie(code):
            n["voice"] += 1
            n["stance"] += ours.stance == theirs.get("stance")
    n["commitment"] += (g.polarity, g.modality, g.certainty) == (s.get("polarity"), s.get("modality"), s.get("certainty"))
    if g.when and g.when.start:
        when = s.get("when") or {}
        n["when_true"] += 1
        n["when"] += (g.when.start, g.when.end) == (when.get("start"), when.get("end"))
    n["count_said"] += bool(s.get("count"))
    if g.count:
        count = s.get("count") or {}
        n["count_true"] += 1
        n["count"] += (g.count.best, g.count.low, g.count.high) == (count.get("best"), count.get("low"), count.get("high"))
    filled = all(not same[f].isdisjoint(role_ids(s, role)) for role in CORE for f in g.roles.get(role, ()))
    extra = [role for role in EXACT if any(all(e not in same[f] for f in g.roles.get(role, ())) for e in role_ids(s, role))]
    faults = {f"code {code}": g.code != code, "roles": not filled, "extra " + " and ".join(extra): bool(extra),
              "voice": not voice, "polarity": g.polarity != s.get("polarity")}
    why = tuple(name for name, bad in faults.items() if bad)
    n["usable"] += not why
    return why


def _same_voice(ours: GoldVoice, theirs: Json, gold: GoldReport, same: Same, unnamed: set[str]) -> bool:
    """A source that the report leaves unnamed is met by none, or by an entity without a mention."""
    source = theirs.get("source")
    if gold.entities[ours.source].mentions:
        return source in same[ours.source]
    return source is None or source in unnamed


def _finding(gold: GoldReport, claim: str, code: str, trigger: Span, kind: str, why: tuple[str, ...] = ()) -> Finding:
    return Finding(gold.stem, claim, code, trigger, one_line(quote(gold.text, trigger)), kind, why)
