# SPDX-License-Identifier: Apache-2.0
"""What the caller knows about the reports, and what a source says about one."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller states about every report of a source; it wins over what the source says.

    `language` "en" has a text read even where it does not look like English. `timeout` is in seconds and bounds each
    wait for a web server; a whole download may take four times as long.
    """

    outlet: str | None = None
    published: datetime.date | None = None
    url: str | None = None
    language: str | None = None
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class Stated:
    """What a source itself says about a report, outside its text (page metadata, JSONL fields)."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    url: str | None = None
