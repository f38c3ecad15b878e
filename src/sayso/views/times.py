# SPDX-License-Identifier: Apache-2.0
"""The times of a report as rows: exact words, days, how precise, what the days were counted from; on demand as TIMEX3."""

from __future__ import annotations

from sayso.mentions.times import TimeMention
from sayso.mentions.timex import timexes_of
from sayso.model import Json, Report
from sayso.parse import Parse
from sayso.text import quote


def row(report: Report, parse: Parse, time: TimeMention, *, timex: bool = False) -> Json:
    """One time as data: the fields of `When` with the words of its spans; with `timex` also a list of TIMEX3, as one time may
    be several ("from Monday to Friday")."""
    when = time.when
    at = when.anchor_span
    out: Json = {
        "report": report.stem,
        "published": report.published.isoformat() if report.published else None,
        "words": quote(parse.text, when.span),
        **when.to_dict(),
        "anchor_words": quote(parse.text, at) if at else None,
    }
    del out["inherited"]
    if timex:
        out["timex"] = [
            {"span": list(t.span), "words": quote(parse.text, t.span), "type": t.type, "value": t.value, "mod": t.mod or None}
            for t in timexes_of(parse, time.found)
        ]
    return out


def told(row: Json) -> list[str]:
    """The same as cells for people: words, days, how they are meant, TIMEX3."""
    start, end = row["start"], row["end"]
    days = "–" if not (start or end) else start if start == end else f"{start or '…'} to {end or '…'}"
    if row["latest_start"] and row["latest_start"] != row["start"]:
        days += f", begun by {row['latest_start']}"
    if row["earliest_end"] and row["earliest_end"] != row["end"]:
        days += f", lasting to {row['earliest_end']}"
    anchor = {"report": "from the report's day", "time": f"from “{row['anchor_words']}”", "text": "as it says"}.get(
        row["anchor"], ""
    )
    kind = "" if row["kind"] == "point" else {"set": "repeated", "duration": "a length"}[row["kind"]]
    note = ", ".join(filter(None, (row["precision"], kind, anchor)))
    return [
        " ".join(row["words"].split()),
        days,
        note,
        *(
            ["; ".join(f"{t['type']} {t['value']}" + (f" {t['mod']}" if t["mod"] else "") for t in row["timex"])]
            if "timex" in row
            else []
        ),
    ]
