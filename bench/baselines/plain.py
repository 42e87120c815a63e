"""What the bare applications share: no framework, one coroutine a socket."""

from collections.abc import Awaitable, Callable
from typing import Any

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


async def healthy(send: Send) -> None:
    """Answer any HTTP request with 200, so that a bench sees that the server is up."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


async def accepted(scope: Message, receive: Receive, send: Send) -> None:
    """Take the socket with the first subprotocol that it offers."""
    await receive()
    offered = scope.get("subprotocols") or [None]
    await send({"type": "websocket.accept", "subprotocol": offered[0]})


async def text_of(receive: Receive) -> str | None:
    """The next text of a socket; None at its end."""
    message = await receive()
    return message.get("text") if message["type"] == "websocket.receive" else None
