# SPDX-License-Identifier: Apache-2.0
"""Plain files, JSONL, folders and standard input, good and bad."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sayso.errors import InputError
from sayso.model import Report
from sayso.reports import ReadOptions, open_source, report_from_text
from sayso.reports.decoding import MAX_TEXT
from sayso.text import quote

STORY = "Rebels took the town of Bunia at dawn, the governor’s spokesman said."


def one(source: Path | str, options: ReadOptions | None = None) -> Report:
    """The one report of a source."""
    (item,) = open_source(str(source), options)
    assert isinstance(item, Report), item
    return item


def error(source: Path | str, options: ReadOptions | None = None) -> InputError:
    """The one error of a source; always one line."""
    (item,) = open_source(str(source), options)
    assert isinstance(item, InputError), item
    assert "\n" not in str(item)
    assert item.hint
    return item


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def test_text_is_the_file_letter_for_letter(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + "Rebels take Bunia town\r\n\r\nBUNIA (Reuters) –\tRebels 🚩 took it.\r\n".encode()
    r = one(write(tmp_path / "bunia.v2.txt", data))
    assert r.text.encode("utf-8") == data == r.original
    assert r.text[0] == "\ufeff" and "\t" in r.text and "\r\n" in r.text
    assert r.id == "sha256:" + hashlib.sha256(data).hexdigest()
    assert (r.stem, r.source, r.media_type) == ("bunia.v2", str(tmp_path / "bunia.v2.txt"), "text/plain")
    assert r.title_span is not None and quote(r.text, r.title_span) == "Rebels take Bunia town" == r.title
    assert r.dateline_span is not None and quote(r.text, r.dateline_span) == "BUNIA (Reuters) –"


def test_nothing_is_guessed(tmp_path: Path) -> None:
    r = one(write(tmp_path / "a.txt", STORY))
    assert (r.title, r.outlet, r.byline, r.dateline, r.published, r.url, r.language) == (None,) * 7


def test_the_callers_word_wins(tmp_path: Path) -> None:
    day = datetime.date(2025, 3, 20)
    text = "Rebels take Bunia town\n\n14 March 2025\n\nBUNIA, 13 March 2025 (Reuters) - Rebels took it."
    r = one(
        write(tmp_path / "a.txt", text),
        ReadOptions(outlet="Example Wire", published=day, url="https://news.example/1", language="en"),
    )
    assert (r.outlet, r.published, r.url, r.language) == ("Example Wire", day, "https://news.example/1", "en")
    r = one(tmp_path / "a.txt")
    assert (r.outlet, r.published, r.dateline) == ("Reuters", datetime.date(2025, 3, 14), "BUNIA")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_marked_unicode(tmp_path: Path, encoding: str) -> None:
    marked = STORY if encoding in ("utf-16", "utf-32") else "\ufeff" + STORY
    assert one(write(tmp_path / "a.txt", marked.encode(encoding))).text == "\ufeff" + STORY


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "“We leave Bunia,” said the minister’s café owner – a friend of José Peña."),
        ("iso8859_1", "The mayor of Belén, José Peña, said on Monday that he would leave Medellín."),
        ("cp1252", "BOGOTÁ, 9 ENE 90 -- EL CAPITÁN"),
    ],
)
def test_legacy_encoding(tmp_path: Path, encoding: str, text: str) -> None:
    data = text.encode(encoding)
    r = one(write(tmp_path / "a.txt", data))
    assert (r.text, r.original) == (text, data)


def test_mac_roman(tmp_path: Path) -> None:
    text = "“We do not leave Bunia,” the minister’s spokesman said. “It’s our town,” he said, “and we’re here.” " * 5
    assert one(write(tmp_path / "a.txt", text.encode("mac_roman"))).text == text


def test_russian_in_a_legacy_encoding_is_told_as_russian(tmp_path: Path) -> None:
    text = (
        "Губернатор сказал в понедельник, что две группы встретились в столице и что они встретятся снова после конца месяца. "
        * 3
    )
    assert "looks like Russian" in error(write(tmp_path / "a.txt", text.encode("cp1251"))).message


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf\n", "white space"),
        (b"%PDF-1.7\nwords", "looks like a PDF"),
        (b"PK\x03\x04words", "ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG picture"),
        (b"SQLite format 3\0", "SQLite database"),
        (b"a\0b words", "binary data"),
        (b"\x01\x02\x03\x04 words", "binary data"),
        (STORY.encode() + b"\xff and more", f"damaged at byte {len(STORY.encode())}"),
        ("words in it ".encode("utf-16-le") * 9, "UTF-16 without a byte-order mark"),
    ],
)
def test_what_is_no_text(tmp_path: Path, data: bytes, says: str) -> None:
    e = error(write(tmp_path / "a.txt", data))
    assert says in e.message and e.message.startswith(str(tmp_path / "a.txt"))
    assert e.exit_code == 3


def test_too_long(tmp_path: Path) -> None:
    e = error(write(tmp_path / "a.txt", b"word " * (MAX_TEXT // 5 + 1)))
    assert "10 MB" in e.message and "Split" in e.hint


def test_no_such_file(tmp_path: Path) -> None:
    assert "no such file" in error(tmp_path / "none.txt").message
    assert "sayso read -" in error("Rebels took the town of Bunia at dawn, the governor said").hint
    assert "too long" in error("Rebels took Bunia. " * 40).message
    assert "names no source" in error("").message
    assert "addresses of this kind" in error("ftp://news.example/a.txt").message
    assert "cannot be read" in error("a\0b").message


def test_permission_denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", STORY)

    def denied(self: Path, *args: object, **kwargs: object) -> io.BytesIO:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", denied)
    assert "may not be opened" in error(path).message


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b/z.txt", "b/a.MD", "2.txt", "1.text", ".hidden.txt", ".git/x.txt", "notes.csv"):
        write(tmp_path / name, f"{STORY} This is {name}.")
    write(tmp_path / "bad.txt", b"\0")
    items = list(open_source(str(tmp_path)))
    names = [i.source[len(str(tmp_path)) + 1 :] if isinstance(i, Report) else "error" for i in items]
    assert names == ["1.text", "2.txt", "error", "b/a.MD", "b/z.txt"]


def test_folder_without_reports(tmp_path: Path) -> None:
    write(tmp_path / "notes.csv", STORY)
    e = error(tmp_path)
    assert "a folder without reports" in e.message and ".jsonl" in e.hint


def test_folder_link_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert one(tmp_path).stem == "a"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    write(path, STORY)
    r = one(tmp_path)
    assert r.stem == "caf\\xe9" and json.dumps(r.to_dict()).encode("utf-8")


def test_jsonl(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {
                "text": STORY,
                "stem": "s1",
                "title": "Bunia taken",
                "outlet": "Example Wire",
                "byline": "Ann Example",
                "dateline": "BUNIA",
                "published": "2025-03-14",
                "url": "https://news.example/1",
                "language": "en-GB",
                "more": 1,
            }
        ),
        "",
        json.dumps({"text": "BUNIA (Reuters) – " + STORY}, ensure_ascii=False),
        "{not json",
        "[1]",
        json.dumps({"title": "no text"}),
        json.dumps({"text": 7}),
        json.dumps({"text": STORY, "published": "last week"}),
        json.dumps({"text": STORY, "outlet": ["a"]}),
        json.dumps({"text": "half \ud800 a letter"}),
        json.dumps({"text": STORY, "language": "es"}),
        json.dumps({"text": "  "}),
        json.dumps({"text": STORY + " The end."}),
    ]
    path = write(tmp_path / "batch.jsonl", "\n".join(rows))
    items = list(open_source(str(path)))
    first, second, *errors, last = items
    assert isinstance(first, Report) and isinstance(second, Report) and isinstance(last, Report)
    assert (first.stem, first.title, first.outlet, first.byline, first.dateline) == (
        "s1",
        "Bunia taken",
        "Example Wire",
        "Ann Example",
        "BUNIA",
    )
    assert (first.published, first.url, first.language) == (datetime.date(2025, 3, 14), "https://news.example/1", "en")
    assert first.original == rows[0].encode() and first.title_span is None and first.text == STORY
    assert (second.stem, second.outlet, second.dateline) == ("batch-3", "Reuters", "BUNIA")
    assert last.stem == "batch-13"
    messages = [e.message for e in errors if isinstance(e, InputError)]
    says = [
        "not JSON",
        "list, not an object",
        "no field text",
        "text is a number",
        "no full date",
        "outlet is a list",
        "surrogate",
        "Spanish",
        "white space",
    ]
    assert len(messages) == len(says)
    for number, message, said in zip(range(4, 13), messages, says, strict=True):
        assert message.startswith(f"{path}, line {number}") and said in message


def test_jsonl_that_holds_nothing(tmp_path: Path) -> None:
    assert "holds no reports" in error(write(tmp_path / "a.ndjson", "\n\n")).message
    assert "not UTF-8" in error(write(tmp_path / "b.ndjson", b'{"text": "caf\xe9"}')).message
    assert "cannot be read" in error(write(tmp_path / "c.ndjson", b'{"text": ' + b"[" * 200_000)).message
    assert "line 1" in error(write(tmp_path / "d.jsonl", b'\xef\xbb\xbf{"title": "x"}\r\n')).message


@pytest.mark.parametrize(
    ("data", "stems"),
    [
        (STORY.encode(), ["stdin"]),
        (f"<!DOCTYPE html><html><body><article><p>{STORY}</p></article></body></html>".encode(), ["stdin"]),
        ((json.dumps({"text": STORY}) + "\n" + json.dumps({"text": STORY, "stem": "b"})).encode(), ["stdin-1", "b"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, stems: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    items = list(open_source("-"))
    assert [i.stem for i in items if isinstance(i, Report)] == stems
    assert all(isinstance(i, Report) and STORY in i.text and i.source == "-" for i in items)


def test_file_without_suffix_is_looked_into(tmp_path: Path) -> None:
    assert one(write(tmp_path / "page", f"<html><body><p>{STORY}</p></body></html>")).media_type == "text/html"
    assert one(write(tmp_path / "rows", json.dumps({"text": STORY}))).media_type == "application/jsonl"
    assert one(write(tmp_path / "braces", "{sic} " + STORY)).media_type == "text/plain"


def test_given_another_language(tmp_path: Path) -> None:
    assert "given as French" in error(write(tmp_path / "a.txt", STORY), ReadOptions(language="fr")).message


def test_text_in_hand() -> None:
    r = report_from_text(STORY)
    assert r.text == STORY and r.original == STORY.encode()
    for bad in ("", "  ", "a\0b", "\ud800 words"):
        with pytest.raises(InputError):
            report_from_text(bad)
