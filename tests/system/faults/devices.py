"""Tablets: ordinary clients that queue offline, send everything twice and out of order."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import websockets

ANSWER_SECONDS = 6.0
CSRF = "k" * 32


@dataclass
class Typed:
    """One operation as it was typed, and what was heard about it."""

    wire: dict[str, Any]
    acks: int = 0
    answer: dict[str, Any] = field(default_factory=dict)


@dataclass
class Account:
    """What went wrong in the answers."""

    forgotten: int = 0
    contradicted: int = 0
    unexpected: list[dict[str, Any]] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


async def _at_once() -> None:
    """Nobody holds the tablet back."""


class Device:
    """One judge's tablet with its own session."""

    def __init__(
        self,
        url: str,
        cookie: str,
        typed: list[Typed],
        chance: random.Random,
        progress: Callable[[], None],
    ) -> None:
        self.url = url
        self.typed = typed
        self.account = Account()
        self.before_sending: Callable[[], Awaitable[None]] = _at_once
        self._chance = chance
        self._progress = progress
        self._headers = {"Origin": url, "Cookie": f"{cookie}; yisai_csrf={CSRF}"}
        self._shown = 0  # how much has been typed so far
        self._socket: websockets.ClientConnection | None = None

    async def run(self) -> None:
        """Until every operation was acknowledged twice."""
        async with httpx.AsyncClient(timeout=ANSWER_SECONDS) as self._http:
            while any(each.acks < 2 for each in self.typed):
                await self.before_sending()
                await self._type()
                batch = self._batch()
                if batch:
                    await self._send_beside(batch)
            await self._hang_up()

    async def _send_beside(self, batch: list[Typed]) -> None:
        """Send; now and then with other batches on their way at once, which may overtake it."""
        others = [self._batch() for _ in range(2 * (self._chance.random() < 0.2))]
        await asyncio.gather(self._send(batch), *(self._send(each, post=True) for each in others))

    async def _type(self) -> None:
        """The judge goes on typing; now and then without a link."""
        offline = self._chance.random() < 0.1
        if offline:
            await self._hang_up()
            await asyncio.sleep(self._chance.uniform(0, 0.4))
        self._shown = min(
            len(self.typed), self._shown + self._chance.randint(1, 40 if offline else 6)
        )

    def _batch(self) -> list[Typed]:
        """Anything waiting, in any order, some of it twice in one batch."""
        waiting = [each for each in self.typed[: self._shown] if each.acks < 2]
        many = min(len(waiting), self._chance.randint(1, 15))
        batch = self._chance.sample(waiting, many)
        if batch and self._chance.random() < 0.2:
            batch.append(self._chance.choice(batch))
        return batch

    async def _send(self, batch: list[Typed], *, post: bool = False) -> None:
        known = [each.acks > 0 for each in batch]
        ops = [each.wire for each in batch]
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                if post or self._chance.random() < 0.25:
                    outcomes = await self._post(ops)
                else:
                    outcomes = await self._over_socket(ops)
        except (OSError, TimeoutError, httpx.HTTPError, websockets.WebSocketException):
            if not post:
                await self._hang_up()
            await asyncio.sleep(self._chance.uniform(0.02, 0.3))
            return
        for each, was_known, outcome in zip(batch, known, outcomes, strict=True):
            self._hear(each, was_known, outcome)

    async def _post(self, ops: list[dict[str, Any]]) -> list[dict[str, Any]]:
        answer = await self._http.post(
            f"{self.url}/api/v1/score-operations",
            json={"ops": ops},
            headers={**self._headers, "X-CSRFToken": CSRF},
        )
        if answer.status_code != 200:
            self._refused(answer.text)
            await asyncio.sleep(0.1)
        answer.raise_for_status()
        outcomes: list[dict[str, Any]] = answer.json()["outcomes"]
        return outcomes

    async def _over_socket(self, ops: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if self._socket is None:
            self._socket = await websockets.connect(
                self.url.replace("http", "ws") + "/ws/v1/live",
                subprotocols=[websockets.Subprotocol("yisai.v1")],
                additional_headers=self._headers,
                compression=None,
            )
        name = uuid.uuid4().hex
        await self._socket.send(json.dumps({"t": "ops", "id": name, "body": {"ops": ops}}))
        while True:
            frame = json.loads(await self._socket.recv())
            if frame.get("id") != name:
                continue
            if frame["t"] == "ack":
                outcomes: list[dict[str, Any]] = frame["body"]["outcomes"]
                return outcomes
            self.account.refused[frame["body"]["problem"]["code"]] += 1
            raise TimeoutError(frame)

    def _refused(self, text: str) -> None:
        """Count why; a line that breaks in the middle of an answer says nothing."""
        with contextlib.suppress(ValueError, KeyError):
            self.account.refused[json.loads(text)["code"]] += 1

    def _hear(self, op: Typed, was_known: bool, outcome: dict[str, Any]) -> None:
        first = outcome.get("first", outcome["outcome"])
        if outcome["op_id"] != op.wire["op_id"] or first not in {"applied", "superseded"}:
            self.account.unexpected.append(outcome)
        if was_known and outcome["outcome"] != "replayed":
            self.account.forgotten += 1
        told = {name: outcome.get(name) for name in ("seq", "leaf_hash", "rev", "committed_at")}
        if op.answer and op.answer != told:
            self.account.contradicted += 1
        op.answer = told
        op.acks += 1
        if op.acks <= 2:
            self._progress()

    async def _hang_up(self) -> None:
        if self._socket is not None:
            socket, self._socket = self._socket, None
            try:
                async with asyncio.timeout(0.5):
                    await socket.close()
            except (OSError, TimeoutError, websockets.WebSocketException):
                return
