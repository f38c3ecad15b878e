# SPDX-License-Identifier: Apache-2.0
"""The public JSON form (docs/claims.md): one line a report."""

from __future__ import annotations

import json
import re

from sayso.model import Reading

_UNSAFE = re.compile("[\x85\u2028\u2029\ud800-\udfff]")
"""Kept out as letters, written as escapes: signs that some readers take for line ends, and half surrogate pairs, which
UTF-8 cannot hold. They can only stand inside JSON strings."""


def line(reading: Reading) -> str:
    """One reading as one line, without the line end."""
    text = json.dumps(reading.to_dict(), ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
    return _UNSAFE.sub(lambda m: f"\\u{ord(m.group()):04x}", text)
