# SPDX-License-Identifier: Apache-2.0
"""JSONL → Reports, one a line; a line that is wrong becomes an InputError with its number, the rest are read."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Protocol

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports.assembling import assemble
from sayso.reports.dates import parse_date
from sayso.reports.decoding import MAX_TEXT, check_size, check_text
from sayso.reports.options import ReadOptions, Stated
from sayso.text import one_line

FIELDS = ("stem", "title", "outlet", "byline", "dateline", "published", "url", "language")
"""What may stand beside `text`; other fields are passed over, so that exports of other programs can be read as they are."""
_MAX_LINE = 6 * MAX_TEXT + 100_000
"""Bytes of one line: JSON may write a letter in six (\\u0041), and the fields beside the text want room."""
_SHAPE = "Each line is one JSON object with a field text, as {\"text\": \"…\", \"published\": \"2025-03-14\"}."


class Lines(Protocol):
    """A stream of bytes that is read line by line."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line with its break, of at most `size` bytes; b"" at the end."""


def read_lines(stream: Lines, source: str, stem: str, options: ReadOptions) -> Iterator[Report | InputError]:
    """The reports of a JSONL stream. The original of each, which is hashed, is its line's bytes without the line break."""
    number = seen = 0
    while raw := stream.readline(_MAX_LINE + 1):
        number += 1
        where = f"{source}, line {number}"
        if len(raw) > _MAX_LINE and not raw.endswith(b"\n"):
            seen += 1
            while (more := stream.readline(_MAX_LINE)) and not more.endswith(b"\n"):
                pass
            yield InputError(f"{where}: longer than {_MAX_LINE // 1_000_000} MB.", "Split the report.")
            continue
        raw = raw.rstrip(b"\r\n")
        if number == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if not raw.strip():
            continue
        seen += 1
        try:
            yield _report(raw, where, source, f"{stem}-{number}", options)
        except InputError as e:
            yield e
    if not seen:
        yield InputError(f"{source}: holds no reports.", _SHAPE)


def _report(raw: bytes, where: str, source: str, stem: str, options: ReadOptions) -> Report:
    try:
        row = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as e:
        raise InputError(f"{where}: not UTF-8 at byte {e.start}.", "JSONL is written in UTF-8.") from None
    except json.JSONDecodeError as e:
        raise InputError(f"{where}: not JSON at character {e.pos + 1} ({e.msg}).", _SHAPE) from None
    except (ValueError, RecursionError):  # a figure of thousands of digits; brackets thousands deep
        raise InputError(f"{where}: JSON that cannot be read.", _SHAPE) from None
    if not isinstance(row, dict):
        raise InputError(f"{where}: a JSON {_kind(row)}, not an object.", _SHAPE)
    text = row.get("text")
    if not isinstance(text, str) or not text:
        problem = "no field text" if text is None else "the field text is empty" if text == "" else f"text is a {_kind(text)}"
        raise InputError(f"{where}: {problem}.", _SHAPE)
    values: dict[str, str] = {}
    for field in FIELDS:
        value = row.get(field)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise InputError(f"{where}: the field {field} is a {_kind(value)}, not a string.",
                             "Put it between double quotes or leave it out.")
        if value.strip():
            check_text(value, f"{where}, field {field}")
            values[field] = value.strip()
    published: datetime.date | None = None
    if "published" in values:
        published = parse_date(values["published"])
        if published is None:
            raise InputError(f"{where}: the field published, “{one_line(values['published'])[:40]}”, is no full date.",
                             "Write it as 2025-03-14.")
    check_text(text, where)
    check_size(text.encode("utf-8"), where)
    stated = Stated(title=values.get("title"), outlet=values.get("outlet"), byline=values.get("byline"),
                    dateline=values.get("dateline"), published=published, language=values.get("language"),
                    url=values.get("url"))
    try:
        return assemble(text, raw, source=source, stem=values.get("stem", stem), options=options, stated=stated,
                        media_type="application/jsonl")
    except InputError as e:  # it names the file; the line is what the user looks for
        raise InputError(e.message.replace(source, where, 1), e.hint) from None


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return {dict: "object", list: "list", str: "string", int: "number", float: "number"}.get(type(value), "null")
