# SPDX-License-Identifier: Apache-2.0
"""The sets marked TRAIN, read into documents of tagged sentences. A layer that a set does not have is None.

Every reader takes the data folder and gives `Document`s. Documents named in `HELD_OUT` are the ones that the project's
gold is cut from: training never sees them.
"""

from __future__ import annotations

import json
import lzma
import re
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

HELD_OUT = {"GUM_news_defector", "GUM_news_imprisoned", "GUM_news_stampede"}
GUM_DEV_GENRES = ("news", "interview", "bio", "court", "textbook", "academic", "voyage", "speech", "vlog", "conversation")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and their labels; each label list is as long as `words`, or None where the set has no such layer."""

    words: list[str]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    lemma: list[str] | None = None
    heads: list[int] | None = None  # 0 = root
    relation: list[str] | None = None
    entity: list[str] | None = None  # BIO over PER LOC ORG MISC
    kind: list[str] | None = None  # type of the mention a word heads, or "none"


@dataclass(frozen=True, slots=True)
class Document:
    """One text, in order."""

    name: str
    sentences: list[Sentence]


def conllu(text: str) -> Iterator[tuple[str, list[tuple[str, list[list[str]]]]]]:
    """CoNLL-U text → (document name, [(sentence id, rows)]); multiword ranges and empty nodes are left out."""
    name, sentences, sid, rows = "", [], "", []
    for line in [*text.splitlines(), "", "# newdoc id = "]:
        if line.startswith("# newdoc"):
            if sentences:
                yield name, sentences
            name, sentences = line.split("=")[-1].strip(), []
        elif line.startswith("# sent_id"):
            sid = line.split("=")[-1].strip()
        elif line and line[0].isdigit():
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
        elif not line and rows:
            sentences.append((sid, rows))
            rows = []


def mentions(misc: Iterable[str]) -> list[tuple[int, int, str]]:
    """GUM's Entity= brackets → (first word, last word, type), words from 0."""
    out, open_ = [], []
    for i, field in enumerate(misc):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", field)
        for piece in re.findall(r"\([^()]*\)?|[^()]*\)", m.group(1)) if m else []:
            if piece.startswith("("):
                parts = piece[1:].rstrip(")").split("-")
                if piece.endswith(")"):
                    out.append((i, i, parts[1]))
                else:
                    open_.append((parts[0], i, parts[1]))
            else:
                ident = piece[:-1]
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == ident:
                        _, start, kind = open_.pop(k)
                        out.append((start, i, kind))
                        break
    return out


def head_kinds(rows: list[list[str]]) -> list[str]:
    """For each word the type of the smallest mention that it heads, else "none"."""
    kinds, sizes = ["none"] * len(rows), [10**6] * len(rows)
    for start, end, kind in mentions(r[9] for r in rows):
        for i in range(start, end + 1):
            head = int(rows[i][6]) - 1
            if not start <= head <= end:
                if end - start < sizes[i]:
                    kinds[i], sizes[i] = kind, end - start
                break
    return kinds


def trees(text: str, *, kinds: bool = False) -> list[Document]:
    """CoNLL-U text → documents with tags, lemmas and trees (and mention types, for GUM)."""
    docs = []
    for name, sentences in conllu(text):
        out = [
            Sentence(
                [r[1] for r in rows],
                [r[3] for r in rows],
                [r[4] for r in rows],
                [r[2] for r in rows],
                [int(r[6]) for r in rows],
                [r[7] for r in rows],
                None,
                head_kinds(rows) if kinds else None,
            )
            for _, rows in sentences
        ]
        docs.append(Document(name, out))
    return docs


def _xz(path: Path) -> str:
    return lzma.open(path, "rt", encoding="utf-8").read()


def bio(text: str, column: int, word: int, keep: dict[str, str]) -> list[Sentence]:
    """IOB columns → sentences; `keep` maps a set's type to ours, any other type is O."""
    out, words, tags = [], [], []
    for line in [*text.splitlines(), ""]:
        if line.startswith(("# ", "#\t")) and len(line.split()) > 2:
            continue
        cells = re.split(r"[\t ]+", line.strip()) if line.strip() else []
        if len(cells) <= max(column, word):
            if words:
                out.append(Sentence(words, entity=repair(tags)))
            words, tags = [], []
            continue
        mark, _, kind = cells[column].partition("-")
        words.append(cells[word])
        tags.append(f"{mark}-{keep[kind]}" if kind in keep else "O")
    return out


def repair(tags: list[str]) -> list[str]:
    """IOB1 or broken IOB2 → IOB2: an I- that continues nothing begins."""
    out: list[str] = []
    for i, tag in enumerate(tags):
        if tag.startswith("I-") and (i == 0 or out[i - 1][2:] != tag[2:]):
            tag = "B-" + tag[2:]
        out.append(tag)
    return out


UNER = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "OTH": "MISC"}
CROSSNER = {
    "politician": "PER",
    "person": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
    "election": "MISC",
    "event": "MISC",
    "misc": "MISC",
}
WIKIGOLD = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}


def ewt(data: Path, part: str) -> list[Document]:
    """UD English EWT; the train part also carries UNER's names, joined sentence by sentence where the words agree."""
    file = data / "ud_ewt" / f"en_ewt-ud-{part}{'.rebuilt' if part == 'train' else ''}.conllu.xz"
    docs = trees(_xz(file))
    if part == "test":
        return docs
    uner = data / "uner_ewt"
    text = _xz(uner / "en_ewt-ud-train.firstcommit.iob2.xz") if part == "train" else (uner / "en_ewt-ud-dev.iob2").read_text()
    names = {tuple(s.words): s.entity for s in bio(text, 2, 1, UNER)}
    joined = []
    for doc in docs:
        sentences = [
            Sentence(s.words, s.upos, s.xpos, s.lemma, s.heads, s.relation, names.get(tuple(s.words)), None)
            for s in doc.sentences
        ]
        joined.append(Document(doc.name, sentences))
    return joined


def gum(data: Path) -> tuple[list[Document], list[Document]]:
    """GUM's openly licensed genres → (train, dev) by the official split; the gold's own documents in neither."""
    split = (data / "gum" / "splits.md").read_text().split("## test")[0]
    dev_names = set(re.findall(r"GUM_\w+", split.split("## dev")[1]))
    train, dev = [], []
    with tarfile.open(data / "gum" / "gum_ok_traindev.tar.xz") as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".conllu") and Path(member.name).stem not in HELD_OUT:
                file = tar.extractfile(member)
                assert file is not None
                docs = trees(file.read().decode("utf-8"), kinds=True)
                (dev if Path(member.name).stem in dev_names else train).extend(docs)
    return train, dev


def chunked(name: str, sentences: list[Sentence], size: int) -> list[Document]:
    """Sentences without document marks, cut into documents of `size` sentences: 1 where their order means nothing."""
    return [Document(f"{name}-{i}", sentences[i : i + size]) for i in range(0, len(sentences), size)]


def redocred(data: Path) -> list[Document]:
    """Re-DocRED's names (Wikipedia). It tags "German" as a place; a lone demonym is MISC here, as in the other sets."""
    table = Path(__file__).parents[1] / "src/sayso/mentions/data/countries.tsv"
    cells = [c for line in table.read_text(encoding="utf-8").splitlines() for c in line.lower().split("\t")]
    demonyms = {w for c in cells for w in c.split("|") if w.endswith(("ish", "ese", "an", "ean", "ani", "i", "ch"))}
    keep = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "MISC": "MISC"}
    out = []
    for doc in json.loads(_xz(data / "redocred" / "dev_revised.json.xz")):
        tags = [["O"] * len(s) for s in doc["sents"]]
        for m in (m for v in doc["vertexSet"] for m in v):
            kind = keep.get(m["type"])
            start, end = m["pos"]
            words = doc["sents"][m["sent_id"]][start:end]
            if kind is None:
                continue
            if kind == "LOC" and len(words) == 1 and words[0].lower() in demonyms:
                kind = "MISC"
            for i in range(start, end):
                tags[m["sent_id"]][i] = f"{'B' if i == start else 'I'}-{kind}"
        sentences = [Sentence(w, entity=repair(t)) for w, t in zip(doc["sents"], tags, strict=True) if w]
        out.append(Document(doc["title"], sentences))
    return out


def names(data: Path, *, extra: bool = False) -> list[Document]:
    """Sets with names only: CrossNER politics (train and dev) and WikiGold; with `extra` Re-DocRED too."""
    out = []
    for part in ("train", "dev"):
        text = (data / "crossner_politics" / f"{part}.txt").read_text()
        out += chunked(f"crossner-{part}", bio(text, 1, 0, CROSSNER), 1)
    text = (data / "ner_small" / "wikigold" / "wikigold.conll.txt").read_text()
    return out + chunked("wikigold", bio(text, 1, 0, WIKIGOLD), 4) + (redocred(data) if extra else [])
