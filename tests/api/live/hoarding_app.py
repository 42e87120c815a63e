"""A mutant of the product for the test of memory: it keeps each part whole before storing it."""

from __future__ import annotations

from typing import IO

from config.asgi import application  # isort: skip - Django has to be set up before the rest

import api.live.upload_parts
from api.live.http import Receive

__all__ = ["application"]

HOARD: list[bytes] = []


async def _hoarding(receive: Receive, file: IO[bytes], length: int) -> None:
    while True:
        message = await receive()
        chunk = message.get("body", b"")
        HOARD.append(chunk)
        file.write(chunk)
        if not message.get("more_body", False):
            file.flush()
            return


api.live.upload_parts._stream = _hoarding
