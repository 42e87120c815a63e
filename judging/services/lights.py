"""The hall's light: in the dark every tablet of the room turns dark too."""

from datetime import datetime

from django.db import transaction

from contest.services.events import edition_log
from core.models import Person
from judging.models import Room
from judging.services.locks import room_take
from judging.services.rooms import room_touch


@transaction.atomic
def lights_turn(*, room: Room, lights: str, actor: Person, at: datetime) -> Room:
    """Turn the room's light `on` or `off`; as it is already, nothing happens."""
    locked = room_take(room_id=room.pk)
    if locked.lights == lights:
        return locked
    locked.lights = lights
    locked.save(update_fields=["lights"])
    room_touch(room=locked)
    body = {"room": str(locked.uid), "lights": lights, "by": str(actor.uid)}
    edition_log(edition=room.panel.round.edition, event="room.lights", body=body, at=at)
    return locked
