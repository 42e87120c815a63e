"""Tablets as the client plays them: by socket while it is up, else by POST, until answered."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import ssl
import time
from dataclasses import dataclass, field
from typing import Any

import httpx
import websockets

from bench.stage import Judge, Typist
from tests.system.faults.devices import CSRF

# frontend/src/offline/pace.ts: full jitter over the first step; half of it and more for a batch.
STEP_S = 0.5
ANSWER_S = 8.0
LOST = (OSError, TimeoutError, httpx.HTTPError, websockets.WebSocketException)


@dataclass
class Tablet:
    """One judge's tablet, in front of the proxy. `took` are seconds from a mark to its answer."""

    site: str
    judge: Judge
    tls: ssl.SSLContext
    took: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    reconnects: int = -1
    posts: int = 0
    tried: list[str] = field(default_factory=list)
    """What was tried in vain for the mark under way, and for the one that waited longest."""
    longest: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        cookies = f"{self.judge.cookie}; yisai_csrf={CSRF}"
        self.headers = {"Origin": self.site, "Cookie": cookies}
        self._typist = Typist(self.judge)
        self._socket: websockets.ClientConnection | None = None
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}

    async def play(self, over: asyncio.Event, every_s: float) -> None:
        """A mark now and then until it is over; the last one is answered, too."""
        async with httpx.AsyncClient(verify=self.tls, trust_env=False, timeout=ANSWER_S) as http:
            link = asyncio.create_task(self._stay())
            try:
                while not over.is_set():
                    begun = time.monotonic()
                    await self._delivered(self._typist.op(), http)
                    self.took.append(time.monotonic() - begun)
                    if self.took[-1] == max(self.took):
                        self.longest = self.tried
                    await asyncio.sleep(every_s * random.uniform(0.5, 1.5))
            finally:
                link.cancel()

    async def _delivered(self, op: dict[str, Any], http: httpx.AsyncClient) -> None:
        self.tried = []
        while True:
            way, begun = "socket" if self._socket else "post", time.monotonic()
            try:
                outcome = await (self._over_socket(op) if self._socket else self._post(op, http))
            except LOST as lost:
                self.tried.append(f"{way} {time.monotonic() - begun:.2f} s {lost!r}")
                await asyncio.sleep(STEP_S * random.uniform(0.5, 1.0))
                continue
            # A tablet of an earlier test may have been ahead: that is an answer, too.
            if outcome.get("first", outcome["outcome"]) not in {"applied", "superseded"}:
                self.refused.append(str(outcome))
            return

    async def _post(self, op: dict[str, Any], http: httpx.AsyncClient) -> dict[str, Any]:
        self.posts += 1
        answer = await http.post(
            f"{self.site}/api/v1/score-operations",
            json={"ops": [op]},
            headers={**self.headers, "X-CSRFToken": CSRF},
        )
        if answer.status_code not in {200, 502, 503, 504}:
            self.refused.append(answer.text)
        answer.raise_for_status()
        outcome: dict[str, Any] = answer.json()["outcomes"][0]
        return outcome

    async def _over_socket(self, op: dict[str, Any]) -> dict[str, Any]:
        assert self._socket is not None
        answer = self._answers[op["op_id"]] = asyncio.get_running_loop().create_future()
        try:
            frame = {"t": "ops", "id": op["op_id"], "body": {"ops": [op]}}
            await self._socket.send(json.dumps(frame))
            async with asyncio.timeout(ANSWER_S):
                return await answer
        finally:
            self._answers.pop(op["op_id"], None)

    async def _stay(self) -> None:
        """Open the socket whenever it is closed."""
        while True:
            await asyncio.sleep(random.uniform(0, STEP_S))
            with contextlib.suppress(*LOST):
                await self._listen()
            self._socket = None
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(OSError("the socket ended"))

    async def _listen(self) -> None:
        async with websockets.connect(
            self.site.replace("http", "ws", 1) + "/ws/v1/live",
            subprotocols=[websockets.Subprotocol("yisai.v1")],
            additional_headers=self.headers,
            compression=None,
            ssl=self.tls,
        ) as socket:
            await socket.send(json.dumps({"t": "hello", "body": {"build": "test"}}))
            async for text in socket:
                frame = json.loads(text)
                if frame["t"] == "welcome":
                    self._socket, self.reconnects = socket, self.reconnects + 1
                elif frame["t"] == "ack":
                    waiting = self._answers.get(frame["id"])
                    if waiting is not None and not waiting.done():
                        waiting.set_result(frame["body"]["outcomes"][0])
