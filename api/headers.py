"""What every answer tells the browser it may do with it: pages, JSON and raw routes alike."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from api.problems import KEPT_BY_NOBODY

# An answer of ours is read by our own pages only; the camera reads a seat's code, nothing else
# of the machine is ever asked for.
ON_EVERY_ANSWER: Final = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
}
# For answers that are data: nothing in them is ever drawn or run.
DATA_POLICY: Final = "default-src 'none'; frame-ancestors 'none'; sandbox"
ON_RAW_ANSWERS: Final = {
    **ON_EVERY_ANSWER,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": DATA_POLICY,
}


def on_raw_answers() -> dict[str, str]:
    """What an answer beside Django's middleware carries; HSTS where the profile asks for it."""
    seconds = settings.SECURE_HSTS_SECONDS
    hsts = {"Strict-Transport-Security": f"max-age={seconds}"} if seconds else {}
    return {**ON_RAW_ANSWERS, **hsts}


class HeadersMiddleware:
    """Adds what is missing; what somebody is answered after signing in is kept by nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then complete the headers."""
        response = self.get_response(request)
        for name, value in ON_EVERY_ANSWER.items():
            response.headers.setdefault(name, value)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers["Cache-Control"] = KEPT_BY_NOBODY
        return response
