# SPDX-License-Identifier: Apache-2.0
"""Bytes to text, letter for letter: nothing is normalised, a byte-order mark stays as U+FEFF."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from sayso.errors import InputError
from sayso.reports.tables import table

MAX_TEXT = 10_000_000
"""Bytes of one report: some 1.7 million words, more than the longest novel. What is longer is an archive and no report, and
the memory that reading takes grows with the text."""
_CONTROL_SHARE = 0.01
"""Text has hardly any control characters beside white space; of random bytes one in nine is one."""
_MAX_CHAOS = 0.1
"""charset-normalizer's measure of noise (0 none, 1 all): its authors use 0.2 as the bound; at 0.1 a wrong code page, which
turns each accent to a box or a sign, is refused rather than read wrongly."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SECOND_CONTROL = re.compile(r"[\x80-\x84\x86-\x9f]")
"""Control characters that no text holds: where a code page gives them, it is the wrong one."""
_SHOUT = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]|(?<![A-ZÀ-ÖØ-ÞŠŽŒŸ])[À-ÖØ-ÞŠŽŒŸ](?![^\W\d_])")
"""A capital with accent within a word in small letters, or on its own: how cp1252 shows another code page's letters."""
_TYPE = re.compile(r"[‘’‚‹›“”„«»–—…•†‡€£¥¢§©®™°±·¶ºª¹²³¼½¾×÷¿¡\xa0\xadªˆ˜´`¨¸À-ÖØ-öø-ÿŠšŽžŒœŸƒ\x00-\x7f]*")
"""What English text in cp1252 is made of: ASCII, Western letters, typographic signs."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding that gave it: `text.encode(encoding)` is the bytes again."""

    text: str
    encoding: str


def decode(data: bytes, source: str) -> Decoded:
    """The text of a file.

    UTF-8, UTF-16 and UTF-32 by their marks, else UTF-8, else the legacy encoding that the text settles. Raises InputError for
    what is too long, empty, no text at all, or in an encoding that cannot be told.
    """
    check_size(data, source)
    if not data.strip():
        raise InputError(f"{source}: empty.", "Give a file with the text of a report.")
    found = _unicode(data)
    if found is None:
        refuse_binary(data, source)
        if (at := _damage(data)) is not None:
            raise InputError(f"{source}: UTF-8 that is damaged at byte {at}.",
                             "Mend it, for instance with iconv -c -f UTF-8 -t UTF-8.")
        found = _legacy(data)
    if found is None:
        raise InputError(f"{source}: neither UTF-8 nor in a legacy encoding that can be told for certain.",
                         "Save it as UTF-8, for instance with iconv -f CP1252 -t UTF-8.")
    check_text(found.text, source)
    return found


def check_size(data: bytes, source: str) -> None:
    """Raises InputError for more than MAX_TEXT bytes."""
    if len(data) > MAX_TEXT:
        raise InputError(f"{source}: longer than {MAX_TEXT // 1_000_000} MB, the limit for one report.",
                         "Split it into one file a report, or into JSONL with one report a line.")


def check_text(text: str, source: str) -> None:
    """Raises InputError for a text that is white space only, is full of control characters, or cannot be written down."""
    if not text.strip("\ufeff \t\r\n\f\v\x85\xa0\u2028\u2029\u200b"):
        raise InputError(f"{source}: nothing but white space.", "Give a file with the text of a report.")
    if "\0" in text or len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text):
        raise InputError(f"{source}: looks like binary data, not text.", "Give plain text, HTML or JSONL.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise InputError(f"{source}: half a character (a lone surrogate, U+{ord(text[e.start]):04X}) at character {e.start}.",
                         "Write the text as UTF-8 again.") from None


def refuse_binary(data: bytes, source: str) -> None:
    """Raises InputError, with the format's name where it is known, for bytes that are no text."""
    for known in table("formats")["signatures"]:
        if data.startswith(bytes.fromhex(known["hex"]), known["at"]):
            raise InputError(f"{source}: looks like {known['name']}, not text.", known["hint"])
    if b"\0" in data:
        even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
        if max(even, odd) > 8 * (min(even, odd) + 1):  # English in UTF-16: every other byte is 0, the others hardly ever
            raise InputError(f"{source}: looks like UTF-16 without a byte-order mark.", "Save it as UTF-8.")
        raise InputError(f"{source}: looks like binary data, not text.", "Give plain text, HTML or JSONL.")


def decode_page(data: bytes, source: str, declared: str | None) -> str:
    """The text of an HTML page: by its mark, by the declared charset, as UTF-8, by a guess; at last as UTF-8 with single
    damaged characters replaced, because browsers show such a page too. Raises InputError where none of this gives text."""
    label = (declared or "").strip().strip("\"'").lower()
    marked = data.startswith(tuple(mark for mark, _ in _MARKS))
    if not marked:
        refuse_binary(data, source)
    stated = _strict(data, table("formats")["labels"].get(label, label)) if label and not marked else None
    found = stated or _unicode(data) or (_legacy(data) if _damage(data) is None else None)
    text = found.text if found else data.decode("utf-8", errors="replace")
    if found is None and text.count("\ufffd") > _CONTROL_SHARE * len(text):
        raise InputError(f"{source}: the page's encoding cannot be told.", "Save the page as UTF-8.")
    check_text(text, source)
    return text


def _unicode(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)  # the -le and -be codecs, and utf-8 too, keep the mark as a character
    if b"\0" in data or any(data.startswith(bytes.fromhex(k["hex"]), k["at"]) for k in table("formats")["signatures"]):
        return None
    return _strict(data, "utf-8")


def _legacy(data: bytes) -> Decoded | None:
    """cp1252 where the text reads well in it (nearly all old English text is in it), else charset-normalizer's best guess."""
    western = _strict(data, "cp1252")
    if western and _TYPE.fullmatch(western.text) and not _SHOUT.search(western.text) and _mostly_ascii(data):
        return western
    best = from_bytes(data, cp_isolation=list(table("formats")["legacy"]), threshold=_MAX_CHAOS).best()
    if best is None or best.percent_chaos > 100 * _MAX_CHAOS:
        return None
    found = _strict(data, best.encoding)
    return found if found and not _SECOND_CONTROL.search(found.text) else None


def _damage(data: bytes) -> int | None:
    """The first damaged byte of what is plainly UTF-8: no fewer letters of several bytes than bytes that break its rules."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken and len(text) - broken - sum(c.isascii() for c in text) >= broken:
        return len(text[:text.index("\ufffd")].encode("utf-8"))
    return None


def _mostly_ascii(data: bytes) -> bool:
    """Whether at most one byte in ten is beyond ASCII: more than any Western language needs, less than another script takes."""
    return sum(b > 127 for b in data) <= 0.1 * len(data)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
        return Decoded(text, encoding) if text.encode(encoding) == data else None
    except (UnicodeError, LookupError):
        return None
