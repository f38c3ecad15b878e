# SPDX-License-Identifier: Apache-2.0
"""Marked-up reports → what the heads for claims are taught by: rows, vectors and the right answers, one file of arrays.

    python training/claims/examples.py FOLDER … OUT.npz      every report of each FOLDER (a YAML file beside its text)

Rules read the report as at run time; the marks say what they should have read. Words, mentions and voices are tied to marks as
the scorer ties them: triggers that overlap, entities that share a mention.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import sayso_model_en

sys.path.insert(0, str(Path(__file__).parents[2]))

from quality.marked import Marked, marked

from sayso import codebook as codebooks
from sayso.claims.commitment import cue_words, under
from sayso.claims.discourse import Draft
from sayso.claims.find import propose
from sayso.claims.learnt.features import CONTENT, Features, Terms, held_row
from sayso.claims.learnt.judged import added
from sayso.claims.roles import Filling
from sayso.evaluate.heads import words_at
from sayso.evaluate.pairing import same_entities
from sayso.gold.read import GoldClaim, GoldReport
from sayso.language.claims import means
from sayso.language.runtime import SIZE
from sayso.mentions import find
from sayso.mentions.quotations import quoted_spans
from sayso.model import CERTAINTIES, MODALITIES, ROLES
from sayso.parse import Parse
from sayso.pipeline import Reader
from sayso.text import Span, overlap
from sayso.voices import frames

PREPOSITIONS = ("of", "in", "to", "by", "for", "from", "with", "on", "at", "against", "between", "among", "near", "into",
                "over", "after", "during", "under", "as", "including", "across", "through", "towards", "toward", "via",
                "inside", "outside", "around", "behind", "along", "within", "before", "since", "without", "about", "like",
                "per", "upon", "onto", "until")
"""Prepositions that a mention's own is told by; the commonest of news, single words first."""
PREPOSITIONS += ("according to", "because of", "out of", "such as", "on behalf of", "along with", "together with")


@dataclass
class Table:
    """Rows of one head, gathered."""

    rows: list[np.ndarray] = field(default_factory=list)
    answers: list[np.ndarray] = field(default_factory=list)
    weights: list[np.ndarray] = field(default_factory=list)
    numbers: dict[str, list[np.ndarray]] = field(default_factory=lambda: defaultdict(list))
    """Of words, sentences and reports in the tables of their vectors, and of what stands together."""

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        out = {f"{name}_rows": np.concatenate(self.rows), f"{name}_answers": np.concatenate(self.answers)}
        if self.weights:
            out[f"{name}_weights"] = np.concatenate(self.weights)
        for kind, numbers in self.numbers.items():
            out[f"{name}_{kind}"] = np.concatenate(numbers)
        return out


def terms(package: Path, codebook: codebooks.Codebook) -> Terms:
    """The labels of the language model in a folder, the codes of a codebook, and the prepositions above."""
    labels = json.loads((package / "labels.json").read_text(encoding="utf-8"))
    codes = tuple(c for c in codebook.codes if c.count(".") == 1)
    return Terms(labels["upos"], labels["kind"], labels["main"], labels["role"], codes, PREPOSITIONS)


def head_word(parse: Parse, span: Span) -> int | None:
    """The word of a span that stands highest in the tree; a content word where there is one."""
    inside = words_at(parse, span)
    known = {w.index for w in inside}
    tops = [w for w in inside if w.head not in known]
    best = [w for w in tops if w.upos in CONTENT] or [w for w in inside if w.upos in CONTENT] or tops
    return best[0].index if best else None


def tied(parse: Parse, gold: GoldReport, drafts: dict[int, Draft]) -> dict[int, GoldClaim]:
    """Words and the claims that they carry: the word of a draft whose trigger overlaps, else the trigger's own head."""
    out: dict[int, GoldClaim] = {}
    for g in gold.claims:
        family = g.code.split(".")[0]
        over = [d for d in drafts.values()
                if overlap(d.candidate.span, g.trigger) and d.candidate.code.code.split(".")[0] == family]
        over.sort(key=lambda d: d.candidate.code.code != g.code)
        at = over[0].candidate.index if over else head_word(parse, g.trigger)
        if at is not None:
            out.setdefault(at, g)      # two claims of one word: the first
    return out


class Gatherer:
    def __init__(self) -> None:
        self.reader = Reader.open(threads=2)
        self.codebook = self.reader.codebook
        self.terms = terms(sayso_model_en.folder(), self.codebook)
        self.tables = {name: Table() for name in ("trigger", "filler", "held")}
        self.vectors: dict[str, list[np.ndarray]] = {"words": [], "sentences": [], "reports": []}
        self.words = self.sentences = 0      # of the reports before

    def report(self, m: Marked) -> None:
        gold, parse = m.gold, m.parse
        mentions, said = find(parse, m.report), frames(parse)
        filling = Filling(parse, mentions)
        rules = propose(parse, filling, self.codebook, said)
        drafts, proposals = {d.candidate.index: d for d in rules.drafts}, rules.proposals(filling)
        features = Features(parse, mentions, said, self.terms)
        same = same_entities(gold, {"entities": [e.to_dict() for e in mentions.entities]})
        right, cues = tied(parse, gold, drafts), cue_words(parse, said)
        scare = quoted_spans(parse, short=True)
        around, whole = means(parse.vectors[:, :SIZE], [w.sentence for w in parse.words])
        for kind, found in (("words", parse.vectors), ("sentences", around), ("reports", whole[None])):
            self.vectors[kind].append(found.astype(np.float16))
        self._triggers(parse, features, proposals, right, gold)
        for index, g in right.items():
            d = drafts.get(index)
            if d is None and g.code in self.codebook.codes:
                d = added(filling, said, index, self.codebook.codes[g.code], proposals, cues)
            self._fillers(parse, features, index, g, proposals.get(index), d, same)
            if d:
                self._held(parse, d, under(parse, d.commitment, d.candidate.span, d.voices, scare), g)
        self.words += len(parse.words)
        self.sentences += len(around)

    def arrays(self) -> dict[str, np.ndarray]:
        """All that was gathered: vectors, and for each head its rows, answers, weights and the numbers of what they are of."""
        out = {kind: np.concatenate(found) for kind, found in self.vectors.items()}
        for name, table in self.tables.items():
            out |= table.arrays(name)
        return out

    def _triggers(self, parse, features, proposals, right, gold) -> None:
        words = features.words(proposals)
        if not words:
            return
        t = self.tables["trigger"]
        t.rows.append(features.triggers(words, proposals))
        t.numbers["words"].append(np.array(words) + self.words)
        t.numbers["sentences"].append(np.array([parse.words[i].sentence for i in words]) + self.sentences)
        t.numbers["report"].append(np.full(len(words), len(self.vectors["reports"]) - 1))
        answers, weights = [], []
        for i in words:
            g = right.get(i)
            answers.append(self.terms.number("code", g.code) if g else 0)
            within = any(overlap(parse.words[i].span, c.trigger) for c in gold.claims)
            weights.append(1.0 if g or not within else 0.0)
        t.answers.append(np.array(answers))
        t.weights.append(np.array(weights, dtype=np.float32))

    def _fillers(self, parse, features, index, g, proposal, d, same) -> None:
        found = features.fillers(index, d)
        if not found:
            return
        role_of, left = self._right_fillers(parse, index, g, d, found, same)
        t = self.tables["filler"]
        ways = features.ways([index] * len(found), [m.head for _, m in found])
        t.rows.append(features.pairs(index, g.code, proposal, d, found, ways))
        t.numbers["mentions"].append(np.array([self.words + m.head for _, m in found]))
        t.numbers["triggers"].append(np.full(len(found), self.words + index))
        t.answers.append(np.array([1 + ROLES.index(role_of[e]) if e in role_of else 0 for e, _ in found]))
        t.weights.append(np.array([float(e not in left) for e, _ in found], dtype=np.float32))
        t.numbers["claims"].append(np.full(len(found), len(t.rows)))
        t.numbers["sentences"].append(np.full(len(found), self.sentences + parse.words[index].sentence))

    def _right_fillers(self, parse, index, g, d, found, same) -> tuple[dict[str, str], set[str]]:
        """For each filler that was marked one entity of ours, with its role: the one that rules took where it is right, else
        that of the nearest mention. Others that are the same by the marks, though not to us, teach nothing."""
        taken = {(r, f.entity) for r, row in (d.roles.items() if d else ()) for f in row}
        role_of: dict[str, str] = {}
        left: set[str] = set()
        for role, es in g.roles.items():
            for x in es:
                here = [(abs(m.head - index), e) for e, m in found if e in same[x]]
                here.sort(key=lambda y: ((role, y[1]) not in taken, y[0]))
                if here:
                    role_of.setdefault(here[0][1], role)
                    left |= {e for _, e in here} - {here[0][1]}
        return role_of, left - role_of.keys()

    def _held(self, parse, d, held, g) -> None:
        over = parse.words[d.candidate.index].head
        t = self.tables["held"]
        t.rows.append(np.array([held_row(parse, d, held, self.terms)]))
        t.numbers["triggers"].append(np.array([self.words + d.candidate.index]))
        t.numbers["over"].append(np.array([self.words + over if over >= 0 else -1]))
        t.answers.append(np.array([[int(g.polarity == "no"), MODALITIES.index(g.modality), CERTAINTIES.index(g.certainty)]]))


def main() -> None:
    *folders, out = map(Path, sys.argv[1:])
    gatherer = Gatherer()
    for m in (m for folder in folders for m in marked(folder, gatherer.reader)):
        gatherer.report(m)
    arrays = gatherer.arrays()
    np.savez(out, **arrays)
    print({k: v.shape for k, v in arrays.items()})


if __name__ == "__main__":
    main()
