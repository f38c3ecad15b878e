# SPDX-License-Identifier: Apache-2.0
"""HTML pages: text, metadata, broken markup, charsets."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports import ReadOptions, open_source
from sayso.reports.page import MAX_PAGE
from sayso.text import quote

FIRST = (
    "BUNIA, Congo (Example Wire) — Rebels of the Ituri Example Front took the town of Bunia at dawn on Monday, "
    "the governor’s spokesman said."
)
SECOND = (
    "“We do not leave,” their commander told reporters,<br>adding that the <b>front</b> had "
    "<a href='/x'>three hundred men</a> in the town."
)
BODY = f"""<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Rebels take Bunia</h1><p>{FIRST}</p>
<p>{SECOND}</p><h2>A town without power</h2><ul><li>The market was closed on Monday.</li></ul>
<p>{"The army said that it would come back before the end of the week. " * 3}</p></article>
<aside><p>Subscribe to our newsletter today!</p></aside><footer>© Example Wire</footer>"""


def page(tmp_path: Path, head: str = "", body: str = BODY, options: ReadOptions | None = None) -> Report | InputError:
    """What a page with this head and body gives."""
    path = tmp_path / "bunia.html"
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>", encoding="utf-8"
    )
    (item,) = open_source(str(path), options)
    return item


def read(tmp_path: Path, head: str = "", body: str = BODY, options: ReadOptions | None = None) -> Report:
    """The report of a page with this head and body."""
    item = page(tmp_path, head, body, options)
    assert isinstance(item, Report), item
    return item


def test_title_and_paragraphs(tmp_path: Path) -> None:
    r = read(tmp_path)
    blocks = r.text.split("\n\n")
    assert blocks[:2] == ["Rebels take Bunia", FIRST]
    assert blocks[2] == (
        "“We do not leave,” their commander told reporters, adding that the front had three hundred men in the town."
    )
    assert "The market was closed on Monday." in blocks
    assert r.text.count("Rebels take Bunia") == 1 and "newsletter" not in r.text and "Home" not in r.text
    assert (r.media_type, r.stem) == ("text/html", "bunia")
    assert r.title_span is not None and quote(r.text, r.title_span) == r.title == "Rebels take Bunia"
    assert r.dateline_span is not None and quote(r.text, r.dateline_span) == "BUNIA, Congo (Example Wire) —"
    assert (r.dateline, r.outlet, r.published, r.byline) == ("BUNIA, Congo", "Example Wire", None, None)
    assert r.original.startswith(b"<!DOCTYPE")


def test_metadata_gives_the_title_where_the_article_has_none(tmp_path: Path) -> None:
    r = read(tmp_path, f"<script type='application/ld+json'>{LINKED}</script>", BODY.replace("<h1>Rebels take Bunia</h1>", ""))
    assert r.title == "Rebels take Bunia & stay" and r.text.startswith("Rebels take Bunia & stay\n\nBUNIA, Congo")


LINKED = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "datePublished": "1999-01-01"},
            {
                "@type": ["NewsArticle"],
                "headline": "Rebels take Bunia &amp; stay",
                "datePublished": "2025-03-14T23:10:00+02:00",
                "author": [{"@type": "Person", "name": "Ann Example"}, {"@type": "Person", "name": "Bo Exempel"}],
                "publisher": {"@type": "Organization", "name": "Ituri Herald"},
            },
        ],
    }
)


def test_linked_metadata(tmp_path: Path) -> None:
    r = read(
        tmp_path, f"<script type='application/ld+json'>{LINKED}</script><link rel=canonical href='https://news.example/1'>"
    )
    assert (r.title, r.outlet, r.byline) == ("Rebels take Bunia", "Ituri Herald", "Ann Example, Bo Exempel")
    assert (r.published, r.url, r.dateline) == (datetime.date(2025, 3, 14), "https://news.example/1", "BUNIA, Congo")


def test_meta_tags(tmp_path: Path) -> None:
    head = """<title>Rebels take Bunia | Ituri Herald</title><meta property="og:site_name" content="Ituri Herald">
    <meta name="Author" content="By Ann Example"><meta property="article:author" content="https://social.example/ann">
    <meta property="article:published_time" content="2025-03-14T23:10:00Z">"""
    r = read(tmp_path, head, BODY.replace("<h1>Rebels take Bunia</h1>", ""))
    assert (r.title, r.outlet, r.byline, r.published) == (
        "Rebels take Bunia",
        "Ituri Herald",
        "Ann Example",
        datetime.date(2025, 3, 14),
    )


def test_metadata_wins_over_dateline_and_the_caller_over_both(tmp_path: Path) -> None:
    head = '<meta property="og:site_name" content="Ituri Herald"><meta name="date" content="2025-03-14">'
    assert read(tmp_path, head).outlet == "Ituri Herald"
    day = datetime.date(2025, 3, 20)
    r = read(tmp_path, head, options=ReadOptions(outlet="Other Wire", published=day))
    assert (r.outlet, r.published) == ("Other Wire", day)


def test_no_date_is_made_up(tmp_path: Path) -> None:
    head = '<meta name="date" content="yesterday"><script type="application/ld+json">{"@type": "NewsArticle", broken</script>'
    body = BODY.replace("</article>", "<p>In 2019 and on 3 April 2020 the town had changed hands before.</p></article>")
    assert read(tmp_path, head, body).published is None


def test_broken_html_gives_what_text_there_is(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        f"<div><p>{FIRST}<p><b>It was <i>the third town</b> this week.</div></div><table><tr><p>And the last", encoding="utf-8"
    )
    (r,) = open_source(str(path))
    assert isinstance(r, Report)
    for words in (FIRST, "It was the third town this week.", "And the last"):
        assert words in r.text


def test_deep_nesting(tmp_path: Path) -> None:
    item = page(tmp_path, "", "<div>" * 5000 + f"<p>{FIRST}</p>" + "</div>" * 5000)
    assert isinstance(item, Report | InputError)


@pytest.mark.parametrize(
    ("body", "says", "hint"),
    [
        (
            "<div id=app></div><script>render('the whole article is in here, all of its many words')</script>",
            "without an article",
            "browser",
        ),
        ("<nav><a href=/>Home</a></nav>", "without an article", "one article"),
        ("", "without an article", "one article"),
    ],
)
def test_page_without_an_article(tmp_path: Path, body: str, says: str, hint: str) -> None:
    e = page(tmp_path, "<title>Ituri Herald, news from Bunia and around</title>", body)
    assert isinstance(e, InputError) and says in e.message and hint in e.hint


def test_page_that_is_not_english(tmp_path: Path) -> None:
    words = (
        "Los rebeldes tomaron el pueblo de Bunia el lunes, dijo el portavoz del gobernador, y no se fueron de la ciudad. " * 4
    )
    e = page(tmp_path, "", f"<article><p>{words}</p></article>")
    assert isinstance(e, InputError) and "looks like Spanish" in e.message


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", "utf-8"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("utf-8", ""),
        ("utf-8", "no-such-charset"),
        ("utf-16", ""),
    ],
)
def test_charset(tmp_path: Path, charset: str, declared: str) -> None:
    path = tmp_path / "a.html"
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    path.write_bytes(f"<html><head>{meta}</head><body><article><p>{FIRST}</p></article></body></html>".encode(charset))
    (r,) = open_source(str(path))
    assert isinstance(r, Report) and FIRST in r.text


def test_a_few_damaged_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(b"<meta charset=utf-8><article><p>" + (FIRST * 3).encode() + b"\x81\xff The end.</p></article>")
    (r,) = open_source(str(path))
    assert isinstance(r, Report) and "The end." in r.text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.4 words", "PDF"),
        (b"\0\1\2", "binary"),
        (b"<p>" + b"word " * (MAX_PAGE // 5 + 1), "longer than 30 MB"),
    ],
)
def test_what_is_no_page(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(data)
    (e,) = open_source(str(path))
    assert isinstance(e, InputError) and says in e.message


def test_xhtml(tmp_path: Path) -> None:
    path = tmp_path / "a.xhtml"
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head>'
        f"<body><p>{FIRST}</p></body></html>",
        encoding="utf-8",
    )
    (r,) = open_source(str(path))
    assert isinstance(r, Report) and FIRST in r.text
