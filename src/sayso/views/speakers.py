# SPDX-License-Identifier: Apache-2.0
"""Who speaks in a report: its voices by source, as flat rows and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model import Reading, Voice
from sayso.views.words import load, shown

COLUMNS = ("report", "outlet", "published", "source", "kind", "number", "cue", "stance", "certainty", "how", "to", "content",
           "basis", "reason", "distance", "by", "cue_start", "cue_end")
"""The columns of `rows`, in order."""

LONGEST = 240
"""Characters of what is said that `said` shows; the rest is in the rows."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source with all its voices in text order; `source` None: those that the report leaves unnamed."""

    source: str | None
    name: str
    kind: str
    voices: tuple[Voice, ...]

    @property
    def stances(self) -> Mapping[str, int]:
        """How often each stance is taken, the most frequent first."""
        return dict(Counter(v.stance for v in self.voices).most_common())


def speakers(reading: Reading) -> list[Speaker]:
    """The sources of a reading, who speaks most first, equals in text order."""
    by: dict[str | None, list[Voice]] = {}
    for v in reading.voices:
        by.setdefault(v.source, []).append(v)
    out = [Speaker(s, reading.name(s), Counter(v.kind for v in vs).most_common(1)[0][0], tuple(vs)) for s, vs in by.items()]
    return sorted(out, key=lambda s: -len(s.voices))


def rows(reading: Reading) -> list[dict[str, str | int | bool | None]]:
    """The voices as flat rows of COLUMNS, in text order; None where nothing is known."""
    report = reading.report
    return [
        {
            "report": report.stem,
            "outlet": report.outlet,
            "published": report.published.isoformat() if report.published else None,
            "source": reading.name(v.source) if v.source else None,
            "kind": v.kind,
            "number": v.number,
            "cue": reading.words(v.cue),
            "stance": v.stance,
            "certainty": v.certainty,
            "how": v.how,
            "to": reading.name(v.to) if v.to else None,
            "content": " … ".join(" ".join(reading.words(s).split()) for s in v.content),
            "basis": v.basis,
            "reason": reading.words(v.reason) if v.reason else None,
            "distance": v.distance,
            "by": v.by,
            "cue_start": v.cue[0],
            "cue_end": v.cue[1],
        }
        for v in reading.voices
    ]


def heading(speaker: Speaker) -> str:
    """A source on one line: "two officials – an unnamed official, 2 of them: states 3, denies 1"."""
    kind = load().voice_kinds.get(speaker.kind, speaker.kind)
    numbers = {v.number for v in speaker.voices if v.number is not None}
    many = f", {max(numbers)} of them" if numbers and max(numbers) > 1 else ""
    told = ", ".join(f"{stance} {n}" for stance, n in speaker.stances.items())
    return f"{shown(speaker.name)} – {kind}{many}: {told}"


def said(reading: Reading, voice: Voice) -> str:
    """What a voice says, in quotation marks where the report quotes it, cut at LONGEST; and what is told of it besides."""
    words = " … ".join(shown(reading.words(s)) for s in voice.content)
    words = words if len(words) <= LONGEST else words[:LONGEST].rpartition(" ")[0] + " …"
    notes = [f"to {shown(reading.name(voice.to))}"] if voice.to else []
    notes += [voice.certainty] if voice.certainty != "certain" else []
    notes += [voice.basis] if voice.basis != "unknown" else []
    notes += ["at arm’s length"] if voice.distance else []
    notes += [f"unnamed: {shown(reading.words(voice.reason))}"] if voice.reason else []
    words = f"“{words}”" if voice.how == "direct" else words
    return (words or "–") + (f" ({', '.join(notes)})" if notes else "")
