"""Sessions: what was signed or sealed together is one session, and whole in the log."""

import json
from collections.abc import Iterator

from core.models import LogOpening
from judging.models import Room, ScoreSheet
from judging.stage.sessions import session_at, session_ends

_ACTS = ("sheet.sign", "session.seal")


def sessions_parted() -> Iterator[str]:
    """Signatures and seals of teams that are of two sessions by now."""
    session = dict(_sessions())
    if not session:
        return
    slots = {
        str(uid): str(slot) for uid, slot in ScoreSheet.objects.values_list("uid", "slot__uid")
    }
    rows = LogOpening.objects.filter(leaf__type__in=_ACTS).select_related("leaf__tree")
    for opening in rows.order_by("pk").iterator():
        body = json.loads(opening.body)["body"]
        named = [each["slot"] for each in body.get("slots", ())]
        named += [slots.get(each["sheet"], "") for each in body.get("sheets", ())]
        if len({session[slot] for slot in named if slot in session}) > 1:
            yield f"{opening.leaf.tree}/{opening.leaf.seq}"


def _sessions() -> Iterator[tuple[str, tuple[int, int]]]:
    """By slot, its room and its session there; of rooms that have several."""
    rooms = Room.objects.prefetch_related("slots").order_by("pk")
    for room in rooms:
        ends = session_ends(room.breaks)
        for slot in room.slots.all() if ends else ():
            at = session_at(slot.position, put_off=slot.put_off, ends=ends)
            yield str(slot.uid), (room.pk, at)
