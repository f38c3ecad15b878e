# SPDX-License-Identifier: Apache-2.0
"""JSON on one line: the public form of a reading (docs/claims.md), and any other data."""

from __future__ import annotations

import json
import re

from sayso.model import Json, Reading

_UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""Kept out as letters, written as escapes: signs that some readers take for line ends, and half surrogate pairs, which
UTF-8 cannot hold. They can only stand inside JSON strings."""


def line(reading: Reading) -> str:
    """One reading as one line, without the line end."""
    return row(reading.to_dict())


def row(data: Json) -> str:
    """Data as one line, without the line end."""
    text = json.dumps(data, ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
