"""Every cell of the policy table, and no door without a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.system.policy import table
from tests.system.policy.routes import http_routes, live_routes
from tests.system.policy.runner import ask, difference
from tests.system.policy.world import COLUMNS, cast

ROWS = table.load(Path(__file__).parent)
HTTP_ROWS = [row for row in ROWS if row.method != "SOCKET"]


def test_every_door_has_its_row_and_every_row_its_door() -> None:
    """A route nobody wrote a row for is closed by failing here, and so is a stale row."""
    said = [row.route for row in ROWS]
    doors = http_routes() | live_routes()
    assert sorted(set(said)) == sorted(said), "a route has two rows"
    assert sorted(doors - set(said)) == [], "doors without a row"
    assert sorted(set(said) - doors) == [], "rows without a door"


def test_every_column_of_the_table_is_somebody() -> None:
    """A misspelt role would silently stay 404."""
    unknown = {column for row in ROWS for column in row.cells} - set(COLUMNS)
    assert not unknown


@pytest.mark.django_db
@pytest.mark.timeout(600)
@pytest.mark.parametrize("phase", table.PHASES)
def test_policy(phase: str, record_property: pytest.RecordProperty) -> None:  # type: ignore[name-defined]
    """Each row × column at this phase answers exactly what the table says."""
    world = cast(phase)
    wrong: list[str] = []
    for row in HTTP_ROWS:
        for column in COLUMNS:
            expected = row.expected(column, phase)
            found = difference(row, expected, ask(world, row, column))
            if found:
                wrong.append(f"{row.route} · {column}: {found}")
    record_property("cells", len(HTTP_ROWS) * len(COLUMNS))
    assert not wrong, f"{len(wrong)} of {len(HTTP_ROWS) * len(COLUMNS)} cells\n" + "\n".join(wrong)
