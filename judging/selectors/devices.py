"""Devices of seats, for the desk."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from contest.models import Edition, EditionState, Round
from judging.models import PanelSeat, SeatDevice


def seat_devices_live(*, seats: Sequence[PanelSeat], at: datetime) -> list[SeatDevice]:
    """The devices that speak for the judges of these seats, the newest last."""
    live = Q(device__ends_at__isnull=True) | Q(device__ends_at__gt=at)
    found = SeatDevice.objects.filter(live, seat__in=seats, device__revoked_at__isnull=True)
    return list(found.select_related("device").order_by("bound_at", "pk"))


def seat_device_of(*, seat: PanelSeat, device_id: UUID) -> SeatDevice | None:
    """A device that was bound for this seat."""
    found = SeatDevice.objects.filter(seat=seat, device__uid=device_id)
    return found.select_related("device").first()


def round_seats(round: Round) -> list[PanelSeat]:  # noqa: A002 - the noun of the table
    """Every seat of a round, alternates included, by panel and number."""
    seats = PanelSeat.objects.filter(panel__round=round)
    return list(seats.select_related("panel", "expert__person").order_by("panel_id", "number"))


def editions_named(*, uids: set[UUID]) -> list[Edition]:
    """Editions that their teams know of already, by name."""
    hidden = (EditionState.DRAFT, EditionState.CANCELLED)
    return list(Edition.objects.filter(uid__in=uids).exclude(state__in=hidden).order_by("slug"))
