# SPDX-License-Identifier: Apache-2.0
"""CoNLL-U (version 2): a parse as Universal Dependencies writes it, the layers in MISC (docs/cli.md has the table).

As in UD's English treebanks a word and what is written on to it ("do" and "n't") make one multiword token. In front of blanks
other than one space stands `SpacesAfter`, with UDPipe's escapes, so the text can be had back letter for letter. A word is
named by its ID, from another sentence as `4#7`: sentence 4 of the document, word 7.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from sayso.parse import Parse, Reference, Sentence, Word
from sayso.text import one_line

ENTITY = "# global.Entity = eid-etype-head"
"""What a bracket of `Entity` holds, said as CorefUD wants it: chain, type, the head's place in the phrase, from 1."""

APART = "parataxis"
"""The relation of a second root to the first: UD's for clauses side by side. CoNLL-U has one root a sentence; a sentence that
was parsed in pieces (`sayso.language.LONGEST`) has one a piece."""

_CLITIC = re.compile(r"(?i)n['’]t|['’](?:s|t|m|re|ve|ll|d)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "|": r"\p", "\\": r"\\"}


def document(parse: Parse, name: str, *, about: Iterable[str] = (), first_chain: int = 1) -> str:
    """A parse as a document of the id `name`, blocks of lines; "" where it has no word, which CoNLL-U cannot hold.

    `about`: comments for the document's head, "source = a.txt". Chains are numbered from `first_chain`: in a file of many
    documents no two may share a number.
    """
    marks = _Marks(parse, first_chain)
    out: list[str] = []
    for k, sentence in enumerate(parse.sentences):
        if k == 0:
            out += [f"# newdoc id = {name}", *(f"# {_cell(a)}" for a in about), *([ENTITY] if parse.chains else [])]
        if k == 0 or sentence.paragraph != parse.sentences[k - 1].paragraph:
            out.append("# newpar")
        out.append(f"# sent_id = {name}-{k + 1}")
        out += _sentence(parse, sentence, marks)
        out.append("")
    return "".join(f"{line}\n" for line in out)


def identifier(stem: str, taken: Collection[str]) -> str:
    """A document's id: its stem without blanks and slashes, with a number where the id is taken."""
    plain = re.sub(r"[\s/]+", "_", "".join(c if c.isprintable() else " " for c in stem).strip()) or "document"
    name, n = plain, 1
    while name in taken:
        n += 1
        name = f"{plain}-{n}"
    return name


def _sentence(parse: Parse, sentence: Sentence, marks: _Marks) -> list[str]:
    """The line `# text`, then those of the tokens and words."""
    text, lines = "", []
    root = next(i for i in range(sentence.first, sentence.last) if parse.words[i].head < 0)
    for token in _tokens(parse.words[sentence.first : sentence.last]):
        form = "".join(_cell(w.text) for w in token)
        spaces = _spaces(parse, token[0], token[-1])
        text += form + ("" if "SpaceAfter=No" in spaces else " ")
        if len(token) > 1:
            ids = "-".join(str(w.index - sentence.first + 1) for w in (token[0], token[-1]))
            lines.append("\t".join((ids, form, *("_" * 7), "|".join(spaces) or "_")))
        for w in token:
            lines.append(_word(w, sentence, root, [*marks.of(w), *(spaces if len(token) == 1 else ())]))
    return [f"# text = {text.rstrip(' ')}", *lines]


def _word(word: Word, sentence: Sentence, root: int, misc: list[str]) -> str:
    head, relation = word.head - sentence.first + 1, word.relation
    if word.index == root:
        head, relation = 0, "root"
    elif word.head < 0:
        head, relation = root - sentence.first + 1, APART
        misc = ["Cut=Yes", *misc]
    return "\t".join((str(word.index - sentence.first + 1), _cell(word.text), _cell(word.lemma), word.upos or "_",
                      word.xpos or "_", word.feats or "_", str(head), relation, "_", "|".join(misc)))


def _tokens(words: Sequence[Word]) -> list[list[Word]]:
    """Words in the groups that are written as one: "do" "n't", "army" "'s", "can" "not"."""
    out: list[list[Word]] = []
    for w in words:
        if out and _written_on(out[-1][-1], w):
            out[-1].append(w)
        else:
            out.append([w])
    return out


def _written_on(before: Word, word: Word) -> bool:
    """Whether a word is the end of what is written as one with the word before it: a clitic, or letters after letters."""
    last = before.text[-1:]
    if before.end != word.start or not (last.isalnum() or last == "."):
        return False
    return word.xpos == "POS" or _CLITIC.fullmatch(word.text) is not None or (last.isalpha() and word.text[:1].isalpha())


def _spaces(parse: Parse, first: Word, last: Word) -> list[str]:
    """What stands between a token and the next one, as MISC has it; nothing for one space."""
    following = parse.words[last.index + 1].start if last.index + 1 < len(parse.words) else len(parse.text)
    gap = parse.text[last.end : following]
    out = [] if any(c.isspace() for c in gap) else ["SpaceAfter=No"]  # marks without width are no space
    if gap not in ("", " "):
        out.append(f"SpacesAfter={_escaped(gap)}")
    if first.index == 0 and first.start:
        out.insert(0, f"SpacesBefore={_escaped(parse.text[: first.start])}")
    return out


def _cell(text: str) -> str:
    """Text that may stand in a column or comment."""
    return one_line(_SURROGATE.sub("\ufffd", text)) or "_"


def _escaped(value: str) -> str:
    """A value for MISC: no blank, no bar; other signs that cannot be seen by their number."""
    return "".join(_ESCAPES.get(c) or (c if c.isprintable() else f"\\u{ord(c):04X}") for c in value)


class _Marks:
    """What MISC says of each word, but for the spaces."""

    def __init__(self, parse: Parse, first_chain: int) -> None:
        self._parse = parse
        self._arguments: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for a in parse.arguments:
            self._arguments[a.predicate].append((a.head, a.label))
        self._said: dict[int, list[tuple[tuple[int, ...], tuple[int, ...]]]] = defaultdict(list)
        for t in parse.attributions:
            self._said[t.cue].append((t.source, t.content))
        self._brackets = _brackets(parse, first_chain)

    def of(self, word: Word) -> list[str]:
        """The attributes of a word, in the order of docs/cli.md."""
        out = []
        if word.entity not in ("O", ""):
            out.append(f"NER={_escaped(word.entity)}")
        if word.kind not in ("none", ""):
            out.append(f"Kind={_escaped(word.kind)}")
        if word.time not in ("O", ""):
            out.append(f"Time={_escaped(word.time)}")
        if word.phrase not in ("O", ""):
            out.append(f"Phrase={_escaped(word.phrase)}")
        if word.sense:
            out.append(f"Sense={_escaped(word.sense)}")
        if word.certainty is not None:
            out.append(f"Certainty={round(word.certainty, 2) + 0.0:.2f}")  # + 0.0 turns -0.00 into 0.00
        if found := sorted(self._arguments.get(word.index, ())):
            out.append("Args=" + ",".join(f"{_escaped(label)}:{self._named([head], word)}" for head, label in found))
        if said := self._said.get(word.index):
            out.append("Source=" + ";".join(self._named(source, word) for source, _ in said))
            out.append("Content=" + ";".join(self._named(content, word) for _, content in said))
        if brackets := self._brackets.get(word.index):
            out.append(f"Entity={brackets}")
        return [*out, f"Start={word.start}", f"End={word.end}"]

    def _named(self, indices: Iterable[int], at: Word) -> str:
        """Words as seen from one: "1-3,5", in another sentence "4#7-9"; "0" for none, as with heads."""
        runs: list[list[Word]] = []
        for w in (self._parse.words[i] for i in indices):
            if runs and w.index == runs[-1][-1].index + 1 and w.sentence == runs[-1][-1].sentence:
                runs[-1].append(w)
            else:
                runs.append([w])
        return ",".join(self._run(run, at) for run in runs) or "0"

    def _run(self, run: Sequence[Word], at: Word) -> str:
        first = self._parse.sentence_of(run[0].index).first
        ids = "-".join(dict.fromkeys(str(w.index - first + 1) for w in (run[0], run[-1])))
        return ids if run[0].sentence == at.sentence else f"{run[0].sentence + 1}#{ids}"


def _brackets(parse: Parse, first_chain: int) -> dict[int, str]:
    """Chains as CorefUD writes them: "(e1-person-2" on a phrase's first word, "e1)" on its last."""
    opened: dict[int, list[tuple[int, str]]] = defaultdict(list)
    alone: dict[int, list[str]] = defaultdict(list)
    closed: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for number, chain in enumerate(parse.chains, first_chain):
        kind = _kind(parse, chain)
        for r in chain:
            begin = f"(e{number}-{kind}-{r.head - r.first + 1}"
            if r.last - r.first == 1:
                alone[r.first].append(f"{begin})")
            else:
                opened[r.first].append((-r.last, begin))
                closed[r.last - 1].append((-r.first, f"e{number})"))
    out = {}
    for i in {*opened, *alone, *closed}:
        starts, ends = ([part for _, part in sorted(side.get(i, ()), key=lambda p: p[0])] for side in (opened, closed))
        one = alone.get(i, [])
        out[i] = "".join([*ends, *starts, *one] if starts else [*one, *ends])  # nested where it can be
    return out


def _kind(parse: Parse, chain: Sequence[Reference]) -> str:
    """The type of most phrases of a chain, the first of them where several are as many; "" where none is known."""
    kinds = Counter(k for k in (parse.words[r.head].kind for r in chain) if k not in ("none", ""))
    return re.sub(r"[-()|\s]", "_", kinds.most_common(1)[0][0]) if kinds else ""
