# SPDX-License-Identifier: Apache-2.0
"""One base class for everything that a user can put right; each error says what, where and what to do next.

Exit codes (also in `docs/cli.md`): 0 done; 1 an error in Sayso itself, of `sayso codebook check` a codebook that is wrong,
of `sayso verify` a ledger that is;
2 wrong use of the command, or its output cannot be written; 3 some inputs could not be read, the rest were; 4 no input could be
read; 5 the ledger could not be opened or written; 6 the codebook is wrong; 7 the language model is missing or damaged; 130
stopped by Ctrl-C; 141 the reader of our output went away.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Something that the user can put right.

    `code` is a stable short name, `message` says what is wrong and where, `hint` what to do next, `exit_code` what the
    command ends with if nothing else went wrong.
    """

    code = "error"
    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()

    def to_dict(self) -> dict[str, str]:
        """The error as data: code, message, hint."""
        return {"code": self.code, "message": self.message, "hint": self.hint}

    def __reduce__(self) -> tuple[type[SaysoError], tuple[str, str]]:
        return type(self), (self.message, self.hint)


class InputError(SaysoError):
    """One input cannot be read as a report; the rest of the batch is read all the same."""

    code = "input"
    exit_code = 3


class UsageError(SaysoError):
    """The command was called with words that do not fit together."""

    code = "usage"
    exit_code = 2


class LedgerError(SaysoError):
    """The ledger cannot be opened or written; what it held before is untouched."""

    code = "ledger"
    exit_code = 5


class CodebookError(SaysoError):
    """A codebook file breaks the schema; names the file, the line and the mend."""

    code = "codebook"
    exit_code = 6


class ModelError(SaysoError):
    """The language model is missing or damaged."""

    code = "model"
    exit_code = 7
