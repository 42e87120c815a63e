"""How long a socket may take over one frame, with a timer for many frames and not one for each."""

import asyncio
from collections.abc import Callable


class Patience:
    """Calls `give_up` once a send has taken `seconds`. Belongs to one socket in one event loop.

    A timer per frame costs a third of the frame's whole way to the network. Here the first frame
    sets one; when it fires it looks whether the send of that moment began too long ago, and it is
    set again only while something is being sent.
    """

    def __init__(self, seconds: float, give_up: Callable[[], None]) -> None:
        self._seconds = seconds
        self._give_up = give_up
        self._loop = asyncio.get_running_loop()
        self._since: float | None = None
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """A send begins."""
        self._since = self._loop.time()
        if self._timer is None:
            self._timer = self._loop.call_later(self._seconds, self._look)

    def end(self) -> None:
        """It is done."""
        self._since = None

    def stop(self) -> None:
        """The socket is gone."""
        self._since = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        self._timer = None
        if self._since is None:
            return
        left = self._since + self._seconds - self._loop.time()
        if left > 0:
            self._timer = self._loop.call_later(left, self._look)
        else:
            self._give_up()
