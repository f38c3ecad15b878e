# SPDX-License-Identifier: Apache-2.0
"""Scores who is meant by the pronouns and common nouns that fill roles: "he left", "the group denied", "the two men met".

Counted are the role fillers of gold claims that the system found (`pairing.pair`) whose words here name nobody, while the gold
entity is told of elsewhere. Entities of type `thing` (offices, subjects, reasons, means) are left out: the question is who, and
where; a subject named twice by a bare noun ("independence") is no anaphora.

- The words here: the gold mention that the system's filler of this role stands on; where it stands on none, all mentions of
  the entity in the trigger's sentence. One of them that is a name takes the filler out; so do a relative pronoun (syntax, no
  anaphora) and an entity without a mention there.
- Told of elsewhere: the entity's other mentions that are names; where it has no name, those of its mentions before the words
  here that are no pronouns. None of either, or a common noun before all other mentions ("a group …", and its name only later):
  the words introduce somebody, which is no anaphora.

A filler is right if an entity that the system has in this role shares such an other mention (`pairing.same_mention`, as the
scores of claims); that it shares the words here is not enough. So a pronoun that stands alone is wrong, and so is one that is
joined to somebody else. A mention is a name where a word of it is tagged a proper noun, or has a capital letter that no
sentence begins with. All counts are summed over the set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.claims import report_of
from sayso.evaluate.pairing import pair, same_entities, same_mention, short
from sayso.evaluate.score import share
from sayso.gold.read import GoldClaim, GoldReport, load_gold
from sayso.mentions.phrases import PRONOUNS
from sayso.model import Claim, Json, Reading
from sayso.parse import Parse
from sayso.pipeline import Reader
from sayso.text import Span, one_line, overlap, quote

PRO = PRONOUNS.keys() | {"this", "that", "these", "those", "one", "both"}
RELATIVE = frozenset(("who", "whom", "whose", "which", "that"))


@dataclass(frozen=True, slots=True)
class Miss:
    """One filler whose entity is wrong. `kind`: "another" (joined to somebody else), "alone" (joined to nobody who is told of
    elsewhere), "empty" (the role is not filled by these words). `said`: names of the entities that the system has there."""

    report: str
    claim: str
    code: str
    role: str
    words: str
    form: str
    meant: str
    kind: str
    said: tuple[str, ...]

    def to_dict(self) -> Json:
        """The miss as data."""
        return {"report": self.report, "claim": self.claim, "code": self.code, "role": self.role, "words": self.words,
                "form": self.form, "meant": self.meant, "kind": self.kind, "said": list(self.said)}

    def line(self) -> str:
        """The miss on one line."""
        said = "; ".join(self.said) or "nobody"
        where = f"{self.report} {self.claim} {self.code} {self.role} {self.words!r} ({self.form})"
        return f"{where}: {self.meant}, not {said} ({self.kind})"


@dataclass(frozen=True, slots=True)
class AnaphoraScores:
    """`of`: fillers reached only through anaphora; `right` of them; `filled`: those whose words the system has in the role.
    `forms`: (pronoun or nominal, right, of)."""

    reports: int
    fillers: int
    of: int
    right: int
    filled: int
    forms: tuple[tuple[str, int, int], ...]
    kinds: tuple[tuple[str, int], ...]
    misses: tuple[Miss, ...]

    @property
    def share(self) -> float | None:
        """Right ones among those reached through anaphora."""
        return share(self.right, self.of)

    def to_dict(self, *, misses: bool = False) -> Json:
        """The scores as data; with `misses` also each filler that is wrong."""
        out: Json = {"reports": self.reports, "fillers": self.fillers, "anaphoric": self.of, "right": self.right,
                     "filled": self.filled, "share": self.share, "share_of_filled": share(self.right, self.filled),
                     "forms": {f: {"right": r, "of": n, "share": share(r, n)} for f, r, n in self.forms},
                     "wrong": dict(self.kinds)}
        return out | {"misses": [m.to_dict() for m in self.misses]} if misses else out

    def lines(self, *, misses: bool = False) -> list[str]:
        """The scores as text; with `misses` also each filler that is wrong."""

        def shown(value: float | None) -> str:
            return "-" if value is None else format(value, ".3f")

        return [*(m.line() for m in (self.misses if misses else ())),
                f"{self.reports} reports, {self.fillers} fillers of found claims, {self.of} reached only through anaphora",
                f"{'right':11} {shown(self.share)}  ({self.right} of {self.of})",
                *(f"{form:11} {shown(share(r, n))}  ({r} of {n})" for form, r, n in self.forms),
                f"{'of filled':11} {shown(share(self.right, self.filled))}  ({self.right} of {self.filled})",
                f"wrong: {', '.join(f'{kind} {n}' for kind, n in self.kinds) or 'none'}"]


def evaluate(folder: Path, reader: Reader, done: Callable[[int, int], None] | None = None) -> AnaphoraScores:
    """Reads the texts of a gold folder and scores the fillers; outlet and date are the gold's. `done(k, n)` is called after
    each report. Raises InputError for a gold file that breaks the rules and for a text that cannot be read."""
    golds = load_gold(folder)
    read: list[tuple[GoldReport, Parse, Reading]] = []
    for k, gold in enumerate(golds, 1):
        report = report_of(gold)
        parse = reader.parse(report)
        read.append((gold, parse, reader.read(report, parse)))
        if done:
            done(k, len(golds))
    return score_anaphora(read)


def score_anaphora(read: Iterable[tuple[GoldReport, Parse, Reading]]) -> AnaphoraScores:
    """Scores readings against gold; the parse tells sentences and proper nouns."""
    n: Counter[str] = Counter()
    misses: list[Miss] = []
    for gold, parse, reading in read:
        n["reports"] += 1
        system = reading.to_dict()
        claims = {c.id: c for c in reading.claims}
        for g, s in pair(gold, system, same_entities(gold, system)):
            for role, fillers in g.roles.items():
                for filler in fillers:
                    n["fillers"] += 1
                    _score(gold, parse, reading, g, claims[s["id"]], role, filler, n, misses)
    forms = tuple((f, n["right " + f], n[f]) for f in ("pronoun", "nominal"))
    kinds = tuple(Counter(m.kind for m in misses).most_common())
    return AnaphoraScores(n["reports"], n["fillers"], n["of"], n["right"], n["filled"], forms, kinds, tuple(misses))


def _score(gold: GoldReport, parse: Parse, reading: Reading, g: GoldClaim, claim: Claim, role: str, filler: str,
           n: Counter[str], misses: list[Miss]) -> None:
    entity = gold.entities[filler]
    said = claim.roles.get(role, ())
    stood = [m for m in entity.mentions if any(same_mention(m, f.span) for f in said)]
    here = stood or _in_sentence(parse, entity.mentions, g.trigger)
    if entity.type == "thing" or not here or any(_form(parse, m) in ("name", "relative") for m in here):
        return
    elsewhere = _elsewhere(parse, entity.mentions, here)
    if not elsewhere:
        return
    form = _form(parse, here[0])
    filling = [e for e in reading.entities if e.id in {f.entity for f in said}]
    right = any(same_mention(m.span, x) for e in filling for m in e.mentions for x in elsewhere)
    n["of"] += 1
    n[form] += 1
    n["filled"] += right or bool(stood)
    if right:
        n["right"] += 1
        n["right " + form] += 1
        return
    ours = {f.entity for f in said if any(same_mention(m, f.span) for m in stood)}
    alone = all(any(same_mention(m.span, h) for h in entity.mentions) for e in filling if e.id in ours for m in e.mentions)
    kind = "empty" if not stood else "alone" if alone else "another"
    misses.append(Miss(gold.stem, g.id, short(g.code), role, one_line(quote(gold.text, here[0])), form, entity.name, kind,
                       tuple(e.name for e in filling)))


def _in_sentence(parse: Parse, mentions: Sequence[Span], trigger: Span) -> list[Span]:
    """The mentions that stand in the sentence of the trigger."""
    for s in parse.sentences:
        if overlap(s.span, trigger):
            return [m for m in mentions if overlap(s.span, m)]
    return []


def _elsewhere(parse: Parse, mentions: Sequence[Span], here: Sequence[Span]) -> list[Span]:
    """The mentions by which one knows who is meant."""
    others = [m for m in mentions if m not in here]
    if min(others, default=min(here)) >= min(here) and all(_form(parse, m) == "nominal" for m in here):
        return []
    names = [m for m in others if _form(parse, m) == "name"]
    return names or [m for m in others if m < min(here) and _form(parse, m) == "nominal"]


def _form(parse: Parse, mention: Span) -> str:
    """name, nominal, pronoun or relative: what the words of a gold mention are."""
    words = [w for w in parse.words if w.start < mention[1] and w.end > mention[0]]
    if len(words) == 1:
        if words[0].lower in RELATIVE and words[0].relation.partition(":")[0] not in ("det", "root"):
            return "relative"
        if words[0].lower in PRO:
            return "pronoun"
    begins = {s.first for s in parse.sentences}
    named = (w.upos == "PROPN" or w.text[:1].isupper() and w.index not in begins and w.lower not in PRO for w in words)
    return "name" if any(named) else "nominal"
