# SPDX-License-Identifier: Apache-2.0
"""A report in, its reading out: what must hold whatever the text is, and the contract of docs/claims.md."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas
import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.codebook import load
from sayso.errors import CodebookError, InputError
from sayso.model import (
    ANCHORS,
    ANSWERS,
    BASES,
    BOUNDS,
    CERTAINTIES,
    ENTITY_TYPES,
    HOW,
    MODALITIES,
    PLACE_PRECISIONS,
    ROLES,
    SCOPES,
    STANCES,
    TIME_KINDS,
    VOICE_KINDS,
    Json,
    Reading,
)
from sayso.pipeline import Reader, read
from sayso.reports import ReadOptions, report_from_text

OPTIONS = ReadOptions(published=datetime.date(2020, 6, 10), outlet="Gulf Post", language="en")

TEXT = """CAIRO – The Marsh Front killed at least five soldiers in Homs on Monday, the ministry said.

“They also abducted a judge,” said Omar Deen, a spokesman for the ministry. The Marsh Front denied the report.

Two commanders joined the River Brigade last week, sources told Reuters.
The army will attack the town, according to witnesses."""

PRECISIONS = ("day", "week", "month", "season", "year", "decade", "vague")


@pytest.fixture(scope="session")
def reading(reader: Reader) -> Reading:
    return reader.read(report_from_text(TEXT, OPTIONS))


def assert_span(text: str, span: list[int]) -> None:
    assert [type(x) for x in span] == [int, int]
    assert 0 <= span[0] < span[1] <= len(text), span


def assert_day(value: object) -> None:
    assert value is None or isinstance(value, str) and datetime.date.fromisoformat(value).isoformat() == value


def assert_contract(made: Json) -> None:
    """What docs/claims.md promises of one line of JSONL."""
    assert list(made) == ["report", "entities", "claims", "voices"]
    report, text = made["report"], made["report"]["text"]
    assert list(report) == ["id", "stem", "source", "title", "outlet", "byline", "dateline", "published", "language", "text"]
    assert re.fullmatch("sha256:[0-9a-f]{64}", report["id"])
    assert_day(report["published"])
    entities = {e["id"]: e for e in made["entities"]}
    assert len(entities) == len(made["entities"])
    for e in made["entities"]:
        assert list(e) == ["id", "type", "name", "mentions", "key", "place"]
        assert e["type"] in ENTITY_TYPES and e["name"]
        for span in e["mentions"]:
            assert_span(text, span)
        assert e["mentions"] == sorted(e["mentions"])
        if e["place"]:
            assert list(e["place"]) == ["geonames", "lat", "lon", "country", "admin1", "precision", "reason"]
            assert e["place"]["precision"] in PLACE_PRECISIONS
    ids = [c["id"] for c in made["claims"]]
    assert len(set(ids)) == len(ids)
    for k, c in enumerate(made["claims"]):
        assert_claim(c, text, set(entities), ids[:k])
    for v in made["voices"]:
        assert_voice(v, text, set(entities))
    assert [v["cue"] for v in made["voices"]] == sorted(v["cue"] for v in made["voices"])


VOICE = ["source", "source_span", "cue", "stance", "certainty", "to", "kind", "content", "how", "number", "reason", "basis",
         "distance", "by"]


def assert_voice(v: Json, text: str, entities: set[str]) -> None:
    """What docs/claims.md promises of one voice."""
    assert list(v) == VOICE
    assert v["source"] is None or v["source"] in entities
    assert (v["source"] is None) == (v["source_span"] is None)
    assert v["to"] is None or v["to"] in entities
    for span in (v["cue"], *v["content"], *(v[k] for k in ("source_span", "reason") if v[k])):
        assert_span(text, span)
    assert v["content"] == sorted(v["content"])
    assert v["stance"] in STANCES and v["certainty"] in CERTAINTIES and v["kind"] in VOICE_KINDS
    assert v["how"] in HOW and v["basis"] in BASES and v["by"] in ("rules", "model", "both")
    assert type(v["distance"]) is bool and (v["number"] is None or v["number"] > 0)


def assert_when(w: Json, text: str) -> None:
    """What docs/claims.md promises of one time."""
    assert list(w) == ["span", "start", "end", "precision", "latest_start", "earliest_end", "anchor", "anchor_span", "kind",
                       "inherited"]
    assert_span(text, w["span"])
    for day in ("start", "end", "latest_start", "earliest_end"):
        assert_day(w[day])
    assert w["precision"] in PRECISIONS and w["kind"] in TIME_KINDS and w["anchor"] in (None, *ANCHORS)
    for first, last in (("start", "latest_start"), ("start", "end"), ("latest_start", "end"), ("earliest_end", "end")):
        assert w[first] is None or w[last] is None or w[first] <= w[last]
    if w["anchor_span"]:
        assert_span(text, w["anchor_span"])
    assert type(w["inherited"]) is bool


def assert_count(count: Json, text: str) -> None:
    """What docs/claims.md promises of one number of people."""
    assert list(count) == ["span", "best", "low", "high", "bound", "scope", "source", "parts"]
    for span in (count["span"], *([count["source"]] if count["source"] else [])):
        assert_span(text, span)
    assert all(x is None or isinstance(x, int) and x >= 0 for x in (count["best"], count["low"], count["high"]))
    assert count["bound"] in BOUNDS and count["scope"] in SCOPES
    for part in count["parts"]:
        assert_count(part, text)


def assert_claim(c: Json, text: str, entities: set[str], earlier: list[str]) -> None:
    """What docs/claims.md promises of one claim."""
    assert list(c) == [
        "id",
        "code",
        "trigger",
        "roles",
        "when",
        "count",
        "modality",
        "polarity",
        "certainty",
        "voices",
        "answers",
        "evidence",
        "why",
    ]
    assert re.fullmatch("c_[0-9a-f]{12}", c["id"])
    assert re.fullmatch(r"[a-z-]+\.[a-z-]+(\.[a-z-]+)?", c["code"])
    assert_span(text, c["trigger"])
    assert set(c["roles"]) <= set(ROLES)
    for fillers in c["roles"].values():
        assert fillers and len(set(fillers)) == len(fillers)
        assert set(fillers) <= entities
    if c["when"]:
        assert_when(c["when"], text)
    if c["count"]:
        assert_count(c["count"], text)
    assert c["modality"] in MODALITIES and c["polarity"] in ("yes", "no") and c["certainty"] in CERTAINTIES
    for v in c["voices"]:
        assert_voice(v, text, entities)
    for a in c["answers"]:
        assert list(a) == ["claim", "as"]
        assert a["claim"] in earlier and a["as"] in ANSWERS
    assert c["evidence"] == sorted(c["evidence"])
    for span in c["evidence"]:
        assert_span(text, span)
    assert any(a <= c["trigger"][0] and c["trigger"][1] <= b for a, b in c["evidence"]), "the evidence holds the trigger"
    assert c["why"] and c["why"][0].startswith(f"rule {c['code']}/")


ANY = st.text(
    st.one_of(
        st.sampled_from(list("aAé1 ’'\"“”-–.,:;!?()\n\r\t\u0301🚀")), st.characters(codec="utf-8", exclude_characters="\0")
    ),
    min_size=1,
    max_size=80,
)
PHRASES = """
Rebels|the army|Omar Deen|he|his brother|two|at least 40|men|killed|was killed by|accused|of shelling|said|that|denied
joined|the Marsh Front|a spokesman for|to attack|will|not|in Homs|on Monday|last week|according to
witnesses|“|”|"|,|.|.|:|who|and|the attack|Reuters|told|it is believed
🚀|U.S.|–|declined to comment|leader of|claimed responsibility for|including|from Cairo to Tripoli|(|)"""
WORDS = st.lists(
    st.sampled_from([*PHRASES.strip().replace("\n", "|").split("|"), "\n\n", "\r\n"]), min_size=1, max_size=40
).map(" ".join)


@settings(max_examples=80)
@given(st.one_of(ANY, WORDS))
def test_any_text_has_a_sound_reading(reader: Reader, text: str) -> None:
    try:
        report = report_from_text(text, OPTIONS)
    except InputError:  # control characters and blank texts are no report: tests/reports holds that
        return
    found = reader.read(report)
    made = found.to_dict()
    assert_contract(made)
    assert made["report"]["text"] == text
    assert json.loads(json.dumps(made)) == made
    assert reader.read(report_from_text(text, OPTIONS)).to_dict() == made
    assert [r["claim"] for r in found.rows()] == [c.id for c in found.claims]
    used = {f.entity for c in found.claims for fs in c.roles.values() for f in fs}
    for e in found.entities:
        assert (
            e.id in used
            or any(m.form == "name" for m in e.mentions)
            or any(e.id in (v.source, v.to) for vs in (found.voices, *(c.voices for c in found.claims)) for v in vs)
        )
    for c in found.claims:
        for fillers in c.roles.values():
            assert all(f.span in {m.span for m in found.by_id[f.entity].mentions} for f in fillers)


def test_the_contract_on_a_real_report(reading: Reading) -> None:
    assert_contract(reading.to_dict())
    assert {c.code for c in reading.claims} >= {"violence.kill", "custody.abduct", "affiliation.join"}
    kill = next(c for c in reading.claims if c.code == "violence.kill")
    assert [reading.name(f.entity) for f in kill.roles["actor"]] == ["Marsh Front"]
    assert kill.count is not None
    assert (kill.count.best, kill.count.low) == (5, 5)
    assert kill.when is not None
    assert kill.when.start == kill.when.end == datetime.date(2020, 6, 8)
    assert [reading.name(v.source) for v in kill.voices] == ["the ministry"]


def test_entities_are_numbered_in_text_order(reading: Reading) -> None:
    assert [e.id for e in reading.entities] == [f"e{k}" for k in range(1, len(reading.entities) + 1)]
    starts = [e.mentions[0].start for e in reading.entities if e.mentions]
    assert starts == sorted(starts)


def test_codes_are_the_codebooks(reading: Reading) -> None:
    known = set(load().codes)
    assert {c.code for c in reading.claims} <= known


def test_ids_come_from_content(reader: Reader, reading: Reading) -> None:
    again = Reader.open(threads=2, system="rules").read(report_from_text(TEXT, OPTIONS))
    assert again == reading
    other = reader.read(report_from_text(TEXT + "\n", OPTIONS))
    assert not {c.id for c in other.claims} & {c.id for c in reading.claims}, "another report's claims are other claims"


def test_without_a_date_there_are_no_days(reader: Reader) -> None:
    found = reader.read(report_from_text("The army killed two men last week.", ReadOptions(language="en")))
    (claim,) = [c for c in found.claims if c.code == "violence.kill"]
    assert claim.when is not None
    assert found.words(claim.when.span) == "last week"
    assert (claim.when.start, claim.when.end) == (None, None)


def test_offsets_count_code_points(reader: Reader) -> None:
    text = "🚀🚀\r\nThe army killed two men in Homs, the ministry said.\r\n"
    found = reader.read(report_from_text(text, OPTIONS))
    (claim,) = [c for c in found.claims if c.code == "violence.kill"]
    assert text[claim.trigger[0] : claim.trigger[1]] == "killed"
    assert [found.words(v.cue) for v in claim.voices] == ["said"]


def test_a_dateline_is_no_part_of_a_claim(reader: Reader) -> None:
    report = report_from_text("HOMS – The army killed two men.", OPTIONS)
    assert report.dateline_span is not None
    for c in reader.read(report).claims:
        assert all(span[0] >= report.dateline_span[1] for span in c.evidence)


def test_tables_take_the_rows(reading: Reading) -> None:
    rows = reading.rows()
    assert rows
    left, right = pandas.DataFrame(rows), polars.DataFrame(rows, infer_schema_length=None)
    assert list(left.columns) == right.columns == list(rows[0])
    assert len(left) == len(right) == len(reading.claims)
    assert left["claim"].tolist() == right["claim"].to_list() == [c.id for c in reading.claims]
    assert set(right["polarity"].to_list()) <= {"yes", "no"}
    for row, claim in zip(rows, reading.claims, strict=True):
        start, end = row["trigger_start"], row["trigger_end"]
        assert isinstance(start, int) and isinstance(end, int)
        assert reading.report.text[start:end] == row["trigger"] == reading.words(claim.trigger)


def test_rows_of_no_claims_are_no_rows(reader: Reader) -> None:
    found = reader.read(report_from_text("It rained.", OPTIONS))
    assert found.rows() == []
    assert len(pandas.DataFrame(found.rows())) == len(polars.DataFrame(found.rows())) == 0


class Tags(HTMLParser):
    """Collects the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_notebook_table_escapes_what_a_report_says(reader: Reader) -> None:
    text = "<script>alert(1)</script> & Sons said the army killed two <b>men</b> in Homs.\n\nThe <i>Front</i> killed a judge."
    found = reader.read(replace(report_from_text(text, OPTIONS), title="<img src=x onerror=alert(1)>", title_span=None))
    assert found.claims
    page = Tags()
    page.feed(found._repr_html_())
    assert set(page.tags) == {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert page.tags.count("tr") == 1 + len(found.claims)
    assert "<img src=x onerror=alert(1)>" in page.text
    for row in found.rows():
        assert str(row["code"]) in page.text


def test_read_is_the_way_in() -> None:
    found = sayso.read("The army killed two men yesterday.", published="2020-06-10", outlet="Gulf Post")
    assert isinstance(found, Reading)
    assert found.report.outlet == "Gulf Post"
    (claim,) = found.claims
    assert claim.when is not None
    assert claim.when.start == datetime.date(2020, 6, 9)
    assert sayso.read(found.report) == found, "a report is taken as it is"
    with pytest.raises(ValueError):
        read("The army killed two men.", published="yesterday")
    with pytest.raises(InputError):
        read("")


def test_a_codebook_of_ones_own(tmp_path: Path) -> None:
    with pytest.raises(CodebookError):
        Reader.open(tmp_path / "none.yaml")
    (tmp_path / "mine.yaml").write_text(
        """
- code: weather.rain
  label: makes rain
  definition: Somebody makes it rain.
  not: Rain by itself.
  roles: {actor: [person, people, group, state]}
  required: [[actor]]
  patterns:
    - {id: seed, verbs: [kill], slots: {subj: actor}}
  examples:
    - {text: The army killed it., trigger: killed, roles: {actor: The army}}
""",
        encoding="utf-8",
    )
    found = read("The army killed two men.", codebook=tmp_path)
    assert [c.code for c in found.claims] == ["weather.rain"]
