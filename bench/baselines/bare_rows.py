"""The floor of an acknowledgement: a bare ASGI application that writes the product's rows."""

import json

from bench.baselines.plain import Message, Receive, Send, accepted, healthy, text_of
from bench.baselines.rows import rows

_rows = rows()


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Write what a frame holds and acknowledge it after the commit."""
    if scope["type"] != "websocket":
        await healthy(send)
        return
    await accepted(scope, receive, send)
    while (text := await text_of(receive)) is not None:
        sent = json.loads(text)
        ops = sent["body"]["ops"]
        _rows.write(ops)
        done = [{"op_id": op["op_id"], "outcome": "applied"} for op in ops]
        answer = {"t": "ack", "id": sent["id"], "body": {"outcomes": done}}
        await send({"type": "websocket.send", "text": json.dumps(answer)})
