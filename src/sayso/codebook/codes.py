# SPDX-License-Identifier: Apache-2.0
"""One code, and what it is made of, from the nodes of a YAML file; every rule of the schema is checked here."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import product
from types import MappingProxyType

import yaml

from sayso.codebook.nodes import Spot
from sayso.codebook.quotes import find_quote
from sayso.codebook.schema import ALONE, SLOTS, Code, Example, Implication, Pattern, Target
from sayso.model import ENTITY_TYPES, MODALITIES, ROLES

_CODE = re.compile(r"[a-z]+(\.[a-z]+(-[a-z]+)*){1,2}")  # family.code or family.code.finer
_CAMEO = re.compile(r"(0[1-9]|1\d|20)\d{1,2}")
_BAR = re.compile(r"\s*\|\s*")  # blanks around it: a long entry may go on in the next line
_WORD_LISTS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
_CODE_KEYS = ("label", "definition", "not", "unless", "only", "roles", "required", "cameo", "implies", "patterns", "examples",
              "counterexamples")
FAMILIES = ("affiliation", "tie", "custody", "violence", "movement", "supply", "politics", "speech")
_PATTERN_KEYS = ("id", *_WORD_LISTS, "slots", "required", "given", "alone", "cameo", "unless", "only", "implies")
_EXAMPLE_KEYS = ("text", "trigger", "roles", "modality", "polarity", "voice")


def read_code(at: Spot, minimum: tuple[int, int], naming: str = "code") -> Code:
    """A whole code. `minimum`: how many examples and counter-examples it must have; `naming`: the key that holds its name."""
    got = at.fields("a code", (naming, *_CODE_KEYS),
                    (naming, "label", "definition", "roles", "required", "patterns", "examples"))
    name = got[naming].text("a code's name")
    if not _CODE.fullmatch(name):
        raise got[naming].error(f"“{name}” is not a code's name", "Write family.code or family.code.finer in small letters.")
    roles = _roles(got["roles"], name)
    patterns = read_patterns(got["patterns"], name, roles)
    if not patterns:
        raise got["patterns"].error(f"{name} has no pattern", "Write at least one, with verbs, nouns or adjectives.")
    examples = read_examples(got["examples"], name, roles)
    counter = read_counterexamples(got["counterexamples"], name) if "counterexamples" in got else ()
    for key, have, need in (("examples", len(examples), minimum[0]), ("counterexamples", len(counter), minimum[1])):
        if have < need:
            raise got.get(key, at).error(f"{name} has {have} {key}, {need} are needed", f"Write {need - have} more.")
    return Code(name, got["label"].text("a label"), got["definition"].text("a definition"),
                got["not"].text("“not”") if "not" in got else "", roles, _required(got["required"], name, roles), patterns,
                examples, counter, _lemmas(got, "unless", name), _lemmas(got, "only", name),
                _cameo(got.get("cameo")), read_implies(got["implies"], name, roles) if "implies" in got else (), at.where)


def read_unless(at: Spot, of: str) -> frozenset[str]:
    """Lemmas beside which a code has no claim, or a pattern is not meant."""
    return _words(at, f"“unless” of {of}")


def _lemmas(got: Mapping[str, Spot], key: str, of: str) -> frozenset[str]:
    return _words(got[key], f"“{key}” of {of}") if key in got else frozenset()


def _words(at: Spot, what: str) -> frozenset[str]:
    return frozenset(word.lower() for word in at.texts(what))


def read_implies(at: Spot, of: str, roles: Mapping[str, tuple[str, ...]]) -> tuple[Implication, ...]:
    """What follows from a code or pattern: codes, each with its roles that are filled from roles of other names here."""
    out = []
    for key, code, value in at.pairs(f"“implies” of {of}"):
        taken = {}
        for spot, theirs, ours in value.pairs(f"the roles of {code} in “implies” of {of}"):
            spot.among(theirs, ROLES, "a role")
            taken[theirs] = ours.among(ours.text("a role"), roles, f"a role of {of.partition('/')[0]}")
        out.append(Implication(code, MappingProxyType(taken), key.where))
    return tuple(out)


def read_examples(at: Spot, code: str, roles: Mapping[str, tuple[str, ...]]) -> tuple[Example, ...]:
    """A code's examples."""
    return tuple(_example(p, code, roles) for p in at.items(f"examples of {code}"))


def read_counterexamples(at: Spot, code: str) -> tuple[Example, ...]:
    """A code's counter-examples."""
    return tuple(_counterexample(p, code) for p in at.items(f"counterexamples of {code}"))


def _roles(at: Spot, code: str) -> Mapping[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for key, role, value in at.pairs(f"roles of {code}"):
        key.among(role, ROLES, "a role")
        types = value.texts(f"the types of role {role}")
        out[role] = ENTITY_TYPES if types == ("any",) else tuple(value.among(t, ENTITY_TYPES, "an entity type") for t in types)
    return MappingProxyType(out)


def _required(at: Spot, code: str, roles: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    out = []
    for inner in at.items(f"“required” of {code}"):
        names = inner.texts("a set of required roles")
        if not names:
            raise inner.error("a set of required roles is empty", "Name a role in it or take it out.")
        out.append(tuple(inner.among(r, roles, f"a role of {code}") for r in names))
    return tuple(out)


def read_patterns(at: Spot, code: str, roles: Mapping[str, tuple[str, ...]]) -> tuple[Pattern, ...]:
    """A code's patterns, each with an id of its own."""
    out: list[Pattern] = []
    for place in at.items(f"patterns of {code}"):
        pattern = _pattern(place, code, roles)
        if any(p.id == pattern.id for p in out):
            raise place.error(f"{code} has two patterns “{pattern.id}”", "Rename one of them.")
        out.append(pattern)
    return tuple(out)


def _pattern(at: Spot, code: str, roles: Mapping[str, tuple[str, ...]]) -> Pattern:
    got = at.fields(f"a pattern of {code}", _PATTERN_KEYS, ("id", "slots"))
    name = got["id"].text("a pattern's id")
    lists = [key for key in _WORD_LISTS if key in got]
    if len(lists) != 1:
        raise at.error(f"pattern {code}/{name} must have one of verbs, nouns or adjectives, it has {len(lists)}",
                       "Write words of one kind; make a second pattern for another kind.")
    kind, listed = _WORD_LISTS[lists[0]], got[lists[0]]
    words = tuple(entry for entry, _ in read_words(listed, lists[0], f"{code}/{name}"))
    if not words:
        raise listed.error(f"pattern {code}/{name} has no words", "Write at least one.")
    required = _required(got["required"], code, roles) if "required" in got else ()
    given = got["given"].text("“given”") if "given" in got else ""
    if given and given not in FAMILIES:
        raise got["given"].error(f"“given” of {code}/{name} names “{given}”, which is no family",
                                 f"Write one of {', '.join(FAMILIES)}.")
    alone = got["alone"].among(got["alone"].text("“alone”"), ALONE, "a value of “alone”") if "alone" in got else ""
    whole = f"{code}/{name}"
    return Pattern(name, kind, words, _slots(got["slots"], whole, kind, roles), required, given, _cameo(got.get("cameo")),
                   _lemmas(got, "unless", whole), _lemmas(got, "only", whole),
                   read_implies(got["implies"], whole, roles) if "implies" in got else None, alone, at.where)


def read_words(at: Spot, what: str, where: str, had: Collection[tuple[str, ...]] = ()) -> list[tuple[tuple[str, ...], Spot]]:
    """A list of words of a pattern, each once, none of those that it has already; with the place of each. A word `a|b` makes
    two entries."""
    out: dict[tuple[str, ...], Spot] = {}
    for spot in at.items(what):
        text = spot.text(f"a member of {what}").lower()
        for entry in _alternatives(text, spot) if "|" in text else (tuple(text.split()),):
            if entry in out:
                raise spot.error(f"pattern {where} has “{' '.join(entry)}” twice", "Keep one.")
            if entry in had:
                raise spot.error(f"pattern {where} has “{' '.join(entry)}” already", "Take it out.")
            out[entry] = spot
    return list(out.items())


def _alternatives(text: str, at: Spot) -> Iterator[tuple[str, ...]]:
    """The entries of “shut|close down”: one for each choice."""
    choices = [word.split("|") for word in _BAR.sub("|", text).split()]
    if not all(all(row) for row in choices):
        raise at.error(f"“{text}” has a “|” without a word on each side", "Write words on both sides, or take it out.")
    yield from product(*choices)


def _cameo(at: Spot | None) -> str:
    code = at.text("a CAMEO code") if at else ""
    if at and not _CAMEO.fullmatch(code):
        raise at.error(f"“{code}” is not a CAMEO code", "Write three or four digits in quotes: \"0841\".")
    return code


def _slots(at: Spot, where: str, kind: str, roles: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[Target, ...]]:
    out: dict[str, tuple[Target, ...]] = {}
    for key, names, value in at.pairs(f"slots of {where}"):
        targets = tuple(_targets(value, where, roles))
        for slot in (n.strip() for n in names.split("|")):
            key.among(slot, SLOTS[kind], f"a slot of {kind} patterns")
            if slot in out:
                raise key.error(f"pattern {where} has the slot “{slot}” twice", "Keep one.")
            out[slot] = targets
    return MappingProxyType(out)


def _targets(at: Spot, where: str, roles: Mapping[str, tuple[str, ...]]) -> Iterator[Target]:
    """`role`, or {types: role, …} with types parted by "|"."""
    if isinstance(at.node, yaml.ScalarNode):
        role = at.text(f"a role in {where}")
        yield Target(at.among(role, roles, f"a role of {where.partition('/')[0]}"))
        return
    for key, names, value in at.pairs(f"a slot of {where}"):
        role = value.among(value.text("a role"), roles, f"a role of {where.partition('/')[0]}")
        types = tuple(key.among(n.strip(), ENTITY_TYPES, "an entity type") for n in names.split("|")) if names != "any" else ()
        for entity_type in types:
            if entity_type not in roles[role]:
                raise key.error(f"role {role} of {where.partition('/')[0]} does not admit {entity_type}",
                                f"Take it out here, or add it to the types of {role}.")
        yield Target(role, types)


def _example(at: Spot, code: str, roles: Mapping[str, tuple[str, ...]]) -> Example:
    got = at.fields(f"an example of {code}", _EXAMPLE_KEYS, ("text", "trigger"))
    text = got["text"].text("an example's text")
    filled: dict[str, tuple[str, ...]] = {}
    for key, role, value in got["roles"].pairs("roles of an example") if "roles" in got else ():
        key.among(role, roles, f"a role of {code}")
        filled[role] = tuple(_found(value, words, text) for words in value.texts(f"the words of role {role}"))
    trigger = _found(got["trigger"], got["trigger"].text("a trigger"), text)
    modality = _one_of(got.get("modality"), MODALITIES, "a modality")
    polarity = _one_of(got.get("polarity"), ("yes", "no"), "a polarity")
    voice = _found(got["voice"], got["voice"].text("a voice"), text) if "voice" in got else None
    return Example(text, trigger, MappingProxyType(filled), modality, polarity, voice, at.where)


def _one_of(at: Spot | None, known: tuple[str, ...], what: str) -> str | None:
    return at.among(at.text(what), known, what) if at else None


def _counterexample(at: Spot, code: str) -> Example:
    text = at.fields(f"a counterexample of {code}", ("text",), ("text",))["text"].text("a counterexample's text")
    return Example(text, at=at.where)


def _found(at: Spot, words: str, text: str) -> str:
    if find_quote(text, words) is None:
        raise at.error(f"“{words}” does not stand in the example “{text}”", "Quote its words letter for letter.")
    return words
