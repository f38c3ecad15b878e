# SPDX-License-Identifier: Apache-2.0
"""A reading's entities → their profiles: what of each is the same in every report, so that equal ones are one row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import combinations

from sayso.across.bodies import acronym, distinctive, initials, of_country, of_kind, title
from sayso.across.persons import Person, leads, person
from sayso.across.profiles import Profile, profile
from sayso.across.skeleton import consonants, plain
from sayso.across.skeleton import names as lists
from sayso.mentions import lands
from sayso.mentions.bodies import Known
from sayso.mentions.lexicon import lexicon
from sayso.mentions.names import PARTICLES, folded, words_of
from sayso.mentions.places import country_key
from sayso.mentions.types import BODIES, GROUNDS
from sayso.model import Entity, Json, Mention, Reading

AGE = re.compile(r",? \(?(?:aged )?(\d{1,2})(?=[,;)])")
"""How news gives an age behind a name: "Omar Deen, 34, said"."""
PARTS = 4
"""Words of a person's name that make keys by twos: longer names differ in what they leave out, not in all of these."""
LETTERS = 8
"""Words of a body's name up to which an acronym is made of their first letters."""
SHORT = 4
"""Letters up to which a body's name of one word must be written as an acronym: IS, not is."""


def entity_profiles(reading: Reading, report: str) -> dict[str, Profile]:
    """Profiles by the entity's id within the reading; `report`: the id of the report's profile.

    What has no name of its own, or one that says too little alone ("the Interior Ministry" of no country, "Smith"), bears the
    report's id and, unless something else tells of it, no keys.
    """
    around = _nested(reading)
    return {e.id: _profile(reading, e, report, around.get(e.id, ())) for e in reading.entities}


def _profile(reading: Reading, e: Entity, report: str, around: Iterable[Entity]) -> Profile:
    spans = [m for m in e.mentions if _is_name(reading, e, m)]
    written = _written(reading.words(m.span) for m in spans)
    if e.type == "person":
        written = _without_offices(written)
    elif e.type in BODIES:
        written = _without_stray(written, reading.report.text)
    content: Json = {"type": e.type, "name": e.name, "names": [], "key": None, "country": None, "place": None, "titles": [],
                     "parents": []}
    if e.place is not None and e.type != "person":
        content["country"] = e.place.country
        if e.type in ("place", "facility", "state"):
            content["place"] = {k: v for k, v in e.place.to_dict().items() if k != "reason"}
    if not written:
        return profile("entity", e.id, {**content, "report": report, "entity": e.id}, ())
    if e.type == "person":
        content.update(_of_person(reading, e, spans, written, around))
    else:
        content.update(_of_body(e, written, content["country"], around))
    content["names"] = _kept(content, written)
    if _says_too_little(content):
        content.update(report=report, entity=e.id)
        if not _has_evidence(content):
            return profile("entity", e.id, content, ())
    return profile("entity", e.id, content, keys(content))


def keys(content: Json) -> tuple[str, ...]:
    """Blocking keys of a named entity; two that may be one share at least one of them."""
    out: set[str] = set()
    if content["key"]:
        out.add(content["key"])
    else:
        out |= {"name " + "".join(plain(n)) for n in content["names"]}
    if content["type"] == "person":
        for name in content["names"]:
            out |= _keys_of_person(person(name), [*filter(None, [content["country"]]), *content["parents"]])
    elif content["type"] in GROUNDS or (content["key"] or "").startswith("geonames:"):
        out.add("place " + " ".join(consonants(w) for w in plain(content["name"]) if w not in PARTICLES))
    else:
        for name in content["names"]:
            if content["type"] == "outlet":
                out.add("outlet " + title(name))
            words = [consonants(w) for w in distinctive(name)]
            out |= {"word " + w for w in (words[:1] + words[-1:])}
            out |= {"words " + " ".join(sorted(pair)) for pair in combinations(words[:PARTS], 2)}
            if letters := acronym(name):
                out.add("letters " + letters)
            if 3 <= len(bare := [w for w in words_of(name) if w not in PARTICLES]) <= LETTERS:
                out.add("letters " + "".join(w[0] for w in bare))
            if not words and content["country"]:
                out.add(f"kind {content['country']} {of_kind(name)}")
    return tuple(out)


def _keys_of_person(p: Person, beside: list[str]) -> set[str]:
    """Two words of the name; a family name alone only with a country or group, since without one it joins nobody."""
    parts = [consonants(w) for w in p.words]
    out = {"person " + " ".join(sorted(pair)) for pair in combinations(parts[:2] + parts[2:][-2:], 2)}
    if parts:
        out.add("letters " + "".join(sorted("".join(parts))))
    alone = parts[-1:] + (parts[:1] if p.family_first or p.kunya or leads(p.words) else [])
    out |= {f"family {word} {told}" for word in alone for told in beside}
    return out


def _is_name(reading: Reading, e: Entity, m: Mention) -> bool:
    """Whether a mention is a name: by its form, and by its letters, since readings from JSON call every mention a name."""
    text = reading.words(m.span)
    if m.form != "name" or not any(c.isalpha() and c == c.upper() for c in text):      # a capital, or a script without
        return False
    words = [w for w in re.split(r"[\s-]+", text) if w[:1].isalpha()]
    if not words or text.lower() in lists().pronouns or words[0].lower() in lists().determiners:
        return False
    if e.type == "person" and all(lexicon().is_title(w.lower()) or w.lower() in lists().everywhere for w in words):
        return False
    last = words[-1]
    return not last[0].islower() or e.type in ("group", "organisation", "state", "facility") and words[0][0].isupper()


def _written(texts: Iterable[str]) -> list[str]:
    """Names as written, on one line, without possessive and article, one of each folded form, sorted."""
    out: dict[str, str] = {}
    for text in texts:
        name = " ".join(text.split()).strip("“”\"‘,.;:()# ")
        name = re.sub(r"(?:['’´]s|(?<=s)['’])$", "", name)
        name = re.sub(r"^[Tt]he (?=\S)", "", name)
        form = folded(name) or name
        if form:
            out[form] = min(out.get(form, name), name, key=lambda n: (n.isupper(), n))
    return sorted(out.values())


def _without_offices(names: list[str]) -> list[str]:
    """Without what ends in an office and is no name: "Russian President", "Cardinals Coach" beside "Omar Deen"; not "Martin
    King"."""
    def office(word: str) -> bool:
        low = word.lower()
        return low in lists().power or low in lists().far or lexicon().is_title(low) or lexicon().type_of(low) == "people"

    split = {n: [re.sub(r"['’]s$", "", w) for w in n.split()] for n in names}
    ending = [n for n in names if office(split[n][-1])]
    plainly = [n for n in names if n not in ending]
    strangers = [n for n in ending if any(office(w) or of_country(w.lower()) for w in split[n][:-1]) or len(split[n]) == 1
                 or any(not set(split[n]) & set(split[o]) for o in plainly)]
    return [n for n in names if n not in strangers]


def _without_stray(names: list[str], text: str) -> list[str]:
    """Without acronyms that fit no full name of theirs: neither by their letters, nor by the roster, nor,
    unless the roster knows them otherwise ("Ramallah (AP)"), as "Full Name (ABC)"."""
    full = [n for n in names if not acronym(n)]
    return [n for n in names if not (letters := acronym(n)) or not full or any(initials(letters, o) for o in full)
            or ((known := lexicon().body(words_of(n))) is None and f"({n})" in text)
            or known is not None and any((other := lexicon().body(words_of(o))) is not None
                                         and set(known.names) & set(other.names) for o in full)]


def _kept(content: Json, names: list[str]) -> list[str]:
    """The names without those that only repeat words of a fuller one; of what the gazetteer numbers the one name."""
    if (content["key"] or "").startswith("geonames:"):
        return [content["name"]]
    split = {n: tuple(w for w in plain(n) if w not in PARTICLES) for n in names}
    fuller = {n: set(words) for n, words in split.items()}
    kept = [n for n in names
            if not any(o != n and len(split[o]) > len(split[n]) and set(split[n]) <= fuller[o] for o in names)]
    if content["type"] == "person":
        kept = [n for n in kept if person(n).words]
    return kept or [content["name"]]


def _of_person(reading: Reading, e: Entity, spans: list[Mention], written: list[str], around: Iterable[Entity]) -> Json:
    titles: set[str] = set()
    countries: set[str] = set()
    named = {w for m in spans for w in plain(reading.words(m.span))}
    for m in _beside(reading, e, spans):
        text = reading.words(m.span)
        for w in re.findall(r"[^\W\d_][\w’'-]*", text):
            low = w.lower().rstrip(".")
            if low in named and not lexicon().is_title(low):
                continue
            if low in lists().power or low in lists().far:
                titles.add(lists().same_calling.get(low, low))
            elif w[0].isupper() and (code := lands.country_of_demonym(w)):
                countries.add(code)
    parents = set()
    for other in around:
        if other.type == "state" and other.key and other.place and other.place.country:
            countries.add(other.place.country)
        elif other.type in BODIES and (known := _known([other.name])):
            parents.add("body:" + known.name)
        elif other.type == "group" and other.name[:1].isupper():
            parents.add(other.name)
    out: Json = {"titles": sorted(titles), "parents": sorted(parents)}
    if len(countries) == 1:
        out["country"] = min(countries)
    if reading.report.published is not None:
        ages = {int(a[1]) for m in spans if (a := AGE.match(reading.report.text, m.end))}
        if len(ages) == 1:
            out["born"] = reading.report.published.year - min(ages)
    out["name"] = max(written, key=lambda n: (len(person(n).words), len(n), n))
    return out


def _beside(reading: Reading, e: Entity, names: list[Mention]) -> list[Mention]:
    """A person's names, and the descriptions that stand right before or behind one: "the Libyan general Omar Deen, a ..."."""
    starts, ends = {m.start for m in names}, {m.end for m in names}
    text = reading.report.text
    return [m for m in e.mentions
            if m.span in {n.span for n in names}
            or any(m.end + len(gap) in starts and text.startswith(gap, m.end) for gap in (" ", ", "))
            or any(m.start - len(gap) in ends and text.endswith(gap, 0, m.start) for gap in (", ", " (", " – "))]


def _of_body(e: Entity, names: list[str], country: str | None, around: Iterable[Entity]) -> Json:
    if e.type == "state" and e.key is None and len(names) == 1 and (code := lands.country_of_demonym(names[0])):
        return {"key": country_key(code), "country": code, "name": names[0]}
    out: Json = {"key": e.key, "name": e.name if e.key and e.key.startswith("geonames:") else _fullest(names)}
    known = roster(names) if e.type in (*BODIES, "thing", "people", "facility") and e.key is None else {}
    out.update(known)
    if known:
        out["country"] = known["country"] or country
    elif e.type in BODIES:
        demonyms = {c for n in names for w in n.split() if (c := lands.country_of_demonym(w) or lands.country_named(w))}
        if country is None and len(demonyms) == 1:
            out["country"] = min(demonyms)
    return out


def roster(names: list[str]) -> Json:
    """Key, type, country and parent of the body of the shipped roster that these names call; {} where they call none."""
    known = _known(names)
    if known is None:
        return {}
    return {"key": "body:" + known.name, "type": known.type, "country": known.country or None,
            "parents": ["body:" + known.parent] if known.parent else []}


def _fullest(names: list[str]) -> str:
    return max(names, key=lambda n: (len(plain(n)), len(n), n))


def _known(names: list[str]) -> Known | None:
    """The one body of the roster that an entity's names call: by a name of several words, else where all its names are of
    one."""
    lex = lexicon()
    long = [n for n in names if len(plain(n)) > 1]
    found = [k for n in long or names if (k := lex.body(words_of(n))) is not None and k.name and (long or _as_written(n))]
    if not found:
        return None
    said = [k for n in names if (k := lex.body(words_of(n))) is not None]
    return found[0] if all(found[0].name in k.names for k in said) else None


def _as_written(name: str) -> bool:
    """Whether a name of one word is written as the name of a body is: with a capital, and short ones all in capitals."""
    return name[:1].isupper() and (len(name) > SHORT or sum(c.isupper() for c in name) > 1)


def _says_too_little(content: Json) -> bool:
    """Whether equal names in two reports may well be two: one word of a person, a body of every country without the country."""
    if content["key"]:
        return False
    names = content["names"]
    if content["type"] == "person":
        return all(len(p.words) < 2 or set(p.words) <= lists().common for p in map(person, names))
    where = content["place"]["precision"] if content["place"] else ""
    if content["type"] in (*GROUNDS, "state") and where not in ("", "near", "between"):
        return not content["country"] and all(len(plain(n)) < 2 for n in names) and where != "region"
    if content["type"] in BODIES or content["type"] == "facility":
        if any(distinctive(n) for n in names):
            return content["type"] == "facility" and all(len(plain(n)) < 2 for n in names)
        return not content["country"]
    return all(len(plain(n)) < 2 for n in names)


def _has_evidence(content: Json) -> bool:
    """Whether what stands beside a person's name may bear a comparison though the name says too little: a group; country and
    office; of two common names any of these."""
    if content["type"] != "person":
        return False
    two = any(len(person(n).words) > 1 for n in content["names"])
    told = [bool(content[f]) for f in ("country", "titles")] + ["born" in content]
    return bool(content["parents"]) or all(told[:2]) or two and any(told)


def _nested(reading: Reading) -> dict[str, list[Entity]]:
    """Person → the bodies and countries within the descriptions of him: "the RSF commander", "leader of the Marsh Front"."""
    inner = sorted((m.start, m.end, e.id) for e in reading.entities if e.type in (*BODIES, "place") for m in e.mentions)
    starts = [row[0] for row in inner]
    out: dict[str, list[Entity]] = {}
    for e in reading.entities:
        if e.type != "person":
            continue
        found = {ident for m in _beside(reading, e, [m for m in e.mentions if _is_name(reading, e, m)])
                 for start, end, ident in inner[bisect_left(starts, m.start) : bisect_left(starts, m.end)]
                 if end <= m.end and (start, end) != m.span}
        out[e.id] = [reading.by_id[i] for i in sorted(found)]
    return out
