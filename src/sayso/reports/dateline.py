# SPDX-License-Identifier: Apache-2.0
"""The dateline of a report: "TEL AVIV –", "San Salvador, 25 Aug 88 (Canal Doce) -- [Text]". Patterns: data/datelines.yaml."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from sayso.reports.dates import date_pattern, parse_date
from sayso.reports.tables import folded, table
from sayso.text import Span, one_line

_MAX_DATELINE = 300
"""Characters looked at for a dateline: the longest, with country, date, outlet and bracketed remarks, have under 150."""
_MIN_SENTENCE = 40
"""Characters that must follow a dateline which is only a word and a dash: less is a headline or an entry in a list."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n|$)")
_SPEAKER = re.compile(r"^[ \t]*[A-Z][A-Z .'-]{0,40}:", re.MULTILINE)
_ARABIC_ARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|ash|at|az)-[A-Z]")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as it stands in a text: `place` its place with what says where that lies ("KABUL, Afghanistan"), None for a
    bare agency; `span` all of it up to and with the dash and the bracketed remarks after it."""

    place: str | None
    outlet: str | None
    published: datetime.date | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Found:
    """A match taken apart. `end`: where the place ends; `rest`: what follows in the paragraph."""

    place: str
    region: str
    date: str
    outlet: str
    end: int
    rest: str


def find_dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline at `start` of a text; None without one."""
    blank = _BLANK_LINE.search(text, start)
    paragraph = text[start : blank.start() if blank else len(text)].rstrip()
    for rule, pattern in _patterns():
        m = pattern.match(paragraph[:_MAX_DATELINE])
        if m and (found := _take_apart(m, paragraph)) and _keeps(rule, found, text[start:]):
            outlet = found.outlet if _is_outlet(found.outlet, dated=bool(found.date)) else ""
            return Dateline(place=one_line(paragraph[: found.end]) or None, outlet=outlet or None,
                            published=parse_date(found.date), span=(start, start + m.end()))
    return None


@cache
def _patterns() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    """The data file's rules, each with its pattern, the pieces put in."""
    pieces: dict[str, str] = {**table("datelines")["pieces"], "date": f"(?:{date_pattern()})"}

    def fill(pattern: str) -> str:
        return re.sub(r"\{([a-z]+)\}", lambda m: pieces[m[1]] if m[1] == "date" else fill(pieces[m[1]]), pattern)

    return tuple((rule, re.compile(fill(rule["pattern"]), re.IGNORECASE)) for rule in table("datelines")["patterns"])


def _take_apart(m: re.Match[str], paragraph: str) -> _Found | None:
    """The parts of a match. A bracket is a country, a date or an outlet; two that are both an outlet are no dateline."""
    part = {k: v or "" for k, v in m.groupdict().items()}
    place, region, aside = part.get("place", ""), part.get("region", "").strip(" ,\t\r\n"), part.get("aside", "")
    date, outlet = one_line(part.get("date", "")), one_line(part.get("outlet", ""))
    end = m.end("region") if region else m.end("place") if place else 0
    if aside and _is_region(aside):
        end = m.end("aside") + 1
    elif aside and outlet:
        return None
    elif aside:
        outlet = one_line(aside)
    if not date and re.fullmatch(date_pattern(), outlet, re.IGNORECASE):
        date, outlet = outlet, ""
    return _Found(place, region, date, outlet, end, paragraph[m.end() :].strip())


def _keeps(rule: dict[str, str], found: _Found, text: str) -> bool:
    """Whether a match keeps to all that its rule asks (the keys are explained in the data file)."""
    named = _is_outlet(found.outlet, dated=bool(found.date))
    needs = {"": True, "date-or-outlet": bool(found.date) or named, "agency": _is_agency(found.outlet)}
    mixed = any(c.islower() for c in found.rest)
    body = {"any": bool(found.rest), "mixed": mixed,
            "sentence": mixed and len(found.rest) >= _MIN_SENTENCE and _opens_sentence(found.rest)}
    return (needs[rule.get("needs", "")] and body[rule["body"]]
            and (not found.place or _can_be_place(rule, found.place, text))
            and (not found.region or _can_be_region(rule, found.region))
            and not (rule["id"] == "colon" and (len(found.place) < 3 or len(_SPEAKER.findall(text[:20_000])) > 1)))


def _can_be_place(rule: dict[str, str], place: str, text: str) -> bool:
    """Whether a name can be a place: capitals, none of the words that open other things, and the case that the rule asks."""
    words = re.split(r"[\s/]+", place)
    first, caps = words[0].strip(".").casefold(), place == place.upper()
    if len(place.strip(".")) < 2 or not _is_capitalised(place) or first in _not_places():
        return False
    if caps or rule["case"] == "caps":
        return caps and rule["case"] != "title"
    if len(words) == 1:  # "Protests – …": a word that the report also writes small is a common noun
        return not re.search(rf"\b{re.escape(place.lower())}\b", text)
    return rule.get("place") != "likely" or first in _openers() or words[-1].casefold() in folded("datelines", "closers") \
        or _is_region(place)


def _can_be_region(rule: dict[str, str], region: str) -> bool:
    parts = re.split(r"\s*,\s*", region)
    return _is_capitalised(region) and (rule.get("region") != "known" or all(_is_region(p) for p in parts)) \
        and not any(p.split()[0].casefold() in _not_places() for p in parts)


def _is_capitalised(name: str) -> bool:
    """Whether each word of a name begins with a capital; small words of names may not, except the first."""
    words = [w for w in re.split(r"[\s/,]+", name) if w]
    return bool(words) and all(w[0].isupper() or (i > 0 and w in folded("datelines", "particles")) or _ARABIC_ARTICLE.match(w)
                               for i, w in enumerate(words))


@cache
def _not_places() -> frozenset[str]:
    months: dict[int, list[str]] = table("calendar")["months"]
    names = {form.casefold() for forms in months.values() for form in forms}
    return folded("datelines", "not_places") | folded("calendar", "weekdays") | names


@cache
def _openers() -> frozenset[str]:
    return frozenset(opener.strip(".") for opener in folded("datelines", "openers"))


@cache
def _regions() -> frozenset[str]:
    names = folded("regions", "countries") | folded("regions", "states") | folded("regions", "regions")
    return frozenset(name.strip(".") for name in names)


def _is_region(name: str) -> bool:
    return one_line(name).casefold().strip(".") in _regions()


def _is_agency(name: str) -> bool:
    """Whether a bracket is a listed agency, or several of them: "Reuters/AFP"."""
    agencies = folded("datelines", "agencies")
    parts = [p.strip().casefold() for p in re.split(r"[/,]", name)]
    return bool(name) and (name.casefold() in agencies or all(p in agencies for p in parts))


def _is_outlet(name: str, *, dated: bool) -> bool:
    """Whether a bracket names an outlet: an agency, a name with an outlet word, after a date any name that is no remark."""
    words = [w.strip(",.").casefold() for w in name.split()]
    if _is_agency(name):
        return True
    if not words or len(words) > 6 or not (name[0].isupper() or name[0].isdigit()) or not any(c.isalpha() for c in name):
        return False
    remark = name.casefold() in folded("datelines", "not_outlets") or folded("calendar", "weekdays").intersection(words)
    if remark or _is_region(name) or re.search(date_pattern(), name, re.IGNORECASE):
        return False
    return dated or bool(folded("datelines", "outlet_words").intersection(words))


def _opens_sentence(rest: str) -> bool:
    first = rest.lstrip("\"'“‘«([ \t\r\n")[:1]
    return first.isupper() or first.isdigit()
