"""The notice that a team's scoring closes, for the judges who have not signed."""

from datetime import timedelta
from typing import Any

from core import tempo
from core.clock import instant_text
from judging.models import Room, Slot, SlotState
from judging.selectors.scoring_sessions import is_by_session


def closing_body(*, room: Room, hidden: frozenset[int]) -> dict[str, Any] | None:
    """The team that was put on hold last, and until when its judges are told so.

    Nothing ends then: marks and signatures go on being taken until the seal. `hidden` are entries
    that the audience may not know of. Where a session is signed once no team's scoring closes
    before it.
    """
    if is_by_session(room):
        return None
    held = Slot.objects.filter(room=room, state=SlotState.HELD, left_at__isnull=False)
    rows = held.exclude(entry_id__in=hidden).select_related("entry")
    slot = rows.order_by("-left_at", "-pk").first()
    if slot is None or slot.left_at is None:
        return None
    until = slot.left_at + timedelta(seconds=tempo.TEMPO.closing_s)
    return {
        "entry": str(slot.entry.uid),
        "at": instant_text(slot.left_at),
        "until": instant_text(until),
    }
