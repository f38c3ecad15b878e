# SPDX-License-Identifier: Apache-2.0
"""A parser that says what a table tells it: scores can then be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from sayso.parse import Parse, Sentence, Word

Said = tuple[str, str, str, int, str, str]
"""lemma, UPOS, XPOS, head (from 1 in the sentence, 0 root), relation, name tag."""


@dataclass
class Parrot:
    """Gives each word what `said` has for its form; words it does not know are nouns that hang on the root."""

    said: Mapping[str, Said] = field(default_factory=dict)
    documents: list[list[list[str]]] = field(default_factory=list)
    loses_words: bool = False

    def parse_words(self, documents: Sequence[Sequence[Sequence[str]]]) -> list[Parse]:
        return [self._parse([list(s) for s in d]) for d in documents]

    def parse(self, text: str) -> Parse:
        return self._parse([text.split()], text)

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
                                  relation, tag, "", k))
                at += len(form)
            made.append(Sentence(k, first, len(words), words[first].start, words[-1].end, 0))
        return Parse(text, tuple(words), tuple(made))


@pytest.fixture
def parrot() -> type[Parrot]:
    return Parrot
