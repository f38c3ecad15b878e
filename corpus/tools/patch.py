# SPDX-License-Identifier: Apache-2.0
"""Puts a checker's changes into the marks of another reader (the form is told in corpus/briefs/checker.md).

    python corpus/tools/patch.py MARKS PATCHES OUT [STEM …]

Takes MARKS/<stem>.marks and PATCHES/<stem>.patch (none: nothing changes) to OUT/<stem>.marks. Every fault is printed; the
exit code is 1 where there is one.
"""

from __future__ import annotations

import sys
from pathlib import Path


def patched(marks: str, patch: str) -> tuple[str, list[str], tuple[int, int, int]]:
    """The changed marks, faults, and how many claims were taken out, changed and added. Claims are numbered in their order in
    `marks`; entities have their own ids."""
    entities: dict[str, str] = {}
    claims: dict[str, str] = {}
    added: list[str] = []
    faults: list[str] = []
    out = changed = 0
    for line in filter(None, map(str.strip, marks.splitlines())):
        if line.startswith("E "):
            entities[line.split()[1]] = line
        else:
            claims[f"c{len(claims) + 1}"] = line
    for line in filter(None, map(str.strip, patch.splitlines())):
        kind, _, rest = line.partition(" ")
        if kind == "-":
            for name in rest.replace(",", " ").split():
                if claims.pop(name, None) is not None:
                    out += 1
                elif entities.pop(name, None) is None:
                    faults.append(f"there is no {name}: {line!r}")
        elif kind == "=":
            name, _, mark = rest.partition(" ")
            if name not in claims or not mark.startswith("C "):
                faults.append(f"not of the form '= c7 C code …' for a claim that is there: {line!r}")
            else:
                claims[name], changed = mark, changed + 1
        elif kind == "+" and rest.startswith("C "):
            added.append(rest)
        elif kind == "E":
            entities[rest.split()[0]] = line
        else:
            faults.append(f"begins with none of - = + E: {line!r}")
    return "\n".join([*entities.values(), *claims.values(), *added]) + "\n", faults, (out, changed, len(added))


def main() -> None:
    marks, patches, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    bad, total = 0, (0, 0, 0)
    for path in sorted(marks.glob("*.marks")):
        if len(sys.argv) > 4 and path.stem not in sys.argv[4:]:
            continue
        patch = patches / f"{path.stem}.patch"
        text, faults, numbers = patched(path.read_text(encoding="utf-8"),
                                        patch.read_text(encoding="utf-8") if patch.is_file() else "")
        (out / path.name).write_text(text, encoding="utf-8")
        for fault in faults:
            print(f"{path.stem} {fault}")
        bad += len(faults)
        total = tuple(map(sum, zip(total, numbers, strict=True)))
    print("claims taken out {}, changed {}, added {}".format(*total), file=sys.stderr)
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
