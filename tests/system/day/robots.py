"""Judges without hands: a tablet that goes on without a network, and remembers what was meant."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field
from typing import Any

import websockets

from demo.players.client import Client, Refusal
from demo.players.judge import Judge, Operation

Marks = dict[str, str]


@dataclass
class Robot(Judge):
    """A seat of a room. `meant` is what it would swear to: marks by entry, as they were signed."""

    meant: dict[str, Marks] = field(default_factory=dict)
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    away: bool = False
    kept: list[Operation] = field(default_factory=list)
    resent: int = 0

    async def open(self, number: str) -> None:
        """The card is on the tablet from now on, with a network or without."""
        self.cards[number] = await self.sheet_of(number)

    async def heard(self, number: str, marks: Marks) -> None:
        """Type a card and sign it, on the tablet alone while the network is away."""
        sheet = self.cards.pop(number, None) or await self.sheet_of(number)
        typed = list(self._type(sheet, marks))
        for operation in typed:
            sheet["cells"][operation["criterion"]]["rev"] += 1
        self.meant[number] = dict(marks)
        self.kept += [*typed, self._signature(sheet)]
        if not self.away:
            await self.send()

    async def typed_only(self, number: str, marks: Marks) -> None:
        """Give these marks and sign nothing."""
        self.kept += list(self._type(await self.sheet_of(number), marks))
        await self.send()

    async def send(self) -> None:
        """Everything that waits, in order; some of it once more, as after a lost answer."""
        async with self.client.socket() as socket:
            await self._hello(socket)
            await self._send(socket, self.kept)
            again = self.chance.sample(self.kept, k=len(self.kept) // 2)
            await self._send(socket, again)
            self.resent += len(again)
        self.kept.clear()

    async def offline(self, seconds: float) -> None:
        """The network is gone for so long; afterwards everything is made up for."""
        self.away = True
        await asyncio.sleep(seconds)
        self.away = False
        await self.send()

    async def shut_out(self) -> bool:
        """Whether what waits here finds no way in any more: another tablet has this seat."""
        try:
            await self.send()
        except (websockets.WebSocketException, RuntimeError):
            pass
        else:
            return False
        try:
            await self.client.post("score-operations", {"ops": self.kept})
        except Refusal as refused:
            return refused.code in {"device_revoked", "session_ended", "sign_in_required"}
        return False

    def unanswered(self) -> list[Operation]:
        """Operations that the server never said anything about."""
        return [each for op, each in self.sent.items() if op not in self.acknowledged]

    def doubtful(self) -> list[list[dict[str, Any]]]:
        """Operations that were not applied once and then known again under the same number."""
        return [said for said in self.acknowledged.values() if not _once(said)]


def _once(said: list[dict[str, Any]]) -> bool:
    first, *again = said
    return first["outcome"] in {"applied", "superseded"} and all(
        (each["outcome"], each["seq"]) == ("replayed", first["seq"]) for each in again
    )


async def robot(client: Client, seat: str, token: str) -> Robot:
    """A tablet that has taken a seat."""
    made = Robot(client, seat, random.Random(f"robot-{seat}-{token[:4]}"))
    await made.join(token)
    return made
