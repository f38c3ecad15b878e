# SPDX-License-Identifier: Apache-2.0
"""A program for test_ledger_places.py to kill: stores invented reports, 30 claims each, and tells of each one stored.
Arguments: where, a name for its reports, how many (0: until it is killed)."""

from __future__ import annotations

import hashlib
import itertools
import sys

from sayso.ledger import Ledger
from sayso.model import Claim, Entity, Filler, Mention, Reading, Report


def reading(name: str) -> Reading:
    """Thirty claims about one person."""
    text = f"{name}: " + "Renée Ostvik left. " * 30
    report = Report("sha256:" + hashlib.sha256(text.encode()).hexdigest(), name, name, text, original=text.encode())
    person = Entity("e1", "person", "Renée Ostvik", (Mention(6, 18, 2, "name"),))
    claims = tuple(Claim(f"c_{name}_{k}", "movement.move", (19, 23), {"actor": (Filler("e1", (6, 18)),)}, None, None, "actual",
                         "yes", "certain", (), (), ((6, 23),), ("invented",)) for k in range(30))
    return Reading(report, (person,), claims)


if __name__ == "__main__":
    with Ledger.open(sys.argv[1], create=True) as ledger:
        for n in range(int(sys.argv[3])) if int(sys.argv[3]) else itertools.count():
            ledger.add(reading(f"{sys.argv[2]}-{n}"))
            sys.stdout.write(f"{n}\n")
            sys.stdout.flush()
