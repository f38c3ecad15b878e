# SPDX-License-Identifier: Apache-2.0
"""A claim told in a few words: who did what to whom, where, when, on whose word, how surely.

Each function gives one line of plain text without control codes; an empty string where the claim does not say.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping

from sayso.model import Claim, Reading, Report, When
from sayso.views import words
from sayso.views.words import shown


def status(reading: Reading, claim: Claim) -> str:
    """On what footing a claim stands: own (no voice), attributed, or disputed (denied or doubted by its own voice, or by
    another claim of the report)."""
    if any(v.stance in ("denies", "doubts") for v in claim.voices):
        return "disputed"
    if any(kind in ("denies", "doubts") for _, kind in answered_by(reading, claim)):
        return "disputed"
    return "attributed" if claim.voices else "own"


def answered_by(reading: Reading, claim: Claim) -> list[tuple[Claim, str]]:
    """The claims of the report that reply to this one, each with how."""
    return [(c, a.kind) for c in reading.claims for a in c.answers if a.claim == claim.id]


def numbers(reading: Reading) -> Mapping[str, int]:
    """Claim id → its number, from 1 in text order (by trigger, then as they came)."""
    ordered = sorted(reading.claims, key=lambda c: c.trigger)
    return {c.id: n for n, c in enumerate(ordered, 1)}


def outlet(report: Report) -> str:
    """The outlet's name, "the report" where it is not known."""
    return shown(report.outlet) if report.outlet else "the report"


def who(reading: Reading, claim: Claim) -> str:
    """The actors' names."""
    return _names(reading, claim, "actor")


def what(reading: Reading, claim: Claim) -> str:
    """The act in words, with negation and modality: "did not join", "plans to attack"; then the report's own word for
    it in quotes where that is another one, and the count."""
    lexicon = words.load()
    verb = lexicon.verb(claim.code)
    forms = lexicon.modality.get(claim.modality, ("{past}", "{not}"))
    text = forms[1 if claim.polarity == "no" else 0].format_map(
        {"base": verb.base, "past": verb.past, "present": verb.present, "not": verb.negated})
    first, _, rest = text.partition(" ")
    if first in lexicon.plural and _several(reading, claim):
        text = f"{lexicon.plural[first]} {rest}".rstrip()
    trigger = shown(reading.words(claim.trigger))
    if trigger.lower() not in text.lower():
        text += f" “{trigger}”"
    if claim.count:
        text += f" ({shown(reading.words(claim.count.span))})"
    return text


def _several(reading: Reading, claim: Claim) -> bool:
    """Whether several act: more than one entity, a set of people ("two commanders", "their wives"), or "they"."""
    actors = claim.roles.get("actor", ())
    people = [f for f in actors if reading.by_id[f.entity].type == "people"]
    plural = ("s", "men", "women", "children", "people")
    they = any(reading.words(f.span).lower() in {"they", "we"} for f in actors)
    return len(actors) > 1 or they or any(reading.words(f.span).rstrip().endswith(plural) for f in people)


def whom(reading: Reading, claim: Claim) -> str:
    """Those to whom it was done, the group, the office, the means…, each with its small word: "from A to B"."""
    lexicon = words.load()
    own = lexicon.whom_by_code.get(".".join(claim.code.split(".")[:2]), {})
    return _told(reading, claim, {role: own.get(role, word) for role, word in lexicon.whom.items()})


def where(reading: Reading, claim: Claim) -> str:
    """Place, origin, way and destination."""
    return _told(reading, claim, words.load().where)


def when(reading: Reading, claim: Claim) -> str:
    """The time as dates where the report settles it, else in the report's own words, quoted."""
    if not claim.when:
        return ""
    return dates(claim.when) or f"“{shown(reading.words(claim.when.span))}”"


def dates(when: When) -> str:
    """An interval in ISO form: 2016, 2016-03, 2016-03-04, or "2016-02-26 to 2016-03-03"; "" where neither end is known."""
    start, end = when.start, when.end
    if start is None and end is None:
        return ""
    if start is None or end is None:
        return f"until {end}" if start is None else f"from {start}"
    if start == end:
        return start.isoformat()
    if (start, end) == (datetime.date(start.year, 1, 1), datetime.date(start.year, 12, 31)):
        return f"{start.year:04}"
    if start.day == 1 and end == start.replace(day=calendar.monthrange(start.year, start.month)[1]):
        return f"{start.year:04}-{start.month:02}"
    return f"{start} to {end}"


def chain(reading: Reading, claim: Claim) -> list[str]:
    """Who says so, innermost first, the outlet last: ["senior militants", "Example Wire"]; only the outlet where the report
    speaks in its own voice. An addressee that is not the outlet follows its speaker in brackets."""
    last = outlet(reading.report)
    out = []
    for voice in claim.voices:
        name = shown(reading.name(voice.source))
        to = shown(reading.name(voice.to)) if voice.to else ""
        out.append(f"{name} (to {to})" if to and to.casefold() != last.casefold() else name)
    if not out or out[-1].casefold() != last.casefold():
        out.append(last)
    return out


def says_who(reading: Reading, claim: Claim) -> str:
    """The chain as one line: "senior militants → Example Wire"; "Example Wire itself" for its own voice."""
    return " → ".join(chain(reading, claim)) if claim.voices else f"{outlet(reading.report)} itself"


def how_surely(reading: Reading, claim: Claim, labels: Mapping[str, str] | None = None) -> str:
    """Certainty by sign and word, the innermost voice's stance, and what other claims reply: "denied, ● certain".

    `labels`: claim id → how to call that claim; its number in the report where left out."""
    lexicon = words.load()
    sign, word = lexicon.certainty.get(claim.certainty, ("?", claim.certainty))
    stance = claim.voices[0].stance if claim.voices else "states"
    parts = [] if stance == "states" else [lexicon.stance.get(stance, stance)]
    parts.append(f"{sign} {word}")
    label = labels if labels is not None else {key: str(n) for key, n in numbers(reading).items()}
    parts += [f"{lexicon.answers.get(a.kind, a.kind)} {label[a.claim]}" for a in claim.answers if a.claim in label]
    parts += [f"{lexicon.answered.get(kind, kind)} by {label[c.id]}" for c, kind in answered_by(reading, claim)]
    return ", ".join(parts)


def caption(report: Report) -> str:
    """What the report is, on one line: title or stem, outlet, date."""
    parts = [report.title or report.stem, report.outlet or "", report.published.isoformat() if report.published else ""]
    return " · ".join(shown(p) for p in parts if p)


def _names(reading: Reading, claim: Claim, role: str) -> str:
    return ", ".join(dict.fromkeys(shown(reading.name(f.entity)) for f in claim.roles.get(role, ())))


def _told(reading: Reading, claim: Claim, by_role: Mapping[str, str]) -> str:
    parts = [f"{word} {names}".strip() for role, word in by_role.items() if (names := _names(reading, claim, role))]
    return ", ".join(parts)
