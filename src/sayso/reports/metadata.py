# SPDX-License-Identifier: Apache-2.0
"""What a web page says about its article outside the article's text: title, outlet, byline, date, address."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.reports.dates import parse_date
from sayso.reports.options import Stated
from sayso.reports.tables import table
from sayso.text import one_line

_MAX_VALUE = 300
"""Characters: no title, name or date is longer; what is, is a text put into the wrong field."""
_ADDRESS = re.compile(r"(?:https?:)?//|^www\.|@", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def read_metadata(tree: Any) -> Stated:
    """The metadata of a parsed page. Only what the page states is taken: a date is not sought in its text."""
    linked, meta = list(_linked(tree)), _meta(tree)
    outlet = _first(tree, "outlet", linked, meta)
    title = _first(tree, "title", linked, meta)
    byline = _first(tree, "byline", linked, meta)
    if byline:
        byline = re.sub(r"^by:?\s+", "", byline, flags=re.IGNORECASE)
    if title and outlet:  # "Rebels seize town - Example Wire", "Rebels seize town | Example Wire"
        title = re.sub(rf"\s+[-–—|·:]\s+{re.escape(outlet)}$", "", title, flags=re.IGNORECASE) or title
    return Stated(title=title, outlet=outlet, byline=byline or None, published=_published(tree, linked, meta),
                  url=next((v for v in _values(tree, "url", linked, meta) if v.startswith(("http://", "https://"))), None))


def _first(tree: Any, field: str, linked: list[dict[str, Any]], meta: dict[str, str]) -> str | None:
    """The first value of a field that is a name and no address."""
    return next((v for v in _values(tree, field, linked, meta) if not _ADDRESS.search(v)), None)


def _published(tree: Any, linked: list[dict[str, Any]], meta: dict[str, str]) -> datetime.date | None:
    return next((d for v in _values(tree, "published", linked, meta) if (d := parse_date(v))), None)


def _values(tree: Any, field: str, linked: list[dict[str, Any]], meta: dict[str, str]) -> Iterator[str]:
    """A field's values in the order of data/page_fields.yaml, on one line each."""
    places = table("page_fields")[field]
    found: list[Iterator[str]] = [
        (", ".join(dict.fromkeys(_dig(entry, path.split(".")))) for path in places["linked"] for entry in linked),
        (meta[name] for name in places["meta"] if name in meta),
        (_string(hit) for path in places["xpath"] for hit in tree.xpath(path)),
    ]
    for values in found:
        for value in values:
            line = one_line(_CONTROL.sub(" ", html.unescape(value)))
            if line and len(line) <= _MAX_VALUE:
                yield line


def _string(hit: Any) -> str:
    return hit if isinstance(hit, str) else " ".join(t for t in hit.itertext() if isinstance(t, str))


def _meta(tree: Any) -> dict[str, str]:
    """Name, property or itemprop, in small letters, to content; the first of each name."""
    out: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name and content and content.strip():
                out.setdefault(name.strip().lower(), content)
    return out


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of an article type."""
    types = frozenset(table("page_fields")["article_types"])
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower() or not element.text:
            continue
        try:
            todo = [json.loads(element.text, strict=False)]
        except (ValueError, RecursionError):
            continue  # damaged metadata says nothing; the page's other fields may
        while todo:
            node = todo.pop(0)
            if isinstance(node, list):
                todo.extend(node)
            elif isinstance(node, dict):
                kind = node.get("@type")
                if types.intersection(k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)):
                    yield node
                todo.extend(node[k] for k in ("@graph", "mainEntity") if isinstance(node.get(k), dict | list))


def _dig(node: Any, path: list[str]) -> Iterator[str]:
    """The strings at a dotted path; lists are gone through."""
    if isinstance(node, list):
        for item in node:
            yield from _dig(item, path)
    elif isinstance(node, dict) and path:
        yield from _dig(node.get(path[0]), path[1:])
    elif isinstance(node, str) and not path:
        yield node
