"""One spectator's stream: sent to at once, with no task of its own while the line takes all."""

import asyncio
from collections.abc import Awaitable, Callable

import orjson

from api.live.http import Receive, Send
from api.live.lines import begun
from core import clock

_OVER = b"event: over\ndata: {}\n\n"


class Seat:
    """A stream with what it was last sent. It holds no queue.

    While a piece is on its way nothing else is sent; `caught_up` is called when it has arrived. A
    line that takes nothing for `seconds` is let go: it comes back with the id that it has.
    """

    __slots__ = (
        "_caught_up",
        "_opening",
        "_over",
        "_seconds",
        "_send",
        "_slow",
        "_waits",
        "address",
        "language",
        "seen",
    )

    def __init__(
        self, send: Send, *, address: str, language: str | None, seen: str, seconds: float
    ) -> None:
        self.address = address
        self.language = language
        self.seen = seen
        self._send = send
        self._seconds = seconds
        self._opening = b""
        self._caught_up: Callable[[], None] | None = None
        self._slow: asyncio.Task[None] | None = None
        self._waits: asyncio.Task[None] | None = None
        self._over = False

    def open(self, opening: bytes, *, caught_up: Callable[[], None]) -> None:
        """The answer has begun: from now on it may be sent to, first of all `opening` and the time.

        Call it in the task of the request.
        """
        self._opening = opening
        self._caught_up = caught_up
        self._waits = asyncio.current_task()

    def put(self, state_id: str = "", chunk: bytes = b"") -> None:
        """Send a state, if the line is free; nothing but the opening without one."""
        if not self._is_free() or not (chunk or self._opening):
            return
        if chunk:
            self.seen = state_id
        self._write(chunk)

    def beat(self, told: bytes) -> None:
        """Send the time; the opening brings it anyway."""
        if self._is_free():
            self._write(b"" if self._opening else told)

    def finish(self) -> None:
        """There is nothing more to see: say so, and end."""
        if self._is_free():
            self._over = True
            self._write(_OVER, more=False)

    async def until_gone(self, receive: Receive) -> None:
        """Wait until the spectator leaves, takes nothing, or the show is over."""
        try:
            while (await receive())["type"] != "http.disconnect":
                continue
        except asyncio.CancelledError:
            if not self._over:
                raise
            task = asyncio.current_task()
            assert task is not None
            task.uncancel()
        finally:
            self._over = True
            if self._slow is not None:
                self._slow.cancel()

    def _is_free(self) -> bool:
        return self._waits is not None and self._slow is None and not self._over

    def _write(self, body: bytes, *, more: bool = True) -> None:
        if self._opening:
            body = self._opening + time_event() + body
            self._opening = b""
        try:
            rest = begun(
                self._send({"type": "http.response.body", "body": body, "more_body": more})
            )
        except Exception:  # noqa: BLE001 - the line is gone; its end follows
            self._let_go()
            return
        if rest is not None:
            self._slow = asyncio.get_running_loop().create_task(self._arrives(rest))
        elif self._over:
            self._let_go()

    async def _arrives(self, rest: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await rest
        except Exception:  # noqa: BLE001 - it takes nothing, or it is gone
            self._slow = None
            self._let_go()
            return
        self._slow = None
        if self._over:
            self._let_go()
        elif self._caught_up is not None:
            self._caught_up()

    def _let_go(self) -> None:
        self._over = True
        if self._waits is not None:
            self._waits.cancel()


def time_event() -> bytes:
    """The server's clock as an event."""
    told = {"server_time": clock.instant_text(clock.now())}
    return b"event: time\ndata: %b\n\n" % orjson.dumps(told)
