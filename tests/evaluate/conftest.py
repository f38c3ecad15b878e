# SPDX-License-Identifier: Apache-2.0
"""A parser that says what a table tells it: scores can then be worked out by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from sayso.parse import Argument, Attribution, Parse, Reference, Sentence, Word

Said = tuple[str, str, str, int, str, str]
"""lemma, UPOS, XPOS, head (from 1 in the sentence, 0 root), relation, name tag."""


@dataclass
class Parrot:
    """Gives each word what `said` has for its form; words it does not know are nouns that hang on the root.

    Raw text is cut at blanks, then as `cuts` says; a sentence ends after a word in `stops`. The layers name words by their
    forms ("men", the second one "men#2"): `arguments` (predicate, head) → label; `attributions` (cue, source, content);
    `chains` of phrases. `asked` keeps the layers and predicates that were asked for.
    """

    said: Mapping[str, Said] = field(default_factory=dict)
    documents: list[list[list[str]]] = field(default_factory=list)
    loses_words: bool = False
    cuts: Mapping[str, str] = field(default_factory=dict)
    stops: Collection[str] = ()
    senses: Mapping[str, str] = field(default_factory=dict)
    certainties: Mapping[str, float] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[tuple[str, str], str] = field(default_factory=dict)
    attributions: Sequence[tuple[str, str, str]] = ()
    chains: Sequence[Sequence[str]] = ()
    asked: list[tuple[Collection[str], Sequence[Collection[int]] | None]] = field(default_factory=list)

    def parse_words(self, documents: Sequence[Sequence[Sequence[str]]], layers: Collection[str] = (),
                    predicates: Sequence[Collection[int]] | None = None) -> list[Parse]:
        self.asked.append((layers, predicates))
        return [self._layered(self._parse([list(s) for s in d]), layers) for d in documents]

    def parse(self, text: str, breaks: Iterable[int] = (), layers: Collection[str] = ()) -> Parse:
        self.asked.append((layers, None))
        sentences: list[list[str]] = [[]]
        for form in (f for token in text.split() for f in self.cuts.get(token, token).split()):
            sentences[-1].append(form)
            if form in self.stops:
                sentences.append([])
        return self._layered(self._parse([s for s in sentences if s], text), layers)

    def _parse(self, sentences: list[list[str]], text: str | None = None) -> Parse:
        self.documents.append(sentences)
        text = text if text is not None else " ".join(f for s in sentences for f in s)
        words: list[Word] = []
        made, at = [], 0
        for k, s in enumerate(sentences):
            first = len(words)
            for i, form in enumerate(s[:-1] if self.loses_words else s):
                at = text.index(form, at)
                lemma, upos, xpos, head, relation, tag = self.said.get(form, (form, "NOUN", "NN", 0, "root", "O"))
                words.append(Word(first + i, at, at + len(form), form, lemma, upos, xpos, first + head - 1 if head else -1,
                                  relation, tag, "", k, sense=self.senses.get(form, ""), certainty=self.certainties.get(form),
                                  phrase=self.phrases.get(form, "O")))
                at += len(form)
            made.append(Sentence(k, first, len(words), words[first].start, words[-1].end, 0))
        return Parse(text, tuple(words), tuple(made))

    def _layered(self, parse: Parse, layers: Collection[str]) -> Parse:
        forms = [w.text for w in parse.words]

        def places(phrase: str) -> range:
            """Where a phrase stands; nowhere where it is not in this text."""
            name, _, which = phrase.partition("#")
            want = name.split()
            found = [i for i in range(len(forms)) if want and forms[i : i + len(want)] == want][int(which or 1) - 1 :]
            return range(found[0], found[0] + len(want)) if found else range(0)

        if "roles" in layers:
            made = [Argument(p[0], h[0], label) for (pred, head), label in self.arguments.items()
                    if (p := places(pred)) and (h := places(head))]
            parse = replace(parse, arguments=tuple(made))
        if "voices" in layers:
            said = [Attribution(c[0], tuple(places(source)), tuple(i for piece in content.split(" … ") for i in places(piece)))
                    for cue, source, content in self.attributions if (c := places(cue))]
            parse = replace(parse, attributions=tuple(said))
        if "coreference" in layers:
            chains = [tuple(Reference(r.start, r.stop, r.start) for phrase in chain if (r := places(phrase)))
                      for chain in self.chains]
            parse = replace(parse, chains=tuple(c for c in chains if c))
        return parse


@pytest.fixture
def parrot() -> type[Parrot]:
    return Parrot
