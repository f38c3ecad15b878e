# SPDX-License-Identifier: Apache-2.0
"""A codebook that extends ours: what it takes over, what it changes, what is refused; and how one is begun."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.codebook import Codebook, load
from sayso.codebook.starting import FILE, start
from sayso.errors import CodebookError, UsageError
from sayso.evaluate.codebook import check
from sayso.evaluate.examples import Read
from sayso.pipeline import Reader

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "extending.yaml").read_text(encoding="utf-8"))

KIN = """\
- replace: tie.kin
  label: is kin
  definition: Somebody is of somebody's family.
  roles: {actor: any}
  required: [[actor]]
  patterns: [{id: own, nouns: [brother], slots: {self: actor}}]
  examples: [{text: His brother came., trigger: brother}]
"""


def _load(tmp_path: Path, **files: str) -> Codebook:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def _by(reader: Reader, book: Codebook) -> Read:
    return lambda report: reader.read_by(report, (book,))[0]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_fault_names_file_line_and_mend(case: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(CodebookError) as raised:
        _load(tmp_path, own=case["text"])
    line = next(n for n, row in enumerate(case["text"].splitlines(), 1) if case["at"] in row)
    assert raised.value.message.startswith(f"own.yaml, line {line}: ")
    assert case["says"] in raised.value.message
    assert case["mend"] in raised.value.hint


def test_nothing_said_is_nothing_changed(tmp_path: Path) -> None:
    book, ours = _load(tmp_path, own="- extends: sayso\n"), load()
    assert dict(book.codes) == dict(ours.codes)
    assert book.extends is not None and book.extends.digest == ours.digest != book.digest


def test_words_are_added_and_taken_out(tmp_path: Path) -> None:
    book = _load(tmp_path, a="- extends: sayso\n", b="""\
- add-to: affiliation.join
  words: {join: [sign articles]}
  drop-words: {join: [swell rank], enter: [enter]}
  patterns: [{id: mine, nouns: [affiliate], slots: {self: actor}}]
  unless: [river]
  examples: [{text: They signed articles., trigger: signed}]
  drop-examples: [The mayor joined the talks on Monday.]
  counterexamples: [{text: They signed letters.}]
""")
    code, before = book.codes["affiliation.join"], load().codes["affiliation.join"]
    words = {p.id: {" ".join(w) for w in p.words} for p in code.patterns}
    had = {p.id: {" ".join(w) for w in p.words} for p in before.patterns}
    assert words["join"] == had["join"] - {"swell rank"} | {"sign articles"}
    assert words.keys() == had.keys() - {"enter"} | {"mine"}
    assert code.unless == before.unless | {"river"}
    assert [e.text for e in code.examples] == [*(e.text for e in before.examples), "They signed articles."]
    assert [e.text for e in code.counterexamples] == [
        *(e.text for e in before.counterexamples if "mayor" not in e.text), "They signed letters."]
    assert code.examples[-1].at == "b.yaml, line 6"
    assert {c: v for c, v in book.codes.items() if c != code.code} == {c: v for c, v in load().codes.items() if c != code.code}


def test_codes_are_replaced_dropped_and_put_first(tmp_path: Path) -> None:
    new = KIN.replace("replace: tie.kin", "code: press.own")
    book = _load(tmp_path, own="- drop: tie.rival\n- extends: sayso\n" + KIN, new=new)
    ours = list(load().codes)
    assert list(book.codes) == ["press.own", *(c for c in ours if c != "tie.rival")]
    assert [p.id for p in book.codes["tie.kin"].patterns] == ["own"]
    assert [c.code for c, _, _ in book.nouns["brother"]] == ["press.own", "tie.kin"]


@pytest.mark.parametrize("empty", [False, True], ids=["extends", "empty"])
def test_what_is_begun_loads_and_its_examples_come_out(empty: bool, tmp_path: Path, reader: Reader) -> None:
    folder = tmp_path / "deep" / "mine"
    assert start(folder, empty=empty) == folder / FILE
    book = load(folder)
    assert (book.extends is None) is empty
    for only in ("press.silence",) if empty else ("press.silence", "affiliation.join"):
        checked = check(book, _by(reader, book), only)
        assert checked.outcomes and not checked.failed and not checked.known and not checked.untouched
        assert not any(o.clash or o.dead for o in checked.overlaps)


def test_a_place_that_is_taken_is_left_alone(tmp_path: Path) -> None:
    start(tmp_path / "mine")
    before = (tmp_path / "mine" / FILE).read_bytes()
    for taken in (tmp_path / "mine", tmp_path / "mine" / FILE):
        with pytest.raises(UsageError, match="something in that place already"):
            start(taken)
    assert (tmp_path / "mine" / FILE).read_bytes() == before


def test_a_check_tells_what_is_its_own(tmp_path: Path, reader: Reader) -> None:
    """An example of ours that never came out is no fault of who extends ours; one of theirs is, and one that they break."""
    book = _load(tmp_path, own="""\
- extends: sayso
- add-to: affiliation.expel
  examples: [{text: The rivers part near Kassala., trigger: part}]
- add-to: affiliation.join
  drop-words: {enlist: [enlist]}
""")
    expel = check(book, _by(reader, book), "affiliation.expel", before=_by(reader, load()))
    assert [o.case.example.at for o in expel.failed] == ["own.yaml, line 3"]
    assert expel.known
    join = check(book, _by(reader, book), "affiliation.join", before=_by(reader, load()))
    assert [o.case.example.trigger for o in join.failed] == ["enlisted"]
    assert not join.overlaps
