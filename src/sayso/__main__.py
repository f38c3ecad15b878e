# SPDX-License-Identifier: Apache-2.0
"""`python -m sayso`: the command line."""

import sys

from sayso.cli import main

if __name__ == "__main__":
    sys.exit(main())
