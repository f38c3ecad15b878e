# SPDX-License-Identifier: Apache-2.0
"""Plain text → Report: the text is the file's content, letter for letter, CRLF, tabs and byte-order mark included."""

from __future__ import annotations

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports.assembling import assemble
from sayso.reports.decoding import check_size, check_text, decode
from sayso.reports.options import ReadOptions


def read_plain(data: bytes, source: str, stem: str, options: ReadOptions) -> Report:
    """The report in a plain-text file's bytes; raises InputError where they hold none."""
    return assemble(decode(data, source).text, data, source=source, stem=stem, options=options)


def report_from_text(text: str, options: ReadOptions | None = None, *, source: str = "text", stem: str = "text") -> Report:
    """The report in a string, its UTF-8 bytes taken for the original; raises InputError where it holds none."""
    if not text:
        raise InputError(f"{source}: empty.", "Give the text of a report.")
    check_text(text, source)
    data = text.encode("utf-8")
    check_size(data, source)
    return assemble(text, data, source=source, stem=stem, options=options or ReadOptions())
