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
from judging.selectors.room_sessions import is_by_session, is_over, room_sessions, session_due
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.sheets import LIVE

Body = dict[str, Any]
_SIGNED = (SheetState.SIGNED, SheetState.COUNTED)


def session_ahead(*, room: Room, hidden: frozenset[int]) -> Body | None:
    """For its judges: how many teams are still to come, and whether it is sealed.

    Where morning and afternoon are signed apart, `parts` says so of each, with its entries.
    `hidden` are entries that the audience may not know of. None where a team is sealed by itself.
    """
    if not is_by_session(room):
        return None
    sessions = room_sessions(room, room.slots.select_related("entry"))
    told = [[slot for slot in part if slot.entry_id not in hidden] for part in sessions]
    body = _standing([slot for part in told for slot in part])
    if len(sessions) > 1:
        body["parts"] = [
            {"entries": [str(slot.entry.uid) for slot in part], **_standing(part)} for part in told
        ]
    return body


def _standing(slots: Sequence[Slot]) -> Body:
    return {
        "ahead": sum(slot.state in AHEAD_SLOTS for slot in slots),
        "sealed": is_over(slots),
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

    Where morning and afternoon are sealed apart it is of the one that is due, the last once all
    are sealed; `parts` counts each, with its slots. `slots` come with their sheets. None where a
    team is sealed by itself.
    """
    if not is_by_session(room):
        return None
    sessions = room_sessions(room, slots)
    lines = {row.id for row in rulebook_of(room.panel.round).criteria if row.required}
    parts = [_part(part, seats, lines, filled) for part in sessions] or [
        _part([], seats, lines, filled)
    ]
    due = session_due(sessions)
    body = {
        **parts[-1 if due is None else due],
        "changes": [
            {"slot": str(slot), "seat": seat, "count": count, "at": instant_text(at)}
            for slot, seat, count, at in _changes(room)
        ],
    }
    if len(sessions) > 1:
        body["parts"] = [
            {"slots": [str(slot.uid) for slot in part], **counts}
            for part, counts in zip(sessions, parts, strict=True)
        ]
    return body


def _part(
    slots: Sequence[Slot],
    seats: Sequence[PanelSeat],
    lines: set[str],
    filled: Mapping[int, Sequence[str]],
) -> Body:
    heard = [slot for slot in slots if slot.state not in AHEAD_SLOTS]
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
