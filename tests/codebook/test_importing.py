# SPDX-License-Identifier: Apache-2.0
"""Dictionaries and tables made into a codebook: what comes over, what is told of each line, and that the folder loads and
finds claims."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from sayso.codebook import Codebook, Entry, load
from sayso.codebook.importing import Imported, Outcome, import_files
from sayso.codebook.importing.cameo import cameo
from sayso.codebook.importing.folder import REPORT, write
from sayso.crosswalk import coded
from sayso.errors import CodebookError, UsageError
from sayso.evaluate.codebook import check
from sayso.pipeline import Reader
from sayso.reports import ReadOptions, report_from_text

CASES = Path(__file__).parent / "cases"


def _cases(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return rows


def _imported(tmp_path: Path, text: str, name: str = "verbs.txt") -> tuple[Imported, Codebook]:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    imported = import_files([file])
    if not imported.count("taken"):
        return imported, load()
    write(imported, tmp_path / "out")
    return imported, load(tmp_path / "out")


def _entries(book: Codebook, words: str) -> list[Entry]:
    split = tuple(words.split())
    return [e for index in (book.verbs, book.nouns, book.adjectives) for row in index.values() for e in row if e[2] == split]


def _told(outcomes: tuple[Outcome, ...], wanted: dict[str, dict[str, Any]], *, whole: bool) -> None:
    for text, want in wanted.items():
        found = [o for o in outcomes if text == (o.text if whole else o.text.partition(" | ")[0])]
        assert found, f"nothing is told of {text}"
        first = found[0]
        assert first.result == want["result"]
        assert want["reason"] in first.reason and bool(want["reason"]) == bool(first.reason)
        assert want.get("detail", "") in first.detail and want.get("mend", "") in first.mend
        assert want.get("line", first.line) == first.line


@pytest.mark.parametrize("case", _cases("dictionaries"), ids=lambda c: str(c["name"]))
def test_dictionary(case: dict[str, Any], tmp_path: Path) -> None:
    imported, book = _imported(tmp_path, case["text"])
    for words, want in case["gives"].items():
        found = [(c, p) for c, p, _ in _entries(book, words) if (c.code, p.cameo or c.cameo) == (want["code"], want["cameo"])]
        assert found, f"“{words}” is not in {want['code']} with {want['cameo']}"
        for slot, role in want.get("slots", {}).items():
            assert role in {t.role for t in found[0][1].slots[slot]}
        if "unless" in want:
            assert found[0][1].unless == set(want["unless"])
        if "implies" in want:
            assert [i.code for i in found[0][1].implies or (None,) if i] == want["implies"]
    _told(imported.outcomes, case["told"], whole=True)
    lines = case["text"].splitlines()
    assert all(" ".join(lines[o.line - 1].split()).startswith(o.text[:20]) for o in imported.outcomes)


@pytest.mark.parametrize("case", _cases("tables"), ids=lambda c: str(c["name"]))
def test_table(case: dict[str, Any], tmp_path: Path) -> None:
    imported, book = _imported(tmp_path, case["text"], case["file"])
    for words, code in case["gives"].items():
        assert code in {c.code for c, _, _ in _entries(book, words)}
    _told(imported.outcomes, case["told"], whole=False)


def test_every_cameo_code_has_a_code_of_sayso_or_is_a_statement() -> None:
    ours = load().codes
    assert all(sayso in ours or (not sayso and code.startswith("01")) for code, sayso in cameo().items())
    own = {p.cameo or c.cameo for c in ours.values() for p in c.patterns}
    assert own - {""} <= cameo().keys()


def test_report_names_each_line_once_and_the_folder_is_left_alone_after(tmp_path: Path) -> None:
    text = "--- GUARD [---] ---\nGUARD\n- * CONVOY [074]\n- * =CONVOY [O74]\n"
    imported, _ = _imported(tmp_path, text)
    rows = list(csv.DictReader((tmp_path / "out" / REPORT).read_text(encoding="utf-8").splitlines()))
    assert [(r["line"], r["result"]) for r in rows] == [("3", "taken"), ("4", "refused")]
    assert rows[1]["text"] == "'- * =CONVOY [O74]"      # no formula for a spreadsheet
    with pytest.raises(UsageError, match="something in that place already"):
        write(imported, tmp_path / "out")


def test_nothing_to_take_is_an_error_and_writes_nothing(tmp_path: Path) -> None:
    imported, _ = _imported(tmp_path, "--- SAY [010] ---\nSAY\n")
    with pytest.raises(CodebookError, match="No line"):
        write(imported, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_utf8_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(b"--- GUARD [074] ---\nGU\xc9RD\n")
    with pytest.raises(CodebookError, match=r"old\.txt, line 2: not UTF-8"):
        import_files([tmp_path / "old.txt"])


def test_an_imported_dictionary_finds_claims_with_its_own_cameo_codes(tmp_path: Path, reader: Reader) -> None:
    _, book = _imported(tmp_path, """\
--- ENCIRCLE [190] ---
ENCIRCLE
OUTFLANK
- * {SUPPLY ROUTES} [191]
- * (OVER QUARREL) [110]

--- GARLAND [051] ---
GARLAND
""")
    text = ("Rebels outflanked the army near Karo. Soldiers outflanked the supply routes of the rebels. "
            "Kenya garlanded the Northern League.")
    reading = reader.read_by(report_from_text(text, ReadOptions(language="en")), (book,))[0]
    assert {(e.cameo, reading.words(c.trigger)) for c in reading.claims for e in coded(c, book, text)} == {
        ("190", "outflanked"), ("191", "outflanked the supply routes"), ("051", "garlanded")}


def test_a_table_finds_claims_and_what_it_made_as_examples_comes_out(tmp_path: Path, reader: Reader) -> None:
    table = "code,verbs,nouns\nharvest.burn,scorch; set flame to,\nharvest.feast,,harvest feast\n"
    _, book = _imported(tmp_path, table, "own.csv")
    for only in ("harvest.burn", "harvest.feast"):
        checked = check(book, lambda report: reader.read_by(report, (book,))[0], only)
        assert len(checked.outcomes) == 1 and not checked.failed
    text = "Rebels scorched the orchard of Karo. Soldiers set flame to two barns near Gao."
    reading = reader.read_by(report_from_text(text, ReadOptions(language="en")), (book,))[0]
    claims = [c for c in reading.claims if c.code == "harvest.burn"]
    assert [[reading.words(f.span) for f in c.roles["target"]] for c in claims] == [["the orchard"], ["two barns"]]
