"""A browser becomes a screen of a room's hall, and stops being one."""

from datetime import datetime

from django.db import transaction

from contest.calendar import devices_end_at
from contest.services.events import edition_log
from core.models import Person
from core.services.devices import device_revoke
from core.services.pairings import pairing_take
from judging.models import Room, RoomScreen
from judging.services.locks import room_take
from judging.services.rooms import console_touch


@transaction.atomic
def screen_pair(*, room: Room, code: str, label: str, actor: Person, at: datetime) -> RoomScreen:
    """The browser that shows the code shows this room from now on, and may do nothing else.

    Raises pairing_code_unknown.
    """
    edition = room.panel.round.edition
    locked = room_take(room_id=room.pk)
    device = pairing_take(code=code, label=label, at=at, ends_at=devices_end_at(edition))
    screen = RoomScreen.objects.create(room=locked, device=device, bound_at=at)
    console_touch(room=locked)
    body = {"room": str(room.uid), "screen": str(screen.uid), "by": str(actor.uid)}
    edition_log(edition=edition, event="screen.pair", body=body, at=at)
    return screen


@transaction.atomic
def screen_unpair(*, screen: RoomScreen, actor: Person, at: datetime) -> None:
    """End it: its session and its socket end with the device. A screen that is over stays so."""
    locked = room_take(room_id=screen.room_id)
    screen.device.refresh_from_db()
    if screen.device.revoked_at is not None:
        return
    device_revoke(device=screen.device, at=at)
    console_touch(room=locked)
    body = {"room": str(locked.uid), "screen": str(screen.uid), "by": str(actor.uid)}
    edition_log(edition=screen.room.panel.round.edition, event="screen.unpair", body=body, at=at)
