# SPDX-License-Identifier: Apache-2.0
"""Who fills a candidate's roles: from its slots to entities, held to the types that the codebook admits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.claims.beside import BEFALLING, FIRING, HARMS, assailants, fired_at, told_behind
from sayso.claims.filled import Filled, Roles
from sayso.claims.meant import meant
from sayso.claims.noun_slots import noun_slots
from sayso.claims.places import WHERE, places, within
from sayso.claims.slots import phrases
from sayso.claims.triggers import Candidate
from sayso.codebook import EVENT_DEFAULTS, Target
from sayso.mentions import Mentions
from sayso.mentions.lexicon import lexicon
from sayso.mentions.places import is_place_name
from sayso.model import Entity, Filler
from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar
from sayso.syntax.listing import described
from sayso.syntax.paths import Path, Reached, joined, step, via
from sayso.syntax.subjects import department, preposition
from sayso.text import Span

AT = {"at", "in", "near", "on", "outside", "inside"}
"""Prepositions behind which a verb without an object has its target ("shot at the crowd"), and one with an object a place."""

UNREAL = {"abstract", "event", "time"}
"""Kinds of what cannot be broken or burnt."""

NO_ONE = {"abstract", "event", "time", "object", "substance", "plant"}
"""Kinds of noun phrase, as the model tells them, that cannot be meant where a code asks for people, bodies or places."""

UNAIMED = {"violence.clash", "politics.protest"}
"""Codes of what harms whoever is near and not whom it is aimed at: "killed in the clashes", "hurt in the protests"."""

OUSTING = {"affiliation.expel", "affiliation.dismiss"}
"""Codes by which a body loses somebody."""

OWN_WORD = {"politics.negotiate": "topic", "politics.protest": "topic", "politics.meet": "topic", "custody.try": "reason"}
"""Codes whose patterns have a word that only names the act itself, and the role that it would fill: "called a strike", "put
on trial"."""

RESIGNING = {"resign", "resignation"}
"""Patterns by which somebody leaves an office, and so the body that has it."""

ONLY_TELLING = {"announce", "attend", "observe"}
"""Verbs of whose objects the subject does what is held or made, but no harm: "observed a fast", "observed the attack"."""

LED = {"event", "organization", "abstract"}
"""Kinds of noun phrase that have a head although they are no body: "the head of operations"."""

BODIES = {"organization"}
"""Kinds that somebody leads as a verb has it, whatever they are called: "heads the youth section"."""

JOINED_ROLES = {"group", "from", "to"}
BODY_CODES = (
    "affiliation.join",
    "affiliation.leave",
    "affiliation.defect",
    "affiliation.pledge",
    "tie.member",
    "violence.fight-for",
)
"""Codes whose group is a body by what they mean."""

OF_OFFICE = {"comp", "of", "for"}
"""Slots in which an office has the body whose it is, or says only what it is for."""

PLACE_ROLES = {"place", "origin", "destination", "via"}


class Filling:
    """Fills roles for one report."""

    def __init__(self, parse: Parse, mentions: Mentions) -> None:
        self.parse = parse
        self.mentions = mentions
        self.entities: Mapping[str, Entity] = {e.id: e for e in mentions.entities}
        self._partly: dict[int, tuple[Candidate, int]] = {}

    def entity(self, index: int) -> tuple[Entity, Filler] | None:
        """The entity that a head word stands for, and the words that say so."""
        at = self.mentions.by_head.get(index)
        if at is None:
            return None
        ident, mention = at
        return self.entities[ident], Filler(ident, mention.span)

    def roles(self, c: Candidate) -> Roles | None:
        """The filled roles, or None where a required one stays empty."""
        out = self.partial(c)
        self._partly[id(c)] = c, len(out)      # kept with the candidate, whose id is then no other's
        for needed in (*c.code.required, *c.pattern.required):
            if not any(r in out for r in needed):
                return None
        return None if self._other_sense(c, out) else self._settled(c, out)

    def filled(self, c: Candidate) -> int:
        """How many roles the words around the trigger fill, whether enough or not; once `roles` was asked it is known."""
        known = self._partly.get(id(c))
        return known[1] if known is not None else len(self.partial(c))

    def _settled(self, c: Candidate, out: Roles) -> Roles:
        """Last, once enough is filled: who puts somebody out of a body is the body, where nobody else is named ("was expelled
        from the union"); what a reply answers is no topic of it ("denied it"); and what only happened is no means."""
        if c.code.code in OUSTING and "actor" not in out and out.get("group"):
            out["actor"] = out.pop("group")
        if c.code.code == "speech.reply" and "topic" in out:
            self._without(out, "topic", self._answered)
        self._without(out, "instrument", self._no_means)
        matched = {self.parse.words[i].lower for i in c.matched[1:]} if c.pattern.kind == "verb" else set()
        if own := OWN_WORD.get(c.code.code):
            self._without(out, own, lambda w: w.lower in matched)
        if c.code.code == "tie.role" and "place" not in out:      # "the mayor of Gao": the town is both
            towns = [f for f in out.get("group", ()) if self.entities[f.entity].type == "place"]
            out |= {"place": towns} if towns else {}
        if c.code.code == "affiliation.leave" and c.pattern.id in RESIGNING and "group" not in out and out.get("actor"):
            self._body_of_office(c, out)
        return out

    def _body_of_office(self, c: Candidate, out: Roles) -> None:
        """The body whose office one resigns: "the commander of the guard resigned"."""
        spans = {f.span for f in out["actor"]}
        heads = [m.head for f in out["actor"] for m in self.entities[f.entity].mentions if m.span in spans]
        for head in heads:
            slots = noun_slots(self.parse, head) if self.parse.words[head].upos == "NOUN" else {}
            for slot in ("of", "poss", "comp"):
                for index, path in slots.get(slot, {}).items():
                    if "group" not in out:
                        self._fill(c, f"actor>{slot}", index, path, (Target("group"),), out, deep=False)

    def _without(self, out: Roles, role: str, bad: Callable[[Word], bool]) -> None:
        """Takes those fillers out of a role whose head word is no such thing."""
        row = [f for f in out.get(role, ()) if not any(bad(self.parse.words[m.head]) for m in self.entities[f.entity].mentions
                                                       if m.span == f.span)]
        out.pop(role, None)
        if row:
            out[role] = row

    @staticmethod
    def _answered(w: Word) -> bool:
        """Whether a word stands for what somebody said."""
        return w.upos in {"PRON", "DET"} or w.lemma.lower() in grammar().sayings

    def _other_sense(self, c: Candidate, out: Roles) -> bool:
        """Whether the verb has an object that no role takes and that is no person or place ("killed the bill"), or a subject
        that can do no such thing ("the secrecy surrounding the leaders", "the magazine attacked its critics")."""
        if c.code.code == "speech.reply" and c.slots.get("iobj"):
            return True      # "denied them their licences"
        named = {x for i in c.slots.get("obj", ()) for x in (self.parse.words[i].lemma.lower(), self.parse.words[i].lower)}
        if c.pattern.kind != "verb" or len(c.words) > 1 and (named & set(c.words) or not named):
            return False      # "took part": the pattern's own words are the object
        taken = {f.span for fs in out.values() for f in fs}
        if self._no_doer(c, taken):
            return True
        if "obj" not in c.pattern.slots:
            return c.code.code == "movement.move" and self._carries(c)
        objects = [i for i in c.slots.get("obj", ()) if self.parse.words[i].upos == "NOUN"]
        spans = [found[1].span for i in objects if (found := self.entity(i))]
        return bool(objects) and not taken & set(spans) and all(self.parse.words[i].kind in NO_ONE for i in objects)

    def _carries(self, c: Candidate) -> bool:
        """Whether a verb of going has an object of its own: "returned the masks to the museum"."""
        own = self.parse.children(c.index, "obj")
        return any(w.upos in {"NOUN", "PROPN"} and w.kind not in {"time", "place"} for w in own)

    def _no_doer(self, c: Candidate, taken: set[Span]) -> bool:
        if "subj" not in c.pattern.slots or not c.slots.get("obj"):
            return False
        doers = [(i, self.entity(i)) for i in c.slots.get("subj", ())]
        return bool(doers) and all(
            e is not None and e[1].span not in taken and self.parse.words[i].upos in {"NOUN", "PROPN"}
            and (e[0].type == "outlet" or e[0].type == "thing" and self.parse.words[i].kind in NO_ONE - {"event"})
            for i, e in doers)

    def partial(self, c: Candidate) -> Roles:
        """The roles that the words around the trigger fill, whether enough or not."""
        out: Roles = {}
        for slot, targets in c.pattern.slots.items():
            items = c.slots.get(slot) or self._hung_on_object(c, slot) or c.slots.get(f"+{slot}", {})
            if slot == "poss" and "poss-alone" in c.pattern.slots and c.slots.get("poss-alone"):
                continue  # "Brown's killing": with no of-phrase the possessor is who it happened to
            if slot == "light" and self._only_told(c):
                continue
            if slot == "title":
                self._title(c, targets, out)
                continue
            if slot in AT and "obj" in c.pattern.slots and any(t.role == "target" for t in targets) and out.get("target"):
                continue      # "attacked troops at the prison": there, not it too
            if slot == "of" and not c.slots.get(slot) and self._object_taken(c, out):
                targets = tuple(t for t in targets if t.role != "target")      # "welcomed the release of the men"
            if slot == "self" and self._beside_itself(c, items):
                items = {c.index: step("self")}
            for index, path in items.items():
                before = sum(map(len, out.values()))
                for inner, whole in via(path, within(self.parse, index)).items():
                    self._fill(c, slot, inner, whole, targets, out)
                if sum(map(len, out.values())) == before:
                    self._fill(c, slot, index, path, targets, out)
            beside = all(path and path[0].how != "subject" for path in items.values())
            if slot == "self" and c.index not in items and beside and not self._filled_by(out, items):
                self._fill(c, slot, c.index, step("self"), targets, out)      # who is called that is of no type that fits
        if c.pattern.kind == "noun":
            self._event_defaults(c, out)
            self._named_first(c, out)
        elif "actor" in c.code.roles and "actor" not in out:
            for index, path in c.slots.get("in", {}).items():
                if self.parse.words[index].kind == "event":
                    self._through_event(c, "in", index, path, out)
        if c.code.code in BEFALLING and "actor" not in out and out.get("target"):
            for index, path in told_behind(self.parse, c.index).items() if c.code.code in HARMS else ():
                self._through_event(c, "in", index, path, out)
            if "actor" not in out:
                who = (Target("actor", ("person", "people", "group", "state")),)
                for index, path in assailants(self.parse, c.index).items():
                    self._fill(c, "when", index, path, who, out, deep=False)
        if c.code.code in FIRING and c.pattern.kind == "verb" and out.get("actor") and "target" not in out:
            whom = (Target("target", ("person", "people", "group", "state")),)
            for index, path in fired_at(self.parse, c.index).items():
                self._fill(c, "beside", index, path, whom, out, deep=False)
        if c.code.code.startswith("custody.") and "place" in c.code.roles:
            self._whence(out)
        if "place" in c.code.roles and "place" not in out and (row := places(self.parse, self.entity, c, out)):
            out["place"] = row
        self._part(out)
        if len(topics := out.get("topic", [])) > 1:      # "declined comment on the raid": not the pattern's own word
            out["topic"] = [f for f in topics if not self._own(c, f)] or topics
        return out

    def _beside_itself(self, c: Candidate, items: Reached) -> bool:
        """Whether the name beside an office is known for its holder's: then the office's own words do."""
        own = self.mentions.by_head.get(c.index)
        beside = [i for i, path in items.items() if path and path[0].how == "apposition"]
        return own is not None and any(self.mentions.by_head[i][0] == own[0] for i in beside if i in self.mentions.by_head)

    def _whence(self, out: Roles) -> None:
        """ "Freed from the city jail", "snatched from his home": where one is taken or gets away from is where it happens."""
        row = out.get("from", [])
        where = [f for f in row if self.entities[f.entity].type in {"place", "facility"} or self._country(f)]
        if where and "place" not in out:
            out["place"] = where
            if rest := [f for f in row if f not in where]:
                out["from"] = rest
            else:
                del out["from"]

    def _country(self, f: Filler) -> bool:
        """Whether a state stands for its land: "his extradition from Panama"."""
        inside = (w for w in self.parse.words if f.span[0] <= w.start < f.span[1])
        return self.entities[f.entity].type == "state" and all(w.upos == "DET" or w.entity.endswith("LOC") for w in inside)

    def _tier(self, c: Candidate, index: int) -> bool:
        """Whether a word by an office says only of what tier or kind it is: "district governor", "press officer"."""
        w = self.parse.words[index]
        return w.upos != "PROPN" and w.lemma.lower() in grammar().tiers or department(self.parse, c.index, index)

    def _seat(self, c: Candidate, index: int) -> bool:
        """Whether a word before an event of force is a building, which does not act, though it may stand for those in it."""
        w = self.parse.words[index]
        return c.code.code.startswith("violence.") and w.lemma.lower() in grammar().seats and w.relation != "nsubj"

    def _sort(self, index: int) -> bool:
        """Whether a word before an event only says of what kind it is: "twin attacks", "a caste clash"."""
        w = self.parse.words[index]
        return w.upos != "PROPN" and w.lemma.lower() in grammar().sorts and not self.parse.children(index, "compound", "amod")

    def _no_means(self, w: Word) -> bool:
        """Whether a word names no means: a shot, which is the act ("shots were fired"), or a happening ("a riot killed two")
        other than one that works from afar ("killed by a blast") or says what with ("a grenade attack")."""
        if w.lemma.lower() == "attack" and any(c.upos == "NOUN" for c in self.parse.children(w.index, "compound")):
            return False
        return w.lemma.lower() in grammar().firing or w.kind == "event" and w.lemma.lower() not in grammar().blasts

    def _own(self, c: Candidate, f: Filler) -> bool:
        return any(self.parse.words[i].lemma.lower() in c.words[1:] for i in c.slots.get("obj", ())
                   if f.span[0] <= self.parse.words[i].start < f.span[1])

    def _hung_on_object(self, c: Candidate, slot: str) -> Reached:
        """Phrases that the tree hangs on the object ("smuggled arms into Sinai"), but not where people are from."""
        items = c.slots.get(f"obj>{slot}", {})
        if not items and len(c.words) > 1:
            own = (via(step("phrase", c.index, i), phrases(self.parse, i, ("nmod",)).get(slot, {})) for i in c.matched[1:])
            # "declined to comment on the raid", "got in touch with him"
            return c.slots.get(f"xcomp>{slot}") or joined(*own)
        if items and slot in {"from", "in", "at"}:
            objects = [self.entity(i) for i in c.slots.get("obj", ())]
            if any(o is not None and o[0].type in {"person", "people"} for o in objects):
                return {}
        return items

    def _object_taken(self, c: Candidate, out: Roles) -> bool:
        """Whether an object that can have objects of its own fills a role: what stands behind it with "of" is its own."""
        kinds = {"event", "person", "place"}
        objects = {i: path for i, path in c.slots.get("obj", {}).items() if self.parse.words[i].kind in kinds}
        return self._filled_by(out, objects)

    def _filled_by(self, out: Roles, words: Reached) -> bool:
        """Whether one of some words fills a role."""
        spans = {found[1].span for i in words if (found := self.entity(i))}
        return any(f.span in spans for row in out.values() for f in row)

    def _fill(self, c: Candidate, slot: str, index: int, path: Path, targets: tuple[Target, ...], out: Roles, *,
              deep: bool = True) -> None:
        found = self.entity(index)
        if found is None:
            return
        entity = found[0]
        if (
            deep
            and entity.type == "thing"
            and c.pattern.kind == "verb"
            and any(t.role == "actor" for t in targets)
            and ("actor" not in out)
        ):
            self._through_event(c, slot, index, path, out)
        for target in targets:
            occasion = slot in {"in", "during"} or (slot == "with" and self.parse.words[index].kind == "abstract")
            if target.role == "instrument" and occasion:
                continue  # "killed in clashes", "investigated with the aid of": no weapon
            if slot in OF_OFFICE and target.role == "group" and self._tier(c, index):
                continue
            if target.role == "group" and c.pattern.kind == "noun" and c.index < index in c.matched:
                continue      # the chief of "the army's commander in chief"
            if slot.endswith("comp") and target.role == "actor" and (self._seat(c, index) or self._sort(index)):
                continue      # "the consulate attack", "a group clash"
            if self._admits(c, target, entity, index):
                row = out.setdefault(target.role, [])
                for ident, span, further in meant(self.parse, self.mentions, index, c.index):
                    if all(f.entity != ident for f in row):
                        row.append(Filled(ident, span, slot, path + further))
                return

    def _through_event(self, c: Candidate, slot: str, index: int, path: Path, out: Roles) -> None:
        """Killed "by a coalition airstrike", "in a raid by the army": the event's own actor acts, a strike is the means."""
        event, back = described(self.parse, index)      # "the army's raid, which killed two"
        path, index = path + back, event.index
        if self.parse.words[index].lemma.lower() in grammar().rounds:      # "a series of U.S. airstrikes killed"
            of = [n.index for n in self.parse.children(index, "nmod") if preposition(self.parse, n.index) == "of"]
            index, path = (of[0], path + step("phrase", index, of[0])) if of else (index, path)
        slots, whose = noun_slots(self.parse, index), (Target("actor", ("person", "people", "group", "state", "organisation")),)
        launched = ("light",) if back and c.code.code in BEFALLING else ()      # "launched an attack that killed two"
        for inner in ("by", "poss", "comp", *launched, "of", "against"):
            for i, rest in slots.get(inner, {}).items():
                if "actor" not in out or inner in {"by", "poss", "comp"}:
                    self._fill(c, f"{slot}>{inner}", i, path + rest, whose, out, deep=False)
            if "actor" in out:
                return

    def _admits(self, c: Candidate, target: Target, entity: Entity, index: int) -> bool:
        if target.role not in c.code.roles:
            return False
        if target.role in PLACE_ROLES and entity.type == "state" and self.parse.words[index].kind == "person":
            return False      # "visited the troops"
        if entity.type == "thing" and c.code.code == "violence.destroy" and self.parse.words[index].kind in UNREAL:
            return False      # "damage its neutrality"
        if c.code.admits(target, entity.type) or "any" in (target.types or c.code.roles[target.role]):
            return True
        if target.role in PLACE_ROLES and entity.type in WHERE:
            return True
        if target.role in JOINED_ROLES and c.code.code.startswith(BODY_CODES) and entity.type in {"place", "thing"}:
            # whom one joins or fights for is a body, whatever its name looks like ("the Province of the Dunes")
            named = self.parse.words[index].upos == "PROPN" or any(m.form == "name" for m in entity.mentions)
            return named and self.parse.words[index].kind != "event" and not is_place_name(entity.name)
        if target.role in JOINED_ROLES and c.code.code.startswith(BODY_CODES) and entity.type == "people":
            return self.parse.words[index].lemma.lower() in lexicon().forces      # "joined the rebels"
        struck = c.code.code.startswith("violence.") and target.role == "target" and c.code.admits(target, "facility")
        if entity.type == "thing" and struck:
            # what is struck is the building, where a word can mean building or business ("a market")
            return lexicon().type_of(self.parse.words[index].lemma.lower()) == "facility"
        led = target.role == "group" and c.code.code == "tie.lead"
        if led and entity.type == "thing" and self.parse.words[index].kind in (LED if c.pattern.kind == "noun" else BODIES):
            return True      # "the head of the operations", "a leader of the protest"
        # a body of whose kind the name says nothing ("the Northern League") may be an armed one
        named = any(m.form == "name" for m in entity.mentions)
        if entity.type == "organisation" and named and c.code.admits(target, "group"):
            return True
        if entity.type == "thing" and target.role == "actor":      # "the cell was planning": it acts, so it is the body
            listed = lexicon().type_of(self.parse.words[index].lemma.lower())
            if listed in {"group", "state", "organisation"} and c.code.admits(target, listed):
                return True
        w = self.parse.words[index]
        if c.pattern.kind == "noun" and w.relation == "compound" and w.head == c.index:
            return False      # "the Gao attack" was there and not by it
        # a country or town that stands for its people or forces ("France withdrew")
        return (
            entity.type == "place"
            and target.role == "actor"
            and self.parse.words[index].entity.endswith("LOC")
            and c.code.admits(target, "state")
            and not target.types
        )

    def _event_defaults(self, c: Candidate, out: Roles) -> None:
        """For event nouns: what they fill without being told."""
        if "self" in c.pattern.slots:
            return
        for slot, role in EVENT_DEFAULTS:
            if slot == "light" and self._only_told(c):
                continue
            if slot in {"hits", "light-obj"} and c.code.code in UNAIMED:
                continue      # "killed in the clashes": not whom one side fought
            if slot not in c.pattern.slots and role in c.code.roles and role not in out:
                self._by_default(c, slot, Target(role), out)
        violent = c.code.code.startswith("violence.")
        if violent and "actor" in c.code.roles and "actor" not in out:
            self._by_default(c, "within", Target("actor", ("person", "people", "group", "state")), out)
        if violent and "target" in c.code.roles and "target" not in out:
            seats = {i: path for i, path in c.slots.get("comp", {}).items() if self._seat(c, i)}
            for index, path in seats.items():      # "the consulate attack"
                self._fill(c, "comp", index, step("default") + path, (Target("target", ("any",)),), out)
            for slot in sorted({"of", "on", "against"} - c.pattern.slots.keys()):      # "the bombing of Gaza"
                self._by_default(c, slot, Target("target", ("place", "state", "facility")), out)

    def _by_default(self, c: Candidate, slot: str, target: Target, out: Roles) -> None:
        for index, path in c.slots.get(slot, {}).items():
            self._fill(c, slot, index, step("default") + path, (target,), out)

    def _only_told(self, c: Candidate) -> bool:
        """Whether the verb over an event of harm only tells of it or comes to it: who "announced the death of a soldier"
        did not kill him, who "attended a street fight" did not fight."""
        verb = self.parse.head(c.index)
        return c.code.code.startswith(("violence.", "custody.")) and verb is not None and verb.lemma.lower() in ONLY_TELLING

    def _named_first(self, c: Candidate, out: Roles) -> None:
        """ "ISIL gang leader": of several modifiers that could be the body, the named ones are."""
        row = out.get("group", [])
        named = [f for f in row if any(m.form == "name" for m in self.entities[f.entity].mentions)]
        if len(row) > 1 and named and len(named) < len(row) and c.slots.get("comp"):
            row = out["group"] = named
        bodies = [f for f in row if self.entities[f.entity].type != "place"]
        if bodies and len(bodies) < len(row):
            row = out["group"] = bodies
        whose = [f for f in row if f.slot != "for"]      # "the U.N. High Commissioner for Human Rights"
        if c.code.code == "tie.role" and whose and len(whose) < len(row):
            row = out["group"] = whose
        if row and all(self.entities[f.entity].type == "thing" for f in row):      # "director of research at the Trust"
            spans = {f.span for f in row}
            for i, path in c.slots.get("of", {}).items():
                if (at := self.entity(i)) and at[1].span in spans:
                    self._beyond(c, i, path, out)
        if real := [f for f in row if self.entities[f.entity].type != "thing"]:
            out["group"] = real

    def _beyond(self, c: Candidate, index: int, path: Path, out: Roles) -> None:
        """Adds the body in which somebody has charge of what a word names."""
        bodies = (Target("group", ("group", "organisation", "state", "outlet", "facility")),)
        for slot in ("at", "for", "with"):
            for inner, rest in phrases(self.parse, index, ("nmod",)).get(slot, {}).items():
                self._fill(c, f"of>{slot}", inner, path + rest, bodies, out)

    def _title(self, c: Candidate, targets: tuple[Target, ...], out: Roles) -> None:
        """The words of an office as a thing of its own: found again by `offices`."""
        for target in targets:
            if target.role in c.code.roles:
                start, end = self._office_span(c)
                office = Filled(f"office:{start}:{end}", (start, end), "title", step("title", c.index))
                out.setdefault(target.role, []).append(office)

    def with_office(self, c: Candidate, roles: Roles) -> Roles:
        """The roles of a tie told by the name of an office, with that office where no pattern gave it."""
        if "role" in roles or c.code.code != "tie.role" or c.pattern.kind != "noun":
            return roles
        out = dict(roles)
        self._title(c, (Target("role"),), out)
        return out

    def _office_span(self, c: Candidate) -> tuple[int, int]:
        start, end = c.span
        w = self.parse.words[c.index]
        for x in reversed(self.parse.words[max(0, c.index - 5) : c.index]):
            found = self.mentions.by_head.get(x.index)
            if (
                x.head == w.index
                and x.relation.partition(":")[0] in {"compound", "amod"}
                and (found is None or department(self.parse, c.index, x.index))
                and x.lower not in {"former", "late", "ex", "acting", "then", "top", "senior", "new", "previous"}
            ):
                start = min(start, x.start)
            elif x.text != "-":
                break
        return start, end

    @staticmethod
    def _part(out: Roles) -> None:
        """Nobody is both actor and target unless a reflexive said so; then the target stays."""
        actors = {f.entity for f in out.get("actor", ())}
        targets = {f.entity for f in out.get("target", ())}
        both = actors & targets
        if both and "actor" in out:
            out["actor"] = [f for f in out["actor"] if f.entity not in both]
            if not out["actor"]:
                del out["actor"]
