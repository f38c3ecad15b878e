# SPDX-License-Identifier: Apache-2.0
"""Frames + entities → voices: who the source is, of what kind, how many, why unnamed, and the stretches of text it is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.mentions import Mentions
from sayso.model import Entity, Mention, Voice
from sayso.parse import Parse
from sayso.text import Span
from sayso.voices.anonymity import basis, number, reason
from sayso.voices.frames import Frame
from sayso.voices.kinds import voice_kind

ANONYMOUS = {"official", "unnamed", "spokesperson", "witness", "kin"}
"""Kinds of voice for which a report may say why it gives no name."""


class Speakers:
    """The voices of one report; an entity is made for a source that is none yet ("the indictment")."""

    def __init__(self, parse: Parse, mentions: Mentions) -> None:
        self.parse = parse
        self.mentions = mentions
        self.entities = {e.id: e for e in mentions.entities}
        self.made: dict[int, Entity] = {}
        self._known: dict[Frame, Voice] = {}

    def voice(self, f: Frame, certainty: str | None = None) -> Voice:
        """The voice of a frame; `certainty` where the words of what is said settle it otherwise than the cue."""
        known = self._known.get(f)
        if known is None:
            known = self._known[f] = self._voice(f)
        return known if certainty is None else replace(known, certainty=certainty)

    def _voice(self, f: Frame) -> Voice:
        source = self._who(f.source)
        if source is not None and f.meant is not None:
            who = self._who(f.meant)
            source = (who[0], source[1]) if who is not None else source
        to = self._who(f.to, make=False)
        kind = voice_kind(self.parse, source[0] if source else None, f.speaker)
        return Voice(
            source[0].id if source else None,
            source[1] if source else None,
            f.cue_span,
            f.stance,
            f.certainty,
            to[0].id if to and (not source or to[0].id != source[0].id) else None,
            kind,
            stretches(self.parse, f.whole or f.content),
            f.how,
            number(self.parse, f.source, source[0] if source else None) if f.source is not None else None,
            reason(self.parse, f.cue) if kind in ANONYMOUS else None,
            basis(self.parse, f.source, f.entry.basis if f.entry else None, f.content),
            f.entry.distance if f.entry else False,
            f.by,
        )

    def _who(self, head: int | None, *, make: bool = True) -> tuple[Entity, Span] | None:
        if head is None:
            return None
        at = self.mentions.by_head.get(head)
        if at is not None:
            return self.entities[at[0]], at[1].span
        if not make:
            return None
        if head not in self.made:
            words = [w for w in self.parse.subtree(head) if w.relation not in {"acl:relcl", "acl", "appos"}]
            inside = [w for w in words if w.upos != "PUNCT" and w.relation.partition(":")[0] not in {"cop", "case"}]
            start, end = self.parse.words[head].span
            if inside and inside[-1].index - inside[0].index < LONGEST:
                start, end = inside[0].start, max(w.end for w in inside)
            name = " ".join(self.parse.text[start:end].split())
            self.made[head] = Entity(f"s{len(self.made) + 1}", "thing", name, (Mention(start, end, head, "nominal"),))
        made = self.made[head]
        return made, made.mentions[0].span


LONGEST = 8
"""Words that the name of a source may have that is no entity otherwise; a longer phrase is called by its head."""


def stretches(parse: Parse, content: Iterable[int]) -> tuple[Span, ...]:
    """Runs of words as spans of text, a lone mark between two of them included, marks at the ends left out."""
    rows = sorted(content)
    out: list[list[int]] = []
    for i in rows:
        if out and (i == out[-1][-1] + 1 or (i == out[-1][-1] + 2 and parse.words[i - 1].upos == "PUNCT")):
            out[-1].append(i)
        else:
            out.append([i])
    spans = []
    for run in out:
        while run and (parse.words[run[0]].upos == "PUNCT" or parse.words[run[0]].lower == "that" and _marks(parse, run[0])):
            run.pop(0)
        while run and parse.words[run[-1]].upos == "PUNCT":
            run.pop()
        if run:
            spans.append((parse.words[run[0]].start, parse.words[run[-1]].end))
    return tuple(spans)


def _marks(parse: Parse, index: int) -> bool:
    """Whether a word only joins a clause to its cue."""
    return parse.words[index].relation == "mark"
