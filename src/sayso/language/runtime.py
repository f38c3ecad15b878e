# SPDX-License-Identifier: Apache-2.0
"""The language model at run time: onnxruntime sessions over the files of the `sayso-model-en` package."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
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
from sayso.language.lemmas import Lemmas
from sayso.language.senses import Senses
from sayso.language.windows import Ints, Window, framed

Floats = npt.NDArray[np.float32]

SIZE, DEEP = 384, ("words", 2, 4, 6)
"""Numbers of a layer of the encoder, and the layers that are also given by themselves ("words": what goes into the first)."""

WIDTH = SIZE * (1 + len(DEEP))
"""Numbers of a word's vector."""

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

    def windows(self, forms: Sequence[str], breaks: Sequence[int] = ()) -> tuple[list[Window], frozenset[int]]:
        """Running words → the windows in which the encoder reads them, and the words at which one was cut; see `framed`."""
        opening, closing = self.tokenizer.encode("").ids
        return framed(forms, breaks, self.pieces, (opening, closing))

    def vectors(self, forms: Sequence[str], breaks: Sequence[int] = ()) -> tuple[Floats, frozenset[int]]:
        """Words of running text → their vectors (n, `WIDTH`), and the words at which a window was cut, all of them among
        `breaks`: words before which a sentence (probably) ends. The first `SIZE` numbers of a vector are what all heads but
        those for claims are given, a mix of the encoder's last four layers; behind them stand layers by themselves (`DEEP`)."""
        found, opened = self.windows(forms, breaks)
        out = np.zeros((len(forms), WIDTH), dtype=np.float32)
        session = self.sessions["encoder"]
        # the longest first, so that no thread is left alone with a long one
        order = sorted(found, key=lambda w: -len(w.ids))
        encode = lambda w: session.run(None, {"ids": w.ids[None], "cases": w.cases[None], "first": w.first, "last": w.last})[0]  # noqa: E731
        for window, vectors in zip(order, (self.pool.map if self.pool else map)(encode, order), strict=True):
            out[window.words] = vectors
        return out, opened

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
