# SPDX-License-Identifier: Apache-2.0
"""The gold is read strictly, and each number counts what docs/evaluate.md says it counts."""

from __future__ import annotations

import copy
import dataclasses
import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.errors import InputError
from sayso.evaluate import claims
from sayso.evaluate.score import Score
from sayso.gold.read import GoldReport, load_gold
from sayso.model import Entity, Json, Mention, Reading, Report

CASES = Path(__file__).parent / "cases"
GOLD = CASES / "gold"
CHANGES: list[dict[str, Any]] = yaml.safe_load((CASES / "claim_changes.yaml").read_text(encoding="utf-8"))
FAULTS: list[dict[str, Any]] = yaml.safe_load((CASES / "gold_faults.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def gold() -> GoldReport:
    (report,) = load_gold(GOLD)
    return report


def perfect(gold: GoldReport) -> Json:
    """A system that says what the gold says, with ids of its own (s1 for e1) and None for the unnamed source."""
    def own(i: str) -> str:
        return i.replace("e", "s")

    return {"entities": [{"id": own(e.id), "mentions": [list(m) for m in e.mentions]} for e in gold.entities.values()],
            "claims": [{"id": c.id, "code": c.code, "trigger": list(c.trigger),
                        "roles": {r: [own(f) for f in fs] for r, fs in c.roles.items()},
                        "voices": [{"source": own(v.source) if gold.entities[v.source].mentions else None, "stance": v.stance}
                                   for v in c.voices],
                        "when": {"start": c.when.start, "end": c.when.end} if c.when else None,
                        "count": dataclasses.asdict(c.count) if c.count else None,
                        "modality": c.modality, "polarity": c.polarity, "certainty": c.certainty} for c in gold.claims]}


def test_gold_is_read(gold: GoldReport) -> None:
    assert (gold.stem, gold.outlet, gold.published) == ("harbour", "Harbour Post", datetime.date(2021, 4, 7))
    assert not gold.partial
    by_id = {c.id: c for c in gold.claims}
    assert list(by_id) == ["c1", "c2", "c3", "c4", "c5", "c6"]
    assert {gold.text[slice(*by_id[c].trigger)] for c in ("c2", "c5")} == {"shelled"}
    assert by_id["c5"].trigger[0] > by_id["c2"].trigger[0]
    assert (by_id["c6"].polarity, by_id["c6"].certainty, by_id["c4"].certainty) == ("yes", "probable", "certain")
    assert by_id["c2"].roles["actor"] == by_id["c5"].roles["actor"] == ("e1",)
    assert by_id["c1"].voices[0].to == "e10"
    assert gold.entities["e8"].mentions == ()


@pytest.mark.parametrize("case", CHANGES, ids=lambda c: str(c["name"]))
def test_scores(case: dict[str, Any], gold: GoldReport) -> None:
    system = perfect(gold)
    by_id = {c["id"]: c for c in system["claims"]}
    for claim, change in case.get("set", {}).items():
        start, end = by_id[claim]["trigger"]
        moved = {"near": [start + 20, end + 20], "far": [start + 170, end + 170]}
        by_id[claim].update(change)
        if "trigger" in change:
            by_id[claim]["trigger"] = moved[change["trigger"]]
    if "drop" in case:
        system["claims"].remove(by_id[case["drop"]])
    if "twice" in case:
        system["claims"].append(copy.deepcopy(by_id[case["twice"]]))
    hits = {"found": 6, "coded": 6, "usable": 6, "roles": 12, "voice": 5, **case["hits"]}
    said = hits.get("said", 6)
    scores = claims.score_claims([gold], {"harbour": system})
    assert (scores.reports, scores.claims, scores.said) == (1, 6, said)
    assert [scores.found, scores.coded, scores.usable] == [Score(hits[k], said, 6) for k in ("found", "coded", "usable")]
    assert scores.roles == Score(hits["roles"], hits.get("roles_said", 10 if "drop" in case else 12), 12)
    assert scores.voice == Score(hits["voice"], hits.get("voice_said", 4 if "drop" in case else 5), 5)
    for share in ("stance", "commitment", "when", "count"):
        assert getattr(scores, share) == case.get(share, 1.0)
    wrong = [f for f in scores.findings if f.kind == "wrong"]
    assert len(wrong) == hits["found"] - hits["usable"]
    assert all(f.why for f in wrong)


def test_findings_say_what_is_not_right(gold: GoldReport) -> None:
    system = perfect(gold)
    system["claims"][1] |= {"code": "violence.bomb", "roles": {"actor": ["s7"]}, "voices": [], "polarity": "no"}
    system["claims"][3]["code"] = "supply.fund"
    scores = claims.score_claims([gold], {"harbour": system})
    assert [f.line() for f in scores.findings] == [
        "harbour c2 violence.strike 'shelled': wrong: code violence.bomb, roles, extra actor, voice, polarity",
        "harbour c4 tie.lead 'leads': missed", "harbour c4 supply.fund 'leads': extra"]
    assert scores.lines(findings=True)[:3] == [f.line() for f in scores.findings]
    assert scores.lines()[0] == "1 reports, 6 gold claims, 6 said"
    data = scores.to_dict(findings=True)
    assert data["findings"][1] == {"report": "harbour", "claim": "c4", "code": "tie.lead", "words": "leads", "kind": "missed",
                                   "trigger": list(gold.claims[3].trigger), "why": []}
    assert "findings" not in scores.to_dict()
    assert scores.to_dict()["found"] == {"p": 0.8333, "r": 0.8333, "f1": 0.8333, "n": 6}


def test_a_report_without_a_reading_and_one_that_is_marked_in_part(gold: GoldReport) -> None:
    nothing = claims.score_claims([gold], {})
    assert (nothing.found, nothing.said, nothing.stance, nothing.commitment) == (Score(0, 0, 6), 0, None, None)
    assert nothing.lines()[-1] == "count       -"
    system = perfect(gold)
    part = dataclasses.replace(gold, partial=True, claims=gold.claims[:2])
    scores = claims.score_claims([part], {"harbour": system})
    assert (scores.found, scores.roles, scores.findings) == (Score(2, 2, 2), Score(4, 4, 4), ())
    assert claims.score_claims([dataclasses.replace(part, partial=False)], {"harbour": system}).found == Score(2, 6, 2)


def test_two_claims_never_share_one(gold: GoldReport) -> None:
    system = perfect(gold)
    system["claims"] = [system["claims"][4]]  # the second "shelled": within reach of both gold claims
    scores = claims.score_claims([gold], {"harbour": system})
    assert scores.found.hit == 1
    assert "c5" not in {f.claim for f in scores.findings}


@pytest.mark.parametrize("change", [{"roles": {"actor": ["s99"]}}, {"roles": {"topic": "s99"}},
                                    {"voices": [{"source": "s99"}]}])
def test_a_system_that_names_no_entity_is_refused(change: Json, gold: GoldReport) -> None:
    system = perfect(gold)
    system["claims"][0] |= change
    with pytest.raises(InputError, match=r"harbour, claim c1: .* names 's99', which is no entity"):
        claims.score_claims([gold], {"harbour": system})


@pytest.mark.parametrize("case", FAULTS, ids=lambda c: str(c["change"]))
def test_gold_that_breaks_the_rules(case: dict[str, Any], tmp_path: Path) -> None:
    shutil.copy(GOLD / "harbour.txt", tmp_path)
    raw = yaml.safe_load((GOLD / "harbour.yaml").read_text(encoding="utf-8"))
    raw["claims"][0] |= case["change"]
    (tmp_path / "harbour.yaml").write_text(yaml.safe_dump(raw), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_gold(tmp_path)
    assert case["says"] in caught.value.message
    assert str(tmp_path / "harbour.yaml") in caught.value.message


def test_gold_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        load_gold(tmp_path / "none")
    with pytest.raises(InputError, match="no marked-up report"):
        load_gold(tmp_path)
    (tmp_path / "a.yaml").write_text("entities: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.txt does not stand beside it"):
        load_gold(tmp_path)
    (tmp_path / "a.txt").write_text("Words.", encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.yaml: cannot be read"):
        load_gold(tmp_path)
    (tmp_path / "a.yaml").write_text("- just\n- a list\n", encoding="utf-8")
    with pytest.raises(InputError, match="not a mapping"):
        load_gold(tmp_path)
    (tmp_path / "a.yaml").write_text("entities: [{type: person, name: x, mentions: []}]\n", encoding="utf-8")
    with pytest.raises(InputError, match="entity number 1: id is missing"):
        load_gold(tmp_path)
    (tmp_path / "a.yaml").write_text("published: soon\n", encoding="utf-8")
    with pytest.raises(InputError, match="published: Invalid isoformat"):
        load_gold(tmp_path)


def test_offsets_are_those_of_the_file_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffOne line.\r\nGuards fled.".encode())
    (tmp_path / "a.yaml").write_text("entities: [{id: e1, type: people, name: guards, mentions: [Guards]}]", encoding="utf-8")
    assert load_gold(tmp_path)[0].entities["e1"].mentions == ((12, 18),)


def test_evaluate_reads_each_text_with_the_golds_outlet_and_date() -> None:
    seen: list[Report] = []
    told: list[tuple[int, int]] = []

    def read(report: Report) -> Reading:
        seen.append(report)
        return Reading(report, (Entity("e1", "state", "Egypt", (Mention(0, 5, 0, "name"),)),), ())

    scores = claims.evaluate(GOLD, read, lambda k, n: told.append((k, n)))
    assert scores.found == Score(0, 0, 6)
    assert [(r.stem, r.outlet, r.published) for r in seen] == [("harbour", "Harbour Post", datetime.date(2021, 4, 7))]
    assert seen[0].text == (GOLD / "harbour.txt").read_text(encoding="utf-8")
    assert told == [(1, 1)]
