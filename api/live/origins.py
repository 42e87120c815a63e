"""Sockets open only from our own pages: cookies travel with foreign ones as well."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from api.live.sessions import Scope, header

App = Callable[..., Awaitable[Any]]


def is_own_origin(scope: Scope) -> bool:
    """Whether the Origin is a trusted one, or the very host (with port) that was asked."""
    origin = header(scope, b"origin")
    if not origin:
        return False
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    host = header(scope, b"host")
    domain, _port = split_domain_port(host)
    allowed = bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
    return allowed and _page_host(origin) == host.lower()


def _page_host(origin: str) -> str:
    """Host and port of a web page's origin; nothing for any other origin."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    # Where cookies go over TLS only, a page that came without it was not sent by us.
    schemes = {"https"} if settings.SESSION_COOKIE_SECURE else {"http", "https"}
    return parts.netloc.lower() if parts.scheme in schemes else ""


class OwnOrigin:
    """Refuses the handshake (403) of a socket from elsewhere."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: App, send: App) -> Any:
        """Let our own pages through."""
        if is_own_origin(scope):
            return await self.app(scope, receive, send)
        return await WebsocketDenier()(scope, receive, send)
