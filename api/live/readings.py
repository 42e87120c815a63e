"""One read of a room's state for all who ask for it meanwhile.

After a restart every console asks at once. Each read costs a dozen queries, and what it finds is
the same for everybody of an audience: whoever asks while one is under way shares the next.
"""

import asyncio
from typing import Final
from uuid import UUID

from api.live.hub import frames_of
from api.live.loops import PerLoop
from api.live.threads import in_thread
from judging.selectors.room_state import Audience

Key = tuple[UUID, Audience]
Shot = tuple[int, str]


class Readings:
    """The reads of one event loop."""

    def __init__(self) -> None:
        self._running: dict[Key, asyncio.Task[Shot]] = {}
        self._next: dict[Key, asyncio.Task[Shot]] = {}

    async def state(self, room: UUID, audience: Audience) -> Shot:
        """Version and frame, read after this call: never older than whoever asks.

        Raises what the read raises, for all who share it.
        """
        key = (room, audience)
        reading = self._next.get(key)
        if reading is None:
            reading = asyncio.get_running_loop().create_task(self._read(key))
            self._next[key] = reading
        # Somebody who leaves ends it for nobody else.
        return await asyncio.shield(reading)

    async def _read(self, key: Key) -> Shot:
        room, audience = key
        before = self._running.get(key)
        if before is not None:
            await asyncio.wait([before])
        # From here on it has begun: who asks now is not told what was read for others.
        mine = self._running[key] = self._next.pop(key)
        try:
            return (await in_thread(frames_of, room, {audience}))[audience]
        finally:
            if self._running.get(key) is mine:
                del self._running[key]


readings: Final = PerLoop(Readings)
