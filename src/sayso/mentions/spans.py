# SPDX-License-Identifier: Apache-2.0
"""Where the names of a text stand: the tagger's runs made whole, known bodies, and proper nouns that the tagger left out."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.mentions import lands
from sayso.mentions.lexicon import Lexicon
from sayso.mentions.names import name_words, words_of
from sayso.parse import Parse, Word

ARTICLES = ("al", "el", "ad", "as", "ash", "an", "ar", "at", "az")
LINKS = ("e", "i", "ul", "ud", "uz", "ur", "al", "el", "o")
MARKS = ".,-‐‑"
"""What may stand between a title and a name, or between the halves of a rank: "Lt-Col"."""
CAPITALS = 0.7
"""Share of capital letters from which a text counts as a wire in capitals, where letter case tells nothing."""


def name_spans(parse: Parse, lexicon: Lexicon) -> Iterator[tuple[int, int, int, str]]:
    """Names as (first word, last word, head, tag). Tags: PER LOC ORG MISC, "demonym" ("Egyptian army"), "" (untagged)."""
    words = parse.words
    letters = [c for c in parse.text if c.isalpha()]
    caps = sum(c.isupper() for c in letters) > CAPITALS * len(letters)
    tagged = _mended(parse, [x for run in _tagged(parse) for x in _parted(parse, *run, lexicon)], caps, lexicon)
    taken = {i for first, last, _ in tagged for i in range(first, last + 1)}
    parties = any(_is_party(parse, w, lexicon) for w in words)
    known = {words[first].text for first, last, _ in tagged if first == last and words[first].upos == "PROPN"}
    for first, last, tag in [*tagged, *_untagged(parse, taken, known, caps)]:
        first, last = _trim(parse, first, last, tag, lexicon)
        if first > last:
            continue
        head = top(parse, first, last)
        word = words[head]
        if (
            tag == ""
            and (word.kind == "time" or _is_office(parse, first, last, head, lexicon))
            or _is_date(parse, first, last, lexicon)
            or first == last and _half_rank(parse, first, lexicon)
        ):
            continue
        if not name_words(words[first : last + 1]):
            continue  # marks only
        if first == last:
            stands_before = word.upos == "ADJ" or word.relation.startswith(("amod", "compound"))
            if stands_before and lexicon.country_of(word.text) and word.xpos not in ("NNS", "NNPS"):
                tag = "demonym"
            if tag != "PER" and _is_common(word, lexicon) and not (word.lower in lexicon.parties_too and parties):
                continue
        yield first, last, head, tag


def _is_date(parse: Parse, first: int, last: int, lexicon: Lexicon) -> bool:
    """A day or month."""
    return all(
        lexicon.type_of(w.lower.rstrip(".")) == "time" or w.upos in ("NUM", "PUNCT") for w in parse.words[first : last + 1]
    )


def _is_office(parse: Parse, first: int, last: int, head: int, lexicon: Lexicon) -> bool:
    """ "State Prosecutor", "President" before a name: a title, no name."""
    word = parse.words[head]
    if first == last and lexicon.is_title(word.lower) and (word.relation in ("compound", "flat") or word.text.endswith(".")):
        return True
    glued = first == last and (bool(parse.children(head, "flat")) or _spelt_out(parse, word))
    return lexicon.type_of(parse.words[last].lemma.lower()) == "people" and not glued


def _half_rank(parse: Parse, index: int, lexicon: Lexicon) -> bool:
    """Whether a word is one half of a rank that is bound by a hyphen: "Lt-Col", which the tagger takes for a name."""
    near = [w.lower.rstrip(".") for w in parse.words[index : index + 3]]
    return len(near) > 2 and near[1] == "-" and near[0] in lexicon.titles and near[2] in lexicon.titles


def _spelt_out(parse: Parse, word: Word) -> bool:
    """Whether capitals are what a report calls a body that it names in full: "Marsh Liberation Army (MLA)"."""
    at = (w.index for w in parse.words[1:-1] if w.text == word.text and word.text.isupper())
    return any(parse.words[i - 1].text == "(" and parse.words[i + 1].text == ")" for i in at)


def _tagged(parse: Parse) -> Iterator[tuple[int, int, str]]:
    """Runs of BIO tags → (first, last, type)."""
    start, kind = -1, ""
    for w in parse.words:
        mark, _, tag = w.entity.partition("-")
        joined = mark == "I" and start >= 0 and tag == kind and parse.words[start].sentence == w.sentence
        if start >= 0 and not joined:
            yield start, w.index - 1, kind
            start = -1
        if mark in ("B", "I") and start < 0:
            start, kind = w.index, tag
    if start >= 0:
        yield start, len(parse.words) - 1, kind


def _parted(parse: Parse, first: int, last: int, tag: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """A run without an office that stands in it between a body or place and its holder: "Kori MLA Omar Deen"."""
    at = next((i for i in range(first + 1, last) if is_post(parse.words[i], lexicon)), None)
    if tag == "PER" and at is None and _body_of_office(parse.words, first, last):
        return [(first, first, "ORG"), (first + 1, last, "PER")]
    if at is None or tag != "PER":
        return [(first, last, tag)]
    before = " ".join(w.text for w in parse.words[first:at])
    return [(first, at - 1, "LOC" if lands.may_be_place(before) else "ORG"), (at + 1, last, "PER")]


def _body_of_office(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether a run begins with a body in capitals, behind the "of" of an office: "secretary of the KPRS Goura Patel"."""
    before = [w.lower for w in words[max(0, first - 2) : first]]
    body, name = words[first].text, words[first + 1 : last + 1]
    behind = before[-1:] == ["of"] or before == ["of", "the"]
    return behind and len(name) > 1 and len(body) > 2 and body.isupper() and body.isalpha() and not name[-1].text.isupper()


def _mended(parse: Parse, tagged: list[tuple[int, int, str]], caps: bool, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Names made whole: known bodies as listed, parts of one person joined, a capitalised last word that the tagger cut off."""
    words = parse.words
    known = list(_listed(parse, caps, lexicon))
    fixed = {i for first, last, _ in known for i in range(first, last + 1)}
    out: list[tuple[int, int, str]] = []
    for first, last, tag in tagged:
        if any(i in fixed for i in range(first, last + 1)):
            continue
        while (
            last + 1 < len(words)
            and words[last + 1].sentence == words[last].sentence
            and last + 1 not in fixed
            and (
                words[last + 1].relation == "flat"
                and words[last + 1].entity == "O"
                and first <= words[last + 1].head <= last
                and tag == "PER"
                or not caps
                and tag in ("ORG", "MISC", "LOC")
                and words[last + 1].text[:1].isupper()
                and words[last + 1].entity == "O"
                and words[last + 1].upos in ("NOUN", "PROPN")
                and words[last].head == last + 1
                and words[last + 1].head != last + 2
                and _closes(words[last + 1], lexicon)
            )
        ):
            last += 1
        last = _hyphened(words, last)
        before = out[-1] if out else None
        if before and words[before[1]].lower in ("of", "for") and before[2] == "ORG" and _only_article(words, before[1], first):
            out[-1] = (before[0], last, "ORG")  # "Army of the Tamar Sect", where the tagger let go of the article
            continue
        if (
            before
            and before[1] == first - 1
            and words[first].sentence == words[first - 1].sentence
            and "PER" in (tag, before[2])
            and (before[2] == tag or words[first].relation == "flat")
            and not _body_of_office(words, before[0], last)
        ):
            out[-1] = (before[0], last, "PER")
        else:
            out.append((first, last, tag))
    return sorted((_article(words, first), last, tag) for first, last, tag in out + known)


def _closes(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is one that ends names of bodies and places ("Forces", "Dam")."""
    return word.lower in lexicon.endings or lexicon.type_of(word.lemma.lower()) in (
        "group",
        "state",
        "organisation",
        "outlet",
        "facility",
        "place",
    )


def _listed(parse: Parse, caps: bool, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Names of the roster of known bodies that stand in the text, longest first; short ones only in their capitals."""
    words, at = parse.words, 0
    while at < len(words):
        step = 1
        article = words[at].lower in ARTICLES and at + 2 < len(words) and words[at + 1].text == "-"
        if (words[at].text[:1].isupper() or article) and lexicon.first_words & set(words_of(words[at].text)[:1]):
            for last in range(min(at + 8, len(words)) - 1, at - 1, -1):
                if words[last].sentence != words[at].sentence or not words[last].text[-1].isalnum():
                    continue
                if last == at and (
                    caps or not (words[at].text.isupper() and len(words[at].text) >= 2 and words[at].entity == "O")
                ):
                    break
                if (
                    lexicon.body(name_words(words[at : last + 1])) is not None
                    and words[last].text[:1].isupper()
                    and words[at].lower != "the"
                ):
                    yield at, last, "ORG"
                    step = last - at + 1
                    break
        at += step


def _only_article(words: tuple[Word, ...], left: int, right: int) -> bool:
    """Whether two words of a sentence are neighbours, or have but "the" between them."""
    between = [w.lower for w in words[left + 1 : right]]
    return between in ([], ["the"]) and words[left].sentence == words[right].sentence


def _hyphened(words: tuple[Word, ...], last: int) -> int:
    """Where a name ends that hyphens run through: "Qala-e-Xara", "Tamar-i Xara"."""
    at = last
    while (
        at + 2 < len(words)
        and words[at + 1].text == "-"
        and words[at].end == words[at + 1].start
        and words[at + 2].lower in LINKS
    ):
        if words[at + 1].end != words[at + 2].start or at + 3 >= len(words):
            break
        glued = words[at + 3].text == "-" and words[at + 3].start == words[at + 2].end and at + 4 < len(words)
        at = at + 4 if glued else at + 3
    return at if words[at].sentence == words[last].sentence and words[at].text[:1].isupper() else last


def _article(words: tuple[Word, ...], first: int) -> int:
    """Where a name begins that the tagger cut off from its article: "al-Xara"."""
    cut = (
        first > 1
        and words[first - 1].text == "-"
        and words[first - 2].lower in ARTICLES
        and words[first - 2].end == words[first - 1].start
    )
    return first - 2 if cut else first


def _trim(parse: Parse, first: int, last: int, tag: str, lexicon: Lexicon) -> tuple[int, int]:
    """Leaves out articles, titles in front of a person's name, and possessive endings or punctuation at the edges."""
    words = parse.words
    while first < last and (words[first].lower in ("the", "a", "an") or words[first].upos == "PUNCT"):
        first += 1
    while last > first and (
        words[last].lower in ("'s", "’s", "'", "’")
        or words[last].upos in ("ADP", "CCONJ", "DET")
        or words[last].upos == "PUNCT"
        and words[last].text != ")"
    ):
        last -= 1
    while first < last and (is_post(words[last], lexicon) or words[last].text.islower() and _who(words[last], lexicon)):
        last -= 1      # "CPM cadres", "LDF MLAs", which a tagger takes for one name
    while tag == "PER" and first < last and (words[first].lower.rstrip(".") in lexicon.titles or words[first].text in MARKS):
        first += 1
    return _behind_office(words, first, last) if tag == "PER" else first, last


def _behind_office(words: tuple[Word, ...], first: int, last: int) -> int:
    """Where a person's name begins that a tagger ran together with what his office is for: "of State Omar Deen"; behind its end
    where there is only that."""
    if words[first].lower not in ("of", "for"):
        return first
    behind = last - first
    return last + 1 if behind < 2 else last - (behind > 2)


def is_post(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word is an office in capitals: "MLA", "MLCs", "DySP"."""
    return sum(c.isupper() for c in word.text) > 1 and lexicon.is_title(word.lower)


def _is_party(parse: Parse, word: Word, lexicon: Lexicon) -> bool:
    """Whether the name of a parliament is a party's, which somebody works or stands for: "Congress workers"."""
    up = parse.head(word.index) if word.lower in lexicon.parties_too and word.relation == "compound" else None
    alone = word.index == 0 or parse.words[word.index - 1].upos != "PROPN"
    return up is not None and word.text.istitle() and alone and _who(up, lexicon)


def _who(word: Word, lexicon: Lexicon) -> bool:
    """Whether a noun speaks of people, and ends no name of a body ("the coast guard")."""
    return word.lower not in lexicon.endings and "people" in (lexicon.type_of(word.lemma.lower()), lexicon.type_of(word.lower))


def top(parse: Parse, first: int, last: int) -> int:
    """The word of a stretch whose head lies outside it (the leftmost such of the least depth)."""
    outside = [i for i in range(first, last + 1) if not first <= parse.words[i].head <= last]
    real = [i for i in outside if parse.words[i].upos not in ("PUNCT", "ADP", "DET")]
    return (real or outside or [first])[0]


def _is_capital(word: Word, caps: bool) -> bool:
    """A proper noun, or an abbreviation in capitals that the tagger took for a noun."""
    if word.upos == "PROPN":
        return word.text[:1].isupper()
    return not caps and word.upos in ("NOUN", "X") and word.text.isupper() and len(word.text) >= 2


def _untagged(parse: Parse, taken: set[int], known: set[str], caps: bool) -> Iterator[tuple[int, int, str]]:
    """Runs of proper nouns that the tagger left outside every name."""
    start = -1
    for w in parse.words:
        fits = (_is_capital(w, caps) or w.upos in ("NOUN", "X") and w.text in known) and w.index not in taken
        if start >= 0 and w.upos == "NUM" and w.relation == "flat" and start <= w.head < w.index:
            continue  # "Article 370"
        if start >= 0 and (not fits or parse.words[start].sentence != w.sentence):
            yield start, w.index - 1, ""
            start = -1
        if fits and start < 0:
            start = w.index
    if start >= 0:
        yield start, len(parse.words) - 1, ""


def _is_common(word: Word, lexicon: Lexicon) -> bool:
    """ "the Church", "the Front", "ARMY": a capitalised common noun that names nobody by itself."""
    listed = lexicon.type_of(word.lemma.lower()) or lexicon.type_of(word.lower)
    return listed in ("group", "organisation", "state", "facility", "place") and lexicon.body(name_words([word])) is None
