"""What exists once in each event loop: made on first use, gone with the loop."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Made = TypeVar("Made")


class PerLoop(Generic[Made]):
    """Call it inside a loop to get the one of that loop."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._made: WeakKeyDictionary[asyncio.AbstractEventLoop, Made] = WeakKeyDictionary()

    def __call__(self) -> Made:
        """The running loop's own."""
        loop = asyncio.get_running_loop()
        found = self._made.get(loop)
        if found is None:
            found = self._made[loop] = self._make()
        return found
