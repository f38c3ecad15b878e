# SPDX-License-Identifier: Apache-2.0
"""Reference pages of a codebook in Markdown."""

from __future__ import annotations

import re
from pathlib import Path

from sayso.codebook import load
from sayso.views.reference import pages

OWN = """\
- code: press.silence
  label: silences
  definition: Somebody keeps an outlet from publishing.
  not: Arrests (custody.*).
  roles: {actor: any, target: [outlet, person]}
  required: [[target]]
  unless: [alarm]
  cameo: "171"
  patterns:
    - {id: gag, verbs: [gag, take off air], slots: {subj: actor, obj: {person: target}}, required: [[actor]]}
  examples:
    - {text: They gagged Ada., trigger: gagged, roles: {target: Ada}}
  counterexamples:
    - {text: The crowd *fell* silent.}
"""

PAGE = """\
# press

| code | what it says |
|---|---|
| [press.silence](#presssilence--silences) | Somebody keeps an outlet from publishing. |

## press.silence – silences

Somebody keeps an outlet from publishing.

- **Not:** Arrests (custody.\\*).
- **Needs:** target
- **Unless one of these words stands by it:** alarm
- **Other schemes:** CAMEO 171, PLOVER COERCE (seize, legal)

| role | who or what may fill it |
|---|---|
| actor | any |
| target | outlet, person |

| pattern | words | what fills which role | needs | other schemes |
|---|---|---|---|---|
| gag (verb) | gag, take off air | subj → actor; obj → target (person) | actor |  |

Examples:

- They gagged Ada.<br>trigger “gagged”; target “Ada”

Not examples:

- The crowd \\*fell\\* silent.
"""


def test_a_page_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    assert pages(load(file)) == {"press": PAGE}


def test_every_shipped_code_is_on_the_page_of_its_family() -> None:
    book, found = load(), pages(load())
    assert list(found) == list(dict.fromkeys(code.partition(".")[0] for code in book.codes))
    for code in book.codes.values():
        text = found[code.code.partition(".")[0]]
        assert f"\n## {code.code} – " in text
        rows = [line for line in text.splitlines() if line.startswith("| ")]
        assert all(len(re.findall(r"(?<!\\)\|", row)) in (3, 6) for row in rows)
