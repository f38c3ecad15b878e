# SPDX-License-Identifier: Apache-2.0
"""Readings made from marked-up sentences, so that what answers do does not hang on what the reader finds.

    [actor/person Hamma Diorigou] [! defected] to [to/group the Dunes], [voice/people three fighters] [cue said].

is one claim: each bracket is a span; its first word a role of the model ("role/type"), "voice" (innermost first), "cue" or "!"
for the trigger. The type of an entity is given once in a report; the same words are the same entity.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest

from sayso.model import Answer, Claim, Count, Entity, Filler, Mention, Place, Reading, Report, Voice, When

MARK = re.compile(r"\[(!|[a-z]+)(?:/([a-z]+))? ([^\]]+)\]")
KINDS = {"person": "person", "people": "unnamed", "outlet": "outlet"}


def reading(row: dict[str, Any]) -> Reading:
    """A reading from a row of a case: outlet, published, claims (each `says`, `code` and what differs from the usual), and
    where its towns lie (`places`: name → latitude, longitude)."""
    text, marks = "", []
    for c in row["claims"]:
        at, plain, found = 0, "", []
        for m in MARK.finditer(c["says"]):
            plain += c["says"][at : m.start()]
            found.append((m[1], m[2], len(text) + len(plain), m[3]))
            plain += m[3]
            at = m.end()
        plain += c["says"][at:]
        marks.append((c, len(text), len(text) + len(plain), found))
        text += plain + "\n"
    types: dict[str, str] = {}
    spans: dict[str, list[tuple[int, int]]] = {}
    for _, _, _, found in marks:
        for role, kind, start, words in found:
            if role not in ("!", "cue", "count", "when"):
                types.setdefault(words, kind or "person")
                spans.setdefault(words, []).append((start, start + len(words)))
    ids = {name: f"e{n}" for n, name in enumerate(types, 1)}
    towns: dict[str, list[float]] = row.get("places", {})
    entities = tuple(
        Entity(
            ids[n],
            types[n],
            n,
            tuple(Mention(*s, 0, "nominal" if types[n] == "people" else "name") for s in spans[n]),
            place=Place(None, towns[n][0], towns[n][1], country=None, admin1=None, precision="town") if n in towns else None,
        )
        for n in types
    )
    report = Report(
        "sha256:" + hashlib.sha256(f"{row['outlet']}{row['published']}{text}".encode()).hexdigest(),
        row.get("stem", f"{row['published']}-{row['outlet'].lower().replace(' ', '-')}"),
        f"{row['outlet']}.txt",
        text,
        outlet=row["outlet"],
        published=datetime.date.fromisoformat(str(row["published"])),
        language="en",
    )
    claims: list[Claim] = []
    for c, start, end, found in marks:
        claims.append(_claim(c, (start, end), found, ids, types, claims, report))
    return Reading(report, entities, tuple(claims), tuple(v for c in claims for v in c.voices))


def _claim(
    c: dict[str, Any],
    span: tuple[int, int],
    found: list[tuple[str, str | None, int, str]],
    ids: dict[str, str],
    types: dict[str, str],
    before: list[Claim],
    report: Report,
) -> Claim:
    at = {role: (start, start + len(words)) for role, _, start, words in found if role in ("!", "cue", "count", "when")}
    roles: dict[str, tuple[Filler, ...]] = {}
    voices: list[Voice] = []
    for role, _, start, words in found:
        where = (start, start + len(words))
        if role == "voice":
            stance = c.get("stance", "states") if not voices else "states"
            voices.append(
                Voice(
                    ids[words], where, at.get("cue", where), stance, "certain", None, KINDS.get(types[words], "body"), (span,)
                )
            )
        elif role not in at:
            roles[role] = (*roles.get(role, ()), Filler(ids[words], where))
    when = None
    if "when" in c:
        first, last = c["when"][0], c["when"][-1]
        when = When(at.get("when", at["!"]), first, last, "day" if first == last else "vague", anchor="text")
    count = Count(at["count"], *c["count"]) if "count" in c else None
    answers = (Answer(before[c["answers"][0]].id, c["answers"][1]),) if "answers" in c else ()
    ident = "c_" + hashlib.sha256(f"{report.id}{span}".encode()).hexdigest()[:12]
    return Claim(
        ident,
        c["code"],
        at["!"],
        roles,
        when,
        count,
        c.get("modality", "actual"),
        c.get("polarity", "yes"),
        c.get("certainty", "certain"),
        tuple(voices),
        answers,
        (span,),
        (f"rule {c['code']}/made", f"words “{report.text[slice(*at['!'])]}”"),
    )


@pytest.fixture(scope="session")
def made() -> Callable[[dict[str, Any]], Reading]:
    """`made(row)`: the reading of a case's report."""
    return reading
