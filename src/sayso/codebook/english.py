# SPDX-License-Identifier: Apache-2.0
"""Dictionary forms and inflected forms of English words, by lemminflect's tables: a codebook's entries are lemmas."""

from __future__ import annotations

from functools import cache

from sayso.codebook.schema import PREPOSITIONS


@cache
def lemmas(word: str, part: str) -> tuple[str, ...]:
    """The dictionary forms that a word in small letters may have as a VERB, NOUN, …; empty where the tables do not know it."""
    from lemminflect import getAllLemmas  # opens large tables: only when a word asks for it

    return tuple(getAllLemmas(word, upos=part).get(part, ()))


@cache
def known(word: str) -> bool:
    """Whether the tables know a word at all; prepositions, figures and words with a hyphen are not theirs to know."""
    from lemminflect import getAllLemmas

    return word in PREPOSITIONS or not word.isalpha() or bool(getAllLemmas(word))


def verb(word: str) -> str | None:
    """A verb's dictionary form: of several the word itself ("found"); None where no verb is written so."""
    if "-" in word:
        last = verb(word.rpartition("-")[2])
        return last and f"{word.rpartition('-')[0]}-{last}"
    forms = lemmas(word, "VERB")
    return word if word in forms else forms[0] if forms else None


def content(word: str) -> str:
    """A word of a phrase as a codebook writes it: the singular of a plural, else as it stands."""
    forms = lemmas(word, "NOUN")
    return word if not forms or word in forms else forms[0]


STEM_ENDS = ("e", "y", "ed", "t", "te")
"""What a stem of TABARI's may lack: "accus", "carr", "exchang", "extradi"."""


def from_stem(stem: str) -> str | None:
    """The verb of which a TABARI stem is the beginning, where no verb is written like the stem and only one is that long at
    most."""
    whole = [f"{stem}{end}" for end in STEM_ENDS] + ([f"{stem[:-1]}y"] if stem.endswith("i") else [])
    found = {form for form in whole if form in lemmas(form, "VERB")}
    return found.pop() if len(found) == 1 else None


def past(word: str) -> str:
    """The past tense of a verb's dictionary form."""
    return _form(word, "VBD", "ed")


def third(word: str) -> str:
    """The form of a verb after "she", in the present tense."""
    return _form(word, "VBZ", "s")


def _form(word: str, tag: str, end: str) -> str:
    from lemminflect import getInflection

    found = getInflection(word, tag)
    return str(found[0]) if found else f"{word}{end}"
