"""A spectator straight at the application, without a server: requests, events, going away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from asgiref.testing import ApplicationCommunicator

WITHIN = 20.0


@dataclass
class Event:
    """One event of a stream."""

    name: str
    id: str
    data: Any


class Spectator(ApplicationCommunicator):
    """Asks for a room's events and reads them one by one."""

    def __init__(
        self,
        path: str,
        query: str = "",
        *,
        method: str = "GET",
        address: str = "10.0.0.1",
        headers: dict[str, str] | None = None,
        application: Any = None,
    ) -> None:
        if application is None:
            from config.asgi import application
        sent = {"host": "127.0.0.1:8000", **(headers or {})}
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "scheme": "http",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "client": (address, 1),
            "server": ("127.0.0.1", 8000),
        }
        super().__init__(application, scope)
        self.status = 0
        self.headers: dict[str, str] = {}
        self.is_over = False
        self._kept = b""

    async def open(self) -> Spectator:
        """Ask, and read the head of the answer."""
        await self.send_input({"type": "http.request", "body": b"", "more_body": False})
        start = await self.receive_output(WITHIN)
        self.status = start["status"]
        self.headers = {key.decode().lower(): value.decode() for key, value in start["headers"]}
        return self

    async def problem(self) -> str:
        """The code of a refusal."""
        answer = await self.receive_output(WITHIN)
        return str(json.loads(answer["body"])["code"])

    async def next(self, name: str = "state", within: float = WITHIN) -> Event:
        """The next event of that name; others are passed over."""
        while True:
            event = await self._event(within)
            if event is not None and event.name == name:
                return event

    async def _event(self, within: float) -> Event | None:
        while b"\n\n" not in self._kept:
            part = await self.receive_output(within)
            self._kept += part.get("body", b"")
            self.is_over = not part.get("more_body", False)
        text, _, self._kept = self._kept.partition(b"\n\n")
        told: dict[str, str] = {}
        for line in text.decode().splitlines():
            field, _, value = line.partition(": ")
            told[field] = value
        if "data" not in told:
            return None
        return Event(told.get("event", ""), told.get("id", ""), json.loads(told["data"]))

    async def leave(self) -> None:
        """Close the line and let the application finish."""
        await self.send_input({"type": "http.disconnect"})
        await self.wait(WITHIN)
