# SPDX-License-Identifier: Apache-2.0
"""YAML with places: reads nodes as text, so that an error can name file and line.

Scalars are taken as they are written: `on` and `no` are words here, not truth values.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import yaml

from sayso.errors import CodebookError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one reads ten times faster, but not every build has it


def nearest(word: str, known: Iterable[str]) -> str:
    """What to do next about a word that is not known: the nearest that is; "" where none is near."""
    near = difflib.get_close_matches(word, sorted(set(known)), 1)
    return f"Did you mean “{near[0]}”?" if near else ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One node of one file; `line` counts from 1."""

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    @property
    def where(self) -> str:
        """File and line in words: "tie.yaml, line 7"."""
        return f"{self.file}, line {self.line}"

    def error(self, wrong: str, mend: str) -> CodebookError:
        """The error to raise about this node."""
        return CodebookError(f"{self.where}: {wrong}.", mend)

    def text(self, what: str) -> str:
        """The node as one line of text; an error if it is not text or is empty."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.error(f"{what} must be text", "Write words there, in quotes if they hold a colon, a comma or brackets.")
        words = " ".join(str(self.node.value).split())
        if not words:
            raise self.error(f"{what} is empty", "Write it, or take the line out.")
        return words

    def items(self, what: str) -> list[Spot]:
        """The members of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.error(f"{what} must be a list", "Write [a, b], or one “- …” a line.")
        return [Spot(self.file, n) for n in self.node.value]

    def texts(self, what: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        if isinstance(self.node, yaml.ScalarNode):
            return (self.text(what),)
        return tuple(p.text(f"a member of {what}") for p in self.items(what))

    def holds(self, keys: Collection[str]) -> str | None:
        """Which of some keys a mapping has, the first of them; None where it has none or is no mapping."""
        if not isinstance(self.node, yaml.MappingNode):
            return None
        return next((k.value for k, _ in self.node.value if isinstance(k, yaml.ScalarNode) and k.value in keys), None)

    def pairs(self, what: str) -> Iterator[tuple[Spot, str, Spot]]:
        """Key node, key and value of a mapping; a key given twice is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"{what} must be a mapping", "Write {key: value}, or one “key: value” a line.")
        seen: dict[str, int] = {}
        for key_node, value_node in self.node.value:
            at = Spot(self.file, key_node)
            key = at.text(f"a key of {what}")
            if key in seen:
                raise at.error(f"{what} has “{key}” twice, first on line {seen[key]}", "Keep one of the two.")
            seen[key] = at.line
            yield at, key, Spot(self.file, value_node)

    def fields(self, what: str, known: Collection[str], needed: Iterable[str] = ()) -> dict[str, Spot]:
        """A mapping with fixed keys: an unknown or missing one is an error."""
        out: dict[str, Spot] = {}
        for at, key, value in self.pairs(what):
            at.among(key, known, f"a key of {what}")
            out[key] = value
        for key in needed:
            if key not in out:
                raise self.error(f"{what} has no “{key}”", f"Add a line “{key}: …”.")
        return out

    def among(self, word: str, known: Collection[str], what: str) -> str:
        """The word if it is a known one, else an error that names the nearest."""
        if word not in known:
            known = sorted(known)
            raise self.error(f"“{word}” is not {what}",
                             nearest(word, known) or f"Known: {', '.join(known[:24])}{' …' if len(known) > 24 else '.'}")
        return word


def parse(text: str, file: str) -> Spot:
    """The root node of a file's text; a syntax error or an empty file is a CodebookError."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as e:
        line = e.problem_mark.line + 1 if e.problem_mark else 1
        raise CodebookError(f"{file}, line {line}: this is not YAML: {e.problem or e.context}.",
                            "Mend the line: often a missing quote, bracket or space after a colon.") from e
    except yaml.YAMLError as e:
        raise CodebookError(f"{file}: this is not YAML: {' '.join(str(e).split())}.", "Save the file as UTF-8 text.") from e
    if node is None:
        raise CodebookError(f"{file}: the file holds no codes.", "Write at least one “- code: …” or remove the file.")
    return Spot(file, node)
