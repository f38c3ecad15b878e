# SPDX-License-Identifier: Apache-2.0
"""Help is quick because nothing heavy is imported for it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = ("onnxruntime", "tokenizers", "numpy", "sqlalchemy", "trafilatura", "lxml", "torch", "pandas", "polars", "rapidfuzz")

HELP = """
import json, sys
sys.argv = ["sayso", "--help"]
from sayso.cli import main
try:
    code = main()
except SystemExit as stop:
    code = stop.code
print()
print(json.dumps([code, sorted({m.partition(".")[0] for m in sys.modules})]))
"""

IMPORT = """
import json, sys
import sayso
print(json.dumps([0, sorted({m.partition(".")[0] for m in sys.modules})]))
"""


@pytest.mark.parametrize("program", [HELP, IMPORT], ids=["help", "import"])
def test_nothing_heavy_is_imported(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    code, loaded = json.loads(done.stdout.splitlines()[-1])
    assert code in (0, None)
    assert not set(HEAVY) & set(loaded)
