"""What only the console sees of a room: progress by criterion without a value, and its steps."""

from collections import defaultdict
from typing import Any, Final

from core.clock import instant_text
from judging.models import (
    SEALED_SLOTS,
    SHOWN_SLOTS,
    Room,
    RoomMove,
    ScoreCell,
    ScoreSheet,
    SheetState,
    Slot,
)
from judging.selectors.hall_sheets import hall_sheets
from judging.selectors.moves import last_moves, move_body, undoable_move
from judging.selectors.promoted import results_before
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.sheets import sheet_progress, tally_sheets
from judging.tally.room.room import room_score

Body = dict[str, Any]
# By sheet: the criteria that have a mark.
Filled = dict[int, list[str]]
# The step of a reveal that opens the final.
FINAL_STEP: Final = 3
_SIGNED: Final = (SheetState.SIGNED, SheetState.COUNTED)


def filled_cells(*, round_id: int) -> Filled:
    """Which cells of the round's sheets have a mark, whatever mark. One statement."""
    rows = ScoreCell.objects.filter(sheet__round_id=round_id, value__isnull=False)
    found: Filled = defaultdict(list)
    for sheet_id, criterion in rows.order_by("pk").values_list("sheet_id", "criterion"):
        found[sheet_id].append(criterion)
    return found


def no_cells(state: str) -> Body:
    """A seat that does not score the slot."""
    return {"state": state, "filled": 0, "cells": [], "signed_at": None}


def cell_progress(sheet: ScoreSheet, recused: set[tuple[int, int]], filled: Filled) -> Body:
    """How far a sheet is: its criteria with a mark and when it was signed."""
    state = sheet_progress(sheet, recused)["state"]
    if sheet.state == SheetState.EXCLUDED and state == "none" and sheet.slot.state in SEALED_SLOTS:
        state = "left_out"  # two people sealed without it
    if state not in {"open", "signed"}:
        return no_cells(state)
    cells = filled.get(sheet.pk, [])
    signed_at = sheet.signed_at if state == "signed" else None
    return {
        "state": state,
        "filled": len(cells),
        "cells": cells,
        "signed_at": instant_text(signed_at) if signed_at else None,
    }


def shown_finals(room: Room) -> dict[int, str]:
    """By slot: the final of each team whose final the hall has seen."""
    slots = room.slots.filter(shown_step__gte=FINAL_STEP, state__in=SHOWN_SLOTS)
    found: dict[int, list[ScoreSheet]] = defaultdict(list)
    for sheet in hall_sheets(ScoreSheet.objects.filter(slot__in=slots, state__in=_SIGNED)):
        found[sheet.slot_id].append(sheet)
    if not found:
        return {}
    rulebook = rulebook_of(room.panel.round)
    earlier = results_before(room.panel.round)
    finals = {
        slot: room_score(
            rulebook, tally_sheets(rows), entry=rows[0].slot.entry.number, earlier=earlier
        ).final
        for slot, rows in found.items()
    }
    return {slot: str(final) for slot, final in finals.items() if final is not None}


def slot_times(slot: Slot) -> Body:
    """When the team was called and when its turn ended."""
    return {
        "called_at": instant_text(slot.called_at) if slot.called_at else None,
        "left_at": instant_text(slot.left_at) if slot.left_at else None,
    }


def room_moves(room: Room) -> Body:
    """The last steps, newest first, and the one that can be taken back."""
    move = undoable_move(room_id=room.pk)
    return {
        "moves": [move_body(each) for each in last_moves(room_id=room.pk)],
        "undo": undo_body(move) if move else None,
    }


def undo_body(move: RoomMove) -> Body:
    """What taking back would take back; `move` is the step that has to be named."""
    body = move_body(move)
    return {"move": body["id"], **{name: body[name] for name in ("verb", "slot", "at", "by")}}
