# SPDX-License-Identifier: Apache-2.0
"""A ledger of an older layout → today's, its rows kept; one module a step. Loaded only where there is one to bring up to date.

Which steps are due is told by `sayso_ledger.version`, which has a row for each layout that the ledger has had.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from sayso.ledger.migrations import layout_4, layout_5
from sayso.ledger.schema import VERSION, about

STEPS: Mapping[int, Callable[[Connection, Operations, str], None]] = MappingProxyType(
    {4: layout_4.upgrade, 5: layout_5.upgrade})
"""Layout → what makes it of the one before; the text is the time of the step, as rows have it."""


def upgrade(connection: Connection, now: str) -> None:
    """Brings the ledger up to date, step by step, in the transaction that is open."""
    operations = Operations(MigrationContext.configure(connection))
    version = connection.execute(select(func.max(about.c.version))).scalar_one()
    for layout in range(version + 1, VERSION + 1):
        STEPS[layout](connection, operations, now)
        connection.execute(about.insert(), {"version": layout, "created": now})
