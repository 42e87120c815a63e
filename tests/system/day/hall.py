"""Two halls of one final: who works there, and what happens in each, turn by turn."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from demo.players.client import Client, Refusal
from demo.players.console import REVEAL_STEPS, Console
from tests.system.day.robots import Marks, Robot, robot

STAFF: Final = ("organizer", "verifier", "witness", "event_desk", "scorekeeper", "emcee")
# Places in the running order of a hall, from 0.
OFFLINE, CORRECTED, FAULT, ABSENT, REPLACED, LAST = 1, 2, 3, 4, 5, 11
AWAY: Final = {0: ("2", "5"), 1: ("4",)}
RECUSED_SEAT: Final = "6"
RECUSED_TURN: Final = 7
RECUSAL: Final = "两年前在该公司任顾问"
CORRECTION: Final = ("market", "12.5", "misheard")
Slot = dict[str, Any]


@dataclass(frozen=True)
class Desk:
    """Where seats and tablets are given out: `seats` are ids by number, of one hall."""

    organizer: Console
    seats: dict[str, str]
    browser: Callable[[], Client]

    async def link(self, seat: str) -> str:
        """The token of a fresh link of a seat."""
        made = await self.organizer.client.post(f"seats/{self.seats[seat]}/invitations")
        return str(made["url"]).rsplit("/", 1)[-1]

    async def end(self, seat: str, device: str) -> None:
        """A tablet is nobody's any more."""
        path = f"/api/v1/seats/{self.seats[seat]}/devices/{device}"
        await self.organizer.client.send("DELETE", path)


@dataclass
class Hall:
    """One hall: its console, its desk, its seven judges. `turns` are numbers of entries."""

    place: int
    room: str
    panel: str
    judges: dict[str, Robot]
    people: dict[str, Console]
    desk: Desk
    away_s: float
    turns: list[str] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    shut_out: bool = False

    async def play(self) -> None:
        """From the first call to the last score in the hall."""
        for turn, slot in enumerate(self.slots):
            number = self.turns[turn]
            if self.place == 1 and turn == ABSENT:
                await self._absent(slot)
                continue
            await self._arrive(slot)
            await self._command(slot, "call", "start_pitch")
            if self.place == 1 and turn == FAULT:
                await self._fault(slot)
            await self._command(slot, "start_questions", "start_scoring")
            if self.place == 1 and turn == REPLACED:
                await self._replace("3", number)
            await self._score(turn, number)
            await self._command(slot, "seal")
            if self.place == 0 and turn == CORRECTED:
                await self._correct(number)
            await self._reveal(slot)

    async def _command(self, slot: Slot, *verbs: str, **more: str) -> None:
        for verb in verbs:
            body = {"verb": verb, **more}
            await self.people["organizer"].client.post(f"slots/{slot['id']}/commands", body)

    async def _reveal(self, slot: Slot) -> None:
        await self._command(slot, "reveal")
        for step in REVEAL_STEPS:
            body = {"verb": "step", "step": step}
            await self.people["organizer"].client.post(f"rooms/{self.room}/cue", body)
        await self._command(slot, "confirm")

    async def _door(self, slot: Slot, **step: Any) -> None:
        await self.people["event_desk"].client.post(f"slots/{slot['id']}/door", step)

    async def _arrive(self, slot: Slot) -> None:
        await self._door(slot, verb="arrive", people=2, speaker_is_member=True)
        await self._door(slot, verb="call")
        await self._door(slot, verb="ready")

    async def _absent(self, slot: Slot) -> None:
        """Called three times at the door, and then no more."""
        for _ in range(3):
            await self._door(slot, verb="call")
        await self._command(slot, "call", "no_show")

    async def _fault(self, slot: Slot) -> None:
        await self._command(slot, "pause", code="venue_fault")
        await self._command(slot, "resume")

    async def _score(self, turn: int, number: str) -> None:
        """Everybody who may; the hall waits for those whose network is gone."""
        away = self.judges if turn == OFFLINE else {}
        gone = [self.judges[seat] for seat in AWAY[self.place] if seat in away]
        await asyncio.gather(*(each.open(number) for each in gone))
        back = [asyncio.create_task(each.offline(self.away_s)) for each in gone]
        await asyncio.sleep(0)
        await asyncio.gather(
            *(each.heard(number, marks_of(self.place, seat, number)) for seat, each in
              self.judges.items() if not self._recused(seat, turn) and each not in gone)
        )  # fmt: skip
        for each in gone:
            await each.heard(number, marks_of(self.place, each.seat, number))
        if gone:
            # Nobody is left out in silence: without their signatures nothing is sealed.
            with pytest.raises(Refusal, match="sheets_missing"):
                await self._command(self.slots[turn], "seal")
        await asyncio.gather(*back)

    def _recused(self, seat: str, turn: int) -> bool:
        return self.place == 0 and seat == RECUSED_SEAT and turn == RECUSED_TURN

    async def _correct(self, number: str) -> None:
        """Judge 4 misread a line; the chair and the verifier say yes before the hall sees it."""
        judge, (criterion, value, reason) = self.judges["4"], CORRECTION
        sheet = await judge.sheet_of(number)
        asked = await judge.client.post(
            f"sheets/{sheet['id']}/corrections",
            {"criterion": criterion, "value": value, "reason": reason, "text": "看错一行"},
        )
        yes = {"approves": True, "words": ""}
        path = f"corrections/{asked['id']}/decide"
        await self.judges["1"].client.post(path, {"office": "panel", **yes})
        await self.people["verifier"].client.step_up()
        await self.people["verifier"].client.post(path, {"office": "verifier", **yes})
        judge.meant[number][criterion] = value

    async def _replace(self, seat: str, number: str) -> None:
        """A tablet falls; what it had sent stands on the next one, and it finds no way in."""
        old = self.judges[seat]
        meant = marks_of(self.place, seat, number)
        await old.typed_only(number, {"technology": meant["technology"]})
        old.kept += list(old._type(await old.sheet_of(number), {"market": "0.5"}))
        link = await self.desk.link(seat)
        new = self.judges[seat] = await robot(self.desk.browser(), seat, link)
        await self.desk.end(seat, old.device)
        new.meant = old.meant
        stands = (await new.sheet_of(number))["cells"]["technology"]["value"]
        assert stands == f"{float(meant['technology']):.2f}"
        self.shut_out = await old.shut_out()


def marks_of(place: int, seat: str, number: str) -> Marks:
    """What a judge thinks of an entry: the same in every run."""
    chance = random.Random(f"{place}-{seat}-{number}")
    base = random.Random(number).randint(0, 24)
    return {
        "technology": f"{(60 + base + chance.randint(0, 20)) / 2:g}",
        "market": f"{(40 + base + chance.randint(0, 14)) / 2:g}",
    }


async def signed_in(client: Client, email: str) -> Console:
    """A member of staff at the public doors."""
    await client.sign_in(email)
    return Console(client)
