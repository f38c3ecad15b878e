# SPDX-License-Identifier: Apache-2.0
"""What a codebook holds: codes, the patterns by which news says them, and the examples that test them.

docs/codebook.md describes the YAML form of these values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

KINDS = ("verb", "noun", "adjective")

PREPOSITIONS = frozenset({
    "aboard", "about", "above", "across", "after", "against", "ahead of", "along", "alongside", "amid", "amidst", "among",
    "amongst", "apart from", "around", "as", "as part of", "aside", "at", "atop", "because of", "before", "behind", "below",
    "beneath", "beside", "besides", "between", "beyond", "by", "by means of", "by way of", "close to", "concerning",
    "despite", "down", "due to", "during", "except", "following", "for", "from", "in", "in addition to", "in charge of",
    "in connection with", "in exchange for", "in favor of", "in favour of", "in front of", "in relation to",
    "in response to", "in retaliation for", "in return for", "in support of", "inside", "instead of", "into", "like",
    "near", "next to", "of", "off", "on", "on behalf of", "on charges of", "on suspicion of", "on top of", "onto",
    "opposite", "out", "out of", "outside", "over", "past", "per", "regarding", "since", "through", "throughout", "to",
    "to within", "together with", "toward", "towards", "under", "under cover of", "underneath", "until", "unto", "up",
    "up to", "upon", "versus", "via", "with", "within", "without",
})
"""Every preposition that may name a slot."""

SLOTS: Mapping[str, frozenset[str]] = MappingProxyType({
    "verb": frozenset({"subj", "obj", "iobj", "xcomp", "ccomp", "clause-subj", "clause-obj", "holder"}) | PREPOSITIONS,
    "noun": frozenset({"poss", "poss-alone", "comp", "self", "title", "light", "light-obj", "hits", "aim"}) | PREPOSITIONS,
    "adjective": frozenset({"noun", "comp"}) | PREPOSITIONS,
})
"""The slots that each kind of pattern may have."""


EVENT_DEFAULTS = (("light", "actor"), ("by", "actor"), ("light-obj", "target"), ("hits", "target"))
"""What slots of an event noun fill without being told: the light verb's subject and the by-phrase act, the sufferer of "came
under" is the target."""

ALONE = ("told", "always")
"""Whether an event noun is a claim although nobody is named who has part in it: where it is told as something new or as what
happened ("talks resumed", "no arrests"), or wherever it stands."""

RANKED = ("actor", "target", "group", "from", "to", "origin", "destination")
"""Roles by whose number the winner of several patterns is found."""


def noun_head(words: tuple[str, ...]) -> int:
    """Where the head noun stands in a noun pattern's words: before the first preposition, else at the end ("use of force")."""
    return next((k - 1 for k, word in enumerate(words) if k and word in PREPOSITIONS), len(words) - 1)


@dataclass(frozen=True, slots=True)
class Target:
    """The role that a slot fills. `types`: entity types that it takes here; empty = every type that the code's role admits."""

    role: str
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Implication:
    """A code that follows from another one: who has defected has left. `roles`: its roles that take their fillers from a role
    of another name, each with that one; roles of the same name carry over. `at`: where it stands."""

    code: str
    roles: Mapping[str, str]
    at: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a code. Each of `words` is a lemma, or several words: in a verb pattern the first is the verb, in a noun
    pattern the head noun is the last, or the one before the first preposition ("use of force"). A slot's targets are tried in
    order: the first whose types fit takes the filler.
    `required`: sets of roles of which one each must be filled, besides the code's own. `given`: a family of codes; the pattern
    holds only where its target is the target of a claim of that family elsewhere in the report ("he died in hospital"), or
    where one was told just before it. `alone`: one of ALONE, of a pattern that may be a claim without the roles asked for.
    `cameo`: the CAMEO 1.1b3 code of what the pattern tells, where it is not the code's. `unless`: lemmas beside which the
    pattern is not meant, besides the code's own. `only`: lemmas of which one must stand beside it or head a phrase that fills a
    slot; empty: the code's own. `implies`: what follows from what the pattern tells, where that is not what follows from the
    code; None: the same. `at`: where it stands in the codebook ("tie.yaml, line 7")."""

    id: str
    kind: str
    words: tuple[tuple[str, ...], ...]
    slots: Mapping[str, tuple[Target, ...]]
    required: tuple[tuple[str, ...], ...] = ()
    given: str = ""
    cameo: str = ""
    unless: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    implies: tuple[Implication, ...] | None = None
    alone: str = ""
    at: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that tests a code. `trigger` and the words of `roles` and `voice` stand in `text`; a counter-example has only
    `text`. `at`: where it stands in the codebook."""

    text: str
    trigger: str = ""
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    modality: str | None = None
    polarity: str | None = None
    voice: str | None = None
    at: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of claim. `excludes` says what it is not; `unless` holds lemmas: where one of them stands as subject, object,
    modifier or in a phrase of the trigger there is no claim ("killed in a crash", "heart attack"); `only` holds lemmas of which
    one must stand there or head a phrase that fills a slot; `roles` gives the entity
    types that may fill each role; of each inner tuple of `required` at least one role must be filled, else there is no
    claim. `cameo`: the CAMEO 1.1b3 code that comes nearest, "" where the scheme has none. `implies`: what follows from it.
    `at`: where it stands."""

    code: str
    label: str
    definition: str
    excludes: str
    roles: Mapping[str, tuple[str, ...]]
    required: tuple[tuple[str, ...], ...]
    patterns: tuple[Pattern, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]
    unless: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    cameo: str = ""
    implies: tuple[Implication, ...] = ()
    at: str = field(default="", compare=False)

    def admits(self, target: Target, entity_type: str) -> bool:
        """Whether an entity of this type may fill the target's role in that slot."""
        return entity_type in (target.types or self.roles[target.role])

    def unless_of(self, pattern: Pattern) -> frozenset[str]:
        """Beside which lemmas one of its patterns is not meant: the code's and the pattern's own."""
        return self.unless | pattern.unless if pattern.unless else self.unless

    def only_of(self, pattern: Pattern) -> frozenset[str]:
        """Beside which lemmas alone one of its patterns is meant: the pattern's own, else the code's; all where empty."""
        return pattern.only or self.only


Entry = tuple[Code, Pattern, tuple[str, ...]]
"""A code, its pattern, and the words of that pattern which an index key stands for."""

Index = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True)
class Codebook:
    """All codes in file order. `digest`: SHA-256 of the files (hex), which says which codebook a claim was made with; `source`:
    where they were read from; `extends`: the codebook whose codes are in it too. The indexes below hold longer entries ("carry
    out raid") before shorter ones."""

    codes: Mapping[str, Code]
    digest: str
    source: str
    extends: Codebook | None = None

    @cached_property
    def verbs(self) -> Index:
        """Verb patterns by the lemma of their first word."""
        return self._index("verb", lambda words: 0)

    @cached_property
    def nouns(self) -> Index:
        """Noun patterns by the lemma of their head noun."""
        return self._index("noun", noun_head)

    @cached_property
    def adjectives(self) -> Index:
        """Adjective patterns by their first word."""
        return self._index("adjective", lambda words: 0)

    def _index(self, kind: str, at: Callable[[tuple[str, ...]], int]) -> Index:
        rows: dict[str, list[Entry]] = {}
        for code in self.codes.values():
            for pattern in code.patterns:
                if pattern.kind == kind:
                    for words in pattern.words:
                        rows.setdefault(words[at(words)], []).append((code, pattern, words))
        return MappingProxyType({key: tuple(sorted(row, key=lambda e: -len(e[2]))) for key, row in rows.items()})
