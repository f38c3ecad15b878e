# SPDX-License-Identifier: Apache-2.0
"""How surely a predicate is put forward: polarity, modality, certainty, by the words that govern it inside its clause.

The walk goes from the trigger up to the clause of the voice that says it, not beyond: what a speaker denies or doubts is
the voice's stance (the room `voices`), not the claim's polarity. `around` and `under` bring the two together: a claim's
voices, and the commitment that the innermost of them leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sayso.claims.hedges import (
    MODALITIES,
    ends,
    given,
    hedged_agent,
    is_in,
    light,
    lists,
    none_of,
    phrase_in,
    pointed,
    reaching,
)
from sayso.claims.presupposed import presupposed
from sayso.claims.slots import HYPHENS
from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.subjects import FINITE, preposition, preposition_words
from sayso.text import Span, overlap, quoted
from sayso.voices.frames import Frame, chain
from sayso.voices.senses import asked, hypothetical
from sayso.voices.sources import words
from sayso.voices.spoken import RAISING


@dataclass(frozen=True, slots=True)
class Commitment:
    """polarity yes | no; modality and certainty of model.MODALITIES and CERTAINTIES; `why` names the deciding words."""

    polarity: str = "yes"
    modality: str = "actual"
    certainty: str = "certain"
    why: tuple[str, ...] = ()


def commitment(parse: Parse, index: int, stop: frozenset[int], *, climb: bool = True) -> Commitment:
    """The commitment to the predicate at `index`; `stop` holds the cue words of voices, above which the walk
    does not go; without `climb` only the words directly under the predicate count, as for a tie told in passing."""
    out = _own(parse, parse.words[index], Commitment())
    at = parse.words[index]
    for _ in range(12 if climb else 0):
        head = parse.head(at.index)
        relation = at.relation.partition(":")[0]
        if (
            head is None
            or head.index in stop
            or head.lemma.lower() in lists()["walls"]["all"]
            or relation in {"parataxis", "root", "appos", "list"}
            or at.relation == "acl:relcl"
        ):
            break
        if relation in {"acl", "amod"} and at.xpos in {"VBN", "VBG"} and not _intended(parse, at, head):
            break       # "the group founded by", "the jailed leaders": told as a fact about the noun
        if ends(parse, at, head, relation) or given(parse, at, head, relation):
            break       # "an end to the attacks", "did not condemn the attack": whatever comes of that, there are attacks
        if relation == "advcl" and _factual(parse, at):
            break       # "failed to take the town when rebels attacked it": told as a fact of its own
        if relation == "conj":
            if parse.children(at.index, "nsubj") or at.upos in {"NOUN", "PROPN"}:
                if at.upos in {"NOUN", "PROPN"} or parse.children(at.index, "nsubj", "aux"):
                    at = head
                    continue
                break
            if at.xpos in FINITE and head.xpos == "VB":
                break       # "refused to leave and threw stones": hung on the infinitive, told as a fact
            shared = _own(parse, head, out)
            out = out if shared.polarity != out.polarity and _own_tense(parse, at) else shared
            at = head
            continue
        out = _under(parse, at, head, relation, out)
        if relation == "ccomp" and (asked(parse, head) or hypothetical(parse, head)):
            # "trying to determine who fired": the trying is not of the firing; "if the army confirms that": open
            condition = [m for m in parse.children(head.index, "mark") if m.lower in lists()["possible"]["marks"]]
            out = _modality(out, "possible", condition[0]) if condition else out
            break
        if relation == "nsubj" and head.upos == "ADJ" and is_in("planned", head):
            out = _modality(out, "planned", head)      # "the talks are due to resume"
            break
        if relation == "compound" and head.lemma.lower() in lists()["intents"]["all"]:
            out = _modality(out, "planned", head)      # "a coup attempt"
            break
        partakes = head.lemma.lower() in lists()["partaking"]["all"] and preposition(parse, at.index) == "in"
        if relation in {"nsubj", "obl"} and (head.upos in {"VERB", "AUX"} or partakes):
            # a noun that is subject or adjunct: the verb's own hedges hold for it only where it is light
            out = _conditional(parse, at, head, _meant(parse, at, head, _called_off(parse, at, head, out)))
            if not partakes and (relation == "obl" or not (light(at, head) or _there(parse, head))):
                break
            out = _own(parse, head, out)
            at = head
            continue
        part = relation == "nmod" and head.lemma.lower() in grammar().partaking      # "their alleged role in the raid"
        if part or relation == "obj" and head.lemma.lower() not in lists()["foiled"]["all"]:
            out = _own(parse, head, out)
        at = head
    return out


def _intended(parse: Parse, w: Word, head: Word) -> bool:
    """Whether a gerund is what a noun of wishing is for: "the intention of attacking", "has no hope of returning"."""
    return w.xpos == "VBG" and is_in("planned", head) and any(m.lower in {"of", "for"} for m in parse.children(w.index, "mark"))


def _own_tense(parse: Parse, w: Word) -> bool:
    """Whether a verb behind "and" or "but" has a finite auxiliary, so that the negation of the verb before it is not its own:
    "was not charged and was released", "have not tried them but have freed them"; not "was not tried or was not charged"."""
    joined = {c.lower for c in parse.children(w.index, "cc")}
    own = any(a.xpos in FINITE for a in parse.children(w.index, "aux")) or w.lemma == "have" and w.xpos in FINITE
    return own and not joined & {"or", "nor"}


def cue_words(parse: Parse, voices: Sequence[Frame]) -> frozenset[int]:
    """The verbs in the cues of voices: both of "declined to confirm or deny"."""
    voices = [f for f in voices if not _plan(f)]
    out = {f.cue for f in voices if f.content}
    for f in voices:
        long = f.content and f.entry is not None and len(f.entry.words) > 1
        out |= {c.index for c in parse.subtree(f.cue) if long and c.upos == "VERB" and f.cue_span[0] <= c.start < f.cue_span[1]}
    return frozenset(out)


def around(parse: Parse, voices: Sequence[Frame], index: int) -> tuple[Frame, ...]:
    """The chain of voices of a trigger, its own cue left out. Who demands "the release of the jailed leaders" does not demand
    that they be jailed; who asks somebody "to go home after the attack" asks for no attack, nor who wants "the arrest of
    the killers" for killing. Nor is it on anybody's word that the leaders were, who said "that the jailed leaders are well":
    like a relative clause a participle before a noun only tells which (the guidelines); but who calls fighters
    "foreign-sponsored" says so."""
    w, head = parse.words[index], parse.head(index)
    relation = w.relation.partition(":")[0]
    adjunct = relation == "obl" and w.upos == "NOUN" and not reaching(parse, w)
    ended = head is not None and ends(parse, w, head, relation)      # "called for an end to the attacks": there are attacks
    known = head is not None and given(parse, w, head, relation)      # "asked them to discuss the attack"
    which = relation == "amod" and w.xpos in {"VBN", "VBG"} and parse.words[index - 1].text not in HYPHENS
    fact = relation == "amod" or relation == "acl" and w.xpos == "VBN"      # "free those arrested"
    passing = ended or known or fact or adjunct and head is not None and all(f.cue != head.index for f in voices)
    heard = [_listening(parse, f) for f in voices if index in f.content and not _plan(f)]
    beyond = head.index if head is not None and relation == "nmod" and head.upos == "NOUN" and _known(parse, w) else -1
    row = chain(heard, index)
    return tuple(f for f in row if f.cue != index
                 and not (len(row) == 1 and _outlets_own(parse, f))
                 and not _raised(parse, w, f)
                 and not presupposed(parse, w, f)
                 and not _beside_raised(parse, w, f)
                 and not (f.stance == "asks" and (passing or beyond in f.content or _meanwhile(parse, w, f)))
                 and not (which and f.how == "indirect" and parse.words[f.cue].upos != "PUNCT"))


def _factual(parse: Parse, w: Word) -> bool:
    """Whether a clause tells what was or is so: "attacked", "were attacking"; not "would attack"."""
    return w.xpos in FINITE or any(c.xpos in FINITE for c in parse.children(w.index, "aux"))


def _meanwhile(parse: Parse, w: Word, f: Frame) -> bool:
    """Whether a word stands in a clause that tells on what occasion or why something is asked: "warned them to stay away as
    protesters were throwing stones"."""
    if f.how == "direct":
        return False
    for x in (w, *parse.ancestors(w.index)):
        if x.index == f.cue:
            return False
        marks = {m.lower for m in parse.children(x.index, "mark", "advmod")} & lists()["occasions"]["all"]
        if x.relation == "advcl" and marks and _factual(parse, x):
            return True
    return False


def _raised(parse: Parse, w: Word, f: Frame) -> bool:
    """Whether a happening is told as known, of which a cue only tells something else: "the strike is expected to hurt trade";
    not "the strike is expected to begin"."""
    if w.head != f.cue or w.relation != "nsubj:pass" or w.upos != "NOUN" or not pointed(parse, w):
        return False
    told = parse.children(f.cue, "xcomp")
    return bool(told) and all(c.lemma.lower() not in grammar().takes_place | grammar().planned for c in told)


def _beside_raised(parse: Parse, w: Word, f: Frame) -> bool:
    """Whether a happening only stands behind a preposition beside what nobody in particular says or expects: "is expected to
    speak after the march", "was stated to be ill since the raid"."""
    if f.source is not None or w.upos != "NOUN" or parse.words[f.cue].xpos != "VBN" or f.stance not in RAISING:
        return False
    top = w
    while top.relation.startswith("nmod"):
        top = parse.words[top.head]
    behind = top.relation.partition(":")[0] == "obl" and not reaching(parse, top) or top is not w and top.relation == "obj"
    return behind and top.head != f.cue


def _outlets_own(parse: Parse, f: Frame) -> bool:
    """Whether who writes the report says something, outside of all quotation: "we know that", "as we have made clear"; "I would
    say" is somebody's talk."""
    own = f.source is not None and f.meant is None and parse.words[f.source].lower in {"i", "we"}
    return own and parse.words[f.cue].lemma != "say" and f.stance in {"states", "believes", "confirms"}


def _known(parse: Parse, w: Word) -> bool:
    """Whether a noun is told as known, behind the noun that is asked for: "the arrest of the killers", "a probe into the
    killing"."""
    return w.upos == "NOUN" and (w.kind == "person" or pointed(parse, w))


def _plan(f: Frame) -> bool:
    """Whether a cue only tells what somebody is set on: "is committed to leaving"."""
    return f.entry is not None and f.entry.plan


def _listening(parse: Parse, f: Frame) -> Frame:
    """ "The court heard that": a court is told it, by whom is left open."""
    bench = f.source is not None and parse.words[f.source].lemma.lower() in words("bench")
    return replace(f, source=None, meant=None, to=f.source) if bench and parse.words[f.cue].lemma.lower() == "hear" else f


def under(parse: Parse, held: Commitment, span: Span, voices: Sequence[Frame], scare: Iterable[Span] = ()) -> Commitment:
    """How the claim at `span` is put forward, from what its own clause holds and from its voices, innermost first: the
    innermost one's certainty where the clause has no hedge of its own; what is asked for or promised did not happen yet;
    words in scare quotes (`scare`) nobody answers for."""
    out = held
    if voices:
        inner = voices[0]
        if out.certainty == "certain":
            out = replace(out, certainty=inner.certainty)
        if inner.stance in {"asks", "declines", "doubts"} and _whether(parse, inner):
            why = f"left open by {quoted(parse.text, [parse.words[inner.cue].span, parse.words[min(inner.content)].span])}"
            modality = "actual" if out.modality == "possible" else out.modality
            return replace(out, certainty="unknown", modality=modality, why=(*out.why, why))
        if inner.stance == "asks" and out.modality in {"actual", "planned"}:
            why = f"requested by “{parse.words[inner.cue].text}”"
            out = replace(out, modality="requested", why=(*out.why, why))
        if inner.stance == "promises" and out.modality == "actual":
            out = replace(out, modality="planned")
        if inner.stance == "predicts" and out.modality == "planned" and _feared(parse, inner):
            out = replace(out, modality="possible", why=(*out.why, f"possible by “{parse.words[inner.cue].text}”"))
        if inner.stance == "predicts" and out.modality == "actual" and _infinitive(parse, inner):
            out = replace(out, modality="planned", why=(*out.why, f"planned by “{parse.words[inner.cue].text}”"))
    if any(overlap(s, span) for s in scare):
        out = replace(out, certainty="unknown", why=(*out.why, "in scare quotes"))
    return out


def _whether(parse: Parse, f: Frame) -> bool:
    """ "Asked whether", "asked if": a question, no wish."""
    first = parse.words[min(f.content)]
    return first.lower in {"whether", "if"} and first.relation == "mark"


def _feared(parse: Parse, f: Frame) -> bool:
    """ "Warned that they would storm the town": it may come."""
    return parse.words[f.cue].lemma.lower() in lists()["feared"]["all"]


def _infinitive(parse: Parse, f: Frame) -> bool:
    """ "Are expected to meet"."""
    return any(c.xpos == "VB" and any(m.lower == "to" for m in parse.children(c.index, "mark"))
               for c in parse.children(f.cue, "xcomp") if c.index in f.content)


def _beside(parse: Parse, w: Word) -> list[Word]:
    """The next word, where it is in the same sentence."""
    return [x for x in parse.words[w.index + 1 : w.index + 2] if x.sentence == w.sentence]


def _called_off(parse: Parse, w: Word, head: Word, out: Commitment) -> Commitment:
    """ "The march was cancelled", "an attack was foiled": somebody had meant it."""
    if w.relation == "nsubj:pass" and (head.lemma.lower() in lists()["foiled"]["all"] or phrase_in("calling_off", parse, head)):
        return replace(_modality(out, "planned", head), polarity="no", why=(*out.why, f"negated by “{head.text}”"))
    if w.relation == "nsubj:pass" and head.lemma.lower() in lists()["refusing"]["all"]:
        return replace(out, polarity="no", why=(*out.why, f"negated by “{head.text}”"))
    return out


def _meant(parse: Parse, w: Word, head: Word, out: Commitment) -> Commitment:
    """ "A trial is planned", "the talks were scheduled for May"."""
    meant = w.relation == "nsubj:pass" and is_in("planned", head)
    done = any(preposition(parse, c.index) == "by" for c in parse.children(head.index, "obl"))      # "was planned by clerks"
    done = done or head.lemma.lower() in grammar().aiming      # "was aimed at clerks"
    return _modality(out, "planned", head) if meant and not done else out


def _there(parse: Parse, head: Word) -> bool:
    """ "There will be talks"."""
    return head.lemma == "be" and bool(parse.children(head.index, "expl"))


def _conditional(parse: Parse, w: Word, head: Word, out: Commitment) -> Commitment:
    """ "If talks fail": there may be none; "if the talks fail": there are."""
    marks = [m for m in parse.children(head.index, "mark") if m.lower in {"if", "unless"}]
    own = parse.children(w.index, "det", "nmod")
    known = any(c.lower in {"the", "this", "that", "these", "those"} or c.relation == "nmod:poss" for c in own)
    return _modality(out, "possible", marks[0]) if marks and not known and w.relation == "nsubj" else out


def _to_be(parse: Parse, w: Word) -> bool:
    """ "The men were to be handed over", "the council is to meet"; in headlines "factions to meet"."""
    to = [m for m in parse.children(w.index, "mark") if m.lower == "to"]
    be = [c for c in parse.children(w.index, "aux", "cop") if c.lemma == "be" and c.xpos in FINITE]
    be = [c for c in be if to and c.index < to[0].index]
    top = w.xpos == "VB" and w.relation == "acl" and w.head >= 0 and parse.words[w.head].relation == "root"
    sentence = parse.sentence_of(w.index)
    no_verb = not any(x.xpos in FINITE for x in parse.words[sentence.first : w.index])
    return bool(to) and (bool(be) or (top and no_verb and parse.words[sentence.last - 1].text not in {".", "?", "!"}))


def _own(parse: Parse, w: Word, out: Commitment) -> Commitment:
    """What stands directly under a predicate: negation, modals, adverbs, hedging adjectives."""
    unable = any(c.lower in {"not", "n't", "never"} for c in parse.children(w.index, "advmod"))
    if (hedge := hedged_agent(parse, w)) is not None:
        out = _certainty(out, "probable", hedge)
    if _to_be(parse, w):
        out = _modality(out, "planned", w)
    first = next((c.index for c in parse.children(w.index) if c.relation.startswith("nsubj")), None)
    for c in parse.children(w.index):
        low, lemma = c.lower, c.lemma.lower()
        if low in {"not", "n't"} and any(d.lower in {"only", "just", "merely"} for d in _beside(parse, c)):
            continue      # "not only killed but also"
        if low == "none" and first is not None and first < c.index:
            continue      # "eleven men were hurt, none of them badly"
        if c.relation.partition(":")[0] in {"advmod", "det", "cc", "aux"} and (
            low in lists()["negation"]["all"] or lemma in lists()["negation"]["all"]
        ) or (
            c.relation in {"nsubj", "nsubj:pass", "obj"}
            and (low in lists()["negation"]["all"] or none_of(parse, c))
            and w.upos in {"VERB", "AUX", "NOUN"}
        ):
            out = replace(out, polarity="no", why=(*out.why, f"negated by “{c.text}”"))
        elif low == "longer" and (with_no := [d.span for d in parse.children(c.index) if d.lower in {"no", "not", "n't"}]):
            out = replace(out, polarity="no", why=(*out.why, f"negated by {quoted(parse.text, [*with_no, c.span])}"))
        elif low in lists()["short_of"]["all"] and c.relation == "advmod" and w.upos == "VERB":
            out = replace(out, polarity="no", why=(*out.why, f"negated by “{c.text}”"))
        elif c.upos == "AUX" and unable and lemma in {"can", "could"}:
            continue      # "could not reach the town": did not
        elif c.upos == "AUX" and c.relation.startswith("aux"):
            for group in ("planned", "requested", "possible"):
                if lemma in lists()[group].get("modals", ()) or low in lists()[group].get("modals", ()):
                    out = _modality(out, group, c)
        elif c.upos == "ADV" and low in lists()["probable"]["adverbs"]:
            out = _certainty(out, "probable", c)
        elif c.upos == "ADV" and low in lists()["possible_certainty"]["adverbs"]:
            out = _certainty(out, "possible", c)
        elif c.upos == "ADV" and low in lists()["habitual"]["adverbs"] and out.modality == "actual":
            out = _modality(out, "habitual", c)
        elif c.relation == "mark" and low in lists()["possible"]["marks"]:
            out = _modality(out, "possible", c)
        elif c.relation in {"amod", "compound"} and w.upos in {"NOUN", "PROPN"}:
            if is_in("probable", c) or c.lower in lists()["probable"]["adjectives"]:
                out = _certainty(out, "probable", c)
            elif c.lower in lists()["foiled"]["all"]:
                out = replace(_modality(out, "planned", c), polarity="no")
            else:
                for group in MODALITIES:
                    if c.lower in lists()[group].get("adjectives", ()):
                        out = _modality(out, group, c)
    marks = preposition_words(parse, w.index) if w.upos == "NOUN" else []
    if " ".join(m.lower for m in marks) in lists()["negating"]["prepositions"]:
        out = replace(out, polarity="no", why=(*out.why, f"negated by “{marks[0].text}”"))
    marks = parse.children(w.index, "mark", "case", "advmod") if w.xpos == "VBG" else []
    if against := [m for m in marks if m.lower in {"without", "instead"}]:
        out = replace(out, polarity="no", why=(*out.why, f"negated by “{against[0].text}”"))
    return out


def _under(parse: Parse, w: Word, head: Word, relation: str, out: Commitment) -> Commitment:
    """What the governing word says of the predicate under it."""
    clause = relation in {"xcomp", "ccomp", "acl", "advcl", "csubj"}
    noun_under = relation in {"obj", "nmod", "obl"} and w.upos in {"NOUN", "PROPN"}
    if not clause and not noun_under:
        return out
    open_ = is_in("unknown", head) and relation in {"ccomp", "csubj", "xcomp", "advcl", "acl", "nsubj"}
    if not open_ and head.lower in lists()["unknown_if_negated"]["all"] and relation in {"ccomp", "csubj", "advcl", "xcomp"}:
        open_ = any(c.lower in lists()["negation"]["all"] for c in parse.children(head.index))     # "it is not clear if"
    if open_:
        out = _certainty(out, "unknown", head)
        if out.modality == "possible":
            out = replace(out, modality="actual")
    against = [c for c in parse.children(w.index, "mark", "case") if c.lower == "against" and clause and w.xpos == "VBG"]
    if against:
        return replace(out, polarity="no", why=(*out.why, f"negated by “{against[0].text}”"))      # "decided against attacking"
    held = any(m.lower == "from" for m in parse.children(w.index, "mark", "case")) and is_in("negating", head)
    to = any(m.lower == "to" for m in parse.children(w.index, "mark", "case"))
    set_on = w.xpos == "VBG" and to and is_in("planned", head)      # "is committed to leaving"
    if relation == "advcl" and w.xpos != "VB" and not (held or set_on):
        return out
    used = head.lemma.lower() == "use" and w.lemma.lower() not in lists()["effects"]["all"]
    if relation == "advcl" and to and (used or w.lemma.lower() in lists()["expressed"]["all"]):
        return out      # "used its jets to bomb villages", "marched to demand pay"
    if head.lemma.lower() == "have" and any(c.lower == "yet" for c in parse.children(head.index)) and relation == "xcomp":
        yet = [c.span for c in parse.children(head.index) if c.lower == "yet"]
        return replace(out, polarity="no", why=(*out.why, f"negated by {quoted(parse.text, [head.span, *yet])}"))
    if (
        noun_under
        and head.upos in {"NOUN", "PROPN"}
        and preposition(parse, w.index) not in {"of", "for", "at", "to", "against"}
    ):
        return out
    if noun_under and phrase_in("calling_off", parse, head):
        return replace(_modality(out, "planned", head), polarity="no", why=(*out.why, f"negated by “{head.text}”"))
    if relation == "obj" and head.lemma.lower() in lists()["told_of_object"]["all"]:
        return out      # "called the sale a success", "called an election", "committed crimes"
    if relation == "obl" and not reaching(parse, w):
        return out
    if relation == "xcomp" and w.xpos == "VB":
        for o in parse.children(head.index, "obj"):
            if o.upos == "NOUN" and o.index < w.index and is_in("planned", o):
                out = _own(parse, o, _modality(out, "planned", o))      # "had no plans to attack", hung on the verb
    lemma = head.lemma.lower()
    if is_in("probable", head) and clause:
        out = _certainty(out, "probable", head)
    infinitive = w.xpos == "VB" or w.upos in {"NOUN", "PROPN"}
    for group in MODALITIES:
        if group == "requested" and relation == "ccomp" and asked(parse, head):
            continue      # "asked why he appointed them"
        if lemma == "offer" and w.lemma.lower() in lists()["uttered"]["all"]:
            continue      # "offered scathing criticism"
        if is_in(group, head) and (
            infinitive
            or group == "requested"
            or (group == "planned" and w.xpos == "VBG")
            or (group == "possible" and head.upos == "NOUN" and _that(parse, w))      # "the possibility that rebels killed"
        ):
            return (
                _own(parse, head, _modality(out, group, head))
                if head.upos == "NOUN"
                else _modality(_negated_head(parse, head, out), group, head)
            )
    if (
        relation == "xcomp"
        and w.xpos == "VB"
        and lemma not in lists()["implicative"]["all"]
        and out.modality == "actual"
        and any(c.lower == "to" for c in parse.children(w.index, "mark"))
        and head.upos in {"VERB"}
        and not is_in("negating", head)
        and not is_in("probable", head)
    ):
        out = _modality(_negated_head(parse, head, out), "planned", head)
    if relation == "advcl" and w.xpos == "VB" and to:
        out = _modality(out, "planned", w)      # a purpose
    phrase = phrase_in("negating_phrases", parse, head)
    if is_in("negating", head) or phrase:
        if w.lemma.lower() in lists()["foiled"]["all"] and out.polarity == "no":
            # "failed to prevent the attack"
            return replace(out, polarity="yes", modality="actual", why=(*out.why, f"not so by “{head.text}”"))
        if lemma in lists()["foiled"]["all"] and any(c.lower in lists()["negation"]["all"] for c in parse.children(head.index)):
            return out      # "did not prevent the attack"
        if lemma in lists()["foiled"]["all"]:
            out = _modality(out, "planned", head)
        refused = relation == "obj" and lemma in lists()["refusing"]["all"]      # "refused his extradition"
        if clause or phrase or refused or lemma in lists()["foiled"]["all"]:
            return replace(out, polarity="no", why=(*out.why, f"negated by “{head.text}”"))
    return out


def _that(parse: Parse, w: Word) -> bool:
    return any(m.lower == "that" for m in parse.children(w.index, "mark"))


def _negated_head(parse: Parse, head: Word, out: Commitment) -> Commitment:
    """ "do not plan to attack": the negation above holds for the whole."""
    if any(c.lower in lists()["negation"]["all"] for c in parse.children(head.index, "advmod")):
        return replace(out, polarity="no", why=(*out.why, f"negated above “{head.text}”"))
    return out


def _modality(out: Commitment, group: str, by: Word) -> Commitment:
    if out.modality != "actual":
        return out
    return replace(out, modality=group, why=(*out.why, f"{group} by “{by.text}”"))


def _certainty(out: Commitment, value: str, by: Word) -> Commitment:
    if out.certainty != "certain":
        return out
    return replace(out, certainty=value, why=(*out.why, f"{value} by “{by.text}”"))
