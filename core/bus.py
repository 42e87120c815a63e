"""After a commit, tell this process's screens that something has a new version.

A message is a hint: it may be lost or doubled, the database is the truth. The local bus
calls its subscribers in the thread that committed; they only mark and return.
"""

from collections.abc import Callable
from threading import Lock
from uuid import UUID

from django.db import transaction

Subscriber = Callable[[UUID, int], None]

_subscribers: set[Subscriber] = set()
_lock = Lock()


def subscribe(subscriber: Subscriber) -> Callable[[], None]:
    """Call `subscriber(room uid, version)` after each change; returns the way to stop it."""
    with _lock:
        _subscribers.add(subscriber)

    def stop() -> None:
        with _lock:
            _subscribers.discard(subscriber)

    return stop


def changed(room: UUID, version: int) -> None:
    """Announce a room's new version once the running transaction has committed."""
    transaction.on_commit(lambda: _publish(room, version))


def _publish(room: UUID, version: int) -> None:
    with _lock:
        listening = tuple(_subscribers)
    for subscriber in listening:
        subscriber(room, version)
