"""A bare broadcast: every socket that said anything gets each new state, encoded once.

`go` makes the next state. A state is as long as `BENCH_BYTES` says, so that what is compared sends
the same number of bytes.
"""

import os

from bench.baselines.plain import Message, Receive, Send, accepted, healthy, text_of

GO = "go"
_filling = "x" * max(0, int(os.environ.get("BENCH_BYTES", "0")) - 40)


def state(version: int) -> str:
    """A state frame of that version."""
    return f'{{"t":"state","v":{version},"body":"{_filling}"}}'


class Room:
    """Who watches, and how often it changed."""

    def __init__(self) -> None:
        self.version = 1
        self.viewers: dict[int, Send] = {}

    async def change(self) -> None:
        """A new state to everybody."""
        self.version += 1
        message = {"type": "websocket.send", "text": state(self.version)}
        for send in list(self.viewers.values()):
            await send(message)


_room = Room()


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """One socket."""
    if scope["type"] != "websocket":
        await healthy(send)
        return
    await accepted(scope, receive, send)
    while (text := await text_of(receive)) is not None:
        if text == GO:
            await _room.change()
        else:
            _room.viewers[id(send)] = send
            await send({"type": "websocket.send", "text": state(_room.version)})
    _room.viewers.pop(id(send), None)
