# SPDX-License-Identifier: Apache-2.0
"""Definite nouns that point back: "the commander", "the group", "the sources", "the duo", "the latter"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from sayso.mentions.chains import Chain
from sayso.mentions.naming import DIRECTIONS
from sayso.mentions.phrases import Phrase
from sayso.mentions.plurals import amount, resolve_amount, resolve_latter
from sayso.mentions.salience import Scene
from sayso.mentions.types import BODIES

COUNTRIES = frozenset(("country", "state", "nation", "republic", "kingdom", "force", "forces", "troop", "troops"))
"""Nouns of states that name no one body without an article."""
DEED = 6
"""Sentences after which who did it is told anew."""
LEAD = 3
"""The last of the sentences, dateline and all, that tell anew what the headline said."""
FAR = 12
"""Sentences after which "the attack" is taken for another attack; people, bodies and places are remembered longer."""
GENERIC = frozenset(
    [
        "man",
        "woman",
        "boy",
        "girl",
        "person",
        "individual",
        "teenager",
        "youth",
        "kid",
        "leader",
        "official",
        "politician",
        "veteran",
        "author",
        "dictator",
        "strongman",
        "ruler",
    ]
)
"""Nouns for a person that say little of what he does: they go with any person."""


def resolve_nominal(scene: Scene, phrase: Phrase, by_lemma: Mapping[str, Sequence[Phrase]]) -> None:
    """Joins a common noun phrase to an earlier entity where its words point back; a new one stays alone."""
    if scene.chains.chain(phrase.at).members[0] < phrase.at:
        return
    if _of_force(scene, phrase):
        return
    if resolve_latter(scene, phrase) or resolve_amount(scene, phrase) or _taken_up(scene, phrase):
        return
    if phrase.definite in ("def", "poss"):
        before = by_lemma.get(phrase.lemma, ())
        points = phrase.definite == "def" and not _narrowed(scene, phrase)
        if points and _stale(scene, phrase, before) and (_name_with_noun(scene, phrase) or _kind_of(scene, phrase)):
            return
        if _same_noun(scene, phrase, before) or _speaker_again(scene, phrase) or _belonging(scene, phrase):
            return
        if _by_deed(scene, phrase):
            return
        if points:
            _name_with_noun(scene, phrase) or _kind_of(scene, phrase)
    elif phrase.definite in ("bare", "indef"):
        before = by_lemma.get(phrase.lemma, ())
        part = scene.parse.words[phrase.head].relation == "compound" and scene.chains.sorts[phrase.at].type == "state"
        if part and phrase.lemma not in COUNTRIES and _same_noun(scene, phrase, before):
            return  # "government officials": of the government spoken of
        _said_again(scene, phrase, by_lemma.get(phrase.lemma, ()))


def _stale(scene: Scene, phrase: Phrase, before: Sequence[Phrase]) -> bool:
    """Whether the last such noun stands two sentences or more back, or its entity got no name: then a name may be nearer."""
    if (
        not before
        or scene.chains.chain(before[-1].at).sort.type not in BODIES
        or scene.parse.words[phrase.head].text[:1].isupper()
    ):
        return False
    return scene.sentence(phrase) - scene.sentence(before[-1]) >= 2 and not scene.chains.chain(before[-1].at).named


def _narrowed(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase says more than a noun that points back would ("the group of farmers", "the southern group")."""
    extra = {m for m in phrase.modifiers if m not in scene.lexicon.loose and not m.isupper()}
    if phrase.lemma in scene.lexicon.back["state"]:
        extra = set()  # "the fractured nation": there is only one
    return phrase.restricted or bool(extra)


def _of_force(scene: Scene, phrase: Phrase) -> bool:
    """ "Xara guerrillas", "the Xara group", "the Xara movement": the name in front is what the noun speaks of."""
    lexicon, chains = scene.lexicon, scene.chains
    word = phrase.also[0] if phrase.also else phrase.head
    for c in scene.parse.children(word, "compound", "nmod:desc"):
        at = scene.by_word.get(c.index)
        if at is None or c.index > word or chains.phrases[at].form != "name":
            continue
        name = chains.chain(at)
        if (
            name.sort.type == "group"
            and phrase.lemma in lexicon.forces
            and phrase.definite == "bare"
            and phrase.number == "many"
        ):
            return chains.join(at, phrase.at, force=True)
        if (
            phrase.number != "many"
            and phrase.definite in ("def", "bare")
            and phrase.lemma in ("group", "movement", "organization", "organisation", "party", "militia", "network")
            and name.sort.type in ("group", "organisation")
        ):
            return chains.join(at, phrase.at, number=False)
        if (
            phrase.number != "many"
            and phrase.definite in ("def", "bare")
            and name.sort.family == "L"
            and (phrase.lemma in lexicon.back["place"] or phrase.lemma in lexicon.back["facility"] and name.sort.sure < 6)
        ):
            return chains.join(at, phrase.at, number=False)
    if phrase.lemma in lexicon.forces and phrase.definite == "bare" and phrase.number == "many" and len(phrase.modifiers) == 0:
        return _after_name(scene, phrase)
    return False


def _after_name(scene: Scene, phrase: Phrase) -> bool:
    """ "ARMY OF XARA (AX) GUERRILLAS": the noun right behind a group's name, should the tree not hang them together."""
    first = phrase.words[0]
    for p in reversed(scene.heard_[-3:]):
        gap = [w.text for w in scene.parse.words[p.words[1] + 1 : first]]
        if p.form == "name" and gap in ([], [")"]) and scene.chains.chain(p.at).sort.type == "group":
            return scene.chains.join(p.at, phrase.at, force=True)
    return False


def _owner(scene: Scene, phrase: Phrase) -> int:
    """The chain of a possessor, -1 where none."""
    word = phrase.also[0] if phrase.also else phrase.head
    for c in scene.parse.children(word, "nmod:poss"):
        if c.index in scene.by_word:
            return scene.chains.root(scene.by_word[c.index])
        return -2
    return -1


def of_others(scene: Scene, phrase: Phrase, other: Phrase) -> bool:
    """Whether two nouns belong to different ones: "his brother … her brother", "Omar's family … the family of a driver"."""
    mine, theirs = _owner(scene, phrase), _owner(scene, other)
    if -1 not in (mine, theirs):
        return mine != theirs
    bare, owner = (phrase, theirs) if mine == -1 else (other, mine)
    wholes = _wholes(scene, bare)
    return owner != -1 and bool(wholes) and owner not in wholes


def _wholes(scene: Scene, phrase: Phrase) -> set[int]:
    """The chains of what a noun is of: "the family of a driver" → the driver's."""
    of = [c for c in scene.parse.children(phrase.head, "nmod")
          if any(x.lower == "of" for x in scene.parse.children(c.index, "case"))]
    return {scene.chains.root(scene.by_word[c.index]) for c in of if c.index in scene.by_word and c.index not in phrase.also}


def _complement(scene: Scene, phrase: Phrase) -> frozenset[str]:
    """What a noun's own phrases are about, as lemmas: "the head of the army" → army."""
    return frozenset(
        c.lemma.lower()
        for c in scene.parse.children(phrase.head, "nmod")
        if c.index > phrase.head and c.index not in phrase.also
    )


def _same_noun(scene: Scene, phrase: Phrase, before: Sequence[Phrase]) -> bool:
    """The same noun again: "sources … the sources"; what the later phrase adds must not tell it apart."""
    likest = [o for o in before if phrase.modifiers and phrase.modifiers <= o.modifiers]
    for other in (*reversed(likest), *reversed(before)):
        if scene.chains.sorts[phrase.at].family in ("T", "") and scene.sentence(phrase) - scene.sentence(other) > FAR:
            return False
        if _compatible(scene, phrase, other) and scene.chains.join(other.at, phrase.at):
            return True
    return False


def _compatible(scene: Scene, phrase: Phrase, other: Phrase) -> bool:
    if phrase.number != other.number and "any" not in (phrase.number, other.number):
        return False
    mine = _owner(scene, phrase)
    theirs = _owner(scene, other)
    if mine != theirs and (mine != -1 or theirs != -1) and not (mine == -1 and phrase.definite == "def"):
        return False
    if of_others(scene, phrase, other):
        return False
    extra = phrase.modifiers - other.modifiers - scene.lexicon.loose
    if extra and not extra <= {w for n in scene.chains.chain(other.at).names for w in n}:
        return False
    definite, one = phrase.definite == "def", phrase.number != "many"
    told = any(c.relation.startswith("acl") and scene.parse.words[c.index - 1].text != ","
               for c in scene.parse.children(phrase.head))
    if told and not (definite and one) and scene.chains.sorts[phrase.at].family not in ("B", "L"):
        return False  # "the men who fled": told apart by what follows; "the clerk who fled" says it again
    about, before = _complement(scene, phrase), _complement(scene, other)
    return not about or about == before or definite and not before and (one or bool(other.restricted))


def _said_again(scene: Scene, phrase: Phrase, before: Sequence[Phrase]) -> bool:
    """Bare plurals with the same modifiers ("Xara officials … Xara officials"), and a headline's noun taken up in the text."""
    family = scene.chains.sorts[phrase.at].family
    for other in reversed(before):
        if phrase.number != other.number:
            continue
        headline = scene.sentence(other) < scene.title_ends <= scene.sentence(phrase) <= 3
        taken_up = headline and other.definite == "bare" and family in ("P", "B", "L") and _near_modifiers(phrase, other)
        alike = phrase.definite == "bare" and phrase.modifiers == other.modifiers
        about = _complement(scene, phrase)
        body = (
            alike
            and family == "B"
            and scene.lexicon.type_of(phrase.lemma) == "state"
            and phrase.lemma not in COUNTRIES
            and other.definite in ("bare", "def")
            and not about
        )
        clear = telling(scene, phrase)
        people = alike and phrase.number == "many" and family in ("P", "B") and (bool(phrase.modifiers) or clear)
        if not people and other.definite == "def" and clear and not phrase.modifiers and family == "P":
            people = phrase.number == "many" and scene.sentence(phrase) - scene.sentence(other) <= FAR
        if taken_up or body or people and (not about or about == _complement(scene, other)):
            return scene.chains.join(other.at, phrase.at)
    return False


def telling(scene: Scene, phrase: Phrase) -> bool:
    """Whether a plural's noun says enough that "rebels" are the same rebels: no "men", "officials", "residents"."""
    return phrase.lemma not in GENERIC and phrase.lemma not in scene.lexicon.vague


def _taken_up(scene: Scene, phrase: Phrase) -> bool:
    """A headline's noun or number in the first sentences: "Four killed in blast … Four people died", "Court … A Karo court"."""
    here = scene.sentence(phrase)
    if not scene.title_ends <= here <= LEAD:
        return False
    many = amount(scene.parse, phrase)
    for other in scene.heard_:
        if scene.sentence(other) >= scene.title_ends:
            return False
        theirs = amount(scene.parse, other)
        if other.form != "nominal" or many and theirs and many != theirs:
            continue
        counted = many and many == theirs and scene.parse.words[other.head].upos == "NUM" and not other.also
        people = "P" in (scene.chains.sorts[phrase.at].family, scene.chains.sorts[other.at].family)
        same = other.lemma == phrase.lemma and (phrase.number == other.number or "any" in (phrase.number, other.number))
        if (same and _owner(scene, phrase) < 0 or counted and people) and scene.chains.join(other.at, phrase.at, number=False):
            return True
    return False


def resolve_headline(scene: Scene, phrase: Phrase) -> None:
    """A headline's noun that the first sentences give a name to: "Rebels take university" … "Xara University"."""
    if scene.chains.chain(phrase.at).named or phrase.number == "many" or phrase.definite != "bare":
        return
    for p in scene.heard_:
        if scene.sentence(p) > 3:
            return
        if (
            p.form == "name"
            and len(p.name) > 1
            and phrase.lemma in (p.name[0], p.name[-1])
            and scene.chains.sorts[p.at].type != "person"
        ):
            scene.chains.join(p.at, phrase.at, number=False)
            return


def _near_modifiers(a: Phrase, b: Phrase) -> bool:
    return a.modifiers <= b.modifiers or b.modifiers <= a.modifiers or not a.modifiers


def _name_with_noun(scene: Scene, phrase: Phrase) -> bool:
    """ "the university" for "Xara University", "the church" for "Church of Xara": the noun is a word of the name."""
    if phrase.lemma in ("state", "group") or phrase.lemma in DIRECTIONS:
        return False
    plural = phrase.lemma + "s"
    for p in reversed(scene.heard_):
        if p.form != "name" or len(p.name) < 2 or not (phrase.lemma in p.name or plural in p.name):
            continue
        if scene.chains.sorts[p.at].type == "person":
            continue
        listed = scene.lexicon.type_of(phrase.lemma)
        if listed == "state" and scene.chains.chain(p.at).sort.type != "state":
            continue
        at_edge = p.name[-1] in (phrase.lemma, plural) or p.name[0] == phrase.lemma or f"{phrase.lemma} of" in " ".join(p.name)
        if (at_edge or scene.parse.words[phrase.head].text[:1].isupper()) and scene.chains.join(p.at, phrase.at, number=False):
            return True
    return False


def _kind_of(scene: Scene, phrase: Phrase) -> bool:
    """ "the group", "the minister", "the country": the most present entity of the kind that the noun calls."""
    back, many = scene.lexicon.back, phrase.number == "many"
    kinds = [
        k for k, nouns in back.items() if (phrase.lemma in nouns or f"{phrase.lemma}s" in nouns) and (k == "group" or not many)
    ]
    if not kinds:
        return False
    if kinds == ["person"]:
        found = _one_person(scene, phrase, scene.present(phrase, partial(_called_so, scene, phrase, kinds), reach=3))
    else:
        found = scene.present(phrase, partial(_called_so, scene, phrase, [k for k in kinds if k != "person"]), reach=8)
    # "the militants" for a group
    return bool(found) and scene.chains.join(found[0][1], phrase.at, number=False, force="group" in kinds and many)


def _by_deed(scene: Scene, phrase: Phrase) -> bool:
    """ "the attackers", "the defendant": who did, or suffered, what the noun says."""
    lower = scene.parse.words[phrase.head].lower
    kinds = scene.lexicon.deeds.get(phrase.lemma) or scene.lexicon.deeds.get(lower)
    if kinds is None or phrase.definite != "def" or _complement(scene, phrase):
        return False

    def fits(other: Phrase, chain: Chain) -> bool:
        if chain.sort.family not in ("P", "B") or chain.sort.type in ("state", "outlet"):
            return False
        if chain.sort.family == "B" and phrase.number != "many":
            return False
        same = chain.sort.family == "B" or "any" in (chain.number, phrase.number) or chain.number == phrase.number
        return same and bool(kinds & scene.deeds.get(scene.chains.root(other.at), set()))

    found = scene.present(phrase, fits, reach=DEED)
    return bool(found) and scene.chains.join(found[0][1], phrase.at, number=False, force=True)


def _called_so(scene: Scene, phrase: Phrase, kinds: Sequence[str], other: Phrase, chain: Chain) -> bool:
    """Whether an entity is of one of the kinds that the noun calls."""
    sort = chain.sort
    if sort.type == "person":
        return "person" in kinds and ("any" in (chain.gender, phrase.gender) or chain.gender == phrase.gender)
    if not chain.named and not any(scene.lexicon.type_of(lemma) in kinds for lemma in chain.lemmas):
        return False
    if not chain.named and (phrase.number, other.number) == ("one", "many"):
        return False      # "the group" is none of "other groups"
    if sort.country:
        return "state" in kinds
    if phrase.lemma in ("organization", "organisation"):
        return sort.type in ("group", "organisation")
    if phrase.lemma in ("city", "town", "village"):
        return sort.type == "place" and chain.named
    return sort.type in kinds and sort.type != "state"


def _speaker_again(scene: Scene, phrase: Phrase) -> bool:
    """ "The minister also said": the one who spoke before."""
    up = scene.parse.head(phrase.head)
    if (
        scene.speaker < 0
        or up is None
        or not scene.says(phrase)
        or not any(c.lower == "also" for c in scene.parse.children(up.index, "advmod"))
    ):
        return False
    before = scene.chains.chain(scene.speaker)
    one = scene.chains.sorts[phrase.at].type == "people" and phrase.number == "one" and before.sort.type == "person"
    return one and scene.chains.join(scene.speaker, phrase.at)


def _belonging(scene: Scene, phrase: Phrase) -> bool:
    """ "the Xara leader": the person last told to be of Xara ("Xara's Omar Deen", "a member of Xara")."""
    if (
        scene.chains.sorts[phrase.at].type != "people"
        or phrase.number != "one"
        or phrase.definite != "def"
        or phrase.restricted
    ):
        return False
    mine = scene.bodies_of(phrase)
    if not mine:
        return False
    found = scene.present(
        phrase,
        lambda p, c: c.sort.type == "person" and bool(mine & scene.belongs.get(scene.chains.root(p.at), set())),
        reach=10,
    )
    fitting = _one_person(scene, phrase, found) if phrase.lemma not in ("leader", "official", "member") else found
    return bool(fitting) and scene.chains.join(fitting[0][1], phrase.at)


def _one_person(scene: Scene, phrase: Phrase, found: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """A role noun needs a person of that role, or one of no told role who stands alone; "the man" takes the most present."""
    if phrase.lemma in GENERIC:
        return found
    if (
        phrase.lemma in scene.lexicon.charged
    ):  # "the attacker" is nobody who was not called so, or accused, by a word of this kind
        return [f for f in found if scene.chains.chain(f[1]).lemmas & scene.lexicon.charged]
    same = [f for f in found if phrase.lemma in scene.chains.chain(f[1]).lemmas]
    if same:
        return same
    return found if len(found) == 1 and not {w for w in scene.chains.chain(found[0][1]).lemmas if w not in GENERIC} else []
