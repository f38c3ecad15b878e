# SPDX-License-Identifier: Apache-2.0
"""Two claims: one happening, one within the other, or neither (tests/cases/happenings); groups do not hang on the order."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
import yaml

from sayso.across.claims import claim_keys, lemma, told_in
from sayso.across.happenings import compare, happenings
from sayso.across.index import MemoryIndex, link
from sayso.across.profiles import Judgement, Profile, profile
from sayso.across.stories import salient
from sayso.model import Json

FOLDER = Path(__file__).parents[1] / "cases" / "happenings"
FILES = [file for file in sorted(FOLDER.glob("*.yaml")) if file.name != "map.yaml"]
CASES = [case for file in FILES for case in yaml.safe_load(file.read_text("utf-8"))]
MAP = yaml.safe_load((FOLDER / "map.yaml").read_text("utf-8"))
ROLES = ("actor", "target", "group", "from", "to", "with", "place", "origin", "destination")
STORY = "Fighting around the river town of Gao has filled hospitals, and aid workers, herders and traders are leaving by boat."
OTHER = ("Cotton growers in the delta await a decision on prices, the ministry of finance said at a seminar on harvests.",
         "Two ferries collided in fog off the island harbour, where a lighthouse had been out of order since the storm.")


def claim(given: Json, report: str, about: str) -> Profile:
    """A claim's profile from a case's short form."""
    who = [_row(role, name, report) for role in ROLES for name in _listed(given.get(role))]
    start, _, end = str(given["when"]).partition("/") if given.get("when") else ("", "", "")
    end = end or start
    said = given.get("text") or " ".join([*(r["name"] for r in who), given["word"]])
    content = {
        "report": report, "claim": f"{report} {given['code']} {given['word']} {said}", "outlet": None,
        "published": str(given["published"]) if given.get("published", "") else None if "published" in given else "2025-03-11",
        "code": given["code"], "trigger": given["word"], "word": lemma(given["word"]), "who": who,
        "when": {"start": start, "end": end, "latest_start": start if given.get("lasts") else None,
                 "earliest_end": end if given.get("lasts") else None} if start else None,
        "count": {"best": given["count"], "scope": given.get("scope", "event")} if "count" in given else None,
        "modality": given.get("modality", "actual"), "polarity": given.get("polarity", "yes"), "certainty": "certain",
        "at": [given.get("at", 0), given.get("at", 0)],
        "voices": [], "answers": [], "about": salient("", about), "words": salient("", said), "quote": said,
    }
    return profile("claim", content["claim"], content, claim_keys(content))


def _listed(names: object) -> list[str]:
    return [] if names is None else [str(n) for n in names] if isinstance(names, list) else [str(names)]


def _row(role: str, name: str, report: str) -> Json:
    """A participant: "p:" before a person's name; small letters for what has none; places and states from map.yaml."""
    known = MAP.get(name, {})
    person, name = name.startswith("p:"), name.removeprefix("p:")
    named = name[0].isupper()
    kind = known.get("type") or ("person" if person else "group" if named else "people")
    place = {"geonames": None, "lat": None, "lon": None, "admin1": None, "reason": "", **known["at"]} if "at" in known else None
    name = known.get("name", name)
    key = known.get("key")
    return {"role": role, "entity": f"e {name} {key}" if named else f"e {report} {role} {name}", "name": name, "words": name,
            "type": kind, "names": [name] if named else [], "key": key, "country": known.get("country"), "place": place,
            "titles": [], "parents": []}


def pair(case: Json) -> tuple[Profile, Profile]:
    """The two claims of a case: of one report, of two that tell one story, or of two that tell of other things."""
    one = case.get("report") == "one"
    told = one or case.get("story", False)
    about = (STORY, STORY) if told else OTHER
    return claim(case["a"], "r1", about[0]), claim(case["b"], "r1" if one else "r2", about[1])


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["id"])
def test_case(case: Json) -> None:
    a, b = pair(case)
    links = [compare(a, b), compare(b, a)]
    assert links[0] == links[1], "the same whichever comes first"
    made = links[0]
    assert (made.relation if made else "none") == case["is"], made and made.reasons
    if made is not None:
        assert made.reasons
        assert case["is"] != "part" or (made.left, made.right) == (a.id, b.id)


@pytest.mark.parametrize("case", [c for c in CASES if c["is"] != "none"], ids=lambda c: c["id"])
def test_linked_claims_share_a_key(case: Json) -> None:
    a, b = pair(case)
    by_story = {key for x, y in ((a, b), (b, a)) for key in told_in(x.content["code"], y.content["report"]) if key in y.keys}
    assert set(a.keys) & set(b.keys) or case.get("story") and by_story


def test_keys_are_few() -> None:
    assert max(len(p.keys) for case in CASES for p in pair(case)) <= 100


def everything() -> list[Profile]:
    """The claims of all cases together."""
    return list({p.id: p for case in CASES for p in pair(case)}.values())


def test_the_order_of_claims_does_not_matter() -> None:
    claims = everything()
    links = link(claims, MemoryIndex(), compare)
    first = happenings(claims, links)
    assert {c for h in first for c in h.claims} == {c.id for c in claims}
    for seed in range(5):
        mixed = random.Random(seed).sample(claims, len(claims))
        again = link(mixed, MemoryIndex(), compare)
        assert sorted(map(repr, again)) == sorted(map(repr, links))
        assert happenings(mixed, again) == first


def test_no_happening_has_two_days_or_towns() -> None:
    claims = everything()
    of = {c.id: c.content for c in claims}
    for h in happenings(claims, link(claims, MemoryIndex(), compare)):
        days = {(c["when"]["start"], c["when"]["end"]) for x in h.claims if (c := of[x])["when"]}
        assert all(a[0] <= b[1] and b[0] <= a[1] for a, b in itertools.combinations(days, 2))


def test_a_judgement_wins_and_its_undoing_leaves_no_trace() -> None:
    case = next(c for c in CASES if c["id"] == "same-sentence")
    a, b = pair(case)
    links = link([a, b], MemoryIndex(), compare)
    before = happenings([a, b], links)
    assert [len(h.claims) for h in before] == [2]
    apart = happenings([a, b], links, [Judgement("claim", a.id, b.id, "different")])
    assert [len(h.claims) for h in apart] == [1, 1]
    assert happenings([a, b], links) == before
    assert [len(h.claims) for h in happenings([a, b], [], [Judgement("claim", a.id, b.id, "same")])] == [2]


def test_what_a_happening_says() -> None:
    of = {"actor": "Northern Front", "place": "Gao", "when": "2025-03-10"}
    act = of | {"code": "violence.attack", "word": "attacked", "when": "2025-03-08/2025-03-10"}
    claims = [claim(act, "r1", STORY), claim(act | {"when": "2025-03-10"}, "r2", STORY),
              claim(of | {"code": "violence.kill", "word": "killed"}, "r2", STORY)]
    found = happenings(claims, link(claims, MemoryIndex(), compare))
    whole = next(h for h in found if h.code == "violence.attack")
    part = next(h for h in found if h.code == "violence.kill")
    assert len(whole.claims) == 2 and whole.parts == (part.id,)
    assert whole.place == "Gao" and dict(whole.participants)["actor"] == ("Northern Front",)
    assert whole.interval is not None and [d.isoformat() for d in whole.interval] == ["2025-03-10", "2025-03-10"]
