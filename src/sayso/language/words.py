# SPDX-License-Identifier: Apache-2.0
"""Text → paragraphs → word spans, by rules; sentence boundaries inside a paragraph are the model's part."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from sayso.text import Span

LONGEST = 80
"""Letters in a word; a longer run (base64, a rule of dashes) is cut, since no word of news English is as long; web addresses
are not."""

WRAPPED = 100
"""A text whose long lines all stay under this many characters is taken as hard-wrapped: line ends are then no paragraph
ends. Terminals and wires wrap at 60 to 80; unwrapped paragraphs are almost always longer."""

_SITES = "com net org gov edu mil int info biz tv io uk ca au de fr eu ru cn jp il eg sy iq ir tr sa lb ps pk ng za ke mx br"
_FILES = "htm html php pdf doc docx xls xlsx ppt txt rtf csv xml zip exe jpg jpeg gif png mp3 mp4 avi"
"""What web addresses without "www." and names of files end in; a stop before any other letters ends a word."""

_TOKEN = re.compile(
    r"""
    (?P<plain>[A-Za-z]+(?=\s))
  | (?P<url>(?:https?://|www\.)[^\s<>"”)\]]*[^\s<>"”)\].,;:!?'’])
  | (?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
  | (?P<mail_inside>[\w.+-]*\w@\w+)
  | (?P<site>(?<![.\w])@?\w[\w-]*(?:\.\w[\w-]*)*\.(?:SITES|(?i:FILES))(?![\w@-]|\.\w))
  | (?P<dotted>(?<![.\w])[a-z][\w-]*(?:\.[a-z][\w-]*){2,}(?![\w@]))
  | (?P<handle>@\w+|\#[^\W\d]\w*)
  | (?P<face>(?<!\S)(?:[:;=8]['’]?[-o^]?[)(\]\[DPp|\\/]+|[()][-o^]?[:;=]|\^_+\^)(?=\s|$))
  | (?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b(?!['’]))?)
  | (?P<phone>(?<![\w.-])(?:(?:\d-)?(?:\d{3}-)?\d{3}|\d)-\d{4}(?![\w-]))
  | (?P<joined>\b(?:[^\W\d_]{1,4}&[^\W\d_]{1,3}|[^\W\d_]/[^\W\d_])\b)
  | (?P<number>(?:\d+(?:[.,:/]\d+)+|\d+)(?:(?:st|nd|rd|th|s)\b)?)
  | (?P<letters>[^\W\d_][^\W_]*(?:['’](?=[^\W\d_])[^\W_]+)*)
  | (?P<marks>(?=[.!?]*[!?])[.!?]{2,})
  | (?P<dots>\.{2,}|…)
  | (?P<signs>[-=*_~\#]{3,})
  | (?P<dash>-{2,}|[–—―])
  | (?P<quote>''|``|’’|‘‘)
  | (?P<rule>(?P<mark>[=*_+?!~\#<>^|/\\$])(?P=mark)+)
  | (?P<clitic>['’](?:s|S|t|T|m|M|re|RE|ve|VE|ll|LL|d|D)\b)
  | (?P<other>\S)
    """.replace("SITES", "|".join(_SITES.split())).replace("FILES", "|".join(_FILES.split())),
    re.VERBOSE,
)
"""The first line says nothing that a later one would not; it saves most words the way through all of them."""

UNSEEN = {"\ufeff", "\u200b", "\u200c", "\u200d", "\u2060", "\u00ad"}
"""Marks without width: byte-order marks, joiners, soft hyphens; no words."""

_CLITIC = re.compile(r"(?i)(?<=[^\W\d_])(?:n['’]t|['’](?:s|m|re|ve|ll|d))$")
_HYPHENED, _REST = re.compile(r"-[^\W_]+"), re.compile(r"[^\W_]*")
_NOT_COMBINING = re.compile(r"[\u0300-\u036f\u200c\u200d\ufe0f]+")


def read_as(text: str, forms: list[str]) -> list[str]:
    """The words as the model is to see them: "IS", the group, is no form of "be" in a text that has small letters."""
    if text.isupper():
        return forms
    others = _read_as()
    return [others.get(f, f) for f in forms]


@cache
def _read_as() -> dict[str, str]:
    raw = yaml.safe_load(resources.files("sayso.language").joinpath("data/words.yaml").read_text(encoding="utf-8"))
    return dict(raw["read_as"])


class _Knowledge(NamedTuple):
    """data/words.yaml; contractions and possessives with the letters before the cut."""

    abbreviations: frozenset[str]
    prefixes: frozenset[str]
    no_noun: frozenset[str]
    contractions: dict[str, int]
    possessives: dict[str, int]


@cache
def _knowledge() -> _Knowledge:
    raw = yaml.safe_load(resources.files("sayso.language").joinpath("data/words.yaml").read_text(encoding="utf-8"))
    sets = {k: frozenset(raw[k].split()) for k in ("abbreviations", "prefixes", "no_noun")}
    return _Knowledge(**sets, contractions=raw["contractions"], possessives=raw["possessives"])


def paragraphs(text: str, breaks: Iterable[int] = ()) -> list[Span]:
    """Blocks of text between blank lines (every line end, where the text is not hard-wrapped); `breaks` are further offsets
    at which a block must end, as after a dateline."""
    lines = [m.span() for m in re.finditer(r"[^\r\n\u2028\u2029]+", text)]
    lines = [(a, b) for a, b in lines if text[a:b].strip()]
    width = max((b - a for a, b in lines), default=0)
    joined = sum(1 for x, y in itertools.pairwise(lines) if text.count("\n", x[1], y[0]) == 1)
    wrapped = width <= WRAPPED and joined >= 2
    out: list[list[int]] = []
    for k, (a, b) in enumerate(lines):
        if out and wrapped and text.count("\n", out[-1][1], a) <= 1:
            before = text[lines[k - 1][0] : lines[k - 1][1]].rstrip()
            ends = len(before) < 0.7 * width and before.endswith((".", "!", "?", '"', "”", ":"))
            if not ends:
                out[-1][1] = b
                continue
        out.append([a, b])
    for cut in sorted(breaks):
        for k, (a, b) in enumerate(out):
            if a < cut < b:
                out[k : k + 1] = [[a, cut], [cut, b]]
                break
    return [(a, b) for a, b in out if text[a:b].strip()]


def _short(a: int, b: int) -> list[Span]:
    """A span, cut where it is longer than any word."""
    return [(a, b)] if b - a <= LONGEST else [(i, min(b, i + LONGEST)) for i in range(a, b, LONGEST)]


def _ends(text: str, low: str, after: int, end: int) -> bool:
    """Whether the stop before `after` is not the abbreviation's, as at the end of a paragraph: "No. They left", "horses, mules
    etc. The army"."""
    rest = text[after:end].lstrip(" \"'”’)\t")
    if not rest:
        return True
    if low in {"no", "nos"}:
        return not rest[:1].isdigit()
    return low == "etc" and rest[0].isupper()


_NEXT = re.compile(r"\s+([^\W\d_]+)(?![-\w])")


def _no_noun(text: str, after: int, end: int) -> bool:
    """Whether a word follows that begins no noun phrase after a possessive: "its the", "your going" lack an apostrophe."""
    m = _NEXT.match(text, after, end)
    return m is not None and m[1].lower() in _knowledge().no_noun


def words(text: str, block: Span) -> list[Span]:
    """The word spans of a block, in order, as Universal Dependencies splits English."""
    known = _knowledge()
    out: list[Span] = []
    at, end = block
    while (m := _TOKEN.search(text, at, end)) is not None:
        a, b = m.span()
        at = b
        word = m[0]
        plain = m.lastgroup == "plain"
        if plain or m.lastgroup == "letters":
            low = word.lower()
        elif word in UNSEEN:
            continue
        else:
            out += [(a, b)] if m.lastgroup == "url" else _short(a, b)
            continue
        if not plain:
            short = low in known.abbreviations or len(word) == 1
            if short and text[b : b + 1] == "." and b < end and not _ends(text, low, b + 1, end):
                out.append((a, b + 1))
                at = b + 1
                continue
            if text[b : b + 1] == "-" and low in known.prefixes and (n := _HYPHENED.match(text, b, end)):
                b = at = n.end()
                word = text[a:b]
            while c := _NOT_COMBINING.match(text, b, end):
                tail = _REST.match(text, c.end(), end)
                b = at = tail.end() if tail else c.end()
                word = text[a:b]
        cut = known.contractions.get(low)
        if low in known.possessives and _no_noun(text, b, end):
            cut = known.possessives[low]
        if cut:
            out += [(a, a + cut), (a + cut, b)]
        elif not plain and (c := _CLITIC.search(word)) and c.start() > 0:
            out += [*_short(a, a + c.start()), (a + c.start(), b)]
        else:
            out += _short(a, b)
    return out
