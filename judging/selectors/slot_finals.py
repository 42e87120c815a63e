"""The figure that the stage shows once a slot is revealed."""

from typing import Any

from core.numbers import mark_text
from judging.models import SheetState, Slot
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.sheets import tally_sheets
from judging.tally.score import score


def slot_final(slot: Slot) -> dict[str, Any]:
    """`{final, dropped}` of a revealed slot: the rounded final and the totals that left."""
    sheets = slot.sheets.filter(state__in=[SheetState.SIGNED, SheetState.COUNTED])
    rows = sheets.select_related("seat").prefetch_related("cells").order_by("pk")
    reached = score(rulebook_of(slot.room.panel.round), tally_sheets(rows))
    dropped = (*reached.dropped_high, *reached.dropped_low)
    return {
        "final": None if reached.final is None else str(reached.final),
        "dropped": [mark_text(sheet.total) for sheet in dropped],
    }
