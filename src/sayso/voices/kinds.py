# SPDX-License-Identifier: Apache-2.0
"""What kind of voice a source is: a named person, a spokesperson, a body, an unnamed official, a document …"""

from __future__ import annotations

from sayso.model import Entity
from sayso.parse import Parse
from sayso.voices.sources import kinds

ORDER = ("spokesperson", "kin", "witness", "official", "document", "estimate", "post")


def voice_kind(parse: Parse, entity: Entity | None) -> str:
    """One of model.VOICE_KINDS."""
    if entity is None:
        return "unknown"
    if entity.type == "outlet":
        return "outlet"
    heads = {parse.words[m.head].lemma.lower() for m in entity.mentions if m.form == "nominal" and m.head < len(parse.words)}
    known = {kinds()[h] for h in heads if h in kinds()}
    named = any(m.form == "name" for m in entity.mentions)
    if entity.type in {"person", "people"}:
        if "spokesperson" in known:
            return "spokesperson"
        if named and entity.type == "person":
            return "person"
        return next((k for k in ORDER if k in known), "unnamed")
    if entity.type in {"group", "state", "organisation"}:
        return "body"
    return next((k for k in ("estimate", "document", "post") if k in known), "unknown")
