# SPDX-License-Identifier: Apache-2.0
"""Pronouns: he and she to a person, it to a body, place or thing, they to people and bodies, I and we to a speaker."""

from __future__ import annotations

from sayso.mentions.chains import Chain
from sayso.mentions.phrases import FIRST, SUBJECT, Phrase
from sayso.mentions.plurals import resolve_they
from sayso.mentions.salience import REACH, Scene
from sayso.mentions.types import PERSONS, agree

HE_SHE = frozenset(("he", "him", "his", "she", "her", "hers", "himself", "herself"))
IT = frozenset(("it", "its", "itself"))
THEY = frozenset(("they", "them", "their", "theirs", "themselves"))
KINDS = {"organization": "BC", "person": "P", "place": "LC", "event": "T", "abstract": "T", "object": "TL"}
KIND_AGREES = 1.8
"""How much more likely an antecedent of the kind that the model gives the pronoun is: a hint, right two times in three."""
LINKED = 1.5
"""How much likelier an antecedent is that the model's references name: more or less of it is worse on our corpus (train)."""
DEMANDS = frozenset(("demand", "insist", "urge", "order", "request", "require", "ask", "recommend", "propose"))
"""Verbs whose that-clause tells what another is to do."""
SPOKEN = 8
"""Sentences back for "he said": long quotes stand between."""
ISSUER = frozenset(("we", "us", "our", "ours", "ourselves"))
ONE = frozenset(FIRST) - ISSUER
OPENING = 3
"""Sentences at the beginning in which a statement says whose it is."""
EMPTY_VERBS = frozenset(("seem", "appear", "be", "remain", "turn", "happen", "emerge", "rain", "snow", "take"))
"""Verbs whose "it" with a clause behind it stands for nothing."""


def resolve_pronoun(scene: Scene, phrase: Phrase) -> None:
    """Joins a pronoun to the most present entity that fits; leaves it alone where none does."""
    lower = scene.parse.words[phrase.head].lower
    chain = scene.chains.chain(phrase.at)
    before = (scene.parse.words[scene.chains.phrases[at].head].lower for at in chain.members if at < phrase.at)
    if chain.named or any(w not in FIRST for w in before):
        return  # structure has settled it
    if lower in FIRST:
        _first_person(scene, phrase, lower)
        settled = scene.chains.chain(phrase.at).named
        if not settled and (lower in ISSUER or scene.quotes.of[phrase.head] < 0):
            _as_before(scene, phrase, ISSUER if lower in ISSUER else ONE)
    elif lower in ("here", "there"):
        _place(scene, phrase, lower)
    elif lower in HE_SHE | IT | THEY:
        if lower in IT and _empty(scene, phrase):
            return
        _third_person(scene, phrase, lower)


def _first_person(scene: Scene, phrase: Phrase, lower: str) -> None:
    """ "I" in a quote is who speaks; "we" also the body that one person speaks for; "we" outside every quote is who issues the
    text."""
    chains, one = scene.chains, lower in ONE
    quote = scene.quotes.of[phrase.head]
    if quote < 0:
        if not one:
            _issuer(scene, phrase)
        return
    speaker = scene.quotes.speaker[quote]
    if speaker < 0 or speaker not in scene.by_word:
        return
    at = scene.by_word[speaker]
    if one or chains.sorts[at].family in ("B", "C") or chains.chain(at).number == "many":
        chains.join(at, phrase.at, number=False, force=True)
        return
    told = scene.belongs.get(chains.root(at), set()) | scene.bodies_of(chains.phrases[at])
    bodies = [b for b in told if chains.chain(b).sort.family == "B"]
    if len({chains.root(b) for b in bodies}) == 1:
        chains.join(bodies[0], phrase.at, number=False, force=True)


def _as_before(scene: Scene, phrase: Phrase, words: frozenset[str]) -> None:
    """ "We express our condolences", "I have my doubts": who says "we" in a sentence is one body or band, and who says "I" one
    person, whoever it is."""
    chains = scene.chains
    for p in reversed(scene.heard_):
        if scene.sentence(p) != scene.sentence(phrase):
            return
        if p.form == "pronoun" and p.lemma in words and scene.quotes.of[p.head] == scene.quotes.of[phrase.head]:
            chains.join(p.at, phrase.at, number=False, force=True)
            return


def _issuer(scene: Scene, phrase: Phrase) -> None:
    """A statement or press release in the first person: the last such "we", else the first body that speaks or acts at its
    beginning."""
    chains = scene.chains
    for p in reversed(scene.heard_):
        if p.form == "pronoun" and p.lemma in ISSUER and scene.quotes.of[p.head] < 0 and chains.chain(p.at).named:
            chains.join(p.at, phrase.at, number=False, force=True)
            return
    for p in scene.heard_:
        if scene.sentence(p) > scene.title_ends + OPENING:
            return
        if (p.form == "name" and chains.chain(p.at).sort.family == "B" and scene.is_subject(p) and not p.adjective
                and scene.sentence(p) >= scene.title_ends):
            chains.join(p.at, phrase.at, number=False, force=True)
            return


def _place(scene: Scene, phrase: Phrase, lower: str) -> None:
    """ "there": the place last spoken of; "here": the place that the report is sent from, where its first words are a place."""
    chains = scene.chains
    if lower == "here":
        if scene.quotes.of[phrase.head] >= 0:
            return
        first = scene.heard_[0] if scene.heard_ else None
        if first is not None and first.words[0] == 0 and first.form == "name" and chains.sorts[first.at].family in ("L", "C"):
            chains.join(first.at, phrase.at)
        return
    found = scene.present(phrase, lambda p, c: c.sort.family in ("L", "C") and not p.adjective, reach=1)
    if found:
        chains.join(found[0][1], phrase.at)


def _empty(scene: Scene, phrase: Phrase) -> bool:
    """ "It is clear that …", "it took two years to …": stands for nothing said before."""
    word = scene.parse.words[phrase.head]
    up = scene.parse.head(phrase.head)
    if up is None or not word.relation.startswith("nsubj"):
        return word.relation == "expl"
    clause = scene.parse.children(up.index, "ccomp", "csubj")
    adjective = (
        up.upos == "ADJ"
        and scene.parse.children(up.index, "cop")
        and scene.parse.children(up.index, "ccomp", "csubj", "xcomp", "advcl")
    )
    return bool(adjective) or bool(clause) and (word.relation == "nsubj:pass" or up.lemma.lower() in EMPTY_VERBS)


def _barred(scene: Scene, phrase: Phrase) -> set[int]:
    """Chains that the pronoun cannot mean: what stands beside it under one verb, and the noun phrase that it is part of."""
    parse, out = scene.parse, set()
    word = parse.words[phrase.head]
    up = parse.head(phrase.head)
    if up is not None and word.relation.partition(":")[0] in ("nsubj", "obj", "iobj", "obl"):
        for c in parse.children(up.index, "nsubj", "obj", "iobj", "obl"):
            if c.index != word.index and c.index in scene.by_word:
                out.add(scene.chains.root(scene.by_word[c.index]))
        if (
            word.relation in ("obj", "iobj", "obl")
            and not parse.children(up.index, "nsubj")
            and up.relation in ("xcomp", "conj")
        ):
            # the subject of the verb above is this one's too
            for c in parse.children(up.head, *SUBJECT) if up.head >= 0 else ():
                if c.index in scene.by_word and not (up.relation == "xcomp" and parse.children(up.head, "obj")):
                    out.add(scene.chains.root(scene.by_word[c.index]))
    if up is not None and up.relation == "ccomp" and up.head >= 0 and parse.words[up.head].lemma.lower() in DEMANDS:
        verb = parse.words[up.head]      # "demanded that it withdraw": not the one who demands
        while verb.relation == "conj" and not parse.children(verb.index, *SUBJECT):
            verb = parse.words[verb.head]
        demands = [c.index for c in parse.children(verb.index, *SUBJECT)]
        out |= {scene.chains.root(scene.by_word[i]) for i in demands if i in scene.by_word}
    while up is not None and word.relation.partition(":")[0] in ("nmod", "compound") and up.upos in ("NOUN", "PROPN", "NUM"):
        if up.index in scene.by_word:
            out.add(scene.chains.root(scene.by_word[up.index]))
        word, up = up, parse.head(up.index)
    return out


def _third_person(scene: Scene, phrase: Phrase, lower: str) -> None:
    chains, barred = scene.chains, _barred(scene, phrase) | {scene.chains.root(phrase.at)}
    says = _predicate(scene, phrase)
    quote = scene.quotes.of[phrase.head]
    if quote >= 0 and scene.quotes.speaker[quote] in scene.by_word:
        barred.add(chains.root(scene.by_word[scene.quotes.speaker[quote]]))

    def fits(other: Phrase, chain: Chain) -> bool:
        root = chains.root(other.at)
        if lower not in THEY and not chain.named and all(chains.phrases[at].lemma in FIRST for at in chain.members):
            return False      # nobody speaks of himself as "she"
        if chain.sort.type == "outlet" and not scene.says(phrase):
            return False      # who reports is hardly ever what is reported on
        if lower in IT and chain.sort.family not in ("B", "C") and _speaks(scene, phrase):
            return False      # what speaks is a body
        return (
            root not in barred and _suits(lower, chain) and agree(says, chain.sort.family) and chains.fits(other.at, phrase.at)
        )

    told = (_saying(scene, phrase, lower), _whose(scene, phrase, lower), _joined(scene, phrase), _parallel(scene, phrase))
    likely = next((at for at in told if at is not None), None)
    if likely is None and lower in IT | THEY and _speaks(scene, phrase) and scene.speaker >= 0:
        # "The government says that …. It has accused …": who goes on speaking is who spoke
        likely = scene.speaker if scene.sentence(phrase) - scene.sentence(chains.phrases[scene.speaker]) <= 1 else None
    if likely is not None and fits(chains.phrases[likely], chains.chain(likely)):
        chains.join(likely, phrase.at)
        return
    if lower in THEY and resolve_they(scene, phrase):
        return
    reach, said = REACH, frozenset[int]()
    if scene.says(phrase):  # "…, he said": whoever speaks is not the one first named in what he says
        reach, said = SPOKEN, frozenset(w.index for w in scene.parse.subtree(scene.parse.words[phrase.head].head))
    linked = scene.linked_roots(phrase)
    found = [
        (score * _taste(scene, lower, chains.chain(root), phrase, root) * (LINKED if root in linked else 1.0), root)
        for score, root in scene.present(phrase, fits, reach, said)
    ]
    if found:
        best = max(found, key=lambda x: (x[0], x[1]))
        chains.join(best[1], phrase.at)
        return
    later = _ahead(scene, phrase, lower, barred)
    if later >= 0:
        chains.join(later, phrase.at)


def _speaks(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is the subject of a verb of saying or deciding, outside quotation marks."""
    up = scene.parse.head(phrase.head)
    if up is None or not scene.is_subject(phrase) or scene.quotes.of[phrase.head] >= 0:
        return False
    lemma = up.lemma.lower()
    return lemma in scene.lexicon.saying or lemma in scene.lexicon.deciding


def _parallel(scene: Scene, phrase: Phrase) -> int | None:
    """ "Deen denied the report, but he declined to comment": a coordinated clause keeps the first one's subject."""
    up = scene.parse.head(phrase.head)
    if up is None or not scene.is_subject(phrase) or up.relation != "conj":
        return None
    first = [c.index for c in scene.parse.children(up.head, *SUBJECT) if c.index < phrase.head]
    return scene.by_word.get(first[0]) if len(first) == 1 else None


def _saying(scene: Scene, phrase: Phrase, lower: str) -> int | None:
    """ "The ministry said that it would not pay": a body's own "it" is what says so."""
    parse, up = scene.parse, scene.parse.head(phrase.head)
    if lower != "it" or up is None or not scene.is_subject(phrase) or up.relation != "ccomp" or up.head < 0 \
            or parse.words[up.head].lemma.lower() not in scene.lexicon.saying:
        return None
    said = [c.index for c in parse.children(up.head, *SUBJECT) if c.index < phrase.head]
    return scene.by_word.get(said[-1]) if said else None


def _joined(scene: Scene, phrase: Phrase) -> int | None:
    """ "Deen and his sister": an owner behind "and" is who stands before it."""
    parse, word = scene.parse, scene.parse.words[phrase.head]
    owned = parse.words[word.head] if word.relation == "nmod:poss" else None
    if owned is None or owned.relation != "conj":
        return None
    row = [owned.head, *(c.index for c in parse.children(owned.head, "conj"))]
    before = [i for i in row if i < owned.index]      # none where the tree hangs the row on what follows
    return scene.by_word.get(max(before)) if before else None


def _whose(scene: Scene, phrase: Phrase, lower: str) -> int | None:
    """ "Her lawyer said she had fled": who speaks for another, or is kin, speaks of the other."""
    whose = {"he": "his", "she": "her"}.get(lower)
    parse = scene.parse
    up = parse.head(phrase.head)
    if whose is None or up is None or not scene.is_subject(phrase) or up.relation != "ccomp" or up.head < 0:
        return None
    for subject in parse.children(up.head, *SUBJECT):
        for owner in parse.children(subject.index, "nmod:poss"):
            at = scene.by_word.get(owner.index)
            if at is not None and owner.lower == whose:
                return at
    return None


def _predicate(scene: Scene, phrase: Phrase) -> str:
    """ "It was the fourth attack": the family of the noun that is said of the pronoun, "" where none is."""
    up = scene.parse.head(phrase.head)
    if up is None or up.index not in scene.by_word or not scene.is_subject(phrase) or not scene.parse.children(up.index, "cop"):
        return ""
    if scene.parse.children(up.index, "case"):      # "He was in his car"
        return ""
    return scene.chains.sorts[scene.by_word[up.index]].family


def _suits(lower: str, chain: Chain) -> bool:
    family, number = chain.sort.family, chain.number
    if lower in HE_SHE:
        return family == "P" and number != "many"
    if lower in IT:
        return family in ("B", "C", "L", "T") and number != "many" and chain.sort.type not in PERSONS
    return family == "P" and number == "many" or family in ("B", "C") or family == "T" and number == "many"


def _taste(scene: Scene, lower: str, chain: Chain, phrase: Phrase, root: int) -> float:
    """How well a kind of entity goes with a kind of pronoun, all else equal."""
    family = chain.sort.family
    taste = 1.0
    if lower in HE_SHE:
        taste = 1.5 if chain.named else 0.9
        if chain.gender == "any":
            taste *= 0.9
    elif lower in IT:
        taste = {"B": 1.4, "C": 1.1, "T": 0.7, "L": 0.7}[family]
    else:
        taste = {"P": 1.3, "B": 0.8, "C": 0.35, "T": 0.45}[family]
        if family == "B" and chain.number == "many":
            taste = 1.2
    kind = scene.parse.words[phrase.head].kind
    if lower not in HE_SHE and kind in KINDS:
        taste *= KIND_AGREES if family in KINDS[kind] else 1.0
    if scene.speaker >= 0 and scene.says(phrase) and scene.chains.root(scene.speaker) == root:
        taste *= 2.5
    quote = scene.quotes.of[phrase.head]
    latest = next((p for p in reversed(scene.heard_) if scene.chains.root(p.at) == root), None)
    if latest is not None and scene.quotes.of[latest.head] != quote:
        taste *= 0.8
    if latest is not None and _own(scene, phrase) and scene.sentence(latest) == scene.sentence(phrase):
        taste *= 1.0 + 8.0 / (1 + phrase.head - latest.head)
    return taste


def _own(scene: Scene, phrase: Phrase) -> bool:
    """ "its own people": the owner stands near."""
    word = scene.parse.words[phrase.head]
    return (
        word.relation == "nmod:poss"
        and phrase.head + 1 < len(scene.parse.words)
        and scene.parse.words[phrase.head + 1].lower == "own"
    )


def _ahead(scene: Scene, phrase: Phrase, lower: str, barred: set[int]) -> int:
    """ "In his speech, Omar Deen …": the subject that follows in the same sentence, where nothing before fits."""
    sentence = scene.parse.sentence_of(phrase.head)
    for i in range(phrase.head + 1, sentence.last):
        at = scene.by_word.get(i)
        if at is None or scene.chains.phrases[at].form != "name" or not scene.is_subject(scene.chains.phrases[at]):
            continue
        if scene.chains.root(at) not in barred and _suits(lower, scene.chains.chain(at)) and scene.chains.fits(at, phrase.at):
            return at
    return -1
