"""A judge's session on a bound device, by whatever door the judge came."""

from datetime import datetime
from typing import Final

from django.contrib.auth import login
from django.http import HttpRequest

from api.viewers import DEVICE_SESSION_KEY, LINK_SESSION_KEY, viewer_of
from core.models import Device
from core.services.people import account_for_person

_BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


def session_seat(*, request: HttpRequest, device: Device, at: datetime) -> None:
    """Open the session of the device's person here, as long as the device lives.

    Whoever is signed in already keeps the session that they proved, and its own end.
    """
    account = account_for_person(person=device.person)
    opened = not viewer_of(request).signed_in
    if opened:
        # What a session held before belongs to whoever prepared it.
        request.session.flush()
        request.session[LINK_SESSION_KEY] = True
    login(request, account, backend=_BACKEND)
    if opened and device.ends_at is not None:
        request.session.set_expiry(int((device.ends_at - at).total_seconds()))
    request.session[DEVICE_SESSION_KEY] = device.pk
