# SPDX-License-Identifier: Apache-2.0
"""A corpus is opened, split, counted; texts that share sentences are found; readers are compared."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.errors import InputError
from sayso.evaluate.agreement import agreement
from sayso.gold.corpus import Corpus, contents
from sayso.gold.likeness import alike

TEXT = "Gunmen of the Orsk Brigade killed two drivers near Lobi, a priest said. The Brigade denied it."
MARKS = """report: {stem}
published: 2001-05-04
entities:
  - {{id: e1, type: group, name: Orsk Brigade, mentions: [Orsk Brigade, The Brigade]}}
  - {{id: e2, type: people, name: two drivers, mentions: [two drivers]}}
  - {{id: e3, type: people, name: a priest, mentions: [a priest]}}
claims:
  - {{id: c1, code: violence.kill, trigger: {trigger}, roles: {{actor: e1, target: e2}}, voices: [{{source: e3, cue: said}}]}}
  - {{id: c2, code: speech.reply, trigger: denied, roles: {{actor: e1}}, answers: [{{claim: c1, as: denies}}]}}
"""


def lay(folder: Path, **stems: str) -> Path:
    """A corpus with a report for each stem, in the split that is given."""
    (folder / "corpus.yaml").write_text("{name: tiny, version: 0.1.0, licence: CC-BY-4.0}", encoding="utf-8")
    rows = [f"{stem}\t{split}\twire" for stem, split in stems.items()]
    (folder / "reports.tsv").write_text("\n".join(["stem\tsplit\tstyle", *rows]) + "\n", encoding="utf-8")
    for stem, split in stems.items():
        (folder / split).mkdir(exist_ok=True)
        (folder / split / f"{stem}.txt").write_text(TEXT, encoding="utf-8")
        (folder / split / f"{stem}.yaml").write_text(MARKS.format(stem=stem, trigger="killed"), encoding="utf-8")
    return folder


def test_splits(tmp_path: Path) -> None:
    corpus = sayso.corpus(lay(tmp_path, r1="train", r2="test", r3="train"))
    assert (corpus.name, corpus.version, corpus.licence) == ("tiny", "0.1.0", "CC-BY-4.0")
    assert [r.stem for r in corpus.reports] == ["r1", "r2", "r3"]
    assert [r.stem for r in corpus.split("train")] == ["r1", "r3"]
    assert corpus.drawn["r2"]["style"] == "wire"
    with pytest.raises(InputError, match="no such split"):
        corpus.split("tset")


def test_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no corpus"):
        Corpus.open(tmp_path)


def test_contents(tmp_path: Path) -> None:
    counts = contents(sayso.corpus(lay(tmp_path, r1="train")).reports)
    assert {k: counts[k] for k in ("reports", "claims", "with a voice", "denials and refusals", "answering a claim")} == {
        "reports": 1, "claims": 2, "with a voice": 1, "denials and refusals": 1, "answering a claim": 1}


def test_alike() -> None:
    texts = {"a": TEXT, "b": "Elsewhere it rained. " + TEXT,
             "c": "Nothing of this stands in the other two texts, not even a run of eight words."}
    assert [(x.first, x.second) for x in alike(texts)] == [("a", "b")]
    assert [(x.first, x.second) for x in alike({"c": texts["c"]}, {"b": texts["b"]})] == []
    assert [(x.first, x.second, x.share) for x in alike({"a": TEXT}, {"b": texts["b"]})] == [("a", "b", 1.0)]


def test_agreement(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, trigger in ((first, "killed"), (second, "near Lobi")):
        folder.mkdir()
        (folder / "r1.txt").write_text(TEXT, encoding="utf-8")
        (folder / "r1.yaml").write_text(MARKS.format(stem="r1", trigger=trigger), encoding="utf-8")
    assert agreement(first, first).usable.f1 == 1.0
    scores = agreement(first, second)      # the same claim by other words nearby still pairs: code and fillers are the same
    assert (scores.reports, scores.claims, scores.found.f1) == (1, 2, 1.0)
    (second / "r1.txt").write_text(TEXT + " ", encoding="utf-8")
    with pytest.raises(InputError, match="differ"):
        agreement(first, second)
