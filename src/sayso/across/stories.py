# SPDX-License-Identifier: Apache-2.0
"""Which reports tell of one event, by the salient words of title and lead and the days between them.

What sets a report apart are its rare words: names, places, the thing itself. How rare a word is stands in a table of the
package, so that two reports compare alike whatever else is known (docs/decisions/0019).
"""

from __future__ import annotations

import datetime
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from itertools import combinations
from types import MappingProxyType

from anyascii import anyascii

from sayso.across.groups import groups
from sayso.across.profiles import Judgement, Link, Profile
from sayso.model import Json, Report

LEAD = 120
"""Words of the text that are looked at: news says what happened in its first three or four sentences, and what follows is
background that it shares with other events."""

TITLE = 3
"""How often a word of the title counts: it was chosen to name the event."""

MOST = 40
"""Words kept of a report, the most salient: what is less so moves the likeness by less than a hundredth."""

ARTICLES = 12_000
"""Articles in which the words of data/words.tsv were counted."""

RARE = 24
"""Articles that a word which is not in the table is taken to stand in: the table's least."""

COMMON = 2.0
"""Natural logarithm of how rare a word must be, one in seven articles: what stands in more (is, said, people) sets nothing
apart."""

ALIKE = 0.18
"""Cosine of two reports' words from which, within NEAR days, they tell of one event. By halves of the clusters of giveme5w1h:
.15 to .2 give the same within .02 (docs/happenings.md)."""

ALIKE_LATER = 0.25
"""The same for reports further apart: the same people and places are in the news again with something else."""

AKIN = 0.12
"""Cosine from which the claims of two reports are compared though they share no name: below what tells one story to happenings
(.15, of fewer words)."""

NEAR = 14
"""Days within which reports follow one event closely; then comes the next one of its kind."""

SINGLE = 10
"""Most salient words of which each is a key together with a fortnight."""

PAIRED = 6
"""Most salient words of which each two are a key without a day: late reports and wrong dates are still found."""

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def told(report: Report) -> Json:
    """What a report's profile holds for stories: "words", its most salient ones with their weights (a vector of length one)."""
    return {"words": salient(report.title or "", report.text)}


def story_keys(words: Mapping[str, float], published: str | None) -> tuple[str, ...]:
    """The blocking keys of a report with these words: word × fortnight (and the next; without a day the word alone), pairs of
    words."""
    top = sorted(words, key=lambda w: (-words[w], w))
    pairs = [f"words {a} {b}" for a, b in combinations(sorted(top[:PAIRED]), 2)]
    if not published:
        return tuple(pairs + [f"word {w}" for w in top[:SINGLE]])
    fortnight = datetime.date.fromisoformat(published).toordinal() // NEAR
    return tuple(pairs + [f"word {w} {n}" for w in top[:SINGLE] for n in (fortnight, fortnight + 1)])


def compare(a: Profile, b: Profile) -> Link | None:
    """A link "story" where two reports tell of one event."""
    left, right = sorted((a, b), key=lambda p: p.id)
    mine, theirs = left.content["words"], right.content["words"]
    how, apart = likeness(mine, theirs), _days(left.content, right.content)
    if how < (ALIKE if apart is not None and apart <= NEAR else ALIKE_LATER):
        return None
    shared = sorted(mine.keys() & theirs.keys(), key=lambda w: (-mine[w] * theirs[w], w))[:5]
    when = "days not known" if apart is None else "same day" if apart == 0 else f"{apart} day{'s'[: apart != 1]} apart"
    return Link("report", left.id, right.id, "story", (f"title and lead share {', '.join(shared)} (likeness {how:.2f})", when))


def akin(a: Profile, b: Profile) -> bool:
    """Whether two reports may tell, among other things, of one."""
    return likeness(a.content["words"], b.content["words"]) >= AKIN


def stories(reports: Iterable[str], links: Iterable[Link], judgements: Iterable[Judgement] = ()) -> list[frozenset[str]]:
    """Every report in one story, some alone. Links of other relations (a copy tells the same story) count too."""
    return groups(reports, ((x.left, x.right) for x in links if x.relation in ("story", "copy", "rewrite")),
                  (j for j in judgements if j.kind == "report"))


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two vectors of length one."""
    return math.fsum([x * b[w] for w, x in a.items() if w in b])  # exact, whatever the order


def salient(title: str, text: str, most: int = MOST) -> dict[str, float]:
    """The most salient words of a title and the beginning of a text with their weights: (1 + ln of how often) × ln of how rare,
    scaled to length one."""
    n = Counter(_words(text, LEAD))
    for word in _words(title, LEAD):
        n[word] += TITLE
    weight = {w: (1 + math.log(k)) * rare for w, k in n.items() if len(w) > 1 and (rare := _rarity(w)) >= COMMON}
    top = sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:most]
    length = math.sqrt(math.fsum(x * x for _, x in top)) or 1.0
    return {w: round(x / length, 4) for w, x in top}


def _words(text: str, first: int) -> list[str]:
    """The first words: small plain letters, without a possessive ending and a plural's s."""
    out: list[str] = []
    for m in WORD.finditer(text):
        if len(out) == first:
            break
        out.append(_plain(m[0]))
    return out


@lru_cache(32768)
def _plain(word: str) -> str:
    return _singular(anyascii(word.replace("’", "'").lower().removesuffix("'s")))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(32768)
def _rarity(word: str) -> float:
    return math.log(ARTICLES / _articles().get(word, RARE))


@cache
def _articles() -> Mapping[str, int]:
    """In how many articles a word stands."""
    text = resources.files("sayso.across").joinpath("data/words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({word: int(n) for word, n in rows})


def _days(a: Json, b: Json) -> int | None:
    if not a["published"] or not b["published"]:
        return None
    return abs((datetime.date.fromisoformat(a["published"]) - datetime.date.fromisoformat(b["published"])).days)
