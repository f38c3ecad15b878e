# SPDX-License-Identifier: Apache-2.0
"""Joins of names: the same name, part of a fuller one, initials, a known body's other name, a name without its noun."""

from __future__ import annotations

from collections import defaultdict

from sayso.mentions import lands
from sayso.mentions.chains import Chains
from sayso.mentions.lexicon import Lexicon
from sayso.mentions.names import alike, core, initials, part_of_person, same, skeleton
from sayso.mentions.phrases import Phrase
from sayso.mentions.types import BODIES
from sayso.parse import Parse

CAMPS = frozenset({"camp", "barracks", "base"})
"""Last words of grounds that mostly have one name with and without them."""
DIRECTIONS = frozenset({"north", "south", "east", "west"})
"""Words that alone are no short form of a name with them."""


def join_names(parse: Parse, chains: Chains, lexicon: Lexicon) -> None:
    """Joins the name phrases of a text. Full names first, so that a surname finds its bearer wherever it stands."""
    names = [p for p in chains.phrases if p.form == "name" and p.name]
    kinds: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
    for p in names:
        kinds[p.name].append(p)
    leaders: list[Phrase] = []
    for group in kinds.values():
        settled = max(group, key=lambda p: (chains.sorts[p.at].sure, -p.at))
        for p in group:
            if p is not settled:
                _same_string(parse, chains, settled, p)
        leaders += _distinct(chains, group)
    leaders.sort(key=lambda p: (-len(core(p.name)), p.at))
    index: dict[str, list[Phrase]] = defaultdict(list)
    for p in leaders:
        keys = _keys(chains, lexicon, p)
        near = {q.at: q for k in keys for q in index[k]}
        _join_one(parse, chains, lexicon, p, sorted(near.values(), key=lambda q: (-len(core(q.name)), q.at)))
        for k in keys:
            index[k].append(p)


def _keys(chains: Chains, lexicon: Lexicon, p: Phrase) -> set[str]:
    """What two names must share to be compared at all: a word but for its spelling, initials, a known body, a country."""
    keys = {skeleton(w) for w in core(p.name)}
    short = {"".join(w[0] for w in words) for words in (core(p.name), p.name)} if len(p.name) > 1 else {p.name[0]}
    keys |= {f"initials {s}" for s in short}
    known = lexicon.body(p.name)
    if known is not None:
        keys |= {"body " + name for name in known.names}
    if chains.sorts[p.at].country:
        keys.add("country " + chains.sorts[p.at].country)
    return keys


def _distinct(chains: Chains, group: list[Phrase]) -> list[Phrase]:
    out: list[Phrase] = []
    for p in group:
        if not any(chains.joined(p.at, q.at) for q in out):
            out.append(p)
    return out


def _same_string(parse: Parse, chains: Chains, a: Phrase, b: Phrase) -> None:
    """Equal names are one entity; a tag that stands alone against a surer one of the same string gives way."""
    one, two = chains.sorts[a.at], chains.sorts[b.at]
    if one.family == "P" and two.family in ("L", "C") or two.family == "P" and one.family in ("L", "C"):
        place = b if two.family in ("L", "C") else a
        if lands.is_place(parse.text[slice(*place.span)]):
            return  # Paris the woman, Paris the city
    if {one.family, two.family} == {"B", "L"} and min(one.sure, two.sure) > 4:
        return  # Cairo the government, Cairo the city
    chains.join(a.at, b.at, number=False, force=True)


def _join_one(parse: Parse, chains: Chains, lexicon: Lexicon, p: Phrase, fuller: list[Phrase]) -> None:
    raw = parse.text[slice(*p.span)]
    best: list[Phrase] = []
    for q in fuller:
        if chains.joined(p.at, q.at):
            continue
        if _matches(parse, chains, lexicon, p, raw, q):
            best.append(q)
    if not best:
        return
    before = [q for q in best if q.at < p.at]
    exact = [q for q in best if same(p.name, q.name)]
    bearers = [q for q in before if chains.chain(q.at).sort.type == "person" and chains.fits(p.at, q.at)]
    pick = (
        exact[0]
        if exact
        else before[-1]
        if before and len({chains.root(q.at) for q in before}) == 1
        else bearers[0]      # of several of one surname news means the first by it alone
        if bearers
        else min(best, key=lambda q: (abs(q.at - p.at), q.at))
    )
    a, b = chains.sorts[p.at], chains.sorts[pick.at]
    weak = "thing" in (a.type, b.type) or a.sure <= 4 or b.sure <= 4 or {a.family, b.family} <= {"B", "C"}
    chains.join(p.at, pick.at, number=False, force=weak or b.type == "person" or initials(p.name, raw, pick.name))


def _matches(parse: Parse, chains: Chains, lexicon: Lexicon, p: Phrase, raw: str, q: Phrase) -> bool:
    one, two = chains.sorts[p.at], chains.sorts[q.at]
    if p.adjective and not q.adjective:
        return bool(two.country) and two.country == one.country
    if q.adjective:
        return bool(one.country) and two.country == one.country
    if one.country or two.country:
        return one.country == two.country
    if {one.type, two.type} == {"people", "state"}:
        return False
    a, b = lexicon.body(p.name), lexicon.body(q.name)
    if a is not None and b is not None:
        return not set(a.names).isdisjoint(b.names)
    if same(p.name, q.name):
        return one.family == two.family or min(one.sure, two.sure) <= 4
    if two.type == "person" and one.type in ("person", "thing", "organisation", "place", "people"):
        fits = part_of_person(p.name, q.name)
        if one.type == "person":
            return fits
        if "-" in raw and " " not in raw and p.name == q.name[-len(p.name) :] and not lands.is_place(raw):
            return fits      # "Zambrano-Montes", taken for a place
        # a surname that the tagger took for something else; a real place of that name stays a place
        return (
            fits
            and len(p.name) == 1
            and alike(p.name[0], q.name[-1])
            and (one.sure <= 4 or not lands.is_place(raw))
            and p.tag != "LOC"
        )
    if "P" in (one.family, two.family):
        return False
    if len(p.name) == 1 and sum(c.isupper() for c in raw) > 1 and p.name[0] in q.name and "(" in parse.text[slice(*q.span)]:
        return True  # "Commission of Xara (CoX) on …"
    if initials(p.name, raw, q.name) or initials(q.name, parse.text[slice(*q.span)], p.name):
        return True
    if two.type == "facility" and one.type == "place" and q.name[-1] not in CAMPS and lands.is_place(raw):
        return False      # "Cologne" and "Cologne Cathedral"
    return _without_common_noun(lexicon, p, q, two.type)


def _without_common_noun(lexicon: Lexicon, p: Phrase, q: Phrase, kind: str) -> bool:
    """ "Hirak" for "Hirak movement", "the Brigades" for "Qassam Brigades", "X" for "Church of X" (unless X is a place)."""
    short, full = core(p.name), core(q.name)
    if len(short) >= len(full) or DIRECTIONS.issuperset(short):      # "the West" is no West Bank
        return False
    if kind in ("place", "facility"):
        generic = [w for w in full if lexicon.type_of(w) in ("place", "facility")]
        return bool(generic) and [w for w in full if w not in generic] == list(short)
    if (
        full[-len(short) :] == short
        and len(short) == 1
        and short[0] in lexicon.endings
        and lexicon.endings[short[0]] in ("group", "state", "organisation")
    ):
        return True
    if len(short) == 1 and short[0] in full and lexicon.type_of(short[0]) in BODIES:
        return True  # "the Committee" for "Xara Committee for Peace"
    if len(short) >= 3 and _in_order(short, full):
        return True
    rest = full[len(short) :] if full[: len(short)] == short else full[: -len(short)] if full[-len(short) :] == short else None
    if rest is None or lands.is_place(" ".join(short)) or lands.country_of_demonym(short[0]):
        return False
    return all(w in lexicon.endings or lexicon.type_of(w) in ("group", "organisation", "outlet", "state") for w in rest)


def _in_order(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether all words of a name come in a longer one in the same order."""
    rest = iter(full)
    return all(any(w == x for x in rest) for w in short)
