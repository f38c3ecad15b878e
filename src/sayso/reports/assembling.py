# SPDX-License-Identifier: Apache-2.0
"""One Report from a text, what its source states and what the caller knows: who wins is decided here and nowhere else."""

from __future__ import annotations

import hashlib

from sayso.model import Report
from sayso.reports.heading import with_heading
from sayso.reports.options import ReadOptions, Stated
from sayso.reports.tongue import settle_language


def assemble(text: str, original: bytes, *, source: str, stem: str, options: ReadOptions, stated: Stated | None = None,
             media_type: str = "text/plain") -> Report:
    """The report of a checked text.

    Caller's options win over what the source states, that over date line and byline, these over the dateline. What none of
    them says is None. Raises InputError for a text that is not English (see tongue.py).
    """
    stated = stated or Stated()
    language = settle_language(text, source, options.language, stated.language)
    return with_heading(Report(
        id="sha256:" + hashlib.sha256(original).hexdigest(), stem=stem, source=source, text=text, title=stated.title,
        outlet=options.outlet or stated.outlet, byline=stated.byline, dateline=stated.dateline,
        published=options.published or stated.published, language=language, url=options.url or stated.url,
        media_type=media_type, original=original))
