# SPDX-License-Identifier: Apache-2.0
"""The collector of cycles rests inside, and works as before afterwards, whatever happened."""

import gc

import pytest

from sayso.collector import resting


def test_it_rests_and_is_back() -> None:
    with resting() as look:
        assert not gc.isenabled()
        cycle: list[object] = []
        cycle.append(cycle)
        del cycle
        assert look()
    assert gc.isenabled()


def test_it_is_back_after_a_failure() -> None:
    with pytest.raises(RuntimeError), resting():
        raise RuntimeError
    assert gc.isenabled()


def test_an_inner_one_does_nothing() -> None:
    with resting():
        with resting() as look:
            assert look() is None
        assert not gc.isenabled()
    assert gc.isenabled()
