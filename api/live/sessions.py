"""Who is behind a socket or a raw request: the same session cookie as everywhere."""

from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.asgi import ASGIRequest

from api.auth import SessionWithProblems
from api.middleware import language_of
from api.viewers import viewer_of
from core.models import Account
from core.viewer import Viewer

Scope = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """A viewer with the language problems are told in; a hall's screen has no account."""

    account: Account | None
    viewer: Viewer
    language: str
    session_key: str


def request_of(scope: Scope) -> ASGIRequest:
    """A Django request for the scope's headers, with session and user as the middleware sets."""
    request = _bare_request(scope)
    engine = import_module(settings.SESSION_ENGINE)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    request.session = engine.SessionStore(key)
    request.user = get_user(request)
    return request


def language_asked(scope: Scope) -> str:
    """The language that the request itself asks for, before anybody is known."""
    return language_of(_bare_request(scope))


def _bare_request(scope: Scope) -> ASGIRequest:
    # A socket's handshake is a GET; Django's class reads HTTP scopes only.
    http = {"method": "GET", **scope, "type": "http", "query_string": scope["query_string"]}
    return ASGIRequest(http, BytesIO())


def identify(scope: Scope) -> Identity | None:
    """The identity of the scope's cookies as it stands now; None for nobody and nothing."""
    request = request_of(scope)
    viewer = viewer_of(request)
    if not viewer.signed_in and viewer.device_id is None:
        return None
    account = cast("Account", request.user) if viewer.signed_in else None
    key = request.session.session_key or ""
    return Identity(account, viewer, language_of(request), key)


def identify_unsafe(scope: Scope) -> Identity | None:
    """The same for a request that changes something. Raises csrf_failed."""
    identity = identify(scope)
    if identity is None or identity.account is None:
        return None
    SessionWithProblems().enforce_csrf(request_of(scope))
    return identity


def header(scope: Scope, name: bytes) -> str:
    """A header's value, or nothing."""
    found = (value for key, value in scope["headers"] if key == name)
    return next(found, b"").decode("latin1")
