# SPDX-License-Identifier: Apache-2.0
"""YAML as a codebook's own files have it: words in lists on lines of at most 130 columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.codebook.importing.petrarch import Group

WIDTH = 130
_PLAIN = re.compile(r"[a-z0-9][a-z0-9' .|-]*")


def quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def flow(key: str, entries: Iterable[str]) -> str:
    """`key: [a, b, …]`, broken into lines under its beginning, long entries behind a bar."""
    rows, line = [], f"{key}["
    for n, entry in enumerate(entries):
        word = entry if _PLAIN.fullmatch(entry) else quoted(entry)
        for k, piece in enumerate(re.findall(r"[^|]+\|?", word)):
            joint = ", " if n and not k else ""
            if len(line) + len(piece) + 3 > WIDTH:
                rows.append(f"{line}{joint}".rstrip())
                line = " " * (len(key) + 1) + piece
            else:
                line += joint + piece
    return "\n".join([*rows, f"{line}]\n"])


def joined(entries: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Entries in few words: those that differ in the verb alone, then in the last word alone, become one with bars between."""
    verbs: dict[tuple[str, ...], list[str]] = {}
    for entry in entries:
        verbs.setdefault(entry[1:], []).append(entry[0])
    lasts: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for behind, found in verbs.items():
        lasts.setdefault((tuple(found), behind[:-1]), []).append(behind[-1] if behind else "")
    for (alike, middle), ends in lasts.items():
        if "" in ends:
            yield from alike
        if last := "|".join(filter(None, ends)):
            yield " ".join(("|".join(alike), *middle, last))


def added(code: str, groups: Sequence[tuple[str, Group]], dropped: Mapping[str, Sequence[tuple[str, ...]]]) -> str:
    """The entry that adds patterns to a code of Sayso's and takes words out of its own."""
    lines = [f"- add-to: {code}\n"]
    if dropped:
        lines.append("  drop-words:\n")
        lines += [flow(f"    {pattern}: ", joined(words)) for pattern, words in dropped.items()]
    lines.append("  patterns:\n")
    for name, group in groups:
        lines.append(f"    - id: {name}\n")
        if group.cameo:
            lines.append(f"      cameo: \"{group.cameo}\"\n")
        lines.append(flow("      verbs: ", joined(group.words)))
        where = ", ".join(f"{_key(slot)}: {_role(value)}" for slot, value in group.slots.items())
        lines.append(f"      slots: {{{where}}}\n")
        if group.required:
            lines.append("      required: [" + ", ".join(f"[{', '.join(roles)}]" for roles in group.required) + "]\n")
        if group.given:
            lines.append(f"      given: {group.given}\n")
        if group.unless:
            lines.append(flow("      unless: ", sorted(group.unless)))
        if group.implies is not None:
            lines.append(f"      implies: {{{', '.join(f'{i.code}: {_roles(i.roles)}' for i in group.implies)}}}\n")
    return "".join(lines)


def _roles(roles: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{theirs}: {ours}' for theirs, ours in roles.items())}}}"


def _key(slot: str) -> str:
    return slot if slot.isalpha() else quoted(slot)


def _role(value: str | Mapping[str, str]) -> str:
    return value if isinstance(value, str) else "{" + ", ".join(f"{types}: {role}" for types, role in value.items()) + "}"
