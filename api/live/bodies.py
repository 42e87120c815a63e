"""Request bodies for the threads: whole before a thread is taken, or none is.

The WSGI application runs in a few threads. One that waited for a body would be nobody else's
meanwhile, and whoever sends slowly could hold them all without signing in.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

from api.live.http import ClientGone, Receive, Send, answer_problem, body_of
from api.live.sessions import Scope, language_asked
from core.errors import Problem

App = Callable[[Scope, Receive, Send], Awaitable[Any]]
# A form is small: who needs longer has lost the line.
BODY_SECONDS = 15.0


class WholeBody:
    """Collects the body, then lets the application read it from memory."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; too large is 413, too slow or gone is the end."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await body_of(receive, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        except Problem as problem:
            await answer_problem(send, problem, language_asked(scope))
        except TimeoutError:
            await _close(send)
        except ClientGone:
            return
        else:
            await self.app(scope, _replay(body, receive), send)


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body as one message; afterwards what the client still does."""
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> dict[str, Any]:
        return waiting.pop() if waiting else await receive()

    return again


async def _close(send: Send) -> None:
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 408, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
