# SPDX-License-Identifier: Apache-2.0
"""Which claims tell of one happening: by code, days, place, who takes part, numbers; and the happenings that come of it.

Two claims are one happening if nothing in them speaks against it and enough for it, each with its reason. Whether it is
affirmed or denied, by whom and how surely makes no difference: a denial that somebody did something is about the same
happening. docs/happenings.md has the rules.
"""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from sayso.across import parties, when, where
from sayso.across.acts import act, acts, relation
from sayso.across.groups import Group, groups
from sayso.across.profiles import Judgement, Link, Profile
from sayso.across.stories import likeness
from sayso.model import Json

NEEDED = 8
"""Points of evidence that make two claims one happening when nothing tells that their reports are about one thing: a named
party, a town and a word that agree, on days that meet, in sentences that share more. A named party, a town and a said day are
enough by themselves."""

NEEDED_TOLD = 4
"""The same where the two reports tell one story, or are one, and the act is told by the same word: nothing against it is nearly
enough."""

NEEDED_PART = 5
"""The same for one act within another: the words for them differ by nature, so that less can be had."""

PARTIES_AT_MOST = 6
"""Points that parties bring at most: two by name, two by what they are called."""

LATE = 2
"""Points needed besides where only one of the claims says a day, and the other's report is not of those days."""

TOLD_ALIKE = 0.15
"""Likeness of the words of two claims' reports from which they tell one story: on fewer words than stories.ALIKE, and
the days have points of their own. By halves of ECB+'s topics, .1 to .2 give the same within .01."""

TOLD_SO_TOO = 0.4
"""Likeness from which the reports are of one story without a doubt."""

SAID_ALIKE = 0.25
"""Likeness of the words of two claims' own sentences from which they share more than the act's word."""

SAID_SO_TOO = 0.5
"""Likeness from which one sentence is nearly the other in other words."""

SAID_THE_SAME = 0.8
"""Likeness from which one sentence has been taken from the other, or both from a third."""

FEW = 4
"""Words that two sentences must share for more than one point: who, what and where are three, and have their own points."""

TELLING = 10
"""A number from which it is hardly the same by chance."""

APART_COUNTS = 2.0
"""How many times as high a number may be that is not from a later report: first counts double within a day, hardly more."""

WORDS_BEFORE = 2
"""Words before the act's word in which it is counted: "a second missile launch"."""

PLACES = frozenset({"place", "destination", "origin", "via", "from", "to", "target"})
"""Roles that may say where."""


LINKED = 0.2
"""The share of the pairs between two groups of claims that must be linked: claims are short, and of two that tell of one act
many share nothing but it; what keeps two acts apart is that no two claims of a happening contradict each other."""

FIRM = frozenset({"actual", "planned", "requested"})
"""Modalities of what is told as a certain thing to happen once: what only may, or is threatened, is one with it only on the
same party."""

WORDS_OF_DAYS = MappingProxyType({"same": "same day", "overlap": "days that meet", "near": "days of the reports meet"})
"""How `when.stand` is told as a reason."""

ONE_REPORT, ONE_STORY = "same report", "reports of one story"
"""Reasons that say that what the two reports are about is one thing."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Claims that tell of one thing: ids of their profiles, in order. `id` comes from them. `code`: the one most claims have.
    `participants`: (role, names as most written), most told first. `place`: the one most told, None for none. `first`, `last`:
    the days on which it was, by the claims that say it most narrowly, None where none does. `parts`: ids of happenings that lie
    within it."""

    id: str
    claims: tuple[str, ...]
    code: str
    participants: tuple[tuple[str, tuple[str, ...]], ...]
    place: str | None
    first: datetime.date | None
    last: datetime.date | None
    parts: tuple[str, ...] = ()

    @property
    def interval(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day."""
        return (self.first, self.last) if self.first and self.last else None


Points = Iterable[tuple[int, str]]
"""Points and the reason for them."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What two claims show together: their participants, how their places and days stand, the points needed besides for a late
    report, the points for one happening."""

    who: parties.Parties
    place: str
    stand: str
    late: int
    points: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Front:
    """What of a claim ends most comparisons: its code, days and places, whether it tells of a habit or of what stands."""

    code: str
    days: when.Days | None
    habit: bool
    standing: bool
    places: list[Json]


def compare(a: Profile, b: Profile) -> Link | None:
    """A link "same", or "part" (left within right), or None."""
    left, right = (a, b) if a.id <= b.id else (b, a)
    one, other = _front(left), _front(right)
    how = relation(one.code, other.code)
    if how is None:
        return None
    ours, theirs = one.days, other.days
    stand = when.stand(ours, theirs)
    if _out_of_time(one, other, stand) is not None:
        return None
    if how == "same" and (when.within(ours, theirs) or when.within(theirs, ours)):
        how = "left" if when.within(ours, theirs) else "right"
    late = LATE if stand == "open" and ours is not None and theirs is not None else 0
    found = _found(left, right, how, stand, late)
    if found is None:
        return None
    if not _enough(left.content, right.content, found, how):
        return None
    reasons = tuple(words for _, words in found.points)
    if how == "same":
        return Link("claim", left.id, right.id, "same", reasons)
    inner, outer = (left, right) if how == "left" else (right, left)
    return Link("claim", inner.id, outer.id, "part", (f"{inner.content['code']} within {outer.content['code']}", *reasons))


def _front(p: Profile) -> _Front:
    front: _Front | None = p.memo.get("front")
    if front is None:
        front = p.memo["front"] = _front_of(p.content)
    return front


def _front_of(c: Json) -> _Front:
    return _Front(c["code"], when.days(c), c["modality"] == "habitual", _family(c) in acts().standing, _places(c))


def contradiction(a: Json, b: Json) -> str | None:
    """What keeps two claims from being, or belonging to, one happening; None for nothing. Looks at no codes but their kind."""
    one, other = _front_of(a), _front_of(b)
    place = where.stand(one.places, other.places)
    out = _out_of_time(one, other, when.stand(one.days, other.days))
    return out or (f"other places: {place[1]}" if place[0] == "apart" else _against(a, b, place[0], _parties(a, b)))


def _out_of_time(a: _Front, b: _Front, stand: str) -> str | None:
    """What of habit and days speaks against it."""
    if a.habit != b.habit:
        return "one is a habit"
    return "other days" if stand == "apart" and not a.standing else None


def _against(a: Json, b: Json, place: str, who: parties.Parties) -> str | None:
    """What of parties and numbers speaks against it."""
    one_code = relation(a["code"], b["code"]) == "same"
    if one_code and who.turned:
        return "the roles are turned"
    against = [(role, names) for role, names in who.against if one_code or role != "target"]
    for role, names in against:
        if role != "actor" or not (_contested(a, b) and place in ("same", "near")):
            return f"other {role}: {names}"
    return (_counts_against(a, b, who) or _further(a, b)) if one_code else None


def _further(a: Json, b: Json) -> str | None:
    """Whether a claim says that its act is another one: "a second attack" beside a first, or beside one that the same report
    has told before."""
    one, other = (_which(c["quote"], c["trigger"]) for c in (a, b))
    if one == other:
        return None
    if one > 0 and other > 0:
        return f"number {one} and number {other}"
    if a["report"] == b["report"] and "at" in a and "at" in b:
        later = one if a["at"] > b["at"] else other
        return "told as another one" if later not in (0, 1) else None
    return None


def _found(left: Profile, right: Profile, how: str, stand: str, late: int) -> _Found | None:
    """What speaks for it that two claims of one time tell of one happening; None where something speaks against it, or too
    little can. What is quickly told comes first: most pairs end at their days, codes or places."""
    place = where.stand(_front(left).places, _front(right).places)
    if place[0] == "apart":
        return None
    a, b = left.content, right.content
    framed = (*_of_place(*place), *_of_days(stand), *_of_words(a, b))
    if _too_little(a, b, how, (place[0], stand, late), framed):
        return None
    who = _parties(a, b)
    if _against(a, b, place[0], who) is not None:
        return None
    named = [(2, f"{role}: {names}") for role, names in who.named[:2]]
    called = [(1, f"{role}: {names}") for role, names in who.called[:2]]
    return _Found(who, place[0], stand, late, (*named, *called, *framed))


def _too_little(a: Json, b: Json, how: str, frame: tuple[str, str, int], framed: tuple[tuple[int, str], ...]) -> bool:
    """Whether no parties at all could make it enough. `frame`: how places and days stand, points needed for a late report."""
    if _family(a) in acts().standing:
        return False
    place, stand, late = frame
    needed = _needed(how, a["word"] == b["word"] and _told(framed))
    if place in ("same", "near") and stand == "same":
        needed = min(needed, NEEDED_PART)
    most = PARTIES_AT_MOST if _roles(a, b) else 0
    return sum(n for n, _ in framed) + most < late + needed


def _roles(a: Json, b: Json) -> bool:
    """Whether anybody of one may be somebody of the other: a role in common, or one in both for acts between equals."""
    ours, theirs = ({row["role"] for row in c["who"]} for c in (a, b))
    return not ours.isdisjoint(theirs) or bool({act(a["code"]), act(b["code"])} & acts().mutual)


def _told(points: Iterable[tuple[int, str]]) -> bool:
    """Whether the points say that the reports are of one thing."""
    return any(words in (ONE_STORY, ONE_REPORT) for _, words in points)


def _needed(how: str, told_by_word: bool) -> int:
    return NEEDED_PART if how != "same" else NEEDED_TOLD if told_by_word else NEEDED


def _of_place(how: str, names: str) -> Points:
    if how in ("same", "near", "within"):
        yield 1 if how == "within" else 2, f"{'same place' if how == 'same' else f'place {how}'}: {names}"


def _of_days(stand: str) -> Points:
    if stand in WORDS_OF_DAYS:
        yield 2 if stand == "same" else 1, WORDS_OF_DAYS[stand]


def _of_words(a: Json, b: Json) -> Points:
    """Number, the act's word, the sentences, what the reports are about."""
    if (number := _number(a)) is not None and number == _number(b) and number > 1:
        yield 2 if number >= TELLING else 1, f"same number: {number}"
    if a["word"] == b["word"]:
        yield 2, f"same word: {a['word']}"
    if (how_like := likeness(a["words"], b["words"])) >= SAID_ALIKE:
        shared = sorted(a["words"].keys() & b["words"].keys(), key=lambda w: (-a["words"][w] * b["words"][w], w))
        points = 1 if len(shared) < FEW else 3 if _copied(a, b) else 2 if how_like >= SAID_SO_TOO else 1
        yield points, f"sentences share {', '.join(shared[:FEW])}"
    if a["report"] == b["report"]:
        yield 2, ONE_REPORT
    elif (how_like := likeness(a["about"], b["about"])) >= TOLD_ALIKE:
        yield 3 if how_like >= TOLD_SO_TOO else 2, ONE_STORY


def happenings(claims: Iterable[Profile], links: Iterable[Link], judgements: Iterable[Judgement] = ()) -> list[Happening]:
    """Every claim in one happening, some alone, in order of id. No two claims in one contradict each other, unless a judgement
    says so."""
    of = {c.id: c for c in claims}
    links = list(links)
    known: dict[tuple[str, str], bool] = {}

    def agree(a: str, b: str) -> bool:
        pair = (min(a, b), max(a, b))
        if pair not in known:
            known[pair] = contradiction(of[a].content, of[b].content) is None
        return known[pair]

    def fits(x: Group, y: Group) -> bool:
        return all(agree(a, b) for a in sorted(x) for b in sorted(y))

    found = groups(of, ((x.left, x.right) for x in links if x.kind == "claim" and x.relation == "same"),
                   (j for j in judgements if j.kind == "claim"), fits, LINKED)
    ids = {m: _id(g) for g in found for m in g}
    inside: dict[str, set[str]] = defaultdict(set)
    for x in links:
        if x.kind == "claim" and x.relation == "part" and {x.left, x.right} <= ids.keys() and ids[x.left] != ids[x.right]:
            inside[ids[x.right]].add(ids[x.left])
    return sorted((_happening(g, of, inside[_id(g)]) for g in found), key=lambda h: h.id)


def _happening(group: Group, of: Mapping[str, Profile], parts: Iterable[str]) -> Happening:
    contents = [of[m].content for m in sorted(group)]
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for c in contents:
        for row in c["who"]:
            told[row["role"]][row["name"]] += 1
    places = Counter(row["name"] for c in contents for row in c["who"] if row["role"] == "place")
    days = [d for c in contents if (d := when.days(c)) is not None]
    said = [d for d in days if d.said] or days
    narrow = [d for d in said if d.length == min(x.length for x in said)]
    first, last = (max(d.first for d in narrow), min(d.last for d in narrow)) if narrow else (None, None)
    if first is not None and last is not None and first > last:
        first, last = last, first
    return Happening(_id(group), tuple(sorted(group)), _most(Counter(c["code"] for c in contents)),
                     tuple((role, tuple(sorted(n, key=lambda x: (-n[x], x)))) for role, n in sorted(told.items())),
                     _most(places) if places else None, _date(first), _date(last), tuple(sorted(parts)))


def _enough(a: Json, b: Json, found: _Found, how: str) -> bool:
    """Whether the evidence is enough, and has what acts of this kind are known by."""
    who, codes, family = found.who, acts(), _family(a)
    copied = _copied(a, b)
    if family in codes.standing:
        return len(who.named) >= 2 or bool(who.named) and _alike_words(a, b)
    points, here = sum(n for n, _ in found.points), found.place in ("same", "near")
    by_word = a["word"] == b["word"] and _told(found.points) and (copied or _doubt(a, b, found) is None)
    if not (who.named or here or _same_telling_number(a, b) or by_word):
        return False
    real = a["modality"] in FIRM and b["modality"] in FIRM
    if not who.named and not copied and (family in codes.personal and _somebody_named(a, b) or not real):
        return False
    if who.named and here and found.stand == "same":
        return True
    return points >= found.late + _needed(how, by_word)


def _doubt(a: Json, b: Json, found: _Found) -> str | None:
    """Why a story and the act's word are too little, though nothing speaks against it: a story may have several such acts."""
    if found.late:
        return "told late"
    if found.place in ("same", "near") or _same_telling_number(a, b):
        return None
    if _family(a) != "violence" and parties.crowd_and_person(a["who"], b["who"]):
        return "one and several"
    if found.who.named:
        return None
    if parties.army_and_group(a["who"], b["who"]):
        return "a state and a group"
    if parties.described_apart(a["who"], b["who"]):
        return None if likeness(a["words"], b["words"]) >= SAID_ALIKE else "unnamed ones called otherwise"
    numbers = _number(a), _number(b)
    return "other numbers" if None not in numbers and numbers[0] != numbers[1] else None


def _parties(a: Json, b: Json) -> parties.Parties:
    return parties.compare(a["who"], b["who"], bool({act(a["code"]), act(b["code"])} & acts().mutual))


def _copied(a: Json, b: Json) -> bool:
    """Whether the two sentences are nearly the same."""
    return len(a["words"].keys() & b["words"].keys()) >= FEW and likeness(a["words"], b["words"]) >= SAID_THE_SAME


def _somebody_named(a: Json, b: Json) -> bool:
    """Whether one of the two tells by name of somebody who takes part."""
    return any(row["names"] for c in (a, b) for row in c["who"] if row["role"] in parties.SIDES)


def _alike_words(a: Json, b: Json) -> bool:
    """Whether two standing claims name the same role or thing."""
    mine, theirs = ({w for row in c["who"] if row["role"] == "role" for w in parties.kind(row)} for c in (a, b))
    return bool(mine & theirs) or not mine and not theirs and a["word"] == b["word"]


def _counts_against(a: Json, b: Json, who: parties.Parties) -> str | None:
    """Whether numbers tell two acts apart: of others, told in one report or on one day. A count that grows from report to
    report does not."""
    one, other = _number(a), _number(b)
    if one is None or other is None or one == other or who.named:
        return None
    if a["report"] == b["report"] and (not who.called or a["claim"] != b["claim"]):
        return f"other numbers in one report: {min(one, other)}, {max(one, other)}"
    if a["published"] and a["published"] == b["published"] and max(one, other) > APART_COUNTS * min(one, other):
        return f"other numbers on one day: {min(one, other)}, {max(one, other)}"
    return None


def _number(c: Json) -> int | None:
    count = c["count"]
    return count["best"] if count and count["scope"] == "event" else None


def _same_telling_number(a: Json, b: Json) -> bool:
    number = _number(a)
    return number is not None and number == _number(b) and number >= TELLING


def _contested(a: Json, b: Json) -> bool:
    """Whether the two have a target in common: then who did it may be what they differ in."""
    targets = [[row for row in c["who"] if row["role"] == "target"] for c in (a, b)]
    return any(parties.stand(x, y) == "same" for x in targets[0] for y in targets[1])


def _places(c: Json) -> list[Json]:
    """The rows that say where: those of place; else those of other roles that are places."""
    rows = [row for row in c["who"] if row["role"] in PLACES and row["type"] in ("place", "facility")]
    return [row for row in rows if row["role"] == "place"] or rows


@lru_cache(16384)
def _which(quote: str, trigger: str) -> int:
    """Which of several acts a sentence says it is: 1 for the first, 2 for the second …; -1 for another one; 0 where it does not
    say."""
    before, found, _ = quote.partition(trigger)
    near = [w.strip(",.;:").lower() for w in before.split()[-WORDS_BEFORE:]] if found else []
    said = [n for w in near if (n := acts().further.get(w)) is not None]
    return said[-1] if said else 0


def _family(c: Json) -> str:
    return str(c["code"]).partition(".")[0]


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda x: (-counted[x], -x.count("."), x))


def _id(group: Group) -> str:
    return "h" + hashlib.sha256("\n".join(sorted(group)).encode()).hexdigest()[:16]


def _date(day: int | None) -> datetime.date | None:
    return datetime.date.fromordinal(day) if day is not None else None
