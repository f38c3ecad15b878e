# SPDX-License-Identifier: Apache-2.0
"""Reports and their claims → on whose word a happening stands: tests/cases/origins/*.yaml.

The reports' links come from their texts; the claims are given, as a reading of the text would have them.
"""

from __future__ import annotations

import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.across import citing, reuse
from sayso.across.profiles import Link, Profile
from sayso.across.reports import profile_of
from sayso.across.standing import Standing, standing
from sayso.model import Json, Report

FILES = sorted((Path(__file__).parents[1] / "cases" / "origins").glob("*.yaml"))
LOADED = [(f.stem, yaml.safe_load(f.read_text("utf-8"))) for f in FILES]
CASES = [(f"{stem}: {case['name']}", case, given["texts"]) for stem, given in LOADED for case in given["cases"]]
SIDES = ("denied", "doubted", "retracted", "open")


def text_of(given: Json, texts: dict[str, str]) -> str:
    return "\n".join(texts.get(p, p) for p in given["text"])


def report_of(name: str, given: Json, texts: dict[str, str]) -> Profile:
    """A case's report, as its profile; the outlets it cites are those that its claims name."""
    day = given.get("day")
    report = Report(f"sha256:{name}", name, name, text_of(given, texts), outlet=given.get("outlet"),
                    byline=given.get("byline"),
                    dateline=given.get("dateline"),
                    published=datetime.date(2031, 5, day) if day else None, url=given.get("url"))
    return profile_of(report, given.get("cites", []))


def voice_of(given: Json) -> Json:
    """who: a named source; some: one without a name; outlet: an outlet."""
    kind = "outlet" if "outlet" in given else "official" if "who" in given else "witness"
    name = given.get("who") or given.get("some") or given.get("outlet")
    entity = f"{given.get('in', '')}{name}" if "some" in given else given.get("id", name)
    return {"entity": entity, "name": name, "type": "person", "kind": given.get("kind", kind),
            "stance": given.get("stance", "states"),
            "certainty": "sure", "how": "indirect", "basis": "unknown", "cue": "said", "number": None}


def claim_of(number: int, given: Json, case: Json, texts: dict[str, str], ids: dict[str, str]) -> Json:
    """A case's claim as the content of its profile; its trigger stands in the report's text."""
    report = case["reports"][given["in"]]
    at = text_of(report, texts).index(given["word"])
    count = given.get("count")
    low, high = (count, count) if isinstance(count, int) else count or (None, None)
    day = report.get("day")
    return {
        "report": ids[given["in"]], "claim": f"c{number:02}", "outlet": report.get("outlet"), "trigger": given["word"],
        "published": f"2031-05-{day:02}" if day else None, "code": "violence.kill", "at": [at, at + len(given["word"])],
        "who": [{"role": "place", "name": p} for p in given.get("place", [])], "when": None,
        "count": {"best": count if isinstance(count, int) else None, "low": low, "high": high, "scope": "event",
                  "bound": "exact" if isinstance(count, int) else "between"} if count else None,
        "modality": given.get("modality", "actual"), "polarity": "no" if given.get("not") else "yes", "certainty": "sure",
        "voices": [voice_of({"in": given["in"], **v}) for v in given.get("by", [])]}


def stands(case: Json, texts: dict[str, str], *, backwards: bool = False) -> Standing:
    """How a case's happening stands; `backwards`: all is given the other way round."""
    profiles = {name: report_of(name, r, texts) for name, r in case["reports"].items()}
    ids = {name: p.id for name, p in profiles.items()}
    links: list[Link] = [x for a, b in combinations(profiles.values(), 2) for compare in (reuse.compare, citing.compare)
                         if (x := compare(a, b)) is not None]
    claims = [claim_of(n, c, case, texts, ids) for n, c in enumerate(case["claims"], 1)]
    if backwards:
        claims.reverse()
        links.reverse()
    return standing(None, claims, links, {p.id: p.content for p in profiles.values()}, case.get("same", {}))


@pytest.mark.parametrize(("case", "texts"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_origins(case: Json, texts: dict[str, str]) -> None:
    found = stands(case, texts)
    seen: dict[str, Any] = {"origins": sorted(f"{o.kind}: {o.name}" for o in found.origins),
                            **{k: sorted(o.name for o in getattr(found, k)) for k in SIDES},
                            "cycles": sum(o.cycle for o in found.origins), "line": found.line()}
    expected = {"denied": [], "doubted": [], "retracted": [], "open": [], "cycles": 0, **case["expect"]}
    assert {k: seen[k] for k in expected} == {k: sorted(v) if isinstance(v, list) else v for k, v in expected.items()}
    for origin in found.origins:
        assert len(origin.edges) == len(origin.claims) - 1, "claims of one origin hang together by evidence, each edge once"


@pytest.mark.parametrize(("case", "texts"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_order_of_claims_changes_nothing(case: Json, texts: dict[str, str]) -> None:
    assert stands(case, texts, backwards=True).to_dict() == stands(case, texts).to_dict()


def test_there_are_sixty() -> None:
    assert len(CASES) >= 60
