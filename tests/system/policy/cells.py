"""Ask every cell of some rows at one phase, and keep what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from zlib import crc32

from tests.system.policy.runner import Answer, ask, difference
from tests.system.policy.situations import situated
from tests.system.policy.table import PHASES, Row
from tests.system.policy.world import COLUMNS, OTHER_HOST, Cast
from tests.undo import undone
from tests.worlds import ROLES

Ask = Callable[[Cast, Row, str], Answer]


Columns = Callable[[Row, str], Sequence[str]]
# How many phases lie between two at which a role without a word in the row is asked.
_TURNS = dict.fromkeys(ROLES, 2) | dict.fromkeys(OTHER_HOST, len(PHASES) // 2)


def every_column(_row: Row, _phase: str) -> Sequence[str]:
    """All of them."""
    return COLUMNS


def turning_columns(row: Row, phase: str) -> Sequence[str]:
    """The columns but most roles that the row never tells from a stranger: those take turns.

    A role of the host is asked at every second phase, one of another host at two of the eight; at
    each phase some of them are. The whole table is asked by `--full`.
    """
    here = PHASES.index(phase)
    return [
        column
        for column in COLUMNS
        if (every := _TURNS.get(column, 1)) == 1
        or _is_said(row, column)
        or (crc32(f"{row.name} {column}".encode()) - here) % every == 0
    ]


def _is_said(row: Row, column: str) -> bool:
    return any(row.expected(column, each) != row.expected("stranger", each) for each in PHASES)


def wrong_cells(
    cast: Cast, rows: Sequence[Row], phase: str, columns: Columns = every_column
) -> list[str]:
    """`route · column: what differs` of every cell that is not as the table says."""
    return [
        f"{row.name} · {column}: {found}"
        for row in rows
        for column, found in _differences(cast, row, phase, columns(row, phase))
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
