# SPDX-License-Identifier: Apache-2.0
"""Which reports give another one's outlet as their source: "the Kori Dispatch reported"."""

from __future__ import annotations

import datetime

from sayso.across.bodies import outlet_words
from sayso.across.profiles import Link, Profile
from sayso.across.stories import ALIKE, likeness

AHEAD = 1
"""Days by which the report that is cited may bear a later date: papers date themselves by the morning, pages by the update."""


def compare(a: Profile, b: Profile) -> Link | None:
    """A link "cites" (left names the outlet of right for an event that both tell of), or None; of two that cite each
    other the one that comes later by its id, and the reasons say so."""
    left, right = sorted((a, b), key=lambda p: p.id)
    forth, back = cited(left, right), cited(right, left)
    if forth is None and back is None or likeness(left.content["words"], right.content["words"]) < ALIKE:
        return None
    if forth is not None and back is not None:
        return Link("report", left.id, right.id, "cites", (f"names {forth}", f"and is named by it: {back}", CYCLE))
    if back is not None:
        return Link("report", right.id, left.id, "cites", (f"names {back}",))
    return Link("report", left.id, right.id, "cites", (f"names {forth}",))


CYCLE = "each gives the other as its source"
"""The reason of a link between two that cite each other."""


def cited(who: Profile, whom: Profile) -> str | None:
    """The name by which a report gives another one's outlet as a source; None where it does not, or is earlier."""
    outlet = whom.content["outlet"]
    if not outlet or who.content["outlet"] and outlet_words(who.content["outlet"]) == outlet_words(outlet):
        return None
    found = next((n for n in who.content["cites"] if outlet_words(n) == outlet_words(outlet)), None)
    if found is None:
        return None
    days = [datetime.date.fromisoformat(p.content["published"]).toordinal() for p in (whom, who) if p.content["published"]]
    return found if len(days) < 2 or days[0] <= days[1] + AHEAD else None
