# SPDX-License-Identifier: Apache-2.0
"""Numbers the sentences of reports, so that whoever marks them can say "the word in sentence 7" instead of counting words.

    python corpus/tools/number.py FOLDER OUT      for every .txt of FOLDER a file OUT/<stem>.txt with "[7] sentence" lines
"""

from __future__ import annotations

import sys
from pathlib import Path

from sayso.language import Language
from sayso.text import Span


def sentences(language: Language, text: str) -> list[Span]:
    """The spans of a text's sentences; a line that stands alone (a headline, an entry of a list) ends its sentence."""
    breaks = tuple(i for i, letter in enumerate(text) if letter == "\n")
    return [s.span for s in language.parse(text, breaks, ()).sentences]


def main() -> None:
    source, out = map(Path, sys.argv[1:3])
    out.mkdir(parents=True, exist_ok=True)
    language = Language.load()
    for path in sorted(source.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        spans = sentences(language, text)
        (out / path.name).write_text("".join(f"[{k}] {text[a:b]}\n" for k, (a, b) in enumerate(spans, 1)), encoding="utf-8")
        (out / f"{path.stem}.spans").write_text("\n".join(f"{a} {b}" for a, b in spans), encoding="utf-8")


if __name__ == "__main__":
    main()
