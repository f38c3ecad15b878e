# SPDX-License-Identifier: Apache-2.0
"""Any bytes at all give reports or InputErrors, never an exception, and spans that lie in the text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports import open_source, report_from_text
from sayso.reports.decoding import decode
from sayso.text import quote

QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            [
                "BUNIA, 14 March 2025 (Example Wire) – ",
                "By Ann Example",
                "14 March 2025",
                "Rebels take Bunia town",
                "# ",
                "\r\n",
                "[Text]",
                "(Reuters) - ",
                "The governor said that they had left the town and that they would be back on Monday with more men.",
            ]
        ),
    ),
    max_size=8,
)
TAGS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<article>",
                "</div>",
                "<br>",
                "<table><tr>",
                "<script type='application/ld+json'>",
                "</script>",
                "<meta property=og:title content=",
                "<!--",
                "-->",
                "<![CDATA[",
                "&#0;",
                "&#xD800;",
                "<h1>",
                "<ul><li>",
                "<frameset>",
                "<svg>",
                "<title>",
                "<?xml?>",
                "<a href=''>",
                "\0",
                "<time pubdate datetime=2025-03-14>",
                "The governor said that they had left the town and that they would be back on Monday.",
            ]
        ),
    ),
    max_size=25,
)


def check(items: Iterable[Report | InputError]) -> None:
    """Each item is a report with spans in its text, or an error of one line."""
    for item in items:
        if isinstance(item, InputError):
            assert item.message and "\n" not in item.message
            continue
        for span in (item.title_span, item.dateline_span):
            assert span is None or 0 <= span[0] < span[1] <= len(item.text)
        if item.title_span:
            assert quote(item.text, item.title_span) == item.title
        assert json.dumps(item.to_dict(), ensure_ascii=False).encode("utf-8")


@QUIET
@given(data=st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    for suffix in ("", ".txt", ".html", ".jsonl"):
        path = tmp_path / f"any{suffix}"
        path.write_bytes(data)
        check(open_source(str(path)))


@QUIET
@given(text=LINES.map("\n".join), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "any.txt"
    path.write_bytes(text.encode(encoding, "replace"))
    items = list(open_source(str(path)))
    check(items)
    try:
        check([report_from_text(text)])
    except InputError as e:
        check([e])


@QUIET
@given(data=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode("cp1252", "ignore"))))
def test_a_decoded_text_gives_its_bytes_again(data: bytes) -> None:
    try:
        found = decode(data, "any")
    except InputError:
        return
    assert found.text.encode(found.encoding) == data


@QUIET
@given(parts=TAGS)
def test_any_page(tmp_path: Path, parts: list[str]) -> None:
    path = tmp_path / "any.html"
    path.write_bytes("".join(parts).encode("utf-8", "replace"))
    check(open_source(str(path)))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)
FIELDS = st.sampled_from(["text", "title", "outlet", "published", "stem", "language", "byline", "dateline", "url"])


@QUIET
@given(rows=st.lists(st.dictionaries(FIELDS, JSON, max_size=5), max_size=4))
def test_any_jsonl(tmp_path: Path, rows: list[dict[str, object]]) -> None:
    path = tmp_path / "any.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    items = list(open_source(str(path)))
    assert len(items) == max(1, len(rows))
    check(items)


@QUIET
@given(source=st.text(max_size=60).filter(lambda s: s not in ("-", ".", "..", "/") and not s.startswith(("/", "~", "."))))
def test_any_name(source: str) -> None:
    if not source.lower().startswith("http") and not Path(source.replace("\0", "?") or "?").exists():
        (item,) = open_source(source)
        assert isinstance(item, InputError)
