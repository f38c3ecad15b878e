# SPDX-License-Identifier: Apache-2.0
"""What holds for the repository as a whole: no registry and no machine named, pins hashed, modules small."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = 500
"""Above this a module does more than one thing (ARCHITECTURE.md)."""
HASHED = ("runtime", "dev", "uv")
VAGUE = {"utils", "util", "helpers", "helper", "misc", "common"}

# Split, so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "deb.deb" + "ian.org",
              "proxy.go" + "lang.org", "crates" + ".io", "download." + "pytorch.org", "conda." + "anaconda.org"]
FOLDERS = ["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/", "/Us" + "ers/", "/tm" + "p/"]


@cache
def tracked() -> tuple[Path, ...]:
    """The files of the repository: what git tracks or would; in an unpacked archive, all files."""
    git = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                         capture_output=True, check=False)
    names = git.stdout.decode().split("\0") if git.returncode == 0 else []
    files = [ROOT / n for n in names if n] or [p for p in ROOT.rglob("*") if not p.relative_to(ROOT).parts[0].startswith(".")]
    return tuple(sorted(p for p in set(files) if p.is_file()))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """(path from the root, content) of the files that are UTF-8 text."""
    out = []
    for path in tracked():
        try:
            out.append((path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return tuple(out)


def modules(*folders: str) -> list[tuple[str, str]]:
    """(path, source) of the Python files under some folders."""
    return [(name, text) for name, text in texts() if name.endswith(".py") and name.startswith(tuple(f"{f}/" for f in folders))]


def test_the_tree_is_seen() -> None:
    names = {name for name, _ in texts()}
    assert {"pyproject.toml", "Makefile", "src/sayso/model.py", "tests/house/test_tree.py"} <= names


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_file_names_a_package_registry(host: str) -> None:
    found = [name for name, text in texts() if host in text]
    assert not found, f"{host} in {found}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_file_names_a_folder_of_one_machine(folder: str) -> None:
    start = re.compile(rf"(?<![\w.~)}}\]\"'/-]){re.escape(folder)}|[\"']{re.escape(folder)}")
    found = [name for name, text in texts() if start.search(text)]
    assert not found, f"{folder} in {found}"


@pytest.mark.parametrize("name", HASHED)
def test_every_pin_has_a_hash_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = [p for p in text.replace("\\\n", " ").splitlines() if p.strip() and not p.lstrip().startswith("#")]
    assert pins
    for pin in pins:
        assert re.match(r"[a-z0-9][a-z0-9._-]*==\S+", pin), pin
        assert "--hash=sha256:" in pin, pin
    assert "://" not in text
    assert "--index-url" not in text


def test_every_requirement_is_pinned_in_dev_as_in_runtime() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^([a-z0-9][a-z0-9._-]*==[^\s;]+)", text, re.M))

    assert pins("runtime") <= pins("dev")


def test_pyproject_and_runtime_ask_for_the_same() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = project.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    declared = set(re.findall(r'^\s*"([^"]+)"', block, re.M))
    asked = {line for line in (ROOT / "requirements" / "runtime.in").read_text(encoding="utf-8").splitlines()
             if line and not line.startswith("#")}
    assert {d for d in declared if not d.startswith("sayso-model-en")} == asked


def test_modules_are_small_and_have_a_plain_name() -> None:
    sizes = {name: text.count("\n") for name, text in modules("src", "training", "benchmarks", "quality")}
    assert not {name: size for name, size in sizes.items() if size > LINES}
    assert not [name for name, _ in modules("src") if Path(name).stem in VAGUE]


def test_every_module_says_what_it_is_for() -> None:
    assert not [name for name, text in modules("src", "packages", "training", "benchmarks", "quality")
                if not ast.get_docstring(ast.parse(text))]


def test_every_module_names_its_licence() -> None:
    assert not [name for name, text in modules("src", "tests", "packages", "training", "benchmarks", "quality")
                if not text.startswith("# SPDX-License-Identifier: ")]


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for name, text in texts():
        if name.endswith(".md"):
            for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
                if "://" not in target and not (ROOT / name).parent.joinpath(target).exists():
                    broken.append(f"{name}: {target}")
    assert not broken


def test_what_is_no_work_for_now_is_not_marked_for_later() -> None:
    mark = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert not [name for name, text in modules("src", "tests", "training", "benchmarks", "quality") if mark.search(text)]
