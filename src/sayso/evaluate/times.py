# SPDX-License-Identifier: Apache-2.0
"""Scores times against TIMEX3 marked by hand: TimeML files (.tml) as TempEval-3 has them, or MEANTIME's XML.

Measures of TempEval-3 (UzZaman et al. 2013): a said time and a marked one are a pair where their spans are equal (strict) or
share a letter (relaxed), each in one pair at most; type and value are right where a relaxed pair has the same; precision is
over what was said, recall over what is marked. Counted are TIMEX3 elements with words in the body of the text: not the day of
publication itself (which is given, as `published`), nor a mark without words.
"""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

from sayso.errors import InputError
from sayso.evaluate.files import texts, within
from sayso.evaluate.score import Score, share
from sayso.mentions.timex import Timex, timexes
from sayso.model import Json
from sayso.parse import Parse
from sayso.text import Span

MARKED = 6
"""Sentences of a MEANTIME text, its title and dateline among them, in which times are marked (Minard et al. 2016); the rest of
the text is not scored."""
SUFFIXES = (".tml", ".xml")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")


class TextParser(Protocol):
    """What scoring needs of a language model: raw text in, words and sentences out."""

    def parse(self, text: str, /) -> Parse: ...


@dataclass(frozen=True, slots=True)
class TimedText:
    """A text, its day of publication (None where not given) and its TIMEX3 in text order, as spans of `text`. `given`: where
    the day of publication itself stands in it; what is said there does not count."""

    name: str
    text: str
    published: datetime.date | None
    times: tuple[Timex, ...]
    given: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Miss:
    """`kind`: missed (marked, not said), extra (said, not marked), span, type or value (of a pair); what was marked and
    said."""

    where: str
    kind: str
    gold: tuple[str, str, str] | None
    said: tuple[str, str, str] | None

    def line(self) -> str:
        """One line of text: "value 'last week' DATE 1998-W46, said 'last week' DATE 1998-W45 (NORTH01)"."""
        shown = [f"{words!r} {sort} {value}" for words, sort, value in filter(None, (self.gold, self.said))]
        return f"{self.kind:6} {', said '.join(shown)} ({self.where})"


@dataclass(frozen=True, slots=True)
class TimeScores:
    """`strict` and `relaxed`: spans; `type`, `value`: attributes of relaxed pairs; `by_type`: relaxed pairs of that type in the
    gold: how many, and how many have its value."""

    documents: int
    strict: Score
    relaxed: Score
    type: Score
    value: Score
    by_type: tuple[tuple[str, int, int], ...]
    misses: tuple[Miss, ...]

    @property
    def type_accuracy(self) -> float | None:
        """The share of relaxed pairs with the right type."""
        return share(self.type.hit, self.relaxed.hit)

    @property
    def value_accuracy(self) -> float | None:
        """The share of relaxed pairs with the right value."""
        return share(self.value.hit, self.relaxed.hit)

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also each time that was missed, said beyond the gold, or said otherwise."""
        out: Json = {
            "documents": self.documents,
            "strict": self.strict.to_dict(),
            "relaxed": self.relaxed.to_dict(),
            "type": self.type.to_dict(),
            "value": self.value.to_dict(),
            "type_accuracy": self.type_accuracy,
            "value_accuracy": self.value_accuracy,
            "by_type": {name: {"pairs": n, "value": right} for name, n, right in self.by_type},
        }
        rows = [{"where": m.where, "kind": m.kind, "gold": m.gold, "said": m.said} for m in self.misses]
        return out | {"mistakes": rows} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also each miss, by kind."""
        rows = sorted(self.misses, key=lambda m: m.kind)
        return [
            *(m.line() for m in (rows if mistakes else ())),
            f"{self.documents} documents, {self.strict.true} times",
            self.strict.line("span strict"),
            self.relaxed.line("span"),
            self.type.line("type"),
            self.value.line("value"),
            f"of pairs    type right {self.type_accuracy or 0:.3f}, value right {self.value_accuracy or 0:.3f}",
            *(f"{name:11} value right {right} of {n}" for name, n, right in self.by_type),
        ]


def evaluate(
    path: Path, language: TextParser, *, only: str | None = None, note: Callable[[int, int], None] = lambda done, of: None
) -> TimeScores:
    """Scores the times found in a file, folder or archive of marked texts; raises InputError."""
    marked = read_timed(path, only)
    said = []
    for k, text in enumerate(marked, 1):
        said.append(timexes(language.parse(text.text), text.published))
        note(k, len(marked))
    return score(marked, said)


def score(marked: Sequence[TimedText], said: Sequence[Sequence[Timex]]) -> TimeScores:
    """Scores what was said of each text."""
    n: Counter[str] = Counter()
    by_type: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses: list[Miss] = []
    for text, all_said in zip(marked, said, strict=True):
        found = [t for t in all_said if all(t.span[1] <= a or b <= t.span[0] for a, b in text.given)]
        pairs = _pairs([t.span for t in text.times], [t.span for t in found])
        n["true"] += len(text.times)
        n["said"] += len(found)
        n["relaxed"] += len(pairs)
        for g, s in pairs.items():
            gold, got = text.times[g], found[s]
            by_type[gold.type] += 1
            right[gold.type] += gold.value == got.value
            for kind, same in (
                ("span", gold.span == got.span),
                ("type", gold.type == got.type),
                ("value", gold.value == got.value),
            ):
                n[kind] += same
                if not same:
                    misses.append(Miss(text.name, kind, _shown(text, gold), _shown(text, got)))
        misses += [Miss(text.name, "missed", _shown(text, t), None) for k, t in enumerate(text.times) if k not in pairs]
        misses += [Miss(text.name, "extra", None, _shown(text, t)) for k, t in enumerate(found) if k not in pairs.values()]
    strict, relaxed, sort, value = (Score(n[k], n["said"], n["true"]) for k in ("span", "relaxed", "type", "value"))
    by = tuple((t, k, right[t]) for t, k in by_type.most_common())
    return TimeScores(len(marked), strict, relaxed, sort, value, by, tuple(misses))


def _shown(text: TimedText, time: Timex) -> tuple[str, str, str]:
    start, end = time.span
    return " ".join(text.text[start:end].split()), time.type, time.value


def _pairs(gold: Sequence[Span], said: Sequence[Span]) -> dict[int, int]:
    """Gold to said: equal spans first, then those that share letters, in text order."""
    out: dict[int, int] = {}
    taken: set[int] = set()
    equal = {span: k for k, span in enumerate(said)}
    for g, span in enumerate(gold):
        if span in equal and equal[span] not in taken:
            out[g] = equal[span]
            taken.add(equal[span])
    for g, (start, end) in enumerate(gold):
        if g in out:
            continue
        for s, (first, last) in enumerate(said):
            if s not in taken and first < end and start < last:
                out[g] = s
                taken.add(s)
                break
    return out


def read_timed(path: Path, only: str | None = None) -> list[TimedText]:
    """The texts of a file, or of a folder or archive of them; one that lies there twice under one name counts once. Raises
    InputError."""
    out: dict[str, TimedText] = {}
    for name, content in texts(path, SUFFIXES, only):
        stem = within(path, name).stem
        if stem not in out:
            try:
                root = ET.fromstring(content)
                out[stem] = _timeml(stem, root) if root.tag == "TimeML" else _meantime(stem, root)
            except (ET.ParseError, KeyError, ValueError, StopIteration) as error:
                raise InputError(
                    f"{name}: no text marked with TIMEX3 ({error}).",
                    "Give TimeML with a TEXT element, or MEANTIME's XML with token elements.",
                ) from error
    return list(out.values())


def _timeml(stem: str, root: ET.Element) -> TimedText:
    body = next(root.iter("TEXT"))
    pieces: list[str] = []
    times: list[Timex] = []

    def walk(element: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(element.text or "")
        for child in element:
            walk(child)
            pieces.append(child.tail or "")
        end = sum(map(len, pieces))
        if element.tag == "TIMEX3" and end > start:
            times.append(Timex((start, end), element.attrib["type"], element.attrib["value"]))

    walk(body)
    return TimedText(stem, "".join(pieces), _published(root), tuple(sorted(times, key=lambda t: t.span)))


def _meantime(stem: str, root: ET.Element) -> TimedText:
    """The words one blank apart, a sentence a paragraph: those sentences that the corpus has times in."""
    pieces: list[str] = []
    spans: dict[str, Span] = {}
    at = 0
    for sentence, row in groupby(root.iter("token"), key=lambda t: t.attrib["sentence"]):
        if int(sentence) >= MARKED:
            break
        for token in row:
            word = token.text or ""
            spans[token.attrib["t_id"]] = (at, at + len(word))
            pieces.append(word + " ")
            at += len(word) + 1
        pieces.append("\n\n")
        at += 2
    times, given = [], []
    for mark in root.iter("TIMEX3"):
        words = [spans[a.attrib["t_id"]] for a in mark.iter("token_anchor")]
        if words and mark.attrib.get("functionInDocument") == "CREATION_TIME":
            given.append((min(words)[0], max(words)[1]))
        elif words:
            times.append(Timex((min(words)[0], max(words)[1]), mark.attrib["type"], mark.attrib["value"]))
    if not spans:
        raise ValueError("no token")
    return TimedText(stem, "".join(pieces), _published(root), tuple(sorted(times, key=lambda t: t.span)), tuple(given))


def _published(root: ET.Element) -> datetime.date | None:
    """The day of the mark that says when the document was made."""
    for mark in root.iter("TIMEX3"):
        if mark.attrib.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"):
            match = _DAY.match(mark.attrib.get("value", ""))
            if match:
                return datetime.date(*map(int, match.groups()))
    return None
