# SPDX-License-Identifier: Apache-2.0
"""Reports that tell of one event, and groups that hold together."""

from __future__ import annotations

import random

from sayso.across.groups import groups
from sayso.across.index import MemoryIndex, link
from sayso.across.profiles import Judgement, Profile, profile
from sayso.across.stories import compare, likeness, salient, stories, story_keys

FERRY = ("Ferry with 80 aboard sinks off Zanzibar",
         "A ferry carrying about 80 passengers sank off the island of Zanzibar on Sunday night, the coast guard said. Divers "
         "searched the wreck for survivors while families waited at the harbour of Stone Town.")
FERRY_AGAIN = ("Divers search sunken Zanzibar ferry",
               "Divers went down to the wreck of a ferry off Zanzibar on Monday, hours after it sank with dozens of people. "
               "The coast guard of the island said survivors were brought to Stone Town.")
VOTE = ("Parliament in Tunis puts off vote on budget",
        "Deputies in Tunis postponed a vote on the budget on Monday after the finance committee fell out over fuel prices.")


def report(told: tuple[str, str], published: str | None, name: str) -> Profile:
    words = salient(*told)
    return profile("report", "", {"id": name, "published": published, "words": words}, story_keys(words, published))


def test_two_of_one_event_and_a_third() -> None:
    reports = [report(FERRY, "2025-03-10", "a"), report(FERRY_AGAIN, "2025-03-11", "b"), report(VOTE, "2025-03-10", "c")]
    links = link(reports, MemoryIndex(), compare)
    assert [(x.relation, {x.left, x.right}) for x in links] == [("story", {reports[0].id, reports[1].id})]
    assert "zanzibar" in links[0].reasons[0] and links[0].reasons[1] == "1 day apart"
    assert sorted(map(len, stories([r.id for r in reports], links))) == [1, 2]


def test_the_same_whichever_comes_first() -> None:
    a, b = report(FERRY, "2025-03-10", "a"), report(FERRY_AGAIN, None, "b")
    assert compare(a, b) == compare(b, a)


def test_a_year_later_more_must_be_alike() -> None:
    near, late = report(FERRY_AGAIN, "2025-03-11", "b"), report(FERRY_AGAIN, "2026-03-11", "b")
    first = report(FERRY, "2025-03-10", "a")
    half = {w: x for k, (w, x) in enumerate(sorted(near.content["words"].items())) if k % 3}
    weak = [profile("report", "", p.content | {"words": half}, ()) for p in (near, late)]
    how = likeness(first.content["words"], half)
    assert (compare(first, weak[0]) is not None) >= (compare(first, weak[1]) is not None), how


def test_salient_words_have_length_one_and_no_common_ones() -> None:
    words = salient(*FERRY)
    assert abs(likeness(words, words) - 1) < 0.01
    assert "ferry" in words and not {"the", "said"} & words.keys()
    assert max(words, key=lambda w: words[w]) in ("ferry", "zanzibar")


def test_one_link_does_not_join_two_groups() -> None:
    two = [*(("a1", x) for x in ("a2", "a3")), ("a2", "a3"), *(("b1", x) for x in ("b2", "b3")), ("b2", "b3"), ("a1", "b1")]
    members = ["a1", "a2", "a3", "b1", "b2", "b3"]
    assert groups(members, two) == [frozenset({"a1", "a2", "a3"}), frozenset({"b1", "b2", "b3"})]
    assert groups(members, two, share=0.1) == [frozenset(members)]


def test_groups_do_not_hang_on_the_order() -> None:
    rng = random.Random(5)
    for _ in range(200):
        members = [f"m{k:02}" for k in range(rng.randint(1, 14))]
        pairs = [(a, b) for a in members for b in members if a < b and rng.random() < 0.3]
        said = [Judgement("report", a, b, rng.choice(["same", "different", "unsure"]))
                for a, b in (rng.sample(members, 2) for _ in range(2) if len(members) > 1)]
        first = groups(members, pairs, said)
        assert sorted(x for g in first for x in g) == members
        turned = [(b, a) for a, b in rng.sample(pairs, len(pairs))]
        assert groups(rng.sample(members, len(members)), turned, said[::-1]) == first
        apart = {frozenset((j.left, j.right)) for j in said if j.verdict == "different"}
        if not any(j.verdict == "same" for j in said):
            assert not any(pair <= g for pair in apart for g in first)


def test_a_judgement_wins_over_links() -> None:
    assert groups("ab", [("a", "b")], [Judgement("report", "a", "b", "different")]) == [frozenset("a"), frozenset("b")]
    assert groups("ab", [], [Judgement("report", "b", "a", "same")]) == [frozenset("ab")]
