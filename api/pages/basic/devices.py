"""Devices of the basic card: browsers that hold no key, bound at this door only."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest

from api.viewers import viewer_of
from core.models import Device, DeviceKind
from core.selectors.devices import device_known, device_of
from judging.models import PanelSeat
from judging.services.joining import seat_bind

DEVICE_KEY: Final = "basic_device"
# How the desk recognizes the browser among the others of a seat.
_KINDS: Final = ("iPad", "iPhone", "HarmonyOS", "Android", "Windows", "Macintosh", "Linux")


def card_device(*, request: HttpRequest, seat: PanelSeat, at: datetime) -> Device:
    """The device that the card's operations are written by.

    A session whose device has a key (the panel's), or none (signed in by mail), gets one of the
    card's own: panel and card then never overwrite each other, each meets what the other wrote
    as another device's. One that was ended stays: the score path refuses it by its name.
    """
    viewer = viewer_of(request)
    own = device_of(viewer=viewer)
    if own is not None and not own.key:
        return own
    kept = request.session.get(DEVICE_KEY)
    known = None if kept is None else device_known(pk=kept)
    if known is not None and known.person_id == viewer.person_id:
        return known
    made = seat_bind(
        seat=seat, kind=DeviceKind.JUDGE, key="", label=label_of(request), via="basic", at=at
    )
    request.session[DEVICE_KEY] = made.pk
    return made


def label_of(request: HttpRequest) -> str:
    """What the desk reads: the kind of machine, and that it is the basic card; http where it is."""
    agent = request.headers.get("User-Agent", "")
    kind = next((each for each in _KINDS if each.lower() in agent.lower()), "")
    words = [kind, "basic", "" if request.is_secure() else "http"]
    return " · ".join(word for word in words if word)
