"""Spectators' streams as cheap as they get, so that what is measured is the server.

    python -m bench.streams PORT PATH MANY

opens so many streams, says `ready`, counts from the first line of stdin on, and at its end tells
what they were sent (JSON).
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass, field
from typing import cast

from bench.viewers import files_allow

STATE = b"event: state\n"
OPEN_SECONDS = 60.0


class Refused(Exception):
    """A stream was not opened; the message is the answer's first line."""


class Stream(asyncio.Protocol):
    """One stream: how many states it was sent, and how long the first one was."""

    def __init__(self, request: bytes, crowd: "Crowd") -> None:
        self.states = 0
        self.ended = False
        self._request, self._crowd = request, crowd
        self._tail = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask."""
        self._transport = cast("asyncio.Transport", transport)
        self._transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self.ended = True
        self._crowd.moved.set()

    def data_received(self, data: bytes) -> None:
        """Count states; one may be cut in two."""
        if not self.states and not self._tail and not data.startswith(b"HTTP/1.1 200"):
            self._crowd.refusal = data.partition(b"\r\n")[0].decode("latin1")
        text = self._tail + data
        found = text.count(STATE)
        if found:
            self.states += found
            self._crowd.states += found
            self._crowd.moved.set()
        self._crowd.received += len(data)
        self._tail = text[1 - len(STATE) :] if not text.endswith(STATE) else b"\n"

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()


@dataclass
class Crowd:
    """All streams of one client."""

    streams: list[Stream] = field(default_factory=list)
    states: int = 0
    received: int = 0
    refusal: str = ""
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def enter(self, port: int, path: str, many: int, *, last_id: str = "") -> None:
        """So many at once; each has a first event on return. Raises Refused, TimeoutError."""
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept: text/event-stream"]
        lines += [f"Last-Event-ID: {last_id}"] if last_id else []
        request = ("\r\n".join(lines) + "\r\n\r\n").encode()
        loop = asyncio.get_running_loop()

        async def one() -> Stream:
            made = lambda: Stream(request, self)  # noqa: E731
            return (await loop.create_connection(made, "127.0.0.1", port))[1]

        async with asyncio.timeout(OPEN_SECONDS):
            self.streams += await asyncio.gather(*(one() for _ in range(many)))
            waiting = self.streams
            while waiting:
                waiting = [each for each in waiting if not each.states]
                if self.refusal and not self.refusal.startswith("HTTP/1.1 200"):
                    raise Refused(self.refusal)
                if waiting:
                    self.moved.clear()
                    await self.moved.wait()

    async def leave(self) -> None:
        """Hang up, all at once."""
        for each in self.streams:
            each.close()
        while not all(each.ended for each in self.streams):  # noqa: ASYNC110 - soon over
            await asyncio.sleep(0.01)
        self.streams.clear()


async def _run(port: int, path: str, many: int) -> None:
    crowd = Crowd()
    await crowd.enter(port, path, many)
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    before, begun, used = crowd.states, time.perf_counter(), time.process_time()
    await asyncio.to_thread(sys.stdin.read)
    wall = time.perf_counter() - begun
    told = {
        "states": (crowd.states - before) / many,
        "seconds": wall,
        "client": (time.process_time() - used) / wall,
        "ended": sum(each.ended for each in crowd.streams),
    }
    print(json.dumps(told), flush=True)
    await crowd.leave()


if __name__ == "__main__":
    import uvloop

    files_allow(int(sys.argv[3]))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_run(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
