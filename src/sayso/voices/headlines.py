# SPDX-License-Identifier: Apache-2.0
"""Voices of headlines, transcripts and signed quotations, where who speaks stands before a colon or after a dash with no verb;
and what looks like them on a page but says nothing: headings, names of outlets, titles of works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.mentions.gazetteer import fold, rows
from sayso.mentions.quotations import MARKS, Quotation
from sayso.parse import Parse, Word
from sayso.syntax.subjects import FINITE
from sayso.voices.frames import Frame
from sayso.voices.sources import kinds, words

DASHES = {"-", "--", "–", "—", "―"}

SHORT = 5
"""Words that a speaker may have before the colon or after the dash of a headline."""

TITLE = 10
"""Words that the title of a work has at most."""

OPEN_CLASS = {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}


def headlines(parse: Parse) -> list[Frame]:
    """ "Minister: army killed five", "Gunmen abduct priest - police", and the turns of a transcript."""
    out = []
    for s in parse.sentences:
        row = parse.words[s.first : s.last]
        colon = next((w.index for w in row[1 : SHORT + 1] if w.text == ":"), None)
        if colon is not None and colon + 2 < s.last:
            if _dateline(row, colon - s.first):
                continue
            start = next(w.index for w in row if w.upos != "PUNCT" or w.index == colon)      # behind a closing mark
            speaker, body = parse.words[start:colon], parse.words[colon + 1 : s.last]
            out += [] if _topic(speaker, body) else _turn(parse, speaker, colon, range(colon + 1, s.last))
        out += _closing(parse, row)
        dash = next((w.index for w in reversed(row[-SHORT - 1 : -1]) if w.text in DASHES and _spaced(parse, w.index)), None)
        speaker = parse.words[dash + 1 : s.last] if dash is not None else ()
        open_end = row[-1].text[-1:] not in {".", "!", "?", '"', "”"}
        if dash is not None and dash - s.first > SHORT and open_end and not _page(speaker):
            out += _turn(parse, speaker, dash, range(s.first, dash))
    return out


def _closing(parse: Parse, row: Sequence[Word]) -> list[Frame]:
    """ "Two Held for Theft: Police", also where the page's date follows on the same line: "…: Police 05th December 2015"."""
    colon = next((w.index for w in row[HEADLINE:] if w.text == ":"), None)
    if colon is None:
        return []
    first, last = row[0].index, row[-1].index + 1
    speaker: list[Word] = []
    for w in parse.words[colon + 1 : last]:
        dated = w.kind == "time" or w.upos == "NUM" or w.text[0].isdigit() or w.lower in words("months")
        if dated or w.upos not in {"NOUN", "PROPN", "PUNCT", "ADJ", "DET", "ADP"} or w.text in {"-", "|", ","}:
            break
        speaker.append(w)
    end = colon + 1 + len(speaker)
    dated = end < last and (parse.words[end].text[0].isdigit() or parse.words[end].lower in words("months"))
    if not 0 < len(speaker) <= SHORT or not (end == last or dated) or any(w.text in {".", "?", "!"} for w in speaker):
        return []
    if any(w.text in MARKS and w.text != "’" for w in row[: colon - first]) or parse.words[colon - 1].lower in words("forms"):
        return []
    return _turn(parse, speaker, colon, range(first, colon))


HEADLINE = 3
"""Words that a headline has at least before the colon and its speaker."""


def _dateline(row: Sequence[Word], colon: int) -> bool:
    """Whether a single name before a colon is where the news is from, not who speaks: a whole sentence about others follows,
    and no one says "I" or "we" in it ("KORI: Police on Friday arrested two men.")."""
    said = row[colon + 1 :]
    place = row[colon - 1]
    byline = all(w.lower in words("bylines") or w.upos == "PUNCT" for w in row[: colon - 1])
    if all(w.lower in words("bylines") or w.upos == "PUNCT" for w in row[:colon]) or _towns(row[:colon]):
        return True      # "PTI, PTI: Kori, …", "KORI/MALO: …"
    if byline and place.text.isupper() and len(place.text) >= TOWN and rows(fold(place.text)):
        return True      # "KORI: Traders stage a rally", "Staff Reporter KORI: …"
    alone = colon == 1 and row[0].upos == "PROPN" and not row[0].entity.endswith("ORG")
    alone = alone or (byline and colon > 1 and place.upos == "PROPN")
    whole = row[-1].text == "." and any(w.xpos in FINITE for w in said) and said[0].upos != "PRON"
    return alone and whole and not any(w.lower in SELF or w.text in MARKS for w in said)


def _towns(row: Sequence[Word]) -> bool:
    """Whether two places stand before a colon, set apart by a stroke: "KORI/MALO: …"."""
    names = [n for w in row for n in w.text.split("/")]
    return sum(bool(n) for n in names) > 1 and any("/" in w.text for w in row) and all(n.isupper() for n in names if n)


TOWN = 4
"""Letters that the name of a place has at least which stands in capitals before a report: shorter ones are bodies."""

SELF = {"i", "we", "you", "my", "our", "your", "me", "us"}
"""Words of a turn of talk."""


def signed(parse: Parse, quoted: Sequence[Quotation]) -> list[Frame]:
    """ "“The road is closed to us.” – Nadia Osman, 34": who stands behind a quotation and a dash, as under letters and vox
    pops, where nothing but a description or something else with a capital follows."""
    out = []
    for q in quoted:
        behind = parse.words[q.last + 1 : q.last + 2]
        if q.short or not behind or behind[0].text not in DASHES:
            continue
        dash = behind[0].index
        row = parse.words[dash + 1 : parse.sentence_of(min(dash + 1, len(parse.words) - 1)).last]
        end = next((k for k, w in enumerate(row) if w.text in {",", "(", ";", "."} or _heading(row, k)), len(row))
        if end <= SHORT and not any(w.upos in {"VERB", "AUX"} or w.text in MARKS for w in row[:end]):
            out += _turn(parse, row[:end], dash, range(q.first, q.last))
    return out


def _heading(row: Sequence[Word], k: int) -> bool:
    """Whether a word behind a person's name begins something else: "— Nadia Osman Read more"."""
    return k > 0 and row[k - 1].entity.endswith("PER") and not row[k].entity.endswith("PER") and row[k].text[0].isupper()


INTRODUCED = 12
"""Words that may stand before the colon of a quotation: a name and what tells who that is, or when."""


def introduced(parse: Parse, quoted: Sequence[Quotation]) -> list[Frame]:
    """ "Nadia Osman of the Kori Times: “The road is closed.”": who stands before a quotation and its colon with no verb."""
    out = []
    for q in quoted:
        colon = q.first - 2
        if q.short or colon < 1 or parse.words[colon].text != ":":
            continue
        row = parse.words[parse.sentence_of(colon).first : colon]
        if 0 < len(row) <= INTRODUCED and not any(w.upos in {"VERB", "AUX"} for w in row):
            comma = next((k for k, w in enumerate(row) if w.text == ","), len(row))
            out += _turn(parse, row[:comma], colon, range(q.first, q.last))
    return out


def _topic(speaker: Sequence[Word], body: Sequence[Word]) -> bool:
    """Whether what follows a colon is not what somebody says but what a text is about: "The alliance: how it means to win",
    "Trade bloc: what is it?", "Impeachment team: lawyers named"."""
    asked = body[0].xpos in {"WRB", "WP", "WDT"} and body[-1].text != "?"
    named = any(w.kind == "person" or w.entity.endswith("PER") or w.upos == "NOUN" for w in speaker)
    return asked or (not named and (body[-1].text == "?" or not _clause(body)))


def _spaced(parse: Parse, index: int) -> bool:
    """Whether a dash has blanks about it, unlike the hyphen of "al-Ansari"."""
    before, after = parse.words[index - 1], parse.words[index + 1]
    return before.end < parse.words[index].start and parse.words[index].end < after.start


def _page(speaker: Sequence[Word]) -> bool:
    """Whether a name that stands after a headline's dash is the page's own: "- Dispatch News", "- kori.example"."""
    return speaker[-1].lower == "news" or any("." in w.text[1:-1] for w in speaker)


def _turn(parse: Parse, speaker: Sequence[Word], mark: int, said: range) -> list[Frame]:
    if not speaker or any(w.upos in {"VERB", "AUX", "NUM"} or w.text in MARKS for w in speaker):
        return []
    inside = {w.index for w in speaker}
    head = next((w for w in speaker if w.head not in inside and w.upos in {"NOUN", "PROPN"}), None)
    if head is None or not _speaker(head) or speaker[0].upos in {"ADP", "SCONJ"} or "." in head.text[1:-1]:
        return []
    if not any(parse.words[i].upos in {"VERB", "AUX"} for i in said):
        return []
    return [Frame(mark, parse.span_of([*speaker, parse.words[mark]]), head.index, None, "states", "certain", frozenset(said))]


def _speaker(head: Word) -> bool:
    """Whether a name or noun can speak before a colon: no place ("KORI: …" is a dateline) and no heading ("Photos: …")."""
    if {head.lemma.lower(), head.lower} & words("headings"):
        return False
    named = head.kind in {"person", "organization"} or head.entity.endswith(("PER", "ORG"))
    return named or head.lemma.lower() in kinds()


def _clause(body: Iterable[Word]) -> bool:
    """Whether there is a clause with a subject in some words."""
    return any(w.relation.startswith("nsubj") for w in body)


def titles(parse: Parse, quoted: Sequence[Quotation]) -> frozenset[int]:
    """The words that are titles of works, and nobody's words: short stretches in quotation marks with every word of weight in
    capitals, in a sentence that has words in small letters."""
    out: set[int] = set()
    for q in quoted:
        row = [w for w in parse.words[q.first : q.last] if w.upos in OPEN_CLASS]
        before = parse.words[max(0, q.first - 2)]      # "he told “Morning Hour.”", "on “The Nation Speaks,”"
        named = before.lemma.lower() == "tell" or before.upos == "ADP"
        closed = parse.words[q.last - 1].text in ({"?", "!"} if named else {",", ".", "?", "!"})
        if q.last - q.first > TITLE or not row or closed:
            continue
        s = parse.sentence_of(q.first)
        beside = [w for w in parse.words[s.first : s.last] if w.upos in {"VERB", "NOUN", "ADJ"}]
        if all(w.text[0].isupper() for w in row) and len(row) > 1 and any(w.text[0].islower() for w in beside):
            out |= set(range(q.first, q.last))
    return frozenset(out)
