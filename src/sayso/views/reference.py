# SPDX-License-Identifier: Apache-2.0
"""A codebook as reference pages in Markdown, one a code and an index, written from its YAML alone: what a coder looks up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sayso.codebook import Code, Codebook, Example, Implication, Pattern, find_quote
from sayso.codebook.implications import every
from sayso.crosswalk.acled import FORCE, rules
from sayso.text import Span, inside, many, overlap
from sayso.views import codes, patterns, words

INDEX = "index"
_MARKUP = re.compile(r"([\\`*_<>|\[\]#])")
_CODE = re.compile(r"[a-z]+\.(?:\*|[a-z]+(?:[-.][a-z]+)*)")
_KINDS = {"verb": "Verbs", "noun": "Nouns", "adjective": "Adjectives"}
_UCDP = "1 state-based, 2 non-state or 3 one-sided violence, by who is on the two sides"


def pages(book: Codebook) -> Mapping[str, str]:
    """A page's name (the code, "index" first) → its text, in the order of the codebook. Links go to NAME.md in one folder."""
    return {INDEX: _text(_index(book)), **dict(_code_pages(book))}


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _code_pages(book: Codebook) -> Iterator[tuple[str, str]]:
    alike = patterns.shared(book)
    base = book if book.source == "shipped" else book.extends
    for name, code in book.codes.items():
        page = _Page(book, code, alike.get(name, ()), ours=base is not None and name in base.codes)
        yield name, _text(page.lines())


def _index(book: Codebook) -> Iterator[str]:
    families: dict[str, list[Code]] = {}
    for code in book.codes.values():
        families.setdefault(_family(code.code), []).append(code)
    yield "# Codes"
    yield ""
    entries = sum(len(p.words) for c in book.codes.values() for p in c.patterns)
    yield (f"{many(len(book.codes), 'code')} of {many(len(families), 'kind')}, found by {entries:,} words and expressions. "
           "Each has a page with its meaning, its roles, its words and its examples.")
    for family, members in families.items():
        yield from ("", f"## {family}", "", "| code | label | what it says |", "|---|---|---|")
        for code in members:
            yield f"| {_link(code.code)} | {_plain(code.label)} | {_plain(code.definition)} |"


class _Page:
    """The page of one code. `ours`: a code of the shipped codebook, which other crosswalks name."""

    def __init__(self, book: Codebook, code: Code, alike: Sequence[patterns.Shared], *, ours: bool) -> None:
        self.book, self.code, self.alike, self.ours = book, code, alike, ours

    def lines(self) -> Iterator[str]:
        code = self.code
        yield f"# {code.code} – {_plain(code.label)}"
        yield ""
        yield f"[All codes]({INDEX}.md) · [{_family(code.code)}]({INDEX}.md#{_family(code.code)})"
        yield ""
        yield _plain(code.definition)
        if code.excludes:
            yield ""
            yield f"**Not:** {self._linked(code.excludes)}"
        yield from self._family()
        yield from self._roles()
        yield from self._follows()
        for kind, heading in _KINDS.items():
            yield from self._patterns(heading, [p for p in code.patterns if p.kind == kind])
        yield from self._shared()
        yield from self._schemes()
        yield from self._examples()

    def _family(self) -> Iterator[str]:
        """The code that this one refines, those that refine it, and how a claim of it is told."""
        broader = self.code.code.rpartition(".")[0]
        finer = [_link(c) for c in self.book.codes if c.startswith(f"{self.code.code}.")]
        if broader in self.book.codes:
            yield from ("", f"**A finer code of** {_link(broader)}")
        if finer:
            yield from ("", f"**Finer codes:** {', '.join(finer)}")
        verb = words.load().verb(self.code.code)
        yield from ("", f"**A claim reads:** {_plain(verb.past)}; {_plain(verb.negated)}; plans to {_plain(verb.base)}")

    def _roles(self) -> Iterator[str]:
        code = self.code
        yield from ("", "## Roles", "", "| role | who or what may fill it | needed |", "|---|---|---|")
        for role, types in code.roles.items():
            sets = [roles for roles in code.required if role in roles]
            needed = "; ".join("yes" if len(roles) == 1 else f"one of {', '.join(roles)}" for roles in sets)
            yield f"| {role} | {codes.of_types(types)} | {needed} |"
        if "place" in code.roles:
            yield from ("", "The place is also what stands after “in”, “at”, “near” and the like, with every pattern.")
        if code.unless:
            yield from ("", f"**No claim beside:** {_plain(', '.join(sorted(code.unless)))}")
        if code.only:
            yield from ("", f"**Only beside, or of:** {_plain(', '.join(sorted(code.only)))}")

    def _follows(self) -> Iterator[str]:
        code = self.code
        behind = [(c.code, imp) for c in self.book.codes.values() for imp in every(c) if imp.code == code.code]
        if not (list(every(code)) or behind):
            return
        yield from ("", "## What follows", "")
        for imp in code.implies:
            yield f"- From a claim of this code follows {_link(imp.code)}{_renamed(imp)}."
        for pattern in code.patterns:
            if pattern.implies is not None:
                told = " and ".join(f"{_link(imp.code)}{_renamed(imp)}" for imp in pattern.implies)
                yield f"- With the pattern `{pattern.id}` {f'follows {told}' if told else 'nothing follows'}."
        for other in dict.fromkeys(name for name, _ in behind):
            yield f"- It follows itself from {_link(other)}."

    def _patterns(self, heading: str, members: Sequence[Pattern]) -> Iterator[str]:
        if not members:
            return
        yield from ("", f"## {heading}")
        for p in members:
            yield from ("", f"**`{p.id}`** {_plain(codes.words(p))}", "")
            for line in patterns.places(self.code, p):
                yield f"- {_plain(line)}"
            if needs := codes.needs(p.required):
                yield f"- needs {needs}"
            if p.given:
                given = f"[{p.given}]({INDEX}.md#{p.given})" if self._known(p.given) else p.given
                yield f"- only where the report tells of {given} done to the same target elsewhere"
            if p.alone:
                yield f"- without these: {codes.STANDS[p.alone]}"
            if p.unless:
                yield f"- not beside: {_plain(', '.join(sorted(p.unless)))}"
            if p.only:
                yield f"- only beside, or of: {_plain(', '.join(sorted(p.only)))}"

    def _shared(self) -> Iterator[str]:
        if not self.alike:
            return
        yield from ("", "## Words of other codes too", "", "| words | other code | what tells them apart |", "|---|---|---|")
        for s in self.alike:
            yield f"| {_plain(', '.join(s.words))} | {_link(s.other)} | {_plain('; '.join(s.apart))} |"

    def _schemes(self) -> Iterator[str]:
        code = self.code
        by_number: dict[str, list[str]] = {}
        for p in code.patterns:
            if p.cameo and p.cameo != code.cameo:
                by_number.setdefault(p.cameo, []).append(f"`{p.id}`")
        rows = [(codes.scheme(code.cameo), "all others" if by_number else "all")] if code.cameo else []
        rows += [(codes.scheme(number), ", ".join(ids)) for number, ids in by_number.items()]
        rows += _acled(code.code) if self.ours else []
        if rows:
            yield from ("", "## Other schemes", "", "| scheme | with which patterns |", "|---|---|")
            yield from (f"| {_plain(scheme)} | {ids} |" for scheme, ids in rows)

    def _examples(self) -> Iterator[str]:
        for heading, examples in (("Examples", self.code.examples), ("Not examples", self.code.counterexamples)):
            if examples:
                yield from ("", f"## {heading}", "")
                yield from (f"- {_marked(example)}" for example in examples)

    def _known(self, family: str) -> bool:
        return any(_family(code) == family for code in self.book.codes)

    def _linked(self, text: str) -> str:
        """A text in which each code and family of the codebook is a link."""
        out, end = [], 0
        for found in _CODE.finditer(text):
            name = found.group()
            family = _family(name)
            if name in self.book.codes:
                link = _link(name)
            elif name.endswith("*") and self._known(family):
                link = f"[{_plain(name)}]({INDEX}.md#{family})"
            else:
                continue
            out += [_plain(text[end : found.start()]), link]
            end = found.end()
        return "".join([*out, _plain(text[end:])])


def _acled(code: str) -> list[tuple[str, str]]:
    """ACLED's sub-events whose rules name a code, with the patterns that they name, and UCDP's types."""
    rows: dict[str, list[str]] = {}
    for rule in rules():
        if code in rule.codes:
            asked = ", ".join(filter(None, (", ".join(f"`{p}`" for p in rule.patterns or ()), _asked(rule.actor, rule.target),
                                            "certain words" if rule.words else "")))
            asked = asked or ("all others" if rows else "all")
            rows.setdefault(f"ACLED {rule.event}: {rule.sub}", []).append(asked)
    out = [(scheme, "; or ".join(dict.fromkeys(asked))) for scheme, asked in rows.items()]
    return [*out, (f"UCDP {_UCDP}", "all")] if code.startswith(FORCE) else out


def _asked(actor: Sequence[str] | None, target: Sequence[str] | None) -> str:
    return ", ".join(f"{role} is {' or '.join(kinds)}" for role, kinds in (("actor", actor), ("target", target)) if kinds)


def _marked(example: Example) -> str:
    """An example with its trigger in bold and its roles in brackets: [Two men]actor **joined** [the Vale Guard]group. What
    stands within another role is told behind it."""
    trigger = find_quote(example.text, example.trigger) if example.trigger else None
    quoted = [(role, q) for role, quotes in example.roles.items() for q in quotes]
    quoted += [("voice", example.voice)] if example.voice else []
    spans: dict[Span, list[str]] = {}
    for role, quote in quoted:
        if span := find_quote(example.text, quote):
            spans.setdefault(span, []).append(role)
    out, end, beside = [], 0, list[str]()
    for (start, stop), roles in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        across = trigger is not None and overlap(trigger, (start, stop)) and not inside(trigger, (start, stop))
        if start < end or across:
            beside += [f"{role}: “{_plain(example.text[start:stop])}”" for role in roles]
            continue
        said = _bold(example.text, (start, stop), trigger)
        out += [_bold(example.text, (end, start), trigger), f"\\[{said}\\]<sub>{', '.join(roles)}</sub>"]
        end = stop
    out.append(_bold(example.text, (end, len(example.text)), trigger))
    beside += [f"polarity {example.polarity}"] if example.polarity else []
    beside += [f"modality {example.modality}"] if example.modality else []
    return "".join(out) + (f" ({'; '.join(beside)})" if beside else "")


def _bold(text: str, span: Span, trigger: Span | None) -> str:
    """Part of a text, the trigger in bold where it stands in it."""
    start, end = span
    if trigger is None or not inside(trigger, span):
        return _plain(text[start:end])
    said = (_plain(text[a:b]) for a, b in ((start, trigger[0]), trigger, (trigger[1], end)))
    return "{}**{}**{}".format(*said)


def _renamed(imp: Implication) -> str:
    """Which of its roles are others here: ", with the from as group"."""
    return f", {', '.join(f'with the {ours} as {theirs}' for theirs, ours in imp.roles.items())}" if imp.roles else ""


def _family(code: str) -> str:
    return code.partition(".")[0]


def _link(code: str) -> str:
    return f"[{code}]({code}.md)"


def _plain(text: str) -> str:
    """Text whose signs mean nothing to Markdown."""
    return _MARKUP.sub(r"\\\1", text)
