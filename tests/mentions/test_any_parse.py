# SPDX-License-Identifier: Apache-2.0
"""Whatever the parser says, `find` gives entities whose mentions lie in the text, and one entity for each head word."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from sayso.mentions import find
from sayso.model import Report
from sayso.parse import Parse, Sentence, Word

TEXTS = (
    "Omar",
    "Deen",
    "the",
    "Marsh",
    "Front",
    "Egyptian",
    "army",
    "he",
    "their",
    "which",
    "who",
    "IS",
    "Islamic",
    "State",
    "(",
    ")",
    ",",
    "-",
    '"',
    "“",
    "'s",
    "said",
    "two",
    "of",
    "commanders",
    "duo",
    "latter",
    "Mali",
    "al",
    "group",
    "It",
    "I",
    "himself",
    "here",
    "2011",
    "was",
)
RELATIONS = (
    "root",
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "compound",
    "flat",
    "appos",
    "conj",
    "case",
    "det",
    "punct",
    "acl:relcl",
    "cop",
    "ccomp",
    "amod",
    "nummod",
    "advmod",
    "xcomp",
    "parataxis",
)
TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")


@st.composite
def parses(draw: st.DrawFn) -> Parse:
    """A parse of random words, with random labels and trees."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    text = ""
    for s in range(draw(st.integers(0, 3))):
        first, size = len(words), draw(st.integers(1, 9))
        start = len(text)
        left = draw(st.booleans())      # a tree that grows from the left, or from the right
        for i in range(size):
            word = draw(st.sampled_from(TEXTS))
            upos = draw(st.sampled_from(("NOUN", "PROPN", "PRON", "VERB", "ADJ", "NUM", "DET", "ADP", "PUNCT", "ADV")))
            root = i == (0 if left else size - 1)
            head = -1 if root else first + draw(st.integers(0, i - 1) if left else st.integers(i + 1, size - 1))
            words.append(
                Word(
                    first + i,
                    len(text),
                    len(text) + len(word),
                    word,
                    word.lower(),
                    upos,
                    draw(st.sampled_from(("NN", "NNS", "NNP", "NNPS", "X"))),
                    head,
                    "root" if root else draw(st.sampled_from(RELATIONS)),
                    draw(st.sampled_from(TAGS)),
                    draw(st.sampled_from(("none", "person", "place", "organization", "event", "time"))),
                    s,
                )
            )
            text += word + draw(st.sampled_from((" ", " ", "")))
        sentences.append(Sentence(s, first, len(words), start, words[-1].end, draw(st.integers(0, 1))))
        text += " "
    return Parse(text, tuple(words), tuple(sentences))


def row_from_the_right() -> Parse:
    """An owner whose noun is joined to one behind it, which a tree may have."""
    text, made, start = "their duo Omar", [], 0
    words = [("their", "PRON", 1, "nmod:poss"), ("duo", "NOUN", 2, "conj"), ("Omar", "PROPN", -1, "root")]
    for i, (word, upos, head, relation) in enumerate(words):
        made.append(Word(i, start, start + len(word), word, word.lower(), upos, "NN", head, relation, "O", "person", 0))
        start += len(word) + 1
    return Parse(text, tuple(made), (Sentence(0, 0, 3, 0, len(text), 0),))


@given(parses())
@example(row_from_the_right())
def test_mentions_lie_in_the_text(parse: Parse) -> None:
    found = find(parse, Report("sha256:0", "any", "any.txt", parse.text))
    entities = {e.id: e for e in found.entities}
    assert list(entities) == [f"e{n}" for n in range(1, len(entities) + 1)]
    for entity in found.entities:
        assert entity.name
        assert entity.mentions
        for m in entity.mentions:
            assert 0 <= m.start < m.end <= len(parse.text)
            assert parse.text[m.start : m.end].strip() == parse.text[m.start : m.end]
    starts = [min(m.head for m in e.mentions) for e in found.entities]
    assert starts == sorted(starts)
    for index, (ident, mention) in found.by_head.items():
        assert 0 <= index < len(parse.words)
        assert mention in entities[ident].mentions
    assert find(parse, Report("sha256:0", "any", "any.txt", parse.text)) == found
