"""Build the viewer of a request or socket."""

from datetime import datetime

from core.models import Account, DeviceKind
from core.selectors.devices import devices_live
from core.selectors.people import memberships_live
from core.viewer import ANONYMOUS, Seat, Viewer


def viewer_for(
    *,
    account: Account | None,
    device_id: int | None,
    at: datetime,
    by_link: bool = False,
    stepped_up_at: datetime | None = None,
) -> Viewer:
    """The viewer of a signed-in account; anonymous without one. Two statements at most.

    A session that is bound to a device ends with it; without an account it may be a screen's. One
    that a link opened has no memberships and no second factor.
    """
    if account is None:
        return _screen(device_id, at)
    if account.person_id is None:
        return ANONYMOUS
    device = _live_device(device_id, account.person_id, at)
    if device is None and (by_link or device_id is not None):
        return ANONYMOUS
    return Viewer(
        person_id=account.person_id,
        account_id=account.pk,
        memberships=() if by_link else seats_of(person_id=account.person_id, at=at),
        device_id=device,
        by_link=by_link,
        stepped_up_at=None if by_link else stepped_up_at,
    )


def _screen(device_id: int | None, at: datetime) -> Viewer:
    """A hall's screen: a device and nobody. It has no right but what its room gives it."""
    if device_id is None:
        return ANONYMOUS
    live = devices_live(at=at).filter(pk=device_id, kind=DeviceKind.SCREEN, person__isnull=True)
    return Viewer(person_id=None, account_id=None, device_id=device_id) if live else ANONYMOUS


def seats_of(*, person_id: int, at: datetime) -> tuple[Seat, ...]:
    """The roles that a person holds at a moment, as a viewer carries them."""
    live = memberships_live(at=at).filter(person_id=person_id)
    return tuple(
        Seat(*row) for row in live.values_list("role", "host_id", "scope_kind", "scope_id")
    )


def _live_device(device_id: int | None, person_id: int, at: datetime) -> int | None:
    if device_id is None:
        return None
    return (
        devices_live(at=at)
        .filter(pk=device_id, person_id=person_id)
        .values_list("pk", flat=True)
        .first()
    )
