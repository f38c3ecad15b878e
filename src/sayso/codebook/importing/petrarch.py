# SPDX-License-Identifier: Apache-2.0
"""A verb dictionary → patterns for the codes of Sayso's codebook, with the dictionary's CAMEO code kept on each.

Where Sayso has a wording already for the same kind of act, its own slots are kept and only the number becomes the dictionary's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from sayso.codebook import english
from sayso.codebook.importing.cameo import NO_EVENT, Number, cameo, kin, read_number
from sayso.codebook.importing.constructions import JOINED, Construction, constructions
from sayso.codebook.importing.dictionary import NULL, Block, Dictionary, PatternLine, Verb
from sayso.codebook.importing.outcomes import ALREADY, TAKEN, Outcome, Unfit, refused
from sayso.codebook.importing.slots import Slots, of_pattern, slots
from sayso.codebook.schema import Code, Codebook, Implication, Pattern
from sayso.text import one_line

STATEMENT = "a statement, which in Sayso is a voice and no claim"
NO_WORD = "no English word that we know"
SAID_ABOVE = "an earlier line says it with another code"
SAYSO_HAS = "Sayso's codebook has it"
ABOVE = "an earlier line says it"
AGAIN = "a later line says it again"
SAID_AGAIN = "a later line says it with another code"
VERB_ALONE = "the verb alone says it"

NO_VERBS = "none of its verbs could be taken"
PARTLY = "an earlier line says some of it with another code"
STEM = "a stem, taken for a verb"
NEW_WORD = "a word that we do not know, taken as it stands"
NUMBER = "Sayso's own wording, with your number"
BESIDE = "a word beside which the verb is not meant"
NOTHING = "the verb alone says nothing that this could take back"
ELSEWHERE = "Sayso has the words in another code too"

Words = tuple[str, ...]


@dataclass(slots=True)
class Group:
    """Wordings under one code of Sayso's with the same CAMEO code, slots and conditions: one pattern."""

    code: str
    cameo: str
    slots: Slots
    required: tuple[tuple[str, ...], ...] = ()
    given: str = ""
    unless: frozenset[str] = frozenset()
    implies: tuple[Implication, ...] | None = None
    words: dict[Words, None] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What its wordings share."""
        return self.code, self.cameo, json.dumps([self.slots, self.required, self.given, sorted(self.unless),
                                                   self.implies and [(i.code, dict(i.roles)) for i in self.implies]])


@dataclass(slots=True)
class Patterns:
    """What dictionaries add to a codebook: groups by what they share, words that are taken out of a pattern of Sayso's (code,
    pattern), and what became of each line."""

    base: Codebook
    groups: dict[tuple[str, str, str], Group] = field(default_factory=dict)
    dropped: dict[tuple[str, str], dict[Words, None]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    said: dict[Words, tuple[str, str]] = field(default_factory=dict)
    unless: dict[Words, set[str]] = field(default_factory=dict)

    made: dict[tuple[object, ...], Group] = field(default_factory=dict)

    def add(self, code: str, cameo: str, words: Words, made: Construction, *, reverse: bool) -> None:
        """One wording more, by the slots of its construction."""
        sort = (code, cameo, made.sources, made.targets, made.swapped, reverse)
        if sort not in self.made:
            self.made[sort] = self._group(Group(code, cameo, slots(self.base.codes[code], made, reverse=reverse)))
        self.made[sort].words[words] = None

    def renumber(self, code: str, pattern: Pattern, cameo: str, words: Words) -> None:
        """A wording of Sayso's keeps its slots and conditions and gets another CAMEO code."""
        self._group(_like(code, cameo, pattern, pattern.unless)).words[words] = None
        self.dropped.setdefault((code, pattern.id), {})[words] = None

    def settle(self) -> None:
        """Gives each wording its words under `unless`, after the last file: those of Sayso's leave their patterns for it."""
        for words, beside in self.unless.items():
            for group in [g for g in self.groups.values() if words in g.words]:
                del group.words[words]
                self._group(replace(group, unless=group.unless | beside, words={})).words[words] = None
            for code, pattern in self.of_sayso(words):
                more = beside - code.unless_of(pattern)
                if more and words not in self.dropped.get((code.code, pattern.id), ()):
                    self._group(_like(code.code, pattern.cameo, pattern, pattern.unless | more)).words[words] = None
                    self.dropped.setdefault((code.code, pattern.id), {})[words] = None

    def takes_back(self, words: Words, beside: set[str]) -> tuple[set[str], bool]:
        """Notes that a wording is not meant beside some words. Gives the codes of Sayso's that it takes it from, and whether
        that is news."""
        groups = [g for g in self.groups.values() if words in g.words]
        alone = [(c, p) for c, p in self.of_sayso(words) if words not in self.dropped.get((c.code, p.id), ())]
        had = self.unless.setdefault(words, set())
        news = any(beside - had - c.unless_of(p) for c, p in alone) or any(
            beside - had - self.base.codes[g.code].unless for g in groups)
        had |= beside
        return {g.code for g in groups} | {c.code for c, _ in alone}, news

    def of_sayso(self, words: Words) -> list[tuple[Code, Pattern]]:
        """Sayso's own patterns that have a wording."""
        return [(c, p) for c, p, w in self.base.verbs.get(words[0], ()) if w == words]

    def _group(self, group: Group) -> Group:
        return self.groups.setdefault(group.key, group)


def _like(code: str, cameo: str, pattern: Pattern, unless: frozenset[str]) -> Group:
    """A group that keeps the slots and conditions of a pattern of Sayso's."""
    return Group(code, cameo, of_pattern(pattern), pattern.required, pattern.given, unless, pattern.implies)


def add(patterns: Patterns, dictionary: Dictionary) -> None:
    """Adds a dictionary's verbs and patterns, and tells of each line what became of it."""
    _Adding(patterns, dictionary).all()


class _Adding:
    def __init__(self, patterns: Patterns, dictionary: Dictionary) -> None:
        self.to = patterns
        self.file = dictionary.file
        self.dictionary = dictionary
        self.alone: dict[str, str] = {}       # verb → the code that it has by itself

    def all(self) -> None:
        self.to.outcomes += self.dictionary.faults
        for block in self.dictionary.blocks:
            verbs = [found for verb in block.verbs if (found := self._verb(block, verb))]
            last = {_signature(p): p for p in block.patterns}      # of two patterns that are alike PETRARCH keeps the last
            for pattern in block.patterns:
                kept = last[_signature(pattern)]
                if kept is pattern:
                    self._guarded(pattern, verbs)
                elif kept.code == pattern.code:
                    self._tell(pattern, ALREADY, AGAIN, f"line {kept.line}")
                else:
                    self._refuse(pattern, SAID_AGAIN, f"line {kept.line} has {kept.code}", "Keep one of the two.")

    def _verb(self, block: Block, verb: Verb) -> Words | None:
        """Takes a verb line with a code; gives the verb's words for its patterns, None where no verb is written so."""
        found, note = self._lemma(verb)
        if found is None:
            return None
        words = (found, *verb.front, *verb.back)
        if {"and", "or"} & set(words):
            self._refuse(verb, JOINED, mend="Write each verb on a line of its own.")
            return None
        if verb.front == ("re",):
            words = (f"re{found}" if english.verb(f"re{found}") else f"re-{found}", *verb.back)
        written = verb.code or block.code
        if written in NULL:
            return words
        try:
            code = read_number(written)
            if code.cameo:
                self.alone.setdefault(" ".join(words), code.cameo)
            self._taken(verb, code, [(words, Construction())], (note, ""))
        except Unfit as why:
            self._refuse(verb, why.reason, why.detail, why.mend)
        return words

    def _lemma(self, verb: Verb) -> tuple[str | None, str]:
        """The dictionary form of a verb line's verb, and what was mended; None where it is no verb."""
        if found := english.verb(verb.verb):
            return found, ""
        if verb.stem and (found := english.from_stem(verb.verb)):
            return found, STEM
        near = get_close_matches(verb.verb, self._known(verb.verb), 1, 0.8)
        if near or verb.stem:
            self._refuse(verb, NO_WORD, f"“{verb.verb}”",
                         f"Did you mean “{near[0]}”?" if near else "Write the verb in full, as a dictionary has it.")
            return None, ""
        return verb.verb, ""

    def _known(self, word: str) -> list[str]:
        """Verbs of Sayso's codebook and of the dictionary that begin like a word."""
        own = (v.verb for block in self.dictionary.blocks for v in block.verbs)
        return [v for v in {*self.to.base.verbs, *own} if v[0] == word[0] and v != word and english.verb(v)]

    def _guarded(self, pattern: PatternLine, verbs: Sequence[Words]) -> None:
        try:
            code = read_number(pattern.code)
            made = constructions(pattern.before, pattern.after, self.dictionary.synsets)
            odd = min((w for one in made[:1] for w in one.words if not english.known(w)), default="")
            if odd and self.dictionary.stems:
                near = english.from_stem(odd)
                raise Unfit(NO_WORD, f"“{odd}”", f"Did you mean “{near}”?" if near else "Write the word in full.")
            note = (NEW_WORD, f"“{odd}”") if odd else ("", "")
            self._taken(pattern, code, [((*verb, *one.words), one) for verb in verbs for one in made], note)
        except Unfit as why:
            detail, mend = why.detail, why.mend
            if why.reason == NO_EVENT:
                if self._unless(pattern, verbs):
                    return
                mend = "`unless` of a pattern holds single words; write there those that say the same."
            self._refuse(pattern, why.reason, detail, mend)

    def _unless(self, pattern: PatternLine, verbs: Sequence[Words]) -> bool:
        """Whether a pattern that says that there is no event could be taken: as a word beside which the verb is not meant."""
        try:
            made = constructions(pattern.before, pattern.after, self.dictionary.synsets)
        except Unfit:
            return False
        if not verbs or not all(len(one.words) == 1 for one in made):
            return False
        beside = {word for one in made for word in one.words}
        taken = [self.to.takes_back(verb, beside) for verb in verbs]
        codes = sorted({code for found, _ in taken for code in found})
        if any(news for _, news in taken):
            self._tell(pattern, TAKEN, BESIDE, "", ", ".join(codes))
        elif codes:
            self._tell(pattern, ALREADY, SAYSO_HAS, "under `unless`", ", ".join(codes))
        else:
            self._tell(pattern, ALREADY, NOTHING)
        return True

    def _taken(self, line: Verb | PatternLine, code: Number, entries: Sequence[tuple[Words, Construction]],
               note: tuple[str, str] = ("", "")) -> None:
        sayso = cameo()[code.cameo]
        if not sayso:
            raise Unfit(STATEMENT, f"CAMEO {code.cameo}", "Who says what is found without a pattern: sayso voices.")
        number, reverse = code.cameo, code.reverse
        if not entries:
            raise Unfit(NO_VERBS, "", "Mend the verbs of its block first.")
        counted, others, had, above, otherwise = 0, set[str](), 0, "", ""
        into: dict[str, None] = {}
        for words, made in entries:
            plain = not (made.sources or made.swapped or reverse) and set(made.targets) <= {"obj"}
            if words in self.to.said:
                before, where = self.to.said[words]
                above = above or where
                otherwise = otherwise or (f"{where} has {before}" if before != number else "")
                continue
            alone = self.alone.get(" ".join(words[: len(words) - len(made.words)]))
            if made.words and plain and alone == number:
                had += 1
                continue
            self.to.said[words] = number, f"{self.file}, line {line.line}"
            there = self.to.of_sayso(words)
            alike = [(c, p) for c, p in there if kin(p.cameo or c.cameo, number)]
            if any((p.cameo or c.cameo) == number for c, p in alike):
                had += 1
            elif alike and plain:
                for c, p in alike:
                    self.to.renumber(c.code, p, number, words)
                    into[c.code] = None
                note, counted = note if note[0] else (NUMBER, ""), counted + 1
            else:
                into[sayso] = None
                self.to.add(sayso, number, words, made, reverse=reverse)
                others |= {c.code for c, _ in there if c.code != sayso}
                counted += 1
        if counted:
            notes = (note, (code.lost, ""), (PARTLY if otherwise else "", otherwise),
                     (ELSEWHERE if others else "", ", ".join(sorted(others))))
            told = next((n for n in notes if n[0]), ("", ""))
            self._tell(line, TAKEN, *told, ", ".join(into), number, counted)
        elif otherwise:
            self._refuse(line, SAID_ABOVE, otherwise, "Keep one of the two.")
        elif above:
            self._tell(line, ALREADY, ABOVE, above, sayso, number)
        elif had:
            alone_says = any(made.words for _, made in entries)
            self._tell(line, ALREADY, VERB_ALONE if alone_says else SAYSO_HAS, "", sayso, number)

    def _tell(self, line: Verb | PatternLine, result: str, reason: str = "", detail: str = "", code: str = "", number: str = "",
              count: int = 0) -> None:
        text = one_line(line.text)
        self.to.outcomes.append(Outcome(self.file, line.line, text, result, reason, detail, "", code, number, count))

    def _refuse(self, line: Verb | PatternLine, reason: str, detail: str = "", mend: str = "") -> None:
        self.to.outcomes.append(refused(self.file, line.line, line.text, reason, detail, mend))


def _signature(pattern: PatternLine) -> tuple[str, ...]:
    return tuple(f"{pattern.before} * {pattern.after}".upper().split())


def by_code(patterns: Patterns) -> Iterator[tuple[str, list[tuple[str, Group]], Mapping[str, list[Words]]]]:
    """For each code of Sayso's in the order of its codebook: new patterns with their ids, words that leave patterns."""
    for code in patterns.base.codes:
        groups = [g for g in patterns.groups.values() if g.code == code and g.words]
        if groups:
            names: dict[str, int] = {}
            named = []
            for group in sorted(groups, key=lambda g: g.cameo):
                number = names[group.cameo] = names.get(group.cameo, 0) + 1
                name = f"cameo-{group.cameo}" if group.cameo else "beside"
                named.append((f"{name}-{number}" if number > 1 else name, group))
            yield code, named, {p: list(words) for (c, p), words in patterns.dropped.items() if c == code}
