# SPDX-License-Identifier: Apache-2.0
"""What follows from a claim, what a codebook may say of it, and what is left of ours where it is changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.codebook import Codebook, implied, implying, load
from sayso.codebook.implications import every
from sayso.errors import CodebookError
from sayso.model import Claim, Filler, Voice

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "implications.yaml").read_text(encoding="utf-8"))


def _load(tmp_path: Path, text: str) -> Codebook:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file)


def _claim(case: dict[str, Any]) -> Claim:
    roles = {role: (Filler(entity, (0, 1)),) for role, entity in case["roles"].items()}
    said = Voice("v", None, (0, 1), case["stance"], "certain", None, "unknown", ()) if "stance" in case else None
    polarity = "no" if case.get("polarity") is False else "yes"
    return Claim("c_1", case["code"], (0, 1), roles, None, None, case.get("modality", "actual"), polarity, "certain",
                 (said,) if said else (), (), ((0, 1),), (f"rule {case['code']}/{case.get('pattern', 'any')}",))


@pytest.mark.parametrize("case", CASES["faults"], ids=lambda c: str(c["name"]))
def test_fault_names_file_line_and_mend(case: dict[str, Any], tmp_path: Path) -> None:
    text: str = CASES["codebook"]
    for old, new in case["change"].items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    with pytest.raises(CodebookError) as raised:
        _load(tmp_path, text)
    line = next(n for n, row in enumerate(text.splitlines(), 1) if case["at"] in row)
    assert raised.value.message.startswith(f"own.yaml, line {line}: ")
    assert case["says"] in raised.value.message
    assert case["mend"] in raised.value.hint


@pytest.mark.parametrize("case", CASES["follows"], ids=lambda c: str(c["name"]))
def test_what_follows(case: dict[str, Any]) -> None:
    found = implied(_claim(case), load())
    assert {i.code: {role: fs[0].entity for role, fs in i.roles.items()} for i in found} == case["gives"]
    assert all(i.by == (case["code"],) for i in found)


@pytest.mark.parametrize("case", CASES["asked"], ids=lambda c: str(c["code"]))
def test_from_which_codes_a_code_may_follow(case: dict[str, Any]) -> None:
    book = load()
    assert {c for c in implying(book, case["code"]) if not c.startswith(f"{case['code']}.")} == set(case["by"])


def test_what_follows_follows_on(tmp_path: Path) -> None:
    book = _load(tmp_path, "- extends: sayso\n- add-to: violence.kill\n  implies: {unrest.harm: {}}\n"
                 + CASES["codebook"].replace("{unrest.harm: {}}", "{violence.execute: {}}"))
    claim = _claim({"code": "unrest.lynch", "roles": {"actor": "a", "target": "b", "place": "c"}})
    assert [(i.code, i.by) for i in implied(claim, book)] == [
        ("violence.execute", ("unrest.lynch",)), ("violence.kill", ("unrest.lynch", "violence.execute")),
        ("unrest.harm", ("unrest.lynch", "violence.execute", "violence.kill"))]
    assert implying(book, "unrest.harm") == {"unrest.lynch", "violence.kill", "violence.execute", "violence.assassinate"}


def test_what_ours_says_of_a_code_that_is_gone_or_another_is_left_out(tmp_path: Path) -> None:
    book = _load(tmp_path, """\
- extends: sayso
- drop: violence.kill
- replace: affiliation.leave
  label: leaves
  definition: Leaves.
  roles: {actor: any}
  required: [[actor]]
  patterns: [{id: own, verbs: [leave], slots: {subj: actor}}]
  examples: [{text: They left., trigger: left}]
""")
    assert [i.code for i in book.codes["affiliation.defect"].implies] == ["affiliation.join"]
    assert not list(every(book.codes["violence.execute"]))


def test_said_twice(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"own\.yaml, line 3: violence\.execute implies violence\.kill already"):
        _load(tmp_path, "- extends: sayso\n- add-to: violence.execute\n  implies: {violence.kill: {}}\n")


def test_a_circle_with_ours_names_the_own_step(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"own\.yaml, line 3: violence\.\w+ follows from itself"):
        _load(tmp_path, "- extends: sayso\n- add-to: violence.kill\n  implies: {violence.execute: {}}\n")


def test_every_role_that_is_renamed_has_another_name(tmp_path: Path) -> None:
    for code in load().codes.values():
        assert all(theirs != ours for imp in every(code) for theirs, ours in imp.roles.items())
