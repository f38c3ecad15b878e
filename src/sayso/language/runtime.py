# SPDX-License-Identifier: Apache-2.0
"""The language model at run time: onnxruntime sessions over the files of the `sayso-model-en` package."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime as ort
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.language.case import case_of
from sayso.language.lemmas import Lemmas
from sayso.language.senses import Senses

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

WINDOW = 110
"""Word pieces the encoder sees at once. Training texts had up to 150; on dev parts trees were best with 110 (LAS on EWT 89.3,
with 192 pieces cut anywhere 88.7), and dynamic int8 has the finer scale the fewer pieces there are."""

CONTEXT = 24
"""Pieces of the text before that a window begins with, so that a sentence's first words are read in context."""

MARGIN = 32
"""Pieces by which neighbouring windows of a sentence longer than one overlap, so that each word is read with context on both
sides."""

SESSIONS = ("encoder", "tagger", "parser", "senses", "roles", "voices", "references")
FILES = (*(f"{s}.onnx" for s in SESSIONS), "labels.json", "lemmas.tsv", "senses.tsv", "tokenizer.json", "model.json")


@dataclass(frozen=True)
class Runtime:
    """The sessions and labels; see `load`. Every call reads one window or one sentence, so that results do not depend on
    what else is in a batch (dynamic int8 quantisation takes its scale from the whole tensor)."""

    sessions: Mapping[str, ort.InferenceSession]
    tokenizer: Tokenizer
    labels: Mapping[str, tuple[str, ...]]
    lemmas: Lemmas
    senses: Senses
    version: str
    digest: str

    def vectors(self, forms: Sequence[str], breaks: Sequence[int] = ()) -> Floats:
        """Words of running text → their vectors (n, 384). `breaks`: words before which a sentence (probably) ends.

        Windows hold whole sentences, with the end of the text before them as context; a sentence longer than a window goes
        through overlapping ones, and a word is taken from that in which it stands farther from an edge.
        """
        pieces = self.tokenizer.encode(list(forms), is_pretokenized=True, add_special_tokens=False)
        owners = pieces.word_ids
        first, last = [-1] * len(forms), [-1] * len(forms)
        for i, w in enumerate(owners):
            if w is not None:
                if first[w] < 0:
                    first[w] = i
                last[w] = i
        cases = [case_of(f) for f in forms]
        out = np.zeros((len(forms), 384), dtype=np.float32)
        done = np.full(len(forms), -1, dtype=np.int64)  # distance to the nearer edge of the window that a word was read in
        cuts = sorted({first[b] for b in breaks if 0 < b < len(forms) and first[b] > 0})
        cls, sep = self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")
        for start, keep, end, stop in windows(len(pieces.ids), cuts):
            found = dict.fromkeys(w for w in owners[keep:end] if w is not None)
            here = [w for w in found if first[w] >= keep and last[w] < end]
            if not here:
                continue
            window = np.array([[cls, *pieces.ids[start:end], sep]], dtype=np.int64)
            case = np.array([[0, *[0 if w is None else cases[w] for w in owners[start:end]], 0]], dtype=np.int64)
            a = np.array([first[w] - start + 1 for w in here], dtype=np.int64)
            b = np.array([last[w] - start + 1 for w in here], dtype=np.int64)
            vectors = self.sessions["encoder"].run(None, {"ids": window, "cases": case, "first": a, "last": b})[0]
            left = a - 1 if keep == start > 0 else np.full_like(a, WINDOW)
            right = end - start - b if not stop else np.full_like(a, WINDOW)
            edge = np.minimum(left, right)
            where = np.array(here)
            better = edge > done[where]
            out[where[better]] = vectors[better]
            done[where[better]] = edge[better]
        return out

    def tags(self, vectors: Floats) -> dict[str, Floats]:
        """Word vectors (n, 384) → scores (n, labels) of each tagging head; "certainty" (n) is a value, not a score."""
        session = self.sessions["tagger"]
        names = [o.name for o in session.get_outputs()]
        return dict(zip(names, session.run(None, {"words": vectors}), strict=True))

    def arcs(self, vectors: Floats) -> tuple[Floats, Floats]:
        """The vectors of one sentence (n, 384) → arc scores (n, n+1) and relation scores (n, n+1, labels); column 0 = root."""
        arcs, relations = self.sessions["parser"].run(None, {"words": vectors[None]})
        return arcs[0], relations[0]

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

    def _one(self, session: str, **inputs: Floats | Ints) -> Floats:
        found: Floats = self.sessions[session].run(None, inputs)[0]
        return found


def windows(total: int, cuts: Sequence[int]) -> Iterator[tuple[int, int, int, bool]]:
    """Windows over `total` pieces that may be cut at `cuts`: (start, first piece of its own, end, whether it ends at a cut).

    What stands between start and the first own piece is context, read before.
    """
    ends = [*cuts, total]
    at = 0
    while at < total:
        start = max(0, at - CONTEXT)
        fits = bisect_right(ends, start + WINDOW) - 1
        if fits >= 0 and ends[fits] > at:
            yield start, at, ends[fits], True
            at = ends[fits]
            continue
        close = ends[fits + 1]
        if close - at <= WINDOW:  # it fits with less context
            yield close - WINDOW, at, close, True
            at = close
            continue
        keep = at
        while start + WINDOW < close:
            yield start, keep, start + WINDOW, False
            start = keep = start + WINDOW - MARGIN
        yield start, keep, close, True
        at = close


def load(folder: Path, threads: int = 0) -> Runtime:
    """Opens the model's files; raises ModelError where one is missing or damaged. `threads` 0 = all cores."""
    missing = [f for f in FILES if not (folder / f).is_file()]
    if missing:
        raise ModelError(
            f"the language model lacks {', '.join(missing)} in {folder}.",
            "Install the package sayso-model-en again: make setup, or pip install --force-reinstall sayso-model-en.",
        )
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # waiting threads sleep: a spinning one takes a core from whatever else the machine does
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        sessions = {
            s: ort.InferenceSession(str(folder / f"{s}.onnx"), options, providers=["CPUExecutionProvider"]) for s in SESSIONS
        }
        labels = {k: tuple(v) for k, v in json.loads((folder / "labels.json").read_text(encoding="utf-8")).items()}
        lemmas = Lemmas.read((folder / "lemmas.tsv").read_text(encoding="utf-8"))
        senses = Senses.read((folder / "senses.tsv").read_text(encoding="utf-8"), labels["sense"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        about = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        version = str(about["version"])
        if len(lemmas.table) != about["lemmas"]:
            raise ValueError(f"lemmas.tsv has {len(lemmas.table)} rows of {about['lemmas']}")
    except Exception as err:  # onnxruntime raises its own classes, one a kind of damage
        raise ModelError(
            f"the language model in {folder} cannot be opened: {str(err).splitlines()[0][:200]}.",
            "Install the package sayso-model-en again: make setup.",
        ) from err
    tokenizer.no_padding()
    tokenizer.no_truncation()
    digest = hashlib.sha256(b"".join(hashlib.sha256((folder / f).read_bytes()).digest() for f in FILES[:-1])).hexdigest()
    return Runtime(sessions, tokenizer, labels, lemmas, senses, version, digest)
