# SPDX-License-Identifier: Apache-2.0
"""Times that go on to hold in a later sentence: of a log's heading ("Dori, Monday."), and of the sentence before in one story
("On 3 August they surprised a jeep. Two policemen were killed.").

Kept are only kinds that were right at least three times in four on the training part of the dispatches. Headings: all 24
whose marker gave a time. The sentence before: markers leave out a time that is not in the sentence, so that 60
cases drawn by chance were read instead: 49 right, 11 wrong or not to be told. Most that were wrong are excluded since: what is
said, what did not happen, what was quoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.mentions.calendar import lexicon
from sayso.mentions.times import TimeMention
from sayso.mentions.timing import tied_to, timed
from sayso.model import When
from sayso.parse import Parse, Sentence, Word

_HEADING = 7
"""Words of a heading that gives a place and a day, its stop among them."""
_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True)
class Narrative:
    """A report's times, for those of its predicates that have none in their sentence."""

    parse: Parse
    times: Sequence[TimeMention]

    @cached_property
    def _by_sentence(self) -> dict[int, list[TimeMention]]:
        rows: dict[int, list[TimeMention]] = {}
        for t in self.times:
            rows.setdefault(self.parse.words[t.last].sentence, []).append(t)
        return rows

    @cached_property
    def _headings(self) -> dict[int, When]:
        """Sentences that only name a day, and mostly a place: none where there is but one, as that is a dateline."""
        out = {}
        for at, times in self._by_sentence.items():
            s = self.parse.sentences[at]
            verbs = any(w.upos in ("VERB", "AUX") for w in self.parse.words[s.first : s.last])
            if len(times) == 1 and _is_day(times[0]) and s.last - s.first <= _HEADING and not verbs:
                out[at] = times[0].when
        return out if len(out) > 1 else {}

    @cached_property
    def _entries(self) -> dict[int, When]:
        """Sentences that open a log's entry: its headings, and those that begin "12 Dec.: growers met"; none where there is but
        one."""
        out = dict(self._headings)
        for at, times in self._by_sentence.items():
            first, last = self.parse.sentences[at].first, times[0].last
            stop = self.parse.words[last + 1].text if last + 1 < len(self.parse.words) else ""
            if times[0].first <= first and _is_day(times[0]) and stop == ":":
                out[at] = times[0].when
        return out if len(out) > 1 else {}

    def inherited(self, index: int) -> When | None:
        """The time that the predicate at a word has from an earlier sentence; None where nothing supports one."""
        parse, sentence = self.parse, self.parse.sentence_of(index)
        root = _root(parse, sentence)
        if sentence.index == 0 or root is None or not tied_to(parse, index, root.index) or _quoted(parse, sentence):
            return None
        here = [t for t in self._by_sentence.get(sentence.index, ()) if t.sort not in ("adjective", "length")]
        if _earlier(parse, root) or any(_tells(parse, t, root) for t in here):
            return None
        found = self._headings.get(sentence.index - 1) or (None if here else self._from_before(sentence, root))
        found = found or self._from_entry(sentence, root)
        return replace(found, inherited=True) if found else None

    def _from_entry(self, sentence: Sentence, root: Word) -> When | None:
        """The day of the log's entry that a sentence of its paragraph goes on with, told in the simple past."""
        if not _past(self.parse, root) or root.lemma.lower() in lexicon()["speech_verbs"] or _denied(self.parse, root):
            return None
        for at in range(sentence.index - 1, -1, -1):
            if self.parse.sentences[at].paragraph != sentence.paragraph:
                return None
            if at in self._entries:
                return self._entries[at]
        return None

    def _from_before(self, sentence: Sentence, two: Word) -> When | None:
        """The day of the main verb of the sentence before, where both are told in the simple past, in one paragraph."""
        parse, before = self.parse, self.parse.sentences[sentence.index - 1]
        times = [t for t in self._by_sentence.get(before.index, ()) if t.kind == "point"]
        one = _root(parse, before) if times and before.paragraph == sentence.paragraph else None
        if one is None or not _past(parse, one) or not _past(parse, two):
            return None
        speech = lexicon()["speech_verbs"]
        if any(v.lemma.lower() in speech or _denied(parse, v) for v in (one, two)):
            return None
        if any(w.lower in ("i", "we", "you") for w in parse.children(two.index, "nsubj")) or parse.children(
            two.index, "parataxis"
        ):
            return None
        found = timed(times, parse, one.index)
        when = found[0] if found else None
        day = when is not None and when.start is not None and when.end is not None and when.precision == "day"
        return when if day and when is not None and when.latest_start is None else None


def _is_day(time: TimeMention) -> bool:
    return time.sort in ("weekday", "date") and time.when.precision == "day" and time.when.start is not None


def _tells(parse: Parse, time: TimeMention, root: Word) -> bool:
    """Whether a time is that of a sentence's main clause, or one that it may be told from ("two days later")."""
    return time.when.start is None and time.sort != "vague" or timed([time], parse, root.index) is not None


def _root(parse: Parse, sentence: Sentence) -> Word | None:
    return next((w for w in parse.words[sentence.first : sentence.last] if w.head < 0), None)


def _past(parse: Parse, verb: Word) -> bool:
    """The simple past: "killed", "was killed"; not "had", "has been" (another time), not "were killed by then"."""
    helping = [w.lower for w in parse.children(verb.index, "aux", "aux:pass", "cop")]
    if any(w in ("had", "has", "have", "will", "would", "may", "might", "could", "should") for w in helping):
        return False
    return verb.xpos == "VBD" or any(w in ("was", "were") for w in helping)


def _earlier(parse: Parse, verb: Word) -> bool:
    """The past perfect and what is not past or not settled: another time."""
    return any(w.lower in ("had", "has", "have", "will", "would", "may") for w in parse.children(verb.index, "aux"))


def _denied(parse: Parse, verb: Word) -> bool:
    """What did not happen has no day of its own."""
    words = parse.children(verb.index, "advmod", "nsubj", "nsubj:pass")
    words += [d for w in words for d in parse.children(w.index, "det")]
    return any(w.lower in ("not", "n't", "never", "nobody", "nothing", "none", "no") for w in words)


def _quoted(parse: Parse, sentence: Sentence) -> bool:
    return any(c in _QUOTES for c in parse.text[sentence.start : sentence.end])
