"""Viewers of a room: each knows the newest version that it was sent."""

import asyncio
import resource
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.socket_client import Socket
from bench.stage import LIVE, sockets


class Missed(Exception):
    """Viewers without the last version; the message says how many."""


def version_of(text: bytes) -> int | None:
    """A state frame's version; None for any other frame."""
    if not text.startswith(b'{"t":"state"'):
        return None
    start = text.index(b'"v":') + 4
    return int(text[start : text.index(b",", start)])


def files_allow(many: int) -> None:
    """Let this process and its children have so many sockets open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = many + 500
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


@dataclass(eq=False)
class Viewer:
    """One socket that watches."""

    socket: Socket
    hall: "Hall"
    version: int = -1

    def take(self, text: bytes) -> None:
        """A frame came."""
        version = version_of(text)
        if version is None:
            return
        self.hall.frames += 1
        self.hall.sent_bytes = len(text)
        # Absolute states: the newest counts, and one that goes back would be a fault.
        if version > self.version:
            self.version = version
            self.hall.moved.set()


@dataclass
class Hall:
    """All viewers of one server."""

    viewers: list[Viewer] = field(default_factory=list)
    frames: int = 0
    sent_bytes: int = 0
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def enter(
        self, port: int, cookies: Sequence[str], watch: bytes, path: str = LIVE
    ) -> None:
        """Open a socket for each cookie and watch; all have the first state on return."""
        for start in range(0, len(cookies), 50):
            for socket in await sockets(port, cookies[start : start + 50], path):
                viewer = Viewer(socket, self)
                socket.on_text = viewer.take
                self.viewers.append(viewer)
                socket.send(watch)
            await self.all_at(0)

    async def all_at(self, version: int, *, seconds: float = 20.0) -> None:
        """Wait until everybody has that version or a later one. Raises Missed."""
        waited = self.viewers
        try:
            async with asyncio.timeout(seconds):
                while waited:
                    waited = [each for each in waited if each.version < version]
                    if waited:
                        self.moved.clear()
                        await self.moved.wait()
        except TimeoutError as error:
            ended = sorted({each.socket.ended for each in waited if each.socket.ended})
            text = f"{len(waited)} viewers never had version {version} {ended}"
            raise Missed(text) from error

    @property
    def newest(self) -> int:
        """The newest version that anybody has."""
        return max(each.version for each in self.viewers)

    def leave(self) -> None:
        """Hang up."""
        for viewer in self.viewers:
            viewer.socket.close()
        self.viewers.clear()
