# SPDX-License-Identifier: Apache-2.0
"""Begins a codebook of one's own: a folder with one commented file that loads and whose examples come out."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from sayso.errors import UsageError

FILE = "own.yaml"


def start(folder: Path, *, empty: bool = False) -> Path:
    """Makes a folder and writes the file into it: one that extends the shipped codebook, or an `empty` one with a single code.
    Gives the file's path; raises UsageError where the folder holds something already or cannot be made."""
    begin(folder, {FILE: _text("empty" if empty else "extends") + _text("code")})
    return folder / FILE


def begin(folder: Path, files: Mapping[str, str]) -> None:
    """Makes a folder and writes files with the given texts into it. Raises UsageError where it holds something already or
    cannot be made."""
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder}: there is something in that place already.", "Give a folder that is new or empty.")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written: {error.strerror or error}.", "Give another place.") from error


def _text(name: str) -> str:
    return resources.files("sayso.codebook").joinpath(f"start/{name}.yaml").read_text(encoding="utf-8")
