# SPDX-License-Identifier: Apache-2.0
"""The formats that a command can write, and the choice among them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from sayso.errors import UsageError


class Format(StrEnum):
    """How readings are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    HTML = "html"


_BY_SUFFIX = {".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".csv": Format.CSV, ".html": Format.HTML, ".htm": Format.HTML}


def choose(asked: Format | None, output: Path | None) -> Format:
    """The format asked for; where none was, the one that the output file's name ends in; else a table."""
    if asked is not None:
        return asked
    suffix = output.suffix.lower() if output else ""
    if suffix in (".json", ".xlsx", ".parquet", ".pdf"):
        raise UsageError(f"{output}: Sayso does not write {suffix[1:]}.", "Name it .jsonl, .csv or .html, or say --format.")
    return _BY_SUFFIX.get(suffix, Format.TABLE)
