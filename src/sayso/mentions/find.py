# SPDX-License-Identifier: Apache-2.0
"""Parse → who and what a report speaks of: entities with all their mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sayso.mentions import lands
from sayso.mentions.chains import Chain, Chains
from sayso.mentions.coreference import sweep
from sayso.mentions.lexicon import Lexicon, lexicon
from sayso.mentions.naming import join_names
from sayso.mentions.phrases import SUBJECT, Phrase, phrases
from sayso.mentions.quotes import find_quotes
from sayso.mentions.structure import REFLEXIVE, join_by_structure
from sayso.mentions.types import Sort, sort_of
from sayso.model import Entity, Mention, Report
from sayso.parse import Parse
from sayso.text import Span, one_line, quote

LOCATIVE = frozenset(("in", "at", "to", "from", "near", "into", "toward", "towards", "outside", "through", "inside", "across"))
SITED = frozenset(("in", "near", "outside", "inside"))
"""What makes a place of a name that could be a person's; not "at" or "from": "shouted at Lund"."""
TOWNSPEOPLE = frozenset(("resident", "villager", "councillor", "councilor", "alderman", "councilman", "councilwoman", "mayor",
                        "townspeople", "native", "suburb", "neighborhood", "neighbourhood", "police", "firefighter", "man",
                        "woman", "teenager", "teen", "couple", "driver", "student", "officer"))
"""Whom a town is named before: "Hayes residents"."""
DASHES = frozenset(("-", "–", "—", "--"))
SHORT = 4
"""Letters up to which a word in capitals is more likely an acronym than a town."""
LONGEST = 12
"""Words that the name of an unnamed entity may have behind its head."""


@dataclass(frozen=True)
class Mentions:
    """The entities of one report in order of first mention, and for a head word the entity and mention that it stands for.
    `others`: for a head word that stands for several ("the two men") the entities besides the first."""

    entities: tuple[Entity, ...]
    by_head: Mapping[int, tuple[str, Mention]]
    others: Mapping[int, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))


def find(parse: Parse, report: Report, words: Lexicon | None = None) -> Mentions:
    """All entities of a report. Deterministic; about linear in the length of the text. `words`: if not given, the shipped
    lexicon."""
    words = lexicon() if words is None else words
    words = words.with_outlet(report.outlet) if report.outlet else words
    found = phrases(parse, words)
    parts = {w for p in found if p.tag == "PER" and len(p.name) > 1 for w in p.name}
    towns = _towns(parse, found, parts)
    sorts = tuple(_sort(parse, _placed(parse, p, parts, report, towns), words) for p in found)
    chains = Chains(found, sorts)
    by_word = {i: p.at for p in found for i in (p.head, *p.also)}
    _tell_apart(parse, chains, by_word)
    _tell_arguments_apart(parse, chains, by_word)
    _tell_speakers_apart(parse, chains, by_word)
    join_names(parse, chains, words)
    join_by_structure(parse, chains, by_word, words)
    quotes = find_quotes(parse, by_word, words)
    sweep(parse, chains, by_word, quotes, words, _title_ends(parse, report))
    return _entities(parse, chains)


def _towns(parse: Parse, found: Sequence[Phrase], parts: set[str]) -> set[tuple[str, ...]]:
    """Names taken for persons of which the text says "in" or "near", or that somebody is of them ("Ann Lee, of Hayes"; "Hayes
    residents"), which the gazetteer knows, and which no person's full name has."""
    persons = {i for p in found if p.tag == "PER" for i in range(p.words[0] - 1, p.words[1] + 1)}      # and a title before
    return {
        p.name for p in found
        if p.tag == "PER" and p.form == "name" and parts.isdisjoint(p.name) and lands.may_be_place(quote(parse.text, p.span))
        and (any(c.lower in SITED for c in parse.children(p.head, "case")) or _home(parse, p, persons))
    }


def _home(parse: Parse, phrase: Phrase, persons: set[int]) -> bool:
    """Whether a name calls the town that somebody is of: "Ann Lee, of Hayes", "Hayes residents"."""
    word = parse.words[phrase.head]
    if word.head in persons:
        return any(c.lower in ("of", "from") for c in parse.children(phrase.head, "case"))
    return word.relation.startswith(("compound", "nmod:poss")) and word.head == phrase.words[1] + 1 \
        and parse.words[word.head].lemma.lower() in TOWNSPEOPLE


def _placed(parse: Parse, phrase: Phrase, parts: set[str], report: Report, towns: set[tuple[str, ...]]) -> Phrase:
    """Puts right a tag that the rest of the text speaks against: a country or capital taken for a person though no person here
    has it in his name, a town that the text says something happens in (`towns`), a surname known from a full name taken for a
    place though nothing says "in" or "to", and the place of a dateline taken for a person."""
    if phrase.tag == "PER" and phrase.name in towns:
        return replace(phrase, tag="LOC")
    at = report.dateline_span
    if phrase.tag == "PER" and at and at[0] <= phrase.span[0] and phrase.span[1] <= at[1]:
        return replace(phrase, tag="LOC") if quote(parse.text, phrase.span) in (report.dateline or "") else phrase
    if phrase.tag == "LOC" and len(phrase.name) == 1 and phrase.name[0] in parts:
        where = any(c.lower in LOCATIVE for c in parse.children(phrase.head, "case"))
        return phrase if where else replace(phrase, tag="PER")
    if phrase.tag in ("PER", "ORG") and _heads_report(parse, phrase):
        return replace(phrase, tag="LOC")
    if phrase.tag == "PER" and len(phrase.name) > 1 and lands.country_named(quote(parse.text, phrase.span)):
        return replace(phrase, tag="LOC")      # "Sri Lanka"
    if phrase.tag == "PER" and len(phrase.name) == 1 and phrase.name[0] not in parts:
        text = quote(parse.text, phrase.span)
        if lands.country_named(text) or lands.is_capital(text):
            return replace(phrase, tag="LOC")
        before = {c.lower for c in parse.children(phrase.head, "case") if c.index < phrase.head}
        if before & SITED or before & LOCATIVE and lands.is_place(text) or _behind_comma(parse, phrase) and lands.is_city(text):
            return replace(phrase, tag="LOC")
    return phrase


def _behind_comma(parse: Parse, phrase: Phrase) -> bool:
    """Whether a name is hung on another by a comma: "the Institute of Technology, Owerri"."""
    first, word = phrase.words[0], parse.words[phrase.head]
    return word.relation == "appos" and first > 0 and parse.words[first - 1].text == "," and phrase.gender == "any"


def _heads_report(parse: Parse, phrase: Phrase) -> bool:
    """Whether a name stands as a dateline does, in capitals before a dash at the head of a sentence ("ROSWELL — A man …"), also
    where a headline goes before."""
    first, last = phrase.words
    text = quote(parse.text, phrase.span)
    return (len(text) > SHORT and text.isupper() and first == parse.sentence_of(first).first and last + 1 < len(parse.words)
            and parse.words[last + 1].text in DASHES and lands.may_be_place(text))


def _sort(parse: Parse, phrase: Phrase, words: Lexicon) -> Sort:
    sort = sort_of(parse, phrase, words, quote(parse.text, phrase.span))
    if phrase.form == "name" and sort.type == "place" and _governs(parse, phrase, words):
        return replace(sort, type="state", sure=8)
    return sort


def _governs(parse: Parse, phrase: Phrase, words: Lexicon) -> bool:
    """ "Cairo believes": a capital that is the subject of a verb of saying or deciding stands for its government."""
    word, up = parse.words[phrase.head], parse.head(phrase.head)
    last = phrase.words[1]
    dateline = phrase.words[0] == 0 and last + 1 < len(parse.words) and parse.words[last + 1].upos in ("PUNCT", "NUM")
    if dateline or word.relation not in SUBJECT or up is None:
        return False
    if up.lemma.lower() not in words.saying and up.lemma.lower() not in words.deciding:
        return False
    return lands.is_capital(quote(parse.text, phrase.span))


def _tell_arguments_apart(parse: Parse, chains: Chains, by_word: Mapping[int, int]) -> None:
    """Who acts and whom it befalls in one clause are two, unless a reflexive says otherwise: "Lund met the leader"."""
    for w in parse.words:
        if w.upos != "VERB":
            continue
        first = [c for c in parse.children(w.index, "nsubj") if c.index in by_word]
        second = [c for c in parse.children(w.index, "obj", "iobj") if c.index in by_word and c.lower not in REFLEXIVE]
        second += [c for c in parse.children(w.index, "obl") if c.relation == "obl:agent" and c.index in by_word]
        for a in first:
            for b in second:
                chains.part(by_word[a.index], by_word[b.index])


def _tell_speakers_apart(parse: Parse, chains: Chains, by_word: Mapping[int, int]) -> None:
    """A person whom a clause describes is not who says or does what it stands under, whom a pronoun would name (principle C of
    the binding theory, Chomsky 1981): "Omar Deen said that the governor was corrupt"."""
    for phrase in chains.phrases:
        if phrase.form != "nominal" or chains.sorts[phrase.at].type != "people" or phrase.number == "many":
            continue
        below = parse.words[phrase.head]
        for up in parse.ancestors(phrase.head):
            if below.index != phrase.head and below.relation.partition(":")[0] in ("ccomp", "xcomp"):
                for c in parse.children(up.index, "nsubj"):
                    if c.index in by_word and chains.phrases[by_word[c.index]].form == "name":
                        chains.part(by_word[c.index], phrase.at)
            below = up


def _tell_apart(parse: Parse, chains: Chains, by_word: Mapping[int, int]) -> None:
    """Names and persons joined by "and" are never one."""
    for phrase in chains.phrases:
        word = parse.words[phrase.head]
        if word.relation == "conj" and word.head in by_word:
            other = chains.phrases[by_word[word.head]]
            if (
                phrase.form == other.form == "name"
                or phrase.form != "pronoun"
                and other.form != "pronoun"
                and phrase.number == other.number == "many"
            ):
                chains.part(other.at, phrase.at)


def _title_ends(parse: Parse, report: Report) -> int:
    """1 where the first sentence is a headline (told by the report, or a first line of its own without a full stop), else 0."""
    if not parse.sentences:
        return 0
    first = parse.sentences[0]
    if report.title_span is not None:
        return int(first.end <= report.title_span[1])
    alone = len(parse.sentences) > 1 and parse.sentences[1].paragraph != first.paragraph
    return int(alone and parse.words[first.last - 1].text not in '.!?"”')


def _entities(parse: Parse, chains: Chains) -> Mentions:
    roots = chains.roots()
    several = {r: m for r in roots if len(m := chains.members(r)) > 1}
    several = {r: m for r, m in several.items() if not several.keys() & set(m)}
    idents = {r: f"e{n}" for n, r in enumerate((r for r in roots if r not in several), 1)}
    found: dict[int, dict[Span, Mention]] = {r: {} for r in idents}
    by_head: dict[int, tuple[str, Mention]] = {}
    others: dict[int, tuple[str, ...]] = {}
    for root in roots:
        told = several.get(root, (root,))
        for at in chains.chain(root).members:
            p = chains.phrases[at]
            mention = found[told[0]].setdefault(p.span, Mention(p.span[0], p.span[1], p.head, p.form))
            for r in told[1:]:
                found[r].setdefault(p.span, mention)
            for i in (p.head, *p.also):
                by_head[i] = (idents[told[0]], mention)
                if told[1:]:
                    others[i] = tuple(idents[r] for r in told[1:])
    entities = tuple(
        Entity(ident, _type(parse, chains, chains.chain(root)), _called(parse, chains, chains.chain(root)),
               tuple(sorted(found[root].values(), key=lambda m: m.span)))
        for root, ident in idents.items()
    )
    for p in chains.phrases:  # any word of a name stands for it, should the tree hang something on it
        if p.form == "name":
            for i in range(p.words[0], p.words[1] + 1):
                by_head.setdefault(i, by_head[p.head])
    return Mentions(entities, MappingProxyType(by_head), MappingProxyType(others))


def _type(parse: Parse, chains: Chains, chain: Chain) -> str:
    """The chain's type; whoever has a name of his own is a person, whatever noun he is introduced by."""
    if chain.sort.type == "people" and chain.number != "many":
        for p in (chains.phrases[at] for at in chain.members):
            if p.form == "name" and chains.sorts[p.at].type == "person" and not p.adjective:
                return "person"
    if chain.sort.type == "thing" and all(
        chains.phrases[at].form == "pronoun" and parse.words[chains.phrases[at].head].lemma.lower() == "they"
        for at in chain.members
    ):
        return "people"      # "they" that nothing before explains
    return chain.sort.type


def _called(parse: Parse, chains: Chains, chain: Chain) -> str:
    """The fullest name (the longest; the first of equals), for the unnamed the first mention up to a comma."""
    members = [chains.phrases[at] for at in chain.members]
    names = [p for p in members if p.form == "name" and not p.adjective] or [p for p in members if p.form == "name"]
    if names:
        fullest = max(names, key=lambda p: (len(p.name), p.span[1] - p.span[0], -p.at))
        text = one_line(quote(parse.text, fullest.span))
        return text[:-2] if text.endswith(("'s", "’s")) else text
    first = next((p for p in members if p.form == "nominal"), members[0])
    last, prepositions = first.words[1], 0
    tail = {w.index for w in parse.subtree(first.also[0] if first.also else first.head)}
    for w in parse.words[last + 1 : last + 1 + LONGEST]:
        prepositions += w.upos == "ADP" and w.lower != "of"
        if (
            w.index not in tail
            or w.relation.startswith(("acl", "appos", "conj", "cc", "parataxis", "advcl"))
            or w.upos == "PUNCT"
        ):
            break
        if prepositions > 1:
            break
        if w.upos in ("NOUN", "PROPN", "NUM"):
            last = w.index
    return one_line(parse.text[first.span[0] : parse.words[last].end])
