# SPDX-License-Identifier: Apache-2.0
"""Reads texts and answer keys of the message understanding conferences MUC-3 and MUC-4: what lies in front of a text is taken
off (dateline, kind of broadcast, speaker), and of each template what concerns its perpetrators' organisations is kept.

A file that begins with a slot, or a comment on one, is a key; one that begins with a message's name holds texts. In a slot,
lines are fillers, "/" stands between alternatives, "?" before what may be left out, "VALUE: "name"" ties a value to a name.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.files import pattern, texts

MESSAGE = re.compile(r"^([A-Z]+\d*-MUC\d-\d+).*$", re.M)
SLOT = re.compile(r"(\d+)\.\s+([A-Z :]+?)\s{2,}(.*)")
QUOTED = re.compile(r'"((?:\\.|[^"\\])*)"')
DATELINE = re.compile(r"\s*(?P<place>[^\n]{0,60}?),\s+(?:(?P<day>\d{1,2})\s+(?P<month>[A-Z]{3})(?:\s+(?P<year>\d\d))?|NO DATE)"
                      r"[^\n]*?(?:\n[^\n]*?)?--\s*")
BRACKETS = re.compile(r"\s*\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]")
"""A bracketed piece, others inside it allowed."""

BODY = ("TEXT", "SUMMARY", "EXCERPT", "EXCERPTS")
"""What stands in brackets right before the text proper."""

EDITED = re.compile(r"\s*\[(?:CONTINUED|BEGIN\s+RECORDING|(?:PASSAGE|WORDS)\s+(?:OMITTED|INDISTINCT))\]")
"""What the editors put at the beginning of a text that goes on, is a recording, or lacks something."""

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

DATE, TYPE, STAGE, CONFIDENCE, TARGETS = "2", "4", "5", "11", ("12", "18", "19")
"""The slots that are read: date, type and stage of the incident, the organisation's confidence, what and who was hit."""

EMPTY = {"", "*", "-"}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A perpetrator organisation: its names in the text, and the confidences that are right for it, the first the foremost."""

    names: tuple[str, ...]
    confidences: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Template:
    """An incident: type (ATTACK, BOMBING …), whether it was accomplished (or else attempted, threatened), days (None where
    the key has none), targets' words, organisations."""

    number: str
    type: str
    accomplished: bool
    days: tuple[datetime.date, datetime.date] | None
    targets: tuple[str, ...]
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A text without what lies in front of it. `speaker`: whose statement it is, as the header has it, else ""."""

    name: str
    text: str
    published: datetime.date | None
    speaker: str
    templates: tuple[Template, ...]


def read_muc(path: Path, only: str | None = None) -> list[Message]:
    """The messages of a folder or archive with at least one organisation whose confidence is given, in order of name; `only`
    must be found in a message's name. Raises InputError."""
    bodies: dict[str, str] = {}
    keys: dict[str, list[Template]] = {}
    wanted = pattern(only)
    for _, content in texts(path, ("",)):
        if MESSAGE.match(content.lstrip()):
            pieces = MESSAGE.split(content)
            bodies |= dict(zip(pieces[1::2], pieces[2::2], strict=True))
        else:
            for name, template in _templates(content):
                keys.setdefault(name, []).append(template)
    if not bodies or not keys:
        raise InputError(f"{path}: no {'texts' if keys else 'answer keys'} of MUC in it.", "Give texts and keys together.")
    lost = sorted(keys.keys() - bodies.keys())
    if lost:
        raise InputError(f"{path}: the text of {lost[0]} is not there.", "Give the texts together with their keys.")
    kept = {n: tuple(t for t in ts if t.organisations) for n, ts in sorted(keys.items()) if wanted.search(n)}
    out = [message(n, bodies[n], ts) for n, ts in kept.items() if ts]
    if not out:
        fits = f" that fits {only!r}" if only else ""
        raise InputError(f"{path}: no message{fits} says how sure it is of an organisation.", "Give keys with slot 11 filled.")
    return out


def message(name: str, raw: str, templates: tuple[Template, ...] = ()) -> Message:
    """A message from what follows its name; the day is the dateline's (19xx)."""
    head = DATELINE.match(raw)
    text, published, speaker = raw, None, ""
    if head:
        text = raw[head.end() :]
        published = _day(head["day"], head["month"], head["year"]) if head["day"] else None
    pieces, at = [], 0
    while m := BRACKETS.match(text, at):
        pieces.append(" ".join(m[1].split()))
        at = m.end()
        if pieces[-1] in BODY:
            speaker = next((p for p in pieces[1:-1] if p not in BODY), "")
            text = text[at:]
            break
    while m := EDITED.match(text):
        text = text[m.end() :]
    return Message(name, text.strip() + "\n", published, speaker, templates)


def _templates(content: str) -> Iterator[tuple[str, Template]]:
    """(message, template) of each template of a key."""
    slots: dict[str, list[str]] = {}
    number = ""
    for line in [*content.split("\n"), "0.  MESSAGE: ID  *"]:
        if m := SLOT.match(line):
            number = m[1]
            if number == "0":
                if slots.get("0", ["*"])[0] not in EMPTY:
                    yield slots["0"][0].split()[0], _template(slots)
                slots = {}
            slots[number] = [m[3].strip()]
        elif line[:1] == " " and line.strip() and number:
            more = line.strip()
            if more.startswith(("/", '"')) and slots[number][-1].endswith(("/", ":")) or more.startswith("/"):
                slots[number][-1] += f" {more}"
            else:
                slots[number].append(more)


def _template(slots: dict[str, list[str]]) -> Template:
    organisations = tuple(o for line in slots.get(CONFIDENCE, ()) if line not in EMPTY and (o := _organisation(line)))
    targets = tuple(name for slot in TARGETS for line in slots.get(slot, ()) for name in _names(line))
    first = {slot: slots.get(slot, [""])[0] for slot in ("1", TYPE, STAGE, DATE)}
    return Template(first["1"], first[TYPE].split("/")[0].strip(), first[STAGE].startswith("ACCOMPLISHED"), _days(first[DATE]),
                    targets, organisations)


def _organisation(line: str) -> Organisation | None:
    """One filler of the confidence slot; None where it names no organisation."""
    values = QUOTED.split(line)[0]
    names = tuple(dict.fromkeys(_names(line)))
    confidences = tuple(v for part in values.split("/") if (v := re.sub(r"[^A-Z ]", "", part).strip()))
    return Organisation(names, confidences, "?" in values) if names and confidences else None


def _names(line: str) -> list[str]:
    return [" ".join(m.replace("\\", "").replace('"', "").split()) for m in QUOTED.findall(line)]


def _days(value: str) -> tuple[datetime.date, datetime.date] | None:
    """"03 JAN 90", "01 JAN 90 - 03 JAN 90"; None where there is none, and for "- 08 JAN 90" (no later than that)."""
    days = [day for d, m, y in re.findall(r"(\d\d) ([A-Z]{3}) (\d\d)", value) if (day := _day(d, m, y))]
    return (days[0], days[-1]) if days and not value.startswith("-") else None


def _day(day: str, month: str, year: str | None) -> datetime.date | None:
    """A day of the twentieth century; None where there is no such day, as a slip of the pen in a key may have it."""
    try:
        return datetime.date(1900 + int(year or ""), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
