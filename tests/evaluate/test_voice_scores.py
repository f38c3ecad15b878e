# SPDX-License-Identifier: Apache-2.0
"""Attributions: marks in brat's form, and scores worked out by hand on a text of our own."""

from __future__ import annotations

import io
import statistics
import tarfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.errors import InputError
from sayso.evaluate import brat, voices
from sayso.evaluate.brat import MarkedVoice
from sayso.evaluate.score import Score
from sayso.parse import Parse, Word
from sayso.voices.learnt import head_of

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases/voices.yaml").read_text(encoding="utf-8"))
TEXT: str = CASES["text"]


def marks(text: str, rows: list[dict[str, str]], unmarked: str = "") -> str:
    """The marks of some attributions in brat's form."""
    lines, at = [], 0
    for k, row in enumerate(rows, 1):
        ties = []
        for kind, words in row.items():
            at += 1
            start = text.index(words)
            lines.append(f"T{at}\t{kind.title()} {start} {start + len(words)}\t{words}")
            ties.append(f"{kind.title()}:T{at}")
        lines.append(f"E{k}\t{' '.join(ties)}")
    if unmarked:
        lines.append(f"T99\tDiscard {text.index(unmarked)} {text.index(unmarked) + len(unmarked)}\t{unmarked}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as PolNeAR is laid out, with one text in dev."""
    (tmp_path / "set/dev/text").mkdir(parents=True)
    (tmp_path / "set/dev/attributions").mkdir()
    (tmp_path / "set/dev/text/post.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "set/dev/attributions/post_a1.ann").write_text(marks(TEXT, CASES["marks"], CASES["unmarked"]), encoding="utf-8")
    return tmp_path / "set"


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda c: str(c["name"]))
def test_what_is_right(case: dict[str, Any], folder: Path, parrot: Any) -> None:
    said = [case.get("set", {}).get(k, row) for k, row in enumerate(CASES["right"]) if k != case.get("drop")]
    language = parrot(attributions=[tuple(row) for row in [*said, *case.get("add", [])]], cuts=CASES["cuts"])
    scores = voices.evaluate(folder, language, part="dev", system="model")
    right, cue, count = case.get("right", 3), case.get("cue", 3), case.get("said", 3)
    assert (scores.texts, scores.voices, scores.said) == (1, 3, count)
    assert (scores.right, scores.cue) == (Score(right, count, 3), Score(cue, count, 3))
    assert scores.source == round(right / cue, 4)
    contents = [float(Fraction(str(x))) for x in case.get("content", [1, 1, 1])]
    assert scores.content == pytest.approx(statistics.fmean(contents), abs=5e-5)
    assert language.asked == [(("voices",), None)]


def test_groups_mistakes_and_lines(folder: Path, parrot: Any) -> None:
    said = [("told", "Meyer", "that the well"), ("believed", "", 'that the road is "open"'), ("clerk", "", "")]
    scores = voices.evaluate(folder, parrot(attributions=said, cuts=CASES["cuts"]), system="model")
    assert {g.name: (g.n, g.cue, g.right, g.content) for g in scores.groups} == {
        "direct": (1, 0.0, 0.0, None), "indirect": (1, 1.0, 0.0, 0.8148), "mixed": (1, 1.0, 1.0, 1.0),
        "1-5 words": (3, 0.6667, 0.3333, 0.9074), "6-15 words": (0, None, None, None), "16-30 words": (0, None, None, None),
        "31+ words": (0, None, None, None)}
    assert scores.mistakes == (("extra", "clerk", 1), ("missed", "said", 1), ("source", "told", 1))
    assert scores.lines(mistakes=True)[:2] == ["extra 'clerk': 1", "missed 'said': 1"]
    assert scores.lines()[:8] == [
        "1 texts, 3 attributions, 3 said", "right       P 0.333  R 0.333  F1 0.333", "cue         P 0.667  R 0.667  F1 0.667",
        "words       P 1.000  R 0.566  F1 0.723",  # 30 of 53 characters
        "source      0.500", "content     0.907", "unspoken    -",
        "direct      cue 0.000  right 0.000  content -  (1)"]
    assert scores.to_dict(mistakes=True)["groups"]["mixed"] == {"n": 1, "cue": 1.0, "right": 1.0, "content": 1.0}


@pytest.mark.parametrize(("text", "how"), [
    ("[“It fell,”] he said", "direct"), ("“[It fell],” he said", "direct"), ('"[It fell]," he said', "direct"),
    ('["It fell,"] he said, ["and broke."]', "direct"), ('["It fell,"] he said, [and broke]', "mixed"),
    ("He said [that it fell]", "indirect"), ("He said [that it “fell”]", "mixed"), ('"So," he said [that it fell]', "indirect"),
    ('["It fell.\n\n"It broke."]', "direct"), ("[“It fell.\n\n“It broke.”]", "direct"), ('He said —["It fell"]', "direct"),
    ("He said []", "indirect")])
def test_how_a_content_is_given(text: str, how: str) -> None:
    spans, plain = [], ""
    for piece in text.split("["):
        inside, bracket, after = piece.partition("]")
        if bracket:
            spans.append((len(plain), len(plain) + len(inside)))
        plain += inside + after
    assert voices.how_given(plain, tuple(spans)) == how


def test_lengths() -> None:
    names = [voices._length_name("x " * n, ((0, 2 * n),)) for n in (0, 1, 5, 6, 15, 16, 30, 31, 90)]
    assert names == ["1-5 words"] * 3 + ["6-15 words"] * 2 + ["16-30 words"] * 2 + ["31+ words"] * 2


def test_the_head_of_a_source() -> None:
    rows = [("“", "PUNCT", 4), ("Army", "NOUN", 2), ("chief", "NOUN", 4), ("Orlo", "PROPN", 2), ("said", "VERB", -1)]
    words = tuple(Word(i, 0, 0, form, form, upos, "", head, "", "O", "", 0) for i, (form, upos, head) in enumerate(rows))
    parse = Parse("", words, ())
    assert head_of(parse, (0, 1, 2, 3)) == 2
    assert head_of(parse, (1, 3)) == 1
    assert head_of(parse, (0,)) == 0
    assert head_of(parse, ()) is None


def test_the_rules(tmp_path: Path, parrot: Any) -> None:
    text = "Orlo said that rain fell"
    (tmp_path / "post.txt").write_text(text, encoding="utf-8")
    (tmp_path / "post.ann").write_text(marks(text, [{"cue": "said", "source": "Orlo", "content": "that rain fell"}]), "utf-8")
    said = {"Orlo": ("Orlo", "PROPN", "NNP", 2, "nsubj", "B-PER"), "said": ("say", "VERB", "VBD", 0, "root", "O"),
            "that": ("that", "SCONJ", "IN", 5, "mark", "O"), "rain": ("rain", "NOUN", "NN", 5, "nsubj", "O"),
            "fell": ("fall", "VERB", "VBD", 2, "ccomp", "O")}
    scores = voices.evaluate(tmp_path, parrot(said), system="rules")
    assert (scores.right, scores.said) == (Score(1, 1, 1), 1)
    assert voices.evaluate(tmp_path, parrot(said), system="model").said == 0
    with pytest.raises(InputError, match="No such system as 'luck'"):
        voices.evaluate(tmp_path, parrot(said), system="luck")


def test_the_first_of_several_annotators_counts(folder: Path) -> None:
    (folder / "dev/attributions/post_b2.ann").write_text("", encoding="utf-8")
    (marked,) = brat.read_voices(folder, "dev")
    assert (marked.name, len(marked.voices)) == ("post", 3)
    (folder / "dev/attributions/post_0z.ann").write_text("", encoding="utf-8")
    assert brat.read_voices(folder)[0].voices == ()


def test_parts_and_archives(folder: Path, tmp_path: Path) -> None:
    whole = brat.read_voices(folder)
    archive = tmp_path / "x.tar.xz"
    with tarfile.open(archive, "w:xz") as out:
        for name in ("dev", "train"):
            for inner in ("text/post.txt", "attributions/post_a1.ann"):
                content = (folder / "dev" / inner).read_bytes()
                info = tarfile.TarInfo(f"./{name}/{inner}")
                info.size = len(content)
                out.addfile(info, io.BytesIO(content))
    assert brat.read_voices(archive, "train") == whole
    assert brat.read_voices(archive) == whole * 2
    assert brat.read_voices(archive, only="^./dev/") == whole
    assert brat.read_voices(folder / "dev") == whole
    with pytest.raises(InputError, match="no marked text in it under 'test'"):
        brat.read_voices(archive, "test")


@pytest.mark.parametrize(("lines", "found"), [
    # a second piece of content, a gap, pieces out of order
    ("T1\tCue 4 8\tsaid\nT2\tContent 14 18;9 13\train that\nT3\tContent2 19 23\tfell\n"
     "E1\tAttribution:T1 Cue:T1 Content:T2 Content2:T3",
     [MarkedVoice(((4, 8),), (), ((9, 13), (14, 18), (19, 23)))]),
    # no cue: the attribution's own span
    ("T1\tAttribution 4 8\tsaid\nT2\tContent 9 13\tthat\nT3\tSource 0 3\tHer\nE1\tAttribution:T1 Content:T2 Source:T3",
     [MarkedVoice(((4, 8),), ((0, 3),), ((9, 13),))]),
    ("T1\tAttribution-no-source 4 8\tsaid\nE1\tAttribution-no-source:T1", []),
    # a tie before its spans, the same twice, a note, a span's words on two lines
    ("E1\tCue:T1\nE2\tCue:T1\nT1\tCue 4 8\tsa\nid\n#1\tAnnotatorNotes T1\tsure?", [MarkedVoice(((4, 8),), (), ())])])
def test_marks(lines: str, found: list[MarkedVoice], tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Her said that rain fell", encoding="utf-8")
    (tmp_path / "x.ann").write_text(lines + "\n", encoding="utf-8")
    assert list(brat.read_voices(tmp_path)[0].voices) == found


@pytest.mark.parametrize(("lines", "message"), [
    ("T1\tCue 4 99\tsaid\n", "T1 lies outside its text"), ("E1\tCue:T7\n", "'Cue:T7' names no span")])
def test_what_are_no_marks(lines: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Her said that rain fell", encoding="utf-8")
    (tmp_path / "x.ann").write_text(lines, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        brat.read_voices(tmp_path)


def test_marks_without_their_text(tmp_path: Path) -> None:
    (tmp_path / "y.ann").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"y\.ann: its text is not there"):
        brat.read_voices(tmp_path)
