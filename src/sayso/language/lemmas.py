# SPDX-License-Identifier: Apache-2.0
"""The dictionary form of a word: from the training trees' own table, else from lemminflect's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

VERBAL = ("VBN", "VBD", "VBG", "VBZ", "VBP", "VB")
"""A verb form known under another tag has the same lemma: "shot" as participle tells "shot" as past."""

INFLECTED = {"NOUN", "VERB", "AUX"}
"""Tags whose unknown words are looked up; unknown adjectives and adverbs of news are hardly ever compared forms."""


@dataclass(frozen=True, slots=True)
class Lemmas:
    """`table`: (lower-case form, Penn tag) → lemma."""

    table: Mapping[tuple[str, str], str]

    @classmethod
    def read(cls, text: str) -> Lemmas:
        """From lines of form, tag, lemma, tab-separated."""
        rows = (line.split("\t") for line in text.splitlines())
        return cls({(form, tag): lemma for form, tag, lemma in rows})

    def of(self, form: str, upos: str, xpos: str) -> str:
        """The lemma, capitals as dictionaries have them; a proper noun's is its form, letter for letter,
        unless the table knows it as a plural."""
        low = form.lower().replace("’", "'")
        known = self.table.get((low, xpos))
        if upos == "PROPN":
            return known if known and known.lower() != low and not form.isupper() else form
        if known is not None:
            return known
        if upos not in INFLECTED:
            return low
        if xpos in VERBAL:
            for tag in VERBAL:
                if (low, tag) in self.table:
                    return self.table[low, tag]
        return _looked_up(low, upos)


@lru_cache(16384)
def _looked_up(low: str, upos: str) -> str:
    """The lemma of a word that the training trees lack."""
    from lemminflect import getLemma  # opens large tables: only when a word asks for it

    found = getLemma(low, upos)
    return str(found[0]) if found else low
