# SPDX-License-Identifier: Apache-2.0
"""The command line. Standard output is data, standard error is narration; docs/cli.md tells the exit codes.

Nothing heavy is imported here or at the top of a command's module: `sayso --help` must not open the model's runtime, the
database or the reader of web pages.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command and gives its exit code; `argv` defaults to the words after `sayso`. Never raises but on SystemExit."""
    import typer

    from sayso.cli import narrate
    from sayso.cli.app import app
    from sayso.errors import SaysoError

    try:
        code = app(args=argv, prog_name="sayso", standalone_mode=False)
    except SaysoError as error:
        narrate.error(error)
        return error.exit_code
    except typer.TyperException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        narrate.say("stopped.")
        return 130
    except Exception as error:  # noqa: BLE001 - the outermost place: what nobody foresaw is told plainly, not as a traceback
        if os.environ.get("SAYSO_DEBUG"):
            traceback.print_exc()
        narrate.internal(error)
        return 1
    return code if isinstance(code, int) else 0
