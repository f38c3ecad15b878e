# SPDX-License-Identifier: Apache-2.0
"""A verb dictionary's text → its blocks of verbs and patterns, its synonym sets, and the lines that cannot be read.

Three forms of one format, by their own documentation: TABARI (a verb with its code, then its patterns; `;` for comments),
PETRARCH-1 and PETRARCH-2 (`--- NAME [code] ---`, verbs, patterns; `#` for comments, phrases in brackets). Source: PETRARCH's
docs/dictionaries.rst and the comments of its PETRreader.py (openeventdata).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.codebook.importing.outcomes import Outcome, refused

BRACKETS = "brackets do not pair"
NO_CODE = "no code in brackets"
NO_VERB = "a pattern before any verb"
NO_STAR = "a pattern needs one * where its verb stands"
TRANSFORMED = "a rule over several events, which no pattern of Sayso's is"
NULL = ("", "---", "--")

_CODE = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb line: the verb in small letters, the words before and after it, its own code ("" = none, `---` says no event)."""

    line: int
    text: str
    verb: str
    front: tuple[str, ...]
    back: tuple[str, ...]
    code: str
    stem: bool = False


@dataclass(frozen=True, slots=True)
class PatternLine:
    """A pattern: what stands before and after its verb as written, and its code."""

    line: int
    text: str
    before: str
    after: str
    code: str


@dataclass(slots=True)
class Block:
    """Verbs that share patterns; `code` holds for a verb that has none of its own."""

    line: int
    code: str
    verbs: list[Verb] = field(default_factory=list)
    patterns: list[PatternLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A file's blocks in order, its synonym sets by label without "_" (capitals as written), the lines that cannot be read.
    `stems`: in TABARI's form, where a word without "_" stands for every word that begins so."""

    file: str
    blocks: tuple[Block, ...]
    synsets: Mapping[str, tuple[str, ...]]
    faults: tuple[Outcome, ...]
    stems: bool = False


def parse(text: str, file: str) -> Dictionary:
    """Reads a dictionary's text."""
    return _Reader(file, any(line.startswith("---") for line in text.splitlines())).read(text)


class _Reader:
    def __init__(self, file: str, headed: bool) -> None:
        self.file = file
        self.headed = headed
        self.blocks: list[Block] = []
        self.synsets: dict[str, list[str]] = {}
        self.faults: list[Outcome] = []
        self.label = ""

    def read(self, text: str) -> Dictionary:
        for number, line in _uncommented(text):
            if line.startswith("--"):
                self.label = ""
                self._heading(number, line)
            elif line.startswith("-"):
                self.label = ""
                self._pattern(number, line)
            elif line.startswith("&"):
                self.label = _bare(line).rstrip("_")
                self.synsets.setdefault(self.label, [])
            elif line.startswith("~"):
                self._refuse(number, line, TRANSFORMED, mend="Sayso's voices and commitment tell such things: try without it.")
            elif line.startswith("+") and self.label:
                if member := " ".join(_bare(line[1:]).replace("_", " ").split()):
                    self.synsets[self.label].append(member)
            elif _bare(line):
                self.label = ""
                self._verb(number, line)
        sets = {label: tuple(dict.fromkeys(members)) for label, members in self.synsets.items()}
        return Dictionary(self.file, tuple(self.blocks), sets, tuple(self.faults), not self.headed)

    def _refuse(self, number: int, line: str, reason: str, detail: str = "", mend: str = "") -> None:
        self.faults.append(refused(self.file, number, line, reason, detail, mend))

    def _heading(self, number: int, line: str) -> None:
        _, code = self._code(number, line, "its verbs have no code until then", needed=False)
        self.blocks.append(Block(number, code))

    def _code(self, number: int, line: str, lost: str, *, needed: bool) -> tuple[str | None, str]:
        """What stands before a line's code, and the code; None where its brackets are wrong."""
        found = _CODE.search(line)
        body = line[: found.start()] if found else line
        cut = min((at for mark in "#;" if (at := body.find(mark)) >= 0), default=-1)
        if cut >= 0:
            body, found = body[:cut], None
        if not found and ("[" in body or "]" in body):
            digits = re.search(r"[\d:]{2,}", body)
            self._refuse(number, line, BRACKETS, lost, f"Write the code as [{digits.group() if digits else '112'}].")
            return None, ""
        if not found and needed:
            self._refuse(number, line, NO_CODE, lost, "Write it at the end, as [112].")
            return None, ""
        return body.strip(), found.group(1).strip() if found else ""

    def _pattern(self, number: int, line: str) -> None:
        body, code = self._code(number, line, "", needed=True)
        if body is None:
            return
        before, star, after = body[1:].replace("**", "*").partition("*")
        if not star or "*" in after:
            self._refuse(number, line, NO_STAR, mend="Put one * in the verb's place.")
        elif any(body.count(a) != body.count(b) for a, b in ("()", "{}")):
            self._refuse(number, line, BRACKETS, mend="Close each ( and { of the pattern.")
        elif not self.blocks:
            self._refuse(number, line, NO_VERB, mend="Write the verb's line above it.")
        else:
            self.blocks[-1].patterns.append(PatternLine(number, line, before, after, code))

    def _verb(self, number: int, line: str) -> None:
        body, code = self._code(number, line, "the verb has no code until then", needed=False)
        if body is None:
            return
        word = body.partition("{")[0].strip()
        if not self.headed and (code or not self.blocks or self.blocks[-1].patterns):
            self.blocks.append(Block(number, code))
        if not self.blocks:
            self._refuse(number, line, NO_VERB, mend="Write a heading above it: --- NAME [code] ---.")
            return
        front, plus, rest = word.lower().partition("+")
        if not plus:
            front, rest = "", front
        parts = rest.replace("_", " ").split()
        if parts:
            stem = not self.headed and not word.endswith("_") and len(parts) == 1
            self.blocks[-1].verbs.append(
                Verb(number, line, parts[0], tuple(front.replace("_", " ").split()), tuple(parts[1:]), code, stem))


def _bare(line: str) -> str:
    """A line without its comment."""
    return re.split("[#;]", line, maxsplit=1)[0].strip()


def _uncommented(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without comments in the manner of HTML, without lines that are empty or a comment as a
    whole."""
    within = False
    for number, line in enumerate(text.splitlines(), 1):
        if within:
            _, end, line = line.partition("-->")
            within = not end
            if within:
                continue
        line = re.sub(r"<!--.*?-->", "", line)
        if "<!" in line:
            line, _, _ = line.partition("<!")
            within = True
        line = line.strip()
        if line and line[0] not in "#;":
            yield number, line
