# SPDX-License-Identifier: Apache-2.0
"""How present an entity is to the reader at a place in the text: by the roles, distance and kind of its mentions so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.mentions.chains import Chain, Chains
from sayso.mentions.lexicon import Lexicon
from sayso.mentions.phrases import SUBJECT, Phrase
from sayso.mentions.quotes import Quotes
from sayso.parse import Parse

WEIGHTS = {
    "nsubj": 4.0,
    "obj": 2.5,
    "iobj": 2.0,
    "obl": 1.5,
    "nmod:poss": 1.5,
    "obl:agent": 2.0,
    "nmod": 1.0,
    "appos": 1.0,
    "compound": 0.6,
    "amod": 0.5,
}
"""Subjects count most, parts of noun phrases least: the order that reading studies and Lappin & Leass (1994) found."""
SHARES = {"nmod:poss": 0.5, "compound": 0.35, "amod": 0.35, "nmod": 0.35}
"""What a word in a noun phrase has of the whole's weight: "Xara's envoys left" speaks of Xara more than "met Xara's envoys"."""
FADE = 0.5
"""Presence halves from sentence to sentence."""
REACH = 4
"""Sentences that a pronoun looks back; farther antecedents are rare in news, and wrong ones common."""


_NONE: frozenset[str] = frozenset()


@dataclass(slots=True)
class Scene:
    """What a reader has met so far. `heard_` lists phrases in reading order."""

    parse: Parse
    chains: Chains
    by_word: dict[int, int]
    quotes: Quotes
    lexicon: Lexicon
    title_ends: int
    heard_: list[Phrase] = field(default_factory=list)
    speaker: int = -1
    """The phrase that last was the subject of a verb of saying."""
    belongs: dict[int, set[int]] = field(default_factory=dict)
    """Person's chain → chains of the bodies and countries named in its own noun phrases."""

    linked: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """Head word → the heads before it of what the model takes for the same, the nearest first; none where it was not asked."""

    def alone(self, phrase: Phrase) -> bool:
        """Whether nothing before has been joined with a phrase."""
        return self.chains.chain(phrase.at).members[0] == phrase.at

    def linked_roots(self, phrase: Phrase) -> set[int]:
        """The chains of what the model takes a phrase for."""
        return {self.chains.root(self.by_word[h]) for h in self.linked.get(phrase.head, ()) if h in self.by_word}

    deeds: dict[int, set[str]] = field(default_factory=dict)
    """Chain of people or a body → kinds of `Lexicon.deeds`: what they have been called, have done or have suffered so far."""

    def heard(self, phrase: Phrase) -> None:
        """Adds a phrase after it has been resolved."""
        self.heard_.append(phrase)
        if self.chains.chain(phrase.at).sort.family in ("P", "B", ""):
            self.deeds.setdefault(self.chains.root(phrase.at), set()).update(self.done(phrase))
        if self.says(phrase):
            self.speaker = phrase.at
        if self.chains.chain(phrase.at).sort.family == "P" and phrase.form != "pronoun":
            self.belongs.setdefault(self.chains.root(phrase.at), set()).update(self.bodies_of(phrase))

    def bodies_of(self, phrase: Phrase) -> set[int]:
        """The bodies and countries that a person's noun phrase holds: "Xara's Omar", "the Xara leader", "a member of Xara"."""
        out = set()
        for c in self.parse.children(phrase.head, "compound", "nmod:poss", "nmod", "amod", "appos", "nmod:desc"):
            at = self.by_word.get(c.index)
            if at is None:
                continue
            if self.chains.chain(at).sort.family in ("B", "C"):
                out.add(self.chains.root(at))
            elif c.relation in ("appos", "nmod:desc") and self.chains.joined(at, phrase.at):
                out |= self.bodies_of(self.chains.phrases[at]) if c.index > phrase.head else set()
        return out

    def done(self, phrase: Phrase) -> frozenset[str]:
        """The kinds of deed or fate that a phrase's own noun and the verb over it tell."""
        lexicon, word = self.lexicon, self.parse.words[phrase.head]
        called = lexicon.deeds.get(phrase.lemma, _NONE) if phrase.form == "nominal" else _NONE
        while word.relation == "conj" and (up := self.parse.head(word.index)) is not None and up.upos != "VERB":
            word = up
        verb = self.parse.head(word.index)
        if verb is None:
            return called
        lemma, relation = verb.lemma.lower(), word.relation.partition(":")[0]
        if relation == "nsubj" and word.relation != "nsubj:pass" or word.relation == "obl:agent":
            return called | lexicon.does.get(lemma, _NONE)
        if relation == "obj" or word.relation == "nsubj:pass":
            return called | lexicon.suffers.get(lemma, _NONE)
        if any(c.relation.startswith("acl") and c.xpos == "VBN" and c.lemma.lower() in lexicon.suffers
               for c in self.parse.children(word.index, "acl")):      # "five men arrested on Friday"
            return called.union(*(lexicon.suffers.get(c.lemma.lower(), _NONE) for c in self.parse.children(word.index, "acl")))
        return called

    def says(self, phrase: Phrase) -> bool:
        """Whether a phrase is the subject of a verb of saying outside quotation marks."""
        up = self.parse.head(phrase.head)
        return (
            up is not None
            and self.is_subject(phrase)
            and self.quotes.of[phrase.head] < 0
            and up.upos == "VERB"
            and up.lemma.lower() in self.lexicon.saying
        )

    def sentence(self, phrase: Phrase) -> int:
        """The number of the sentence that a phrase stands in."""
        return self.parse.words[phrase.head].sentence

    def weight(self, phrase: Phrase) -> float:
        """What one mention adds to the presence of its entity, before fading."""
        weight = self._role(phrase, phrase.head, 3)
        if phrase.form == "name":
            weight *= 1.25
        if self.sentence(phrase) < self.title_ends:
            weight *= 0.7
        return weight

    def _role(self, phrase: Phrase, index: int, steps: int) -> float:
        """The weight of a word's role; a word in a noun phrase has a share of the whole's."""
        word, up = self.parse.words[index], self.parse.head(index)
        main = word.relation.partition(":")[0]
        if up is not None and steps and (main in ("conj", "appos", "flat") or main == "nmod" and up.index in phrase.also):
            return 0.9 * self._role(phrase, up.index, steps - 1)
        if up is not None and steps and word.relation in SHARES:
            return SHARES[word.relation] * self._role(phrase, up.index, steps - 1)
        return WEIGHTS.get(word.relation, WEIGHTS.get(main, 1.0))

    def present(
        self, at: Phrase, fits: Callable[[Phrase, Chain], bool], reach: int = REACH, without: frozenset[int] = frozenset()
    ) -> list[tuple[float, int]]:
        """Entities that fit, most present first: (presence, chain root); a tie goes to the later mention. Mentions whose head
        word is in `without` do not count."""
        here = self.sentence(at)
        scores: dict[int, float] = {}
        last: dict[int, int] = {}
        for phrase in reversed(self.heard_):
            distance = here - self.sentence(phrase)
            if distance > reach:
                break
            if phrase.head in without:
                continue
            root = self.chains.root(phrase.at)
            if root not in scores:
                scores[root] = 0.0 if fits(phrase, self.chains.chain(root)) else -1.0
                last[root] = phrase.at
            if scores[root] >= 0:
                scores[root] += self.weight(phrase) * FADE**distance
        return sorted(((s, r) for r, s in scores.items() if s > 0), key=lambda x: (-x[0], -last[x[1]]))

    def is_subject(self, phrase: Phrase) -> bool:
        """Whether a phrase is the subject of its clause."""
        return self.parse.words[phrase.head].relation in SUBJECT
