# SPDX-License-Identifier: Apache-2.0
"""Voices, slots, subjects and commitment on parses made by hand: cases/by_hand.yaml. What does not come out yet is pinned in
cases/known_failures.yaml as by_hand/id."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.commitment import commitment
from sayso.claims.noun_slots import noun_slots
from sayso.claims.slots import Slots, adjective_slots, verb_slots
from sayso.claims.why import told
from sayso.mentions.quotations import SCARE, quotations
from sayso.parse import Argument, Parse, Sentence, Word
from sayso.syntax.subjects import preposition, subjects
from sayso.voices.find import frames
from sayso.voices.frames import Frame, chain

Case = dict[str, Any]
Factory = Callable[[str], Parse]

HERE = Path(__file__).parent / "cases"

CASES: dict[str, Case] = {f"by_hand/{c['id']}": c for c in yaml.safe_load((HERE / "by_hand.yaml").read_text(encoding="utf-8"))}

KNOWN: list[str] = yaml.safe_load((HERE / "known_failures.yaml").read_text(encoding="utf-8")) or []


def index(parse: Parse, form: str) -> int:
    """The word of a form ("form#2": the second); of a cue of several words, the first."""
    match = re.fullmatch(r"(\S+?)(?:#(\d+))?(?: .*)?", form)
    assert match
    return [w.index for w in parse.words if w.text == match[1]][int(match[2] or 1) - 1]


def cue_text(parse: Parse, frame: Frame) -> str:
    return parse.text[slice(*frame.cue_span)].partition(" ")[0]


def about_voices(parse: Parse, case: Case) -> list[str]:
    """Where frames and their chains differ from what is wanted."""
    found, out = frames(parse), []
    for word, cues in case.get("chain", {}).items():
        got = [cue_text(parse, f) for f in chain(found, index(parse, word))]
        if got != [c.partition(" ")[0] for c in cues]:
            out.append(f"{word} is covered by {got}, not {cues}")
    for cue, want in case.get("frames", {}).items():
        at = [f for f in found if f.cue == index(parse, cue)]
        if not at:
            out.append(f"no frame at {cue}")
            continue
        for key in ("source", "to"):
            if key in want:
                held = getattr(at[0], key)
                got_form = parse.words[held].text if held is not None else None
                if got_form != want[key]:
                    out.append(f"{key} of {cue} is {got_form}, not {want[key]}")
        if at[0].stance != want.get("stance", at[0].stance):
            out.append(f"stance of {cue} is {at[0].stance}, not {want['stance']}")
    return out


def about_slots(parse: Parse, case: Case) -> list[str]:
    """Where understood subjects and slots differ from what is wanted."""
    out = []
    for verb, want in case.get("subject", {}).items():
        side, heads = subjects(parse, index(parse, verb))
        if {side: [parse.words[i].text for i in heads]} != want:
            out.append(f"the {side} of {verb} is {[parse.words[i].text for i in heads]}, not {want}")
    for word, wanted in case.get("slots", {}).items():
        slots = slots_of(parse, word)
        for slot, forms in wanted.items():
            got = [parse.words[i].text for i in slots.get(slot, ())]
            if got != forms:
                out.append(f"{slot} of {word} is {got}, not {forms}")
    for word, ways in case.get("ways", {}).items():
        slots = slots_of(parse, word)
        for slot, wanted in ways.items():
            told_as = {parse.words[i].text: told(parse, path) for i, path in slots.get(slot, {}).items()}
            if told_as != wanted:
                out.append(f"the ways to {slot} of {word} are {told_as}, not {wanted}")
    return out


def slots_of(parse: Parse, form: str) -> Slots:
    """The slots of a verb or noun."""
    at = parse.words[index(parse, form)]
    return (verb_slots if at.upos == "VERB" else noun_slots)(parse, at.index)


def about_commitment(parse: Parse, case: Case) -> list[str]:
    """Where polarity, modality or certainty differ from what is wanted."""
    cues = frozenset(f.cue for f in frames(parse) if f.content)
    out = []
    for word, want in case.get("commitment", {}).items():
        held = commitment(parse, index(parse, word), cues)
        got = {"polarity": held.polarity, "modality": held.modality, "certainty": held.certainty}
        full = {"polarity": "yes", "modality": "actual", "certainty": "certain", **want}
        if got != full:
            out.append(f"{word} is {got}, not {full} ({'; '.join(held.why)})")
    return out


@pytest.mark.parametrize("ident", CASES)
def test_rule(ident: str, parse_of: Factory) -> None:
    case = CASES[ident]
    parse = parse_of(case["words"])
    told = [(index(parse, p), index(parse, head), label) for p, label, head in case.get("arguments", ())]
    parse = replace(parse, arguments=tuple(Argument(p, head, label) for p, head, label in told))
    wrong = about_voices(parse, case) + about_slots(parse, case) + about_commitment(parse, case)
    if ident in KNOWN:
        assert wrong, f"{ident} passes now: take it out of cases/known_failures.yaml"
    else:
        assert not wrong, f"{parse.text} → {'; '.join(wrong)}"


def test_the_factory_sets_words_as_english_does(parse_of: Factory) -> None:
    parse = parse_of(
        "“ “ PUNCT `` 2 punct\nGo go VERB VB 0 root\n, , PUNCT , 2 punct\n” ” PUNCT '' 2 punct\n\nHe he PRON PRP 2 nsubj\n"
        "said say VERB VBD 0 root O event\n. . PUNCT . 2 punct\n¶\nYes yes INTJ UH 0 root"
    )
    assert parse.text == "“Go,” He said.\n\nYes"
    assert [s.paragraph for s in parse.sentences] == [0, 0, 1]
    assert [w.head for w in parse.words] == [1, -1, 1, 1, 5, -1, 5, -1]
    assert all(parse.text[w.start : w.end] == w.text for w in parse.words)
    assert parse.words[5].kind == "event"
    with pytest.raises(ValueError):
        parse_of("Go go VERB VB 3 root")


def plain(*paragraphs: str) -> Parse:
    """Words without a tree; one sentence a paragraph."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    for k, paragraph in enumerate(paragraphs):
        first = len(words)
        for form in paragraph.split():
            at = words[-1].end + 1 if words else 0
            words.append(Word(len(words), at, at + len(form), form, form, "X", "X", -1, "root", "O", "none", k))
        sentences.append(Sentence(k, first, len(words), words[first].start, words[-1].end, k))
    return Parse(" ".join(w.text for w in words), tuple(words), tuple(sentences))


QUOTED: dict[str, Case] = {
    f"quotations/{c['id']}": c for c in yaml.safe_load((HERE / "quotations.yaml").read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("ident", QUOTED)
def test_quotations(ident: str) -> None:
    parse = plain(*QUOTED[ident]["paragraphs"])
    found = [" ".join(w.text for w in parse.words[q.first : q.last]) for q in quotations(parse)]
    if ident in KNOWN:
        assert found != QUOTED[ident]["quoted"], f"{ident} passes now: take it out of cases/known_failures.yaml"
    else:
        assert found == QUOTED[ident]["quoted"]


def test_few_quoted_words_are_held_at_arms_length() -> None:
    for size in range(1, 8):
        (q,) = quotations(plain("they “ " + "a " * size + "” the town"))
        assert q.short == (size < SCARE)


@given(
    st.lists(
        st.lists(st.sampled_from(["a", "said", '"', "“", "”", "``", "''", "«", "»", '""']), min_size=1, max_size=9), max_size=4
    )
)
def test_quotations_stay_in_their_paragraph(paragraphs: list[list[str]]) -> None:
    parse = plain(*(" ".join(p) for p in paragraphs)) if paragraphs else Parse("", (), ())
    found = quotations(parse)
    for q in found:
        assert q.first < q.last <= len(parse.words)
        assert parse.words[q.first].sentence == parse.words[q.last - 1].sentence
    assert [q.last for q in found] == sorted(q.last for q in found)


RELATIONS = (
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "xcomp",
    "ccomp",
    "advcl",
    "acl",
    "acl:relcl",
    "conj",
    "appos",
    "parataxis",
    "case",
    "mark",
    "aux",
    "aux:pass",
    "amod",
    "compound",
    "det",
    "fixed",
    "flat",
    "expl",
    "punct",
)
FORMS = (
    ("say", "VERB", "VBD"),
    ("accuse", "VERB", "VBN"),
    ("kill", "VERB", "VBG"),
    ("call", "VERB", "VB"),
    ("attack", "NOUN", "NN"),
    ("claim", "NOUN", "NN"),
    ("rebel", "NOUN", "NNS"),
    ("Omar", "PROPN", "NNP"),
    ("it", "PRON", "PRP"),
    ("who", "PRON", "WP"),
    ("to", "PART", "TO"),
    ("of", "ADP", "IN"),
    ("according", "VERB", "VBG"),
    ("not", "PART", "RB"),
    ("may", "AUX", "MD"),
    ("be", "AUX", "VBD"),
    ("unclear", "ADJ", "JJ"),
    ("including", "ADP", "IN"),
    ("“", "PUNCT", "``"),
    ("”", "PUNCT", "''"),
    (":", "PUNCT", ":"),
    (",", "PUNCT", ","),
    ("alleged", "ADJ", "JJ"),
)


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """Sentences with any tree over any labels: what a bad parse could be."""
    words: list[Word] = []
    sentences: list[Sentence] = []
    for s in range(draw(st.integers(1, 3))):
        first, size = len(words), draw(st.integers(1, 10))
        order = draw(st.permutations(range(size)))  # each word hangs on one before it in this order: always a tree
        heads = {order[0]: -1} | {order[k]: first + order[draw(st.integers(0, k - 1))] for k in range(1, size)}
        for i in range(size):
            form, upos, xpos = draw(st.sampled_from(FORMS))
            at = words[-1].end + 1 if words else 0
            relation = "root" if heads[i] < 0 else draw(st.sampled_from(RELATIONS))
            words.append(Word(first + i, at, at + len(form), form, form, upos, xpos, heads[i], relation, "O", "none", s))
        sentences.append(Sentence(s, first, len(words), words[first].start, words[-1].end, draw(st.integers(0, 1))))
    return Parse(" ".join(w.text for w in words), tuple(words), tuple(sentences))


@given(trees())
def test_any_tree_has_voices_slots_and_commitment(parse: Parse) -> None:
    inside = set(range(len(parse.words)))
    found = frames(parse)
    for f in found:
        assert f.content and f.content <= inside
        assert f.cue not in f.content
        assert f.cue in inside and {f.source, f.to} - {None} <= inside
        assert 0 <= f.cue_span[0] < f.cue_span[1] <= len(parse.text)
    cues = frozenset(f.cue for f in found)
    for w in parse.words:
        covering = chain(found, w.index)
        assert [len(f.content) for f in covering] == sorted(len(f.content) for f in covering)
        held = commitment(parse, w.index, cues)
        assert held.polarity in {"yes", "no"}
        assert (held.modality, held.certainty, held.polarity) == ("actual", "certain", "yes") or held.why
        for slots in (verb_slots(parse, w.index), noun_slots(parse, w.index), adjective_slots(parse, w.index)):
            for slot, items in slots.items():
                assert items and set(items) <= inside, slot
                assert all(path and told(parse, path) for path in items.values()), slot
        side, heads = subjects(parse, w.index)
        assert side in {"subj", "obj"} and set(heads) <= inside
        assert preposition(parse, w.index) == preposition(parse, w.index).lower()
    assert frames(parse) == found
