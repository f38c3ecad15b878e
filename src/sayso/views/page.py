# SPDX-License-Identifier: Apache-2.0
"""One self-contained HTML page: each report with its claims marked in place, and beside it each claim with who says so.

Nothing is loaded from anywhere; style and script stand in the page and a content security policy admits these two only.
Without JavaScript it is a plain document with anchors; the script adds keys, the filter and the highlight of the evidence.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from html import escape
from importlib import resources
from string import Template

from sayso.model import Claim, Reading
from sayso.text import many
from sayso.views import statement, words
from sayso.views.anchors import anchors
from sayso.views.marked import marked
from sayso.views.words import shown

_ARROW = ' <span class="arrow" aria-hidden="true">→</span><span class="arrow"> </span>'


def page(readings: Sequence[Reading], *, title: str | None = None) -> str:
    """The page as one string of HTML; `title` defaults to how many claims of how many reports it shows."""
    lexicon = words.load()
    claims = sum(len(r.claims) for r in readings)
    heading = title or f"{many(claims, 'claim')} in {many(len(readings), 'report')}"
    style, script = _part("style.css"), _part("script.js")
    return Template(_part("page.html")).substitute(
        title=escape(f"{heading} – Sayso"), heading=escape(heading), style=style, style_hash=_hash(style),
        script=script, script_hash=_hash(script),
        signs="".join(f"<span>{escape(sign)} {escape(word)}</span> " for sign, word in lexicon.certainty.values()),
        contents=_contents(readings), statuses=_options([("", "any voice"), *lexicon.status.items()]),
        codes=_codes(readings), reports="\n".join(_report(n, r) for n, r in enumerate(readings, 1)) or
        '<p class="report none">No report was read.</p>',
        footer="Made offline by Sayso. Words in quotation marks stand in the report exactly so.")


def _part(name: str) -> str:
    return resources.files("sayso.views").joinpath("data", "page", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _options(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in pairs)


def _codes(readings: Sequence[Reading]) -> str:
    """Each family of codes that occurs, and beneath it its codes, with how often."""
    counts = Counter(shown(c.code) for r in readings for c in r.claims)
    out = [_options([("", "any code")])]
    for family in sorted({code.partition(".")[0] for code in counts}):
        inner = [(code, f"{code} ({n})") for code, n in sorted(counts.items()) if code.partition(".")[0] == family]
        total = sum(counts[code] for code, _ in inner)
        whole = (family, f"all {family} ({total})")
        out.append(f'<optgroup label="{escape(family)}">' + _options([whole, *inner]) + "</optgroup>")
    return "".join(out)


def _contents(readings: Sequence[Reading]) -> str:
    if len(readings) < 2:
        return ""
    items = "".join(f'<li><a href="#r{n}"><bdi>{escape(statement.caption(r.report))}</bdi></a> '
                    f"<span>{many(len(r.claims), 'claim')}</span></li>" for n, r in enumerate(readings, 1))
    return f'<nav class="contents" aria-labelledby="contents-title"><h2 id="contents-title">Reports</h2><ol>{items}</ol></nav>'


def _report(number: int, reading: Reading) -> str:
    report, key = reading.report, f"r{number}"
    name = shown(report.title or report.stem)
    meta = [report.outlet, report.byline, report.published.isoformat() if report.published else "no date known", report.source]
    order = statement.numbers(reading)
    ordered = sorted(reading.claims, key=lambda c: order[c.id])
    cards = "\n".join(_card(key, order[c.id], reading, c) for c in ordered)
    claims = f"<ol>{cards}</ol>" if ordered else '<p class="none">No claim was found in this report.</p>'
    lang = f' lang="{escape(report.language)}"' if report.language else ""
    return f"""<article class="report" id="{key}" aria-labelledby="{key}-title">
<header><h2 id="{key}-title"><bdi>{escape(name)}</bdi></h2>
<p class="meta">{escape(" · ".join(shown(m) for m in meta if m))}</p>
<p class="sum">{escape(_sum(reading))}</p></header>
<div class="columns">
<section class="text" tabindex="0" aria-label="{escape(f'Text of {name}')}"{lang} dir="auto">
{marked(key, reading)}
</section>
<section class="claims" aria-label="{escape(f'Claims of {name}')}">
{claims}
</section>
</div>
</article>"""


def _sum(reading: Reading) -> str:
    counts = Counter(statement.status(reading, c) for c in reading.claims)
    names = (("own", "in the report’s own voice"), ("attributed", "on somebody’s word"), ("disputed", "denied or doubted"))
    parts = [f"{counts[key]} {name}" for key, name in names if counts[key]]
    return many(len(reading.claims), "claim") + (": " + ", ".join(parts) if parts else "")


def _card(key: str, number: int, reading: Reading, claim: Claim) -> str:
    lexicon = words.load()
    status = statement.status(reading, claim)
    evidence = " ".join(f"{start}-{end}" for start, end in claim.evidence)
    chain = _ARROW.join(f"<bdi>{escape(name)}</bdi>" for name in statement.chain(reading, claim))
    if not claim.voices:
        chain += " itself"
    surely, footing = statement.how_surely(reading, claim), lexicon.status[status]
    return f"""<li class="card {status}" id="{key}c{number}" data-status="{status}"
data-code="{escape(shown(claim.code))}" data-evidence="{evidence}">
<h3><a class="number" href="#{key}t{number}" aria-label="Claim {number}, to its place in the text">{number}</a>
<span class="statement">{_statement(reading, claim)}</span></h3>
<p class="says"><b>Says who:</b> <span class="chain">{chain}</span></p>
<p class="surely">{escape(surely)} · <span class="footing">{escape(footing)}</span></p>
<dl class="fields">{_fields(reading, claim)}</dl>
<details><summary>Evidence and reasons</summary>{_reasons(reading, claim)}</details>
</li>"""


def _statement(reading: Reading, claim: Claim) -> str:
    """The claim as a sentence; the act in bold, underlined too where it is not so."""
    no = " no" if claim.polarity == "no" else ""
    place = statement.where(reading, claim)
    time = statement.when(reading, claim)
    parts = [f"<bdi>{escape(statement.who(reading, claim) or '(no one named)')}</bdi>",
             f'<span class="act{no}">{escape(statement.what(reading, claim))}</span>']
    parts += [f"<bdi>{escape(text)}</bdi>" for text in (statement.whom(reading, claim), place) if text]
    parts += [f'<bdi class="time">{escape(time)}</bdi>'] if time else []
    return " ".join(parts[:2]) + (" " + " · ".join(parts[2:]) if parts[2:] else "")


def _fields(reading: Reading, claim: Claim) -> str:
    """Each field: what it means, and its exact words in quotes where these are others."""
    lexicon = words.load()
    out = [f"<dt>Code</dt><dd><code>{escape(shown(claim.code))}</code></dd>"]
    for anchor in anchors(reading, claim):
        exact = shown(reading.words(anchor.span))
        means = "" if anchor.means == exact or anchor.key == "trigger" else f"<bdi>{escape(anchor.means)}</bdi> "
        out.append(f"<dt>{escape(anchor.label)}</dt><dd>{means}<q>{escape(exact)}</q></dd>")
    for voice in claim.voices[:1]:
        out.append(f"<dt>Kind of source</dt><dd>{escape(lexicon.voice_kinds.get(voice.kind, voice.kind))}</dd>")
    return "".join(out)


def _reasons(reading: Reading, claim: Claim) -> str:
    quotes = "".join(f"<p><q>{escape(shown(reading.words(span)))}</q></p>" for span in claim.evidence)
    reasons = (re.sub("“([^“”]*)”", r"<q>\1</q>", escape(shown(reason))) for reason in claim.why)
    why = "".join(f"<li>{reason}</li>" for reason in reasons)
    return f"{quotes}<ul>{why}</ul><p><code>{escape(shown(claim.id))}</code></p>"
