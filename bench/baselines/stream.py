"""A bare stream of events: one state as long as `BENCH_BYTES` says, then nothing."""

import os

from bench.baselines.plain import Message, Receive, Send, healthy

_filling = "x" * max(0, int(os.environ.get("BENCH_BYTES", "0")) - 40)
_EVENT = f"retry: 5000\n\nid: 1\nevent: state\ndata: {_filling}\n\n".encode()


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """One stream; any other request is answered at once."""
    if not scope["path"].startswith("/sse/"):
        await healthy(send)
        return
    headers = [(b"content-type", b"text/event-stream; charset=utf-8")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": _EVENT, "more_body": True})
    while (await receive())["type"] != "http.disconnect":
        continue
