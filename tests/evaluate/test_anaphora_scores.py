# SPDX-License-Identifier: Apache-2.0
"""`sayso evaluate anaphora`: which fillers count, and when one is right; texts of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli.app import app
from sayso.evaluate.anaphora import AnaphoraScores, evaluate
from sayso.pipeline import Reader

TEXT = ("Omar Deen rested. Karim Tal left the Marsh Front in May. He joined the Jara Army on Monday. "
        "A guard was arrested in Homs.\n")
GOLD = """
report: one
outlet: null
published: null
entities:
  - {id: e1, type: person, name: Karim Tal, mentions: [Karim Tal, He]}
  - {id: e2, type: group, name: Marsh Front, mentions: [the Marsh Front]}
  - {id: e3, type: group, name: Jara Army, mentions: [the Jara Army]}
  - {id: e4, type: people, name: a guard, mentions: [A guard]}
claims:
  - {id: c1, code: affiliation.leave, trigger: left, roles: {actor: e1, group: e2}, voices: []}
  - {id: c2, code: affiliation.join, trigger: joined, roles: {actor: ACTOR, group: e3}, voices: []}
  - {id: c3, code: custody.arrest, trigger: arrested, roles: {target: e4}, voices: []}
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.open(None, 1)


def _scores(folder: Path, reader: Reader, gold: str) -> AnaphoraScores:
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    (folder / "one.yaml").write_text(gold, encoding="utf-8")
    return evaluate(folder, reader)


def test_only_the_pronoun_counts(tmp_path: Path, reader: Reader) -> None:
    scores = _scores(tmp_path, reader, GOLD.replace("ACTOR", "e1"))
    assert (scores.fillers, scores.of, scores.right, scores.share) == (5, 1, 1, 1.0)
    assert scores.forms == (("pronoun", 1, 1), ("nominal", 0, 0))


def test_words_joined_to_another_are_wrong(tmp_path: Path, reader: Reader) -> None:
    gold = GOLD.replace("ACTOR", "e5").replace("[Karim Tal, He]", "[Karim Tal]")
    gold = gold.replace("claims:", "  - {id: e5, type: person, name: Omar Deen, mentions: [Omar Deen, He]}\nclaims:")
    scores = _scores(tmp_path, reader, gold)
    assert (scores.of, scores.right) == (1, 0)
    assert [(m.words, m.kind, m.said) for m in scores.misses] == [("He", "another", ("Karim Tal",))]


def test_the_command_gives_counts_and_data(tmp_path: Path, reader: Reader) -> None:
    _scores(tmp_path, reader, GOLD.replace("ACTOR", "e1"))
    ran = CliRunner().invoke(app, ["evaluate", "anaphora", str(tmp_path), "--threads", "1"])
    assert ran.exit_code == 0
    assert "1 reports, 5 fillers of found claims, 1 reached only through anaphora" in ran.stdout
    ran = CliRunner().invoke(app, ["evaluate", "anaphora", str(tmp_path), "--threads", "1", "--json", "--verbose"])
    told = json.loads(ran.stdout)
    assert (told["anaphoric"], told["share"], told["misses"]) == (1, 1.0, [])
