# SPDX-License-Identifier: Apache-2.0
"""What is looked up in a parse: made once a word, and not stored with it."""

from __future__ import annotations

import pickle

import pytest

from sayso.parse import Parse, Word, once

ROWS = (("She", 1, "nsubj:pass"), ("went", -1, "root"), ("to", 3, "case"), ("Aden", 1, "obl"))


@pytest.fixture
def parse() -> Parse:
    words = tuple(Word(i, i, i + 1, text, text, "X", "X", head, relation, "O", "none", 0)
                  for i, (text, head, relation) in enumerate(ROWS))
    return Parse("She went to Aden", words, ())


def test_children_by_label_or_main_label(parse: Parse) -> None:
    assert [w.text for w in parse.children(1)] == ["She", "Aden"]
    for relation in ("nsubj", "nsubj:pass"):
        assert [w.text for w in parse.children(1, relation)] == ["She"]
    assert parse.children(1, "") == []
    assert [w.lower for w in parse.subtree(1, "nsubj")] == ["went", "to", "aden"]
    assert [w.lower for w in parse.subtree(1, "nsubj:pass", "case")] == ["went", "to", "aden"]


def test_once(parse: Parse) -> None:
    asked: list[int] = []

    @once
    def heads(parse: Parse, index: int) -> int:
        """Head."""
        asked.append(index)
        return parse.words[index].head

    assert [heads(parse, i) for i in (0, 0, 3, 0)] == [1, 1, 1, 1]
    assert asked == [0, 3]
    again: Parse = pickle.loads(pickle.dumps(parse))  # noqa: S301 - our own
    assert again == parse
    assert [w.lower for w in again.words] == ["she", "went", "to", "aden"]
    assert heads(again, 0) == 1
    assert asked == [0, 3, 0], "another parse knows nothing of it"
