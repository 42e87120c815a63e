"""Story 1, what of it belongs to the day: two rooms, a power cut, ink. Steps named by sentence.

Three teams a room instead of twelve: 42 sheets show what 168 do. Both rooms have seven judges, so
that fourteen pages are printed for ink.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from judging.models import PaperPage
from judging.paper.codes import qr_text
from tests.databases import FreshDatabase
from tests.factories.rooms import Rooms, two_rooms
from tests.servers.app import AppServer
from tests.system.stories.cast import Cast, refused, staff_named

pytestmark = pytest.mark.timeout(240)
TEAMS, JUDGES = 6, 7
TRIMMED = {
    "method": "trimmed", "version": 1, "drop_high": 1, "drop_low": 1, "minimum_for_trim": 5,
    "below_minimum": "mean", "decimals": 2, "rounding": "half_up", "tie_on": "rounded",
}  # fmt: skip
GONE, CORRECTED = "周明远", "K3"
Marks = dict[str, str]


def hotel() -> Rooms:
    """Two rooms; one judge of the second has a name."""
    panel = {"seats": JUDGES, "kinds": {"technical": JUDGES}, "minimum_sheets": 5, "alternates": 1}
    made = two_rooms(
        entries=TEAMS, judges=JUDGES, aggregation=TRIMMED, panel=panel, ties=[{"rule": "share"}]
    )
    [gone] = [seat for seat in made.seats if seat.expert.person.name == "K5"]
    gone.expert.person.name = GONE
    gone.expert.person.save(update_fields=["name"])
    staff_named(made)
    return made


def test_a_power_cut_and_fourteen_pages_for_ink(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    made = hotel()
    seats = {str(seat.expert.person.name): str(seat.uid) for seat in made.seats}
    with AppServer(
        database_url=fresh_database.url, var_dir=tmp_path, worker=True, YISAI_TEMPO="0.1"
    ) as server:
        asyncio.run(_story(Cast(server, str(made.round.uid)), seats))


async def _story(cast: Cast, seats: dict[str, str]) -> None:
    try:
        await cast.sign_in()
        await cast.staff["organizer"].post(f"rounds/{cast.round}/papers/ink", {"waits": True})
        await cast.console.draw(cast.round, "01" * 32)
        await asyncio.gather(*(cast.sit(name, uid) for name, uid in seats.items()))
        await cast.staff["organizer"].post(f"rounds/{cast.round}/open")
        panels = (await cast.staff["organizer"].get(f"rounds/{cast.round}"))["panels"]
        rooms = [panel["room"]["id"] for panel in panels]
        await _power_fails(cast, rooms)
        await _by_the_evening_all_sheets_are_sealed(cast, rooms)
        pages = await _a_page_of_before_a_correction_is_refused(cast)
        await _thirteen_come_back_and_one_by_taxi(cast)
        await _four_sign(cast, pages)
    finally:
        await cast.leave()


def _judges(cast: Cast, room: int) -> list[str]:
    """Whose tablets are in a room, from 0."""
    ours = [name for name in cast.tablets if name.startswith("J")]
    return ours if room == 0 else [name for name in cast.tablets if name not in ours]


def _marks(place: int, turn: int) -> Marks:
    return {"technology": f"{40 + place + 2 * turn}.50", "market": f"{30 - place + turn}.00"}


async def _power_fails(cast: Cast, rooms: list[str]) -> None:
    """The clock of a team in room B is paused once; tablets go on; the server itself dies too."""
    slots = [(await cast.room(uid))["slots"] for uid in rooms]
    stopped, scored = slots[1][0]["id"], slots[0][0]
    number = scored["entry"]["number"]
    await cast.console.command(stopped, "call", "start_pitch")
    await cast.heard(scored["id"])
    pause = {"verb": "pause", "code": "venue_fault"}
    await cast.staff["organizer"].post(f"slots/{stopped}/commands", pause)
    kept = {
        name: await cast.tablets[name].typed(number, _marks(place, 0))
        for place, name in enumerate(_judges(cast, 0))
    }
    cast.server.kill()
    with pytest.raises(ConnectionError):
        await cast.tablets["J1"].send(kept["J1"])
    await asyncio.to_thread(cast.server.start)
    again = await refused(cast.staff["organizer"].post(f"slots/{stopped}/commands", pause))
    assert again == "slot_state_refused", "the clock stands as it stood"
    await cast.console.command(stopped, "resume", "start_questions", "start_scoring")
    for name, operations in kept.items():
        # The line was bad: everything is sent twice.
        await cast.tablets[name].send(operations)
        await cast.tablets[name].send(operations)
        await cast.tablets[name].sign(number)
        sheet = await cast.tablets[name].sheet_of(number)
        place = _judges(cast, 0).index(name)
        values = {criterion: cell["value"] for criterion, cell in sheet["cells"].items()}
        assert (sheet["state"], values) == ("signed", _marks(place, 0))
    await cast.console.command(scored["id"], "seal")


async def _by_the_evening_all_sheets_are_sealed(cast: Cast, rooms: list[str]) -> None:
    """Both rooms go on; in the end no sheet is open."""
    for room, uid in enumerate(rooms):
        for turn, slot in enumerate((await cast.room(uid))["slots"]):
            if slot["state"] == "sealed":
                continue
            if slot["state"] == "waiting":
                await cast.heard(slot["id"])
            number = slot["entry"]["number"]
            await asyncio.gather(
                *(
                    cast.tablets[name].whole({number: _marks(place, turn)})
                    for place, name in enumerate(_judges(cast, room))
                )
            )
            await cast.console.command(slot["id"], "seal")
    for uid in rooms:
        slots = (await cast.room(uid))["slots"]
        assert {slot["state"] for slot in slots} == {"sealed"}
    await cast.staff["organizer"].post(f"rounds/{cast.round}/close")
    await cast.staff["organizer"].post(f"rounds/{cast.round}/tally")


async def _by_judge(cast: Cast) -> dict[str, dict[str, Any]]:
    """The register's pages that one judge signs, by name."""
    pages = (await cast.register())["expected"]
    return {page["judge"]["zh"]: page for page in pages if page["kind"] == "judge"}


async def _a_page_of_before_a_correction_is_refused(cast: Cast) -> list[str]:
    """14 pages are printed for ink; one mark is then corrected by two people. The new pages."""
    await cast.printed("sheets")
    pages = await _by_judge(cast)
    assert len(pages) == 2 * JUDGES
    assert all(page["codes"] for page in pages.values())
    [old] = pages[CORRECTED]["codes"]
    tablet = cast.tablets[CORRECTED]
    number = (await tablet.client.get("judge/queue"))["entries"][0]["number"]
    sheet = await tablet.sheet_of(number)
    asked = await tablet.client.post(
        f"sheets/{sheet['id']}/corrections",
        {"criterion": "market", "value": "21.50", "reason": "misheard", "text": "听错"},
    )
    decide = f"corrections/{asked['id']}/decide"
    await cast.tablets["K1"].client.post(decide, {"office": "panel", "approves": True})
    await cast.staff["verifier"].step_up()
    await cast.staff["verifier"].post(decide, {"office": "verifier", "approves": True})
    await cast.staff["organizer"].post(f"rounds/{cast.round}/tally")
    assert await refused(cast.photograph(old)) == "paper_superseded"
    return await cast.read(await cast.printed("sheets"))


async def _thirteen_come_back_and_one_by_taxi(cast: Cast) -> None:
    """Printed 14, returned 13, missing 周明远: his is photographed by phone and filed."""
    pages = await _by_judge(cast)
    for name, page in pages.items():
        if name != GONE:
            await cast.photograph(page["codes"][-1])
    for page in (await cast.register())["expected"]:
        if page["kind"] == "totals":
            await cast.photograph(page["codes"][-1])
    pages = await _by_judge(cast)
    missing = [name for name, page in pages.items() if page["filing"] is None]
    assert (len(pages), len(pages) - len(missing), missing) == (14, 13, [GONE])
    assert (await cast.register())["counts"] == {"expected": 16, "printed": 16, "returned": 15}
    verifier = cast.staff["verifier"]
    assert await refused(verifier.post(f"rounds/{cast.round}/lock")) == "ink_missing"
    await cast.photograph(await asyncio.to_thread(_qr_of, pages[GONE]["codes"][-1]))
    assert (await cast.register())["counts"]["returned"] == 16
    await verifier.post(f"rounds/{cast.round}/lock")


def _qr_of(code: str) -> str:
    """What a phone reads in the corner of the page."""
    try:
        page = PaperPage.objects.get(code=re.sub(r"\W", "", code))
        return qr_text(page.code, page.mark)
    finally:
        connection.close()


async def _four_sign(cast: Cast, pages: list[str]) -> None:
    """The table with dropped marks in brackets, the protocol: chair, scorekeeper, verifier,
    witness."""
    tables = [page for page in pages if "评委组长" in page]
    protocol = " ".join(await cast.read(await cast.printed("protocol")))
    assert len(tables) == 2
    for text in (*tables, protocol):
        assert [
            word for word in ("评委组长", "计分员", "复核人", "监督人") if word not in text
        ] == []
        assert re.search(r"\(\d\d\.\d\d\)", text)
    # The clock of one team was stopped once, because of the venue.
    assert protocol.count("场地故障") == 1
    assert re.search(r"→ 21\.50 .{1,160} 结果 同意", protocol)
