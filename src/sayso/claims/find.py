# SPDX-License-Identifier: Apache-2.0
"""Parse + entities + codebook → claims: the place where triggers, roles, voices, commitment, time and counts meet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sayso.claims.another import with_shared_bodies
from sayso.claims.blamed import with_blamed, with_losers
from sayso.claims.by_code import by_code, on_its_day
from sayso.claims.commitment import Commitment, around, cue_words, under
from sayso.claims.defections import with_defections
from sayso.claims.discourse import Draft, definite, pointing
from sayso.claims.doubles import one_protest, without_doubles
from sayso.claims.figurative import without_pictures
from sayso.claims.filled import Filled, Roles
from sayso.claims.holders import with_holder
from sayso.claims.howmany import HowMany
from sayso.claims.learnt.features import STATUS, Proposal
from sayso.claims.learnt.fellows import with_fellows
from sayso.claims.learnt.held import committed
from sayso.claims.learnt.judged import LEARNT, Judge, drafted, judged
from sayso.claims.members import with_members
from sayso.claims.offices import by_body, once, with_body, without_nameless, without_titles
from sayso.claims.replies import answers
from sayso.claims.responsibility import charged, with_responsibility
from sayso.claims.roles import Filling
from sayso.claims.sanctioned import with_sanctioned
from sayso.claims.senses import one_sense
from sayso.claims.standing import standing
from sayso.claims.triggers import Candidate, candidates
from sayso.claims.whois import on_own_word
from sayso.claims.why import reasons
from sayso.codebook import RANKED, Codebook
from sayso.mentions import Mentions
from sayso.mentions.narrative import Narrative
from sayso.mentions.quotations import quoted_spans
from sayso.mentions.times import TimeMention, find_times
from sayso.mentions.timing import attach, office_time
from sayso.model import Claim, Entity, Filler, Mention, Report, Voice, When
from sayso.parse import Parse
from sayso.syntax.paths import step
from sayso.syntax.subjects import preposition, row_first, subjects
from sayso.voices import Frame, Speakers
from sayso.voices.senses import asked
from sayso.voices.spoken import FIRST

SPEECH_ACTS = {
    "politics.accuse",
    "politics.demand",
    "politics.threaten",
    "politics.reject",
    "politics.support",
    "politics.concede",
    "politics.agree",
    "speech.reply",
}
"""Codes that only stand where no other claim carries the content (the guidelines: saying verbs are voices, not claims)."""

OWN_WORDS = {"politics.accuse", "politics.demand", "politics.threaten", "politics.reject", "politics.support", "speech.reply"}
"""Among them those that are all speech: whose actor speaks, told on his own word ("I asked him for a passport, he says"), they
carry no voice of his besides."""


BLAMING = {"politics.accuse", "politics.protest"}
"""Codes of acts against what somebody else has done."""


@dataclass(frozen=True, slots=True)
class Found:
    """The claims of a report, and the entities that were made for them (offices)."""

    claims: tuple[Claim, ...]
    offices: tuple[Entity, ...]


@dataclass(frozen=True)
class Ruled:
    """What rules make of a report: the `drafts` that they claim, in text order; those that they made at `first`, before some
    gave way to others; and for each word that a pattern matches its `options`."""

    drafts: list[Draft] = field(default_factory=list)
    first: list[Draft] = field(default_factory=list)
    options: dict[int, tuple[Candidate, ...]] = field(default_factory=dict)

    def proposals(self, filling: Filling) -> dict[int, Proposal]:
        """The same word by word, as heads are told it; worked out only where they are asked."""
        kept, made = ({d.candidate.index: d for d in drafts} for drafts in (self.drafts, self.first))
        out = {}
        for i in self.options.keys() | kept.keys():
            status = "proposed" if i in kept else "dropped" if i in made else "refused"
            d, matched = kept.get(i) or made.get(i), self.options.get(i, ())
            option = d.candidate if d else matched[0]
            out[i] = Proposal(STATUS.index(status), option, len(d.roles) if d else filling.filled(option), matched)
        return out


def find_claims(parse: Parse, mentions: Mentions, report: Report, codebook: Codebook, voices: tuple[Frame, ...],
                speakers: Speakers, judge: Judge | None = None, *, alone: bool = False) -> Found:
    """All claims of a report in text order; `voices` are the report's frames; `judge`: the heads that look at what rules
    propose, none for the rules alone; `alone`: they are told nothing of the rules, and nothing that these propose stays."""
    filling = Filling(parse, mentions)
    rules = Ruled() if alone else propose(parse, filling, codebook, voices)
    drafts = rules.drafts
    if judge is not None:
        drafts = _as_judged(parse, drafts, judged(parse, filling, codebook, voices, drafts, rules.proposals(filling), judge))
        drafts = with_fellows(filling, drafts)
        drafts = _unblamed([_unvoiced(parse, mentions, _unturned(parse, d)) for d in drafts])
    drafts = [without_titles(parse, d) for d in one_protest(parse, one_sense(parse, codebook, drafts))]
    drafts = [by_body(filling, codebook, with_body(filling, with_holder(filling, d))) for d in drafts]
    drafts = without_nameless(filling, with_shared_bodies(filling, drafts))
    drafts = once(with_members(filling, codebook, voices, drafts))
    drafts = [with_sanctioned(filling, on_own_word(parse, d)) for d in with_losers(filling, with_blamed(filling, drafts))]
    times = find_times(parse, report.published)
    narrative = Narrative(parse, times)
    scare = quoted_spans(parse, short=True)
    offices: dict[str, Entity] = {}
    claims = []
    held = [by_code(parse, d, under(parse, d.commitment, d.candidate.span, d.voices, scare)) for d in drafts]
    if judge is not None:
        held = committed(parse, drafts, held, judge)
    for d, put in zip(drafts, held, strict=True):
        holder = d.roles["actor"][0].entity if d.roles.get("actor") else ""
        roles = {r: tuple(_office(parse, f, holder, offices) for f in fs) for r, fs in d.roles.items()}
        when = _when(d, times, narrative)
        claims.append(_claim(parse, report, filling, speakers, d, on_its_day(put, when), roles, when))
    return Found(answers(parse, tuple(claims)), tuple(offices.values()))


def _said_at(c: Candidate, voices: tuple[Frame, ...]) -> int:
    """The word by which a claim is among what is said: "dead" in "were reported dead", whose own word is the cue."""
    said = {i for f in voices if f.cue == c.index and c.code.code.startswith("violence.") for i in f.content}
    return next((i for i in c.matched if i in said), c.index)


def propose(parse: Parse, filling: Filling, codebook: Codebook,
            voices: tuple[Frame, ...]) -> Ruled:
    """What the codebook's rules make of a report."""
    mentions = filling.mentions
    cues = cue_words(parse, voices)
    drafts: list[Draft] = []
    seen: dict[int, tuple[Candidate, ...]] = {}
    for options in candidates(parse, codebook):
        if _in_name(mentions, options[0]):
            continue
        seen[options[0].index] = tuple(options)
        best = _best(filling, options)
        heard = around(parse, voices, _said_at(options[0], voices))
        # "denied any part in the killing" tells who is meant, and the killing told before whom it befell
        open_ = {"target"} if heard and heard[0].stance == "denies" else {"actor", "target"}
        if best is None or not open_ & best[1].keys() and definite(parse, best[0]):
            best = pointing(parse, filling, options, drafts, heard) or (best if best and best[1] else None)
            best = best or charged(filling, options, heard)
        best = best or standing(filling, options, drafts)
        if best is None or not best[1] and _no_event(parse, best[0].index):
            continue
        drafts.append(drafted(parse, best[0], best[1], heard, cues))
    first = list(drafts)
    drafts = without_pictures(parse, drafts)
    drafts = with_defections(parse, filling, codebook, drafts)
    drafts = [_unvoiced(parse, mentions, _unturned(parse, d)) for d in _without_speech_acts(parse, drafts)]
    drafts = with_responsibility(filling, without_doubles(parse, _given(parse, drafts)), voices)
    return Ruled(drafts, first, seen)


def _in_name(mentions: Mentions, c: Candidate) -> bool:
    """Whether a noun is a word of a longer name: the "Dispatch" of "Kori Dispatch" sends nobody."""
    at = mentions.by_head.get(c.index)
    if at is None or c.pattern.kind == "verb" or at[1].form != "name":
        return False
    return at[1].span != c.span and at[1].start <= c.span[0] and c.span[1] <= at[1].end


def _no_event(parse: Parse, index: int) -> bool:
    """Whether a noun without participants tells of no event: "the journey was torture", "a convention against torture"."""
    return bool(parse.children(index, "cop")) or preposition(parse, index) in {"against", "like", "than"}


def _best(filling: Filling, options: list[Candidate]) -> tuple[Candidate, Roles] | None:
    """The pattern that says most: longest words first, then most roles filled, then the codebook's own order."""
    best: tuple[tuple[int, int, int], Candidate, Roles] | None = None
    for k, c in enumerate(options):
        roles = filling.roles(c)
        if roles is None:
            continue
        whence = any(f.slot == "from" for f in roles.get("place", ()))      # "escaped from jail": told as a "from" of custody
        rank = (len(c.words), sum(r in roles for r in RANKED) + whence, -k)
        if best is None or rank > best[0]:
            best = rank, c, roles
    return (best[1], best[2]) if best else None


def _without_speech_acts(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Leaves out an accusation, demand or threat whose content is a claim of its own; a refusal to speak stays. What is
    only told beside what is said ("urged them to name those involved in the attack") does not carry it, nor does an inquiry,
    which is no claim by the guidelines."""
    short = [".".join(d.candidate.code.code.split(".")[:2]) for d in drafts]
    content = [d for d, code in zip(drafts, short, strict=True) if code not in SPEECH_ACTS and not code.startswith("tie.")]
    carried = {d.candidate.index for d in content}
    said = {f.cue for d in content for f in d.voices if f.stance != "declines" and not _below(parse, d, f)}
    out = [d for d in drafts if not (d.candidate.code.code in SPEECH_ACTS
                                     and (d.candidate.index in said or carried & set(d.candidate.slots.get("xcomp", ()))))]
    # a speaker's own act has no further voice by the same cue's speaker
    return [
        replace(d, voices=tuple(f for f in d.voices if not _own(d, f))) if d.candidate.code.code in SPEECH_ACTS else d
        for d in out
    ]


def _below(parse: Parse, d: Draft, f: Frame) -> bool:
    """Whether a claim stands somewhere below what is asked for and is not that itself: "demanded action to check attacks"."""
    w, cue = row_first(parse, parse.words[d.candidate.index]), parse.words[f.cue]
    wants = f.stance == "asks" and cue.upos == "VERB" and not asked(parse, cue)
    return wants and w.head != f.cue and cue.sentence == w.sentence


def _as_judged(parse: Parse, before: list[Draft], after: list[Draft]) -> list[Draft]:
    """What heads left and added, without saying verbs that they added though their content is a claim of its own."""
    proposed = {d.candidate.index for d in before}
    new = [d for d in _without_speech_acts(parse, after) if d.candidate.index not in proposed]
    return sorted([*(d for d in after if d.candidate.index in proposed), *new], key=lambda d: d.candidate.span)


def _unvoiced(parse: Parse, mentions: Mentions, d: Draft) -> Draft:
    """An act of speech without the voice of who does it, whom a quotation may give as "I" or "we"."""
    if d.candidate.code.code not in OWN_WORDS:
        return d
    actors = {f.entity for f in d.roles.get("actor", ())}
    act = row_first(parse, parse.words[d.candidate.index])
    done_by = act.head if act.relation == "obj" else None      # "expressed their support", "conveyed its condolences"
    spoken = {f: mentions.by_head.get(f.speaker) for f in d.voices if f.speaker is not None}
    left = tuple(f for f in d.voices if ((at := spoken.get(f)) is None or at[0] not in actors)
                 and not (f.stance == "states" and f.cue == done_by))
    own = any(parse.words[i].lower in FIRST for i in list(subjects(parse, d.candidate.index)[1])[:1])
    # "we offer condolences"
    own = own or any(parse.text[slice(*f.span)].lower() in FIRST for f in d.roles.get("actor", ()))
    return replace(d, voices=left[1:] if own and left == d.voices and left and left[0].stance == "states" else left)


def _unblamed(drafts: list[Draft]) -> list[Draft]:
    """The claims without actors whom heads took from who condemns the act or protests against it: "the raid drew criticism
    from the bar association"."""
    blaming = [s for s in drafts if s.candidate.code.code in BLAMING and s.roles.get("actor")]
    out = []
    for d in drafts:
        learnt = {f.entity for f in d.roles.get("actor", ()) if f.slot == LEARNT}
        blamers = {f.entity for s in blaming if learnt and s is not d for r in ("topic", "target") for t in s.roles.get(r, ())
                   if t.span[0] <= d.candidate.span[0] < t.span[1] for f in s.roles["actor"]}
        if learnt & blamers:
            row = [f for f in d.roles["actor"] if f.slot != LEARNT or f.entity not in blamers]
            d = replace(d, roles={r: row if r == "actor" else fs for r, fs in d.roles.items() if r != "actor" or row})
        out.append(d)
    return out


def _unturned(parse: Parse, d: Draft) -> Draft:
    """A claim without the speaker before its colon among who has part in it, which a tree of headlines may hang on its verb:
    "Minister: rebels killed 20"."""
    marked = [parse.words[f.source].start for f in d.voices if f.source is not None and parse.words[f.cue].upos == "PUNCT"]
    if not marked:
        return d
    roles = {r: [f for f in fs if not any(f.span[0] <= at < f.span[1] for at in marked)] for r, fs in d.roles.items()}
    return replace(d, roles={r: fs for r, fs in roles.items() if fs})


def _own(d: Draft, f: Frame) -> bool:
    return f.cue == d.candidate.index


def _when(d: Draft, times: tuple[TimeMention, ...], narrative: Narrative) -> When | None:
    """When: for an office or tie told by a noun what the noun itself says ("former"), else the clause's time, or for what
    happened one that goes on from the sentence before."""
    index, parse = d.candidate.index, narrative.parse
    if d.candidate.code.code.startswith("tie.") and d.candidate.pattern.kind == "noun":
        return office_time(parse, index, times)
    own = attach(times, parse, index)
    if own is not None or d.candidate.code.code.startswith(("tie.", "speech.")) or d.commitment.modality != "actual":
        return own
    return narrative.inherited(index)


GIVEN_REACH = 3
"""Sentences back that a pattern reaches which is meant only where a claim of some family was told: a paragraph."""


def _given(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Leaves out what only stands on another claim that is not there: "died" without a shot or a bomb before it. That claim has
    the same target, or was told just before."""
    out = []
    for d in drafts:
        if family := d.candidate.pattern.given:
            firm = (e for e in drafts if e.candidate.code.code.startswith(f"{family}.") and not e.candidate.pattern.given)
            on = next((e for e in firm if _targets(e) & _targets(d) or _just_before(parse, e, d)), None)
            if on is None:
                continue
            d = replace(d, notes=d.notes + step("given", on.candidate.index))
        out.append(d)
    return out


def _just_before(parse: Parse, e: Draft, d: Draft) -> bool:
    """Whether a claim of what happened stands in the same sentence as another one or not far before it."""
    a, b = (parse.words[x.candidate.index].sentence for x in (e, d))
    return e.commitment.polarity == "yes" and e.commitment.modality == "actual" and 0 <= b - a <= GIVEN_REACH


def _targets(d: Draft) -> set[str]:
    return {f.entity for f in d.roles.get("target", ())}


def _office(parse: Parse, f: Filled, holder: str, offices: dict[str, Entity]) -> Filler:
    """A filler as the claim holds it: the placeholder of an office becomes an entity of type thing, one a holder and name."""
    if not f.entity.startswith("office:"):
        return Filler(f.entity, f.span)
    start, end = f.span
    name = " ".join(parse.text[start:end].split())
    key = f"{holder} {name.lower()}"
    head = next((w.index for w in reversed(parse.words) if w.start < end and w.end > start), 0)
    mention = Mention(start, end, head, "nominal")
    known = offices.get(key)
    if known is None:
        known = offices[key] = Entity(f"o{len(offices) + 1}", "thing", name, (mention,))
    elif mention not in known.mentions:
        known = offices[key] = replace(known, mentions=tuple(sorted((*known.mentions, mention), key=lambda m: m.start)))
    return Filler(known.id, f.span)


def _claim(
    parse: Parse,
    report: Report,
    filling: Filling,
    speakers: Speakers,
    d: Draft,
    held: Commitment,
    roles: dict[str, tuple[Filler, ...]],
    when: When | None,
) -> Claim:
    voices = _each_once(speakers.voice(f, held.certainty if k == 0 else None) for k, f in enumerate(d.voices))
    evidence = [parse.sentence_of(d.candidate.index).span]
    for f in d.voices:
        span = parse.sentence_of(f.cue).span
        if span not in evidence:
            evidence.append(span)
    count = HowMany(parse, filling).of(d)
    ident = _ident(report, d, roles, voices)
    return Claim(
        ident,
        d.candidate.code.code,
        d.candidate.span,
        roles,
        when,
        count,
        held.modality,
        held.polarity,
        held.certainty,
        voices,
        (),
        tuple(sorted(evidence)),
        tuple(reasons(parse, filling.entities, d, held)),
    )


def _each_once(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """A chain in which nobody quotes himself: the innermost place of each source stays."""
    out: list[Voice] = []
    for v in voices:
        if v.source is None or all(v.source != o.source for o in out):
            out.append(v)
    return tuple(out)


def _ident(report: Report, d: Draft, roles: dict[str, tuple[Filler, ...]], voices: tuple[Voice, ...]) -> str:
    """An id from content: the same report read twice gives the same."""
    content = [
        report.id,
        d.candidate.code.code,
        d.candidate.span,
        sorted((r, [f.span for f in fs]) for r, fs in roles.items()),
        [(v.source_span, v.cue, v.stance) for v in voices],
    ]
    return "c_" + hashlib.sha256(json.dumps(content).encode()).hexdigest()[:12]
