# SPDX-License-Identifier: Apache-2.0
"""Where a report's outlet is at home: by the list of outlets, by a place in its name ("Paris News"), by its web address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from urllib.parse import urlsplit

from sayso.mentions.gazetteer import Row, fold, rows
from sayso.mentions.places import candidates, country_named
from sayso.mentions.placing import Home

WORDS = frozenset((
    "advertiser", "advocate", "argus", "beacon", "bulletin", "call", "chronicle", "citizen", "courier", "daily", "democrat",
    "dispatch", "echo", "enquirer", "evening", "examiner", "express", "gazette", "globe", "guardian", "herald", "independent",
    "inquirer", "journal", "leader", "ledger", "live", "mail", "messenger", "mirror", "monitor", "morning", "news", "observer",
    "online", "patriot", "post", "press", "radio", "record", "recorder", "register", "reporter", "republic", "republican",
    "review", "sentinel", "standard", "star", "sun", "telegram", "telegraph", "times", "today", "tribune", "tv", "voice",
    "weekly", "world",
))
"""Words that newspapers and stations are called by, besides their town."""
_REST = re.compile(rf"(?:-?(?:{'|'.join(sorted(WORDS, key=len, reverse=True))}|local|online|area|community|the|inthe))*")
_LEAD = re.compile(r"^(?:the|my|go|online|inside|daily|today|news)-?")
_SHORT = 4
"""Letters that a town in a web address must have: shorter pieces are chance."""
_LANDS = {"uk": "GB"}
"""Endings of web addresses that are no ISO code."""
_GENERIC = frozenset(("tv", "me", "io", "co", "fm", "ai", "cc", "eu", "ly"))
"""Endings in two letters that are sold to all comers."""


@cache
def _listed() -> Mapping[str, tuple[str, str]]:
    """Outlet, by folded name and by domain → (town, what it lies in)."""
    text = resources.files("sayso.mentions").joinpath("data", "outlets.tsv").read_text(encoding="utf-8")
    out: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            name, domains, town, holder = line.split("\t")
            for key in (fold(name), *domains.split(",")):
                out.setdefault(key, (town, holder))
    return out


@lru_cache(maxsize=256)
def home_of(outlet: str | None, url: str | None) -> Home:
    """The town or country of an outlet, by its name or the report's web address; an empty Home where neither tells."""
    host = (urlsplit(url).hostname or "") if url else ""
    if outlet and (known := _listed().get(fold(outlet))):
        return _home(*known)
    pieces = host.split(".")
    for k in range(len(pieces) - 1):
        if known := _listed().get(".".join(pieces[k:])):
            return _home(*known)
    if outlet and (named := _in_name(outlet)):
        return named
    return _in_address(pieces) if host else Home()


def _home(town: str, holder: str) -> Home:
    country = holder if len(holder) == 2 and holder.isupper() else None
    if not town:
        return Home((), country)
    inside = {r.code for r in candidates(holder) if r.kind == "admin1"} if not country else set()
    found = [r for r in candidates(town) if r.kind == "city" and (r.country == country if country else r.code in inside)]
    found = found or [r for r in candidates(town) if r.kind == "city"]
    best = max(found, key=lambda r: (r.population, r.id), default=None)
    return Home((best,) if best else (), country or (best.country if best else None))


def _in_name(outlet: str) -> Home | None:
    """ "Paris News", "Kenya Today": the longest place in an outlet's name, if what remains is a word for outlets."""
    words = outlet.replace("The ", "", 1).split() if outlet.startswith("The ") else outlet.split()
    for length in range(len(words) - 1, 0, -1):
        for k in range(len(words) - length + 1):
            rest = {fold(w) for w in (*words[:k], *words[k + length :])}
            if not rest & WORDS:
                continue
            name = " ".join(words[k : k + length])
            if fold(name) in WORDS:
                continue
            if code := country_named(name):
                return Home((), code)
            if towns := _towns(candidates(name)):
                return Home(towns)
    return None


def _in_address(pieces: list[str]) -> Home:
    """ "www.parisnews.com", "….co.ke": a town before a word for outlets, and the country's ending."""
    ending = pieces[-1]
    country = None
    if len(ending) == 2 and ending not in _GENERIC:
        country = _LANDS.get(ending, ending.upper())
    label = max(pieces[:-1], key=len, default="")
    for end in range(len(label), _SHORT - 1, -1):
        if _REST.fullmatch(label, end):
            for start in (0, *(m.end() for m in _LEAD.finditer(label))):
                if end - start >= _SHORT and (start or end < len(label)) and (towns := _spelt(label[start:end].strip("-"))):
                    return Home(towns, country)
    return Home((), country)


def _spelt(run: str) -> tuple[Row, ...]:
    """The towns of a name written without blanks ("kansascity")."""
    if towns := _towns(rows(run.replace("-", " "))):
        return towns
    for k in range(_SHORT - 1, len(run) - 2):
        if towns := _towns(rows(f"{run[:k]} {run[k:]}")):
            return towns
    return ()


def _towns(found: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(r for r in found if r.kind in ("city", "area", "admin2"))
