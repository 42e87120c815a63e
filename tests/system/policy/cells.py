"""Ask every cell of some rows at one phase, and keep what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from tests.system.policy.runner import Answer, ask, difference
from tests.system.policy.situations import situated
from tests.system.policy.table import Row
from tests.system.policy.world import COLUMNS, Cast
from tests.undo import undone

Ask = Callable[[Cast, Row, str], Answer]


def wrong_cells(
    cast: Cast, rows: Sequence[Row], phase: str, columns: Sequence[str] = COLUMNS
) -> list[str]:
    """`route · column: what differs` of every cell that is not as the table says."""
    return [
        f"{row.name} · {column}: {found}"
        for row in rows
        for column, found in _differences(cast, row, phase, columns)
        if found
    ]


def _differences(
    cast: Cast, row: Row, phase: str, columns: Sequence[str]
) -> Iterator[tuple[str, str]]:
    with _situation(cast, row, phase) as found:
        for column in columns:
            yield column, difference(row, row.expected(column, phase), ask(found, row, column))


@contextmanager
def _situation(cast: Cast, row: Row, phase: str) -> Iterator[Cast]:
    if not row.given:
        yield cast
        return
    with undone():
        yield situated(cast, given=row.given, phase=phase)
