# SPDX-License-Identifier: Apache-2.0
"""Runs the command line in this process or as a process of its own, with the stand-in reader of faked.py."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from sayso.cli import main

FAKED = Path(__file__).with_name("faked.py")


@dataclass(frozen=True)
class Done:
    """What a command ended with."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture
def sayso(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """`sayso("read", "a.txt")` in an empty folder, 80 columns wide."""
    spec = importlib.util.spec_from_file_location("faked", FAKED)
    assert spec and spec.loader
    faked = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "faked", faked)
    spec.loader.exec_module(faked)
    monkeypatch.setitem(sys.modules, "sayso.pipeline", faked.module())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SAYSO_DEBUG", raising=False)

    def run(*words: str) -> Done:
        code = main(words)
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return run


@pytest.fixture
def process(tmp_path: Path) -> Callable[[Sequence[str]], subprocess.Popen[str]]:
    """The same as a process of its own, its standard output and standard error piped."""
    def start(words: Sequence[str]) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, str(FAKED), *words], cwd=tmp_path, text=True, encoding="utf-8",
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "COLUMNS": "80"})
    return start


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder `in` with two reports in it, of one claim and of two."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("The scout Vale joined Northwatch last week, Holt said. It was the talk of the town "
                                  "in Aden.\n", encoding="utf-8")
    (folder / "b.txt").write_text("The people said that Arno joined Eastwatch. It was not the first time: they told us "
                                  "that Brand joined Westwatch as well.\n", encoding="utf-8")
    return folder
