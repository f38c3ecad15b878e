# SPDX-License-Identifier: Apache-2.0
"""Text → Parse with the shipped model: what must hold for any text, and for a few easy sentences."""

from __future__ import annotations

import itertools
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso_model_en
from sayso.errors import ModelError
from sayso.language import LAYERS, LONGEST, Language
from sayso.language.roles import CORE
from sayso.language.runtime import FILES, WIDTH
from sayso.language.windows import MARGIN, WINDOW, windows
from sayso.parse import Parse, Word

if TYPE_CHECKING:
    import onnxruntime as ort

EASY = "Rebels met the judge in Homs on Monday."
FILLER = ("The road was closed.", "Nobody was hurt.", "The mayor spoke for an hour.", "Schools in the town were open again.")


@pytest.fixture(scope="module")
def language() -> Language:
    return Language.load(threads=1)


def labels(words: list[Word]) -> list[tuple[str, str, str, str]]:
    """What the model says of words, wherever they stand."""
    return [(w.text, w.lemma, w.upos, w.relation) for w in words]


def assert_sound(parse: Parse) -> None:
    """What must hold for the parse of any text."""
    at = 0
    for i, w in enumerate(parse.words):
        assert w.index == i
        assert at <= w.start < w.end <= len(parse.text)
        assert parse.text[w.start : w.end] == w.text
        assert w.lemma and w.upos and w.xpos and w.relation and w.entity and w.kind
        assert (w.relation == "root") == (w.head == -1)
        at = w.end
    last, paragraph = 0, 0
    for k, s in enumerate(parse.sentences):
        assert (s.index, s.first) == (k, last)
        assert s.first < s.last
        assert s.span == (parse.words[s.first].start, parse.words[s.last - 1].end)
        assert s.paragraph >= paragraph
        last, paragraph = s.last, s.paragraph
        words = parse.words[s.first : s.last]
        assert all(w.sentence == k for w in words)
        assert all(w.head == -1 or s.first <= w.head < s.last for w in words)
        roots = sum(w.head == -1 for w in words)
        assert roots == -(-len(words) // LONGEST)
        assert all(len(list(parse.ancestors(w.index))) < len(words) for w in words), "a ring"
    assert last == len(parse.words)
    assert "".join(w.text for w in parse.words) == "".join("".join(w.text.split()) for w in parse.words)
    assert "".join(w.text for w in parse.words) == "".join(parse.text.split())
    tags = ["O", *(w.entity for w in parse.words)]
    for k, s in enumerate(parse.sentences):
        row = ["O", *(w.entity for w in parse.words[s.first : s.last])]
        assert all(not b.startswith("I-") or a[2:] == b[2:] for a, b in itertools.pairwise(row)), (k, tags)


ANY = st.text(
    st.one_of(st.sampled_from(list("aAé1 ’'\"“”-–.,:;!?()\n\r\t\u0301\ufeff🚀")), st.characters(codec="utf-8")), max_size=120
)
NEWSLIKE = st.lists(
    st.sampled_from(
        [
            "Rebels",
            "killed",
            "the",
            "judge",
            ",",
            "“",
            "”",
            "said",
            "U.S.",
            "didn't",
            ".",
            "\n\n",
            "\r\n",
            "Homs",
            "2011",
            "and",
            "co-founder",
            "-",
            "\u00a0",
            "🚀",
            "Ta'izz",
            ":",
        ]
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=60)
@given(st.one_of(ANY, NEWSLIKE), st.lists(st.integers(0, 100), max_size=2))
def test_any_text(language: Language, text: str, breaks: list[int]) -> None:
    parse = language.parse(text, breaks)
    assert_sound(parse)
    ends = {s.end for s in parse.sentences}
    for cut in breaks:  # no sentence runs over a break
        assert all(not s.start < cut < s.end or cut in ends for s in parse.sentences)


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t", "\u2028"])
def test_no_words(language: Language, text: str) -> None:
    assert language.parse(text) == Parse(text, (), ())


def test_a_sentence_of_5000_words(language: Language) -> None:
    text = " ".join(["rebels killed the judge and"] * 1000) + "."
    parse = language.parse(text)
    assert len(parse.words) == 5001
    assert_sound(parse)


def test_an_easy_sentence(language: Language) -> None:
    parse = language.parse(EASY)
    assert labels(list(parse.words)) == [
        ("Rebels", "rebel", "NOUN", "nsubj"),
        ("met", "meet", "VERB", "root"),
        ("the", "the", "DET", "det"),
        ("judge", "judge", "NOUN", "obj"),
        ("in", "in", "ADP", "case"),
        ("Homs", "Homs", "PROPN", "obl"),
        ("on", "on", "ADP", "case"),
        ("Monday", "Monday", "PROPN", "obl"),
        (".", ".", "PUNCT", "punct"),
    ]
    assert [w.head for w in parse.words] == [1, -1, 3, 1, 5, 1, 7, 1, 1]
    assert [w.entity for w in parse.words] == ["O", "O", "O", "O", "O", "B-LOC", "O", "O", "O"]


def test_all_capitals(language: Language) -> None:
    parse = language.parse("REBELS KILLED THE JUDGE ON MONDAY. POLICE ARRESTED TWO MEN.")
    assert [s.span for s in parse.sentences] == [(0, 34), (35, 59)]
    verbs = [(w.text, w.lemma) for w in parse.words if w.upos == "VERB"]
    assert verbs == [("KILLED", "kill"), ("ARRESTED", "arrest")]
    assert [w.lower for w in parse.children(1, "nsubj")] == ["rebels"]


def test_sentences_and_paragraphs(language: Language) -> None:
    parse = language.parse("Rebels left the town. Police came.\n\nThe mayor spoke.\n")
    assert [(parse.text[s.start : s.end], s.paragraph) for s in parse.sentences] == [
        ("Rebels left the town.", 0),
        ("Police came.", 0),
        ("The mayor spoke.", 1),
    ]


def test_no_sentence_starts_inside_a_word(language: Language) -> None:
    parse = language.parse("They didn't go. They can't. She won’t.")
    assert all(not parse.words[s.first].text.startswith(("n't", "n’t")) for s in parse.sentences)
    assert len(parse.sentences) == 3


def test_a_dateline_is_a_sentence_of_its_own(language: Language) -> None:
    text = "TEL AVIV – Soldiers left the town."
    parse = language.parse(text, [11])
    assert [text[s.start : s.end] for s in parse.sentences] == ["TEL AVIV –", "Soldiers left the town."]


def test_the_same_text_twice(language: Language) -> None:
    texts = [" ".join([EASY, *FILLER]), EASY, "“Go,” he said.", " ".join(FILLER * 20)]
    first = [language.parse(t) for t in texts]
    assert [language.parse(t) for t in reversed(texts)] == first[::-1]
    assert [Language.load(threads=2).parse(t) for t in texts[:2]] == first[:2], "the number of threads changes nothing"


def test_a_document_reads_the_same_alone_and_among_others(language: Language) -> None:
    a, b = [["Rebels", "left", "."], ["Police", "came", "."]], [["The", "mayor", "spoke", "for", "an", "hour", "."]]
    assert language.parse_words([a, b, a]) == [p for d in (a, b, a) for p in language.parse_words([d])]
    (parse,) = language.parse_words([a])
    assert [(s.first, s.last) for s in parse.sentences] == [(0, 3), (3, 6)]
    assert parse.text == "Rebels left . Police came ."
    assert_sound(parse)


PLAIN = ("The army killed two men in Cairo on Monday.", "The minister said that the police had arrested him.")


def test_words_read_the_same_near_the_edges_of_windows(language: Language) -> None:
    fill = [FILLER[k % len(FILLER)] for k in range(60)]  # about 360 words: two to three windows
    assert len(language.runtime.tokenizer.encode(" ".join(fill)).ids) > 2 * (WINDOW - MARGIN)
    wrong = []
    for plain in PLAIN:
        alone = [(w.text, w.upos) for w in language.parse(plain).words]
        for place in range(0, 60, 9):
            text = " ".join([*fill[:place], plain, *fill[place:]])
            start = text.index(plain)
            found = [(w.text, w.upos) for w in language.parse(text).words if start <= w.start < start + len(plain)]
            wrong += [(place, a, b) for a, b in zip(alone, found, strict=True) if a != b]
    assert not wrong


class Windows:
    """Stands in for the encoder: a word's vector says how far it stood from the nearer end of the window it was read in."""

    def run(self, _: None, feed: dict[str, npt.NDArray[np.int64]]) -> list[npt.NDArray[np.float32]]:
        size = feed["ids"].shape[1] - 2  # without the marks at both ends
        assert size <= WINDOW
        assert feed["cases"].shape == feed["ids"].shape
        edge = np.minimum(feed["first"] - 1, size - feed["last"])
        return [np.repeat(edge[:, None], WIDTH, 1).astype(np.float32)]


@pytest.mark.parametrize("count", [1, WINDOW, WINDOW + 1, 3 * WINDOW, 4 * WINDOW - MARGIN])
def test_each_word_is_read_with_context_on_both_sides(language: Language, count: int) -> None:
    sessions = {**language.runtime.sessions, "encoder": cast("ort.InferenceSession", Windows())}
    runtime = replace(language.runtime, sessions=sessions)
    edges = runtime.vectors(["town"] * count)[0][:, 0]
    for k, edge in enumerate(edges):
        assert edge >= min(k, count - 1 - k, MARGIN // 2 - 1), f"word {k} of {count}"


def test_every_word_has_a_vector(language: Language) -> None:
    forms = ["rebels"] * (3 * WINDOW)
    vectors, opened = language.runtime.vectors(forms)
    assert not opened
    assert vectors.shape == (len(forms), WIDTH)
    assert (abs(vectors).sum(1) > 0).all()


def test_a_word_longer_than_a_window_is_no_error(language: Language) -> None:
    assert_sound(language.parse("Rebels " + "ж" * 600 + " left. " + "9" * 400))


@pytest.mark.parametrize("lost", FILES)
def test_a_missing_file_is_named(tmp_path: Path, lost: str) -> None:
    for name in FILES:
        if name != lost:
            (tmp_path / name).symlink_to(sayso_model_en.folder() / name)
    with pytest.raises(ModelError) as caught:
        Language.load(tmp_path)
    assert lost in caught.value.message
    assert "sayso-model-en" in caught.value.hint


@pytest.mark.parametrize("damaged", ["labels.json", "encoder.onnx", "lemmas.tsv", "tokenizer.json", "model.json"])
def test_a_damaged_file_is_one_clear_error(tmp_path: Path, damaged: str) -> None:
    for name in FILES:
        (tmp_path / name).symlink_to(sayso_model_en.folder() / name)
    whole = (tmp_path / damaged).read_bytes()
    (tmp_path / damaged).unlink()
    (tmp_path / damaged).write_bytes(whole[: len(whole) // 2 - 1])
    with pytest.raises(ModelError) as caught:
        Language.load(tmp_path)
    assert "\n" not in caught.value.message
    assert str(tmp_path) in caught.value.message


def test_the_version_names_the_weights(language: Language, tmp_path: Path) -> None:
    version, _, digest = language.version.partition("+")
    assert version
    assert len(digest) == 12
    for name in FILES:
        shutil.copy(sayso_model_en.folder() / name, tmp_path / name)
    rows = (tmp_path / "lemmas.tsv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "lemmas.tsv").write_text("\n".join([*rows[1:], "dolmed\tVBD\tdolm", ""]), encoding="utf-8")
    assert Language.load(tmp_path).version != language.version


@given(total=st.integers(1, 900), cuts=st.sets(st.integers(1, 899)))
def test_windows_hold_whole_sentences(total: int, cuts: set[int]) -> None:
    ends = sorted(c for c in cuts if c < total)
    found = list(windows(total, ends))
    read: set[int] = set()
    for start, end in found:
        assert end - start <= WINDOW
        read |= set(range(start, end))
    assert read == set(range(total)), "every piece is read"
    for first, last in pairwise([0, *ends, total]):
        if last - first <= WINDOW:
            holding = [w for w in found if w[0] < last and w[1] > first]
            assert len(holding) == 1, "a sentence that fits is in one window"
            assert holding[0][0] <= first
            assert holding[0][1] >= last


def assert_layers(parse: Parse) -> None:
    """What must hold for the layers over any text."""
    for w in parse.words:
        assert (w.certainty is None) == (w.sense == "")
        assert w.certainty is None or -3 <= w.certainty <= 3
    for a in parse.arguments:
        assert parse.words[a.predicate].sense
        assert a.predicate != a.head
        assert parse.words[a.head].sentence == parse.words[a.predicate].sentence
    core = [(a.predicate, a.label) for a in parse.arguments if a.label in CORE]
    assert len(core) == len(set(core))
    for v in parse.attributions:
        assert v.source or v.content
        assert v.cue not in {*v.source, *v.content}
        assert not set(v.source) & set(v.content)
        assert list(v.content) == sorted(v.content)
    told = [r for chain in parse.chains for r in chain]
    assert sorted(r.head for r in told) == [w.index for w in parse.words if w.kind != "none"]
    assert all(r.first <= r.head < r.last for r in told)
    assert all(chain and [r.head for r in chain] == sorted(r.head for r in chain) for chain in parse.chains)


PARTS = [EASY, *FILLER, "“We left,” they said.", "He denied it", "\n\n", "x" * 90, "I"]


@settings(max_examples=25, deadline=None)
@given(text=st.lists(st.sampled_from(PARTS), max_size=40))
def test_layers_of_any_text(language: Language, text: list[str]) -> None:
    parse = language.parse(" ".join(text), layers=LAYERS)
    assert_sound(parse)
    assert_layers(parse)
    bare = language.parse(" ".join(text))
    assert bare.words == parse.words, "layers change nothing below them"
    assert not (bare.arguments or bare.attributions or bare.chains)


def test_layers_of_easy_sentences(language: Language) -> None:
    text = "Rebels killed the judge in Homs on Monday, the police said. The rebels denied it. They blamed soldiers."
    parse = language.parse(text, layers=LAYERS)
    forms = [w.text for w in parse.words]
    told = {(forms[a.predicate], a.label, forms[a.head]) for a in parse.arguments}
    assert told >= {("killed", "ARG0", "Rebels"), ("killed", "ARG1", "judge"), ("denied", "ARG0", "rebels"),
                    ("blamed", "ARG0", "They")}
    said = next(v for v in parse.attributions if forms[v.cue] == "said")
    assert [forms[i] for i in said.source] == ["the", "police"]
    assert [forms[i] for i in said.content][:4] == ["Rebels", "killed", "the", "judge"]
    senses = {w.text: w.sense for w in parse.words if w.sense}
    assert senses["killed"] == "kill.01"
    assert senses["blamed"] == "blame.01"
    certain = {w.text: w.certainty for w in parse.words if w.certainty is not None}
    assert certain["killed"] > 1
    assert [w.time for w in parse.words if w.text == "Monday"] == ["B-DATE"]
    chain = next(c for c in parse.chains if any(forms[r.head] == "They" for r in c))
    assert {forms[r.head] for r in chain} >= {"rebels", "They"}


def test_predicates_may_be_given(language: Language) -> None:
    words = ["Rebels", "killed", "the", "judge", "."]
    (parse,) = language.parse_words([[words]], layers=("roles",), predicates=[[3]])
    assert [w.text for w in parse.words if w.sense] == ["judge"]
    assert {a.predicate for a in parse.arguments} <= {3}
    (parse,) = language.parse_words([[words]], layers=("roles",), predicates=[[]])
    assert not parse.arguments


def test_windows_by_hand() -> None:
    assert list(windows(60, [30])) == [(0, 60)]
    assert list(windows(150, [60, 100])) == [(0, 100), (100, 150)]
    assert list(windows(WINDOW + 20, [])) == [(0, WINDOW), (WINDOW - MARGIN, WINDOW + 20)]


def test_a_window_begins_a_sentence(language: Language) -> None:
    forms = ["The", "rebels", "left", "the", "town", "."] * 40
    vectors, opened = language.runtime.vectors(forms, range(0, len(forms), 6))
    assert len(vectors) == len(forms)
    assert opened
    assert all(k % 6 == 0 for k in opened)
    starts = {s.first for s in language.parse(" ".join(forms)).sentences}
    assert opened <= starts


def test_threads_do_not_change_what_is_read(language: Language) -> None:
    text = " ".join(FILLER[k % len(FILLER)] for k in range(60))
    assert Language.load(threads=1).parse(text) == Language.load(threads=3).parse(text) == language.parse(text)
