# SPDX-License-Identifier: Apache-2.0
"""YAML files → Codebook, with every rule checked: a fault names the file, the line and the mend."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import yaml

from sayso.codebook.nodes import Spot, parse
from sayso.codebook.schema import SLOTS, Code, Codebook, Example, Pattern, Target
from sayso.errors import CodebookError
from sayso.model import ENTITY_TYPES, MODALITIES, ROLES
from sayso.text import Span

SHIPPED = Path(__file__).parent / "data"

_CODE = re.compile(r"[a-z]+(\.[a-z]+(-[a-z]+)*){1,2}")  # family.code or family.code.finer
_CAMEO = re.compile(r"(0[1-9]|1\d|20)\d{1,2}")
_WORD_LISTS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}
_CODE_KEYS = ("code", "label", "definition", "not", "unless", "roles", "required", "cameo", "patterns", "examples",
              "counterexamples")
FAMILIES = ("affiliation", "tie", "custody", "violence", "movement", "supply", "politics", "speech")
_PATTERN_KEYS = ("id", *_WORD_LISTS, "slots", "required", "given", "cameo")
_EXAMPLE_KEYS = ("text", "trigger", "roles", "modality", "polarity", "voice")

# Examples and counter-examples that a code must have: the shipped ones cover at least passive, noun, attributed and negated
# uses and two near misses; somebody's own code needs one to show what is meant.
_SHIPPED_MINIMUM = (4, 2)
_OWN_MINIMUM = (1, 0)


def load(path: Path | None = None) -> Codebook:
    """The codebook in a YAML file or in the YAML files of a folder (in the order of their names); None: the shipped one.

    Raises CodebookError where a file cannot be read or breaks a rule.
    """
    folder = SHIPPED if path is None else path
    minimum = _SHIPPED_MINIMUM if path is None else _OWN_MINIMUM
    hasher = hashlib.sha256()
    codes: dict[str, Code] = {}
    for file in _files(folder):
        data = _bytes(file)
        hasher.update(hashlib.sha256(data).digest())
        for code, at in _codes(parse(_decode(data, file), file.name), minimum):
            if code.code in codes:
                raise at.error(f"the code “{code.code}” is already defined in {codes[code.code].at}", "Keep one of the two.")
            codes[code.code] = code
    return Codebook(MappingProxyType(codes), hasher.hexdigest(), "shipped" if path is None else str(path))


def find_quote(text: str, quoted: str) -> Span | None:
    """Where `quoted` stands in `text`: whole words, or any place if it stands nowhere as whole words; "word#2" is its second
    occurrence. None if it does not occur."""
    words, mark, number = quoted.rpartition("#")
    if not (mark and words and number.isdecimal()):
        words, number = quoted, "1"
    anywhere: list[Span] = []
    whole: list[Span] = []
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        anywhere.append((start, end))
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            whole.append((start, end))
        start = text.find(words, start + 1)
    for spans in (whole, anywhere):
        if len(spans) >= int(number) > 0:
            return spans[int(number) - 1]
    return None


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted((p for p in path.iterdir() if p.suffix in (".yaml", ".yml")), key=lambda p: p.name)
        if not files:
            raise CodebookError(f"{path}: the folder holds no .yaml file.", "Give the folder that holds the codebook's files.")
        return files
    return [path]


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as e:
        raise CodebookError(f"{file}: cannot be read: {e.strerror or e}.", "Check the path and your rights to it.") from e


def _decode(data: bytes, file: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data.count(b"\n", 0, e.start) + 1
        raise CodebookError(f"{file.name}, line {line}: not UTF-8 text.", "Save the file in UTF-8.") from e


def _codes(root: Spot, minimum: tuple[int, int]) -> Iterator[tuple[Code, Spot]]:
    for at in root.items("a codebook file"):
        yield _code(at, minimum), at


def _code(at: Spot, minimum: tuple[int, int]) -> Code:
    got = at.fields("a code", _CODE_KEYS, ("code", "label", "definition", "roles", "required", "patterns", "examples"))
    name = got["code"].text("a code's name")
    if not _CODE.fullmatch(name):
        raise got["code"].error(f"“{name}” is not a code's name", "Write family.code or family.code.finer in small letters.")
    roles = _roles(got["roles"], name)
    patterns = _patterns(got["patterns"], name, roles)
    examples = tuple(_example(p, name, roles) for p in got["examples"].items(f"examples of {name}"))
    counter = tuple(_counterexample(p, name) for p in got["counterexamples"].items(f"counterexamples of {name}")
                    ) if "counterexamples" in got else ()
    for key, have, need in (("examples", len(examples), minimum[0]), ("counterexamples", len(counter), minimum[1])):
        if have < need:
            raise got.get(key, at).error(f"{name} has {have} {key}, {need} are needed", f"Write {need - have} more.")
    return Code(name, got["label"].text("a label"), got["definition"].text("a definition"),
                got["not"].text("“not”") if "not" in got else "", roles, _required(got["required"], name, roles), patterns,
                examples, counter, frozenset(got["unless"].texts(f"“unless” of {name}")) if "unless" in got else frozenset(),
                _cameo(got.get("cameo")), at.where)


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


def _patterns(at: Spot, code: str, roles: Mapping[str, tuple[str, ...]]) -> tuple[Pattern, ...]:
    out: list[Pattern] = []
    for place in at.items(f"patterns of {code}"):
        pattern = _pattern(place, code, roles)
        if any(p.id == pattern.id for p in out):
            raise place.error(f"{code} has two patterns “{pattern.id}”", "Rename one of them.")
        out.append(pattern)
    if not out:
        raise at.error(f"{code} has no pattern", "Write at least one, with verbs, nouns or adjectives.")
    return tuple(out)


def _pattern(at: Spot, code: str, roles: Mapping[str, tuple[str, ...]]) -> Pattern:
    got = at.fields(f"a pattern of {code}", _PATTERN_KEYS, ("id", "slots"))
    name = got["id"].text("a pattern's id")
    lists = [key for key in _WORD_LISTS if key in got]
    if len(lists) != 1:
        raise at.error(f"pattern {code}/{name} must have one of verbs, nouns or adjectives, it has {len(lists)}",
                       "Write words of one kind; make a second pattern for another kind.")
    kind, listed = _WORD_LISTS[lists[0]], got[lists[0]]
    words: dict[tuple[str, ...], None] = {}
    for spot in listed.items(lists[0]):
        entry = tuple(spot.text(f"a member of {lists[0]}").lower().split())
        if entry in words:
            raise spot.error(f"pattern {code}/{name} has “{' '.join(entry)}” twice", "Keep one.")
        words[entry] = None
    if not words:
        raise listed.error(f"pattern {code}/{name} has no words", "Write at least one.")
    required = _required(got["required"], code, roles) if "required" in got else ()
    given = got["given"].text("“given”") if "given" in got else ""
    if given and given not in FAMILIES:
        raise got["given"].error(f"“given” of {code}/{name} names “{given}”, which is no family",
                                 f"Write one of {', '.join(FAMILIES)}.")
    return Pattern(name, kind, tuple(words), _slots(got["slots"], f"{code}/{name}", kind, roles), required, given,
                   _cameo(got.get("cameo")), at.where)


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
