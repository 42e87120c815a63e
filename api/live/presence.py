"""A judge's socket watches a room: the consoles are told at once."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import Error

from judging.selectors.room_state import room_by_uid
from judging.services.presence import presence_begin

_log = logging.getLogger("yisai.live")


def judge_is_here(room_id: UUID, person_id: int, at: datetime) -> list[int]:
    """The keys of the judge's seats; a store that fails keeps nobody from watching."""
    room = room_by_uid(room_id)
    if room is None:
        return []
    try:
        return presence_begin(room=room, person_id=person_id, at=at)
    except Error:
        _log.warning("presence.begin_failed", exc_info=True)
        return []
