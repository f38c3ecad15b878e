# SPDX-License-Identifier: Apache-2.0
"""Marks in lines, quicker to write than YAML:

    E e1 group Karo Valley Defence Committee = 1|Karo Valley Defence Committee; 4|the committee; 5|its
    C violence.kill 2|killed actor=e1 target=e5,e6 place=e3 when=2|on Tuesday@2016-03-01 n=2|at least four@4,4, v=e4/2|said
    C custody.arrest 6|arrested actor=e2 target=e7 pol=no v=e4/6|denied/denies v=e9/6|reported>e2 id=a1
    C speech.reply 7|declined to comment actor=e8 ans=a1:declines

`7|words` are the words in sentence 7, `7|words#2` the second time that they stand there. `when=…@first..last` (one day: only
that; not known: none), `n=…@best,low,high`, `v=source/cue/stance/certainty>addressee`, innermost voice first.
"""

from __future__ import annotations

import re
from typing import Any

from sayso.model import ROLES

KEYS = (*ROLES, "when", "n", "mod", "pol", "cert", "v", "id", "ans")
_SPLIT = re.compile(rf"\s+(?=(?:{'|'.join(KEYS)})=)")


class LineError(ValueError):
    """A line that is not of the form above."""


def read(text: str) -> tuple[dict[str, Any], list[str]]:
    """The marks in a file, as YAML would give them, and what is wrong with its lines."""
    entities, claims, faults = [], [], []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith("E "):
                entities.append(_entity(line))
            elif line.startswith("C "):
                claims.append(_claim(line))
            else:
                raise LineError("it begins with neither E nor C")
        except (LineError, ValueError, IndexError) as error:
            faults.append(f"line {number}: {error}: {line[:80]!r}")
    return {"entities": entities, "claims": claims}, faults


def _entity(line: str) -> dict[str, Any]:
    m = re.fullmatch(r"E (\w+) (\w+) (.*?) =\s*(.*)", line)
    if not m:
        raise LineError("not of the form E id type name = mentions")
    return {"id": m[1], "type": m[2], "name": m[3].strip(), "mentions": [x.strip() for x in m[4].split(";") if x.strip()]}


def _claim(line: str) -> dict[str, Any]:
    head, *rest = _SPLIT.split(line[2:])
    code, _, trigger = head.partition(" ")
    claim: dict[str, Any] = {"code": code, "trigger": trigger.strip(), "roles": {}, "voices": [], "answers": []}
    for part in rest:
        key, _, value = part.partition("=")
        value = value.strip()
        if key in ROLES:
            ids = [x.strip() for x in value.split(",") if x.strip()]
            claim["roles"][key] = ids[0] if len(ids) == 1 else ids
        elif key == "when":
            words, _, days = value.partition("@")
            first, _, last = days.partition("..")
            claim["when"] = {"text": words.strip() or None, "start": _known(first), "end": _known(last or first)}
        elif key == "n":
            words, _, numbers = value.rpartition("@")
            best, low, high = ([*numbers.split(","), "", ""])[:3]
            claim["count"] = {"text": words, **{k: int(x) if _known(x) else None
                                                for k, x in (("best", best), ("low", low), ("high", high))}}
        elif key == "v":
            claim["voices"].append(_voice(value))
        elif key == "ans":
            answered, _, how = value.partition(":")
            claim["answers"].append({"claim": answered, "as": how})
        else:
            claim[{"mod": "modality", "pol": "polarity", "cert": "certainty", "id": "id"}[key]] = value
    return claim


def _known(value: str) -> str | None:
    return None if value.strip() in ("", "-", "null") else value.strip()


def _voice(value: str) -> dict[str, Any]:
    said, _, to = value.partition(">")
    source, *more = said.split("/")
    voice: dict[str, Any] = {"source": source.strip()}
    for key, x in zip(("cue", "stance", "certainty"), more, strict=False):
        if x.strip():
            voice[key] = x.strip()
    return voice | ({"to": to.strip()} if to.strip() else {})
