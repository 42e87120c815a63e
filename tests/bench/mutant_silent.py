"""The product with one planted fault: every tenth acknowledgement never leaves."""

from __future__ import annotations

from itertools import count

from api.live.outbox import Outbox
from config.asgi import application

__all__ = ["application"]

_put = Outbox.put
_acks = count(1)


def losing(self, text):
    if not (text.startswith('{"t":"ack"') and next(_acks) % 10 == 0):
        _put(self, text)


Outbox.put = losing  # type: ignore[method-assign]
