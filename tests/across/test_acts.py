# SPDX-License-Identifier: Apache-2.0
"""Whatever two acts stand to each other somehow look for each other in one circle, and circles are no wider than a family."""

from itertools import product

import pytest

from sayso import codebook
from sayso.across.acts import act, circle, kin, relation

CODES = sorted(codebook.load(None).codes)


@pytest.mark.parametrize("code", CODES)
def test_who_stands_to_it_shares_a_circle(code: str) -> None:
    apart = [other for other in CODES if relation(code, other) and not set(kin(code)) & set(kin(other))]
    assert not apart


def test_a_circle_is_of_one_family_and_one_for_all_in_it() -> None:
    for a, b in product(CODES, CODES):
        if circle(a) == circle(b):
            assert a.split(".")[0] == b.split(".")[0]
        elif a.split(".")[0] == b.split(".")[0]:
            assert relation(a, b) is None


@pytest.mark.parametrize(("code", "of"), [
    ("violence.kill.massacre", "violence.kill"), ("politics.accuse", "politics.accuse"), ("tie.holds", "tie.holds"),
])
def test_act(code: str, of: str) -> None:
    assert act(code) == of


def test_what_is_told_alone_looks_alone() -> None:
    assert kin("politics.accuse") == ("politics.accuse",)
    assert circle("politics.meet") == circle("politics.agree") != circle("politics.accuse")
