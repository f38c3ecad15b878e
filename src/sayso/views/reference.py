# SPDX-License-Identifier: Apache-2.0
"""A codebook as reference pages in Markdown, one a family of codes, written from its YAML alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.codebook import Code, Codebook, Example
from sayso.views import codes

_MARKUP = re.compile(r"([\\`*_<>|\[\]#])")


def pages(book: Codebook) -> Mapping[str, str]:
    """Family → its page, in the order of the codebook."""
    families: dict[str, list[Code]] = {}
    for code in book.codes.values():
        families.setdefault(code.code.partition(".")[0], []).append(code)
    return {family: "\n".join(_page(family, members)) + "\n" for family, members in families.items()}


def _page(family: str, members: Sequence[Code]) -> Iterator[str]:
    yield f"# {family}"
    yield ""
    yield "| code | what it says |"
    yield "|---|---|"
    for code in members:
        yield f"| [{code.code}](#{_anchor(code)}) | {_plain(code.definition)} |"
    for code in members:
        yield from _code(code)


def _code(code: Code) -> Iterator[str]:
    yield ""
    yield f"## {_title(code)}"
    yield ""
    yield _plain(code.definition)
    yield ""
    facts = {"Not": code.excludes, "Needs": codes.needs(code.required), "Unless one of these words stands by it":
             ", ".join(sorted(code.unless)), "Other schemes": codes.scheme(code.cameo)}
    for label, text in facts.items():
        if text:
            yield f"- **{label}:** {_plain(text)}"
    yield ""
    yield "| role | who or what may fill it |"
    yield "|---|---|"
    for role, types in code.roles.items():
        yield f"| {role} | {codes.of_types(types)} |"
    yield ""
    yield "| pattern | words | what fills which role | needs | other schemes |"
    yield "|---|---|---|---|---|"
    for p in code.patterns:
        given = f"{p.given}.* of the target elsewhere" if p.given else ""
        needs = "; ".join(filter(None, (codes.needs(p.required), given)))
        cells = (f"{p.id} ({p.kind})", codes.words(p), codes.slots(p), needs, codes.scheme(p.cameo))
        yield "| " + " | ".join(_plain(cell) for cell in cells) + " |"
    yield from _examples("Examples", code.examples)
    yield from _examples("Not examples", code.counterexamples)


def _examples(label: str, examples: Sequence[Example]) -> Iterator[str]:
    if examples:
        yield ""
        yield f"{label}:"
        yield ""
        for example in examples:
            marks = codes.marks(example)
            yield f"- {_plain(example.text)}" + (f"<br>{_plain(marks)}" if marks else "")


def _title(code: Code) -> str:
    return f"{code.code} – {_plain(code.label)}"


def _anchor(code: Code) -> str:
    """The address that a heading gets: small letters, blanks as hyphens, other signs gone."""
    return re.sub(r"[^\w\- ]", "", f"{code.code} – {code.label}".lower()).replace(" ", "-")


def _plain(text: str) -> str:
    """Text whose signs mean nothing to Markdown."""
    return _MARKUP.sub(r"\\\1", text)
