"""Every door that the program has, read from its own URL tables: what the rows must cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

# allauth's own doors: one row speaks for each of them in tests/api/test_sign_in.py.
_NOT_OURS = ("/_allauth/", "/static/")
_METHODS = ("get", "post", "put", "patch", "delete")


def http_routes() -> set[str]:
    """`METHOD /path/<name>` of every Django route and every raw ASGI route."""
    return {f"{method} {path}" for method, path, _handler in handlers()}


def handlers() -> Iterator[tuple[str, str, Any]]:
    """Method, path and what answers there: the method of a view, or the function."""
    for path, pattern in _patterns(get_resolver().url_patterns, "/"):
        if path.startswith(_NOT_OURS):
            continue
        for method in _methods(pattern):
            yield method, path, getattr(_view_class(pattern), method.lower(), pattern.callback)


def live_routes() -> set[str]:
    """`METHOD /path` of raw routes and `SOCKET type` of every frame a client may send."""
    from config.live_routes import LIVE_ROUTES

    return {
        f"SOCKET {verb}" if route.kind == "socket" else f"{verb} /{_named(route.path)}"
        for route in LIVE_ROUTES
        for verb in route.verbs
    }


def _patterns(
    patterns: list[URLPattern | URLResolver], prefix: str
) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = prefix + _named(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, path)
        else:
            yield path, pattern


def _named(path: str) -> str:
    """`<uuid:entry>` and `(?P<entry>…)` as `{entry}`."""
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)
    return re.sub(r"\(\?P\{(\w+)\}[^)]*\)", r"{\1}", path).replace("^", "").replace("$", "")


def _methods(pattern: URLPattern) -> list[str]:
    view_class = _view_class(pattern)
    if view_class is None:
        allowed = getattr(pattern.callback, "allowed_methods", ("GET",))
        return list(allowed)
    return [method.upper() for method in _METHODS if hasattr(view_class, method)]


def _view_class(pattern: URLPattern) -> Any:
    view = pattern.callback
    return getattr(view, "cls", None) or getattr(view, "view_class", None)
