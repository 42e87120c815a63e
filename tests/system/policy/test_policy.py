"""Every cell of the policy table that is asked by HTTP, and no door without a row."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.system.policy import table
from tests.system.policy.cells import Columns, every_column, turning_columns, wrong_cells
from tests.system.policy.routes import http_routes, live_routes
from tests.system.policy.situations import SITUATIONS
from tests.system.policy.world import COLUMNS, OTHER_HOST, RELATIONS, cast
from tests.worlds import ROLES

FOLDER = Path(__file__).parent
ROWS = table.load(FOLDER)
LIVE = live_routes()
HTTP_ROWS = [row for row in ROWS if row.route not in LIVE]

# Columns that see no more than a stranger, and why. `other.*` is empty by design.
NOTHING_YET: dict[str, str] = {}

# All that the witness sends: what she writes herself, and what lets her look.
_HERS = {
    "POST /api/v1/editions/{edition_id}/supervision/notes",
    "POST /api/v1/editions/{edition_id}/exceptions/seen",
    "POST /api/v1/editions/{edition_id}/registers",
    "POST /api/v1/editions/{edition_id}/interference",
    "POST /api/v1/register-lines/{line_id}/end",
    # That it took place before her: a sheet that she compares line by line, an incident.
    "POST /api/v1/rounds/{round_id}/draw/paper/confirm",
    "POST /api/v1/incidents/{incident_id}/sign",
    "POST /api/v1/register-lines/{line_id}/strike",
    "POST /api/v1/rounds/{round_id}/fairness",
    "POST /api/v1/rounds/{round_id}/what-if",
    "DELETE /api/v1/rounds/{round_id}/what-if-opening",
    "POST /api/v1/rounds/{round_id}/what-if-opening/attest",
    "SOCKET watch",
}


def test_every_door_has_its_row_and_every_row_its_door() -> None:
    """A route nobody wrote a row for is closed by failing here, and so is a stale row."""
    assert doors_difference(http_routes() | LIVE) == []


def doors_difference(doors: set[str]) -> list[str]:
    """What the table and the doors do not have in common, and rows that are there twice."""
    said = [(row.route, row.case) for row in ROWS]
    routes = {route for route, _case in said}
    return [
        *(f"two rows: {each}" for each in sorted({one for one in said if said.count(one) > 1})),
        *(f"no row: {door}" for door in sorted(doors - routes)),
        *(f"no door: {route}" for route in sorted(routes - doors)),
    ]


def test_every_column_of_the_table_is_somebody() -> None:
    """A misspelt role would silently stay 404."""
    unknown = {column for row in ROWS for column in row.cells} - set(COLUMNS)
    assert not unknown
    assert table.groups_of(FOLDER)["signed_in"] == [
        each for each in COLUMNS[1:] if each != "screen"
    ]


def test_every_route_is_open_to_somebody_sometime() -> None:
    """One that only refuses: the fixtures cannot reach its success. A form's is to lead on."""
    reached = {
        row.route
        for row in ROWS
        if any(each.status < 400 for cell in row.cells.values() for each in cell.values())
    }
    assert {row.route for row in ROWS} - reached == set()


def test_the_witness_approves_edits_unlocks_and_publishes_nothing() -> None:
    """Every row that changes something and takes it from her, as in no stranger's hands."""
    changed = {
        row.route
        for row in ROWS
        if not row.route.startswith("GET ") and _succeeds(row, "witness")
        if not _succeeds(row, "stranger")
    }
    assert changed - _HERS == set()
    assert _HERS - changed == set()


def _succeeds(row: table.Row, column: str) -> bool:
    return any(cell.status < 400 for cell in row.cells.get(column, {}).values())


def test_every_situation_and_every_field_set_is_used() -> None:
    """What no row asks for is a slip of the pen."""
    assert {row.given for row in ROWS} - {""} == set(SITUATIONS)
    unused = {
        f"{row.resource}: {name}"
        for row in ROWS
        for name in set(row.fieldsets) - {"none"}
        if not name.startswith("base_") and not _is_used(row.resource, name)
    }
    assert unused == set()


def _is_used(resource: str, fieldset: str) -> bool:
    rows = [row for row in ROWS if row.resource == resource]
    cells = [each for row in rows for cell in row.cells.values() for each in cell.values()]
    return any(each.what == fieldset for each in cells)


def test_roles_take_turns_and_none_is_left_out() -> None:
    """Each cell is asked at two phases at least, one of the host's own roles at four; who is no
    role always. At each phase each row is asked by several roles of another host."""
    for row in HTTP_ROWS:
        asked = [turning_columns(row, phase) for phase in table.PHASES]
        times = {column: sum(column in turn for turn in asked) for column in COLUMNS}
        assert all(times[column] >= 2 for column in OTHER_HOST)
        assert all(times[column] >= 4 for column in ROLES)
        assert all(times[column] == 8 for column in set(COLUMNS) - {*OTHER_HOST, *ROLES})
        assert all(set(OTHER_HOST) & set(turn) for turn in asked)


def test_every_column_sees_more_than_a_stranger() -> None:
    """A role that has nothing yet is named with its reason; the list shrinks with each issue."""
    same = {column for column in ("platform_admin", *RELATIONS, *ROLES) if not _sees_more(column)}
    assert same == set(NOTHING_YET)
    others = {column for column in COLUMNS if column.startswith("other.")}
    lists = {"prospects", "projects", "stages"}
    wider = {row.resource for row in ROWS for column in others if _differs(row, column)}
    assert wider <= lists, "another host's roles see nothing but their own empty lists"


def _sees_more(column: str) -> bool:
    """Another refusal than a stranger's is nothing that one sees."""
    return any(
        row.expected(column, phase) != row.expected("stranger", phase)
        and row.expected(column, phase).status < 400
        for row in ROWS
        for phase in table.PHASES
    )


def _differs(row: table.Row, column: str) -> bool:
    return any(
        row.expected(column, phase) != row.expected("stranger", phase) for phase in table.PHASES
    )


@contextmanager
def quiet() -> Iterator[None]:
    """Without a log line for every refusal, and without collecting what lives through it all."""
    logging.disable(logging.CRITICAL)
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        logging.disable(logging.NOTSET)


@pytest.mark.django_db
@pytest.mark.timeout(600)
@pytest.mark.parametrize("phase", table.PHASES)
@pytest.mark.parametrize(
    "columns", [turning_columns, pytest.param(every_column, marks=pytest.mark.slow)]
)
def test_policy(
    phase: str,
    columns: Columns,
    record_property: pytest.RecordProperty,  # type: ignore[name-defined]
) -> None:
    """Each row × column at this phase answers exactly what the table says."""
    world = cast(phase)
    with quiet():
        wrong = wrong_cells(world, HTTP_ROWS, phase, columns)
    cells = sum(len(columns(row, phase)) for row in HTTP_ROWS)
    record_property("cells", cells)
    assert not wrong, f"{len(wrong)} of {cells} cells\n" + "\n".join(wrong)
