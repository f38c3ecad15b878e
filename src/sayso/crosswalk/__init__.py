# SPDX-License-Identifier: Apache-2.0
"""From our claims to the codes of the field's event schemes: CAMEO and PLOVER, ACLED and UCDP (docs/codebook.md)."""

from sayso.crosswalk.events import CodedEvent, coded, coded_voice
from sayso.crosswalk.schemes import Plover, becomes, plover

__all__ = ["CodedEvent", "Plover", "becomes", "coded", "coded_voice", "plover"]
