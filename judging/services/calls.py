"""A judge calls staff, and staff answers."""

from datetime import datetime

from django.db import transaction

from contest.services.events import edition_log
from core.models import Person
from judging.models import PanelSeat, StaffCall
from judging.services.locks import room_take
from judging.services.rooms import console_touch


@transaction.atomic
def call_make(*, seat: PanelSeat, code: str, at: datetime) -> StaffCall:
    """Call staff to a seat; one that waits already is returned as it is."""
    room = room_take(room_id=seat.panel.room.pk)
    waiting = StaffCall.objects.filter(seat=seat, code=code, answered_at__isnull=True).first()
    if waiting is not None:
        return waiting
    call = StaffCall.objects.create(room=room, seat=seat, code=code, called_at=at)
    console_touch(room=room)
    body = {"call": str(call.uid), "seat": str(seat.uid), "code": code}
    edition_log(edition=seat.panel.round.edition, event="call.make", body=body, at=at)
    return call


@transaction.atomic
def call_answer(*, call: StaffCall, actor: Person, at: datetime) -> StaffCall:
    """Somebody is on the way; who was first stays."""
    room = room_take(room_id=call.room_id)
    locked = StaffCall.objects.get(pk=call.pk)
    if locked.answered_at is not None:
        return locked
    locked.answered_at, locked.answered_by = at, actor
    locked.save(update_fields=["answered_at", "answered_by"])
    console_touch(room=room)
    body = {"call": str(locked.uid), "by": str(actor.uid)}
    edition_log(edition=call.room.panel.round.edition, event="call.answer", body=body, at=at)
    return locked
