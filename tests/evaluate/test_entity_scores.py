# SPDX-License-Identifier: Apache-2.0
"""Names: every layout is read alike, and scores are those worked out by hand."""

from __future__ import annotations

import io
import json
import lzma
import tarfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.errors import InputError, SaysoError
from sayso.evaluate import entities
from sayso.evaluate.score import Score
from sayso.evaluate.tagged import TaggedSentence, names_of, read_tagged

TAGS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases/tags.yaml").read_text(encoding="utf-8"))

FIRST = TaggedSentence(("Renée", "Ostvik", "left", "Sirte", "."), ((0, 2, "PER"), (3, 4, "LOC")))
SECOND = TaggedSentence(("The", "Lantern", "Brigade", "stayed"), ((1, 3, "ORG"),))

LAYOUTS = {
    "tab": "Renée\tB-PER\nOstvik\tI-PER\nleft\tO\nSirte\tB-LOC\n.\tO\n\nThe\tO\nLantern\tB-ORG\nBrigade\tI-ORG\nstayed\tO\n",
    "blank": "Renée I-PER\nOstvik I-PER\nleft O\nSirte I-LOC\n. O\n\nThe O\nLantern I-ORG\nBrigade I-ORG\nstayed O",
    "four columns": "Renée NNP B-NP B-PER\nOstvik NNP I-NP I-PER\nleft VBD B-VP O\nSirte NNP B-NP B-LOC\n. . O O\n\n"
                    "The DT B-NP O\nLantern NNP I-NP B-ORG\nBrigade NNP I-NP I-ORG\nstayed VBD B-VP O\n",
    "numbered": "# sent_id = x-1\n# text = Renée Ostvik left Sirte.\n1\tRenée\tB-PER\t-\tann\n2\tOstvik\tI-PER\t-\tann\n"
                "3\tleft\tO\t-\t-\n4\tSirte\tB-LOC\t-\tann\n5\t.\tO\t-\t-\n\n# sent_id = x-2\n1\tThe\tO\t-\t-\n"
                "2\tLantern\tB-ORG\t-\tann\n3\tBrigade\tI-ORG\t-\tann\n4\tstayed\tO\t-\t-\n",
    "BIOES, other types, CRLF, byte-order mark":
        "\ufeffRenée\tB-Person\r\nOstvik\tE-Person\r\nleft\tS-Date\r\nSirte\tS-Location\r\n.\tO\r\n\r\n"
        "The\tS-NORP\r\nLantern\tB-Organization\r\nBrigade\tE-Organization\r\nstayed\tO",
    "some rows with an inner name too": "Renée\tB-PER\tB-LOC\nOstvik\tI-PER\nleft\tO\nSirte\tB-LOC\n.\tO\n\n"
                                        "The\tO\nLantern\tB-ORG\tB-LOC\nBrigade\tI-ORG\nstayed\tO\n"}


@pytest.mark.parametrize("case", TAGS, ids=lambda c: str(c["tags"]))
def test_names_of_tags(case: dict[str, Any]) -> None:
    assert list(names_of(case["tags"].split())) == [tuple(n) for n in case["names"]]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_is_read_alike(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    path.write_bytes(LAYOUTS[layout].encode())
    column = 4 if layout == "four columns" else None
    assert read_tagged(path, column) == [[FIRST, SECOND]]
    packed = tmp_path / "x.iob2.xz"
    packed.write_bytes(lzma.compress(path.read_bytes()))
    assert read_tagged(packed, column) == [[FIRST, SECOND]]


def test_documents_and_archives(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_text("-DOCSTART- O\n\nSirte B-LOC\n\n-DOCSTART- O\n\n# O\nCasablanca B-LOC\n", encoding="utf-8")
    one, two = TaggedSentence(("Sirte",), ((0, 1, "LOC"),)), TaggedSentence(("#", "Casablanca"), ((1, 2, "LOC"),))
    assert read_tagged(path) == [[one], [two]]
    archive = tmp_path / "x.tar.xz"
    with tarfile.open(archive, "w:xz") as out:
        for name, text in (("d/b.tsv", "#\tO\nCasablanca\tS-Location\n"), ("d/a.tsv", "Sirte\tS-Location\n"),
                           ("d/README", "words")):
            info = tarfile.TarInfo(name)
            info.size = len(text)
            out.addfile(info, io.BytesIO(text.encode()))
    assert read_tagged(archive) == [[one], [two]]


def said(form: str, tag: str) -> tuple[str, str, str, int, str, str]:
    return form, "NOUN", "NN", 0, "root", tag


def test_exact_scores(parrot: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    path.write_text(LAYOUTS["tab"], encoding="utf-8")
    tags = {"Renée": "B-PER", "Ostvik": "I-PER", "Sirte": "B-ORG", "The": "B-ORG", "Lantern": "I-ORG", "Brigade": "I-ORG",
            "stayed": "B-MISC"}
    scores = entities.evaluate(path, parrot({k: said(k, v) for k, v in tags.items()}))
    assert scores.types == (("PER", Score(1, 1, 1)), ("LOC", Score(0, 0, 1)), ("ORG", Score(0, 2, 1)))
    assert scores.micro == Score(1, 3, 3)  # a wrong type and a wrong edge are wrong, MISC is not scored
    assert scores.mistakes == (("extra", "ORG", "Sirte", 1), ("extra", "ORG", "The Lantern Brigade", 1),
                               ("missed", "LOC", "Sirte", 1), ("missed", "ORG", "Lantern Brigade", 1))
    assert scores.to_dict()["micro"] == {"p": 0.3333, "r": 0.3333, "f1": 0.3333, "n": 3}
    assert scores.lines() == ["1 documents, 3 names, exact match", "PER         P 1.000  R 1.000  F1 1.000",
                              "LOC         P 0.000  R 0.000  F1 0.000", "ORG         P 0.000  R 0.000  F1 0.000",
                              "all         P 0.333  R 0.333  F1 0.333"]
    assert "LOC 'Sirte': missed" in scores.lines(mistakes=True)
    assert len(scores.to_dict(mistakes=True)["mistakes"]) == 4


def test_a_name_does_not_go_on_in_the_next_sentence(parrot: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    path.write_text("Sirte\tB-LOC\n\nCasablanca\tI-LOC\n", encoding="utf-8")
    scores = entities.evaluate(path, parrot({"Sirte": said("Sirte", "B-LOC"), "Casablanca": said("Casablanca", "I-LOC")}))
    assert scores.micro == Score(2, 2, 2)


def marked(folder: Path, text: str, marks: list[dict[str, Any]]) -> Path:
    folder.mkdir()
    (folder / "documents.json").write_text(json.dumps({"_id": "d1", "text": text}) + "\n", encoding="utf-8-sig")
    lines = [json.dumps({"documentId": "d1", **m}) + "\n" for m in marks]
    (folder / "entities.json").write_text("".join(lines), encoding="utf-8")
    return folder


def test_overlap_scores_on_raw_text(parrot: Any, tmp_path: Path) -> None:
    text = "\U0001f6a8 Commander Ostvik left the Lantern Brigade in Sirte"
    at = {w: text.index(w) for w in ("Commander", "Ostvik", "the", "Sirte", "Brigade")}
    marked(tmp_path / "one", text, [
        {"type": "Person", "begin": at["Commander"], "end": at["Ostvik"] + 6, "confidence": 1},
        {"type": "Organisation", "begin": at["the"], "end": at["Brigade"] + 7, "confidence": 0.9},
        {"type": "Organisation", "begin": at["Sirte"], "end": at["Sirte"] + 5, "confidence": 0.2},   # not believed
        {"type": "Location", "begin": at["Sirte"], "end": at["Sirte"] + 5},
        {"type": "Weapon", "begin": 0, "end": 1}])
    language = parrot({"Ostvik": said("Ostvik", "B-PER"), "Lantern": said("Lantern", "B-ORG"),
                       "Brigade": said("Brigade", "B-ORG"), "Commander": said("Commander", "B-LOC")})
    scores = entities.evaluate(tmp_path, language)
    # one mark meets one name only: of "Lantern" and "Brigade" the first
    assert scores.types == (("PER", Score(1, 1, 1)), ("LOC", Score(0, 1, 1)), ("ORG", Score(1, 2, 1)))
    assert scores.match == "overlap"
    assert ("missed", "LOC", "Sirte", 1) in scores.mistakes


def test_descriptions_where_a_set_marks_them(parrot: Any, tmp_path: Path) -> None:
    text = "Government forces left the camp with a rifle"
    marked(tmp_path / "one", text, [{"type": "Organisation", "begin": 0, "end": 17},
                                    {"type": "Location", "begin": 23, "end": 31}])
    phrases = {"Government": "B-ORGANISATION", "forces": "I-ORGANISATION", "camp": "B-PERSON", "rifle": "B-WEAPON"}
    language = parrot({"forces": said("forces", "B-PER")}, phrases=phrases)
    scores = entities.evaluate(tmp_path, language, layer="phrases")
    assert scores.types == (("PER", Score(0, 1, 0)), ("LOC", Score(0, 0, 1)), ("ORG", Score(1, 1, 1)))
    assert entities.evaluate(tmp_path, language).micro == Score(0, 1, 2)
    with pytest.raises(InputError, match="'trees' is no layer"):
        entities.evaluate(tmp_path, language, layer="trees")


def test_all_in_capitals_and_only_some_files(parrot: Any, tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text("Straße\tB-LOC\nfell\tO\n", encoding="utf-8")
    (tmp_path / "b.iob2").write_text("Sirte\tB-LOC\n", encoding="utf-8")
    language = parrot({"STRAßE": said("STRAßE", "B-LOC")})
    scores = entities.evaluate(tmp_path, language, only="a", upper=True)
    assert (scores.micro, language.documents) == (Score(1, 1, 1), [[["STRAßE", "FELL"]]])
    folder = marked(tmp_path / "one", "A ß: Sirte fell", [{"type": "Location", "begin": 5, "end": 10}])
    language = parrot({"SIRTE": said("SIRTE", "B-LOC")})
    assert entities.evaluate(folder, language, upper=True).micro == Score(1, 1, 1)
    marked(tmp_path / "two", "Sirte", [{"type": "Location", "begin": 0, "end": 5}])
    assert entities.evaluate(tmp_path, parrot(), only="^two/").documents == 1
    with pytest.raises(InputError, match=r"no documents\.json"):
        entities.evaluate(tmp_path, parrot(), only="three")


@pytest.mark.parametrize(("content", "column", "message"), [
    ("", None, "no tagged token"), ("just words here\nand there too\n", None, "no column of tags"),
    ("Sirte\tB-Planet\n", None, "unknown type 'Planet'"), ("Sirte B-NP B-LOC\n", 2, "unknown type 'NP'"),
    ("Sirte\tB-LOC\n", 1, "column 1 holds no tags"), ("Sirte\tB-LOC\n", 3, "column 3 holds no tags"),
    ("Sirte\n", None, "no column of tags")])
def test_what_is_no_name_set(content: str, column: int | None, message: str, tmp_path: Path, parrot: Any) -> None:
    path = tmp_path / "x.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        entities.evaluate(path, parrot(), column=column)


def test_a_further_type(parrot: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Sirte\tB-Town\nMonday\tB-Weekday\n", encoding="utf-8")
    scores = entities.evaluate(path, parrot({"Sirte": said("Sirte", "B-LOC")}), types={"Town": "LOC", "Weekday": None})
    assert scores.micro == Score(1, 1, 1)


@pytest.mark.parametrize(("mark", "message"), [
    ({"type": "Planet", "begin": 0, "end": 1}, "line 1: the unknown type 'Planet'"),
    ({"type": "Person", "begin": 0, "end": 99}, "outside its text"), ({"type": "Person", "begin": 3}, "outside its text"),
    ({"type": "Person", "begin": 0, "end": 1, "documentId": "d2"}, "outside its text"),
    ({"begin": 0, "end": 1}, "'type' is missing")])
def test_what_is_no_marked_text(mark: dict[str, Any], message: str, tmp_path: Path, parrot: Any) -> None:
    with pytest.raises(InputError, match=message):
        entities.evaluate(marked(tmp_path / "one", "Sirte fell", [mark]), parrot())


def test_broken_lines_and_missing_paths(tmp_path: Path, parrot: Any) -> None:
    folder = marked(tmp_path / "one", "Sirte fell", [])
    (folder / "entities.json").write_text("{oops\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"entities\.json, line 1: not JSON"):
        entities.evaluate(folder, parrot())
    with pytest.raises(InputError, match="no such file"):
        entities.evaluate(tmp_path / "none", parrot())


def test_a_parser_that_loses_words_is_an_error(parrot: Any, tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    path.write_text(LAYOUTS["tab"], encoding="utf-8")
    with pytest.raises(SaysoError, match="did not keep the words"):
        entities.evaluate(path, parrot(loses_words=True))
