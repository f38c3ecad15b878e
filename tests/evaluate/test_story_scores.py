# SPDX-License-Identifier: Apache-2.0
"""Scores of stories and happenings on texts of our own, and what their readers refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.evaluate import ecbplus, stories
from sayso.evaluate.happenings import score
from sayso.evaluate.readings import read_readings, reading
from sayso.model import Reading, Report

FERRY = "A ferry with 80 passengers sank off Zanzibar on Sunday. The coast guard searched the wreck."
XML = """<Document doc_name="3_1ecb.xml">
<token t_id="1" sentence="0" number="0">Rebels</token><token t_id="2" sentence="0" number="1">attacked</token>
<token t_id="3" sentence="0" number="2">Gao</token><token t_id="4" sentence="0" number="3">.</token>
<token t_id="5" sentence="1" number="0">The</token><token t_id="6" sentence="1" number="1">half</token>
<token t_id="7" sentence="1" number="2">-</token><token t_id="8" sentence="1" number="3">day</token>
<token t_id="9" sentence="1" number="4">attack</token><token t_id="10" sentence="1" number="5">ended</token>
<Markables><ACTION_OCCURRENCE m_id="1"><token_anchor t_id="2"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="9"/></ACTION_OCCURRENCE>
<NEG_ACTION_OCCURRENCE m_id="3"><token_anchor t_id="10"/></NEG_ACTION_OCCURRENCE>
<LOC_GEO m_id="4"><token_anchor t_id="3"/></LOC_GEO></Markables>
<Relations><CROSS_DOC_COREF r_id="9" note="ACT1"><source m_id="1"/><source m_id="2"/><target m_id="8"/></CROSS_DOC_COREF>
</Relations>
</Document>"""


def rows() -> list[dict[str, object]]:
    def row(name: str, event: str, title: str, text: str) -> dict[str, object]:
        return {"dId": name, "date_publish": "2025-03-10T00:00:00", "source_domain": "example.org", "title": title,
                "text": text, "newsCluster": {"Event": event}}

    return [row("a", "ferry", "Ferry sinks off Zanzibar", FERRY), row("b", "ferry", "Zanzibar ferry wreck searched", FERRY),
            row("c", "vote", "Tunis puts off budget vote", "Deputies in Tunis postponed the vote on fuel subsidies.")]


def test_stories_scored(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows()), encoding="utf-8")
    scores = stories.evaluate(file)
    assert (scores.reports, scores.events, scores.stories) == (3, 2, 2)
    assert scores.b_cubed.f1 == 1 and not scores.mixed and not scores.torn
    assert scores.alone.r == pytest.approx(2 / 3) and scores.one.p == pytest.approx(5 / 9)
    assert scores.to_dict(mistakes=True)["mixed"] == []
    assert len(scores.lines(mistakes=True)) == 6


def test_a_wrong_story_is_told(tmp_path: Path) -> None:
    wrong = rows()
    wrong[1]["newsCluster"] = {"Event": "vote"}
    file = tmp_path / "reports.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in wrong), encoding="utf-8")
    scores = stories.evaluate(file)
    assert len(scores.mixed) == 1 and len(scores.torn) == 1
    assert scores.b_cubed.f1 < 1


def test_rows_without_an_event_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text('{"dId": "a", "text": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        stories.evaluate(file)


def test_ecbplus_read(tmp_path: Path) -> None:
    (tmp_path / "3_1ecb.xml").write_text(XML, encoding="utf-8")
    (text,) = ecbplus.read_ecbplus(tmp_path)
    assert (text.name, text.topic, text.text) == ("3_1ecb", "3", "Rebels attacked Gao.\n\nThe half-day attack ended")
    assert [(text.text[a.spans[0][0] : a.spans[0][1]], a.chain) for a in text.actions] == \
        [("attacked", "ACT1"), ("attack", "ACT1"), ("ended", "3_1ecb 3")]


def test_the_address_in_front_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "3_1ecbplus.xml").write_text(XML, encoding="utf-8")
    (text,) = ecbplus.read_ecbplus(tmp_path)
    assert text.text.startswith("The half-day") and len(text.actions) == 2


def test_xml_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<Document><token>x</token></Document>", encoding="utf-8")
    with pytest.raises(InputError, match="no text in ECB"):
        ecbplus.read_ecbplus(tmp_path)


def told() -> dict[str, object]:
    """A reading in the public form: two claims, the first with a place and a time."""
    text = "Rebels attacked Gao.\n\nThe half-day attack ended"
    place = {"geonames": 2457161, "lat": 16.27, "lon": -0.04, "country": "ML", "admin1": "09", "precision": "town",
             "reason": "x"}

    def claim(ident: str, start: int, end: int, roles: dict[str, list[str]]) -> dict[str, object]:
        return {"id": ident, "code": "violence.attack", "trigger": [start, end], "roles": roles, "when": None,
                "count": None, "modality": "actual", "polarity": "yes", "certainty": "certain", "voices": [], "answers": [],
                "evidence": [[0, 20] if start < 20 else [22, len(text)]], "why": ["rule violence.attack/attack"]}

    return {"report": {"id": "sha256:0", "stem": "3_1ecb", "source": "x", "title": None, "outlet": None, "byline": None,
                       "dateline": None, "published": None, "language": "en", "text": text},
            "entities": [{"id": "e1", "type": "group", "name": "Rebels", "mentions": [[0, 6]], "key": None, "place": None},
                         {"id": "e2", "type": "place", "name": "Gao", "mentions": [[16, 19]], "key": "geonames:2457161",
                          "place": place}],
            "claims": [claim("c1", 7, 15, {"actor": ["e1"], "place": ["e2"]}), claim("c2", 35, 41, {})], "voices": []}


def test_readings_read_back(tmp_path: Path) -> None:
    file = tmp_path / "readings.jsonl"
    file.write_text(json.dumps(told()) + "\n", encoding="utf-8")
    (made,) = read_readings(file)
    assert made.to_dict() == told()
    file.write_text('{"report": {}}\n', encoding="utf-8")
    with pytest.raises(InputError, match="no reading"):
        list(read_readings(file))


def test_happenings_scored(tmp_path: Path) -> None:
    (tmp_path / "3_1ecb.xml").write_text(XML, encoding="utf-8")
    (text,) = ecbplus.read_ecbplus(tmp_path)
    scores = score([(text, reading(told()))])
    assert (scores.texts, scores.mentions, scores.chains) == (1, 2, 1)
    rows = dict(scores.rows)
    assert rows["topic by topic"].b_cubed.f1 == 1 and rows["same lemma"].b_cubed.f1 == 1
    assert rows["each alone"].b_cubed.r == 0.5
    silent = score([(text, Reading(Report("sha256:0", "3_1ecb", "x", text.text), (), ()))])
    assert silent.mentions == 0
