# SPDX-License-Identifier: Apache-2.0
"""Who says what in a report: Parse + entities → voices."""

from sayso.voices.find import frames
from sayso.voices.frames import Frame, chain
from sayso.voices.speakers import Speakers

__all__ = ["Frame", "Speakers", "chain", "frames"]
