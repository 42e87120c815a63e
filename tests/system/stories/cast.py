"""Who walks through a story: staff who sign in by mail, judges with tablets, the desk's phone."""

from __future__ import annotations

import asyncio
import hashlib
import io
import random
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdfium2

from core.services.people import account_for_email
from demo.players.client import Client, Refusal
from demo.players.console import BEFORE_SCORING, REVEAL_STEPS, Console
from demo.players.judge import Judge, Operation
from tests.factories.files import jpeg
from tests.factories.judging import Final, staff_member
from tests.servers.app import AppServer

STAFF = ("organizer", "verifier", "witness", "scorekeeper", "event_desk", "emcee")
TWO_STEPS = ("organizer", "verifier")


def staff_named(made: Final) -> None:
    """Each role is somebody who can be written to."""
    for role in STAFF:
        account = account_for_email(email=f"{role}@story.test", name=role)
        staff_member(made.edition, role, account.person)


@dataclass
class Tablet(Judge):
    """A judge's tablet whose own clock may be ahead: half an hour of a hall costs no test one."""

    ahead: timedelta = timedelta()

    async def sign_session(self, numbers: list[str]) -> Operation:
        """One signature below all these teams; returns what was sent."""
        sheets = [await self.sheet_of(number) for number in numbers]
        signed = self._numbered(
            {
                "kind": "sign",
                "sheets": [
                    {"sheet": each["id"], "revs": {k: c["rev"] for k, c in each["cells"].items()}}
                    for each in sheets
                ],
            }
        )
        await self.send([signed])
        return signed

    async def whole(self, marks: dict[str, dict[str, str]]) -> None:
        """All marks of teams that nobody has marked here yet and their signature, in one go."""
        entries = (await self.client.get("judge/queue"))["entries"]
        sheets = {each["number"]: each["sheet"] for each in entries}
        typed = [
            self._operation(sheets[number], name, value, 0)
            for number, given in marks.items()
            for name, value in given.items()
        ]
        seen = [
            {"sheet": sheets[number], "revs": dict.fromkeys(given, 1)}
            for number, given in marks.items()
        ]
        await self.send([*typed, self._numbered({"kind": "sign", "sheets": seen})])

    async def send(self, operations: list[Operation]) -> None:
        """These go over the line, and every one of them is taken."""
        async with self.client.socket() as socket:
            await self._hello(socket)
            await self._send(socket, operations)
        told = [self.acknowledged[each["op_id"]][-1]["outcome"] for each in operations]
        assert set(told) <= {"applied", "replayed"}, told

    async def typed(self, number: str, marks: dict[str, str]) -> list[Operation]:
        """What she types and nobody was sent yet."""
        return list(self._type(await self.sheet_of(number), marks))

    def _numbered(self, body: Operation) -> Operation:
        numbered = super()._numbered(body)
        numbered["device_time"] = (datetime.now(tz=UTC) + self.ahead).isoformat()
        return numbered


@dataclass
class Cast:
    """Everybody at a round behind one server."""

    server: AppServer
    round: str
    staff: dict[str, Client] = field(default_factory=dict)
    tablets: dict[str, Tablet] = field(default_factory=dict)

    def browser(self) -> Client:
        """A browser of nobody's."""
        return Client(self.server.url, self.server.var_dir / "outbox")

    async def sign_in(self) -> None:
        """Staff come in; who decides for good sets up a second factor."""
        await asyncio.gather(*map(self._enter, STAFF))

    async def _enter(self, role: str) -> None:
        self.staff[role] = client = self.browser()
        await client.sign_in(f"{role}@story.test")
        if role in TWO_STEPS:
            await client.enroll()

    @property
    def console(self) -> Console:
        """The organizer's."""
        return Console(self.staff["organizer"])

    async def link(self, seat: str) -> str:
        """The token of a fresh link for a seat."""
        made = await self.staff["organizer"].post(f"seats/{seat}/invitations")
        return str(made["url"]).rsplit("/", 1)[-1]

    async def sit(self, name: str, seat: str) -> None:
        """A judge takes a seat by its link and has no conflict."""
        self.tablets[name] = tablet = Tablet(self.browser(), name, random.Random(name))
        await tablet.join(await self.link(seat))
        await tablet.state_conflicts({}, reads=False)

    async def room(self, uid: str) -> dict[str, Any]:
        """A room as the organizer's console has it."""
        found = await self.staff["organizer"].get(f"rounds/{self.round}/room", room=uid)
        body: dict[str, Any] = found["body"]
        return body

    async def heard(self, slot: str) -> None:
        """A team comes on stage, pitches and has answered."""
        await self.console.command(slot, *BEFORE_SCORING)

    async def steps(self, room: str, slot: str) -> None:
        """The cues of a reveal, one after the other; the team confirms."""
        for step in REVEAL_STEPS:
            cue = {"verb": "step", "step": step}
            await self.staff["organizer"].post(f"rooms/{room}/cue", cue)
        await self.console.command(slot, "confirm")

    async def printed(self, kind: str) -> dict[str, Any]:
        """A run of papers as the register lists it, made by the product's worker."""
        desk, path = self.staff["scorekeeper"], f"rounds/{self.round}/papers"
        await desk.post(path, {"kind": kind, "language": "zh"})
        async with asyncio.timeout(60):
            while (run := (await desk.get(path))["prints"][0])["file"] is None:
                assert run["state"] == "waiting", run
                await asyncio.sleep(0.1)
        found: dict[str, Any] = run
        return found

    async def read(self, run: dict[str, Any]) -> list[str]:
        """The words of each page of a run."""
        return pages_of(await self.staff["scorekeeper"].file(run["file"]["url"]))

    async def register(self) -> dict[str, Any]:
        """What was printed and came back, as the desk reads it."""
        found: dict[str, Any] = await self.staff["event_desk"].get(f"rounds/{self.round}/papers")
        return found

    async def photograph(self, code: str) -> None:
        """The desk's phone reads a page's code and files a picture of it."""
        desk, body = self.staff["event_desk"], jpeg()
        page = await desk.get(f"rounds/{self.round}/papers/pages/{code}")
        upload = await desk.post(
            "uploads",
            {
                "subject_kind": "paper",
                "subject_id": page["id"],
                "slot": "photo",
                "name": "签字页.jpeg",
                "size": len(body),
                "sha256": hashlib.sha256(body).hexdigest(),
            },
        )
        [part] = upload["parts"]
        await desk.part(part["url"], body)
        await desk.post(f"uploads/{upload['id']}/complete")

    async def leave(self) -> None:
        """Every browser closes."""
        for client in [*self.staff.values(), *(each.client for each in self.tablets.values())]:
            await client.close()


async def refused(asked: Any) -> str:
    """The code with which a request was refused."""
    try:
        await asked
    except Refusal as refusal:
        return refusal.code
    raise AssertionError("it was taken")


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page; a break is a space."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as read:
        texts = [page.get_textpage().get_text_range() for page in read]
    return [re.sub(r"[\s\u200b\ufffe]+", " ", text) for text in texts]
