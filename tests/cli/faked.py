# SPDX-License-Identifier: Apache-2.0
"""The command line with a stand-in for the reader: every "A joined B" is a claim. So its tests need no model.

As a script, `python faked.py read FILE`, it is a process of its own for what only shows there: pipes, signals, exit codes.
"""

from __future__ import annotations

import hashlib
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import ModuleType, SimpleNamespace

from sayso.codebook import Codebook
from sayso.errors import InputError
from sayso.model import Claim, Entity, Filler, Mention, Reading, Report, Voice

FAULT, REFUSED, STOP = "a fault of ours", "too hard to read", "press Ctrl-C"
"""Words in a report that make the stand-in raise KeyError or InputError, or send itself the signal of Ctrl-C."""


@dataclass(frozen=True)
class Reader:
    """Has the face of sayso.pipeline.Reader."""

    codebook: SimpleNamespace
    threads: int = 0
    system: str = "both"
    bodies: None = None

    @classmethod
    def open(cls, codebook: Path | None = None, threads: int = 0, *, system: str = "both",
             bodies: Path | None = None) -> Reader:
        return cls(SimpleNamespace(digest="0" * 64), threads, system)

    @property
    def knowledge(self) -> str:
        return str(self.codebook.digest)

    @property
    def language(self) -> SimpleNamespace:
        return SimpleNamespace(version="fake")

    def read(self, report: Report) -> Reading:
        if FAULT in report.text:
            raise KeyError("an inner name")
        if REFUSED in report.text:
            raise InputError(f"{report.source}: too hard.", "Try another.")
        if STOP in report.text:
            signal.raise_signal(signal.SIGINT)
        entities: list[Entity] = []
        claims: list[Claim] = []
        for match in re.finditer(r"(\w+) (joined) (\w+)( last week)?(, (\w+) (said))?", report.text):
            spans = {n: match.span(n) for n in (1, 3, 6) if match[n]}
            ids = {n: f"e{len(entities) + k}" for k, n in enumerate(spans, 1)}
            entities += [Entity(ids[n], "person", match[n], (Mention(*spans[n], 0, "name"),)) for n in spans]
            said = (match.start(), match.start(5)) if match[6] else (0, 0)
            voices = (Voice(ids[6], spans[6], match.span(7), "states", "certain", None, "person", (said,)),) if match[6] else ()
            name = hashlib.sha256(f"{report.id}{match.span()}".encode()).hexdigest()[:12]
            claims.append(Claim(f"c_{name}", "affiliation.join", match.span(2),
                                {"actor": (Filler(ids[1], spans[1]),), "group": (Filler(ids[3], spans[3]),)}, None, None,
                                "actual", "yes", "certain", voices, (), (match.span(),), ("rule of the stand-in",)))
        return Reading(report, tuple(entities), tuple(claims), tuple(v for c in claims for v in c.voices))

    def read_many(self, reports: Iterable[Report | InputError]) -> Iterator[tuple[Report | InputError, Callable[[], Reading]]]:
        """One after the other, each when it is asked for."""
        for report in reports:
            yield report, partial(self._made, report)

    def _made(self, report: Report | InputError) -> Reading:
        if isinstance(report, InputError):
            raise report
        return self.read(report)

    def read_by(self, report: Report, codebooks: tuple[Codebook, ...]) -> tuple[Reading, ...]:
        """The claims of those codes that a codebook has."""
        reading = self.read(report)
        return tuple(replace(reading, claims=tuple(c for c in reading.claims if c.code in b.codes)) for b in codebooks)


def module() -> ModuleType:
    """What to put in the place of sayso.pipeline."""
    made = ModuleType("sayso.pipeline")
    vars(made)["Reader"] = Reader
    return made


if __name__ == "__main__":
    sys.modules["sayso.pipeline"] = module()
    from sayso.cli import main

    sys.exit(main(sys.argv[1:]))
