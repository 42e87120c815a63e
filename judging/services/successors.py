"""A signed sheet with other marks in the place of one that stood: the one way of changing marks
after the seal. What was signed keeps its marks, total and moment.
"""

from collections.abc import Mapping
from datetime import datetime

from contest.rulebook.sheet import sheet_problems
from core.errors import Problem
from judging.models import (
    SHOWN_SLOTS,
    CorrectionRequest,
    CorrectionState,
    LateChange,
    LateState,
    ScoreCell,
    ScoreSheet,
    SheetState,
)
from judging.selectors.rulebooks import rulebook_of
from judging.services import sheets
from judging.services.results import result_supersede
from judging.tally.room.worth import sheet_worth

Marks = Mapping[str, int | None]


def sheet_replace(*, sheet: ScoreSheet, verb: str, marks: Marks, at: datetime) -> ScoreSheet:
    """The signed successor, whose cells differ in `marks`; a counted result is superseded.

    The caller holds the round, the sheet and the room, closes what was decided, moves what still
    waits (`waiting_move`) and tells the log. Raises sheet_state_refused,
    mark_missing, and the problem of a mark.
    """
    cells = list(sheet.cells.order_by("pk"))
    wanted = {cell.criterion: marks.get(cell.criterion, cell.value) for cell in cells}
    rulebook = rulebook_of(sheet.round)
    problems = sheet_problems(rulebook, wanted, signing=True)
    if problems:
        raise Problem("mark_missing" if "mark_missing" in problems else problems[0])
    sheet.state = sheets.MACHINE.step(sheet.state, verb)
    sheet.save(update_fields=["state"])
    made = ScoreSheet.objects.create(
        slot=sheet.slot,
        seat=sheet.seat,
        round=sheet.round,
        state=SheetState.SIGNED,
        signed_at=at,
        total=sheet_worth(rulebook, wanted),
        supersedes=sheet,
        after_reveal=sheet.slot.state in SHOWN_SLOTS,
    )
    ScoreCell.objects.bulk_create(
        cell_copied(cell, made, wanted[cell.criterion], at if cell.criterion in marks else None)
        for cell in cells
    )
    result_supersede(round=sheet.round)
    return made


def waiting_move(*, sheet: ScoreSheet, made: ScoreSheet) -> None:
    """What else waits for a word on this sheet goes on on its successor."""
    CorrectionRequest.objects.filter(sheet=sheet, state=CorrectionState.OPEN).update(sheet=made)
    LateChange.objects.filter(sheet=sheet, state=LateState.OPEN).update(sheet=made)


def cell_copied(
    cell: ScoreCell, sheet: ScoreSheet, value: int | None, at: datetime | None
) -> ScoreCell:
    """The cell on another sheet: as it was, or with another value of the moment `at`."""
    return ScoreCell(
        sheet=sheet,
        criterion=cell.criterion,
        value=value,
        rev=cell.rev + (at is not None),
        device=None if at else cell.device,
        client_seq=0 if at else cell.client_seq,
        changed_at=at or cell.changed_at,
    )
