# SPDX-License-Identifier: Apache-2.0
"""One hypothesis profile for all rooms: the same examples in every run, and no time limit on any of them. One reader."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from sayso.pipeline import Reader

# Derandomised: a change must not fail, or pass, by the luck of the draw. No deadline: no timed assertions in tests.
settings.register_profile("house", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Sayso by its rules alone, opened once: what a rule does must not hang on what the heads have learnt. Without the language
    model its tests fail: make setup installs it."""
    return Reader.open(threads=1, system="rules")


@pytest.fixture(scope="session")
def judging(reader: Reader) -> Reader:
    """The whole of Sayso: rules, and the heads that judge them."""
    whole = Reader(reader.codebook, reader.threads)
    whole.__dict__["language"] = reader.language      # the model is opened once
    return whole
