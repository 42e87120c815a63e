"""The one way of score operations into the database: a writer per edition."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from datetime import datetime
from uuid import UUID

from core.writer import Writers
from judging.selectors.sheet_editions import editions_of_sheets
from judging.services.scoring.apply import score_ops_apply
from judging.services.scoring.operations import Op, OpOutcome

_KEPT = 50_000
# Immutable facts: a sheet never moves to another edition.
_editions: dict[UUID, UUID] = {}


def _commit(ops: Sequence[Op], at: datetime) -> list[OpOutcome]:
    return score_ops_apply(ops=ops, at=at)


writers: Writers[Op, OpOutcome] = Writers("scores", _commit)


def editions_unknown(ops: Iterable[Op]) -> list[UUID]:
    """Sheets whose edition must be looked up before the operations can be queued."""
    return list({op.sheets[0] for op in ops if op.sheets and op.sheets[0] not in _editions})


def editions_learn(sheets: Sequence[UUID]) -> None:
    """Look up the editions of sheets (one statement; call it in a thread)."""
    if len(_editions) > _KEPT:
        _editions.clear()
    _editions.update(editions_of_sheets(sheets))


def score_ops_submit(*, ops: Sequence[Op]) -> list[tuple[list[int], Future[list[OpOutcome]]]]:
    """Queue operations, each with its edition's writer; never touches the database itself.

    Returns futures with the positions of the operations that they answer. Sheets that nobody
    knows go to a writer of their own, where their refusal is kept. Raises ValueError and
    OperationalError as `Writer.submit` does.
    """
    groups: dict[UUID | None, list[int]] = {}
    for position, op in enumerate(ops):
        edition = _editions.get(op.sheets[0]) if op.sheets else None
        groups.setdefault(edition, []).append(position)
    return [
        (positions, writers.submit(edition, [ops[n] for n in positions]))
        for edition, positions in groups.items()
    ]
