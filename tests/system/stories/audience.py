"""Everybody who watches a room: whatever each of them is told is written down."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import httpx

from demo.players.client import Client
from tests.leaks import figures_shown

PATIENCE_S = 30
# They count how often something happened and come by any whole number.
_COUNTERS = ("version", "v")


@dataclass
class Audience:
    """By name what was heard, in its order; `public` is the stream that needs no sign-in."""

    room: str
    heard: dict[str, list[Any]] = field(default_factory=dict)
    _lines: list[asyncio.Task[None]] = field(default_factory=list)

    async def sit(self, url: str, people: dict[str, Client]) -> None:
        """Let them in; return once each was told something, since a deaf one proves nothing."""
        self.heard = {name: [] for name in (*people, "public")}
        for name, client in people.items():
            self._lines.append(asyncio.create_task(self._watch(name, client)))
        self._lines.append(asyncio.create_task(self._spectate(url)))
        await self._until(lambda: all(self.heard.values()))

    async def told(self, figure: str, name: str) -> None:
        """Return once this one was shown the figure."""
        await self._until(lambda: bool(figures_shown(self.heard[name], figure)))

    def shown(self, *figures: str, among: Iterable[str] = ()) -> dict[str, list[str]]:
        """Who was shown which of these figures so far; `among` asks some of them only."""
        names = tuple(among) or tuple(self.heard)
        found = {name: figures_shown(_read(self.heard[name]), *figures) for name in names}
        return {name: figures for name, figures in found.items() if figures}

    async def reads(self, word: str, name: str) -> None:
        """Return once the last that this one heard has the word."""
        await self._until(lambda: word in json.dumps(self.heard[name][-1], ensure_ascii=False))

    async def leave(self) -> None:
        """Hang up. Raises what broke a line on the way."""
        self._sound()
        for line in self._lines:
            line.cancel()
        await asyncio.gather(*self._lines, return_exceptions=True)

    async def _until(self, condition: Any) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                self._sound()
                await asyncio.sleep(0.02)

    def _sound(self) -> None:
        for line in self._lines:
            if line.done():
                line.result()
                raise RuntimeError("somebody was sent off")

    async def _watch(self, name: str, client: Client) -> None:
        async with client.socket() as socket:
            await socket.send(json.dumps({"t": "hello", "body": {"build": "audience"}}))
            await socket.send(json.dumps({"t": "watch", "room": self.room, "body": {}}))
            async for frame in socket:
                read = json.loads(frame)
                if read["t"] not in ("welcome", "pong"):
                    self.heard[name].append(read)

    async def _spectate(self, url: str) -> None:
        async with (
            httpx.AsyncClient(timeout=None) as browser,
            browser.stream("GET", f"{url}/sse/v1/rooms/{self.room}") as answer,
        ):
            assert answer.status_code == 200, answer.status_code
            async for line in answer.aiter_lines():
                if line.startswith("data:"):
                    self.heard["public"].append(json.loads(line[5:]))


def _read(said: Any) -> Any:
    """Without counters."""
    if isinstance(said, dict):
        return {key: _read(each) for key, each in said.items() if key not in _COUNTERS}
    return [_read(each) for each in said] if isinstance(said, list) else said
