# SPDX-License-Identifier: Apache-2.0
"""Coreference: measures on hand-made chains, the two layouts of files, mentions."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.errors import InputError
from sayso.evaluate import clusters, coreference
from sayso.evaluate.assignment import best_total
from sayso.evaluate.chains import ChainedText, read_chains
from sayso.evaluate.score import Score

MEASURES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases/measures.yaml").read_text(encoding="utf-8"))


def chains(names: list[str]) -> list[clusters.Chain]:
    return [frozenset((ord(c), ord(c) + 1) for c in name) for name in names]


@pytest.mark.parametrize("case", MEASURES, ids=lambda c: f"{'+'.join(c['gold'])} as {'+'.join(c['said'])}")
def test_measures(case: dict[str, Any]) -> None:
    gold, said = chains(case["gold"]), chains(case["said"])
    for name, measure in (("muc", clusters.muc), ("b_cubed", clusters.b_cubed), ("ceaf_e", clusters.ceaf_e)):
        found = measure(gold, said)
        assert [found.p, found.r] == pytest.approx([float(Fraction(str(x))) for x in case[name]]), name


def test_documents_add_up() -> None:
    both = clusters.muc(chains(["abc"]), chains(["ab"])) + clusters.muc(chains(["de"]), chains(["de"]))
    assert [both.p, both.r, both.f1] == pytest.approx([1, 2 / 3, 0.8])
    assert both.line("MUC") == "MUC         P 1.000  R 0.667  F1 0.800"
    assert both.to_dict() == {"p": 1.0, "r": 0.6667, "f1": 0.8}


@pytest.mark.parametrize(("gains", "total"), [
    ([], 0), ([[]], 0), ([[3]], 3), ([[8, 7], [7, 1]], 14), ([[1, 2, 9]], 9), ([[1], [2], [9]], 9), ([[0, 0], [0, 0]], 0),
    ([[5, 0, 4], [4, 0, 5], [5, 1, 5]], 11)])
def test_assignments_by_hand(gains: list[list[float]], total: float) -> None:
    assert best_total(gains) == total


def test_assignments_against_all_there_are() -> None:
    choice = random.Random(7)
    for rows, columns in itertools.product(range(1, 5), range(1, 6)):
        gains = [[choice.randrange(10) for _ in range(columns)] for _ in range(rows)]
        wide = gains if rows <= columns else [list(c) for c in zip(*gains, strict=True)]
        best = max(sum(row[c] for row, c in zip(wide, order, strict=True))
                   for order in itertools.permutations(range(len(wide[0])), len(wide)))
        assert best_total(gains) == best


def tree(rows: list[tuple[str, str]]) -> str:
    return "".join(f"{k}\t{form}\t_\t_\t_\t_\t{int(k > 1)}\t_\t_\t{misc}\n" for k, (form, misc) in enumerate(rows, 1)) + "\n"


GUM = ("# newdoc id = north_post\n# global.Entity = GRP-etype-infstat\n"
       + tree([("The", "Entity=(1-person-new"), ("guard", "_"), ("of", "_"),
               ("Orlo", "Entity=(2-place-new-Orlo)1)|SpaceAfter=No"), ("left", "_")])
       + tree([("He", "Discourse=x|Entity=(1-person-giv)"), ("knew", "_"), ("its", "Entity=(3-object-new(2-place-giv)"),
               ("roads", "Entity=3)")])
       + "# newdoc id = south_post\n" + tree([("Rain", "Entity=(1-event-new)")]))

NORTH = ChainedText("north_post", (("The", "guard", "of", "Orlo", "left"), ("He", "knew", "its", "roads")),
                    (((0, 4), (5, 6)), ((3, 4), (7, 8)), ((7, 9),)))
SOUTH = ChainedText("south_post", (("Rain",),), (((0, 1),),))


def test_gum(tmp_path: Path) -> None:
    (tmp_path / "gum.conllu").write_text(GUM, encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/north_post.conll").write_text("# begin document\n0\tRain\t(1)\n# end document\n", encoding="utf-8")
    assert read_chains(tmp_path / "gum.conllu") == [NORTH, SOUTH]
    assert read_chains(tmp_path) == [NORTH, SOUTH]  # the columns are another scheme of the same texts
    assert read_chains(tmp_path, only="^other/") == [ChainedText("north_post", (("Rain",),), (((0, 1),),))]


def test_chosen_documents(tmp_path: Path) -> None:
    (tmp_path / "gum.conllu").write_text(GUM, encoding="utf-8")
    splits = tmp_path / "splits.md"
    splits.write_text("# Splits\n\nThese are the splits.\n\n## dev\n\n  * south_post\n\n## test\n * north_post\n", "utf-8")
    assert read_chains(tmp_path, documents=splits, part="dev") == [SOUTH]
    assert read_chains(tmp_path, documents=splits) == [NORTH, SOUTH]
    with pytest.raises(InputError, match="no name in it under a heading 'train'"):
        read_chains(tmp_path, documents=splits, part="train")
    with pytest.raises(InputError, match="Say with --documents"):
        read_chains(tmp_path, part="dev")
    splits.write_text("east_post\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no document in it that .*splits\.md lists"):
        read_chains(tmp_path, documents=splits)


COLUMNS = {
    "twelve columns and more": ("#begin document (north_post); part 0\n" + "".join(
        f"north_post\t0\t{k}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\t{mark}\n" if form else "\n" for k, form, mark in (
            (0, "The", "(1"), (1, "guard", ""), (2, "of", ""), (3, "Orlo", "(2)|1)"), (4, "left", "_"), (0, "", ""),
            (0, "He", "(1)"), (1, "knew", ""), (2, "its", "(3|(2)"), (3, "roads", "3)"))) + "\n#end document\n"),
    "three columns": ("# begin document \n0\tThe\t(1\n1\tguard\t_\n2\tof\t_\n3\tOrlo\t(2)1)\n4\tleft\t_\n\n"
                      "5\tHe\t(1)\n6\tknew\t_\n7\tits\t(3(2)\n8\troads\t3)\n# end document\n"),
    "blanks": "The (1\nguard -\nof -\nOrlo (2)|1)\nleft -\n\nHe (1)\nknew -\nits (3|(2)\nroads 3)\n"}


@pytest.mark.parametrize("layout", COLUMNS)
def test_columns(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "north_post.conll"
    path.write_text(COLUMNS[layout], encoding="utf-8")
    assert read_chains(path) == [NORTH]


def test_a_text_without_sentences_is_cut_at_its_stops(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_text("".join(f"{k}\t{'.' if k % 100 == 99 else 'rain'}\t_\n" for k in range(250)), encoding="utf-8")
    assert [len(s) for s in read_chains(path)[0].sentences] == [100, 100, 50]


@pytest.mark.parametrize(("rows", "message"), [
    ("0\tRain\t(1\n", "the mention '1' begins and never ends"),
    ("0\tRain\t1)\n", "word 1: the mention '1' ends and never began"),
    ("Rain\n", "'Rain' has no column"), ("# begin document\n", "no document in it")])
def test_what_is_no_such_file(rows: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "x.conll").write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_chains(tmp_path / "x.conll")


def test_scores(parrot: Any, tmp_path: Path) -> None:
    (tmp_path / "gum.conllu").write_text(GUM, encoding="utf-8")
    # of the four said mentions of the first text three are right: "The guard of Orlo", "He", "Orlo"; of the second text its one
    language = parrot(chains=[["The guard of Orlo", "He"], ["Orlo", "roads"], ["Rain"], ["He"]])
    scores = coreference.evaluate(tmp_path / "gum.conllu", language)
    assert language.asked == [(("coreference",), None)] * 2
    assert (scores.documents, scores.singletons, scores.mentions) == (2, True, Score(4, 5, 6))
    assert (scores.muc.p, scores.muc.r) == (1 / 2, 1 / 2)                     # links: one of two
    assert [scores.b_cubed.p, scores.b_cubed.r] == pytest.approx([3.5 / 5, 3.5 / 6])  # 2 + 1/2 + 1
    assert [scores.ceaf_e.p, scores.ceaf_e.r] == pytest.approx([2.5 / 3, 2.5 / 4])    # 1 + 2·1/4 + 1
    assert scores.conll == pytest.approx((1 / 2 + 7 / 11 + 5 / 7) / 3)
    assert scores.lines() == ["2 documents, 6 mentions, chains of one count", "mentions    P 0.800  R 0.667  F1 0.727",
                              "MUC         P 0.500  R 0.500  F1 0.500", "B³          P 0.700  R 0.583  F1 0.636",
                              "CEAF-e      P 0.833  R 0.625  F1 0.714", "CoNLL F1    0.617"]
    assert scores.lines(mistakes=True)[:3] == ["extra 'roads': 1", "missed 'its': 1", "missed 'its roads': 1"]
    assert scores.to_dict(mistakes=True)["conll"] == 0.6169


def test_chains_of_one_are_left_out_where_the_gold_has_none(parrot: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_text("0\tOrlo\t(1)\n1\tand\t_\n2\tits\t(1)\n3\troads\t_\n", encoding="utf-8")
    scores = coreference.evaluate(path, parrot(chains=[["Orlo", "its"], ["roads"]]))
    assert (scores.singletons, scores.mentions, scores.conll) == (False, Score(2, 2, 2), 1)
