# SPDX-License-Identifier: Apache-2.0
"""Reports in: a file, folder, web address, JSONL file or standard input → `Report`, one value a report (docs/reports.md)."""

from sayso.reports.opening import open_source
from sayso.reports.options import ReadOptions
from sayso.reports.plain import report_from_text

__all__ = ["ReadOptions", "open_source", "report_from_text"]
