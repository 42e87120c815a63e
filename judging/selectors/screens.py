"""Screens of rooms, and the room of a screen."""

from datetime import datetime
from typing import Any
from uuid import UUID

from contest.models import Round
from core.clock import instant_text
from core.selectors.devices import devices_live
from core.viewer import Viewer
from judging.models import Room, RoomScreen


def screen_shows(*, viewer: Viewer, room: Room) -> bool:
    """Whether a device without a person stands behind the viewer, and this is its room."""
    if viewer.person_id is not None or viewer.device_id is None:
        return False
    return RoomScreen.objects.filter(room=room, device_id=viewer.device_id).exists()


def screen_of(*, viewer: Viewer) -> RoomScreen | None:
    """The screen that the viewer's browser is."""
    if viewer.person_id is not None or viewer.device_id is None:
        return None
    screens = RoomScreen.objects.select_related("room__panel__round", "device")
    return screens.filter(device_id=viewer.device_id).first()


def round_screens(round: Round, *, at: datetime) -> list[RoomScreen]:  # noqa: A002 - the noun of the table
    """The live screens of a round's rooms, the newest last."""
    live = devices_live(at=at)
    screens = RoomScreen.objects.filter(room__panel__round=round, device__in=live)
    return list(screens.select_related("device", "room").order_by("bound_at", "pk"))


def round_screen(round: Round, *, uid: UUID) -> RoomScreen | None:  # noqa: A002 - the noun of the table
    """One of them, ended ones too."""
    screens = RoomScreen.objects.filter(room__panel__round=round, uid=uid)
    return screens.select_related("device", "room__panel__round__edition").first()


def room_screens(room: Room, *, at: datetime) -> list[RoomScreen]:
    """The room's live screens, the newest last."""
    screens = RoomScreen.objects.filter(room=room, device__in=devices_live(at=at))
    return list(screens.select_related("device").order_by("bound_at", "pk"))


def screen_body(screen: RoomScreen) -> dict[str, Any]:
    """One of them as its console lists it; its device is noted as seen once a minute at most."""
    return {
        "id": str(screen.uid),
        "label": screen.device.label,
        "seen_at": instant_text(screen.device.seen_at) if screen.device.seen_at else None,
        "online": screen.online,
    }
