# SPDX-License-Identifier: Apache-2.0
"""The codebook's files: what loads, what is refused and in which words, and what the indexes give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook import Codebook, find_quote, load, noun_head
from sayso.codebook.schema import SLOTS
from sayso.errors import CodebookError
from sayso.model import ENTITY_TYPES, ROLES
from sayso.text import quote

CASES = Path(__file__).parent / "cases"

GOOD: str = (CASES / "good.yaml").read_text(encoding="utf-8")
FAULTS: list[dict[str, Any]] = yaml.safe_load((CASES / "faults.yaml").read_text(encoding="utf-8"))
QUOTES: list[dict[str, Any]] = yaml.safe_load((CASES / "quotes.yaml").read_text(encoding="utf-8"))

# The codes of the project's guidelines, a family a line: the shipped codebook must have each of them.
GUIDELINES = """
affiliation: join leave defect expel recruit pledge appoint dismiss found split merge
tie: member lead role part ally rival kin controls present
custody: arrest abduct charge try convict sentence release escape extradite exchange
violence: attack bomb shoot strike clash raid torture destroy kill injure assassinate execute fight-for
movement: move deploy withdraw displace seize
supply: smuggle arm fund train shelter aid
politics: meet negotiate agree support demand accuse reject threaten protest sanction cooperate concede
speech: reply
"""


@pytest.fixture(scope="module")
def shipped() -> Codebook:
    return load()


def test_shipped_has_every_code(shipped: Codebook) -> None:
    wanted = {f"{family.strip()}.{name}" for line in GUIDELINES.strip().splitlines()
              for family, names in [line.split(":")] for name in names.split()}
    assert wanted == {".".join(code.split(".")[:2]) for code in shipped.codes}


def test_shipped_codes_say_what_they_are_not(shipped: Codebook) -> None:
    for code in shipped.codes.values():
        assert code.excludes, code.code
        assert len(code.examples) >= 4 and len(code.counterexamples) >= 2, code.code
        for example in code.examples:
            assert set(example.roles) <= set(code.roles)


def test_indexes_hold_each_word_once_and_longer_first(shipped: Codebook) -> None:
    heads: dict[str, Callable[[tuple[str, ...]], int]] = {"verb": lambda _: 0, "noun": noun_head, "adjective": lambda _: 0}
    for index, kind in ((shipped.verbs, "verb"), (shipped.nouns, "noun"), (shipped.adjectives, "adjective")):
        entries = [e for row in index.values() for e in row]
        assert len(entries) == sum(len(p.words) for c in shipped.codes.values() for p in c.patterns if p.kind == kind)
        for key, row in index.items():
            assert all(words[heads[kind](words)] == key for _, _, words in row)
            lengths = [len(words) for _, _, words in row]
            assert lengths == sorted(lengths, reverse=True)


def test_a_bar_between_words_makes_an_entry_each(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(GOOD.replace("[join, sign up]", "[join, sign |\n        put up|down there]"), encoding="utf-8")
    (code,) = load(file).codes.values()
    assert [" ".join(w) for w in code.patterns[0].words] == [
        "join", "sign up there", "sign down there", "put up there", "put down there"]


def test_a_noun_pattern_may_name_what_follows_its_noun() -> None:
    assert [noun_head(tuple(words.split())) for words in ("air strike", "use of force", "mass act of terror")] == [1, 0, 1]


def test_slots_and_targets_are_known(shipped: Codebook) -> None:
    for code in shipped.codes.values():
        for pattern in code.patterns:
            assert set(pattern.slots) <= SLOTS[pattern.kind]
            for targets in pattern.slots.values():
                assert targets
                for target in targets:
                    assert target.role in code.roles and set(target.types) <= set(code.roles[target.role]) <= set(ENTITY_TYPES)
        assert {r for alternatives in code.required for r in alternatives} <= set(code.roles) <= set(ROLES)


def test_every_role_that_a_code_needs_can_be_filled(shipped: Codebook) -> None:
    for code in shipped.codes.values():
        given_by_engine = {"place", "actor", "target"}  # places and the defaults of event nouns are not written as slots
        for pattern in code.patterns:
            written = {t.role for ts in pattern.slots.values() for t in ts}
            for alternatives in (*code.required, *pattern.required):
                assert set(alternatives) & (written | (given_by_engine if pattern.kind == "noun" else {"place"})), (
                    f"{code.code}/{pattern.id} can never fill one of {alternatives}")


def test_good_file_reads_as_written(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(GOOD, encoding="utf-8")
    book = load(file)
    code = book.codes["affiliation.join.abroad"]
    pattern = code.patterns[0]
    assert pattern.words == (("join",), ("sign", "up"))
    assert {s: [(t.role, t.types) for t in ts] for s, ts in pattern.slots.items()} == {
        "subj": [("actor", ())], "obj": [("group", ("group",)), ("place", ("place", "state"))], "in": [("group", ())],
        "on": [("group", ())]}
    assert code.roles["actor"] == ENTITY_TYPES and code.roles["group"] == ("group", "organisation")
    assert code.required == (("actor",), ("group", "place"))
    assert pattern.required == (("place",),)
    assert pattern.unless == {"river", "dot"} and not code.patterns[1].unless
    assert pattern.only == {"brigade"} and not code.only
    assert code.examples[0].polarity == "no" and code.examples[0].voice == "residents"
    assert code.examples[0].roles == {"actor": ("Two men", "a boy")}
    assert [e.text for e in code.counterexamples] == ["The rivers join near Khartoum."]
    assert list(book.verbs) == ["join", "sign"] and list(book.nouns) == ["attack"] and list(book.adjectives) == ["loyal"]
    assert book.nouns["attack"][0][2] == ("air", "attack")
    target = pattern.slots["obj"][0]
    assert code.admits(target, "group") and not code.admits(target, "organisation")


@pytest.mark.parametrize("case", FAULTS, ids=lambda c: str(c["name"]))
def test_fault_names_file_line_and_mend(case: dict[str, Any], tmp_path: Path) -> None:
    text = GOOD
    for old, new in case["change"].items():
        assert text.count(old) == 1, f"“{old}” must stand once in good.yaml"
        text = text.replace(old, new)
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError) as raised:
        load(file)
    error = raised.value
    assert error.message.startswith("own.yaml")
    assert case["says"] in error.message
    assert case["mend"] in error.hint
    line = next(n for n, row in enumerate(text.splitlines(), 1) if case["at"] in row) - case.get("above", 0)
    assert f"line {line}:" in error.message


def test_folder_reads_in_order_of_names_and_refuses_a_code_twice(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.yml").write_text(GOOD.replace("affiliation.join.abroad", "custody.hold"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a codebook", encoding="utf-8")
    assert list(load(tmp_path).codes) == ["custody.hold", "affiliation.join.abroad"]
    (tmp_path / "c.yaml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"already defined in b\.yaml, line"):
        load(tmp_path)


def test_digest_changes_with_the_content_only(tmp_path: Path) -> None:
    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text(GOOD, encoding="utf-8")
    other.write_text(GOOD, encoding="utf-8")
    assert load(one).digest == load(other).digest
    other.write_text(GOOD + "\n# a note\n", encoding="utf-8")
    assert load(one).digest != load(other).digest


@pytest.mark.parametrize(("content", "says"), [
    (None, "cannot be read"), (b"", "holds no codes"), (b"# only a note\n", "holds no codes"), (b"\xff\xfe\x00", "not UTF-8"),
    (b"- code: [", "not YAML"), (b"just words", "must be a list"), (b"- just words", "must be a mapping"),
    (b"\x00", "not YAML"), (b"- code: &a [*a]", "a code has no"),
], ids=["missing", "empty", "comment", "encoding", "bracket", "words", "list", "nul", "loop"])
def test_file_that_is_no_codebook(content: bytes | None, says: str, tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(CodebookError, match=says) as raised:
        load(file)
    assert raised.value.hint


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"holds no \.yaml file"):
        load(tmp_path)


@given(st.text())
def test_any_text_loads_or_is_a_codebook_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(CodebookError):
        load(file)


@pytest.mark.parametrize("case", QUOTES, ids=lambda c: f"{c['quote']} in {c['text']}")
def test_quotes_are_found(case: dict[str, Any]) -> None:
    span = find_quote(case["text"], case["quote"])
    assert span == (tuple(case["span"]) if case["span"] else None)


@given(st.text(min_size=1), st.text())
def test_a_found_quote_is_the_quote(words: str, around: str) -> None:
    span = find_quote(around + words + around, words)
    assert span is not None
    text = quote(around + words + around, span)
    assert text == words or text == words.rpartition("#")[0]
