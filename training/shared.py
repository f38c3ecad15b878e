# SPDX-License-Identifier: Apache-2.0
"""What training must do as the run time does it, from the run time's own files: functions that need numpy at most, loaded
without the package and what it imports."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

LANGUAGE = Path(__file__).parents[1] / "src" / "sayso" / "language"


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"shared_{name}", LANGUAGE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


case_of = _load("case").case_of

_likeness = _load("likeness")
GAPS, pair_classes = _likeness.GAPS, _likeness.pair_classes

_paths = _load("paths")
Tree, role_classes, voice_classes = _paths.Tree, _paths.role_classes, _paths.voice_classes
role_count, voice_count = _paths.role_count, _paths.voice_count
