# SPDX-License-Identifier: Apache-2.0
"""Clusters: a judgement always wins, order does not count, merge and undo give the identical view."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sayso.across.clusters import WEAK, clusters
from sayso.across.profiles import Judgement, Link

IDS = [f"e{n}" for n in range(8)]
pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] != p[1]).map(lambda p: tuple(sorted(p)))
links = st.builds(lambda p, relation, reasons: Link("entity", p[0], p[1], relation, tuple(reasons)), pairs,
                  st.sampled_from(("same", "same", "same", "different", "part")),
                  st.lists(st.sampled_from(("name", "country", "office")), min_size=1, max_size=3)
                  .flatmap(lambda r: st.sampled_from((r, [WEAK + r[0], *r[1:]]))))
judgements = st.builds(lambda p, verdict: Judgement("entity", p[0], p[1], verdict), pairs,
                       st.sampled_from(("same", "different", "related", "unsure")))


def same(*ids: str, weak: bool = False, reasons: int = 1) -> Link:
    told = tuple(f"reason {n}" for n in range(reasons))
    return Link("entity", ids[0], ids[1], "same", (WEAK + told[0], *told[1:]) if weak else told)


def apart(*ids: str) -> Link:
    return Link("entity", ids[0], ids[1], "different", ("other",))


def groups(found: Sequence[frozenset[str]]) -> list[str]:
    return [" ".join(sorted(g)) for g in found if len(g) > 1]


@given(st.lists(links, max_size=14), st.lists(judgements, max_size=5), st.randoms(use_true_random=False))
def test_order_does_not_count_and_each_is_in_one_group(rows: list[Link], told: list[Judgement], random: Random) -> None:
    view = clusters(IDS, rows, told)
    assert sorted(x for g in view for x in g) == IDS
    ids = list(IDS)
    for x in (ids, rows, told):
        random.shuffle(x)
    assert clusters(ids, rows, told) == view


@given(st.lists(links, max_size=14), judgements)
def test_a_judgement_wins_and_undone_leaves_the_view_as_it_was(rows: list[Link], told: Judgement) -> None:
    before = clusters(IDS, rows)
    view = clusters(IDS, rows, [told])
    together = any({told.left, told.right} <= g for g in view)
    if told.verdict == "same":
        assert together
    elif told.verdict in ("different", "related"):
        assert not together
    elif not any({told.left, told.right} <= g for g in before):
        assert not together      # unsure joins nothing
    assert clusters(IDS, rows, []) == before


@given(st.lists(links, max_size=14))
def test_what_a_link_calls_different_is_never_together_without_a_judgement(rows: list[Link]) -> None:
    view = clusters(IDS, rows)
    for k in rows:
        if k.relation == "different":
            assert not any({k.left, k.right} <= g for g in view)


def test_what_is_different_splits_at_the_weaker_link() -> None:
    assert groups(clusters(IDS, [same("e0", "e1", reasons=2), same("e1", "e2"), apart("e0", "e2")])) == ["e0 e1"]
    assert groups(clusters(IDS, [same("e0", "e1"), same("e1", "e2", reasons=2), apart("e0", "e2")])) == ["e1 e2"]


def test_a_weak_link_joins_where_it_is_the_only_way() -> None:
    assert groups(clusters(IDS, [same("e0", "e1", weak=True)])) == ["e0 e1"]
    assert groups(clusters(IDS, [same("e0", "e1", weak=True), same("e0", "e2", weak=True)])) == []
    assert groups(clusters(IDS, [same("e0", "e1", weak=True), same("e0", "e2", weak=True), same("e1", "e2")])) == ["e0 e1 e2"]


def test_two_that_weakly_lead_to_one_stay_with_it() -> None:
    assert groups(clusters(IDS, [same("e0", "e2", weak=True), same("e1", "e2", weak=True)])) == ["e0 e1 e2"]


def test_what_a_person_placed_no_weak_link_moves() -> None:
    told = [Judgement("entity", "e0", "e1", "same")]
    assert groups(clusters(IDS, [same("e0", "e2", weak=True)], told)) == ["e0 e1"]


def test_same_overrules_different_and_what_is_kept_apart_goes_before_what_joins() -> None:
    assert groups(clusters(IDS, [apart("e0", "e1")], [Judgement("entity", "e0", "e1", "same")])) == ["e0 e1"]
    told = [Judgement("entity", "e0", "e1", "same"), Judgement("entity", "e1", "e2", "same"),
            Judgement("entity", "e0", "e2", "different")]
    assert groups(clusters(IDS, [], told)) == ["e0 e1"]


def test_links_to_what_is_not_in_view_count_for_nothing() -> None:
    assert groups(clusters(["e0", "e1"], [same("e0", "e9"), same("e1", "e9")])) == []
