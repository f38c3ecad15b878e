# SPDX-License-Identifier: Apache-2.0
"""Scores places against texts whose toponyms have coordinates (GeoVirus, LGL, GeoWebNews), in two ways.

*End to end*: the report is read as any is. A gold toponym is found if a name that Sayso placed overlaps it ("Charleston,
W.Va." does two); it is placed right if that point lies within NEAR of the gold's. A toponym that is not found or not placed
counts as missed. A placed name that overlaps no toponym of the gold counts against precision.

*Given*: the gold names are given in place of Sayso's own, and only which place each of them is remains to be told, as in most
of the published figures (Gritta et al. 2018, "What's missing in geographical parsing?"; 2020, "A pragmatic guide to geoparsing
evaluation").

What counts: toponyms with coordinates, adjectives and nouns of nationality left out ("Syrian": no place to us). Of GeoWebNews
that is the literal types (Literal, Literal_Modifier, Mixed, Coercion, Embedded_Literal) and the associative ones
(Metonymic, Non_Literal_Modifier, Embedded_Non_Lit), as far as they have coordinates; precision of what is found counts any
mark of a toponym there as one, with coordinates or not.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from sayso.errors import InputError
from sayso.evaluate.files import texts
from sayso.evaluate.score import Score
from sayso.mentions import find
from sayso.mentions.locating import locate_mentions
from sayso.mentions.places import country_of_demonym
from sayso.model import Json, Place, Report
from sayso.parse import Parse
from sayso.reports import ReadOptions, report_from_text
from sayso.text import Span, one_line, overlap

NEAR = 161.0
"""Kilometres (100 miles) within which a point counts as right: the measure of nearly all who score geoparsers."""
RADIUS = 6371.0
"""Of the Earth, in km."""
EXPRESSIONS = frozenset(("Literal_Expression", "Non_Lit_Expression", "Non_Toponym"))
"""Marks of GeoWebNews that are no names."""

Found = Sequence[tuple[Span, Place]]
"""Where names of places stand, and which place each is."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name as it was marked; `point` in degrees, None where it has none."""

    span: Span
    point: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Document:
    """One article."""

    name: str
    report: Report
    toponyms: tuple[Toponym, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """How gold toponyms were placed: of `true`, `said` got a point and `hit` one within NEAR; `median` error in km of the
    `said`."""

    hit: int
    said: int
    true: int
    median: float | None

    @property
    def share(self) -> float:
        """Of all gold toponyms, how many were placed within NEAR."""
        return self.hit / self.true if self.true else 0.0

    @property
    def right(self) -> float:
        """Of those placed, how many within NEAR."""
        return self.hit / self.said if self.said else 0.0

    def to_dict(self) -> Json:
        return {"share_within_161_km": round(self.share, 4), "placed": self.said, "of": self.true,
                "right_of_placed": round(self.right, 4), "median_km": None if self.median is None else round(self.median, 1)}

    def line(self, name: str) -> str:
        median = "-" if self.median is None else f"{self.median:.0f} km"
        return (f"{name}: within 161 km {self.share:.3f} of {self.true} toponyms; {self.said} placed, {self.right:.3f} of "
                f"these within 161 km; median error {median}")


@dataclass(frozen=True, slots=True)
class PlaceScores:
    """`found`: toponyms found by Sayso's own entities; `own`: end to end; `given`: with the gold's names. `mistakes`: (way,
    what, name, how often), the most frequent first."""

    documents: int
    found: Score
    own: Placed
    given: Placed
    mistakes: tuple[tuple[str, str, str, int], ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also what was missed or misplaced."""
        out: Json = {"documents": self.documents, "found": self.found.to_dict(), "end_to_end": self.own.to_dict(),
                     "given": self.given.to_dict()}
        listed = [{"way": w, "kind": k, "name": n, "n": c} for w, k, n, c in self.mistakes]
        return out | {"mistakes": listed} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also what was missed or misplaced."""
        listed = [f"{w}: {n!r} {k}" + (f", {c} times" if c > 1 else "") for w, k, n, c in (self.mistakes if mistakes else ())]
        return [*listed, f"{self.documents} documents", self.found.line("toponyms found"), self.own.line("end to end"),
                self.given.line("given names")]


def evaluate(path: Path, find: Callable[[Report], Found], resolve: Callable[[Report, Sequence[Span]], Sequence[Place | None]],
             done: Callable[[int, int], None] | None = None) -> PlaceScores:
    """Scores a file of articles. `find` gives the places of a report, `resolve` those of given names in it; `done` is called
    after each article. Raises InputError."""
    documents = list(read_documents(path))
    tally = _Tally()
    for k, document in enumerate(documents, 1):
        gold = [t for t in document.toponyms if t.point and not country_of_demonym(_words(document, t))]
        tally.found(document, gold, find(document.report))
        for t, place in zip(gold, resolve(document.report, [t.span for t in gold]), strict=True):
            tally.placed("given", document, t, place)
        if done:
            done(k, len(documents))
    most = sorted(tally.mistakes.items(), key=lambda item: (-item[1], item[0]))
    return PlaceScores(len(documents), Score(tally.hits, tally.hits + tally.extra, tally.true), tally.scores("end to end"),
                       tally.scores("given"), tuple((*kind, n) for kind, n in most))


class _Tally:
    """Counts while a set is scored."""

    def __init__(self) -> None:
        self.hits = self.extra = self.true = 0
        self.errors: dict[str, list[float | None]] = {"end to end": [], "given": []}
        self.mistakes: Counter[tuple[str, str, str]] = Counter()

    def found(self, document: Document, gold: Sequence[Toponym], found: Found) -> None:
        """Counts what Sayso found in one article against its toponyms."""
        others = [t.span for t in document.toponyms]
        extra = [span for span, _ in found if not any(overlap(span, other) for other in others)]
        self.true += len(gold)
        for t in gold:
            best = max(found, key=lambda item: overlap(t.span, item[0]), default=None)
            place = best[1] if best and overlap(t.span, best[0]) else None
            self.hits += place is not None
            self.placed("end to end", document, t, place)
        self.extra += len(extra)
        for start, end in extra:
            self.mistakes["end to end", "is no toponym", one_line(document.report.text[start:end])] += 1

    def placed(self, way: str, document: Document, toponym: Toponym, place: Place | None) -> None:
        """Counts how far from the gold a toponym was placed."""
        known = place is not None and place.lat is not None and place.lon is not None
        assert toponym.point
        error = kilometres(toponym.point, (place.lat, place.lon)) if place and known else None  # type: ignore[arg-type]
        self.errors[way].append(error)
        if error is None or error > NEAR:
            self.mistakes[way, "not placed" if error is None else "far off", _words(document, toponym)] += 1

    def scores(self, way: str) -> Placed:
        """The scores of one way."""
        errors = [e for e in self.errors[way] if e is not None]
        return Placed(sum(e <= NEAR for e in errors), len(errors), len(self.errors[way]),
                      statistics.median(errors) if errors else None)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance between two points in degrees (haversine)."""
    lat, other = math.radians(a[0]), math.radians(b[0])
    half = math.sin((other - lat) / 2) ** 2 + math.cos(lat) * math.cos(other) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * RADIUS * math.asin(math.sqrt(min(half, 1.0)))


def _words(document: Document, toponym: Toponym) -> str:
    return one_line(document.report.text[toponym.span[0] : toponym.span[1]])


def read_documents(path: Path) -> Iterator[Document]:
    """The articles of an XML file as GeoVirus, LGL or GeoWebNews have them (.xz too). The address of an article, where it has
    one, is the report's. Raises InputError where it is none of the three."""
    for name, text in texts(path, (".xml", ".xml.xz")):
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            raise InputError(f"{name}: no XML that can be read ({error}).", "Give a set as it was published.") from error
        for k, article in enumerate(root.iter("article")):
            body = article.findtext("text")
            if body is None or article.find("locations") is None and article.find("toponyms") is None:
                raise InputError(f"{name}: article {k} has no text or no toponyms.", "Give GeoVirus, LGL or GeoWebNews.")
            ident = article.get("docid") or article.get("file") or str(k)
            url = article.findtext("url") or article.findtext("link") or article.findtext("source")
            yield Document(ident, report_from_text(body, ReadOptions(url=url, language="en")), tuple(_toponyms(article, body)))


def _toponyms(article: ElementTree.Element, text: str) -> Iterator[Toponym]:
    for mark in (*article.iter("location"), *article.iter("toponym")):
        if mark.findtext("type") in EXPRESSIONS:
            continue
        at = mark.find("gaztag") if mark.find("gaztag") is not None else mark
        lat, lon = (at.findtext("lat") or at.findtext("latitude"), at.findtext("lon") or at.findtext("longitude")) \
            if at is not None else (None, None)
        point = (float(lat), float(lon)) if lat and lon else None
        if mark.findtext("modifierType") == "Adjective":
            point = None
        start, end = int(mark.findtext("start") or 0), int(mark.findtext("end") or 0)
        name = mark.findtext("name") or ""      # GeoVirus counts from 1, the others from 0
        shift = int(bool(name) and text[start:end] != name and text[start - 1 : end - 1] == name)
        yield Toponym((start - shift, end - shift), point)


def named_places(report: Report, parse: Parse) -> Found:
    """The places of a report as Sayso finds them: each name of a place in the names of its entities."""
    return locate_mentions(report, find(parse, report).entities)
