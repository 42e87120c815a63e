"""A bare echo: what a round trip to this server costs without any work."""

from bench.baselines.plain import Message, Receive, Send, accepted, healthy, text_of


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Send back what comes."""
    if scope["type"] != "websocket":
        await healthy(send)
        return
    await accepted(scope, receive, send)
    while (text := await text_of(receive)) is not None:
        await send({"type": "websocket.send", "text": text})
