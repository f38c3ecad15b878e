# SPDX-License-Identifier: Apache-2.0
"""The quality gate: what it lets through, what it stops, and that it never lowers a floor."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

QUALITY = Path(__file__).parents[2] / "quality"


def load() -> ModuleType:
    """quality/gate.py as a module; it is a script, not part of the package."""
    spec = importlib.util.spec_from_file_location("quality_gate", QUALITY / "gate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


gate = load()


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Runs the gate on made-up figures; gives the exit code and the floors afterwards."""
    def go(ours: Any, theirs: Any, *flags: str) -> tuple[int, list[float]]:
        baseline = tmp_path / "baseline.json"
        baseline.write_text(json.dumps({
            "floors": [{"file": "ours.json", "figure": "found.f1", "floor": 0.5},
                       {"file": "ours.json", "figure": "las", "floor": 0.8}],
            "equal": [{"file": "ours.json", "with": "theirs.json", "figures": ["found.f1"]}]}))
        for name, value in (("ours", ours), ("theirs", theirs)):
            if value is not None:
                (tmp_path / f"{name}.json").write_text(value if isinstance(value, str) else json.dumps(value))
        code = gate.main([str(tmp_path), "--baseline", str(baseline), *flags])
        return code, [f["floor"] for f in json.loads(baseline.read_text())["floors"]]

    return go


def figures(found: float, las: float) -> dict[str, Any]:
    """A score file as the gate reads it."""
    return {"found": {"f1": found}, "las": las}


def test_at_the_floor_holds(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(figures(0.5, 0.8), figures(0.5, 0)) == (0, [0.5, 0.8])
    assert capsys.readouterr().out.splitlines()[-1] == "gate: 3 passed, 0 failed"


def test_below_a_floor_fails_and_names_it(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(figures(0.6, 0.7999), figures(0.6, 0))[0] == 1
    out = capsys.readouterr().out
    assert [line.split()[2] for line in out.splitlines() if line.startswith("MISSED")] == ["las"]
    assert out.endswith("gate: 2 passed, 1 failed\n")


def test_other_figures_than_the_reference_fail(run: Any) -> None:
    assert run(figures(0.6, 0.9), figures(0.6001, 0.9))[0] == 1


@pytest.mark.parametrize(("ours", "theirs", "named"), [
    (None, figures(0.6, 0.9), "ours.json"),
    ("{", figures(0.6, 0.9), "ours.json"),
    ("[]", figures(0.6, 0.9), "ours.json"),
    ({"found": {"f1": 0.6}}, figures(0.6, 0.9), "'las'"),
    ({"found": {"f1": None}, "las": 0.9}, figures(0.6, 0.9), "found.f1"),
    (figures(0.6, 0.9), None, "theirs.json"),
], ids=["no file", "no JSON", "no object", "no figure", "no number", "no reference"])
def test_what_is_missing_is_named(run: Any, capsys: pytest.CaptureFixture[str], ours: Any, theirs: Any, named: str) -> None:
    assert run(ours, theirs)[0] == 2
    assert named in capsys.readouterr().err


def test_raise_lifts_and_never_lowers(run: Any) -> None:
    assert run(figures(0.61239, 0.7), figures(0.61239, 0), "--raise") == (1, [0.612, 0.8])


def test_the_shipped_baseline_is_well_formed() -> None:
    baseline = json.loads((QUALITY / "baseline.json").read_text(encoding="utf-8"))
    assert all(0 < floor["floor"] <= 1 and floor["file"] and floor["figure"] for floor in baseline["floors"])
    assert all(pair["figures"] for pair in baseline["equal"])
