# SPDX-License-Identifier: Apache-2.0
"""Scores who is said to say what against texts marked in the manner of PolNeAR: cue, source, content.

A said attribution can stand for a marked one if its cue word overlaps the marked cue. Pairs are one to one: first those whose
source is right too, then by the characters of content shared, then in text order. A pair is right if its source is: the head
word of the said source (the first that depends on none of the others, punctuation left out) overlaps the marked source, or
neither has one. A said attribution with no pair is not counted where nobody could have marked it: its cue lies in a stretch
that the annotators left out, or inside a marked content. PolNeAR's marks never nest (of 6,792 in its dev part and 200 texts of
its train part none lies in another's content), so what a quoted person says of a third is left unmarked.

Content is compared in the cue's pairs: F1 of the characters, blanks left out, and its mean over the pairs with a marked
content. `words` is stricter: characters shared in pairs against all that are said and all that are marked, so that what is
missed or said too much counts. `quotes` is the share of quotations of more than three words most of which no said attribution
with a source holds. A content is direct if it stands in quotation marks but for punctuation, indirect if none of it does, else
mixed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sayso.errors import InputError
from sayso.evaluate.brat import MarkedVoice, Spans, VoicedText, read_voices
from sayso.evaluate.parsers import LayerParser
from sayso.evaluate.score import Score, share
from sayso.evaluate.trees import MOST
from sayso.mentions.quotations import CLOSE, OPEN, quoted_spans
from sayso.model import Json
from sayso.parse import Parse
from sayso.text import Span, one_line, overlap
from sayso.voices import Frame, frames
from sayso.voices.learnt import head_of

LENGTHS = (6, 16, 31)
"""Words of content from which a new group begins: a phrase, a clause, a sentence, more than one."""

HOW = ("direct", "indirect", "mixed")


@dataclass(frozen=True, slots=True)
class SaidVoice:
    """An attribution as a system gives it: the cue's word, the head word of the source, the offsets of the content."""

    cue: Span
    source: Span | None
    content: frozenset[int]


@dataclass(frozen=True, slots=True)
class SaidText:
    """What a system says of a text, and the stretches of text that stand in quotation marks."""

    voices: list[SaidVoice]
    quoted: list[Span]


System = Callable[[str], SaidText]
"""A text → its attributions."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the marked attributions: how many, the shares with cue found, with cue and source right; mean content F1."""

    name: str
    n: int
    cue: float | None
    right: float | None
    content: float | None

    def to_dict(self) -> Json:
        """The group as data."""
        return {"n": self.n, "cue": self.cue, "right": self.right, "content": self.content}

    def line(self) -> str:
        """The group on one line."""
        shown = ("-" if v is None else format(v, ".3f") for v in (self.cue, self.right, self.content))
        return "{:11} cue {}  right {}  content {}  ({})".format(self.name, *shown, self.n)


@dataclass(frozen=True, slots=True)
class VoiceScores:
    """`right`: cue and source; `cue`: the cue alone; `source`: share of the found cues whose source is right. `groups`: by how
    the content is given and by its length. `mistakes`: (missed, extra or source, cue, how often), the most frequent first."""

    texts: int
    voices: int
    said: int
    right: Score
    cue: Score
    words: Score
    quotes: float | None
    source: float | None
    content: float | None
    groups: tuple[Group, ...]
    mistakes: tuple[tuple[str, str, int], ...]

    def to_dict(self, *, mistakes: bool = False) -> Json:
        """The scores as data; with `mistakes` also the cues that most often go wrong."""
        out: Json = {"texts": self.texts, "voices": self.voices, "said": self.said, "right": self.right.to_dict(),
                     "cue": self.cue.to_dict(), "words": self.words.to_dict(), "quotes": self.quotes,
                     "source": self.source, "content": self.content,
                     "groups": {g.name: g.to_dict() for g in self.groups}}
        return out | {"mistakes": [{"kind": k, "cue": c, "n": n} for k, c, n in self.mistakes]} if mistakes else out

    def lines(self, *, mistakes: bool = False) -> list[str]:
        """The scores as text; with `mistakes` also the cues that most often go wrong."""
        shares = {"source": self.source, "content": self.content, "unspoken": self.quotes}
        return [*(f"{kind} {cue!r}: {n}" for kind, cue, n in (self.mistakes if mistakes else ())),
                f"{self.texts} texts, {self.voices} attributions, {self.said} said",
                self.right.line("right"), self.cue.line("cue"), self.words.line("words"),
                *(f"{name:11} {'-' if value is None else format(value, '.3f')}" for name, value in shares.items()),
                *(g.line() for g in self.groups)]


def evaluate(path: Path, language: LayerParser, *, part: str | None = None, only: str | None = None,
             system: str = "both") -> VoiceScores:
    """Scores a folder or archive of marked texts (`brat.read_voices`); `system`: "model", the language model's attributions,
    "rules", the frames of `sayso.voices` over its trees, or "both" together. Raises InputError."""
    if system not in SYSTEMS:
        raise InputError(f"No such system as {system!r}.", f"Give {' or '.join(SYSTEMS)}.")
    return score_voices(read_voices(path, part, only), SYSTEMS[system](language))


def of_model(language: LayerParser) -> System:
    """The attributions of the language model."""
    def read(text: str) -> SaidText:
        parse = language.parse(text, (), ("voices",))
        return SaidText([_said(parse, a.cue, head_of(parse, a.source), a.content) for a in parse.attributions],
                        quoted_spans(parse, short=False))
    return read


def of_rules(language: LayerParser) -> System:
    """The frames that the rules find without the model's attributions."""
    return _of_frames(language, ("roles",))


def of_both(language: LayerParser) -> System:
    """The frames that claims are given their voices by: rules and model together."""
    return _of_frames(language, ("roles", "voices"))


def _of_frames(language: LayerParser, layers: tuple[str, ...]) -> System:
    def read(text: str) -> SaidText:
        parse = language.parse(text, (), layers)
        return SaidText([_said(parse, f.cue, _relative(parse, f), f.whole) for f in frames(parse)],
                        quoted_spans(parse, short=False))
    return read


def _relative(parse: Parse, f: Frame) -> int | None:
    """A frame's source as PolNeAR marks it: of "the mayor, who said" the word "who", where a frame has the mayor."""
    own = [w.index for w in parse.children(f.cue, "nsubj") if w.xpos in {"WP", "WDT"}]
    return own[0] if own and f.source is not None else f.source


SYSTEMS = {"both": of_both, "model": of_model, "rules": of_rules}


def _said(parse: Parse, cue: int, source: int | None, content: Iterable[int]) -> SaidVoice:
    return SaidVoice(parse.words[cue].span, None if source is None else parse.words[source].span,
                     characters(parse.text, (parse.words[i].span for i in content)))


def characters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The offsets in some spans, blanks left out."""
    return frozenset(i for a, b in spans for i in range(a, b) if not text[i].isspace())


def how_given(text: str, content: Spans) -> str:
    """Whether a content is direct, indirect or mixed; a mark right before a piece of it counts as its own."""
    inside = outside = False
    for a, b in content:
        quoted = a > 0 and _opens(text, a - 1)
        for at in range(a, b):
            if text[at] in CLOSE or text[at] in OPEN or text[at] == '"':
                quoted = _opens(text, at)
            elif text[at].isalnum():
                inside |= quoted
                outside |= not quoted
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _opens(text: str, at: int) -> bool:
    """Whether a quotation begins here; a straight mark opens after a blank, a dash or a bracket."""
    return text[at] in OPEN or (text[at] == '"' and (at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-"))


def score_voices(texts: Iterable[VoicedText], system: System) -> VoiceScores:
    """Scores a system."""
    n: Counter[str] = Counter()
    groups: dict[str, list[tuple[bool, bool, float | None]]] = {name: [] for name in (*HOW, *_length_names())}
    mistakes: Counter[tuple[str, str]] = Counter()
    for marked in texts:
        answer = system(marked.text)
        said = answer.voices
        contents = [characters(marked.text, v.content) for v in marked.voices]
        pairs = pair(marked.voices, contents, said)
        paired = {s for s, _ in pairs.values()}
        within = [span for v in marked.voices for span in v.content]
        extra = [v for k, v in enumerate(said) if k not in paired and not _touch([v.cue], (*marked.unmarked, *within))]
        n["quotes"] += len(answer.quoted)
        n["unspoken"] += sum(_unspoken(marked.text, span, said) for span in answer.quoted)
        n["shared"] += sum(len(contents[k] & said[j].content) for k, (j, _) in pairs.items())
        n["words said"] += sum(len(v.content) for v in [*extra, *(said[j] for j in paired)])
        n["words true"] += sum(map(len, contents))
        n["texts"] += 1
        n["true"] += len(marked.voices)
        n["said"] += len(pairs) + len(extra)
        n["cue"] += len(pairs)
        mistakes.update(("extra", _words(marked.text, [v.cue])) for v in extra)
        for k, voice in enumerate(marked.voices):
            found, right = pairs.get(k, (None, False))
            shared = None if found is None or not contents[k] else _f1(contents[k], said[found].content)
            n["right"] += right
            groups[how_given(marked.text, voice.content)].append((found is not None, right, shared))
            groups[_length_name(marked.text, voice.content)].append((found is not None, right, shared))
            if not right:
                mistakes["missed" if found is None else "source", _words(marked.text, voice.cue)] += 1
    every = [_group(name, rows) for name, rows in groups.items()]
    whole = _group("all", [row for name in HOW for row in groups[name]])
    most = sorted(mistakes.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return VoiceScores(n["texts"], n["true"], n["said"], Score(n["right"], n["said"], n["true"]),
                       Score(n["cue"], n["said"], n["true"]), Score(n["shared"], n["words said"], n["words true"]),
                       share(n["unspoken"], n["quotes"]), share(n["right"], n["cue"]), whole.content, tuple(every),
                       tuple((*kind, times) for kind, times in most))


def _unspoken(text: str, quoted: Span, said: Sequence[SaidVoice]) -> bool:
    """Whether most of a quotation is in no content of an attribution with a source."""
    wanted = characters(text, [quoted])
    held = frozenset().union(*(v.content & wanted for v in said if v.source is not None))
    return 2 * len(held) < len(wanted)


def pair(voices: Sequence[MarkedVoice], contents: Sequence[frozenset[int]],
         said: Sequence[SaidVoice]) -> dict[int, tuple[int, bool]]:
    """Marked attribution → the said one that stands for it, and whether the source is right."""
    options = sorted((not _same_source(v, s), -len(contents[k] & s.content), k, j)
                     for k, v in enumerate(voices) for j, s in enumerate(said) if _touch([s.cue], v.cue))
    pairs: dict[int, tuple[int, bool]] = {}
    taken: set[int] = set()
    for wrong, _, k, j in options:
        if k not in pairs and j not in taken:
            pairs[k] = j, not wrong
            taken.add(j)
    return pairs


def _same_source(voice: MarkedVoice, said: SaidVoice) -> bool:
    return not voice.source if said.source is None else _touch([said.source], voice.source)


def _touch(a: Collection[Span], b: Collection[Span]) -> bool:
    return any(overlap(x, y) for x in a for y in b)


def _f1(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _words(text: str, spans: Iterable[Span]) -> str:
    return one_line(" ".join(text[a:b] for a, b in spans)).lower()


def _length_names() -> list[str]:
    return [f"{a}-{b - 1} words" for a, b in pairwise((1, *LENGTHS))] + [f"{LENGTHS[-1]}+ words"]


def _length_name(text: str, content: Spans) -> str:
    words = sum(len(text[a:b].split()) for a, b in content)
    return _length_names()[sum(words >= first for first in LENGTHS)]


def _group(name: str, rows: Sequence[tuple[bool, bool, float | None]]) -> Group:
    shared = [x for _, _, x in rows if x is not None]
    return Group(name, len(rows), share(sum(found for found, _, _ in rows), len(rows)),
                 share(sum(right for _, right, _ in rows), len(rows)),
                 round(sum(shared) / len(shared), 4) if shared else None)
