# SPDX-License-Identifier: Apache-2.0
"""Sayso reads news reports about political conflict: who did what to whom, where, when, and on whose word.

    import sayso
    reading = sayso.read("CAIRO – The army killed two gunmen in Sinai on Tuesday, a spokesman said.", published="2016-03-04")
    reading.rows()

Names are loaded on first use, so that `import sayso` takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # each from its own module: a name that its room has too would be taken for the module
    from sayso.answers.affiliations import affiliations
    from sayso.answers.contested import contested
    from sayso.answers.happenings import happenings
    from sayso.answers.moves import moves
    from sayso.answers.sources import sources
    from sayso.answers.timeline import timeline
    from sayso.answers.why import why
    from sayso.belonging import Affiliation
    from sayso.codebook import Codebook
    from sayso.errors import SaysoError
    from sayso.gold.corpus import corpus
    from sayso.ledger import Ledger, View
    from sayso.model import Claim, Entity, Reading, Report
    from sayso.pipeline import Reader, read

__version__ = "0.1.0"

_ROOMS = {"read": "sayso.pipeline", "Reader": "sayso.pipeline", "Report": "sayso.model", "Reading": "sayso.model",
          "Claim": "sayso.model", "Entity": "sayso.model", "Codebook": "sayso.codebook", "Ledger": "sayso.ledger",
          "SaysoError": "sayso.errors", "corpus": "sayso.gold.corpus",
          "Affiliation": "sayso.belonging", "View": "sayso.ledger",
          **dict.fromkeys(("affiliations", "contested", "happenings", "moves", "sources", "timeline", "why"), "sayso.answers")}

__all__ = ["Affiliation", "Claim", "Codebook", "Entity", "Ledger", "Reader", "Reading", "Report", "SaysoError", "View",
           "__version__", "affiliations", "contested", "corpus", "happenings", "moves", "read", "sources", "timeline", "why"]


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return getattr(import_module(_ROOMS[name]), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
