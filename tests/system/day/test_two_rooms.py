"""A whole day by robots: two halls, seven judges and twelve teams each, draw to protocol."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

from core.services.people import account_for_email
from demo.players.client import Client, Refusal
from demo.players.console import Console
from judging.models import ScoreOperation, ScoreSheet, SheetState
from tests.databases import FreshDatabase
from tests.factories.judging import staff_member
from tests.factories.rooms import Rooms, two_rooms
from tests.servers.app import ROOT, AppServer
from tests.system.browser.hall import QUICK
from tests.system.day.addition import final, misplaced, total
from tests.system.day.hall import (
    ABSENT,
    CORRECTED,
    CORRECTION,
    RECUSAL,
    RECUSED_SEAT,
    RECUSED_TURN,
    STAFF,
    Desk,
    Hall,
    marks_of,
    signed_in,
)
from tests.system.day.protocol import STANDS, lines_of, mistakes, results_of, sheets_of
from tests.system.day.robots import robot

TEMPO: Final = 0.02
SEED: Final = "5a" * 32
FIVE_MINUTES: Final = 300
RULES: Final[dict[str, Any]] = {
    "panel": {"seats": 7, "kinds": {"technical": 7}, "minimum_sheets": 5, "alternates": 1},
    "aggregation": {
        "method": "trimmed",
        "version": 1,
        "drop_high": 1,
        "drop_low": 1,
        "minimum_for_trim": 5,
        "below_minimum": "mean",
        "decimals": 2,
        "rounding": "half_up",
        "tie_on": "rounded",
    },
}


@dataclass
class Day:
    """What a day leaves: the halls with their robots, the draw's record, places, the paper."""

    halls: list[Hall]
    record: dict[str, Any]
    results: dict[str, Any]
    ceremony: list[dict[str, Any]]
    protocol: bytes


class Players:
    """Everybody at the public doors, played to the end of the day."""

    def __init__(self, made: Rooms, server: AppServer, away_s: float) -> None:
        self._round = str(made.round.uid)
        self._rooms = [str(made.room(number).uid) for number in (1, 2)]
        self._seats = [(str(s.panel.uid), str(s.number), str(s.uid)) for s in made.seats]
        self._server = server
        self._away_s = away_s
        self._clients: list[Client] = []
        self.people: dict[str, Console] = {}

    def client(self) -> Client:
        """A browser of somebody's."""
        made = Client(self._server.url, self._server.var_dir / "outbox")
        self._clients.append(made)
        return made

    async def day(self) -> Day:
        """From the draw to the paper."""
        try:
            return await self._day()
        finally:
            await asyncio.gather(*(each.close() for each in self._clients))

    async def _day(self) -> Day:
        round_id = self._round
        for role in STAFF:
            self.people[role] = await signed_in(self.client(), f"{role}@halls.test")
        organizer, verifier = self.people["organizer"], self.people["verifier"]
        await verifier.client.enroll()
        await organizer.draw(round_id, SEED)
        record = await organizer.client.get(f"rounds/{round_id}/draw/record")
        halls = await self._halls(round_id)
        await organizer.client.post(f"rounds/{round_id}/open")
        await asyncio.gather(*(hall.play() for hall in halls))
        results = await organizer.finish(round_id, verifier)
        ceremony = await self._ceremony(round_id, halls[0].room)
        return Day(halls, record, results, ceremony, await self._protocol(round_id))

    async def _halls(self, round_id: str) -> list[Hall]:
        panels = (await self.people["organizer"].client.get(f"rounds/{round_id}"))["panels"]
        return [await self._hall(place, panel, round_id) for place, panel in enumerate(panels)]

    async def _hall(self, place: int, panel: dict[str, Any], round_id: str) -> Hall:
        room = self._rooms[place]
        state = await self.people["organizer"].client.get(f"rounds/{round_id}/room", room=room)
        slots = state["body"]["slots"]
        seats = {number: uid for owner, number, uid in self._seats if owner == panel["id"]}
        desk = Desk(self.people["organizer"], seats, self.client)
        hall = Hall(place, room, panel["id"], {}, self.people, desk, self._away_s)
        hall.slots, hall.turns = slots, [slot["entry"]["number"] for slot in slots]
        for seat in panel["seats"]:
            if not seat["is_alternate"]:
                name = str(seat["number"])
                hall.judges[name] = await robot(self.client(), name, await desk.link(name))
        steps_back = {hall.turns[RECUSED_TURN]: RECUSAL}
        for name, judge in hall.judges.items():
            recused = steps_back if (place, name) == (0, RECUSED_SEAT) else {}
            await judge.state_conflicts(recused, reads=False)
        return hall

    async def _ceremony(self, round_id: str, room: str) -> list[dict[str, Any]]:
        """Cue by cue to the last one; what the hall's screen has after each."""
        organizer, seen = self.people["organizer"].client, []
        await organizer.post(f"rooms/{room}/cue", {"verb": "take", "scene": "ceremony"})
        for step in range(1, 100):
            try:
                await organizer.post(f"rooms/{room}/cue", {"verb": "step", "step": step})
            except Refusal as refused:
                if refused.code != "cue_refused":
                    raise
                break
            state = await self.people["emcee"].client.get(f"rounds/{round_id}/room", room=room)
            seen.append(state["body"])
        return seen

    async def _protocol(self, round_id: str) -> bytes:
        desk, path = self.people["scorekeeper"].client, f"rounds/{round_id}/papers"
        await desk.post(path, {"kind": "protocol", "language": "zh"})
        async with asyncio.timeout(60):
            while True:
                [made] = (await desk.get(path))["prints"]
                if made["file"] is not None:
                    return await desk.file(made["file"]["url"])
                await asyncio.sleep(0.2)


@pytest.fixture
def made(fresh_database: FreshDatabase) -> Rooms:
    """Two halls, 24 teams, nothing drawn; staff with addresses of their own."""
    built = two_rooms(slug="halls", **RULES)
    for role in STAFF:
        account = account_for_email(email=f"{role}@halls.test", name=role)
        staff_member(built.edition, role, account.person)
    return built


@pytest.mark.parametrize(
    "away_s",
    [
        pytest.param(FIVE_MINUTES * TEMPO, id="scaled"),
        pytest.param(FIVE_MINUTES, id="five-minutes", marks=pytest.mark.slow),
    ],
)
@pytest.mark.timeout(900)
def test_two_rooms_from_the_draw_to_the_protocol(
    made: Rooms, fresh_database: FreshDatabase, tmp_path: Path, away_s: float
) -> None:
    """Three judges are away for five minutes of the day's tempo, one steps back, one is corrected,
    one replaces her tablet, one team does not come: nothing is lost, and the paper adds up.
    """
    server = AppServer(
        database_url=fresh_database.url,
        var_dir=tmp_path / "var",
        app=QUICK,
        worker=True,
        YISAI_TEMPO=str(TEMPO),
    )
    with server:
        day = asyncio.run(Players(made, server, away_s).day())
    (tmp_path / "protocol.pdf").write_bytes(day.protocol)
    draw_holds(day, tmp_path)
    nothing_lost(day)
    result_is(day)
    paper_holds(day)


def draw_holds(day: Day, folder: Path) -> None:
    """The command that asks no database repeats the draw and gives the halls' running orders."""
    file = folder / "draw.json"
    file.write_text(json.dumps(day.record), encoding="utf-8")
    words = [sys.executable, str(ROOT / "manage.py"), "verify_draw", str(file)]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    for hall in day.halls:
        assert " ".join(hall.turns) in told.stdout


def nothing_lost(day: Day) -> None:
    """What every robot meant is what stands, on one sheet each, from operations applied once."""
    for hall in day.halls:
        for judge in hall.judges.values():
            assert judge.unanswered() == []
            assert judge.doubtful() == []
            assert judge.resent > 0
            assert len(judge.meant) == 12 - len(_not_heard(hall, judge.seat))
    standing = ScoreSheet.objects.filter(state=SheetState.COUNTED)
    rows = standing.select_related("seat__panel", "slot__entry").prefetch_related("cells")
    stored = {
        (str(row.seat.panel.uid), str(row.seat.number), row.slot.entry.number): {
            cell.criterion: f"{Decimal(cell.value or 0) / 100:g}" for cell in row.cells.all()
        }
        for row in rows
    }
    assert stored == {
        (hall.panel, judge.seat, number): {name: f"{float(mark):g}" for name, mark in marks.items()}
        for hall in day.halls
        for judge in hall.judges.values()
        for number, marks in judge.meant.items()
    }
    assert len(stored) == rows.count() == 2 * 7 * 12 - 1 - 7
    sent = {op for hall in day.halls for judge in hall.judges.values() for op in judge.sent}
    known = [str(op) for op in ScoreOperation.objects.values_list("op_id", flat=True)]
    assert len(known) == len(set(known))
    assert sent <= set(known)
    assert day.halls[1].shut_out


def _not_heard(hall: Hall, seat: str) -> list[str]:
    if hall.place == 1:
        return [hall.turns[ABSENT]]
    return [hall.turns[RECUSED_TURN]] if seat == RECUSED_SEAT else []


def result_is(day: Day) -> None:
    """Added up by hand from what the robots meant: finals, places, and who is read out last."""
    finals = {
        number: final([
            total(judge.meant[number]) for judge in hall.judges.values() if number in judge.meant
        ])
        for hall in day.halls
        for number in hall.turns
        if any(number in judge.meant for judge in hall.judges.values())
    }  # fmt: skip
    assert len(finals) == 23
    told = {row["number"]: row for row in day.results["rows"]}
    ranked = {number: row for number, row in told.items() if row["rank"] is not None}
    assert {number: Decimal(row["final"]) for number, row in ranked.items()} == finals
    assert misplaced(finals, {number: row["rank"] for number, row in ranked.items()}) == []
    assert set(told) - set(ranked) == {day.halls[1].turns[ABSENT]}
    best = max(finals.values())
    before, last = (json.dumps(body) for body in day.ceremony[-2:])
    assert str(best) in last
    assert str(best) not in before or list(finals.values()).count(best) > 1


def paper_holds(day: Day) -> None:
    """Every sum of the paper, and every event by name; a changed figure or a lost line is seen."""
    lines = lines_of(day.protocol)
    assert list(mistakes(lines)) == []
    assert len(sheets_of(lines)) == 2 * 7 * 12 - 1 - 7 + 1  # a corrected sheet has two versions
    assert len(results_of(lines)) == 23
    assert missing(day, lines) == []
    at = next(place for place, line in enumerate(lines) if "QM-" in line and line.endswith(STANDS))
    number, seat, judge, version, first, *rest = lines[at].split()
    other = f"{Decimal(first) + Decimal('0.5')}"
    wrong = [*lines[:at], " ".join([number, seat, judge, version, other, *rest]), *lines[at + 1 :]]
    assert len(list(mistakes(wrong))) == 1
    for words in said(day):
        assert missing(day, [line for line in lines if words not in line]), words


def said(day: Day) -> list[str]:
    """What has to stand in the paper, besides the figures."""
    first = day.halls[0]
    corrected = first.judges["4"].meant[first.turns[CORRECTED]]
    assert corrected["market"] == CORRECTION[1]
    before = marks_of(0, "4", first.turns[CORRECTED])["market"]
    return [
        RECUSAL,
        f"：{float(before):.2f} → {float(CORRECTION[1]):.2f}",
        "看错一行",
        "场地故障",
        "缺席",
        "二号会场",
        "处，最长",  # those whose network was gone
        "更换",
    ]


def missing(day: Day, lines: list[str]) -> list[str]:
    """Which of it does not stand there."""
    text = "\n".join(lines)
    return [words for words in said(day) if words not in text]
