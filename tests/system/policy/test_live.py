"""Every cell that the live server answers: frames of the socket, and the raw routes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from core import clock
from tests.system.policy import table
from tests.system.policy.live import ask_all
from tests.system.policy.routes import live_routes
from tests.system.policy.runner import difference
from tests.system.policy.situations import situated
from tests.system.policy.world import COLUMNS, Cast

LIVE = live_routes()
ROWS = [row for row in table.load(Path(__file__).parent) if row.route in LIVE]


def wrong_live_cells(world: Cast, rows: list[table.Row], phase: str) -> list[str]:
    """`route · column: what differs` of every cell that is not as the table says."""
    wrong: list[str] = []
    for row in rows:
        found = situated(world, given=row.given, phase=phase)
        with clock.frozen(found.now):
            answers = asyncio.run(ask_all(found, row, COLUMNS))
        for column, answer in zip(COLUMNS, answers, strict=True):
            differs = difference(row, row.expected(column, phase), answer)
            if differs:
                wrong.append(f"{row.name} · {column}: {differs}")
    return wrong


@pytest.mark.timeout(600)
@pytest.mark.parametrize("phase", table.PHASES)
def test_live_policy(live_world: Cast, phase: str, record_property: pytest.RecordProperty) -> None:  # type: ignore[name-defined]
    """Each row × column at this phase answers exactly what the table says."""
    wrong = wrong_live_cells(live_world, ROWS, phase)
    cells = len(ROWS) * len(COLUMNS)
    record_property("cells", cells)
    assert not wrong, f"{len(wrong)} of {cells} cells\n" + "\n".join(wrong)
