"""What waits to be sent to one socket: bounded, absolute states coalesced."""

import asyncio
from collections.abc import Callable
from uuid import UUID

MOST_FRAMES = 64
MOST_BYTES = 256 * 1024


class _Shown:
    """A room's newest state as the socket knows it or is about to."""

    __slots__ = ("last", "version", "waiting")

    def __init__(self) -> None:
        self.version = -1
        self.last: str | None = None
        self.waiting: str | None = None


class Outbox:
    """Frames in order; of a room's states only the latest waits, in its first place.

    `direct` is asked first while nothing waits: whether it takes the frame. `overflowed` says that
    the socket cannot keep up: it is closed and recovers by snapshot.
    """

    __slots__ = ("_bytes", "_queue", "_ready", "_rooms", "direct", "overflowed")

    def __init__(self) -> None:
        self.overflowed = False
        self.direct: Callable[[str], bool] | None = None
        # Mostly empty and never long: a list is a tenth of a deque.
        self._queue: list[str | _Shown] = []
        self._rooms: dict[UUID, _Shown] = {}
        self._bytes = 0
        self._ready: asyncio.Event | None = None

    def put(self, text: str) -> None:
        """Send an answer, or queue it."""
        if not self._taken(text):
            self._queue.append(text)
            self._grow(len(text))

    def put_state(self, room: UUID, version: int, text: str) -> None:
        """Send or queue a room's state; an older one, or the same again, is left out.

        The same again says no more than that somebody else's view has changed.
        """
        shown = self._rooms.get(room)
        if shown is None:
            shown = self._rooms[room] = _Shown()
        elif version < shown.version or shown.last == text:
            return
        shown.last = text
        shown.version = version
        if self._taken(text):
            return
        before, shown.waiting = shown.waiting, text
        if before is None:
            self._queue.append(shown)
        self._grow(len(text) - len(before or ""))

    def forget(self, room: UUID) -> None:
        """The room is no longer watched: nothing of it is sent any more."""
        shown = self._rooms.pop(room, None)
        if shown is not None and shown.waiting is not None:
            self._queue.remove(shown)
            self._bytes -= len(shown.waiting)

    async def take(self) -> str | None:
        """The next frame, waiting for one; None once the socket cannot keep up."""
        if self._ready is None:
            self._ready = asyncio.Event()
        while not self._queue and not self.overflowed:
            self._ready.clear()
            await self._ready.wait()
        return None if self.overflowed else self.pop()

    def pop(self) -> str | None:
        """The next frame; None where nothing waits."""
        if not self._queue:
            return None
        head = self._queue.pop(0)
        if isinstance(head, str):
            text = head
        else:
            assert head.waiting is not None
            text, head.waiting = head.waiting, None
        self._bytes -= len(text)
        return text

    def _taken(self, text: str) -> bool:
        return self.direct is not None and not self._queue and self.direct(text)

    def _grow(self, size: int) -> None:
        self._bytes += size
        if len(self._queue) > MOST_FRAMES or self._bytes > MOST_BYTES:
            self.overflowed = True
        if self._ready is not None:
            self._ready.set()
