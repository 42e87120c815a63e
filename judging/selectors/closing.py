"""The notice that a team's scoring closes, for the judges who have not signed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from core import tempo
from core.clock import instant_text
from judging.models import Override, OverrideState, Room, Slot, SlotState
from judging.selectors.room_sessions import is_by_session


def closing_body(*, room: Room, hidden: frozenset[int]) -> dict[str, Any] | None:
    """The team that was put on hold, or is to be sealed without a sheet, last; and until when its
    judges are told so.

    Nothing ends then: marks and signatures go on being taken until the seal. `hidden` are entries
    that the audience may not know of. Where a session is signed once no team's scoring closes
    before it.
    """
    told = max(_told(room, hidden), key=lambda each: each[0], default=None)
    if told is None:
        return None
    at, entry, sealing = told
    until = at + timedelta(seconds=tempo.TEMPO.closing_s)
    return {
        "entry": str(entry),
        "at": instant_text(at),
        "until": instant_text(until),
        "sealing": sealing,
    }


def _told(room: Room, hidden: frozenset[int]) -> Iterator[tuple[datetime, UUID, bool]]:
    """When which entry's judges were last told, and whether it is to be sealed without them."""
    # Where a session is signed once no team's scoring closes before it.
    held = Slot.objects.filter(room=room, state=SlotState.HELD, left_at__isnull=False)
    if is_by_session(room):
        held = held.none()
    asked = Override.objects.filter(slot__room=room, kind="seal", state=OverrideState.PROPOSED)
    rows = held.exclude(entry_id__in=hidden).order_by("-left_at", "-pk")
    for at, entry in rows.values_list("left_at", "entry__uid")[:1]:
        if at is not None:
            yield at, entry, False
    waiting = asked.exclude(slot__entry_id__in=hidden).order_by("-proposed_at", "-pk")
    for at, entry in waiting.values_list("proposed_at", "slot__entry__uid")[:1]:
        yield at, entry, True
