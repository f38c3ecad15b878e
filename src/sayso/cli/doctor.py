# SPDX-License-Identifier: Apache-2.0
"""`sayso doctor`: whether all that Sayso needs is there, and what to do where it is not."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import ModelError, SaysoError

PACKAGES = ("numpy", "onnxruntime", "tokenizers", "sqlalchemy", "trafilatura", "lxml", "pyyaml", "rich", "typer")
"""What a failure report should name; versions of these have changed results before."""

TRIAL = "The army arrested two men in Aden on Monday, a spokesman said."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `found` where all is well, `next` what to do where not; `exit_code` of the failure."""

    what: str
    ok: bool
    found: str
    next: str = ""
    exit_code: int = 0


def doctor(
    codebook: Annotated[Path | None, typer.Option(help="Check this codebook instead of the shipped one.",
                                                  show_default=False)] = None,
    threads: Annotated[int, typer.Option(min=0, help="Processor cores to use; 0 for all.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Give the result as JSON.")] = False,
) -> None:
    """Check that the language model, the codebook and the ledger work here."""
    from sayso.cli import layout
    from sayso.cli.targets import open_target

    checks = look(codebook, threads)
    with open_target(None, data=as_json) as target:
        if as_json:
            target.write(json.dumps([asdict(c) for c in checks], ensure_ascii=False, indent=1) + "\n")
        else:
            rows = [("ok" if c.ok else "FAILED", c.what, f"{c.found} {c.next}".strip()) for c in checks]
            target.write(layout.grid(rows, styled=layout.coloured(), columns=layout.width(), wrapped=(2,)))
    codes = [c.exit_code for c in checks if not c.ok]
    if codes:
        raise typer.Exit(codes[0])


def look(codebook: Path | None, threads: int) -> list[Check]:
    """Every check in turn; a failure of one does not keep the next from being made."""
    return [_check("sayso", _versions), _check("packages", _packages), _check("cores", lambda: _cores(threads)),
            _check("language model", lambda: _model(threads)), _check("codebook", lambda: _codebook(codebook)),
            _check("ledger", _ledger), _check("a trial report", lambda: _trial(codebook, threads))]


def _check(what: str, look_at: Callable[[], str]) -> Check:
    try:
        return Check(what, True, look_at())
    except SaysoError as error:
        return Check(what, False, error.message, error.hint, error.exit_code)
    except ImportError as error:
        return Check(what, False, f"{error}.", "Install Sayso anew into a fresh environment.", 1)
    except Exception as error:  # noqa: BLE001 - whatever is broken here is what the user asked to be told
        return Check(what, False, f"{type(error).__name__}: {error}.", "This is an error in Sayso; please report it.", 1)


def _versions() -> str:
    from sayso import __version__

    return f"{__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"


def _packages() -> str:
    from importlib.metadata import version

    return ", ".join(f"{name} {version(name)}" for name in PACKAGES)


def _cores(threads: int) -> str:
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return f"{threads or there} in use of {there}"


def _model(threads: int) -> str:
    from sayso.language import Language

    language = Language.load(threads=threads)
    if not language.parse(TRIAL).words:
        raise ModelError("The model gives no words for an English sentence.", "Install the package sayso-model-en anew.")
    return language.version


def _codebook(path: Path | None) -> str:
    from sayso import codebook

    book = codebook.load(path)
    return f"{book.source}, {len(book.codes)} codes, sha256 {book.digest[:12]}"


def _ledger() -> str:
    import tempfile

    from sayso.ledger import Ledger

    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "trial.db", create=True):
        return "SQLite opens and writes"


def _trial(codebook: Path | None, threads: int) -> str:
    from sayso.pipeline import Reader
    from sayso.reports import report_from_text

    reading = Reader.open(codebook, threads).read(report_from_text(TRIAL))
    return f"{len(reading.claims)} claims in one sentence" if len(reading.claims) != 1 else "1 claim in one sentence"
