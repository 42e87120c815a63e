"""After a commit, tell screens that something has a new version; between processes too.

A message is a hint: it may be lost or doubled, the database is the truth, and whoever has
viewers also asks it once a second. Telling never waits and never fails: this process's own
subscribers are called in the thread that committed (they only mark and return), other processes
hear it through the server of `BUS_URL`, if there is one (core/bus_link.py).
"""

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Generic, ParamSpec
from uuid import UUID

from django.db import transaction

from core import bus_link
from core.bus_link import DEVICE, ROOM, Hint

P = ParamSpec("P")
RoomSubscriber = Callable[[UUID, int], None]
DeviceSubscriber = Callable[[int, int, int], None]


class Subscribers(Generic[P]):
    """Who wants to hear of something, from any thread."""

    def __init__(self) -> None:
        self._all: set[Callable[P, None]] = set()
        self._lock = Lock()

    def add(self, subscriber: Callable[P, None]) -> Callable[[], None]:
        """Call it from now on; returns the way to stop it."""
        with self._lock:
            self._all.add(subscriber)
        bus_link.listen(_heard)

        def stop() -> None:
            with self._lock:
                self._all.discard(subscriber)

        return stop

    def tell(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call everybody."""
        with self._lock:
            listening = tuple(self._all)
        for subscriber in listening:
            subscriber(*args, **kwargs)


_rooms: Subscribers[[UUID, int]] = Subscribers()
_devices: Subscribers[[int, int, int]] = Subscribers()


def subscribe(subscriber: RoomSubscriber) -> Callable[[], None]:
    """Call `subscriber(room uid, version)` after each change; returns the way to stop it."""
    return _rooms.add(subscriber)


def changed(room: UUID, version: int) -> None:
    """Announce a room's new version once the running transaction has committed."""
    transaction.on_commit(lambda: _publish(room, version))


def subscribe_devices(subscriber: DeviceSubscriber) -> Callable[[], None]:
    """Call `subscriber(person, device, µs since 1970)` when a person goes on at that device.

    Only what happens in other processes; a process knows its own sockets.
    """
    return _devices.add(subscriber)


def device_goes_on(*, person_id: int, device_id: int, at: datetime) -> None:
    """Tell the other processes that the person goes on at this device."""
    bus_link.tell(Hint(DEVICE, str(person_id), (device_id, int(at.timestamp() * 1e6))))


def _publish(room: UUID, version: int) -> None:
    _rooms.tell(room, version)
    bus_link.tell(Hint(ROOM, str(room), (version,)))


def _heard(hint: Hint) -> None:
    """Another process said so. Raises ValueError where it said something else."""
    if hint.kind == ROOM:
        (version,) = hint.numbers
        _rooms.tell(UUID(hint.key), version)
    elif hint.kind == DEVICE:
        device, moment = hint.numbers
        _devices.tell(int(hint.key), device, moment)
