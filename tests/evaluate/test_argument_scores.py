# SPDX-License-Identifier: Apache-2.0
"""Events and their arguments: both sets' layouts read, and scores worked out by hand on texts of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.errors import InputError
from sayso.evaluate.arguments import Act, ArgumentScores, Said, evaluate, judge
from sayso.evaluate.eventsets import GoldArgument, GoldEvent, joined, read_documents
from sayso.evaluate.eventtypes import event_types, lookup
from sayso.evaluate.heads import heads_of
from sayso.model import ROLES, STANCES
from sayso.pipeline import Reader
from sayso.text import Span

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/arguments.yaml").read_text(encoding="utf-8"))


def lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return path


@pytest.fixture
def rams(tmp_path: Path) -> Path:
    return lines(tmp_path / "dev.jsonlines", CASES["rams"])


@pytest.fixture
def wikievents(tmp_path: Path) -> Path:
    return lines(tmp_path / "dev.jsonl", CASES["wikievents"])


def score(path: Path, reader: Reader, coreference: Path | None = None) -> ArgumentScores:
    return evaluate(path, reader.read, reader.parse, coreference=coreference)


@pytest.mark.parametrize("case", CASES["joined"])
def test_tokens_are_put_together(case: dict[str, Any]) -> None:
    text, places = joined([s.split() for s in case["tokens"]])
    assert text == case["text"]
    assert [text[a:b] for a, b in places] == [t for s in case["tokens"] for t in s.split()]


def test_rams_is_read(rams: Path) -> None:
    first = next(iter(read_documents(rams)))
    (event,) = first.events
    assert (first.whole, event.type, first.text[slice(*event.trigger)]) == (False, "conflict.attack.bombing", "bombed")
    assert [(a.role, first.text[slice(*a.spans[0])]) for a in event.arguments] == [
        ("attacker", "the rebels"), ("target", "a mill"), ("place", "Karo")]


def test_wikievents_is_read(wikievents: Path, tmp_path: Path) -> None:
    clusters = lines(tmp_path / "coref.jsonlines", CASES["clusters"])
    (document,) = read_documents(wikievents, clusters)
    assert document.text == "Police arrested Omar Deen.\n\nHe was killed in Karo by a guard. It rained on Monday."
    first, second = document.events[:2]
    assert [[document.text[slice(*s)] for s in a.spans] for a in first.arguments] == [["Police"], ["Deen", "He"]]
    assert [[document.text[slice(*s)] for s in a.spans] for a in second.arguments] == [["He", "Deen"], ["guard"]]
    (plain,) = read_documents(wikievents)
    assert [len(a.spans) for e in plain.events for a in e.arguments] == [1, 1, 1, 1]


def test_scores_of_single_events(rams: Path, reader: Reader) -> None:
    scores = score(rams, reader)
    every = scores.all
    assert (scores.documents, scores.events, every.events, every.touched, every.found) == (3, 3, 2, 1, 1)
    assert scores.precision is None
    # of the bombing actor, target and place are right; the rainy day's two arguments are missed
    assert (every.classified.hit, every.classified.said, every.classified.true) == (3, 3, 5)
    assert (every.given.r, every.near.hit, every.near.true) == (1.0, 3, 4)
    assert [name for name, _ in scores.types] == ["conflict.attack", "personnel.endposition"]
    assert scores.unmapped == (("government.spy", 1, "spying has no code"),)
    data = scores.to_dict(mistakes=True)
    assert data["mapped"] == 0.6667
    assert data["types"]["conflict.attack"]["classified"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 3}
    (missed,) = data["mistakes"]
    assert missed.startswith("d2 personnel.endposition.n/a “rained” missed: ")
    assert scores.lines()[0] == "3 documents, 3 events, 2 of a type that our codes can tell of"


def test_scores_of_whole_documents(wikievents: Path, reader: Reader, tmp_path: Path) -> None:
    scores = score(wikievents, reader)
    assert (scores.all.events, scores.all.found) == (2, 2)
    assert scores.precision == 1.0
    # "in Karo" is said and not marked; "Omar Deen" and "Deen" have one head
    assert (scores.all.classified.hit, scores.all.classified.said, scores.all.classified.true) == (4, 5, 4)
    assert [m.split(" of ")[0] for m in scores.mistakes] == ["w1 life.die.unspecified “killed” wrong place “Karo”"]


def test_linked_takes_what_is_the_same(reader: Reader) -> None:
    text = "Omar Deen left. He was killed by a guard."
    parse = reader.language.parse(text)
    where = {w: (text.index(w), text.index(w) + len(w)) for w in ("Omar Deen", "He", "killed", "a guard")}

    def said(role: str, words: str, *others: str) -> Said:
        own = heads_of(parse, where[words])
        return Said(role, where[words], own, own.union(*(heads_of(parse, where[o]) for o in others)))

    def event(*spans: Span) -> GoldEvent:
        return GoldEvent("life.die.n/a", where["killed"], (GoldArgument("victim", spans),))

    found = Act("violence.kill", where["killed"], (said("target", "He", "Omar Deen"), said("actor", "a guard")))
    n = judge(event(where["Omar Deen"]), found, parse)          # our own chain brings them together
    assert (n["identified"], n["classified"], n["linked"], n["said"], n["near"]) == (0, 0, 1, 2, 0)
    n = judge(event(where["He"]), found, parse)
    assert (n["identified"], n["classified"], n["linked"], n["near right"]) == (1, 1, 1, 1)
    wrong = Act("violence.kill", where["killed"], (said("actor", "He"),))
    assert [judge(event(where["He"]), wrong, parse)[k] for k in ("identified", "classified", "linked")] == [1, 0, 0]
    alone = Act("violence.kill", where["killed"], (said("target", "Omar Deen"),))
    assert judge(event(where["He"], where["Omar Deen"]), alone, parse)["linked"] == 1      # the set's clusters do
    assert judge(event(where["He"]), None, parse) == {"true": 1, "true if found": 0, "said": 0, "classified": 0,
                                                      "identified": 0, "near": 1, "near right": 0, "linked": 0}


@pytest.mark.parametrize(("one", "other"), CASES["same_heads"])
def test_heads(one: str, other: str, reader: Reader) -> None:
    parse = reader.language.parse(CASES["heads_text"])
    at = [(parse.text.index(p), parse.text.index(p) + len(p)) for p in (one, other)]
    assert heads_of(parse, at[0]) & heads_of(parse, at[1])


@pytest.mark.parametrize(("one", "other"), CASES["other_heads"])
def test_heads_that_differ(one: str, other: str, reader: Reader) -> None:
    parse = reader.language.parse(CASES["heads_text"])
    at = [(parse.text.index(p), parse.text.index(p) + len(p)) for p in (one, other)]
    assert not heads_of(parse, at[0]) & heads_of(parse, at[1])


def test_the_mapping_names_codes_and_roles_that_there_are(reader: Reader) -> None:
    codes = [*reader.codebook.codes, *(f"voice.{s}" for s in STANCES)]
    for name, kind in event_types().items():
        assert bool(kind.why) != bool(kind.codes), name
        assert all(any(c.startswith(code) for c in codes) for code in kind.codes), name
        assert {r for ours in kind.roles.values() for r in ours} <= set(ROLES), name


def test_the_longest_beginning_counts() -> None:
    assert lookup("contact.contact.broadcast").why
    assert lookup("contact.contact.meet").codes == ("politics.meet", "politics.negotiate")
    with pytest.raises(InputError, match="no type"):
        lookup("contacts")
    with pytest.raises(InputError, match="no role"):
        lookup("life.die").ours("bystander")


@pytest.mark.parametrize(("row", "told"), CASES["faults"])
def test_faults(row: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(row, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        list(read_documents(path))


def test_clusters_without_their_keys_are_refused(wikievents: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 1: no 'doc_key'"):
        list(read_documents(wikievents, lines(tmp_path / "c.jsonl", [{"clusters": []}])))
