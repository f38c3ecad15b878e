# SPDX-License-Identifier: Apache-2.0
"""Scores which claims of several texts are said to tell of one happening, against ECB+'s chains of actions (Cybulska and Vossen
2014).

Scored are the mentions of actions on which a claim's trigger stands, and no other: what is not coded is not Sayso's to group.
Only texts of one topic are compared, as is usual for the set, and once more all with all. The baseline puts mentions with the
same lemma in one group; on this set it is hard to beat. No date of publication is known of these texts, so that days, which
tell most, tell little here.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.across.claims import lemma
from sayso.across.happenings import happenings
from sayso.across.index import MemoryIndex
from sayso.across.profiles import Profile
from sayso.answers.linking import Profiles, links, profiles
from sayso.evaluate.clusters import Chain, Measure, b_cubed, ceaf_e, muc
from sayso.evaluate.ecbplus import ActionText, read_ecbplus
from sayso.evaluate.readings import read_readings
from sayso.model import Claim, Json, Reading, Report
from sayso.text import overlap

Read = Callable[[Report], Reading]


@dataclass(frozen=True, slots=True)
class Coded:
    """A mention of an action on which a claim stands: its chain, its claim's profile, the lemma of its trigger."""

    topic: str
    text: str
    chain: str
    profile: str
    lemma: str


@dataclass(frozen=True, slots=True)
class GroupScores:
    """MUC, B³ and CEAF-e of groups."""

    muc: Measure
    b_cubed: Measure
    ceaf_e: Measure

    @property
    def conll(self) -> float:
        """The mean F1 of the three."""
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3

    def to_dict(self) -> Json:
        """The scores as data."""
        return {"muc": self.muc.to_dict(), "b_cubed": self.b_cubed.to_dict(), "ceaf_e": self.ceaf_e.to_dict(),
                "conll": round(self.conll, 4)}

    def line(self, name: str) -> str:
        """One line of text for people."""
        b = self.b_cubed
        return (f"{name:22} B³ P {b.p:.3f} R {b.r:.3f} F1 {b.f1:.3f}  MUC F1 {self.muc.f1:.3f}  "
                f"CEAF-e F1 {self.ceaf_e.f1:.3f}  CoNLL {self.conll:.3f}")


@dataclass(frozen=True, slots=True)
class HappeningScores:
    """`rows`: a name and the scores: Sayso's and the baseline's, on all topics, on each half of them, and with all texts
    compared. `mixed`: pairs of mentions said to be one that are not, `missed` the other way round, as a sample of texts and
    triggers."""

    texts: int
    mentions: int
    chains: int
    rows: tuple[tuple[str, GroupScores], ...]
    mixed: tuple[str, ...]
    missed: tuple[str, ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also wrong pairs."""
        out: Json = {"texts": self.texts, "mentions": self.mentions, "chains": self.chains}
        out |= {k: s.to_dict() for k, s in self.rows}
        return out | ({"mixed": list(self.mixed), "missed": list(self.missed)} if mistakes else {})

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also wrong pairs."""
        return [*((*(f"mixed: {x}" for x in self.mixed), *(f"missed: {x}" for x in self.missed)) if mistakes else ()),
                f"{self.texts} texts, {self.mentions} mentions of actions with a claim, {self.chains} chains",
                *(s.line(k) for k, s in self.rows)]


def evaluate(path: Path, read: Read | None = None, readings: Path | None = None,
             note: Callable[[int, int], None] = lambda done, of: None, *, only: str | None = None) -> HappeningScores:
    """Scores ECB+ texts, read anew or from JSON lines that `sayso read` wrote of them; `only`: those in whose path this regular
    expression is found. Raises InputError."""
    given = read_ecbplus(path, only)
    known = {r.report.stem: r for r in read_readings(readings)} if readings is not None else {}
    out = []
    for done, t in enumerate(given, 1):
        reading = known.get(t.name)
        if reading is None and read is not None:
            reading = read(Report(f"sha256:{hashlib.sha256(t.text.encode()).hexdigest()}", t.name, t.name, t.text))
            note(done, len(given))
        if reading is not None:
            out.append((t, reading))
    return score(out)


def score(given: Sequence[tuple[ActionText, Reading]]) -> HappeningScores:
    """Groups the claims of the readings and scores the groups on the mentions that bear one."""
    made = {t.name: profiles(r) for t, r in given}
    coded = [c for t, r in given for c in _coded(t, r, made[t.name].claims)]
    topics: dict[str, list[Profiles]] = defaultdict(list)
    for t, _ in given:
        topics[t.topic].append(made[t.name])
    by_topic = {x: g for some in topics.values() for x, g in _grouped(some).items()}
    at_once = _grouped([p for some in topics.values() for p in some])
    rows = [("topic by topic", _scores(coded, [by_topic[c.profile] for c in coded])),
            ("same lemma", _scores(coded, [f"{c.topic} {c.lemma}" for c in coded])),
            ("each alone", _scores(coded, [str(k) for k in range(len(coded))])),
            ("all texts at once", _scores(coded, [at_once[c.profile] for c in coded])),
            ("same lemma, all texts", _scores(coded, [c.lemma for c in coded]))]
    for half in (0, 1):
        part = [c for c in coded if hashlib.sha256(c.topic.encode()).digest()[0] % 2 == half]
        rows += [(f"half {half + 1}", _scores(part, [by_topic[c.profile] for c in part])),
                 (f"half {half + 1}, same lemma", _scores(part, [f"{c.topic} {c.lemma}" for c in part]))]
    return HappeningScores(len(given), len(coded), len({c.chain for c in coded}), tuple(rows), *_wrong(coded, by_topic))


def _coded(t: ActionText, r: Reading, claims: Sequence[Profile]) -> Iterable[Coded]:
    """The mentions with a claim on them: the first claim whose trigger shares most with the mention."""
    for action in t.actions:
        best: tuple[int, Claim, Profile] | None = None
        for claim, p in zip(r.claims, claims, strict=True):
            shared = sum(overlap(claim.trigger, span) for span in action.spans)
            if shared and (best is None or shared > best[0]):
                best = shared, claim, p
        if best is not None:
            yield Coded(t.topic, t.name, action.chain, best[2].id, lemma(r.words(best[1].trigger)))


def _grouped(texts: Sequence[Profiles]) -> Mapping[str, str]:
    index = MemoryIndex()
    found = [k for text in texts for k in links(text, index)]
    return {x: h.id for h in happenings([c for text in texts for c in text.claims], found) for x in h.claims}


def _scores(coded: Sequence[Coded], groups: Sequence[str]) -> GroupScores:
    gold, said = _chains(c.chain for c in coded), _chains(groups)
    return GroupScores(muc(gold, said), b_cubed(gold, said), ceaf_e(gold, said))


def _chains(groups: Iterable[str]) -> list[Chain]:
    out: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for k, group in enumerate(groups):
        out[group].add((k, 0))
    return [frozenset(c) for c in out.values()]


SAMPLE = 40
"""Wrong pairs shown of each kind."""


def _wrong(coded: Sequence[Coded], group: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    mixed: list[str] = []
    missed: list[str] = []
    for k, a in enumerate(coded):
        for b in coded[k + 1:]:
            if a.topic == b.topic and (a.chain == b.chain) != (group[a.profile] == group[b.profile]):
                (missed if a.chain == b.chain else mixed).append(f"{a.text} {a.lemma} / {b.text} {b.lemma}")
    return tuple(mixed[::max(1, len(mixed) // SAMPLE)]), tuple(missed[::max(1, len(missed) // SAMPLE)])
