# SPDX-License-Identifier: Apache-2.0
"""An HTML page → Report: the article's title and paragraphs as text, the page's metadata as outlet, byline and date."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports.assembling import assemble
from sayso.reports.decoding import check_size, check_text, decode_page
from sayso.reports.metadata import read_metadata
from sayso.reports.options import ReadOptions, Stated
from sayso.reports.tables import table
from sayso.text import one_line

MAX_PAGE = 30_000_000
"""Bytes of one page: the text may have 10 MB, and pages with pictures put into them weigh several times their text."""
_MIN_ARTICLE = 20
"""Letters below which a page holds no article: less than the shortest sentence with a subject, a verb and a place."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^[\s\ufeff]*<\?xml[^>]*>")
_SNIFF = re.compile(rb"^[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
                    re.IGNORECASE | re.DOTALL)
_BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "pre",
    "blockquote", "table", "tr", "td", "th", "body", "html", "figcaption", "hr", "address", "center",
    "head", "list", "item", "quote", "row", "cell", "code"))
"""Elements that begin a paragraph: HTML's, and those of the tree that trafilatura gives (TEI: head, item, quote, row, cell)."""
_BREAKS = frozenset(("br", "lb"))
_BROKEN = (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError, RecursionError)
"""What lxml and trafilatura raise on pages that break HTML badly enough; the paragraphs are then read without them."""

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it reports broken pages on stderr; we do that ourselves
logging.getLogger("htmldate").addHandler(logging.NullHandler())


def looks_like_page(data: bytes) -> bool:
    """Whether bytes begin as an HTML page does."""
    return _SNIFF.match(data[:4000]) is not None


def read_page(data: bytes, source: str, stem: str, options: ReadOptions, *, charset: str | None = None,
              url: str | None = None) -> Report:
    """The report in a page's bytes. `charset`: what the web server said. `url`: where the page came from.

    Raises InputError for a page without an article's text, among them those that only a script would fill.
    """
    if len(data) > MAX_PAGE:
        raise InputError(f"{source}: a page longer than {MAX_PAGE // 1_000_000} MB.", "Save its text as .txt and read that.")
    if not data.strip():
        raise InputError(f"{source}: empty.", "Give a page with the text of a report.")
    declared = charset or _declared(data)
    markup = _DECLARATION.sub("", decode_page(data, source, declared)).lstrip("\ufeff")
    tree = _parse(markup)
    stated = read_metadata(tree) if tree is not None else Stated()
    paragraphs = _article(markup) or (_all_paragraphs(tree) if tree is not None else [])
    if tree is not None and paragraphs and paragraphs[0] in {one_line(h.text_content()) for h in tree.iter("h1")}:
        stated = replace(stated, title=paragraphs[0])  # as the page shows it; its metadata may have another for searchers
    if stated.title:
        paragraphs = _without_title(paragraphs, stated.title)
    if sum(c.isalpha() for p in paragraphs for c in p) < _MIN_ARTICLE:
        scripted = re.search("<script", markup, re.IGNORECASE) is not None
        hint = "A script fills the page: open it in a browser and save its text." if scripted \
            else "Give the page of one article, or save its text as .txt."
        raise InputError(f"{source}: a page without an article's text.", hint)
    text = "\n\n".join([*([stated.title] if stated.title else []), *paragraphs])
    check_text(text, source)
    check_size(text.encode("utf-8"), source)
    if url:
        stated = replace(stated, url=url)
    return assemble(text, data, source=source, stem=stem, options=options, stated=stated, media_type="text/html")


def _declared(data: bytes) -> str | None:
    """The charset that a page states within its first 4,000 bytes (browsers look at 1,024; real pages state it later too)."""
    found = _XML_CHARSET.match(data[:4000]) or _CHARSET.search(data[:4000])
    return found[1].decode("ascii", errors="ignore") if found else None


def _parse(markup: str) -> Any:
    """The page's tree, mended by libxml2's HTML parser; None where there is nothing to mend."""
    try:
        return lxml_html.document_fromstring(markup)
    except _BROKEN:
        return None


def _article(markup: str) -> list[str]:
    """The paragraphs of what trafilatura finds to be the article; none where it finds nothing."""
    from trafilatura import bare_extraction  # half a second to import, and only pages need it

    try:
        found = bare_extraction(markup, include_comments=False, include_tables=False, with_metadata=False)
    except _BROKEN:
        return []
    body = getattr(found, "body", None)
    return list(_blocks(body, frozenset())) if body is not None else []


def _all_paragraphs(tree: Any) -> list[str]:
    """Every paragraph of a page, but for the parts that hold no article. In broken pages some stand in the head."""
    return list(_blocks(tree, frozenset(table("page_fields")["not_article"])))


def _blocks(root: Any, without: frozenset[str]) -> Iterator[str]:
    """The text of each block, white space as a browser shows it; two line breaks part paragraphs, one is a space."""
    parts: list[str] = []
    for event, element in _walk(root, without):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BREAKS and event == "start":
            parts.append("\v")
        elif tag in _BLOCKS:
            yield from _flush(parts)
            parts = []
        if event == "start" and isinstance(element.text, str) and tag:
            parts.append(element.text)
        elif event == "end" and element is not root and isinstance(element.tail, str):
            parts.append(element.tail)
    yield from _flush(parts)


def _walk(root: Any, without: frozenset[str]) -> Iterator[tuple[str, Any]]:
    """("start" | "end", element) in document order, without recursion: broken pages nest without bound."""
    stack: list[tuple[str, Any]] = [("start", root)]
    while stack:
        event, element = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start" and (tag is None or (tag in without and element is not root)):
            stack.append(("end", element))
            continue
        yield event, element
        if event == "start":
            stack.append(("end", element))
            stack.extend(("start", child) for child in reversed(element))


def _flush(parts: list[str]) -> Iterator[str]:
    for block in re.split(r"\v\s*\v", "".join(parts)):
        line = one_line(block)
        if line and any(c.isalnum() for c in line):
            yield line


def _without_title(paragraphs: list[str], title: str) -> list[str]:
    """The paragraphs, the title left out where it stands again at their head."""
    flat = title.casefold()
    return [p for i, p in enumerate(paragraphs) if not (i < 2 and p.casefold() == flat)]
