"""The viewer of an HTTP request, built once."""

from typing import cast

from django.http import HttpRequest

from core import clock
from core.selectors.viewers import viewer_for
from core.viewer import Viewer

DEVICE_SESSION_KEY = "device"
LINK_SESSION_KEY = "by_link"


def viewer_of(request: HttpRequest) -> Viewer:
    """The frozen viewer behind the request's session."""
    cached = getattr(request, "yisai_viewer", None)
    if cached is None:
        user = request.user
        account = user if user.is_authenticated else None
        device_id = request.session.get(DEVICE_SESSION_KEY)
        cached = viewer_for(
            account=account,
            device_id=device_id,
            at=clock.now(),
            by_link=bool(request.session.get(LINK_SESSION_KEY)),
        )
        request.yisai_viewer = cached  # type: ignore[attr-defined]
    return cast(Viewer, cached)


def session_prove(request: HttpRequest) -> None:
    """A code was confirmed: the session is the person's own, and free of a device that ended."""
    device = viewer_of(request).device_id
    request.session.pop(LINK_SESSION_KEY, None)
    if device is None:
        request.session.pop(DEVICE_SESSION_KEY, None)
