# SPDX-License-Identifier: Apache-2.0
"""What a claim says of itself, by short texts through the whole of Sayso: the rule, the words, the way to each filler
(cases/why.yaml). Rare ways stand in cases/by_hand.yaml."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.claims.why import phrases
from sayso.model import Claim, Reading
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text
from sayso.text import one_line, overlap

Case = dict[str, Any]

HERE = Path(__file__).parent / "cases"
SOURCE = Path(__file__).parents[2] / "src" / "sayso"

CASES: dict[str, Case] = {case["id"]: case for case in yaml.safe_load((HERE / "why.yaml").read_text(encoding="utf-8"))}
BY_HAND: list[Case] = yaml.safe_load((HERE / "by_hand.yaml").read_text(encoding="utf-8"))

UNSHOWN = {"beside", "just-behind", "added", "judged", "left-out", "recoded"}
"""Steps that stand in no case here: `beside` is the way where a verb of charging has no preposition of its own; the heads
have theirs in cases/heads.yaml, as have offices that only they find (`just-behind`)."""


def claims_at(reading: Reading, case: Case) -> list[Claim]:
    """The claims whose trigger the case names: "word#2" is the second occurrence."""
    words, _, number = case["trigger"].partition("#")
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", case["text"])]
    return [c for c in reading.claims
            if overlap(c.trigger, places[int(number or 1) - 1]) and c.code.startswith(case.get("code", ""))]


def in_order(wanted: list[str], lines: tuple[str, ...]) -> bool:
    """Whether the wanted lines stand among others, in their order."""
    rest = iter(lines)
    return all(w in rest for w in wanted)


@pytest.mark.parametrize("ident", CASES)
def test_reasons(ident: str, reader: Reader) -> None:
    case = CASES[ident]
    reading = reader.read(report_from_text(case["text"], ReadOptions(language="en")))
    found = claims_at(reading, case)
    fits = [c.why == tuple(case["why"]) if case.get("all") else in_order(case["why"], c.why) for c in found]
    told = [(c.code, *c.why) for c in found] or [(c.code, reading.words(c.trigger)) for c in reading.claims]
    assert any(fits), f"{case['text']} → " + "\n".join("\n  ".join(lines) for lines in told)
    for claim in reading.claims:
        assert not list(faults(reading, claim))


def faults(reading: Reading, claim: Claim) -> Iterator[str]:
    """What no claim's reasons may be: without the rule first and the words next, without one line for each filler in the order
    of the roles, with a quotation that does not stand in the report."""
    rule, words, *lines = claim.why
    if rule != f"rule {claim.code}/{claim.pattern}" or not words.startswith("words “"):
        yield f"{rule}; {words}"
    fillers = [f"{role} “{one_line(reading.words(f.span))}”" for role, fs in claim.roles.items() for f in fs]
    for filler, line in zip(fillers, lines[: len(fillers)], strict=True):
        if not line.startswith(filler) or line.endswith(": "):
            yield f"{line} is not the way to {filler}"
    text = one_line(reading.report.text)
    for quotation in re.findall("“(.*?)”", " ".join(claim.why)):
        if not all(part and part in text for part in quotation.split(" … ")):
            yield f"“{quotation}” does not stand in the report"


def steps() -> set[str]:
    """The steps and notes that the code names in `step("…")` and `all_coordinated(parse, "…")`."""
    named: set[str] = set()
    for file in (*(SOURCE / "syntax").glob("*.py"), *(SOURCE / "claims").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"step", "all_coordinated"}:
                named |= strings(node.args[1 if node.func.id == "all_coordinated" else 0])
    return named


def strings(node: ast.expr) -> set[str]:
    """The texts that an expression may be, as far as it spells them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return strings(node.body) | strings(node.orelse)
    return {s for v in node.values for s in strings(v)} if isinstance(node, ast.BoolOp) else set()


def test_every_step_has_a_phrase() -> None:
    assert len(steps()) > 40
    assert steps() <= phrases().keys(), steps() - phrases().keys()


def test_every_phrase_is_shown_by_a_case() -> None:
    lines = [line for case in CASES.values() for line in case["why"]]
    slots = [row for case in BY_HAND for by_slot in case.get("ways", {}).values() for row in by_slot.values()]
    lines += [way for row in slots for way in row.values()]
    unseen = {name for name, text in phrases().items() if not any(re.search(shape(text), line) for line in lines)}
    assert unseen == UNSHOWN


def shape(phrase: str) -> str:
    """A phrase as an expression that its uses fit."""
    return r"(^|: |, )" + re.sub(r"\\\{\w+\\\}", "(“[^”]*”|\\\\w+)", re.escape(phrase)) + r"(, |$)"
