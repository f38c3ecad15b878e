# SPDX-License-Identifier: Apache-2.0
"""Parses made by hand, so that a rule can be tested without the model.

One word a line, "form lemma UPOS XPOS head relation [entity [kind]]": head counts from 1 within its sentence, 0 = root. A
blank line ends the sentence, a line "¶" the paragraph too. Words stand one blank apart, as English sets them.
"""

from __future__ import annotations

from sayso.parse import Parse, Sentence, Word

CLOSING = {",", ".", ":", ";", "?", "!", ")", "”", "’", "'s", "’s", "n't", "n’t"}
"""No blank before these."""

OPENING = {"(", "“", "‘"}
"""No blank after these."""


def parse_of(notation: str) -> Parse:
    """The parse that a notation stands for; ValueError where a line does not fit or a head is no word of its sentence."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    text = ""
    paragraph = 0
    for block in _blocks(notation):
        if block == ["¶"]:
            paragraph += 1
            text += "\n\n"
            continue
        first = len(words)
        for line in block:
            form, lemma, upos, xpos, head, relation, *rest = line.split()
            entity, kind = (*rest, *("O", "none")[len(rest) :])
            if not 0 <= int(head) <= len(block):
                raise ValueError(f"{line!r}: head {head} is no word of a sentence of {len(block)}")
            before = text[-1:]
            if before and not before.isspace() and form not in CLOSING and before not in OPENING:
                text += " "
            words.append(
                Word(
                    len(words),
                    len(text),
                    len(text) + len(form),
                    form,
                    lemma,
                    upos,
                    xpos,
                    first + int(head) - 1 if int(head) else -1,
                    relation,
                    entity,
                    kind,
                    len(sentences),
                )
            )
            text += form
        sentences.append(Sentence(len(sentences), first, len(words), words[first].start, words[-1].end, paragraph))
    return Parse(text, tuple(words), tuple(sentences))


def _blocks(notation: str) -> list[list[str]]:
    """Sentences as lists of lines; a paragraph's end as a list of its own."""
    out: list[list[str]] = [[]]
    for line in (line.strip() for line in notation.strip().splitlines()):
        if line == "¶":
            out += [["¶"], []]
        elif line:
            out[-1].append(line)
        else:
            out.append([])
    return [block for block in out if block]
