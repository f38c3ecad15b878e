# SPDX-License-Identifier: Apache-2.0
"""Documents → training texts (chunks of running sentences, varied at random) → batches of tensors."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from network import TAGS
from sets.document import Document, Sentence
from shared import case_of, pair_classes

IGNORE = -100
LONGEST = 512
"""Positions of the encoder; the few chunks with more pieces (runs of addresses and signs) are left out."""

NAME_REACH = 6
"""Words of a name that are compared lie this near to its head."""

GROUP = 700
"""Words of one document that a step reads together for reference, in several chunks."""


def lemma_script(form: str, lemma: str) -> str:
    """How to make the lower-case lemma from the lower-case form: "cut:add" at the end of the word."""
    form, lemma = form.lower(), lemma.lower()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}:{lemma[same:]}"


COLUMNS = ("upos", "xpos", "feats", "entity", "kind", "time", "phrase", "relation", "claim", "actor")
RARE = {"lemma": 3, "feats": 3, "sense": 3, "role": 5}
"""A label of these heads that was seen less often is left out."""


def label_sets(documents: list[Document], known: dict[str, list[str]]) -> dict[str, list[str]]:
    """Labels of each head: those of a former run in their order, then the most frequent first."""
    seen: dict[str, Counter[str]] = {k: Counter() for k in (*COLUMNS, "lemma", "sense", "role", "filler")}
    for s in (s for d in documents for s in d.sentences):
        for layer in COLUMNS:
            seen[layer].update(x for x in getattr(s, layer) or () if x is not None)
        seen["lemma"].update(map(lemma_script, s.words, s.lemma or ()))
        for _, sense, args in s.frames or ():
            seen["sense"][sense] += 1
            seen["role"].update(label for _, label in args)
        for _, _, fills in s.claims or ():
            seen["filler"].update(role for _, role in fills)
    out = {k: [x for x, n in c.most_common() if n >= RARE.get(k, 1)] for k, c in seen.items()}
    out["role"].insert(0, "none")
    out["filler"].insert(0, "none")
    out = {k: list(dict.fromkeys([*known.get(k, ()), *v])) for k, v in out.items()}
    out["main"] = sorted({r.partition(":")[0] for r in out["relation"]} | {"dep"})
    return out | {k: ["no", "yes"] for k in ("start", "predicate", "cue")}


@dataclass(slots=True)
class Chunk:
    """Running sentences as one training text; indices count its words."""

    words: list[str]
    labels: dict[str, list[int]]
    sentences: list[tuple[int, int]]
    heads: list[int] | None
    relation: list[int] | None
    frames: list[tuple[int, int, int, int, list[tuple[int, int]]]]  # predicate, sense, first, last, (word, label)
    voices: list[tuple[int, int, frozenset[int]]]
    certainty: list[tuple[int, float]]
    claims: list[tuple[int, tuple[int, int, int], int, int, list[tuple[int, int]]]]  # word, held, first, last, (word, role)
    references: list[tuple[int, str, int, frozenset[str]]]  # head word, chain, class of its part of speech, words of its name
    pieces: tuple[list[int], list[int], list[int], list[int]] | None = None  # ids, cases, first and last piece of each word


Item = list[Chunk]
"""Chunks that go into one batch together: one, or consecutive ones of a document that marks reference."""


class Chunks:
    """Cuts documents into chunks; letter case, headline case and final stops vary at random."""

    def __init__(self, labels: dict[str, list[str]], conf: dict, seed: int) -> None:
        self.ids = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
        self.conf, self.random = conf, random.Random(seed)

    def items(self, doc: Document, *, vary: bool) -> list[Item]:
        """A document in chunks; where it marks reference, most times in groups of even chunks."""
        together = doc.references is not None and (not vary or self.random.random() < 0.7)
        starts = [0]
        for s in doc.sentences:
            starts.append(starts[-1] + len(s.words))
        out: list[Item] = []
        i, inside = 0, GROUP + 1
        while i < len(doc.sentences):
            room = self.conf["words"]
            if vary and not together:
                room = 1 if self.random.random() < self.conf["alone"] else self.random.randint(20, room)
            j = i + 1
            while j < len(doc.sentences) and starts[j + 1] - starts[i] <= room:
                j += 1
            chunk = self.make(doc, i, j, starts[i], vary=vary)
            inside += len(chunk.words)
            if together and inside <= GROUP:
                out[-1].append(chunk)
            else:
                out.append([chunk])
                inside = len(chunk.words)
            i = j
        return out

    def stopless(self, s: Sentence) -> Sentence:
        """Drops the final stop, as headlines do."""
        n = len(s.words)
        if not (n > 3 and s.heads and s.words[-1] in ".!" and n not in s.heads):
            return s
        layers = {k: v[:-1] for k in Sentence.__slots__ if k not in ("frames", "claims") and (v := getattr(s, k)) is not None}
        frames = None if s.frames is None else tuple((p, r, tuple(a for a in args if a[0] < n - 1)) for p, r, args in s.frames)
        claims = None if s.claims is None else tuple((p, h, tuple(a for a in f if a[0] < n - 1)) for p, h, f in s.claims)
        return Sentence(**layers, frames=frames, claims=claims)

    def make(self, doc: Document, i: int, j: int, base: int, *, vary: bool) -> Chunk:
        """Sentences i up to j of a document, whose first word is the document's word `base`."""
        part = doc.sentences[i:j]
        if vary and j == i + 1 and self.random.random() < self.conf["no_stop"] * 3:
            part = [self.stopless(part[0])]
        words = [w for s in part for w in s.words]
        n = len(words)
        labels = {layer: self._row(layer, part) for layer in TAGS if layer != "cue"}
        spans, at = [], 0
        for s in part:
            spans.append((at, at + len(s.words)))
            at += len(s.words)
        tree = all(s.heads is not None for s in part)
        heads = [h for s in part for h in s.heads or ()] if tree else None
        relation = [self.ids["relation"].get(r, IGNORE) for s in part for r in s.relation or ()] if tree else None
        frames, sure, claims = [], [], []
        for (a, b), s in zip(spans, part, strict=True):
            for pred, sense, args in s.frames or ():
                marks = [(a + w, self.ids["role"].get(label, 0)) for w, label in args]
                frames.append((a + pred, self.ids["sense"].get(sense, IGNORE), a, b, marks))
            for at, held, fills in s.claims or ():
                claims.append((a + at, held, a, b, [(a + w, self.ids["filler"][role]) for w, role in fills]))
            sure += [(a + k, v) for k, v in enumerate(s.certainty or ()) if v is not None]
        voices = []
        cues = [IGNORE] * n
        if doc.voices is not None:
            cues = [IGNORE if base + k in doc.unsure else 0 for k in range(n)]
            for v in doc.voices:
                if base <= v.cue < base + n:
                    cues[v.cue - base] = 1
                    source = v.source - base if base <= v.source < base + n else -1
                    voices.append((v.cue - base, source, frozenset(c - base for c in v.content if base <= c < base + n)))
        labels["cue"] = cues
        references = []
        if doc.references is not None and tree:
            tags = [u for s in part for u in s.upos or ()]
            where = {w: a for a, b in spans for w in range(a, b)}
            for head, chain in doc.references:
                w = head - base
                if 0 <= w < n:
                    references.append((w, chain, *likeness(w, words, tags, heads or [], where[w])))
        if vary:
            words = self._recased(words)
        return Chunk(words, labels, spans, heads, relation, frames, voices, sure, claims, references)

    def _row(self, layer: str, part: Sequence[Sentence]) -> list[int]:
        row: list[int] = []
        for k, s in enumerate(part):
            n = len(s.words)
            if layer == "start":
                row += [IGNORE if k == 0 else 1, *[0] * (n - 1)] if s.upos is not None else [IGNORE] * n
            elif layer == "predicate":
                marked = {f[0] for f in s.frames or ()}
                row += [IGNORE] * n if s.frames is None else [int(i in marked) for i in range(n)]
            elif layer == "lemma" and s.lemma is not None:
                row += [self.ids["lemma"].get(lemma_script(f, x), IGNORE) for f, x in zip(s.words, s.lemma, strict=True)]
            else:
                values = getattr(s, layer)
                row += [IGNORE] * n if values is None else [self.ids[layer].get(v, IGNORE) for v in values]
        return row

    def _recased(self, words: list[str]) -> list[str]:
        draw = self.random.random()
        a, b, c = self.conf["upper"], self.conf["lower"], self.conf["headline"]
        if draw < a:
            return [w.upper() for w in words]
        if draw < a + b:
            return [w.lower() for w in words]
        if draw < a + b + c:
            return [w[:1].upper() + w[1:] if len(w) > 3 else w for w in words]
        return words


def likeness(word: int, words: list[str], tags: list[str], heads: list[int], first: int) -> tuple[int, frozenset[str]]:
    """What of a phrase is compared: its class (0 pronoun or determiner, 1 name, 2 else) and the lower-case words it is known by
    (of a name its proper nouns, else the head). `heads` count from 1 in the sentence, which begins at `first`."""
    tag = tags[word]
    kind = 0 if tag in {"PRON", "DET"} else 1 if tag == "PROPN" else 2
    known = {words[word].lower()}
    if kind == 1:
        near = range(max(first, word - NAME_REACH + 1), min(len(words), word + NAME_REACH))
        known |= {words[i].lower() for i in near if tags[i] == "PROPN" and heads[i] and first + heads[i] - 1 == word}
    return kind, frozenset(known)


class Batcher:
    """Items → tensors."""

    def __init__(self, tokenizer: Tokenizer, drop_case: float, seed: int) -> None:
        self.tokenizer, self.drop_case, self.random = tokenizer, drop_case, random.Random(seed)

    def encode(self, chunk: Chunk) -> tuple[list[int], list[int], list[int], list[int]]:
        coded = self.tokenizer.encode(chunk.words, is_pretokenized=True)
        n = len(chunk.words)
        first, last = [0] * n, [0] * n
        hidden = self.random.random() < self.drop_case
        cases = []
        for i, w in enumerate(coded.word_ids):
            if w is not None:
                first[w] = first[w] or i
                last[w] = i
            cases.append(0 if w is None or hidden else case_of(chunk.words[w]))
        return coded.ids, cases, first, last

    def batch(self, items: Sequence[Item]) -> dict[str, Tensor | list]:
        triples = [(k, c, c.pieces or self.encode(c)) for k, item in enumerate(items) for c in item]
        chunks, coded = [c for _, c, _ in triples], [x for _, _, x in triples]
        width = max((len(c[0]) for c in coded), default=1)
        pad = lambda row: row + [0] * (width - len(row))  # noqa: E731
        out: dict[str, Tensor | list] = {
            "ids": torch.tensor([pad(c[0]) for c in coded]),
            "cases": torch.tensor([pad(c[1]) for c in coded]),
            "real": torch.tensor([pad([1] * len(c[0])) for c in coded]),
        }
        out["first"] = torch.tensor([k * width + i for k, c in enumerate(coded) for i in c[2]])
        out["last"] = torch.tensor([k * width + i for k, c in enumerate(coded) for i in c[3]])
        for t in TAGS:
            out[t] = torch.tensor([x for c in chunks for x in c.labels[t]])
        spans, heads, rels, base = [], [], [], 0
        frames, voices, sure, claims = [], [], [], []
        groups: dict[int, list] = {}
        for k, c, _ in triples:
            for a, b in c.sentences:
                spans.append((base + a, base + b))
                heads.append(c.heads[a:b] if c.heads is not None else [IGNORE] * (b - a))
                rels.append(c.relation[a:b] if c.relation is not None else [IGNORE] * (b - a))
            frames += [(base + p, s, base + a, base + b, [(base + w, x) for w, x in m]) for p, s, a, b, m in c.frames]
            marks = lambda v: [*((w, 2) for w in v[2]), *([(v[1], 1)] if v[1] >= 0 else [])]  # noqa: E731
            voices += [(base + v[0], 0, base, base + len(c.words), [(base + w, x) for w, x in marks(v)]) for v in c.voices]
            sure += [(base + w, v) for w, v in c.certainty]
            claims += [(base + w, h, base + a, base + b, [(base + x, y) for x, y in m]) for w, h, a, b, m in c.claims]
            groups.setdefault(k, []).extend((base + w, chain, kind, known) for w, chain, kind, known in c.references)
            base += len(c.words)
        if spans:
            longest = max(b - a for a, b in spans)
            out["rows"] = torch.tensor([[min(a + i, b - 1) for i in range(longest)] for a, b in spans])
            out["real_rows"] = torch.tensor([[a + i < b for i in range(longest)] for a, b in spans])
            out["heads"] = torch.tensor([h + [IGNORE] * (longest - len(h)) for h in heads])
            out["relation"] = torch.tensor([r + [IGNORE] * (longest - len(r)) for r in rels])
        for name, found in (("role", frames), ("voice", voices), ("filler", claims)):
            if found:
                longest = max(b - a for _, _, a, b, _ in found)
                out[f"{name}_of"] = torch.tensor([f[0] for f in found])
                if name == "filler":
                    out["held"] = torch.tensor([f[1] for f in found])
                if name == "role":
                    out["role_sense"] = torch.tensor([f[1] for f in found])
                out[f"{name}_rows"] = torch.tensor([[min(a + i, b - 1) for i in range(longest)] for _, _, a, b, _ in found])
                table = torch.full((len(found), longest), IGNORE)
                for r, (_, _, a, b, marks) in enumerate(found):
                    table[r, : b - a] = 0
                    for w, label in marks:
                        table[r, w - a] = label
                out[name] = table
        if sure:
            out["sure_of"], out["sure"] = torch.tensor([w for w, _ in sure]), torch.tensor([v for _, v in sure])
        out["references"] = []
        for marks in groups.values():
            if len(marks) > 1:
                marks.sort(key=lambda x: x[0])
                far, alike = pair_classes([(kind, known) for _, _, kind, known in marks])
                chains = [chain for _, chain, _, _ in marks]
                same = np.tril(np.array(chains)[:, None] == np.array(chains)[None, :], -1)
                gold = np.concatenate([~same.any(1, keepdims=True), same], 1).astype(np.float32)
                where = torch.tensor([w for w, *_ in marks])
                out["references"].append((where, torch.from_numpy(far), torch.from_numpy(alike), torch.from_numpy(gold)))
        return out


def batches(documents: list[Document], chunks: Chunks, batcher: Batcher, size: int, *, vary: bool) -> list[list[Item]]:
    """All items of an epoch in groups of at most `size` word pieces, padding too, of like length together, shuffled;
    `Batcher.batch` makes tensors of them."""
    made = [item for d in documents for item in chunks.items(d, vary=vary)]
    for chunk in (c for item in made for c in item):
        chunk.pieces = batcher.encode(chunk)
    made = [item for item in made if all(len(c.pieces[0]) <= LONGEST for c in item)]
    longest = lambda item: max(len(c.pieces[0]) for c in item)  # noqa: E731
    made.sort(key=lambda item: longest(item) + chunks.random.random() * 8)
    groups: list[list[Item]] = [[]]
    rows = 0
    for item in made:
        if groups[-1] and (rows + len(item)) * longest(item) > size:
            groups.append([])
            rows = 0
        groups[-1].append(item)
        rows += len(item)
    chunks.random.shuffle(groups)
    return groups
