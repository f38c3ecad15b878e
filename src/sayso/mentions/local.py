# SPDX-License-Identifier: Apache-2.0
"""Streets, schools, hospitals and the like, which no table of towns has: by the words of their names, and which town of the
report they are in or near.

What the words beside the name say comes first ("St Mary's Hospital in Leeds", "Cairo's suburb of …"); else it is a guess, which
calls itself one: the town of the sentence, the dateline's, the one that the report is about. A report that names no town gives
none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from sayso.mentions.gazetteer import Row
from sayso.mentions.places import KNOWN, candidates
from sayso.mentions.placing import REACH, Chosen, kilometres
from sayso.mentions.surroundings import lies_in
from sayso.text import Span

_WINDOW = 40
"""Characters before and behind a name in which words may say that it is a street, or what it is at."""
MOST = 0.5
"""Share of a report's mentions of towns that must lie within REACH of one town for the report to be about that."""
_BLOCK = re.compile(r"\b\d+(?:[- ]block)(?: of)?(?: (?:[NSEW]\.?|North|South|East|West))? $")
_NUMBERED = re.compile(r"\b\d+(?: (?:[NSEW]\.?|North|South|East|West))? $")
_CORNER = re.compile(r"(?i)\b(?:corner|intersection|junction) of (?:[\w.’'-]+ ){0,3}?(?:and )?$")
_AND = re.compile(r"(?: and [A-Z][\w.’'-]*)? ([a-z]+)\b")
_NEXT = re.compile(r" ([a-z]+)\b(?!-)")
_AT = re.compile(
    r"(?i)\b(?:at|in|on|near|outside|inside|from|to|into|around|behind|beside|opposite|towards?|past) "
    r"(?:(?:the|an?|nearby|old|new) )*[\"“]?$"
)
_COMMA = re.compile(
    r",? (?:\(|(?:which|that) (?:is|was|lies) in |located in |just |right )?(?:in |near |outside |at |on |off )?(?:the )?"
    r"(?:[a-z]+ ){0,3}$"
)
_OWNER = re.compile(
    r"['’]s?(?: [a-z-]+){0,4} [\"“]?$|(?: (?!to |from |and |or |with |for |than |near |into |toward)[a-z-]+){0,4} $"
    r"|, (?:at|in|on) (?:the )?$"
)
_STOP = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])[.!?][\"”']?\s+(?=[A-Z\"“])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Words:
    streets: frozenset[str]
    last: frozenset[str]
    wide: frozenset[str]
    first: frozenset[str]
    after: frozenset[str]
    roads: frozenset[str]
    grounds: frozenset[str]
    pairs: frozenset[str]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class Town:
    """A town that stands in the text and is known: its words, and which place it is. `whole`: not only a part of a body's
    name."""

    span: Span
    name: str
    chosen: Chosen
    whole: bool


@dataclass(frozen=True, slots=True)
class Guess:
    """A town in or near which a name without a place of its own lies. `told`: the words beside the name say it; else it is
    guessed. `reason` says how."""

    row: Row
    reason: str
    told: bool


@cache
def _words() -> _Words:
    text = resources.files("sayso.mentions").joinpath("data", "localities.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=yaml.CSafeLoader)
    lists = {key: frozenset(words if isinstance(words, list) else words.split()) for key, words in raw.items()}
    return _Words(**lists)


def is_local(text: str, span: Span, *, ground: bool) -> bool:
    """Whether a name is that of a street, school, hospital … by its own words or those beside it. `ground`: it is known to be a
    place's or facility's; else words that also call bodies ("Academy") need "at", "in" or "near" before it."""
    name, known = text[span[0] : span[1]], _words()
    parts = _parts(name)
    if not parts or not name[0].isupper() and not name[0].isdigit() and parts[0][:3] not in ("al-", "el-"):
        return False
    if len(parts) > 1 and (" ".join(parts[-2:]) in known.pairs or ground and parts[-1] in known.grounds):
        return True
    if len(parts) > 1 and parts[-1] in known.bodies or parts[0] in ("university", "church") and len(parts) > 2:
        return ground or at_it(text, span)
    if len(parts) > 1 and (parts[-1] in known.last | known.streets or parts[0] in known.first):
        return True
    if ground and _NUMBERED.search(text, max(0, span[0] - _WINDOW), span[0]):
        return True
    noun = m.group(1) if (m := _NEXT.match(text, span[1])) else ""
    return on_street(text, span) or noun in known.after and not (ground and candidates(name))


def is_wide(name: str) -> bool:
    """Whether a name is a river's, a range's or the like, by its last word."""
    parts = _parts(name)
    return len(parts) > 1 and parts[-1] in _words().wide


def is_generic(name: str) -> bool:
    """Whether a name is but one of these words: "Village", "Region"."""
    known = _words()
    return name.lower() in known.last | known.streets | known.wide | known.first


def is_street(name: str) -> bool:
    """Whether a name is a street's, a square's or a park's, which are called after places elsewhere as well."""
    parts = _parts(name)
    return len(parts) > 1 and parts[-1] in _words().streets


def _parts(name: str) -> list[str]:
    return [w.strip(".,;:'’\"”").lower() for w in name.split()]


def on_street(text: str, span: Span) -> bool:
    """Whether the words beside a name make a street of it: "the 200 block of …", "the corner of … and …", "… and … streets"."""
    before = text[max(0, span[0] - _WINDOW) : span[0]]
    streets = (m := _AND.match(text, span[1])) and m.group(1) in _words().roads
    return bool(streets or _BLOCK.search(before) or _CORNER.search(before))


def is_beside(text: str, span: Span) -> bool:
    """Whether a name is one at or in which something is, or a church's, a club's …, and a name follows of what that lies in:
    "at the … in Geneva"."""
    parts = _parts(text[span[0] : span[1]])
    return lies_in(text, span[1]) is not None and (at_it(text, span) or len(parts) > 1 and parts[-1] in _words().bodies)


def at_it(text: str, span: Span) -> bool:
    """Whether something is said to be at, in or near what a name calls."""
    return bool(_AT.search(text, max(0, span[0] - _WINDOW), span[0]))


def guesses(
    text: str, spans: Sequence[Span], towns: Sequence[Town], dateline: Span | None, home: Row | None
) -> Mapping[Span, Guess]:
    """The town of each local name, where the report gives one. `dateline`: where it stands; `home`: the outlet's own town."""
    whole = [t for t in towns if t.whole and t.chosen.row.precision != "point"]
    main = _main(whole)
    out: dict[Span, Guess] = {}
    for span in sorted(spans, reverse=True):      # from the end: "at the Odeon, Main Street, Leeds" goes by what follows
        if guess := _told(text, span, towns, out) or _guessed(text, span, whole, dateline, main, home):
            out[span] = guess
    return out


def _told(text: str, span: Span, towns: Sequence[Town], made: Mapping[Span, Guess]) -> Guess | None:
    """By the words right behind or before."""
    places: list[tuple[Span, Row, str]] = [(t.span, t.chosen.row, f"{t.name}: {t.chosen.reason}") for t in towns]
    places += [(s, g.row, g.reason.removeprefix("in ")) for s, g in made.items() if g.told]
    end = span[1] + (text[span[1] : span[1] + 1] in ("\"", "”"))
    behind = lies_in(text, end)
    best = None
    for at, row, words in places:
        gap = text[span[1] : at[0]] if span[1] <= at[0] <= span[1] + _WINDOW else None
        if gap is not None and (behind and behind[1] == at[0] or _COMMA.fullmatch(gap)):
            return Guess(row, f"in {words}", True)
        gap = text[at[1] : span[0]] if at[1] <= span[0] <= at[1] + _WINDOW else None
        if gap is not None and _OWNER.fullmatch(gap):
            best = Guess(row, f"in {words}", True)
    return best


def _guessed(
    text: str, span: Span, towns: Sequence[Town], dateline: Span | None, main: Town | None, home: Row | None
) -> Guess | None:
    """By the sentence, the dateline, the whole report, the outlet."""
    start = max((m.end() for m in _STOP.finditer(text, 0, span[0])), default=0)
    end = m.start() if (m := _STOP.search(text, span[1])) else len(text)
    here = [t for t in towns if start <= t.span[0] < end]
    if here and all(_close(t.chosen.row, here[0].chosen.row) for t in here):
        best = min(here, key=lambda t: abs(t.span[0] - span[0]))
        return _guess(best, "which the sentence names")
    at = next((t for t in towns if dateline and dateline[0] <= t.span[0] < dateline[1]), None)
    if at is not None:
        return _guess(at, "the dateline's place")
    if main is not None:
        return _guess(main, "which the report is about")
    if home is not None and (not towns or any(t.chosen.row.code == home.code for t in towns)):
        return Guess(home, "a guess: near the outlet's own town", False)
    return None


def _guess(town: Town, why: str) -> Guess:
    return Guess(town.chosen.row, f"a guess: near {town.name}, {why}", False)


def _main(towns: Sequence[Town]) -> Town | None:
    """The town that a report is about: more than MOST of its mentions of towns lie within REACH of it, and of such towns it is
    named most often, or first."""
    best, most = None, (MOST * len(towns), 0)
    for t in towns:
        if not t.chosen.backed and t.chosen.row.population < KNOWN:
            continue      # a small town by name alone: often a word or a surname
        near = sum(_close(t.chosen.row, other.chosen.row) for other in towns)
        same = sum(t.chosen.row.id == other.chosen.row.id for other in towns)
        if (near, same) > most:
            best, most = t, (near, same)
    return best


def _close(a: Row, b: Row) -> bool:
    return kilometres(a.lat, a.lon, b.lat, b.lon) <= REACH
