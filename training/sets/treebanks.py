# SPDX-License-Identifier: Apache-2.0
"""UD EWT with what others marked on its sentences (UNER's names, PropBank's frames, UDS's certainty), and GUM.

Documents named in `HELD_OUT` are the ones that the project's gold is cut from: training never sees them.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sets.document import Document, Sentence, Voice, subtree, unpacked
from sets.frames import Frames, voices_of_frames, words_of_speech
from sets.names import UNER, bio

HELD_OUT = {"GUM_news_defector", "GUM_news_imprisoned", "GUM_news_stampede"}

Row = list[str]


def conllu(text: str) -> Iterator[tuple[str, list[tuple[str, list[Row]]]]]:
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


def tree(rows: list[Row]) -> dict:
    """The layers of a treebank's rows."""
    return {
        "words": [r[1] for r in rows],
        "upos": [r[3] for r in rows],
        "xpos": [r[4] for r in rows],
        "feats": [r[5] for r in rows],
        "lemma": [r[2] for r in rows],
        "heads": [int(r[6]) for r in rows],
        "relation": [r[7] for r in rows],
    }


def mentions(misc: Iterable[str]) -> list[tuple[int, int, str, str]]:
    """GUM's Entity= brackets → (first word, last word, type, chain), words from 0."""
    out, open_ = [], []
    for i, field in enumerate(misc):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", field)
        for piece in re.findall(r"\([^()]*\)?|[^()]*\)", m.group(1)) if m else []:
            if piece.startswith("("):
                parts = piece[1:].rstrip(")").split("-")
                if piece.endswith(")"):
                    out.append((i, i, parts[1], parts[0]))
                else:
                    open_.append((parts[0], i, parts[1]))
            else:
                ident = piece[:-1]
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == ident:
                        _, start, kind = open_.pop(k)
                        out.append((start, i, kind, ident))
                        break
    return out


def head_mentions(rows: list[Row]) -> dict[int, tuple[str, str]]:
    """Head word → (type, chain) of the smallest mention that it heads."""
    found: dict[int, tuple[int, str, str]] = {}
    for start, end, kind, chain in mentions(r[9] for r in rows):
        for i in range(start, end + 1):
            if not start <= int(rows[i][6]) - 1 <= end:
                if i not in found or end - start < found[i][0]:
                    found[i] = (end - start, kind, chain)
                break
    return {i: (kind, chain) for i, (_, kind, chain) in found.items()}


def ewt(data: Path, part: str) -> list[Document]:
    """EWT with UNER's names (not in its test part), PropBank's frames, UDS's certainty, joined where the words agree."""
    file = data / "ud_ewt" / f"en_ewt-ud-{part}{'.rebuilt' if part == 'train' else ''}.conllu.xz"
    uner = data / "uner_ewt"
    text = ""
    if part != "test":
        first, dev = uner / "en_ewt-ud-train.firstcommit.iob2.xz", uner / "en_ewt-ud-dev.iob2"
        text = unpacked(first) if part == "train" else dev.read_text()
    names = {tuple(s.words): s.entity for s in bio(text, 2, 1, UNER)}
    frames = Frames.read(data)
    sure = certainty(data, part)
    docs = []
    for name, sentences in conllu(unpacked(file)):
        made: list[Sentence] = []
        voices: list[Voice] = []
        unsure: set[int] = set()
        base = 0
        for sid, rows in sentences:
            layers = tree(rows)
            words = tuple(layers["words"])
            found = frames.ewt(sid, layers["words"], layers["heads"])
            values: list[float | None] | None = None
            if words in sure:
                values = [None] * len(words)
                for i, v in sure[words]:
                    values[i] = v
            made.append(Sentence(**layers, entity=names.get(words), frames=found, certainty=values))
            if found is None:
                unsure |= set(range(base, base + len(words)))
            else:
                more, doubtful = voices_of_frames(frames.spans(sid), layers["words"], layers["heads"], layers["relation"], base)
                voices += more
                unsure |= doubtful
            base += len(words)
        docs.append(Document(name, made, tuple(voices), frozenset(unsure)))
    return docs


def certainty(data: Path, part: str) -> dict[tuple[str, ...], list[tuple[int, float]]]:
    """UDS: words of a sentence → (predicate, how surely it happened, -3 to 3)."""
    out = {}
    for line in unpacked(data / "uds" / f"UDS_IH2_{part}.jsonl.xz").splitlines():
        row = json.loads(line)
        out[tuple(row["text"].split(" "))] = [(t["span1"][0], float(t["label"])) for t in row["targets"]]
    return out


def attributions(rows: list[Row], base: int) -> tuple[list[Voice], set[int]]:
    """Attribution from GUM's discourse units: one marked `attribution-positive` holds cue and source, its tree the content.

    Units whose content is not found in the tree, and words of speech and thought elsewhere, may be cues: the second value.
    """
    starts = [(i, m) for i, r in enumerate(rows) if (m := re.search(r"Discourse=([a-z-]+):(\d+)(?:->(\d+))?", r[9]))]
    heads = [int(r[6]) for r in rows]
    out: list[Voice] = []
    unsure = {base + i for i, r in enumerate(rows) if r[2].lower() in words_of_speech()}
    for k, (first, m) in enumerate(starts):
        if not m.group(1).startswith("attribution"):
            continue
        end = starts[k + 1][0] if k + 1 < len(starts) else len(rows)
        unit = set(range(first, end))
        unsure |= {base + i for i in unit}
        if m.group(1) != "attribution-positive":
            continue
        if rows[first][1].lower() == "according":
            source = heads[first] - 1
            inside = subtree(source, heads)
            top = heads[source] - 1
            content = (subtree(top, heads) if top >= 0 else set()) - inside
            out.append(Voice(base + first, base + source, frozenset(base + i for i in content)))
            continue
        tops = [i for i in unit if heads[i] - 1 not in unit]
        verbs = [i for i in tops if rows[i][3] in {"VERB", "NOUN", "ADJ"}] or [i for i in unit if rows[i][3] == "VERB"]
        if not verbs:
            continue
        cue = max(verbs)
        subjects = [i for i in range(len(rows)) if heads[i] - 1 == cue and rows[i][7].startswith("nsubj") and i in unit]
        below = [i for i in range(len(rows)) if heads[i] - 1 == cue and rows[i][7] in {"ccomp", "xcomp", "parataxis"}]
        clauses = [i for i in below if not subtree(i, heads) <= unit]
        if clauses:
            content = set().union(*(subtree(i, heads) for i in clauses)) - unit
        elif rows[cue][7].startswith("parataxis") and heads[cue] > 0:
            content = subtree(heads[cue] - 1, heads) - subtree(cue, heads)
        else:
            content = set()
        if content:
            out.append(Voice(base + cue, base + subjects[0] if subjects else -1, frozenset(base + i for i in content)))
    return out, unsure - {v.cue for v in out}


def dates(xml: str) -> list[str]:
    """GUM's XML → BIO over DATE and TIME of its words, in order."""
    out, open_ = [], ""
    for line in xml.splitlines():
        if m := re.match(r"<(date|time)\b", line):
            open_ = f"B-{m.group(1).upper()}"
        elif line.startswith(("</date>", "</time>")):
            open_ = ""
        elif line and not line.startswith("<") and "\t" in line:
            out.append(open_ or "O")
            open_ = open_.replace("B-", "I-")
    return out


def gum(data: Path) -> tuple[list[Document], list[Document]]:
    """GUM's openly licensed genres → (train, dev) by the official split; the gold's own documents in neither."""
    split = (data / "gum" / "splits.md").read_text().split("## test")[0]
    dev_names = set(re.findall(r"GUM_\w+", split.split("## dev")[1]))
    texts: dict[str, str] = {}
    with tarfile.open(data / "gum" / "gum_ok_traindev.tar.xz") as tar:
        for member in tar.getmembers():
            if member.name.endswith(".xml") or "/dep/" in f"/{member.name}":
                file = tar.extractfile(member)
                if file is not None:
                    texts[member.name.removeprefix("./")] = file.read().decode("utf-8")
    train, dev = [], []
    for path in sorted(t for t in texts if t.endswith(".conllu")):
        name = Path(path).stem
        if name not in HELD_OUT:
            (dev if name in dev_names else train).append(_gum_document(name, texts[path], texts.get(f"xml/{name}.xml", "")))
    return train, dev


def _gum_document(name: str, text: str, xml: str) -> Document:
    made, references, base = [], [], 0
    voices: list[Voice] = []
    unsure: set[int] = set()
    ((_, sentences),) = conllu(text)
    times: list[str | None] = list(dates(xml))
    if len(times) != sum(len(rows) for _, rows in sentences):
        times = [None] * sum(len(rows) for _, rows in sentences)
    for _, rows in sentences:
        found = head_mentions(rows)
        kinds = [found[i][0] if i in found else "none" for i in range(len(rows))]
        # TEI marks dates and times of day only: other mentions of time may be durations or sets, and teach nothing
        here = [None if k == "time" and t == "O" else t for k, t in zip(kinds, times[base : base + len(rows)], strict=True)]
        made.append(Sentence(**tree(rows), kind=kinds, time=here))
        references += [(base + i, chain) for i, (_, chain) in sorted(found.items())]
        more, doubtful = attributions(rows, base)
        voices += more
        unsure |= doubtful
        base += len(rows)
    return Document(name, made, tuple(voices), frozenset(unsure), tuple(references))
