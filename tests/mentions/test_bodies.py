# SPDX-License-Identifier: Apache-2.0
"""The roster of known bodies, and files of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import CodebookError
from sayso.mentions.bodies import by_name, load_bodies, shipped
from sayso.mentions.lexicon import lexicon
from sayso.mentions.names import words_of


def test_the_roster_is_whole() -> None:
    rows = shipped()
    assert len(rows) > 1200
    names = {v.casefold() for b in rows for v in (b.known.name, *b.variants)}
    assert [b.known.parent for b in rows if b.known.parent and b.known.parent.casefold() not in names] == []
    assert {b.known.type for b in rows} == {"group", "state", "organisation", "outlet"}


def test_a_name_that_several_have_tells_the_type_alone() -> None:
    known = by_name(shipped())[("sla",)]
    assert (known.name, known.type) == ("", "group")
    assert set(known.names) == {"Sudan Liberation Army", "South Lebanon Army"}


def test_ones_own_go_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    lines = ("# ours", "type\tname\tvariants", "", "group\tSons of the Marsh\tSLA;Marsh Sons", "outlet\tTamar Herald", "")
    own.write_text("\n".join(lines), encoding="utf-8")
    words = lexicon().with_bodies(load_bodies(own))
    found = words.body(words_of("SLA")), words.body(words_of("the Tamar Herald")), words.body(words_of("Hamas"))
    assert [f and f.name for f in found] == ["Sons of the Marsh", "Tamar Herald", "Hamas"]


@pytest.mark.parametrize(("text", "told"), [
    ("group\tMarsh Front\ngrup\tTamar Front\n", "line 2: 'grup' is no type of a body."),
    ("group\n", "line 1: 1 fields, 2 to 5 wanted."),
    ("group\tA\tb\t\tCO\tmore\n", "line 1: 6 fields"),
    ("group\t!\n", "line 1: '!' holds no letter"),
    ("group\tMarsh Front\t–;MF\n", "line 1: '–' holds no letter"),
    ("group\tMarsh Front\t\t\tCol\n", "line 1: 'Col' is no country code."),
    ("group\tMarsh Front\n\ngroup\tmarsh front\n", "line 3: 'marsh front' stands on line 1 already."),
    ("group\tMarsh Front\t\tTamar Nobody\n", "line 1: the parent 'Tamar Nobody' is no body"),
])
def test_a_mistake_tells_its_line(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "mine.tsv"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"mine\.tsv") as error:
        load_bodies(own)
    assert told in error.value.message


def test_bytes_that_are_no_text_and_no_file(tmp_path: Path) -> None:
    own = tmp_path / "mine.tsv"
    own.write_bytes(b"group\tMarsh Front\ngroup\tS\xe3o\n")
    with pytest.raises(CodebookError, match="line 2: is not UTF-8"):
        load_bodies(own)
    with pytest.raises(CodebookError, match="cannot be read"):
        load_bodies(tmp_path / "none.tsv")
