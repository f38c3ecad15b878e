# SPDX-License-Identifier: Apache-2.0
"""Words that two patterns have: which clash, which are dead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.codebook import load
from sayso.codebook.overlaps import name, overlaps

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "overlaps.yaml").read_text(encoding="utf-8"))


def _code(code: str, pattern: dict[str, Any], word: str = "grip", **more: Any) -> dict[str, Any]:
    roles = {role: ["person", "group"] for role in ("actor", "target", "group")}
    return {"code": code, "label": "grips", "definition": "Somebody grips.", "roles": roles,
            "required": [["actor"]], "patterns": [{"id": "p", "verbs": [word, f"{word} hard"], **pattern}],
            "examples": [{"text": "Ada grips Bo.", "trigger": "grips"}], **more}


def _found(tmp_path: Path, *codes: dict[str, Any]) -> list[tuple[str, str, str, bool, bool]]:
    file = tmp_path / "own.yaml"
    file.write_text(yaml.safe_dump(list(codes)), encoding="utf-8")
    return [(" ".join(o.words), name(o.first), name(o.second), o.dead, o.clash) for o in overlaps(load(file))]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_conditions_tell_what_never_comes_first(case: dict[str, Any], tmp_path: Path) -> None:
    found = _found(tmp_path, _code("custody.hold", case["one"]), _code("custody.grip", case["two"]))
    assert found == [(w, "custody.hold/p", "custody.grip/p", case["dead"], case["clash"]) for w in ("grip", "grip hard")]


def test_what_one_code_refuses_the_next_may_take(tmp_path: Path) -> None:
    alike = {"slots": {"subj": "actor", "obj": "target"}}
    found = _found(tmp_path, _code("custody.hold", alike, unless=["hand"]), _code("custody.grip", alike))
    assert not any(dead or clash for *_, dead, clash in found)


def test_other_words_do_not_meet(tmp_path: Path) -> None:
    alike = {"slots": {"subj": "actor", "obj": "target"}}
    assert _found(tmp_path, _code("custody.hold", alike), _code("custody.grip", alike, "clasp")) == []


def test_no_two_shipped_codes_clash_and_no_word_of_theirs_is_dead() -> None:
    assert not [o for o in overlaps(load()) if o.clash or o.dead]
