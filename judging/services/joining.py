"""A judge's link becomes a seat on a device, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from core.errors import Problem
from core.models import Device, DeviceKind, Invitation
from core.services.devices import device_bind
from core.services.invitations import invitation_press
from judging.models import PanelSeat
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
    if link.person is None:
        raise Problem("not_found")
    device = device_bind(
        person=link.person,
        kind=DeviceKind.JUDGE,
        key=device_key,
        label=device_label,
        at=at,
        ends_at=link.expires_at,
    )
    seat = seat_take(invitation=link, person=link.person, device=device, at=at)
    return Joined(seat, device)
