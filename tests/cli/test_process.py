# SPDX-License-Identifier: Apache-2.0
"""What only shows in a process of its own: what is imported, a pipe that closes, Ctrl-C in the middle of a line."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sayso.cli.targets import whole

HEAVY = ("onnxruntime", "tokenizers", "numpy", "sqlalchemy", "trafilatura", "lxml", "rich", "yaml", "sayso.pipeline")


@pytest.mark.parametrize("command", ["--help", "--version", "read --help", "parse --help", "evaluate --help",
                                     "evaluate claims --help"])
def test_help_imports_nothing_heavy(command: str) -> None:
    code = ("import sys; from sayso.cli import main; code = main(sys.argv[1:]); "
            f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr); sys.exit(code)")
    done = subprocess.run([sys.executable, "-c", code, *command.split()], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert "sayso" in done.stdout


def test_the_module_runs_as_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "sayso", "nonsense"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nonsense" in done.stderr


def test_a_reader_that_leaves_is_no_error(process: Any, reports: Path) -> None:
    for n in range(40):
        text = "They said that it was all the same to the town. " * 60 + f"Vale{n} joined Northwatch."
        (reports / f"c{n}.txt").write_text(text, encoding="utf-8")
    running = process(["read", "in", "-f", "jsonl"])
    assert running.stdout is not None
    assert running.stdout.readline().startswith('{"report"')
    running.stdout.close()
    assert running.stderr is not None
    said = running.stderr.read()
    running.stderr.close()
    assert running.wait() in (0, 141)  # 0: all fitted into the pipe before it was closed
    assert said == "" or said.startswith("sayso: 42 reports")


def test_ctrl_c_waits_for_the_end_of_a_block() -> None:
    steps: list[str] = []

    def interrupted() -> None:
        with whole():
            signal.raise_signal(signal.SIGINT)
            steps.append("whole")
        steps.append("not reached")

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert steps == ["whole"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)  # and stops the program at once again


def test_a_block_leaves_an_ignored_ctrl_c_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell starts what it sends to the background
    try:
        with whole():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_closed_standard_output(process: Any, reports: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} {Path(__file__).with_name('faked.py')} read in >&-"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "sayso: standard output is closed. Give the text somewhere to go, or use --output.\n"


def test_a_full_disk_on_standard_output(process: Any, reports: Path, tmp_path: Path) -> None:
    faked = Path(__file__).with_name("faked.py")
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        done = subprocess.run([sys.executable, str(faked), "read", "in", "-f", "jsonl"], cwd=tmp_path, stdout=full,
                              stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "sayso: standard output: no space left on device. Give the text somewhere to go, or use --output.\n"
