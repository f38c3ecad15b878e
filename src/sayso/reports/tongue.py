# SPDX-License-Identifier: Apache-2.0
"""Is a text English? Told by function words and script: enough to turn away what plainly is not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from sayso.errors import InputError
from sayso.reports.tables import table

_SAMPLE = 20_000
"""Characters looked at: some 3,000 words settle the question, and a book would take no longer."""
_FEW_WORDS = 20
"""Below this many words a headline or a list of names can have any profile: let through."""
_FEW_LETTERS = 60
"""The same for scripts that do not space words: 60 letters are about 20 words of Chinese or Thai."""
_OTHER_SHARE = 0.2
"""Running text has 30 to 50 % of its words among the forty commonest; 20 % leaves room for names and figures."""
_ENGLISH_SHARE = 0.02
"""English prose never falls so low; a text of 50 words and more that does is not English, or no prose at all."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@cache
def _profiles() -> dict[str, frozenset[str]]:
    return {code: frozenset(entry["words"].split()) for code, entry in table("languages")["languages"].items()}


def settle_language(text: str, source: str, given: str | None = None, stated: str | None = None) -> str | None:
    """The report's language: "en", or None where a text is too short to tell. Raises InputError for any other language.

    `given` is the caller's word and final; `stated` the source's own (a JSONL field).
    """
    if given is not None:
        if _is_english(given):
            return "en"
        raise InputError(f"{source}: given as {_name(given)}, and Sayso reads English.", "Leave --language out, or give en.")
    if stated and not _is_english(stated):
        raise InputError(f"{source}: marked as {_name(stated)}, and Sayso reads English.",
                         "--language en reads it all the same.")
    code, name = _guess(text)
    if code not in (None, "en"):
        raise InputError(f"{source}: looks like {name}, and Sayso reads English.", "--language en reads it all the same.")
    return code or ("en" if stated else None)


def _is_english(code: str) -> bool:
    return re.split(r"[-_]", code.strip().lower())[0] in ("en", "eng", "english")


def _name(code: str) -> str:
    entry = table("languages")["languages"].get(re.split(r"[-_]", code.strip().lower())[0])
    return entry["name"] if entry else f"“{code.strip()[:20]}”"


def _guess(text: str) -> tuple[str | None, str]:
    """(code, name): None where the text is too short to tell."""
    sample = text[:_SAMPLE].lower()
    words = [w.replace("’", "'") for w in _WORD.findall(sample)]
    scripts = Counter(_script(c) for c in sample if c.isalpha())
    letters = scripts.total()
    foreign = [(n, s) for s, n in scripts.items() if s != "LATIN"]
    script = max(foreign)[1] if foreign and 2 * sum(n for n, _ in foreign) > letters else "LATIN"
    if len(words) < _FEW_WORDS and (script == "LATIN" or letters < _FEW_LETTERS):
        return None, ""
    shares = _shares(words, script)
    best = max(shares, key=lambda code: shares[code], default="und")
    if script != "LATIN":
        if shares.get(best, 0.0) >= _OTHER_SHARE / 2:  # within one script few languages compete
            return best, table("languages")["languages"][best]["name"]
        if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.05 * letters:  # Japanese is half Chinese characters
            script = "HIRAGANA"
        code, name = table("languages")["scripts"].get(script, ("und", f"a language in {script.title()} letters"))
        return code, name
    if best != "en" and shares[best] >= _OTHER_SHARE and shares[best] > 2 * shares["en"]:
        return best, table("languages")["languages"][best]["name"]
    if len(words) >= 50 and shares["en"] < _ENGLISH_SHARE:
        return "und", "a language that is not English"
    return "en", "English"


def _shares(words: list[str], script: str) -> dict[str, float]:
    """Share of the words that are function words, for each language of a script."""
    entries = table("languages")["languages"]
    counts = Counter(words)
    return {code: sum(counts[w] for w in known) / max(1, len(words))
            for code, known in _profiles().items() if entries[code]["script"] == script}


@cache
def _script(char: str) -> str:
    return "LATIN" if char.isascii() else unicodedata.name(char, "UNKNOWN").split()[0]
