"""Frames to one socket: at once where the line takes them, by a task of its own where it does not.

Most sockets take every frame as it comes. For them a frame costs a call and nothing else: no
queue, no task that is woken, no timer. A line that is full makes the call wait; what waits then is
finished by a task, and what comes meanwhile stays in the outbox.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import Any

from api.live.outbox import Outbox

Send = Callable[[dict[str, Any]], Awaitable[None]]
Close = Callable[[], Coroutine[Any, Any, None]]


class GoneOn:
    """The rest of a coroutine that was begun by hand; to be awaited once."""

    __slots__ = ("_begun", "_waits_for")

    def __init__(self, begun: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self._begun = begun
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        """Hand on what the coroutine waits for, as `await` does."""
        waits_for = self._waits_for
        try:
            while True:
                try:
                    given = yield waits_for
                except BaseException as error:  # noqa: BLE001 - cancelling goes on as well
                    waits_for = self._begun.throw(error)
                else:
                    waits_for = self._begun.send(given)
        except StopIteration:
            return


def begun(work: Awaitable[None]) -> Awaitable[None] | None:
    """Run it as far as it goes without waiting: None when that was all, else the rest.

    What runs must not ask for its task. Raises what it raises.
    """
    if not isinstance(work, Coroutine):
        return work
    try:
        return GoneOn(work, work.send(None))
    except StopIteration:
        return None


class Line:
    """The only sender of a socket after its handshake.

    `too_slow` is run once where a frame took longer than `seconds` or too much waited.
    """

    __slots__ = ("_outbox", "_seconds", "_send", "_slow", "_stopped", "_too_slow")

    def __init__(self, send: Send, outbox: Outbox, *, seconds: float, too_slow: Close) -> None:
        self._send = send
        self._outbox = outbox
        self._seconds = seconds
        self._too_slow = too_slow
        self._slow: asyncio.Task[None] | None = None
        self._stopped = False

    @property
    def is_slow(self) -> bool:
        """Whether something waits for the line."""
        return self._slow is not None

    def begin(self) -> None:
        """Send what the outbox has by now, and from now on what it gets."""
        outbox = self._outbox
        outbox.direct = self._takes
        if outbox.overflowed:
            self._slow = asyncio.get_running_loop().create_task(self._too_slow())
            return
        while self._slow is None and (text := outbox.pop()) is not None:
            self._takes(text)

    def _takes(self, text: str) -> bool:
        """Whether the frame is gone, or on its way, or nobody's any more."""
        if self._slow is not None:
            return False
        if self._stopped:
            return True
        try:
            rest = begun(self._send({"type": "websocket.send", "text": text}))
        except Exception:  # noqa: BLE001 - the socket is gone; its disconnect follows
            self._stopped = True
            return True
        if rest is not None:
            self._slow = asyncio.get_running_loop().create_task(self._go_on(rest))
        return True

    def stop(self) -> None:
        """Nothing more is sent; whoever is just sending ends, but for the one who asks."""
        self._stopped = True
        if self._slow is not None and self._slow is not asyncio.current_task():
            self._slow.cancel()

    async def _go_on(self, rest: Awaitable[None]) -> None:
        """Wait for the line, and send until it has caught up."""
        outbox = self._outbox
        try:
            while True:
                async with asyncio.timeout(self._seconds):
                    await rest
                if outbox.overflowed or self._stopped:
                    break
                text = outbox.pop()
                if text is None:
                    self._slow = None
                    return
                rest = self._send({"type": "websocket.send", "text": text})
        except TimeoutError:
            pass
        except Exception:  # noqa: BLE001 - the socket is gone; its disconnect follows
            self._stopped = True
            return
        await self._too_slow()
