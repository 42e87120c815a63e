"""Story 2: Professor Zhou, 62, and the tenth of a point. Each step is named after its sentence."""

from __future__ import annotations

import asyncio
import copy
import random
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from core import clock
from tests.databases import FreshDatabase
from tests.factories import judging
from tests.factories.sessions import session_document
from tests.leaks import figures_shown
from tests.servers.app import AppServer
from tests.system.stories.audience import Audience
from tests.system.stories.cast import Cast, Tablet, staff_named

pytestmark = pytest.mark.timeout(240)
ZHOU, HIS_SEAT, TEAMS = "周教授", 6, 8
WECHAT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8"
# What six others give team 01, by seat.
OTHERS = {1: "86.2", 2: "87.7", 3: "89.4", 4: "90", 5: "91", 7: "92.3"}
FIRST, LATER, PUBLISHED, ELSE = "88", "90.5", "89.72", "89.22"
HIS = (FIRST, LATER, "8800", "9050")
HALL = ("public", "emcee", "another judge")


def cup() -> judging.Final:
    """Steps of 0.1 out of 100, 75 to 95 recommended; the ends leave; signed per session."""
    made = judging.final(entries=TEAMS, judges=7)
    document = session_document()
    [rubric], [judged] = document["rubrics"], document["rounds"]
    whole = {"zh": "综合评价", "en": "Overall"}
    rubric["criteria"] = [{"id": "overall", "name": whole, "max": 100, "step": "0.1"}]
    judged["panel"] = {"seats": 7, "minimum_sheets": 5}
    trimmed = {"method": "trimmed", "drop_high": 1, "drop_low": 1, "needs": 5}
    judged["components"][0]["combine"] = trimmed
    rulebook = rulebook_add(edition=made.edition, document=document)
    made.round = round_rulebook_set(round=made.round, rulebook=rulebook)
    staff_named(made)
    return made


def test_professor_zhou_and_the_tenth_of_a_point(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    made = cup()
    seats = {seat.number: str(seat.uid) for seat in made.seats}
    with AppServer(
        database_url=fresh_database.url, var_dir=tmp_path, worker=True, YISAI_TEMPO="0.1"
    ) as server:
        asyncio.run(_story(Cast(server, str(made.round.uid)), str(made.edition.uid), seats))


async def _story(cast: Cast, edition: str, seats: dict[int, str]) -> None:
    try:
        await cast.sign_in()
        numbers = await cast.console.draw(cast.round, "02" * 32)
        zhou = await _he_takes_the_seat_card(cast, edition, seats[HIS_SEAT])
        await asyncio.gather(*(cast.sit(f"J{seat}", seats[seat]) for seat in OTHERS))
        await cast.staff["organizer"].post(f"rounds/{cast.round}/open")
        room = await cast.console.room(cast.round)
        audience = Audience(room)
        staff = {name: cast.staff[name] for name in ("organizer", "verifier", "witness", "emcee")}
        await audience.sit(cast.server.url, staff | {"another judge": cast.tablets["J3"].client})
        await _he_gives_and_finds_he_was_too_hard(cast, zhou, numbers)
        await _the_witness_sees_that_he_changed(cast, numbers[0])
        await _he_separates_two_and_gives_74_5(cast, zhou, numbers)
        await _he_signs_once(cast, zhou, room, numbers)
        assert audience.shown(*HIS, PUBLISHED, ELSE) == {}
        _a_leak_would_be_found(audience)
        await _sealed_and_not_yet_cued(cast, audience, room, numbers[0])
        await _the_cue(cast, audience, room)
        await audience.leave()
        await _published_and_in_the_protocol(cast, numbers[0])
        await _then_he_signs_the_paper(cast)
    finally:
        await cast.leave()


async def _he_takes_the_seat_card(cast: Cast, edition: str, seat: str) -> Tablet:
    """WeChat first, then the browser; he types six digits only and confirms his name."""
    token = await cast.link(seat)
    inside = cast.browser()
    page = await inside.http.get(f"/join/{token}", headers={"User-Agent": WECHAT})
    assert page.status_code == 200
    await inside.close()
    now = clock.now()
    hours = {"opens_at": now.isoformat(), "closes_at": (now + timedelta(hours=9)).isoformat()}
    slips = await cast.staff["event_desk"].post(f"rounds/{cast.round}/table-codes", hours)
    digits = next(slip["code"] for slip in slips["codes"] if slip["seat"] == seat)
    zhou = cast.tablets[ZHOU] = Tablet(cast.browser(), ZHOU, random.Random(ZHOU))
    await zhou.client.get("session")
    entered = {"edition": edition, "code": digits, "device_label": "iPad"}
    shown = await zhou.client.post("join/code", entered)
    assert (shown["state"], shown["subject"]["seat"]["number"]) == ("ready", HIS_SEAT)
    taken = {"device_key": "zhou", "device_label": "iPad"}
    assert (await zhou.client.post("join/code/seat", taken))["redirect"] == "/judge"
    zhou.device = (await zhou.client.get("session"))["device"]["id"]
    nda = (await zhou.client.get("judge/queue"))["nda"]
    await zhou.client.post("judge/nda", {"version": nda["version"], "hash": nda["hash"]})
    await zhou.state_conflicts({}, reads=False)
    # The link still works when he taps it again by mistake; it is the same seat and tablet.
    again = await zhou.client.post(f"join/{token}", taken)
    assert (again["seat"], again["device"]) == (seat, zhou.device)
    return zhou


def _given(seat: int, turn: int) -> str:
    """What a seat first gives the team of a turn; his 03 and 08 are equal, his 04 is 74.5."""
    if turn == 1:
        return OTHERS.get(seat, FIRST)
    if seat == HIS_SEAT:
        return {3: "84.4", 4: "74.5", 8: "84.4"}.get(turn, f"{80 + turn / 10:.1f}")
    return f"{76 + turn + seat / 10:.1f}"


async def _he_gives_and_finds_he_was_too_hard(cast: Cast, zhou: Tablet, numbers: list[str]) -> None:
    """For team 01 he gives 88.0; after team 06 he sets 90.5."""
    slots = {each["entry"]["number"]: each["id"] for each in await cast.console.slots(cast.round)}
    for turn, number in enumerate(numbers, start=1):
        await cast.heard(slots[number])
        await zhou.mark(number, {"overall": _given(HIS_SEAT, turn)})
        if turn == 6:
            # His tablet's clock is what says that this is no slip of the same typing.
            zhou.ahead += timedelta(minutes=50)
            await zhou.mark(numbers[0], {"overall": LATER})


async def _changes(cast: Cast, role: str, number: str) -> list[dict[str, Any]]:
    found = await cast.staff[role].get(f"rounds/{cast.round}/mark-changes")
    return [row for row in found["changes"] if (row["entry"], row["seat"]) == (number, HIS_SEAT)]


async def _the_witness_sees_that_he_changed(cast: Cast, number: str) -> None:
    """*That*, not *what*, until sealing."""
    [row] = await _changes(cast, "witness", number)
    assert (row["told"], row["before"], row["after"]) == (False, None, None)
    assert row["at"]
    assert not figures_shown(await _changes(cast, "organizer", number), *HIS)


async def _he_separates_two_and_gives_74_5(cast: Cast, zhou: Tablet, numbers: list[str]) -> None:
    """03 and 08 are equal on his list; 74.5 is below the band and simply taken."""
    third, eighth = [await zhou.sheet_of(numbers[place]) for place in (2, 7)]
    assert third["cells"]["overall"]["value"] == eighth["cells"]["overall"]["value"] == "84.40"
    await zhou.mark(numbers[7], {"overall": "84.3"})
    told = [each[-1] for each in zhou.acknowledged.values()]
    assert {each["outcome"] for each in told} <= {"applied", "replayed"}
    low = await zhou.sheet_of(numbers[3])
    assert low["cells"]["overall"]["value"] == "74.50"


async def _he_signs_once(cast: Cast, zhou: Tablet, room: str, numbers: list[str]) -> None:
    """One signature for eight teams, sent a second time by his tablet; it counts once."""
    signed = await zhou.sign_session(numbers)
    first = zhou.acknowledged[signed["op_id"]][0]
    await zhou.send([signed])
    second = zhou.acknowledged[signed["op_id"]][1]
    assert (first["outcome"], second["outcome"]) == ("applied", "replayed")
    assert first["leaf_hash"] == second["leaf_hash"]
    assert {(await zhou.sheet_of(number))["state"] for number in numbers} == {"signed"}
    for seat in OTHERS:
        marks = {n: {"overall": _given(seat, turn)} for turn, n in enumerate(numbers, start=1)}
        await cast.tablets[f"J{seat}"].whole(marks)
    session = (await cast.room(room))["session"]
    assert [each["signed"] for each in session["judges"]] == [TEAMS] * 7


def _a_leak_would_be_found(audience: Audience) -> None:
    """His mark in a frame of each audience, deep inside, is seen."""
    for name, frames in audience.heard.items():
        leaky = copy.deepcopy(frames[-1])
        leaky["body" if "body" in leaky else "leak"] = [{"cells": [{"value": "90.50"}]}]
        planted = Audience(audience.room, {**audience.heard, name: [*frames, leaky]})
        assert planted.shown(*HIS) == {name: [LATER]}


async def _sealed_and_not_yet_cued(cast: Cast, audience: Audience, room: str, number: str) -> None:
    """Sealed: the witness reads both marks. The hall still reads nothing."""
    await cast.staff["organizer"].post(f"rooms/{room}/seal")
    [row] = await _changes(cast, "witness", number)
    assert (row["told"], row["before"], row["after"]) == (True, "88.00", "90.50")
    first = (await cast.room(room))["slots"][0]
    await cast.console.command(first["id"], "reveal")
    await audience.reads('"revealed"', "organizer")
    await asyncio.sleep(1)  # the hall may be told a little later than the console
    assert audience.shown(*HIS, PUBLISHED, ELSE, among=HALL) == {}


async def _the_cue(cast: Cast, audience: Audience, room: str) -> None:
    """Step by step; then the hall reads 89.72, and never 89.22."""
    slots = (await cast.room(room))["slots"]
    await cast.steps(room, slots[0]["id"])
    await audience.told(PUBLISHED, "public")
    assert audience.shown(ELSE) == {}


async def _published_and_in_the_protocol(cast: Cast, number: str) -> None:
    """Team 01's seven totals and 89.72; both marks and when in the protocol."""
    verifier = cast.staff["verifier"]
    organizer = cast.staff["organizer"]
    await organizer.post(f"rounds/{cast.round}/close")
    await organizer.post(f"rounds/{cast.round}/tally")
    await verifier.step_up()
    await verifier.post(f"rounds/{cast.round}/lock")
    results = await organizer.get(f"rounds/{cast.round}/results")
    row = next(each for each in results["rows"] if each["number"] == number)
    totals = sorted(sheet["total"] for sheet in row["sheets"])
    assert totals == ["86.20", "87.70", "89.40", "90.00", "90.50", "91.00", "92.30"]
    assert row["final"] == PUBLISHED
    text = " ".join(await cast.read(await cast.printed("protocol")))
    moment = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
    assert re.search(rf"{number} {HIS_SEAT} 综合评价 88\.00 90\.50 {moment}", text)
    line = re.search(rf"{number} ([\d.() ]+) \S+ 89\.72 ", text)
    assert line
    assert sorted(line[1].split()) == sorted(
        ["(86.20)", "87.70", "89.40", "90.00", "90.50", "91.00", "(92.30)"]
    )


async def _then_he_signs_the_paper(cast: Cast) -> None:
    """His page of eight totals is printed, signed by hand, photographed and filed."""
    await cast.printed("sheets")
    pages = (await cast.register())["expected"]
    page = next(each for each in pages if each["seat"] == HIS_SEAT)
    await cast.photograph(page["codes"][-1])
    after = await cast.register()
    assert after["counts"]["returned"] == 1
