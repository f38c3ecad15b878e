# SPDX-License-Identifier: Apache-2.0
"""The command line. Standard output is data, standard error is narration; docs/cli.md tells the exit codes.

Nothing heavy is imported here or at the top of a command's module: `sayso --help` must not open the model's runtime, the
database or the reader of web pages.
"""

from __future__ import annotations

import os
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit code; `argv` defaults to the words after `sayso`."""
    from sayso.cli import narrate
    from sayso.cli.app import app
    from sayso.errors import SaysoError

    try:
        app(args=argv, prog_name="sayso")
    except SystemExit as end:  # how typer ends, with the code of a command, 2 for wrong use
        return end.code if isinstance(end.code, int) else 0
    except SaysoError as error:
        narrate.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        narrate.say("stopped.")
        return 130
    except Exception as error:  # noqa: BLE001 - the outermost place: what nobody foresaw is told plainly, not as a traceback
        if os.environ.get("SAYSO_DEBUG"):
            import traceback

            traceback.print_exc()
        narrate.internal(error)
        return 1
    return 0
