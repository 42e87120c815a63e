"""The demo final up to team 05 on stage, played once by the demo's players and kept for copies.

Or, for who plays the whole of it in browsers, up to the moment before the first team is called,
with twelve judges instead of seven.

Twelve teams entered and were drawn in the demo's order; judges joined, promised and answered, the
demo's recusals among the answers; four teams are scored and revealed; 蓝鲸储能 answers questions
and has some of its marks.
"""

from __future__ import annotations

import asyncio
import copy
import random
from collections import Counter
from dataclasses import dataclass, field
from http.cookiejar import Cookie
from pathlib import Path
from typing import Any, Final

import yaml

from demo.players.client import Client
from demo.players.console import BEFORE_SCORING, Console
from demo.players.factor import App
from demo.players.judge import Judge
from demo.players.team import Team
from demo.story import story
from deploy.dev.authority import Pair
from tests.databases import FreshDatabase, Template
from tests.servers.app import AppServer
from tests.servers.ports import free_port
from tests.system.browser.hall import QUICK, Hall, edition_load

HERO: Final = "QM-05"
SCORED: Final = 4
SEATS: Final = ("1", "2", "3", "4", "5", "6", "7")
TWELVE: Final = (*SEATS, "8", "9", "10", "11", "12")
# As in the mock-up of the console: who has signed, and how many marks the others have given.
SIGNED: Final = ("1", "2", "5")
GIVEN: Final = {"3": 4, "4": 2, "6": 2}
# Who signs in without a browser; those of `FACTORS` own an authenticator app.
STAFF: Final = (
    "organizer",
    "verifier",
    "witness",
    "scorekeeper",
    "timekeeper",
    "emcee",
    "event_desk",
    "auditor",
    "investment_manager",
)
FACTORS: Final = ("organizer", "verifier", "witness")


@dataclass(frozen=True)
class Hand:
    """A judge's first tablet, to go on with it elsewhere: its device and the last number used."""

    device: str
    seq: int
    cookies: tuple[Cookie, ...]


@dataclass
class Built:
    """What a copy needs beside the database: files, keys, sign-ins, links, names of things."""

    template: Template
    var: Path
    document: dict[str, Any]
    edition: dict[str, Any]
    slots: list[dict[str, Any]]
    links: dict[str, str]
    hands: dict[str, Hand]
    staff: dict[str, tuple[Cookie, ...]]
    factors: dict[str, str]
    leaders: list[tuple[Cookie, ...]] = field(default_factory=list)


def document(seats: tuple[str, ...] = SEATS) -> dict[str, Any]:
    """The demo's own edition, whole: its clocks run as the rulebook says.

    Judges beyond the demo's have no name but their seat, and the kind of whom they repeat.
    """
    made = copy.deepcopy(story().edition)
    known = {row["seat"]: row for row in made["judges"]}
    for seat in seats[len(known) :]:
        row = {
            "seat": seat,
            "chair": False,
            "kind": known[story_seat(seat)]["kind"],
            "name": {"zh": f"评委 {seat}", "en": f"Judge {seat}"},
            "email": f"judge-{seat}@example.org",
            "employer": {"zh": f"单位 {seat}", "en": f"Employer {seat}"},
        }
        made["judges"].append(row)
    if len(seats) > len(known):
        kinds = Counter(row["kind"] for row in made["judges"])
        made["rulebook"]["panel"] |= {"seats": len(seats), "kinds": dict(kinds)}
    return made


def story_seat(seat: str) -> str:
    """The seat of the story whose marks and recusals a seat has: the eighth repeats the first."""
    return str((int(seat) - 1) % len(SEATS) + 1)


def recused(seat: str) -> dict[str, str]:
    """Reasons by number of the teams that a seat does not judge: those without marks of it."""
    said = {(row["team"], row["seat"]): row["reason"] for row in story().edition["recusals"]}
    own = story_seat(seat)
    return {
        number: said[number, own] for number, sheets in story().marks.items() if own not in sheets
    }


def final_build(
    *,
    template: Template,
    database: FreshDatabase,
    folder: Path,
    tls: Pair,
    seats: tuple[str, ...] = SEATS,
    begun: bool = True,
) -> Built:
    """Play into a copy of the empty database; it is then itself what copies are made of.

    Unless `begun`, nobody has been called yet.
    """
    edition = document(seats)
    port = free_port()
    server = AppServer(
        database_url=database.url,
        var_dir=folder / "var",
        port=port,
        app=QUICK,
        tls=tls,
        YISAI_TEMPO="0.1",
        SITE_URL=f"https://127.0.0.1:{port}",
    )
    file = folder / "edition.yaml"
    file.write_text(yaml.safe_dump(edition, allow_unicode=True), encoding="utf-8")
    edition_load(file, database.url, server.var_dir)
    with server:
        hall = Hall(server, document=edition, trust=tls.certificate.with_name("ca.pem"))
        try:
            facts = hall.play(_played(hall, seats, begun), 120)
        finally:
            hall.close()
    return Built(template=template.of(database), var=server.var_dir, document=edition, **facts)


async def _played(hall: Hall, seats: tuple[str, ...], begun: bool) -> dict[str, Any]:
    clients: list[Client] = []

    def client() -> Client:
        made = Client(hall.server.url, hall.outbox, hall.trust)
        clients.append(made)
        return made

    try:
        return await _play(hall, client, seats, begun)
    finally:
        await asyncio.gather(*(each.close() for each in clients))


async def _play(hall: Hall, client: Any, seats: tuple[str, ...], begun: bool) -> dict[str, Any]:
    staff = {role: Console(client()) for role in STAFF}
    await asyncio.gather(*(staff[role].client.sign_in(hall.email(role)) for role in STAFF))
    apps: dict[str, App] = {role: await staff[role].client.enroll() for role in FACTORS}
    organizer = staff["organizer"]
    edition = await organizer.edition(hall.slug)
    leaders = await _teams(client, edition)
    officer = Console(client())
    await officer.client.sign_in(hall.email("eligibility_officer"))
    await officer.accept_all(edition["id"])
    await organizer.close_registration(edition["id"])
    round_id = edition["rounds"][0]["id"]
    await organizer.draw(round_id, hall.document["draw_seed"])
    judges = await _judges(client, seats, await organizer.seat_links(round_id))
    await organizer.client.post(f"rounds/{round_id}/open")
    slots = await organizer.slots(round_id)
    room = await organizer.room(round_id)
    if begun:
        for slot in slots[:SCORED]:
            await _scored(organizer, judges, room, slot)
        await _hero(organizer, judges, slots[SCORED])
    return {
        "edition": edition,
        "slots": slots,
        # Each link still unused: whoever opens it in a browser has a second tablet of the seat.
        "links": await organizer.seat_links(round_id),
        "hands": {
            judge.seat: Hand(judge.device, judge.seq, kept(judge.client)) for judge in judges
        },
        "staff": {role: kept(console.client) for role, console in staff.items()},
        "factors": {role: app.note for role, app in apps.items()},
        "leaders": [kept(leader) for leader in leaders],
    }


async def _teams(client: Any, edition: dict[str, Any]) -> list[Client]:
    teams = [
        Team(client(), facts, position) for position, facts in enumerate(story().edition["teams"])
    ]
    await asyncio.gather(*(team.arrive() for team in teams))
    entries = [await team.enter(edition) for team in teams]
    await asyncio.gather(
        *(team.complete(entry, edition) for team, entry in zip(teams, entries, strict=True))
    )
    return [team.client for team in teams]


async def _judges(client: Any, seats: tuple[str, ...], links: dict[str, str]) -> list[Judge]:
    judges = [Judge(client(), seat, random.Random(f"final-{seat}")) for seat in seats]

    async def take_seat(judge: Judge) -> None:
        await judge.join(links[judge.seat].rsplit("/", 1)[-1])
        await judge.state_conflicts(recused(judge.seat), reads=False)

    await asyncio.gather(*map(take_seat, judges))
    return judges


async def _scored(organizer: Console, judges: list[Judge], room: str, slot: dict[str, Any]) -> None:
    number = slot["entry"]["number"]
    await organizer.command(slot["id"], *BEFORE_SCORING)
    marks = story().marks[number]
    await asyncio.gather(
        *(judge.score(number, marks[judge.seat]) for judge in judges if judge.seat in marks)
    )
    await organizer.reveal(room, slot["id"])


async def _hero(organizer: Console, judges: list[Judge], slot: dict[str, Any]) -> None:
    assert slot["entry"]["number"] == HERO
    await organizer.command(slot["id"], "call", "start_pitch", "start_questions")
    marks = story().marks[HERO]
    for judge in judges:
        if judge.seat in SIGNED:
            await judge.score(HERO, marks[judge.seat])
        elif judge.seat in GIVEN:
            some = list(marks[judge.seat].items())[: GIVEN[judge.seat]]
            await judge.mark(HERO, dict(some))


def kept(client: Client) -> tuple[Cookie, ...]:
    """A client's cookies, which go on in another one."""
    return tuple(client.http.cookies.jar)
