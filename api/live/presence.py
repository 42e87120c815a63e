"""A judge's or a screen's socket watches a room: the consoles are told at once."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import Error

from api.live.schema import DeviceBody
from core.errors import Problem
from core.viewer import Viewer
from judging.selectors.room_state import Audience, room_by_uid
from judging.services.presence import presence_begin
from judging.services.screen_presence import screen_begin
from judging.services.tablets import TabletFacts, tablet_tell

_log = logging.getLogger("yisai.live")


@dataclass(frozen=True, slots=True)
class Here:
    """Whose presence a socket carries: the keys of a judge's seats, or of a hall's screen."""

    seats: tuple[int, ...] = ()
    screen: int | None = None


NOBODY = Here()


def somebody_is_here(room_id: UUID, audience: Audience, viewer: Viewer, at: datetime) -> Here:
    """Note who watches; a store that fails keeps nobody from watching."""
    room = room_by_uid(room_id) if audience.kind != "console" else None
    if room is None:
        return NOBODY
    try:
        if audience.kind == "judge" and viewer.person_id is not None:
            return Here(seats=tuple(presence_begin(room=room, person_id=viewer.person_id, at=at)))
        if audience.kind == "stage" and viewer.person_id is None and viewer.device_id is not None:
            return Here(screen=screen_begin(room=room, device_id=viewer.device_id, at=at))
    except Error:
        _log.warning("presence.begin_failed", exc_info=True)
    return NOBODY


def tablet_says(body: DeviceBody, person_id: int, at: datetime) -> None:
    """Keep what a judge's tablet says of itself. Raises not_found for a room that is not hers."""
    room = room_by_uid(body.room)
    if room is None:
        raise Problem("not_found")
    facts = TabletFacts(body.battery, body.charging, body.free_mb, body.awake)
    tablet_tell(room=room, person_id=person_id, facts=facts, at=at)
