# SPDX-License-Identifier: Apache-2.0
"""A parse as JSON data: the field names of `sayso.parse`, and for all that is named by words also where it stands in the text.

Indices count words of the document from 0, spans are half-open pairs of code points (docs/cli.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields

from sayso.model import Json, Report
from sayso.parse import Parse, Word
from sayso.text import Span

_WORD = tuple(f.name for f in fields(Word) if f.init)


def data(parse: Parse, report: Report, *, model: str, layers: Sequence[str] = ()) -> Json:
    """A report's parse; `layers`: those that were asked for, so that an empty list can be told from one never made."""
    words = parse.words
    return {
        "report": {k: v for k, v in report.to_dict().items() if k != "text"},
        "model": model,
        "layers": list(layers),
        "text": parse.text,
        "words": [_word(w) for w in words],
        "sentences": [asdict(s) for s in parse.sentences],
        "arguments": [{**asdict(a), "predicate_span": words[a.predicate].span, "head_span": words[a.head].span}
                      for a in parse.arguments],
        "attributions": [{**asdict(a), "cue_span": words[a.cue].span, "source_spans": _spans(parse, a.source),
                          "content_spans": _spans(parse, a.content)} for a in parse.attributions],
        "chains": [[{**asdict(r), "start": words[r.first].start, "end": words[r.last - 1].end} for r in chain]
                   for chain in parse.chains],
    }


def _word(word: Word) -> Json:
    out = {name: getattr(word, name) for name in _WORD}
    if word.certainty is not None:
        out["certainty"] = round(float(word.certainty), 4)
    return out


def _spans(parse: Parse, indices: Iterable[int]) -> list[Span]:
    """Where words stand, those that follow one another within a sentence as one span."""
    out: list[Span] = []
    last: Word | None = None
    for w in (parse.words[i] for i in indices):
        if last is not None and w.index == last.index + 1 and w.sentence == last.sentence:
            out[-1] = out[-1][0], w.end
        else:
            out.append(w.span)
        last = w
    return out
