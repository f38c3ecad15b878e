# SPDX-License-Identifier: Apache-2.0
"""The language model at run time: onnxruntime sessions over the files of the `sayso-model-en` package."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from sayso.apart import cores
from sayso.errors import ModelError
from sayso.language.case import case_of
from sayso.language.lemmas import Lemmas
from sayso.language.senses import Senses

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

WINDOW = 128
"""Word pieces the encoder sees at once. Training texts had up to 150; on dev parts trees were best with 110 to 128 (LAS on EWT
89.3, with 192 pieces cut anywhere 88.7), and dynamic int8 has the finer scale the fewer pieces there are."""

SIZE, DEEP = 384, ("words", 2, 4, 6)
"""Numbers of a layer of the encoder, and the layers that are also given by themselves ("words": what goes into the first)."""

WIDTH = SIZE * (1 + len(DEEP))
"""Numbers of a word's vector."""

MARGIN = 32
"""Pieces by which neighbouring windows of a sentence longer than one overlap, so that each word is read with context on both
sides."""

LONG = 80
"""Letters that the encoder sees of a word: of a longer one, as web addresses are, its two ends."""

ROWS = 512
"""Words whose relations are scored at once: a table of 20 kB for each."""

SESSIONS = ("encoder", "tagger", "parser", "arcs", "relations", "senses", "roles", "voices", "references", "claim_codes",
            "claim_roles", "claim_held")
ALONE = {"encoder", "arcs"}
"""Parts that one thread works at."""

WORDS = 32_768
"""Words whose pieces are kept: nearly all that a day's press has; some 10 MB."""

PROVIDERS = ["CPUExecutionProvider"]
FILES = (*(f"{s}.onnx" for s in SESSIONS), "labels.json", "claims.json", "lemmas.tsv", "senses.tsv", "tokenizer.json",
         "model.json")


AGAIN = "Install the package sayso-model-en again: make setup, or pip install --force-reinstall sayso-model-en."


@dataclass(frozen=True)
class Runtime:
    """The sessions and labels; see `load`. The encoder reads one window at a time, so that results do not depend on what else
    is in a batch (dynamic int8 quantisation takes its scale from the whole tensor); `pool` reads several side by side.
    `pieces`: a word's word pieces, which hang on nothing but the word."""

    sessions: Mapping[str, ort.InferenceSession]
    tokenizer: Tokenizer
    pieces: Callable[[str], tuple[int, ...]]
    labels: Mapping[str, tuple[str, ...]]
    lemmas: Lemmas
    senses: Senses
    folder: Path
    pool: Executor | None = None

    @cached_property
    def version(self) -> str:
        """The model's version and the first letters of its hash; reading 42 MB for it is left to whoever asks."""
        return identity(self.folder)

    def vectors(self, forms: Sequence[str], breaks: Sequence[int] = ()) -> tuple[Floats, frozenset[int]]:
        """Words of running text → their vectors (n, `WIDTH`), and the words at which a window was cut, all of them among
        `breaks`: words before which a sentence (probably) ends. The first `SIZE` numbers of a vector are what all heads but
        those for claims are given, a mix of the encoder's last four layers; behind them stand layers by themselves (`DEEP`).

        Windows hold whole sentences; a sentence longer than a window goes through overlapping ones, and a word is taken from
        that in which it stands farther from an edge.
        """
        shown = [f if len(f) <= LONG else f[: LONG // 2] + f[-LONG // 2 :] for f in forms]
        ids: list[int] = []
        owners: list[int] = []
        first, last = [-1] * len(forms), [-1] * len(forms)
        for w, pieces in enumerate(map(self.pieces, shown)):
            if pieces:
                first[w], last[w] = len(ids), len(ids) + len(pieces) - 1
                ids += pieces
                owners += [w] * len(pieces)
        cases = [case_of(f) for f in forms]
        out = np.zeros((len(forms), WIDTH), dtype=np.float32)
        done = np.full(len(forms), -1, dtype=np.int64)  # distance to the nearer edge of the window that a word was read in
        cuts = {first[b]: b for b in breaks if 0 < b < len(forms) and first[b] > 0}
        cls, sep = self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")
        feeds: list[dict[str, Ints]] = []
        read: list[tuple[Ints, Ints]] = []  # words of each window, and how far each is from an edge that cuts a sentence
        for start, end in (found := list(windows(len(ids), sorted(cuts)))):
            here = [w for w in range(owners[start], owners[end - 1] + 1) if first[w] >= start and last[w] < end]
            if not here:
                continue
            a = np.array([first[w] - start + 1 for w in here], dtype=np.int64)
            b = np.array([last[w] - start + 1 for w in here], dtype=np.int64)
            window = np.array([[cls, *ids[start:end], sep]], dtype=np.int64)
            case = np.array([[0, *[cases[w] for w in owners[start:end]], 0]], dtype=np.int64)
            feeds.append({"ids": window, "cases": case, "first": a, "last": b})
            left = a - 1 if start and start not in cuts else np.full_like(a, WINDOW)
            right = end - start - b if end < len(ids) and end not in cuts else np.full_like(a, WINDOW)
            read.append((np.array(here), np.minimum(left, right)))
        session = self.sessions["encoder"]
        # the longest first, so that no thread is left alone with a long one
        order = sorted(range(len(feeds)), key=lambda k: -feeds[k]["ids"].size)
        encode = lambda k: session.run(None, feeds[k])[0]  # noqa: E731
        for k, vectors in zip(order, (self.pool.map if self.pool else map)(encode, order), strict=True):
            where, edge = read[k]
            better = edge > done[where]
            out[where[better]] = vectors[better]
            done[where[better]] = edge[better]
        return out, frozenset(cuts[start] for start, _ in found if start in cuts)

    def tags(self, vectors: Floats) -> dict[str, Floats]:
        """Word vectors (n, 384) → scores (n, labels) of each tagging head; "certainty" (n) is a value, not a score."""
        return self._named("tagger", words=vectors)

    def parsed(self, vectors: Floats) -> dict[str, Floats]:
        """Word vectors (n, 384) → the parts of the biaffine parser: "dependents" (n, k) and "heads" (n+1, k), whose products
        score arcs, "below" (n, l) and "above" (n+1, l), which score relations; row 0 of heads and above is the root."""
        return self._named("parser", words=vectors)

    def arcs(self, dependents: Floats, heads: Floats) -> Floats:
        """Of one sentence, as `parsed` gives them: (n, k) and root and words (n+1, k) → scores (n, n+1). Not numpy's product,
        whose threads wait spinning."""
        return self._one("arcs", dependents=dependents, heads=heads)

    def relations(self, below: Floats, above: Floats) -> Floats:
        """Words and their heads, as `parsed` gives them, row by row (n, l) → scores (n, relations)."""
        rows = range(0, len(below), ROWS)
        return np.concatenate([self._one("relations", below=below[k : k + ROWS], above=above[k : k + ROWS]) for k in rows])

    def rolesets(self, vectors: Floats) -> Floats:
        """The vectors of predicates (p, 384) → scores (p, rolesets)."""
        return self._one("senses", words=vectors)

    def pairs(self, head: str, above: Floats, below: Floats, classes: Ints) -> Floats:
        """"roles" or "voices": predicates or cues (p, 384), words around (n, 384), how these stand to those in the tree (p, n)
        → scores (p, n, labels), label 0 = none."""
        return self._one(head, above=above, below=below, classes=classes)

    def antecedents(self, heads: Floats, far: Ints, alike: Ints) -> Floats:
        """Head words of phrases (m, 384) and the classes of their pairs (m, m) → scores (m, m+1); column 0 = none."""
        return self._one("references", heads=heads, far=far, alike=alike)

    def claim_scores(self, head: str, **inputs: Floats | Ints) -> Floats:
        """What a head for claims scores; language/claims.py says what goes in and comes out."""
        return self._one(head, **inputs)

    def _named(self, session: str, **inputs: Floats | Ints) -> dict[str, Floats]:
        names = [o.name for o in self.sessions[session].get_outputs()]
        return dict(zip(names, self.sessions[session].run(None, inputs), strict=True))

    def _one(self, session: str, **inputs: Floats | Ints) -> Floats:
        found: Floats = self.sessions[session].run(None, inputs)[0]
        return found


def windows(total: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Windows over `total` pieces, each (start, end), as full as they get when they end at one of `cuts`; where these are
    farther apart than a window is wide, windows overlap by MARGIN."""
    ends = [*cuts, total]
    at = 0
    while at < total:
        fits = bisect_right(ends, at + WINDOW) - 1
        if fits >= 0 and ends[fits] > at:
            yield at, ends[fits]
            at = ends[fits]
            continue
        close = ends[fits + 1]
        while at + WINDOW < close:
            yield at, at + WINDOW
            at += WINDOW - MARGIN
        yield at, close
        at = close


def options(threads: int) -> ort.SessionOptions:
    """How the model's files are opened, for as many threads."""
    out = ort.SessionOptions()
    out.intra_op_num_threads = threads
    out.inter_op_num_threads = 1
    out.log_severity_level = 3
    # each session's arena keeps the most it ever needed: 130 MB over 60 reports, for one hundredth of the time
    out.enable_cpu_mem_arena = False
    # waiting threads sleep: a spinning one takes a core from whatever else the machine does
    out.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return out


def identity(folder: Path) -> str:
    """The version of the model in `folder` and the first letters of its files' hash, without opening it; raises ModelError."""
    _complete(folder)
    try:
        version = json.loads((folder / "model.json").read_text(encoding="utf-8"))["version"]
    except (ValueError, KeyError) as err:
        raise ModelError(f"{folder / 'model.json'} does not tell the model's version.", AGAIN) from err
    digest = hashlib.sha256(b"".join(hashlib.sha256((folder / f).read_bytes()).digest() for f in FILES[:-1])).hexdigest()
    return f"{version}+{digest[:12]}"


def _complete(folder: Path) -> None:
    if missing := [f for f in FILES if not (folder / f).is_file()]:
        raise ModelError(f"the language model lacks {', '.join(missing)} in {folder}.", AGAIN)


def load(folder: Path, threads: int = 0) -> Runtime:
    """Opens the model's files; raises ModelError where one is missing or damaged. `threads` 0 = all cores."""
    _complete(folder)
    threads = threads or cores()
    try:
        sessions = {
            # whole windows go through the encoder side by side: less waiting than threads that share one
            s: ort.InferenceSession(str(folder / f"{s}.onnx"), options(1 if s in ALONE else threads), providers=PROVIDERS)
            for s in SESSIONS
        }
        labels = {k: tuple(v) for k, v in json.loads((folder / "labels.json").read_text(encoding="utf-8")).items()}
        labels |= {k: tuple(v) for k, v in json.loads((folder / "claims.json").read_text(encoding="utf-8")).items()}
        lemmas = Lemmas.read((folder / "lemmas.tsv").read_text(encoding="utf-8"))
        senses = Senses.read((folder / "senses.tsv").read_text(encoding="utf-8"), labels["sense"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        if len(lemmas.table) != about["lemmas"]:
            raise ValueError(f"lemmas.tsv has {len(lemmas.table)} rows of {about['lemmas']}")
    except Exception as err:  # onnxruntime raises its own classes, one a kind of damage
        raise ModelError(
            f"the language model in {folder} cannot be opened: {str(err).splitlines()[0][:200]}.", AGAIN) from err
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pool = ThreadPoolExecutor(threads, "sayso-encoder") if threads > 1 else None

    @lru_cache(WORDS)
    def pieces(word: str) -> tuple[int, ...]:
        return tuple(tokenizer.encode([word], is_pretokenized=True, add_special_tokens=False).ids)

    return Runtime(sessions, tokenizer, pieces, labels, lemmas, senses, folder, pool)
