"""Consoles that look on while everything breaks, each held against the database afterwards."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.socket_client import Closed, Socket, connect
from bench.stage import LIVE
from bench.viewers import version_of

# As the client's first try: full jitter, so that nobody comes back in one instant.
RETRY_S = 0.5


class Viewer:
    """One socket that watches, and opens itself again whenever it ends."""

    def __init__(self, port: int, cookie: str, watch: bytes, chance: random.Random) -> None:
        self.version = -1
        self.text = b""
        self.back_at = 0.0
        self.reached_at = 0.0
        self.reached = asyncio.Event()
        self.socket: Socket | None = None
        self._fresh = False  # has a state of the connection that is open now
        self._wanted = 0
        self._port, self._cookie, self._watch, self._chance = port, cookie, watch, chance

    async def run(self) -> None:
        """For ever."""
        while True:
            await asyncio.sleep(self._chance.uniform(0, RETRY_S))
            try:
                socket = await connect(self._port, LIVE, self._cookie)
            except (OSError, Closed, TimeoutError):
                continue
            self.socket, self._fresh, self.version = socket, False, -1
            self.back_at = time.monotonic()
            socket.on_text = self._take
            socket.send(self._watch)
            await socket.gone.wait()
            self.socket, self._fresh = None, False

    def want(self, version: int) -> None:
        """From now on `reached` says that this version, or a later one, was seen."""
        self._wanted = version
        self.reached.clear()
        self._look()

    @property
    def body(self) -> Any:
        """What the last state said."""
        return json.loads(self.text)["body"] if self.text else None

    def _take(self, text: bytes) -> None:
        version = version_of(text)
        if version is None:
            return
        self.version, self.text, self._fresh = version, text, True
        self._look()

    def _look(self) -> None:
        if self._fresh and self.version >= self._wanted and not self.reached.is_set():
            self.reached_at = time.monotonic()
            self.reached.set()


@dataclass
class Viewers:
    """All of them, and how long each took to be equal again after each fault."""

    all: list[Viewer]
    took: list[float] = field(default_factory=list)
    behind: int = 0

    @classmethod
    def at(
        cls, port: int, cookies: Sequence[str], many: int, room: str, chance: random.Random
    ) -> Viewers:
        """So many viewers of a room, who share the cookies."""
        watch = json.dumps({"t": "watch", "room": room}).encode()
        return cls([Viewer(port, cookies[n % len(cookies)], watch, chance) for n in range(many)])

    async def run(self) -> None:
        """For ever."""
        await asyncio.gather(*(each.run() for each in self.all))

    async def equal(self, version: int, *, seconds: float, counts: bool = True) -> None:
        """Wait until everybody has that version, and note how long each took.

        The time of one whose connection was away begins when it is back. Who does not get there
        is `behind`.
        """
        since = time.monotonic()
        for each in self.all:
            each.want(version)
        try:
            async with asyncio.timeout(seconds):
                for each in self.all:
                    await each.reached.wait()
        except TimeoutError:
            self.behind += sum(not each.reached.is_set() for each in self.all)
        if counts:
            self.took += [
                max(0.0, each.reached_at - max(each.back_at, since))
                for each in self.all
                if each.reached.is_set()
            ]

    def cut(self) -> None:
        """Every line breaks."""
        for each in self._open():
            each.close()

    def hold(self) -> None:
        """Nobody takes anything from the line."""
        for each in self._open():
            each.pause()

    def release(self) -> None:
        """They take again what waits."""
        for each in self._open():
            each.resume()

    def unlike(self, body: Any) -> int:
        """How many do not show that body."""
        return sum(each.body != body for each in self.all)

    def _open(self) -> list[Socket]:
        return [each.socket for each in self.all if each.socket is not None]
