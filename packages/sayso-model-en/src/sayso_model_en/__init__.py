# SPDX-License-Identifier: CC-BY-SA-4.0
"""The weights of Sayso's English language model: data files, and where they are."""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """The folder that holds the *.onnx and *.json files of the model."""
    return Path(__file__).parent
