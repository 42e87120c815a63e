"""A judge's session on a bound device, by whatever door the judge came."""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from api.viewers import DEVICE_SESSION_KEY, LINK_SESSION_KEY, viewer_of
from core.errors import Problem
from core.models import Device
from core.services.people import account_for_person

_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def session_seat(*, request: HttpRequest, device: Device, at: datetime) -> None:
    """Open the session of the device's person here, as long as the device lives.

    Whoever is signed in already keeps the session that they proved, and its own end.
    """
    if device.person is None:  # a screen is opened by `session_screen`
        raise Problem("not_found")
    account = account_for_person(person=device.person)
    opened = not viewer_of(request).signed_in
    if opened:
        # What a session held before belongs to whoever prepared it.
        request.session.flush()
        request.session[LINK_SESSION_KEY] = True
    login(request, account, backend=_BACKEND)
    until = _end_of(device, at)
    if opened and until is not None:
        request.session.set_expiry(int((until - at).total_seconds()))
    request.session[DEVICE_SESSION_KEY] = device.pk


def session_screen(*, request: HttpRequest, device: Device, at: datetime) -> None:
    """This browser is a hall's screen from now on, as long as the device lives: nobody's."""
    request.session.flush()
    request.session[DEVICE_SESSION_KEY] = device.pk
    if device.ends_at is not None:
        request.session.set_expiry(int((device.ends_at - at).total_seconds()))
    request.__dict__.pop("yisai_viewer", None)


def _end_of(device: Device, at: datetime) -> datetime | None:
    """The device's end, or the door's own where that is nearer."""
    hours = settings.SEAT_SESSION_HOURS
    ends = [device.ends_at, at + timedelta(hours=hours) if hours else None]
    return min((each for each in ends if each is not None), default=None)
