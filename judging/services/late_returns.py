"""A team that was called and did not come returns by a decision of two people, and goes last."""

from datetime import datetime

from core.models import Person
from judging.models import Room, ScoreSheet, SheetState, Slot
from judging.selectors.seatings import away_pairs
from judging.services import sheets, slots
from judging.services.moves import move_add, room_standing


def absent_sheets_lock(*, slot: Slot) -> list[ScoreSheet]:
    """The sheets that went when the team was given up, locked by key."""
    gone = ScoreSheet.objects.filter(slot=slot, state=SheetState.EXCLUDED).select_related("seat")
    return sheets.sheets_lock(gone)


def slot_return(
    *, slot: Slot, room: Room, found: list[ScoreSheet], actor: Person, at: datetime
) -> None:
    """Back in the order behind all others; the caller holds round, sheets, room and slot.

    Its sheets take marks again, but for judges who are recused by now. Raises slot_state_refused.
    """
    before = room_standing(room=room, slots=[slot])
    slot.returned_at = at
    slots.slot_turn(slot=slot, verb="return", actor=actor, at=at)
    recused = away_pairs(round_id=room.panel.round_id)
    back = [sheet for sheet in found if (sheet.seat_id, slot.entry_id) not in recused]
    for sheet in back:
        verb = "return" if sheet.signed_at is None else "return_signed"
        sheet.state = sheets.MACHINE.step(sheet.state, verb)
    ScoreSheet.objects.bulk_update(back, ["state"])
    after = room_standing(room=room, slots=[slot])
    move_add(room=room, slot=slot, verb="return", actor=actor, at=at, before=before, after=after)
