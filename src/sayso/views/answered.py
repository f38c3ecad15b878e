# SPDX-License-Identifier: Apache-2.0
"""The rows of answers as texts for a table: headings, cells, on what footing (own, attributed, disputed)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.across.origins import Origin
from sayso.across.standing import Standing
from sayso.answers.affiliations import AffiliationRow
from sayso.answers.affiliations import Ground as AffiliationGround
from sayso.answers.contested import ContestedRow
from sayso.answers.happenings import HappeningRow
from sayso.answers.matters import Position
from sayso.answers.moves import MoveRow
from sayso.answers.sources import FIELDS, SourceRow
from sayso.answers.tellings import Telling
from sayso.answers.timeline import TimelineRow
from sayso.answers.why import Linked, WhyRow
from sayso.text import many
from sayso.views import words
from sayso.views.affiliations import NAMED, SMALL, edge
from sayso.views.words import shown

IDS = 9
"""Letters of a happening's id that a table shows: enough among thousands, and `sayso happenings --json` has it whole."""

AT_MOST = 3
"""Names, and tellings of one position, that a table shows; it says how many more there are."""

WORDS = 160
"""Letters of a quote in a table: about a sentence."""


@dataclass(frozen=True, slots=True)
class Table:
    """How an answer is laid out: its headings, the shares of their widths, what is said where there are no rows; the columns
    of its CSV."""

    headings: tuple[str, ...]
    shares: tuple[int, ...]
    none: str
    columns: tuple[str, ...]


_HAPPENING = (
    "happening",
    "code",
    "modality",
    "actor",
    "target",
    "group",
    "from_",
    "to",
    "with",
    "where",
    "first",
    "last",
    "reported",
    "standing",
    "contested",
    "reports",
    "claims",
    "parts",
)


HAPPENINGS = Table(("what happened", "where · when", "standing"), (34, 18, 28), "no happening fits", _HAPPENING)
CONTESTED = Table(
    ("what is contested", "some say", "others say"),
    (22, 28, 28),
    "nothing is contested",
    (*_HAPPENING, "matter", "holds", "says", "published", "claim", "words"),
)
MOVES = Table(
    ("who moved", "from → to", "on whose word"),
    (28, 24, 28),
    "no move is told of",
    (
        "happening",
        "kind",
        "who",
        "from_",
        "to",
        "first",
        "last",
        "reported",
        "planned",
        "standing",
        "says",
        "against",
        "contested",
        "claims",
    ),
)
TIMELINE = Table(("day", "what happened", "standing"), (18, 36, 26), "no happening fits", ("day", "exact", *_HAPPENING))
SOURCES = Table(
    ("source", "says", "reports and firsts"), (30, 24, 24), "no source fits", ("source", "kind", "only_in", *FIELDS)
)
AFFILIATIONS = Table(
    ("who in what", "from – until", "on whose word"),
    (34, 20, 26),
    "no affiliation is told of",
    (
        "member",
        "role",
        "body",
        "relation",
        "status",
        "since_earliest",
        "since_latest",
        "until_earliest",
        "until_latest",
        "apart",
        "says",
        "against",
        "claims",
    ),
)
WHY = Table(
    (),
    (),
    "no claim",
    (
        "claim",
        "code",
        "report",
        "says",
        "side",
        "rule",
        "words",
        "happening",
        "standing",
        "claims",
        "reports",
        "way",
        "origin",
        "judged",
    ),
)

Line = tuple[tuple[str, ...], str]


def sentence(h: HappeningRow) -> str:
    """Who did what to whom, as one line: the verb is the code's."""
    lexicon = words.load()
    verb = lexicon.verb(h.code)
    form = lexicon.modality.get(h.modality, ("{past}", "{not}"))[0]
    act = form.format_map({"base": verb.base, "past": verb.past, "present": verb.present, "not": verb.negated})
    first, _, rest = act.partition(" ")
    if first in lexicon.plural and len(h.who.get("actor", ())) > 1:
        act = f"{lexicon.plural[first]} {rest}".rstrip()
    own: Mapping[str, str] = lexicon.whom_by_code.get(".".join(h.code.split(".")[:2]), {})
    parts = [few(h.who["actor"]) if "actor" in h.who else "(not said who)", act]
    told = set(h.who.get("actor", ()))
    for role in ("target", "from", "to", "with", "group"):
        names = [n for n in h.who.get(role, ()) if n not in told]
        told.update(names)
        if names:
            parts.append(f"{own.get(role, lexicon.whom.get(role, ''))} {few(names)}".strip())
    return " ".join(parts)


def few(names: Sequence[str], most: int = AT_MOST) -> str:
    """Names on one line, so many at most: "A, B, C and 2 more"."""
    told = ", ".join(shown(n) for n in names[:most])
    return f"{told} and {len(names) - most} more" if len(names) > most else told


def days(h: HappeningRow) -> str:
    """The days of a happening: "2025-03-09", "2025-01-01 to 2025-01-31", "reported 2025-03-14" where no report says."""
    if h.first and h.last:
        return h.first.isoformat() if h.first == h.last else f"{h.first} to {h.last}"
    if h.first or h.last:
        return f"from {h.first}" if h.first else f"until {h.last}"
    return f"reported {h.reported}" if h.reported else ""


def _footing(contested: Sequence[str], tellings: Sequence[Telling]) -> str:
    return "disputed" if contested else "attributed" if any(t.voices for t in tellings) else "own"


def happening(h: HappeningRow) -> Line:
    """One happening as a line of HAPPENINGS."""
    where = " · ".join(p for p in (few(h.where), days(h)) if p)
    return (f"{sentence(h)}\n{h.id[:IDS]}", where or "–", _standing(h)), _footing(h.contested, h.tellings)


def timeline(t: TimelineRow) -> Line:
    """One happening as a line of TIMELINE."""
    h = t.happening
    where = f"\n{few(h.where)}" if h.where else ""
    return (t.day, f"{sentence(h)}{where}\n{h.id[:IDS]}", _standing(h)), _footing(h.contested, h.tellings)


def contested(c: ContestedRow) -> Line:
    """One matter as a line of CONTESTED: the first position, beside it the others."""
    one, *others = c.positions
    against = c.matter in ("denied", "doubted", "retracted")
    if against and len(c.positions) == 1:
        one, others = Position("", ()), [one]
    top = "\n".join(
        p
        for p in (
            sentence(c.happening),
            few(c.happening.where),
            days(c.happening),
            f"{c.matter}:" if not against else c.matter,
            c.happening.id[:IDS],
        )
        if p
    )
    return (top, _position(one) if one.tellings else "nobody in view says so", "\n".join(map(_position, others))), "disputed"


def _position(p: Position) -> str:
    """ "12: a doctor < Niger Bend Courier (2025-03-19) “up to 12 people were wounded”"."""
    lines = [f"{shown(p.holds)}:"] if p.holds else []
    for t in p.tellings[:AT_MOST]:
        day = f" ({t.published})" if t.published else ""
        lines.append(f"{shown(t.says)}{day} “{_cut(t.words)}”")
    if len(p.tellings) > AT_MOST:
        lines.append(f"and {len(p.tellings) - AT_MOST} more")
    return "\n".join(lines)


def _cut(text: str) -> str:
    plain = shown(text)
    return plain if len(plain) <= WORDS else plain[:WORDS].rsplit(" ", 1)[0] + " …"


def move(m: MoveRow) -> Line:
    """One move as a line of MOVES."""
    if m.first or m.last:
        when = str(m.first) if m.first == m.last else f"{m.first or '…'} to {m.last or '…'}"
    else:
        when = f"reported {m.reported}" if m.reported else ""
    kind = f"{m.kind} (planned)" if m.planned else m.kind
    ways = f"{few(m.left) or '–'} → {few(m.entered) or '–'}"
    told = "\n".join([*_origins(m.standing.origins or m.standing.open, ""), *_against(m.standing), m.standing.line()])
    return ("\n".join(p for p in (few(m.who) or "–", kind, when) if p), ways, told), _footing(m.contested, m.says)


def _origins(found: Sequence[Origin], word: str) -> list[str]:
    """On whose word, a line an origin: "three fighters, of Kori Dispatch (2 reports)"."""
    lines = [f"{word}{shown(o.name)}" + (f" ({len(o.reports)} reports)" if len(o.reports) > 1 else "") for o in found[:AT_MOST]]
    return lines + ([f"and {len(found) - AT_MOST} more"] if len(found) > AT_MOST else [])


def _against(standing: Standing) -> list[str]:
    """Who speaks against it, a line an origin."""
    rows = (("denied by ", standing.denied), ("doubted by ", standing.doubted), ("taken back by ", standing.retracted))
    return [line for word, found in rows for line in _origins(found, word)]


def _standing(h: HappeningRow) -> str:
    """How a happening stands, and who speaks against it; then what is contested besides."""
    besides = [m for m in h.contested if m in ("number", "place", "actor")]
    unsaid = [m for m in h.contested if m == "denied" and not h.standing.denied]
    lines = [shown(h.standing.line()), *_against(h.standing)]
    return "\n".join(lines + ([f"contested: {', '.join(unsaid + besides)}"] if unsaid or besides else []))


def source(s: SourceRow) -> Line:
    """One source as a line of SOURCES."""
    kind = "outlet" if s.reports else words.load().voice_kinds.get(s.kind, s.kind)
    did = (
        ("asserts", s.asserted),
        ("denies", s.denied),
        ("doubts", s.doubted),
        ("takes back", s.retracted),
        ("asks for or plans", s.open),
        ("relays", s.relayed),
    )
    says = [f"{verb} {len(ids)}" for verb, ids in did if ids]
    told = [many(len(s.reports), "report")] if s.reports else []
    if s.repeating:
        told.append(f"{len(s.repeating)} only repeating another")
    if s.first:
        told.append(f"first with {many(len(s.first), 'happening')}")
    if s.contested:
        told.append(f"contested in {len(s.contested)}")
    name = f"{shown(s.name)}\n{kind}{', of one report' if s.only_in else ''}"
    return (name, ", ".join(says) or "–", "\n".join(told) or "–"), "own"


def affiliation(a: AffiliationRow) -> Line:
    """One affiliation as a line of AFFILIATIONS."""
    word = a.role if a.relation in ("leader", "office", "part") and a.role else NAMED.get(a.relation, "")
    what = " ".join(p for p in (shown(word), SMALL[a.relation] if a.body else "", shown(a.body or "")) if p) or a.relation
    when = [a.status, *(t for t in (edge("from", a.since), edge("until", a.until)) if t)]
    if a.apart:
        when.append("days do not agree")
    says = [_said(g) for g in a.grounds]
    few_says = list(dict.fromkeys(says))
    told = few_says[: 2 * AT_MOST] + ([f"and {len(few_says) - 2 * AT_MOST} more"] if len(few_says) > 2 * AT_MOST else [])
    status = "disputed" if a.against else "attributed" if any("<" in g.says for g in a.grounds) else "own"
    return (f"{shown(a.member)}: {what}", "\n".join(when), "\n".join(told)), status


def _said(g: AffiliationGround) -> str:
    side = {"for": "", "denied": " denies", "doubted": " doubts", "negated": " says no"}[g.side]
    return f"{shown(g.says)}{side}" + (f" ({g.published})" if g.published else "")


def why(w: WhyRow) -> list[tuple[str, str]]:
    """All that is said of a claim, as (label, text)."""
    out = [
        ("claim", w.claim),
        ("code", w.code),
        ("report", w.report),
        ("says who", shown(w.telling.says)),
        ("side", w.telling.side),
        *(("words", f"“{shown(q)}”") for q in w.words),
        *(("why", shown(reason)) for reason in w.why),
        ("happening", f"{w.happening.id[:IDS]}: {sentence(w.happening)}"),
        ("standing", shown(w.happening.standing.line())),
    ]
    if w.happening.contested:
        out.append(("contested", ", ".join(w.happening.contested)))
    out += [(x.relation, _linked(x)) for x in (*w.claims, *w.reports)]
    out.append(("way", shown(" → ".join(w.way))))
    if w.origin is not None:
        out.append(
            (
                "origin",
                f"{shown(w.origin.name)} ({w.origin.kind}): {many(len(w.origin.claims), 'claim')} in "
                f"{many(len(w.origin.reports), 'report')}",
            )
        )
        out += [("", shown(f"{e.left} as {e.right}: {e.reason}")) for e in w.origin.edges]
    return out + [("judged", shown(j)) for j in w.judged]


def _linked(x: Linked) -> str:
    told = f" ({shown(x.telling.says)}, {x.telling.side})" if x.telling else ""
    return f"{shown(x.name)}{told}: {shown('; '.join(x.reasons))}"
