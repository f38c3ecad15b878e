# SPDX-License-Identifier: Apache-2.0
"""Scores of places: what counts as found, placed and right, on articles of our own in the three layouts."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.evaluate.places import evaluate, kilometres, read_documents
from sayso.model import Place

GEOVIRUS = """<articles><article><source>https://example.org/a</source><text>Two men left Homs for Kesra.</text><locations>
<location><name>Homs</name><start>14</start><end>18</end><lat>34.73</lat><lon>36.72</lon></location>
</locations></article></articles>"""
LGL = """<articles><article docid="7"><url>http://example.org/a</url><text>Homs and Hama were calm.</text><toponyms>
<toponym><start>0</start><end>4</end><phrase>Homs</phrase><gaztag><lat>34.73</lat><lon>36.72</lon></gaztag></toponym>
<toponym><start>9</start><end>13</end><phrase>Hama</phrase></toponym></toponyms></article></articles>"""
GWN = """<articles><article file="1"><text>Syrian troops left Homs for a camp.</text><toponyms>
<toponym><extractedName>Syrian</extractedName><type>Non_Literal_Modifier</type><modifierType>Adjective</modifierType><start>0</start>
<end>6</end><latitude>35</latitude><longitude>38</longitude></toponym>
<toponym><extractedName>Homs</extractedName><type>Literal</type><modifierType>None</modifierType><start>19</start><end>23</end>
<latitude>34.73</latitude><longitude>36.72</longitude></toponym>
<toponym><extractedName>camp</extractedName><type>Literal_Expression</type><start>30</start><end>34</end></toponym>
</toponyms></article></articles>"""
HOMS = Place(169577, 34.73, 36.72, "SY", "Homs", "town", "")
FAR = Place(None, 0.0, 0.0, None, None, "town", "")


@pytest.mark.parametrize(("content", "spans"), [(GEOVIRUS, [(13, 17)]), (LGL, [(0, 4), (9, 13)]), (GWN, [(0, 6), (19, 23)])])
def test_layouts(tmp_path: Path, content: str, spans: list[tuple[int, int]]) -> None:
    file = tmp_path / "set.xml"
    file.write_text(content, encoding="utf-8")
    (document,) = read_documents(file)
    assert [t.span for t in document.toponyms] == spans
    assert next(document.report.text[a:b] for a, b in spans if b - a == 4) == "Homs"


@pytest.mark.parametrize(("place", "share"), [(HOMS, 1.0), (FAR, 0.0), (None, 0.0)])
def test_shares(tmp_path: Path, place: Place | None, share: float) -> None:
    """A toponym not placed is missed; one without a point, or an adjective, is not asked for."""
    file = tmp_path / "set.xml"
    file.write_text(GWN, encoding="utf-8")
    found = [((19, 23), place)] if place else []
    scores = evaluate(file, lambda _: found, lambda _, spans: [place for _ in spans])
    assert (scores.own.share, scores.given.share) == (share, share)
    assert scores.own.true == 1
    assert scores.found.r == (1.0 if place else 0.0)
    assert scores.found.p == scores.found.r


def test_a_place_that_is_no_toponym_counts_against_precision(tmp_path: Path) -> None:
    file = tmp_path / "set.xml"
    file.write_text(GEOVIRUS, encoding="utf-8")
    scores = evaluate(file, lambda _: [((13, 17), HOMS), ((22, 27), FAR)], lambda _, spans: [HOMS for _ in spans])
    assert (scores.found.p, scores.found.r) == (0.5, 1.0)
    assert ("end to end", "is no toponym", "Kesra", 1) in scores.mistakes


def test_no_set(tmp_path: Path) -> None:
    file = tmp_path / "set.xml"
    file.write_text("<articles><article><text>x</text></article></articles>", encoding="utf-8")
    with pytest.raises(InputError):
        list(read_documents(file))
    file.write_text("not xml", encoding="utf-8")
    with pytest.raises(InputError):
        list(read_documents(file))


def test_distance() -> None:
    assert kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2, abs=0.1)
