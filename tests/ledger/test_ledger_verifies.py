# SPDX-License-Identifier: Apache-2.0
"""A ledger that is as it was written, and one that somebody changed behind its back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
import yaml

from sayso.ledger import Ledger, schema

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases/tampering.yaml").read_text(encoding="utf-8"))


def behind_its_back(ledger: Ledger, change: str) -> None:
    """Runs a statement that the guards would refuse."""
    with ledger._engine.connect() as connection, connection.begin():
        for table in schema.tables.tables:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')
            else:
                connection.exec_driver_sql(f'DROP TRIGGER "{table}_no_update"')
                connection.exec_driver_sql(f'DROP TRIGGER "{table}_no_delete"')
        done = connection.execute(sqlalchemy.text(change))
        assert done.rowcount, change


def full_and_judged(ledger: Ledger, fill: Callable[[Ledger], None]) -> None:
    fill(ledger)
    one, two = [b.profile.id for b in ledger.profiles("entity")][2:4]
    ledger.undo(ledger.judge("entity", one, two, "same", by="Bo", why="a slip"), by="Bo", why="taken back")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["change"].replace(" ", "_")[:60])
def test_a_change_is_named(case: dict[str, Any], where: Path | str, fill: Callable[[Ledger], None]) -> None:
    with Ledger.open(where, create=True) as ledger:
        full_and_judged(ledger, fill)
        assert ledger.verify().faults == ()
        behind_its_back(ledger, case.get("postgresql", case["change"]) if isinstance(where, str) else case["change"])
        faults = [f.to_dict() for f in ledger.verify().faults]
    assert any(case["fault"].items() <= fault.items() for fault in faults), faults
    assert len(faults) <= 4, faults


def test_every_report_and_word_is_counted(where: Path | str, fill: Callable[[Ledger], None]) -> None:
    with Ledger.open(where, create=True) as ledger:
        full_and_judged(ledger, fill)
        done = ledger.verify()
    assert (done.captures, done.reports, done.readings, done.words) == (2, 2, 2, 4)
    assert done.passages == 2 * 23
