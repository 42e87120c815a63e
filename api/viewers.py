"""The viewer of an HTTP request, built once."""

from typing import cast

from django.http import HttpRequest

from api.proofs import proven_at
from core import clock
from core.selectors.viewers import viewer_for
from core.viewer import Viewer

DEVICE_SESSION_KEY = "device"
LINK_SESSION_KEY = "by_link"
SIGNED_IN_KEY = "signed_in"


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
            stepped_up_at=proven_at(request, "factor") if account else None,
        )
        request.yisai_viewer = cached  # type: ignore[attr-defined]
    return cast(Viewer, cached)


def session_prove(request: HttpRequest) -> None:
    """Somebody signed in whole: the session is theirs, and free of a device that ended."""
    request.__dict__.pop("yisai_viewer", None)  # whoever looked until now
    # A screen of a hall is nobody's: whoever signs in there takes the browser back.
    device = viewer_of(request).device_id if viewer_of(request).signed_in else None
    request.session.pop(LINK_SESSION_KEY, None)
    request.session[SIGNED_IN_KEY] = True
    if device is None:
        request.session.pop(DEVICE_SESSION_KEY, None)
    request.__dict__.pop("yisai_viewer", None)
