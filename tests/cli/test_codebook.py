# SPDX-License-Identifier: Apache-2.0
"""`sayso codebook`, with the stand-in reader, to which every "A joined B" is a claim."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

OWN = """\
- code: affiliation.join
  label: joins
  definition: Somebody joins a group.
  roles: {actor: [person], group: [person, group]}
  required: [[group]]
  patterns:
    - {id: join, verbs: [join], slots: {subj: actor, obj: group}}
  examples:
    - {text: "Vale joined Northwatch, Holt said.", trigger: joined, roles: {actor: Vale, group: Northwatch}, voice: Holt}
  counterexamples:
    - {text: The rivers join near Kassala.}
- code: custody.hold
  label: holds
  definition: Somebody holds somebody.
  roles: {actor: [person], group: [person, group]}
  required: [[actor]]
  patterns:
    - {id: hold, verbs: [hold, join], slots: {subj: actor, obj: group}}
  examples:
    - {text: Holt holds Vale., trigger: holds}
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_check_tells_what_does_not_come_out_and_where(sayso: Any) -> None:
    done = sayso("codebook", "check", "own.yaml", "-v")
    assert done.code == 1
    assert done.out.splitlines() == [
        "own.yaml: 2 codes, 2 patterns",
        "examples      2 of 3 come out",
        "  own.yaml, line 20: custody.hold/example-1",
        "    Holt holds Vale.",
        "    → no custody.hold at “holds” but no claim at all",
        "clashes       0 (words that two codes claim under the same conditions)",
        "dead          0 (words with which a pattern never comes first)",
        "shared        1 (words of two codes, told apart by roles and types)",
        "  “join”: affiliation.join/join or custody.hold/hold (own.yaml, line 18)",
        "no example    2 (patterns by which no example's claim is found)",
        "  affiliation.join/join",
        "  custody.hold/hold",
    ]
    assert done.err.startswith("sayso: 1 of 3 examples failed. Mend")


def test_check_of_one_code_and_as_data(sayso: Any) -> None:
    done = sayso("codebook", "check", "own.yaml", "--only", "affiliation", "--json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert (data["codes"], data["examples"], data["failed"], data["clashes"]) == (1, 2, [], [])
    data = json.loads(sayso("codebook", "check", "own.yaml", "--json").out)
    assert [(f["id"], f["at"]) for f in data["failed"]] == [("custody.hold/example-1", "own.yaml, line 20")]


def test_check_of_a_code_that_is_not_there(sayso: Any) -> None:
    done = sayso("codebook", "check", "own.yaml", "--only", "custody.hole")
    assert (done.code, done.out) == (2, "")
    assert "Did you mean “custody.hold”?" in done.err


def test_check_of_what_does_not_load(sayso: Any, own: Path) -> None:
    own.write_text(OWN.replace("[hold, join], slots: {subj", "[hold, join], slots: {sub"), encoding="utf-8")
    done = sayso("codebook", "check", "own.yaml", "--json")
    assert done.code == 1
    assert done.err.startswith("sayso: own.yaml, line 18: “sub” is not a slot of verb patterns. Did you mean “subj”?")
    assert json.loads(done.out)["error"]["code"] == "codebook"


def test_explain_a_code_in_eighty_columns(sayso: Any) -> None:
    lines = sayso("codebook", "explain", "custody.abduct").out.splitlines()
    assert lines[0] == "custody.abduct – abducts"
    assert max(map(len, lines)) <= 80
    labels = {"definition", "not", "roles", "needs", "unless", "schemes", "words", "fills", "examples"}
    assert labels <= {line[:13].strip() for line in lines}
    assert any(line.startswith("schemes      CAMEO 181, PLOVER ") for line in lines)


def test_explain_says_what_an_example_says(sayso: Any) -> None:
    out = sayso("codebook", "explain", "affiliation.join", "--codebook", "own.yaml").out
    assert out == """\
affiliation.join – joins
definition   Somebody joins a group.
roles        actor: person
             group: person, group
needs        group
told as      joined; did not join; plans to join
from         own.yaml, line 1

pattern join (verb)
words        join
fills        subj → actor; obj → group

examples
  – Vale joined Northwatch, Holt said.
    trigger “joined”; actor “Vale”; group “Northwatch”; voice “Holt”

not examples
  – The rivers join near Kassala.
"""


def test_explain_says_what_follows(sayso: Any) -> None:
    lines = sayso("codebook", "explain", "violence.assassinate").out.splitlines()
    assert "implies      violence.kill" in lines
    at = lines.index("pattern attempt (verb)")
    assert "implies      nothing" in lines[at : lines.index("", at)]
    lines = sayso("codebook", "explain", "affiliation.defect").out.splitlines()
    assert "implies      affiliation.leave (group = from); affiliation.join (group = to)" in lines


def test_explain_a_word_and_a_family(sayso: Any) -> None:
    lines = sayso("codebook", "explain", "join", "--codebook", "own.yaml").out.splitlines()
    assert lines[0] == "“join” stands in 2 patterns of 2 codes"
    assert [line for line in lines if "/" in line] == ["affiliation.join/join – joins (verb; own.yaml, line 7)",
                                                       "custody.hold/hold – holds (verb; own.yaml, line 18)"]
    assert sayso("codebook", "explain", "custody", "--codebook", "own.yaml").out.split("\n")[0] == "custody.hold – holds"


@pytest.mark.parametrize(("word", "mend"), [("custody.hld", "mean “custody.hold”?"), ("xyzzy", "as a dictionary has it")])
def test_explain_what_is_not_there(sayso: Any, word: str, mend: str) -> None:
    done = sayso("codebook", "explain", word, "--codebook", "own.yaml")
    assert (done.code, done.out) == (2, "")
    assert mend in done.err


def test_new_writes_a_file_to_edit(sayso: Any, tmp_path: Path) -> None:
    done = sayso("codebook", "new", "mine", "--empty")
    assert (done.code, done.out) == (0, f"{Path('mine') / 'own.yaml'}\n")
    assert "sayso codebook check mine" in done.err
    assert "code: press.silence" in (tmp_path / "mine" / "own.yaml").read_text(encoding="utf-8")
    again = sayso("codebook", "new", "mine")
    assert (again.code, again.out) == (2, "")
    assert "Give a folder that is new or empty." in again.err


def test_check_of_what_extends_ours(sayso: Any) -> None:
    assert sayso("codebook", "new", "mine").code == 0
    done = sayso("codebook", "check", "mine", "--only", "press")
    assert done.code == 1      # the stand-in knows no verb but "joined"
    assert done.out.splitlines()[:2] == ["mine: 1 code, 2 patterns", "examples      1 of 4 come out"]


VERBS = """\
--- ENCIRCLE [190] ---
OUTFLANK
- * HILL [192]
- SAID * [190]
- * FORD [19O]
"""


def test_import_writes_a_folder_that_loads_and_tells_each_line(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "verbs.txt").write_text(VERBS, encoding="utf-8")
    (tmp_path / "own.csv").write_text("code,verbs\nharvest.burn,scorch\nharvest.sell,\n", encoding="utf-8")
    done = sayso("codebook", "import", "verbs.txt", "own.csv", "--out", "mine", "-v")
    assert (done.code, done.out.splitlines()) == (0, [
        "taken          3 lines taken, as 3 wordings",
        "               1 an example was made; put one of yours in its place",
        "already        0 lines that say nothing new",
        "refused        3 lines not taken",
        "               1 words before the verb that say how surely, or on whose word",
        "               1 not a code of CAMEO 1.1b3",
        "               1 no words",
        "verbs.txt, line 4: words before the verb that say how surely, or on whose word: “said”. Sayso's voices and commitment "
        "tell that; the pattern without it is enough.",
        "verbs.txt, line 5: not a code of CAMEO 1.1b3: “19O”. Did you mean “190”?",
        "own.csv, line 2: an example was made; put one of yours in its place.",
        "own.csv, line 3: no words. Fill “verbs”, “nouns” or “adjectives”: a definition finds nothing in a report.",
    ])
    assert done.err == (f"sayso: 4 files written to mine; {Path('mine') / 'report.csv'} tells what became of each line. "
                        "Now: sayso codebook check mine\n")
    assert sayso("codebook", "explain", "harvest.burn", "--codebook", "mine").code == 0
    again = sayso("codebook", "import", "verbs.txt", "--out", "mine", "--json")
    assert (again.code, json.loads(again.out)["refused"]) == (2, 2)


def test_import_of_what_holds_nothing_to_take(sayso: Any, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("code,verbs\nharvest.sell,\n", encoding="utf-8")
    done = sayso("codebook", "import", "own.csv", "--out", "mine")
    assert (done.code, (tmp_path / "mine").exists()) == (6, False)
    assert "No line of these files could be taken." in done.err


def test_diff_tells_each_report_and_sums_up(sayso: Any, reports: Path, tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(OWN.replace("code: affiliation.join", "code: affiliation.enter"), encoding="utf-8")
    done = sayso("codebook", "diff", "other.yaml", "own.yaml", "in", "nowhere.txt")
    assert done.code == 3
    assert done.out.splitlines() == [
        "a", "  + affiliation.join  Vale joined Northwatch  (Holt → the report)",
        "b", "  + affiliation.join  Arno joined Eastwatch  (the report itself)",
        "  + affiliation.join  Brand joined Westwatch  (the report itself)"]
    assert done.err.endswith("sayso: 2 reports: 3 claims gained, 0 lost, 0 changed, 0 the same; 1 could not be read\n")
    done = sayso("codebook", "diff", "sayso", "own.yaml", "in")
    assert (done.code, done.out) == (0, "")
    assert done.err == "sayso: 2 reports: 0 claims gained, 0 lost, 0 changed, 3 the same\n"


def test_diff_as_data(sayso: Any, reports: Path) -> None:
    rows = [json.loads(line) for line in sayso("codebook", "diff", "sayso", "own.yaml", "in", "--json").out.splitlines()]
    assert [(r["report"], r["same"], r["gained"], r["lost"], r["changed"]) for r in rows] == [
        ("a", 1, [], [], []), ("b", 2, [], [], [])]


def test_diff_with_a_codebook_that_is_wrong(sayso: Any, reports: Path) -> None:
    done = sayso("codebook", "diff", "sayso", "nowhere.yaml", "in")
    assert (done.code, done.out) == (6, "")
    assert done.err.startswith("sayso: nowhere.yaml: cannot be read")


def test_pages_go_to_a_folder_or_to_standard_output(sayso: Any, tmp_path: Path) -> None:
    out = sayso("codebook", "page", "own.yaml").out
    done = sayso("codebook", "page", "own.yaml", "--out", "pages/deep")
    assert (done.code, done.out, done.err) == (0, "", f"sayso: 3 pages written to {Path('pages') / 'deep'}\n")
    files = sorted((tmp_path / "pages" / "deep").iterdir())
    assert [f.name for f in files] == ["affiliation.join.md", "custody.hold.md", "index.md"]
    assert out == "\n".join(f.read_text(encoding="utf-8") for f in (files[-1], *files[:-1]))
    assert sayso("codebook", "page", "own.yaml", "--out", "own.yaml").code == 2
