"""Where a session of a room stands: who has drafted and signed how much, never a value."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max

from core.clock import instant_text
from judging.models import (
    AHEAD_SLOTS,
    SCORED_SLOTS,
    SEALED_SLOTS,
    PanelSeat,
    Room,
    ScoreCell,
    ScoreSheet,
    SheetState,
    Slot,
)
from judging.selectors.rulebooks import rulebook_card_known, rulebook_of
from judging.selectors.sheets import LIVE

Body = dict[str, Any]
_SIGNED = (SheetState.SIGNED, SheetState.COUNTED)


def is_by_session(room: Room) -> bool:
    """Whether the room's teams are signed and sealed together; not by a rulebook it cannot read."""
    if rulebook_card_known(room.panel.round) is None:
        return False
    return rulebook_of(room.panel.round).by_session


def session_ahead(*, room: Room, hidden: frozenset[int]) -> Body | None:
    """For its judges: how many teams are still to come, and whether it is sealed.

    `hidden` are entries that the audience may not know of. None where a team is sealed by itself.
    """
    if not is_by_session(room):
        return None
    rows = room.slots.exclude(entry_id__in=hidden).values_list("state", flat=True)
    states = list(rows)
    return {
        "ahead": sum(state in AHEAD_SLOTS for state in states),
        "sealed": not any(state in (*AHEAD_SLOTS, *SCORED_SLOTS) for state in states),
    }


def session_sums(room: Room) -> Body:
    """How many of a room's teams are still to come, to be sealed, and sealed."""
    states = list(room.slots.values_list("state", flat=True))
    return {
        "ahead": sum(state in AHEAD_SLOTS for state in states),
        "due": sum(state in SCORED_SLOTS for state in states),
        "sealed": sum(state in SEALED_SLOTS for state in states),
    }


def session_body(
    *,
    room: Room,
    slots: Sequence[Slot],
    seats: Sequence[PanelSeat],
    filled: Mapping[int, Sequence[str]],
) -> Body | None:
    """For the console: what is to come and to seal, and each judge's sheets, drafted and signed.

    `slots` come with their sheets. None where a team is sealed by itself.
    """
    if not is_by_session(room):
        return None
    heard = [slot for slot in slots if slot.state not in AHEAD_SLOTS]
    lines = {row.id for row in rulebook_of(room.panel.round).criteria if row.required}
    sheets = [each for slot in heard for each in slot.sheets.all() if each.state in LIVE]
    return {
        "ahead": len(slots) - len(heard),
        "due": sum(slot.state in SCORED_SLOTS for slot in heard),
        "judges": [
            {
                "seat": seat.number,
                **_counts([each for each in sheets if each.seat_id == seat.pk], lines, filled),
            }
            for seat in seats
        ],
        "changes": [
            {"slot": str(slot), "seat": seat, "count": count, "at": instant_text(at)}
            for slot, seat, count, at in _changes(room)
        ],
    }


def _counts(sheets: list[ScoreSheet], lines: set[str], filled: Mapping[int, Sequence[str]]) -> Body:
    drafted = sum(lines <= set(filled.get(each.pk, ())) for each in sheets)
    signed = sum(each.state in _SIGNED for each in sheets)
    return {"sheets": len(sheets), "drafted": drafted, "signed": signed}


def _changes(room: Room) -> list[tuple[Any, int, int, datetime]]:
    """By team and seat: how many lines were touched after the team had left the stage, and when.

    That a mark was changed, and not to what; one that was missing until then counts, too.
    """
    rows = ScoreCell.objects.filter(
        sheet__slot__room_id=room.pk,
        sheet__state__in=LIVE,
        changed_at__gt=F("sheet__slot__left_at"),
    )
    found = rows.values_list("sheet__slot__uid", "sheet__seat__number").annotate(
        count=Count("pk"), last=Max("changed_at")
    )
    return list(found.order_by("sheet__slot__position", "sheet__seat__number"))
