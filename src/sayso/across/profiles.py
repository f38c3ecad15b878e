# SPDX-License-Identifier: Apache-2.0
"""What passes between the steps of linking: profiles, links, judgements."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

from sayso.model import Json, canonical

Kind = Literal["entity", "claim", "report"]

RELATIONS = ("same", "different", "part", "copy", "rewrite", "cites", "quote", "story")
"""Of entities: same, different (they share a key, and something tells them apart), part (left is a wing or organ of right).
Of claims: same (one happening), part (left happened within right). Of reports: copy, rewrite (left has its text from right),
cites (left gives right as its source), quote (both carry the same direct speech), story (both tell of one event)."""

VERDICTS = ("same", "different", "related", "unsure")
"""What a person may judge of two entities or two claims."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one entity, claim or report shows to others.

    `id` comes from `content` (`profile`); equal contents are one profile, whatever readings bear it. `item`: the entity's or
    claim's id within its reading, "" for the report. `keys`: those that share one are compared; none for what must stay in
    its report.
    """

    id: str
    kind: Kind
    item: str
    content: Json
    keys: tuple[str, ...]
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What comparisons have worked out of the content, which is asked for a hundred times; no part of its value."""

    @property
    def text(self) -> str:
        """The content in canonical JSON."""
        return self.memo.get("text") or canonical(self.content)


@dataclass(frozen=True, slots=True)
class Link:
    """Two profiles of one kind and how they stand; `reasons` in words, each checkable by reading the two.

    For "copy", "rewrite", "cites" and "part" the direction counts; for the others left < right. `shared`: spans of left and
    right that hold the same words, for reports.
    """

    kind: Kind
    left: str
    right: str
    relation: str
    reasons: tuple[str, ...]
    shared: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on two profiles: `verdict` of VERDICTS."""

    kind: Kind
    left: str
    right: str
    verdict: str


def profile(kind: Kind, item: str, content: Json, keys: tuple[str, ...]) -> Profile:
    """A profile with its id: the first 16 hexadecimal digits of the SHA-256 of kind and content in canonical JSON."""
    text = canonical(content)
    digest = hashlib.sha256(f'["{kind}",{text}]'.encode()).hexdigest()
    return Profile(kind[0] + digest[:16], kind, item, content, tuple(sorted(set(keys))), {"text": text})
