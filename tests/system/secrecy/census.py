"""Everything that each column hears on its line while one team is judged, frame by frame."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from api.live.threads import in_thread
from judging.models import ScoreSheet
from judging.selectors.room_state import Audience, Kind, room_snapshot
from tests.api.live.events import Spectator
from tests.api.live.sockets import Socket
from tests.system.policy.world import Cast
from tests.system.secrecy.everything import cookie_of

HERO = 2  # the entry that no judge is recused from
WITHIN_S = 30.0
# Marks by column, seat and criterion; each figure stands nowhere else in the world.
MARKS = {
    "chair": (1, {"technology": "41.5", "market": "27.5"}),
    "judge": (2, {"technology": "43.5", "market": "29.5"}),
    "judge_recused": (3, {"technology": "47.5", "market": "31.5"}),
}
STREAM = "stream"


@dataclass
class Ear:
    """One line: what came, by act."""

    column: str
    act: str = "watch"
    heard: list[tuple[str, str, str]] = field(default_factory=list)  # act, type, text
    socket: Socket | None = None
    closed: bool = False
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def took(self, kind: str, text: str) -> None:
        """A frame came."""
        self.came.set()
        self.heard.append((self.act, kind, text))

    @property
    def frames(self) -> Counter[str]:
        """How many of each type."""
        return Counter(kind for _, kind, _ in self.heard)

    @property
    def size(self) -> int:
        """Bytes of all frames."""
        return sum(len(text.encode()) for _, _, text in self.heard)

    def bodies(self, *kinds: str, until: str = "") -> list[Any]:
        """What these frames say; those before the act `until` only."""
        acts = list(dict.fromkeys(act for act, _, _ in self.heard))
        before = acts[: acts.index(until)] if until in acts else acts
        return [
            json.loads(text).get("body")
            for act, kind, text in self.heard
            if act in before and (not kinds or kind in kinds)
        ]

    def version(self) -> int:
        """Of the last state that came; -1 before the first."""
        states = [text for _, kind, text in self.heard if kind == "state"]
        return int(json.loads(states[-1])["v"]) if states else -1


class Census:
    """Opens a line for each column, plays acts, and lets every line catch up after each."""

    def __init__(self, cast: Cast, columns: Iterable[str]) -> None:
        self.cast = cast
        self.ears = {column: Ear(column) for column in (*columns, STREAM)}
        self._spectator: Spectator | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._room = uuid.UUID(cast.places["room"])

    async def open(self) -> None:
        """Every column says hello and asks for the room; one spectator looks on from outside."""
        for column, ear in self.ears.items():
            listen = self._look_on if column == STREAM else self._listen
            self._tasks.append(asyncio.create_task(listen(ear)))
        await self.settled()

    async def play(self, act: str, do: Callable[[], Any]) -> None:
        """Do it in a thread, and wait until every line has what came of it."""
        for ear in self.ears.values():
            ear.act = act
        await in_thread(do)
        await self.settled()

    async def judge(self) -> None:
        """Each judge marks and signs on her own line."""
        for ear in self.ears.values():
            ear.act = "judge"
        for column, (seat, marks) in MARKS.items():
            await self._score(self.ears[column], await in_thread(self._sheet, seat), marks)
        await self.settled()

    async def close(self) -> None:
        """Hang up."""
        for ear in self.ears.values():
            if ear.socket is not None and not ear.closed:
                await ear.socket.send_input({"type": "websocket.disconnect", "code": 1000})
        if self._spectator is not None:
            await self._spectator.leave()
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task

    async def settled(self) -> None:
        """Until the newest version of each audience is where it is due."""
        until = time.monotonic() + WITHIN_S
        while behind := await self._behind():
            assert time.monotonic() < until, f"no newest state for {behind}"
            await asyncio.sleep(0.05)

    async def _behind(self) -> list[str]:
        newest = await in_thread(self._newest)
        return [
            column
            for column, ear in self.ears.items()
            if column != STREAM and not ear.closed and ear.version() < newest[_kind(column)]
        ]

    def _newest(self) -> dict[str, int]:
        kinds: tuple[Kind, ...] = ("console", "judge", "stage", "emcee")
        return {
            kind: room_snapshot(room_id=self._room, audience=Audience(kind))["v"] for kind in kinds
        }

    def _sheet(self, seat: int) -> str:
        final = self.cast.day.final
        sheet: ScoreSheet = final.sheet(
            final.seats[seat - 1], final.slot(self.cast.day.entry(HERO))
        )
        return str(sheet.uid)

    async def _score(self, ear: Ear, sheet: str, marks: dict[str, str]) -> None:
        common = {
            "v": 1,
            "device": self.cast.devices[ear.column],
            "device_time": "2026-11-25T08:00:00Z",
        }
        marked = [
            {
                **common,
                "op_id": str(uuid.uuid4()),
                "client_seq": number,
                "sheet": sheet,
                "criterion": criterion,
                "value": value,
                "base_rev": 0,
            }
            for number, (criterion, value) in enumerate(marks.items(), 1)
        ]
        signed = {
            **common,
            "op_id": str(uuid.uuid4()),
            "client_seq": len(marks) + 1,
            "kind": "sign",
            "sheets": [{"sheet": sheet, "revs": dict.fromkeys(marks, 1)}],
        }
        for number, operation in enumerate([*marked, signed], 1):
            assert ear.socket is not None
            frame = {"t": "ops", "id": number, "body": {"ops": [operation]}}
            await ear.socket.send_json_to(frame)
            async with asyncio.timeout(WITHIN_S):
                while ear.frames["ack"] < number:
                    ear.came.clear()
                    await ear.came.wait()

    async def _listen(self, ear: Ear) -> None:
        from config.asgi import application

        headers = [
            (b"host", b"127.0.0.1:8000"),
            (b"origin", b"http://127.0.0.1:8000"),
            (b"cookie", cookie_of(self.cast, ear.column).encode()),
        ]
        ear.socket = socket = Socket(
            application, "/ws/v1/live", headers=headers, subprotocols=["yisai.v1"]
        )
        await socket.connect(WITHIN_S)
        await socket.send_json_to({"t": "hello", "body": {"build": "census"}})
        await socket.send_json_to({"t": "watch", "room": str(self._room), "body": {}})
        while not ear.closed:
            output = await socket.receive_output(3600)
            if output["type"] == "websocket.close":
                ear.closed = True
            else:
                ear.took(json.loads(output["text"])["t"], output["text"])

    async def _look_on(self, ear: Ear) -> None:
        self._spectator = await Spectator(f"/sse/v1/rooms/{self._room}").open()
        while True:
            event = await self._spectator.next(within=3600)
            ear.took("event", json.dumps({"body": event.data}))


def _kind(column: str) -> str:
    """Whose version a column's line follows, as `SOCKET watch` of the policy table has it."""
    if column in {*MARKS, "alternate"}:
        return "judge"
    return {"screen": "stage", "emcee": "emcee"}.get(column, "console")


def table(ears: Iterable[Ear]) -> str:
    """Frames by type and bytes of each column, as the page of the documentation has them."""
    lines = ["| column | frames | bytes |", "|---|---|---|"]
    for ear in ears:
        told = ", ".join(f"{count} {kind}" for kind, count in sorted(ear.frames.items()))
        lines.append(f"| {ear.column} | {told or 'none'} | {ear.size:,} |")
    return "\n".join(lines)
