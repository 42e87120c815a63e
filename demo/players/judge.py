"""A judge with a tablet: joins by link, signs, answers, scores over the socket.

The tablet keeps every operation until it is acknowledged; when the hall's network is down it
goes on numbering and sends later, sometimes twice. That is how real tablets behave.
"""

import asyncio
import json
import random
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from demo.players.client import Client

Operation = dict[str, Any]


@dataclass
class Judge:
    """One seat. `chance` decides when the tablet is offline and what is sent twice."""

    client: Client
    seat: str
    chance: random.Random
    device: str = ""
    seq: int = 0
    sent: dict[str, Operation] = field(default_factory=dict)
    acknowledged: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    async def join(self, token: str) -> None:
        """Open the link twice (a preview bot does), press the button, sign the promise."""
        await self.client.get("session")
        await self.client.get(f"join/{token}")
        await self.client.get(f"join/{token}")
        bound = await self.client.post(
            f"join/{token}", {"device_key": f"demo-{uuid.uuid4()}", "device_label": "iPad"}
        )
        self.device = bound["device"]
        queue = await self.client.get("judge/queue")
        nda = queue["nda"]
        await self.client.post("judge/nda", {"version": nda["version"], "hash": nda["hash"]})

    async def state_conflicts(self, recused: dict[str, str], *, reads: bool = True) -> int:
        """Answer the conflict question for every entry; reads each deck that then opens.

        Returns how many files were read.
        """
        opened = 0
        for entry in (await self.client.get("judge/queue"))["entries"]:
            reason = recused.get(entry["number"])
            body: dict[str, Any] = {"entry": entry["id"], "has_conflict": reason is not None}
            if reason is not None:
                body["detail"] = reason
            await self.client.post("judge/conflicts", body)
            if reads and reason is None:
                opened += await self._read_deck(entry["id"])
        return opened

    async def _read_deck(self, entry_id: str) -> int:
        files = (await self.client.get(f"entries/{entry_id}/files"))["results"]
        for file in files:
            if not await self.client.file(file["url"]):
                raise RuntimeError(f"an empty file: {file['url']}")
        return len(files)

    async def sheet_of(self, number: str) -> dict[str, Any]:
        """This judge's sheet for an entry, as the server has it."""
        queue = await self.client.get("judge/queue")
        entry = next(entry for entry in queue["entries"] if entry["number"] == number)
        sheet: dict[str, Any] = await self.client.get(f"sheets/{entry['sheet']}")
        return sheet

    async def score(self, number: str, marks: dict[str, str]) -> None:
        """Type a first thought, correct one mark, come back from offline, sign."""
        await self.mark(number, marks)
        await self.sign(number)

    async def mark(self, number: str, marks: dict[str, str]) -> None:
        """Give these marks, some on second thought, some sent twice."""
        typed = list(self._type(await self.sheet_of(number), marks))
        async with self.client.socket() as socket:
            await self._hello(socket)
            await self._send(socket, typed)
            await self._send(socket, self.chance.sample(typed, k=len(typed) // 2))

    async def sign(self, number: str) -> None:
        """Sign what the server has."""
        saved = await self.sheet_of(number)
        async with self.client.socket() as socket:
            await self._hello(socket)
            await self._send(socket, [self._signature(saved)])

    def _type(self, sheet: dict[str, Any], marks: dict[str, str]) -> Iterable[Operation]:
        for criterion, value in marks.items():
            base = sheet["cells"][criterion]["rev"]
            if self.chance.random() < 0.4:
                yield self._operation(sheet["id"], criterion, None, base)
                base += 1
            yield self._operation(sheet["id"], criterion, value, base)

    def _operation(self, sheet: str, criterion: str, value: str | None, base: int) -> Operation:
        return self._numbered(
            {"sheet": sheet, "criterion": criterion, "value": value, "base_rev": base}
        )

    def _signature(self, sheet: dict[str, Any]) -> Operation:
        revs = {criterion: cell["rev"] for criterion, cell in sheet["cells"].items()}
        return self._numbered({"kind": "sign", "sheets": [{"sheet": sheet["id"], "revs": revs}]})

    def _numbered(self, body: Operation) -> Operation:
        self.seq += 1
        operation = {
            "v": 1,
            "op_id": str(uuid.UUID(int=self.chance.getrandbits(128), version=4)),
            "device": self.device,
            "client_seq": self.seq,
            "device_time": datetime.now(tz=UTC).isoformat(),
            **body,
        }
        self.sent[operation["op_id"]] = operation
        return operation

    async def _hello(self, socket: Any) -> None:
        await socket.send(json.dumps({"t": "hello", "body": {"build": "demo"}}))
        await _expect(socket, "welcome")

    async def _send(self, socket: Any, operations: list[Operation]) -> None:
        if not operations:
            return
        await socket.send(json.dumps({"t": "ops", "id": "1", "body": {"ops": operations}}))
        answer = await _expect(socket, "ack")
        for outcome in answer["body"]["outcomes"]:
            self.acknowledged.setdefault(outcome["op_id"], []).append(outcome)


async def _expect(socket: Any, kind: str) -> dict[str, Any]:
    """The next frame of this kind; states in between are only hints."""
    async with asyncio.timeout(30):
        while True:
            frame: dict[str, Any] = json.loads(await socket.recv())
            if frame["t"] == kind:
                return frame
            if frame["t"] in {"refused", "closing"}:
                raise RuntimeError(f"waiting for {kind}: {frame}")
