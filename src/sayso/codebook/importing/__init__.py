# SPDX-License-Identifier: Apache-2.0
"""Makes a codebook of one's own from files that one has: PETRARCH and TABARI verb dictionaries, tables of definitions
(docs/codebook.md).

What a file says and Sayso's codebook cannot hold is told by line, with the reason and the mend; nothing is left out unseen.
"""

from sayso.codebook.importing.folder import Imported, import_files
from sayso.codebook.importing.outcomes import Outcome

__all__ = ["Imported", "Outcome", "import_files"]
