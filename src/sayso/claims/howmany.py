# SPDX-License-Identifier: Apache-2.0
"""How many: which number of a report a claim takes. The people harmed or moved, else those who act (the guidelines)."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.discourse import Draft
from sayso.claims.numbering import dressed, is_part
from sayso.claims.roles import Filling
from sayso.mentions.bounds import Found
from sayso.mentions.counts import as_count, count_of, count_sum, number_at, numbers
from sayso.mentions.lexicon import lexicon as nouns
from sayso.mentions.numerals import lexicon, numeral
from sayso.model import Count, Entity
from sayso.parse import Parse
from sayso.syntax.passives import is_passive
from sayso.syntax.subjects import EXEMPLIFYING, preposition, preposition_words, row_first

HARMED = ("violence.", "custody.", "movement.displace", "movement.deploy", "affiliation.recruit", "affiliation.expel",
          "affiliation.dismiss", "affiliation.appoint", "supply.train", "supply.shelter", "supply.aid", "politics.sanction")
"""Codes that count who is acted on, harmed or moved, and only where that is nobody who acts; others count who acts."""

ATTACKS = ("violence.attack", "violence.shoot", "violence.bomb", "violence.strike", "violence.raid", "violence.clash",
           "violence.destroy")
"""Codes by which nobody need be harmed: where no target is counted, who attacks is, though a target is named."""

UNCOUNTED = ("tie.lead", "tie.kin", "tie.rival", "tie.ally", "tie.role", "tie.part", "speech.", "politics.agree",
             "politics.negotiate")
"""Codes that nobody counts by: what holds between two, or is said."""

TOLLS = ("violence.kill", "violence.injure", "violence.execute", "custody.arrest")
"""Codes whose nouns are counted as people are: "eight casualties", "dozens of arrests"."""

SINGLE = ("violence.kill", "violence.injure", "violence.execute", "custody.arrest", "custody.abduct", "custody.release",
          "affiliation.", "movement.d")
"""Codes that befall people alone, so that what is counted as their target is people, whatever its noun: "twelve Shields"."""

SOMEBODY = frozenset({"people", "person", "group", "state"})
"""Types of entities whose number is one of people."""

JOINING = frozenset({"take", "participate", "join", "engage", "involve", "gather", "mass"})
"""Verbs whose subject takes part in what follows behind a preposition: "took part in the march"."""

LINKS = frozenset({"more", "others", "other", "people", "persons"})
"""Words that may stand between a number and the participle that it goes with: "two more wounded"."""

STATES = frozenset({"dead", "killed", "wounded", "injured", "hurt", "missing"})
"""What ends one number's part of a sentence: "161 people dead and 1,440 wounded"."""

VAGUE = frozenset({"many", "countless", "numerous", "some", "untold", "most", "the"})
"""Words that count nobody before these: "many more injured"."""

PLURAL = frozenset({"they", "them", "their", "we", "us", "our"})
"""Pronouns of several."""

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})


class HowMany:
    """The counts of one report's claims."""

    def __init__(self, parse: Parse, filling: Filling) -> None:
        self.parse = parse
        self.filling = filling

    def of(self, d: Draft) -> Count | None:
        """The number of people that a claim is about, with what is said of it; None where the report gives none."""
        if d.candidate.code.code.startswith(UNCOUNTED) or self._many_more(d):
            return None
        count = self._toll(d) or self._beside(d) or self._bare(d) or self._filled(d) or self._together(d)
        return dressed(self.parse, d, count) if count is not None else None

    def _toll(self, d: Draft) -> Count | None:
        """The number of a word for who was killed or hurt: "eight casualties", "claimed 12 lives", "put the dead at nine"."""
        index, code = d.candidate.index, d.candidate.code.code
        if not code.startswith(TOLLS):
            return None
        parse, tolls = self.parse, lexicon()["tolls"]
        heads = [c.index for c in parse.children(index, "obj", "nmod", "obl") if c.lemma.lower() in tolls]
        if parse.words[index].upos != "VERB" and {parse.words[index].lemma.lower(), parse.words[index].lower} & tolls:
            heads.insert(0, index)
        return next((c for i in heads if (c := count_of(parse, i, people=True) or measured(parse, i)) is not None), None)

    def _beside(self, d: Draft) -> Count | None:
        """The number right before a participle or adjective of harm: "three villagers were killed and eight injured"."""
        c, parse = d.candidate, self.parse
        w = parse.words[c.index]
        if not c.code.code.startswith(HARMED) or w.xpos in {"VBG", "VB", "VBZ", "VBP"}:
            return None
        noun = w.upos == "NOUN" and w.lower not in {"dead", "wounded", "injured", "hurt"}      # but "four on trial"
        if noun and parse.words[min(c.matched)].upos != "ADP" or w.upos == "VERB" and parse.children(c.index, "obj", "aux"):
            return None
        sentence = parse.sentence_of(c.index)
        at = min(c.matched) - 1
        if at >= sentence.first and parse.words[at].lower in LINKS:
            at -= 1
        for found in numbers(parse, sentence):
            if sentence.first + found.last == at and not self._is_taken(found, sentence.first):
                return as_count(parse, sentence, found)
        return None

    def _many_more(self, d: Draft) -> bool:
        """Whether others right before a participle are given without a number: "killed 12, and many more injured"."""
        i = d.candidate.index
        if i < 2 or self.parse.words[i].xpos not in {"VBN", "VBD", "JJ"}:
            return False
        return self.parse.words[i - 2].lower in VAGUE and self.parse.words[i - 1].lower in LINKS

    def _is_taken(self, found: Found, first: int) -> bool:
        """Whether a number before a participle is no subject of it: "in 2014 wounded men", "the two killed a guard"."""
        core = self.parse.words[first + found.core]
        return bool(self.parse.children(core.index, "case")) or core.lower in {"one", "both", "pair", "couple", "duo", "trio"}

    def _filled(self, d: Draft) -> Count | None:
        """The count of who fills the claim's roles."""
        code = d.candidate.code.code
        harmed = code.startswith(HARMED)
        for role in ("target", "object", "actor") if harmed else ("actor", "target", "object"):
            heads, somebody = self._heads(d, role)
            count = self._nearest([h for h in heads if not self._is_whole(d, h)], d)
            if count is None:
                count = next((c for h in heads if (c := measured(self.parse, h)) is not None), None)
            if count is not None:
                return count
            if somebody and role == "target" and harmed and not code.startswith(ATTACKS):
                return None      # a named or uncounted victim: the number of those who did it would be taken for theirs
        return None

    def _bare(self, d: Draft) -> Count | None:
        """A number that is itself whom it befalls, where no role has it: "left four dead"."""
        index = d.candidate.index
        if d.roles.get("target") or not d.candidate.code.code.startswith(HARMED) or self.parse.words[index].upos != "VERB":
            return None
        side = ("nsubj:pass",) if is_passive(self.parse, self.parse.words[index]) else ("obj",)
        numerals = [c for c in self.parse.children(index, *side) if c.upos == "NUM" and c.relation in side]
        return next((n for c in numerals if (n := count_of(self.parse, c.index, people=True)) is not None), None)

    def _heads(self, d: Draft, role: str) -> tuple[list[int], bool]:
        """The head words of who fills a role, for pronouns what they stand for; and whether somebody does."""
        heads, somebody = [], False
        single = role == "target" and d.candidate.code.code.startswith(SINGLE)
        for f in d.roles.get(role, ()):
            entity = self.filling.entities.get(f.entity)
            if entity is None:
                continue
            head = next((m.head for m in entity.mentions if m.span == f.span and not _example(self.parse, m.head)), None)
            if head is None or self._of_another(d, head):
                continue
            w = self.parse.words[head]
            known = entity.type in SOMEBODY
            if known or entity.type == "thing" and (single or w.kind == "person" or w.upos == "NUM" or
                                                    nouns().type_of(w.lemma.lower()) == "people" or numeral([w.lower], 0)):
                somebody = somebody or known
                heads.append(self._meant(head, entity))
        whole = [h for h in heads if not is_part(self.parse, h)]      # "ten were held, seven of them for theft"
        return whole or heads, somebody

    def _is_whole(self, d: Draft, head: int) -> bool:
        """Whether a claim is of all those of whom a number is only a part: "treated 23 of the people injured in the blast"."""
        w, noun = self.parse.words[d.candidate.index], self.parse.words[head]
        if w.head != head or not w.relation.startswith("acl") or preposition(self.parse, head) != "of":
            return False
        count = count_of(self.parse, head, people=True)
        of = preposition_words(self.parse, head)[0]
        return count is not None and count.span[1] < of.end and noun.head == of.index - 1 and any(
            c.relation.partition(":")[0] in {"det", "nmod"} and c.index < head for c in self.parse.children(head))

    def _of_another(self, d: Draft, head: int) -> bool:
        """Whether who is in an attack or protest told by a noun is counted by the verb over it: "nine were killed in clashes";
        not "20 men carried out the attack", "200 took part in the march"."""
        c = d.candidate
        if c.pattern.kind != "noun" or not c.code.code.startswith((*ATTACKS, "politics.protest")):
            return False
        if any(up.index == c.index for up in self.parse.ancestors(head)):
            return False
        over = self.parse.head(c.index)
        return over is None or bool(preposition(self.parse, c.index)) and over.lemma.lower() not in JOINING

    def _meant(self, head: int, entity: Entity) -> int:
        """The noun that a relative pronoun stands for, or a pronoun of several within the sentence; any other word itself."""
        w = self.parse.words[head]
        if w.lower in PLURAL:
            before = [m.head for m in entity.mentions if m.head < head and self.parse.words[m.head].sentence == w.sentence]
            return next((h for h in reversed(before) if count_of(self.parse, h, people=True) is not None), head)
        if w.lower not in RELATIVE or not w.xpos.startswith("W"):
            return head
        for up in self.parse.ancestors(head):
            if up.relation == "acl:relcl" and up.head >= 0:
                noun = self.parse.words[up.head]
                if preposition(self.parse, head) == "of":      # "of whom three have crossed"
                    return head + 1
                # "19 Afghans, including seven children, who had crossed"
                return noun.head if noun.xpos == "NNS" and noun.head >= 0 and _example(self.parse, noun.index) else noun.index
        return head

    def _nearest(self, heads: list[int], d: Draft) -> Count | None:
        """The count of the phrases that are coordinated with each other; of several such rows, of that next to the trigger."""
        rows: list[list[int]] = []
        for h in dict.fromkeys(heads):
            if any(self._alternative(r[-1], h) for r in rows):
                continue
            row = next((r for r in rows if self._joined(r[-1], h)), None)
            if row is None:
                rows.append([h])
            else:
                row.append(h)
        if d.candidate.code.code == "custody.exchange" and len(rows) > 1:
            counted = [r[0] for r in rows if count_of(self.parse, r[0], people=True)]
            if len(counted) == len(rows):
                return count_sum(self.parse, heads)      # both sides of it are freed
        rows.sort(key=lambda r: min(abs(h - d.candidate.index) for h in r))
        return next((c for r in rows if (c := count_sum(self.parse, r)) is not None), None)

    def _joined(self, one: int, other: int) -> bool:
        """Whether two phrases are of one row, with no other clause between: not "two were killed and three hurt"."""
        words = self.parse.words
        if words[one].sentence != words[other].sentence or not self._conjuncts(one, other):
            return False
        first, last = sorted((one, other))
        inner = {w.index for w in self.parse.subtree(first)}
        between = words[first + 1 : last]
        return not any(w.upos in {"VERB", "AUX"} and w.index not in inner or w.lower in STATES for w in between)

    def _alternative(self, one: int, other: int) -> bool:
        """Whether a phrase only gives the other's number anew: "two thousand, or 1,500 if you ask the police", "hundreds and
        perhaps thousands"."""
        if not self._conjuncts(one, other):
            return False
        beside = {c.lower for c in self.parse.children(max(one, other), "cc", "advmod")}
        return not beside.isdisjoint({"or", "perhaps", "possibly", "maybe", "even"})

    def _conjuncts(self, one: int, other: int) -> bool:
        return row_first(self.parse, self.parse.words[one]) == row_first(self.parse, self.parse.words[other])

    def _together(self, d: Draft) -> Count | None:
        """The number of who is with somebody: "came with forty men"; who is held with them is one more."""
        heads, _ = self._heads(d, "with")
        count = self._nearest(heads, d)
        if count is None or count.best is None or not d.candidate.code.code.startswith(HARMED):
            return count
        targets, _ = self._heads(d, "target")
        alone = len(targets) == 1 and self.parse.words[targets[0]].xpos in {"NN", "NNP", "PRP", "PRP$"}
        return replace(count, best=count.best + 1, low=count.low and count.low + 1, high=count.high and count.high + 1,
                       ) if alone else count


def measured(parse: Parse, index: int) -> Count | None:
    """The number that a sentence gives a noun: "put the dead at nine", "the toll rose to 40", "bringing to 40 the number
    of those held"."""
    w = parse.words[index]
    while preposition(parse, w.index) == "of" and w.head >= 0 and parse.words[w.head].lemma.lower() in lexicon()["collectives"]:
        w = parse.words[w.head]
    verb = parse.head(w.index)
    if verb is None or verb.lemma.lower() not in lexicon()["measuring"]:
        return None
    if w.relation.partition(":")[0] not in {"obj", "nsubj", "obl"}:
        return None
    # "the number of those held at 26": the parser may hang it on "held"
    over = [verb.index, *(c.index for c in parse.children(index, "acl"))]
    given = [c.index for i in over for c in parse.children(i, "obl", "obj", "xcomp", "nmod", "advmod") if c.index != w.index
             and (c.upos == "NUM" or c.kind == "person") and preposition(parse, c.index) in {"at", "to", "", "as"}]
    return next((n for i in given if (n := number_at(parse, i) or count_of(parse, i, people=True)) is not None), None)


def _example(parse: Parse, index: int) -> bool:
    """"Including one hostage": counted among the others already."""
    return preposition(parse, index) in EXEMPLIFYING
