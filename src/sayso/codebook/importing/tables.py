# SPDX-License-Identifier: Apache-2.0
"""A table of definitions (CSV or TSV, a code a row) → codes of one's own, and patterns for codes that Sayso has.

A row is taken if Sayso's own schema takes what becomes of it. A row without words is not: a definition finds nothing in a
report, and words guessed from it would find what nobody meant.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.codebook.codes import read_code, read_patterns
from sayso.codebook.importing.outcomes import ALREADY, TAKEN, Outcome, Unfit, refused
from sayso.codebook.importing.petrarch import SAYSO_HAS
from sayso.codebook.importing.samples import found_trigger, made_example
from sayso.codebook.importing.writing import flow, quoted
from sayso.codebook.nodes import nearest, parse
from sayso.codebook.schema import PREPOSITIONS, Codebook
from sayso.errors import CodebookError
from sayso.model import ENTITY_TYPES

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "event", "event type", "category", "id"), "label": ("label", "name", "title"),
    "definition": ("definition", "description", "meaning"), "not": ("not", "excludes", "exclusions"),
    "cameo": ("cameo", "cameo code"), "roles": ("roles",), "verbs": ("verbs", "verb"), "nouns": ("nouns", "noun"),
    "adjectives": ("adjectives", "adjective"), "examples": ("examples", "example"),
    "counterexamples": ("counterexamples", "counterexample", "counter-examples")}
"""Our columns, and how their headings may be written, in any case."""

KINDS = ("verbs", "nouns", "adjectives")
OWN = "own"
"""The family of a code whose name has none."""

NO_COLUMN = "no column “code”"
NO_WORDS = "no words"
NO_NAME = "no code's name"
TWICE = "the code is there already"
NOT_TAKEN = "not a code that Sayso takes"
ADDED = "added to Sayso's code, whose own definition stays"
MADE = "an example was made; put one of yours in its place"
RENAMED = "written otherwise"
UNREAD = "a column that is not read"

DEFAULT_ROLES: Mapping[str, tuple[str, ...]] = {
    "actor": ("person", "people", "group", "state", "organisation"), "target": ("any",),
    "place": ("place", "facility", "state")}

VERB_SLOTS = {"actor": "subj", "target": "obj", "group": "obj", "object": "obj", "topic": "on|about", "reason": "for|over",
              "instrument": "with", "with": "with", "origin": "from", "from": "from", "destination": "to|into", "to": "to",
              "via": "through|via", "role": "as"}
NOUN_SLOTS = {**VERB_SLOTS, "actor": "by|poss", "target": "of|against", "group": "of", "object": "of"}
ADJECTIVE_SLOTS = {"target": "noun", "actor": "noun", "group": "noun", "topic": "about", "reason": "for|over",
                   "instrument": "with"}
"""Where each role stands if nothing is said; two roles never share a slot, the first in the code's own order has it. `place`
needs none."""


@dataclass(slots=True)
class Codes:
    """What tables bring: the YAML of each entry, and what became of each row."""

    base: Codebook
    entries: dict[str, str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One row by our columns, cells without outer blanks, and the line where it begins."""

    line: int
    text: str
    cells: Mapping[str, str]

    def words(self, kind: str) -> list[str]:
        """The entries of a cell of words, which `;`, `,`, `|` or line ends part, in small letters, each once."""
        parts = (" ".join(part.lower().split()) for part in re.split(r"[;,|\n]", self.cells.get(kind, "")))
        return list(dict.fromkeys(filter(None, parts)))

    def texts(self, kind: str) -> list[str]:
        """The sentences of a cell, which `|` or line ends part."""
        return list(filter(None, (" ".join(part.split()) for part in re.split(r"[|\n]", self.cells.get(kind, "")))))


def add(codes: Codes, text: str, file: str) -> None:
    """Adds a table's rows, and tells of each what became of it."""
    rows, faults = _rows(text, file)
    codes.outcomes += faults
    for row in rows:
        try:
            codes.outcomes.append(_added(codes, row, file))
        except CodebookError as error:
            wrong = error.message.partition(": ")[2].rstrip(".")
            codes.outcomes.append(refused(file, row.line, row.text, NOT_TAKEN, wrong, error.hint))
        except Unfit as why:
            codes.outcomes.append(refused(file, row.line, row.text, why.reason, why.detail, why.mend))


def _rows(text: str, file: str) -> tuple[list[Row], list[Outcome]]:
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max("\t;,", key=head.count))
    names = {name: column for column, known in COLUMNS.items() for name in known}
    headings = [" ".join(h.lower().split()) for h in next(reader, [])]
    columns = [names.get(h, "") for h in headings]
    if "code" not in columns:
        return [], [refused(file, 1, " | ".join(headings), NO_COLUMN, "", nearest("code", headings)
                            or "Name the columns in the first row: code, label, definition, verbs, …")]
    faults = [refused(file, 1, h, UNREAD, "", f"Columns that are read: {', '.join(COLUMNS)}.")
              for h, column in zip(headings, columns, strict=True) if h and not column]
    out, line = [], reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            joined = {c: cell.strip() for c, cell in zip(columns, cells, strict=False) if c}
            out.append(Row(line, " | ".join(filter(None, (cell.strip() for cell in cells)))[:120], joined))
        line = reader.line_num + 1
    return out, faults


def _added(codes: Codes, row: Row, file: str) -> Outcome:
    """Makes a row's entry; raises where it cannot be taken."""
    name = code_name(row.cells.get("code", ""), row.cells.get("label", ""))
    words = {kind: found for kind in KINDS if (found := row.words(kind))}
    if not words:
        raise Unfit(NO_WORDS, "", "Fill “verbs”, “nouns” or “adjectives”: a definition finds nothing in a report.")
    if name in codes.entries:
        raise Unfit(TWICE, f"“{name}”", "Give it another name, or put the words of both into one row.")
    count = sum(map(len, words.values()))
    if name in codes.base.codes:
        return _to_ours(codes, name, row, words, file)
    made, entry = _entry(name, row, words)
    read_code(next(iter(parse(entry, file).items("a table"))), (1, 0))
    codes.entries[name] = entry
    given = row.cells["code"]
    reason, detail = (MADE, "") if made else (RENAMED, f"“{given}”") if given != name else ("", "")
    return Outcome(file, row.line, row.text, TAKEN, reason, detail, "", name, row.cells.get("cameo", ""), count)


def code_name(written: str, label: str) -> str:
    """A code's name as Sayso writes them, family.code: from “ASSAULT-drone”, “Protest: Hunger strike”; from the label where
    the code is a number."""
    source = written if re.search("[A-Za-z]", written) else label
    if not source:
        raise Unfit(NO_NAME, f"“{written}”", "Write it with letters, or fill “label”.")
    parts = [_slug(part) for part in re.split(r"[.:/_]|(?<=[A-Z])-(?=[a-z])", source)] if source == written else [_slug(source)]
    parts = list(filter(None, parts))
    if not parts:
        raise Unfit(NO_NAME, f"“{written}”", "Write it with letters from a to z, or fill “label”.")
    if len(parts) == 1:
        parts = [OWN, *parts]
    return ".".join([parts[0].replace("-", ""), *parts[1:2], *(["-".join(parts[2:])] if parts[2:] else [])])


def _slug(words: str) -> str:
    return "-".join(re.findall("[a-z]+", words.lower()))


def _roles(cell: str) -> dict[str, tuple[str, ...]]:
    """“actor: person|people; target” → types by role; a role without types has those that it mostly has."""
    if not cell:
        return dict(DEFAULT_ROLES)
    out = {}
    for part in filter(None, (p.strip() for p in re.split(r"[;\n]" if ";" in cell or ":" in cell else r"[;,\n]", cell))):
        role, _, types = (side.strip() for side in part.lower().partition(":"))
        out[role] = tuple(filter(None, re.split(r"[\s|,]+", types))) or DEFAULT_ROLES.get(role, ("any",))
    return out


def _slots(kind: str, roles: Sequence[str], prep: str = "") -> str:
    """The slots of a pattern, `prep` before its object where its words end with one: “set fire to”."""
    table = {"verbs": VERB_SLOTS, "nouns": NOUN_SLOTS, "adjectives": ADJECTIVE_SLOTS}[kind]
    if kind == "adjectives":
        roles = sorted(roles, key=lambda role: role != "target")
    taken: dict[str, str] = {}
    for role in roles:
        for slot in table[role].split("|") if role in table else ():
            taken.setdefault(prep if prep and slot == "obj" else slot, role)
    return "{" + ", ".join(f"{slot}: {role}" for slot, role in taken.items()) + "}"


def _patterns(words: Mapping[str, Sequence[str]], roles: Sequence[str], prefix: str = "", cameo: str = "") -> Iterator[str]:
    for kind, all_entries in words.items():
        by_prep: dict[str, list[str]] = {}
        for entry in all_entries:
            *rest, last = entry.split()
            by_prep.setdefault(last if kind == "verbs" and rest and last in PREPOSITIONS else "", []).append(entry)
        for prep, entries in by_prep.items():
            yield f"    - id: {prefix}{kind}{f'-{prep}' if prep else ''}\n"
            if cameo:
                yield f"      cameo: {quoted(cameo)}\n"
            yield flow(f"      {kind}: ", entries)
            yield f"      slots: {_slots(kind, roles, prep)}\n"


def _entry(name: str, row: Row, words: Mapping[str, Sequence[str]]) -> tuple[bool, str]:
    """Whether its example was made here, and the YAML of a new code."""
    cells, roles = row.cells, _roles(row.cells.get("roles", ""))
    label = cells.get("label") or name.rpartition(".")[2].replace("-", " ")
    lines = [f"- code: {name}\n", f"  label: {quoted(label)}\n", f"  definition: {quoted(cells.get('definition') or label)}\n"]
    if cells.get("not"):
        lines.append(f"  not: {quoted(cells['not'])}\n")
    lines.append("  roles: {" + ", ".join(f"{role}: [{', '.join(types)}]" for role, types in roles.items()) + "}\n")
    needed = [role for role in roles if role != "place"] or list(roles)
    lines.append(f"  required: [[{', '.join(needed[:2])}]]\n")
    if cells.get("cameo"):
        lines.append(f"  cameo: {quoted(cells['cameo'])}\n")
    lines += ["  patterns:\n", *_patterns(words, list(roles))]
    examples = [(text.replace("*", ""), trigger) for text in row.texts("examples") if (trigger := found_trigger(text, words))]
    made = not examples
    if made:
        kinds = {role: ENTITY_TYPES if types == ("any",) else types for role, types in roles.items()}
        examples = [made_example(words, kinds)]
    lines += ["  examples:\n", *(["    # Made by the import: put a sentence of your reports in its place.\n"] if made else [])]
    lines += [f"    - {{text: {quoted(text)}, trigger: {quoted(trigger)}}}\n" for text, trigger in examples]
    if counter := row.texts("counterexamples"):
        lines += ["  counterexamples:\n", *(f"    - {{text: {quoted(text)}}}\n" for text in counter)]
    return made, "".join(lines)


def _to_ours(codes: Codes, name: str, row: Row, words: Mapping[str, list[str]], file: str) -> Outcome:
    """Adds a row's words to a code that Sayso has."""
    code = codes.base.codes[name]
    has = {(p.kind, " ".join(w)) for p in code.patterns for w in p.words}
    new = {kind: left for kind, entries in words.items() if (left := [w for w in entries if (kind[:-1], w) not in has])}
    if not new:
        return Outcome(file, row.line, row.text, ALREADY, SAYSO_HAS, "", "", name)
    cameo = row.cells.get("cameo", "")
    body = "".join(_patterns(new, list(code.roles), "own-", cameo))
    read_patterns(parse(body, file), name, code.roles)
    codes.entries[name] = f"- add-to: {name}\n  patterns:\n{body}"
    return Outcome(file, row.line, row.text, TAKEN, ADDED, "", "", name, cameo, sum(map(len, new.values())))
