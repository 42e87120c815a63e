"""Raw ASGI routes: the little of HTTP that they need."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from django.utils import translation

from api.headers import on_raw_answers
from api.live.sessions import Identity, Scope, header, identify_unsafe, language_asked
from api.live.threads import in_thread
from api.problems import CONTENT_TYPE, problem_body
from core.db.faults import store_problem
from core.errors import Problem

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Route = Callable[[Scope, Receive, Send], Awaitable[None]]
_log = logging.getLogger("yisai.live")
# Where a signed-in request keeps the language that its person reads.
_LANGUAGE = "yisai.language"
_DIGITS = re.compile(r"[0-9]+")
_MOST_DIGITS = 18


class ClientGone(Exception):
    """The client ended the request before its body was complete."""


def guarded(route: Route) -> Route:
    """The route, telling a store that failed or a fault of ours in words, as every door does."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: dict[str, Any]) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await route(scope, receive, watched)
        except Exception as error:
            problem = store_problem(error)
            if problem is None:
                _log.exception("live.route_failed", extra={"path": scope["path"]})
            if started:
                raise
            language = scope.get(_LANGUAGE) or language_asked(scope)
            await answer_problem(send, problem or Problem("server_fault"), language)

    return answered


async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    """Nothing of this kind is answered by this process: the proxy knows which one does."""
    await answer_problem(send, Problem("not_found"), language_asked(scope))


async def signed_in(scope: Scope) -> Identity:
    """The request's identity. Raises sign_in_required or csrf_failed."""
    identity = await in_thread(identify_unsafe, scope)
    if identity is None:
        raise Problem("sign_in_required")
    scope[_LANGUAGE] = identity.language
    return identity


def declared_length(scope: Scope) -> int:
    """The Content-Length. Raises length_missing, body_too_large."""
    text = header(scope, b"content-length")
    if not _DIGITS.fullmatch(text):
        raise Problem("length_missing")
    if len(text) > _MOST_DIGITS:
        raise Problem("body_too_large")
    return int(text)


def require_method(scope: Scope, method: str) -> None:
    """Raises method_refused."""
    if scope["method"] != method:
        raise Problem("method_refused")


async def body_of(receive: Receive, most: int) -> bytes:
    """The whole body in memory. Raises body_too_large, ClientGone."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        if size > most:
            raise Problem("body_too_large")
        if not message.get("more_body", False):
            return b"".join(chunks)


async def answer(
    send: Send, content: Any, status: int = 200, content_type: str = "application/json"
) -> None:
    """Send JSON that nobody may keep or guess at."""
    body = orjson.dumps(content)
    headers = [
        (b"content-type", content_type.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *((name.lower().encode(), value.encode()) for name, value in on_raw_answers().items()),
    ]
    if status == 503:
        headers.append((b"retry-after", b"2"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def answer_problem(send: Send, problem: Problem, language: str) -> None:
    """Send a problem in the reader's language."""
    with translation.override(language):
        content = problem_body(problem)
    await answer(send, content, problem.status, CONTENT_TYPE)
