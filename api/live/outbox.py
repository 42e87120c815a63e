"""What waits to be sent to one socket: bounded, absolute states coalesced."""

import asyncio
from collections import deque
from collections.abc import Callable
from uuid import UUID

MOST_FRAMES = 64
MOST_BYTES = 256 * 1024


class Outbox:
    """Frames in order; of a room's states only the latest waits, in its first place.

    `overflowed` says that the socket cannot keep up: it is closed and recovers by snapshot.
    `told` is called whenever something was put in.
    """

    __slots__ = (
        "_bytes",
        "_last",
        "_queue",
        "_ready",
        "_states",
        "_versions",
        "overflowed",
        "told",
    )

    def __init__(self, told: Callable[[], None] | None = None) -> None:
        self.overflowed = False
        self.told = told
        self._queue: deque[str | UUID] = deque()
        self._states: dict[UUID, str] = {}
        self._versions: dict[UUID, int] = {}
        self._last: dict[UUID, str] = {}
        self._bytes = 0
        self._ready: asyncio.Event | None = None

    def put(self, text: str) -> None:
        """Queue an answer."""
        self._queue.append(text)
        self._grow(len(text))

    def put_state(self, room: UUID, version: int, text: str) -> None:
        """Queue a room's state; an older one, or the same again, is left out.

        The same again says no more than that somebody else's view has changed.
        """
        if version < self._versions.get(room, -1) or self._last.get(room) == text:
            return
        self._last[room] = text
        self._versions[room] = version
        waiting = self._states.get(room)
        self._states[room] = text
        if waiting is None:
            self._queue.append(room)
        self._grow(len(text) - len(waiting or ""))

    def forget(self, room: UUID) -> None:
        """The room is no longer watched: nothing of it is sent any more."""
        self._versions.pop(room, None)
        self._last.pop(room, None)
        waiting = self._states.pop(room, None)
        if waiting is not None:
            self._queue.remove(room)
            self._bytes -= len(waiting)

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
        head = self._queue.popleft()
        text = head if isinstance(head, str) else self._states.pop(head)
        self._bytes -= len(text)
        return text

    def _grow(self, size: int) -> None:
        self._bytes += size
        if len(self._queue) > MOST_FRAMES or self._bytes > MOST_BYTES:
            self.overflowed = True
        if self._ready is not None:
            self._ready.set()
        if self.told is not None:
            self.told()
