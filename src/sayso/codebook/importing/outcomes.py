# SPDX-License-Identifier: Apache-2.0
"""What became of each line of a file that is imported."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields

from sayso.text import one_line

TAKEN, ALREADY, REFUSED = "taken", "already", "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of a file. `result`: taken, already (Sayso or an earlier line says it) or refused; `reason`: why refused, or
    what of a taken line is lost or mended; `detail` and `mend`: this line's own; `code`: Sayso's code; `cameo`: the CAMEO code
    that is kept; `wordings`: how many entries of words it became."""

    file: str
    line: int
    text: str
    result: str
    reason: str = ""
    detail: str = ""
    mend: str = ""
    code: str = ""
    cameo: str = ""
    wordings: int = 0

    @property
    def told(self) -> str:
        """The line for people: "verbs.txt, line 7: not a CAMEO code: “12O”. Did you mean “120”?"."""
        detail = f": {self.detail}" if self.detail else ""
        return f"{self.file}, line {self.line}: {self.reason}{detail}. {self.mend}".rstrip()

    def to_dict(self) -> dict[str, str | int]:
        """The outcome as data."""
        return dict(zip(COLUMNS, astuple(self), strict=True))


COLUMNS = tuple(f.name for f in fields(Outcome))


class Unfit(Exception):  # noqa: N818 - no error: why a line is not taken
    """What Sayso cannot hold of a line: reason, detail and mend."""

    def __init__(self, reason: str, detail: str = "", mend: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail, self.mend = reason, detail, mend


def refused(file: str, line: int, text: str, reason: str, detail: str = "", mend: str = "", cameo: str = "") -> Outcome:
    """The outcome of a line that cannot be taken."""
    return Outcome(file, line, one_line(text), REFUSED, reason, detail, mend, cameo=cameo)
