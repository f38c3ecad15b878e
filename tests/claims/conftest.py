# SPDX-License-Identifier: Apache-2.0
"""Gives the tests of this folder the factory of parses.py."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.parse import Parse


@pytest.fixture(scope="session")
def parse_of() -> Callable[[str], Parse]:
    """Compact notation → Parse; see parses.py."""
    spec = importlib.util.spec_from_file_location("parses", Path(__file__).with_name("parses.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made: Callable[[str], Parse] = module.parse_of
    return made
