"""A judge's link or code becomes a seat on a device, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from contest.calendar import devices_end_at
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Device, DeviceKind, Invitation, Person
from core.services.devices import device_bind, device_revoke
from core.services.invitations import invitation_press
from judging.models import PanelSeat, SeatDevice
from judging.selectors.devices import seat_devices_live
from judging.selectors.seats import seat_of
from judging.services.panels import seat_take


@dataclass(frozen=True, slots=True)
class Joined:
    """The seat, and the device that now speaks for its judge."""

    seat: PanelSeat
    device: Device


@transaction.atomic
def seat_join(
    *,
    invitation: Invitation,
    presser_id: int | None,
    device_key: str,
    device_label: str,
    at: datetime,
) -> Joined:
    """Bind the device whose button was pressed. `presser_id` is who is signed in there, if anybody.

    A used link lets only its own judge go on, on a browser where they are signed in already.
    Raises not_found, link_used, link_expired, link_foreign.
    """
    link = invitation_press(invitation=invitation, presser_id=presser_id, at=at)
    seat = seat_of(uid=link.subject_id)
    if link.person is None or seat is None or link.person_id != seat.expert.person_id:
        raise Problem("not_found")
    device = seat_bind(
        seat=seat, kind=DeviceKind.JUDGE, key=device_key, label=device_label, via="link", at=at
    )
    return Joined(seat_take(invitation=link, person=link.person, device=device, at=at), device)


@transaction.atomic
def seat_bind(
    *, seat: PanelSeat, kind: str, key: str, label: str, via: str, at: datetime
) -> Device:
    """A device for the seat's judge, until 24 hours after the edition's last day.

    The same browser again changes nothing. `via` says how the judge came, for the log.
    """
    person, edition = seat.expert.person, seat.panel.round.edition
    device = device_bind(
        person=person, kind=kind, key=key, label=label, at=at, ends_at=devices_end_at(edition)
    )
    _placed, is_new = SeatDevice.objects.get_or_create(
        seat=seat, device=device, defaults={"bound_at": at}
    )
    if is_new:
        body = {"seat": str(seat.uid), "device": str(device.uid), "via": via}
        edition_log(edition=edition, event="seat.device_bind", body=body, at=at)
    return device


@transaction.atomic
def seat_devices_revoke(
    *, seat: PanelSeat, actor: Person | None, at: datetime, device: Device | None = None
) -> int:
    """End the seat's devices, or one of them; sessions and sockets end with it. Returns how many.

    A device is one browser of one person: a seat of the same judge on it elsewhere ends too.
    """
    bound = seat_devices_live(seats=[seat], at=at)
    ended = [each.device for each in bound if device is None or each.device_id == device.pk]
    for each in ended:
        device_revoke(device=each, at=at)
        body = {"seat": str(seat.uid), "device": str(each.uid)}
        if actor is not None:
            body["by"] = str(actor.uid)
        edition_log(edition=seat.panel.round.edition, event="seat.device_revoke", body=body, at=at)
    return len(ended)
