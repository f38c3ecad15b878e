# SPDX-License-Identifier: Apache-2.0
"""Real reports whose texts belong to others: built from ../shared/data, never kept here. Trained on may be all but
`soak` and `press`.

Our marks on them (corpus/borrowed) are offsets into exactly the texts that `texts` gives. Documents longer than `WORDS` are cut
between sentences; what the project's gold is cut from is left out.
"""

from __future__ import annotations

import csv
import hashlib
import json
import lzma
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sets.parsed import ROOT, language

if TYPE_CHECKING:
    from sayso.gold.read import GoldReport

WORDS = 420
"""Words of a piece, at most: as long as the dispatches, so that a reader can hold it in mind."""
SENTENCES = 12
"""Sentences of the Causal News Corpus that stand in one piece, each a paragraph: they come from as many reports."""

GOLD = {"7064D852A8BF7FB8126978D3AC40E4FC", "AB37B1171B0A38B24A6B74B18903E8D5", "28829CF80D445874061C5948E6A3751D",
        "8BC6B4D334BC5607D97A1BA18854B513", "2E857EFC55A390B6382FDE5C87F06D67"}
"""Documents of re3d that stand in the project's gold."""

RE3D = ("Australian_Department_of_Foreign_Affairs", "CENTCOM", "Delegation_of_the_European_Union_to_Syria", "UK_Government",
        "US_State_Department")
"""re3d without Wikipedia, which is scored (re3d.py), and BBC, whose licence forbids it."""

GUM = ("news_asylum", "news_crane", "news_election", "news_expo", "news_flag", "news_hackers", "news_ie9",
       "news_lanterns", "news_questionnaire", "news_soccer", "news_taxes", "news_warhol", "news_warming", "news_worship",
       "speech_albania", "speech_humanitarian", "speech_remarks", "interview_brotherhood", "interview_chomsky",
       "interview_peres", "interview_shalev", "court_prince")
"""Documents of GUM's train part: its news but for what the project's gold is cut from, and speeches and talks on politics."""

EWT = ("dakbangla", "healingiraq", "juancole", "alaindewitt", "rigorousintuition", "IndiaNewsWindow", "INTPunderground")
"""Weblogs and newsgroups of EWT's train part that write of wars and politics."""

MASC = ("20000410_nyt-NEW", "20000415_apw_eng-NEW", "20000419_apw_eng-NEW", "20000424_nyt-NEW", "20020731-nyt", "A1.E1-NEW")
"""Newspapers of MASC that are not all business."""

MASC_MORE = ("chapter-10", "NYTnewswire9", "wsj_2465", "Anti-Terrorist", "HistoryJerusalem")
MASC_LINES = 400
"""A report on war, a history and the press, taken later; lines of each at most."""
ECB = range(1, 36, 2)
ECB_STRIFE = frozenset({"3", "9", "11", "13", "19", "21", "33", "35"})
"""Topics of ECB+ that may be learnt from: those of odd number, as those of even number score the joining of reports; and
those of crime, courts, riots, elections and policy, of which all texts are taken, `ECB_FEW` of each event of the others
(sport and shows)."""
ECB_FEW, ALIKE = 3, .3
"""A text of which more than this share of five words in a row stands in another of its event is its copy and left out."""
GENEVA = ("175_23541", "135_23611", "135_23562", "135_23514", "205_23722", "135_23602", "135_23521", "135_23477",
          "205_23732", "205_23702", "205_23701", "205_23711", "205_23713", "205_23712", "205_23703", "175_23551",
          "175_23532", "246_25616")
"""Documents of FrameNet in GENEVA that write of states, arms and crime."""

SCORED, SCORED_WORDS, PER_OUTLET, HITS = 48, 330, 3, 5
"""Articles for scoring: how many, words of each, how many of an outlet, and different words of conflict that each must have."""
PRESS, PRESS_PER_OUTLET, FEW = (120, 40, 60), 2, 3
"""Articles to write rules by: of the soak, of giveme5w1h and of the worldwide newswire; how many of an outlet of the soak; and
different words of conflict that those of the others must have, which are fewer."""
CONFLICT = (
    r"\b(?:killed|killing|troops|soldiers|militants?|rebels?|protesters?|protests?|arrested|detained|sanctions|airstrikes?|"
    r"attack(?:ed|s)?|ceasefire|forces|police|bomb(?:ing|ed)?|border|migrants|hostages?|regime|opposition|coup|clashes|shot|"
    r"shooting|missiles?)\b")


@dataclass(frozen=True)
class Borrowed:
    """One piece: its name, its text, and what is known of it besides; `day` None where no day is known."""

    stem: str
    text: str
    outlet: str | None = None
    title: str | None = None
    day: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text, by which marks know it."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def borrowed(data: Path, split: str) -> list[GoldReport]:
    """The pieces of a split ("train", "dev", "press", "test", or "twice": some of test by a second reader) that are marked,
    with their marks; raises ValueError where a text is not the one that was marked."""
    language()      # finds the repository's code
    here = {b.stem: b for b in {"test": soak, "twice": soak, "press": press}.get(split, learnt)(data)}
    file = "twice.jsonl" if split == "twice" else "marks.jsonl"
    lines = (ROOT / "corpus" / "borrowed" / file).read_text(encoding="utf-8").splitlines()
    return [report(here[raw["stem"]], raw) for raw in map(json.loads, lines) if raw["split"] == split]


def report(piece: Borrowed, raw: dict[str, Any]) -> GoldReport:
    """A piece with its marks, which corpus/tools/borrow.py wrote."""
    from datetime import date

    from sayso.gold.read import GoldClaim, GoldCount, GoldEntity, GoldReport, GoldVoice, GoldWhen

    if raw["sha256"] != piece.digest:
        raise ValueError(f"{piece.stem}: not the text that was marked; take the version that its PROVENANCE.md names.")

    def span(two: list[int] | None) -> tuple[int, int] | None:
        return (two[0], two[1]) if two else None

    entities = {}
    for e in raw["entities"]:
        at = tuple((a, b) for a, b in e["mentions"])
        entities[e["id"]] = GoldEntity(e["id"], e["type"], piece.text[slice(*at[0])] if at else "unnamed", at)
    claims = []
    for c in raw["claims"]:
        when, count = c.get("when"), c.get("count")
        claims.append(GoldClaim(
            c["id"], c["code"], tuple(c["trigger"]), {role: tuple(ids) for role, ids in c["roles"].items()},
            GoldWhen(span(when["at"]), when["start"], when["end"]) if when else None,
            GoldCount(tuple(count["at"]), *count["n"]) if count else None,
            c["modality"], c["polarity"], c["certainty"],
            tuple(GoldVoice(v["source"], span(v["cue"]), v["stance"], v["certainty"], v["to"]) for v in c["voices"]),
            tuple((other, how) for other, how in c["answers"])))
    day = date.fromisoformat(piece.day) if piece.day else None
    return GoldReport(piece.stem, Path(f"{piece.stem}.yaml"), piece.text, day, piece.outlet, False, entities, tuple(claims))


def texts(data: Path) -> Iterator[Borrowed]:
    """All pieces, in a fixed order; `data` is the folder of the sets."""
    yield from learnt(data)
    yield from soak(data)
    yield from press(data)


def learnt(data: Path) -> Iterator[Borrowed]:
    """Those that may be learnt from."""
    yield from re3d(data)
    yield from gum(data)
    yield from ewt(data)
    yield from masc(data)
    yield from causal(data)
    yield from ecb(data)
    yield from politics(data)
    yield from geneva(data)
    yield from redocred(data)


def re3d(data: Path) -> Iterator[Borrowed]:
    """Statements of governments and forces on Syria and Iraq."""
    for folder in RE3D:
        for line in (data / "re3d" / folder / "documents.json").read_text(encoding="utf-8").splitlines():
            if not line.strip() or (raw := json.loads(line))["_id"] in GOLD:
                continue
            lines = [" ".join(p.split()) for p in raw["text"].splitlines()]
            stem = f"re3d-{raw['_id'][:8].lower()}"
            yield from pieces(stem, [p for p in lines if p], folder.replace("_", " "), raw.get("title"))


def gum(data: Path) -> Iterator[Borrowed]:
    """Wikinews, speeches, interviews."""
    with tarfile.open(data / "gum" / "gum_ok_traindev.tar.xz") as tar:
        named = {Path(m.name).stem: m for m in tar.getmembers() if m.name.endswith(".conllu")}
        for name in GUM:
            file = tar.extractfile(named[f"GUM_{name}"])
            assert file is not None
            raw = file.read().decode("utf-8")
            day = re.search(r"# meta::dateCreated = (\d{4}-\d\d-\d\d)", raw)
            title = re.search(r"# meta::title = (.*)", raw)
            outlet = "Wikinews" if name.startswith("news") else None
            yield from pieces(f"gum-{name.replace('_', '-')}", paragraphs(raw), outlet, title and title[1], day and day[1])


def ewt(data: Path) -> Iterator[Borrowed]:
    """Weblogs and newsgroups."""
    with lzma.open(data / "ud_ewt" / "en_ewt-ud-train.rebuilt.conllu.xz", "rt", encoding="utf-8") as lines:
        whole = lines.read()
    for raw in whole.split("# newdoc id = ")[1:]:
        name = raw.split("\n", 1)[0]
        if any(part in name for part in EWT):
            day = re.search(r"_(\d{4})(\d\d)(\d\d)_", name)
            short = next(part for part in EWT if part in name).lower()
            stem = f"ewt-{short}-{name[-6:]}-{''.join(day.groups())[2:] if day else ''}"
            yield from pieces(stem, paragraphs(raw), None, None, "-".join(day.groups()) if day else None)


def masc(data: Path) -> Iterator[Borrowed]:
    """Newspapers, a report and a history, from their tagged words."""
    with zipfile.ZipFile(data / "masc" / "masc_tagged.zip") as packed:
        for name, most in [*((n, 60) for n in MASC), *((n, MASC_LINES) for n in MASC_MORE)]:
            raw = packed.read(f"masc_tagged/written/{name}.txt").decode("utf-8")
            lines = [written([t.rsplit("_", 1)[0] for t in line.split()]) for line in raw.splitlines()]
            yield from pieces(f"masc-{name.lower()}", [line for line in lines if line][:most], None, None)


def causal(data: Path) -> Iterator[Borrowed]:
    """Sentences of news on protest and violence, some to a piece."""
    for part, stem in (("train", "cnc"), ("dev", "cncd")):
        with lzma.open(data / "causal_news" / f"V2_{part}_subtask1.csv.xz", "rt", encoding="utf-8-sig", newline="") as lines:
            rows = [written(row["text"].split()) for row in csv.DictReader(lines)]
        yield from alone(stem, rows)


def alone(stem: str, sentences: list[str]) -> Iterator[Borrowed]:
    """Sentences that come from as many texts, `SENTENCES` to a piece, a paragraph each."""
    for k in range(0, len(sentences), SENTENCES):
        yield Borrowed(f"{stem}-{k // SENTENCES:03d}", "\n\n".join(sentences[k:k + SENTENCES]) + "\n")


def ecb(data: Path) -> Iterator[Borrowed]:
    """The press on crime, courts, riots, elections, and a few pieces on sport and shows: beginnings of texts of which no
    other of the same event is a copy."""
    from sayso.evaluate.ecbplus import read_ecbplus

    held: dict[str, list[set[tuple[str, ...]]]] = {}
    for text in sorted(read_ecbplus(data / "ecbplus" / "ecbplus_topics_1-35.tar.xz"), key=lambda text: text.name):
        event = f"ecb-{text.topic}{'plus' if text.name.endswith('plus') else ''}"
        copies = held.setdefault(event, [])
        words = text.text.split()
        fives = set(zip(*(words[k:] for k in range(5)), strict=False))
        if int(text.topic) not in ECB or not fives or text.topic not in ECB_STRIFE and len(copies) == ECB_FEW \
                or any(len(fives & other) > ALIKE * len(fives) for other in copies):
            continue
        copies.append(fives)
        number = re.search(r"_(\d+)ecb", text.name)
        assert number is not None
        parts: list[str] = []
        for sentence in text.text.split("\n\n"):
            if parts and re.search(r"[.!?]['\"”’]{0,2}$", parts[-1]):
                parts[-1] += " " + written(sentence.split())
            else:
                parts.append(written(sentence.split()))
        whole = next(pieces(event, parts, None, None))
        yield replace(whole, stem=f"{event}-{number[1]}")


def politics(data: Path) -> Iterator[Borrowed]:
    """Sentences of Wikipedia on politics, from CrossNER."""
    rows = []
    for part in ("train", "dev"):
        for block in (data / "crossner_politics" / f"{part}.txt").read_text(encoding="utf-8").split("\n\n"):
            rows.append(written([line.split("\t")[0] for line in block.splitlines() if line.strip()]))
    yield from alone("pol", [row for row in rows if row])


def geneva(data: Path) -> Iterator[Borrowed]:
    """Sentences of FrameNet's texts on states, arms and crime, in the order of their numbers."""
    found: dict[str, dict[str, str]] = {}
    for part in ("train.rebuilt", "val"):
        with lzma.open(data / "geneva" / f"{part}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                found.setdefault(row["doc_id"], {})[row["wnd_id"]] = row["sentence"]
    rows = [written(found[name][key].split()) for name in GENEVA for key in sorted(found[name])]
    yield from alone("fn", rows)


def redocred(data: Path) -> Iterator[Borrowed]:
    """Wikipedia on wars and their people: documents with two different words of conflict."""
    with lzma.open(data / "redocred" / "dev_revised.json.xz", "rt", encoding="utf-8") as file:
        for k, raw in enumerate(json.load(file)):
            text = " ".join(written(sentence) for sentence in raw["sents"])
            if len({m[0].lower() for m in re.finditer(CONFLICT, text, re.I)}) > 1:
                yield from pieces(f"redoc-{k:03d}", [text], "Wikipedia", raw["title"])


def soak(data: Path) -> Iterator[Borrowed]:
    """Beginnings of articles of the American press with talk of conflict, at most `PER_OUTLET` of an outlet: for scoring only,
    no weight may be learnt from them."""
    yield from islice(_articles(data), SCORED)


def _articles(data: Path) -> Iterator[Borrowed]:
    """All such articles of the soak, `PER_OUTLET` of each outlet at a time."""
    with lzma.open(data / "allsides_soak" / "allsides_12000.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows.sort(key=lambda row: hashlib.sha256(row["id"].encode()).hexdigest())
    taken: dict[str, int] = {}
    later: list[Borrowed] = []
    for row in rows:
        begins = beginning(row["text"])
        if begins:
            taken[row["source"]] = taken.get(row["source"], 0) + 1
            piece = Borrowed(f"soak-{row['id'][:8]}", begins, row["source"], row["title"], row["date"] or None)
            if taken[row["source"]] <= PER_OUTLET:
                yield piece
            else:
                later.append(piece)
    yield from later


def press(data: Path) -> Iterator[Borrowed]:
    """Beginnings of articles that rules may be written by and limits chosen on, never weights: of the American press (others
    than in `soak`), of wire copies over many outlets, and of newspapers of Africa, Asia, the Arab world and Latin America."""
    taken: dict[str | None, int] = {}
    others = []
    for piece in islice(_articles(data), SCORED, None):
        taken[piece.outlet] = taken.get(piece.outlet, 0) + 1
        if taken[piece.outlet] <= PRESS_PER_OUTLET:
            others.append(replace(piece, stem=piece.stem.replace("soak-", "press-")))
    yield from others[:PRESS[0]]
    yield from islice(_wires(data), PRESS[1])
    yield from islice(_world(data), PRESS[2])


def _wires(data: Path) -> Iterator[Borrowed]:
    """Articles of giveme5w1h, one of an event."""
    events: set[int] = set()
    with lzma.open(data / "giveme5w1h" / "news_cluster_open.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = sorted((json.loads(line) for line in lines), key=lambda row: hashlib.sha256(row["dId"].encode()).hexdigest())
    for row in rows:
        event, begins = row["newsCluster"]["EventId"], beginning(row["text"], FEW)
        if begins and event not in events:
            events.add(event)
            yield Borrowed(f"press-{row['dId'][:8]}", begins, row["source_domain"], row["title"], row["date_publish"][:10])


def _world(data: Path) -> Iterator[Borrowed]:
    """Articles of the worldwide newswire, `PER_OUTLET` of each, from their words."""
    outlets: list[str] = []
    with tarfile.open(data / "worldwide_newswire" / "annotated_open.tar.xz") as tar:
        members = {m.name: m for m in tar.getmembers() if m.isfile()}
        for name in sorted(members, key=lambda n: hashlib.sha256(n.encode()).hexdigest()):
            stem = Path(name).name.removesuffix(".txt.tsv")
            file, outlet = tar.extractfile(members[name]), stem.rsplit("_", 1)[0]
            assert file is not None
            parts = ([w.split("\t")[0] for w in part.splitlines()] for part in file.read().decode("utf-8").split("\n\n"))
            begins = beginning(" ".join(written(part) for part in parts if part and not part[0].startswith("http")), FEW)
            if begins and outlets.count(outlet) < PER_OUTLET:
                outlets.append(outlet)
                yield Borrowed(f"press-{stem.replace('_', '-')}", begins, outlet)


def beginning(text: str, least: int = HITS) -> str:
    """The first sentences of an article, `SCORED_WORDS` at most; "" where they are few or have not `least` different words of
    conflict."""
    text = " ".join(text.split())
    ends = [m.end() for m in re.finditer(r"[.!?]['\"”]? ", text) if len(text[:m.end()].split()) <= SCORED_WORDS]
    begins = text[:ends[-1]].strip() if ends else ""
    hits = {m[0].lower() for m in re.finditer(CONFLICT, begins, re.I)}
    return begins + "\n" if len(hits) >= least and len(begins.split()) >= SCORED_WORDS // 2 else ""


def paragraphs(conllu: str) -> list[str]:
    """The sentences of a treebank's document, those of a paragraph in one string."""
    out: list[str] = []
    for line in conllu.splitlines():
        if line.startswith("# newpar") or not out:
            out.append("")
        if line.startswith("# text = "):
            out[-1] = f"{out[-1]} {line.removeprefix('# text = ').strip()}".strip()
    return [p for p in out if p]


def pieces(stem: str, parts: list[str], outlet: str | None, title: str | None, day: str | None = None) -> Iterator[Borrowed]:
    """A document's paragraphs in pieces of at most `WORDS`; a longer paragraph is cut after its sentences."""
    cut: list[str] = []
    for p in parts:
        while len(p.split()) > WORDS:
            ends = [m.end() for m in re.finditer(r"[.!?]['\"”]? (?=[\"“'A-Z])", p) if len(p[:m.end()].split()) <= WORDS]
            at = ends[-1] if ends else len(p)
            cut.append(p[:at].strip())
            p = p[at:]
        if p.strip():
            cut.append(p.strip())
    held: list[list[str]] = [[]]
    for p in cut:
        if held[-1] and sum(len(q.split()) for q in held[-1]) + len(p.split()) > WORDS:
            held.append([])
        held[-1].append(p)
    for k, group in enumerate(held, 1):
        yield Borrowed(stem if len(held) == 1 else f"{stem}-{k}", "\n\n".join(group) + "\n", outlet, title, day)


def written(tokens: list[str]) -> str:
    """Tokens as they are written: no space before a comma, none inside brackets and quotation marks."""
    text = " ".join("\"" if t in ("``", "''") else t for t in tokens)
    text = re.sub(r" (n't|n’t|'s|'S|’s|'re|'ve|'ll|'d|'m|’re|’ve|’ll)\b", r"\1", text)
    text = re.sub(r" ([’'])(?= s\b)", r"\1", text)
    text = re.sub(r"([’']) s\b", r"\1s", text)
    text = re.sub(r" ([,.;:!?%)\]]+)", r"\1", text)
    text = re.sub(r"([(\[$£]) ", r"\1", text)
    text = re.sub(r"(?<=\w) ([-/]) (?=\w)", r"\1", text)
    text = re.sub(r"(“) ", r"\1", text)
    text = re.sub(r" (”)", r"\1", text)
    out, inside = [], False
    for k, piece in enumerate(text.split("\"")):
        if k:
            inside = not inside
            out.append("\"")
            piece = piece.lstrip(" ") if inside else piece
        out.append(piece)
        if k + 1 < len(text.split("\"")) and inside:
            out[-1] = piece.rstrip(" ")
    return "".join(out).strip()
