# SPDX-License-Identifier: Apache-2.0
"""What the scorers ask of a parser, and what they check of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from sayso.errors import SaysoError
from sayso.parse import Parse

Sentences = Sequence[Sequence[str]]
"""A document as sentences of words."""


class WordParser(Protocol):
    """What parses given words (`sayso.language.Language`)."""

    def parse_words(self, documents: Sequence[Sentences]) -> Sequence[Parse]:
        """Documents of sentences of words → one Parse a document, word for word."""
        ...


class TextParser(WordParser, Protocol):
    """What parses raw text as well (`sayso.language.Language`)."""

    def parse(self, text: str) -> Parse:
        """The text's words, sentences and trees."""
        ...


class LayerParser(Protocol):
    """What gives the layers over the trees too (`sayso.language.Language`): "roles", "voices", "coreference"."""

    def parse(self, text: str, breaks: Iterable[int] = (), layers: Collection[str] = ()) -> Parse:
        """The text's words, sentences, trees and layers."""
        ...

    def parse_words(self, documents: Sequence[Sentences], layers: Collection[str] = (),
                    predicates: Sequence[Collection[int]] | None = None) -> Sequence[Parse]:
        """Documents of sentences of words → one Parse a document; `predicates`: for each, the indices of its predicates."""
        ...


def checked(parse: Parse, sentences: Sentences) -> Parse:
    """The parse, if it has one word for each that was given; else raises SaysoError."""
    if [w.text for w in parse.words] != [form for s in sentences for form in s]:
        raise SaysoError("The parser did not keep the words that it was given.",
                         "This is an error in Sayso: please report it.")
    return parse


def capitals(text: str) -> str:
    """The text in capitals, of the same length: a letter whose capital is several ("ß") stays."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
