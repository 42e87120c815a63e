"""The product with one planted fault: the first viewer gets its first state only."""

from __future__ import annotations

from api.live.outbox import Outbox
from config.asgi import application

__all__ = ["application"]

_put_state = Outbox.put_state
_victims: list[Outbox] = []


def forgetting(self, room, version, text):
    if not _victims:
        _victims.append(self)
        _put_state(self, room, version, text)
    elif self is not _victims[0]:
        _put_state(self, room, version, text)


Outbox.put_state = forgetting  # type: ignore[method-assign]
