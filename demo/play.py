"""Play the demo against a running server: `prepare` up to the draw, `final` to a project.

python -m demo.play prepare|final --url http://127.0.0.1:8000 --var var [--trust ca.pem]
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.players.client import Client, Refusal
from demo.players.console import BEFORE_SCORING, Console
from demo.players.factor import App
from demo.players.judge import Judge
from demo.players.team import Team
from demo.players.zone import Zone
from demo.story import story
from demo.summary import cut_table, marks_table
from demo.tally_check import losses

HERO = "QM-05"
# Whoever locks, approves or opens owns a second factor.
WITH_A_FACTOR = ("organizer", "verifier")
CHANCE = 2026


@dataclass
class Stage:
    """Where the play happens, and who has signed in so far."""

    url: str
    var: Path
    trust: Path | None = None
    clients: list[Client] = field(default_factory=list)

    @property
    def factors(self) -> Path:
        """Secrets of the demo's authenticator apps, by role."""
        return self.var / "demo-factors.json"

    @property
    def links(self) -> Path:
        """Seat links from `prepare`, for `final` and for whoever wants to try a seat."""
        return self.var / "demo-links.json"

    def browser(self) -> Client:
        """A fresh browser."""
        client = Client(self.url, self.var / "outbox", self.trust)
        self.clients.append(client)
        return client

    async def staff(self, role: str) -> Console:
        """A member of staff, signed in."""
        person = next(one for one in story().edition["staff"] if one["role"] == role)
        client = self.browser()
        if self.factors.exists() and role in (known := _read(self.factors)):
            client.app = App.of(known[role])
        await client.sign_in(person["email"])
        return Console(client)

    async def close(self) -> None:
        """Close every browser."""
        for client in self.clients:
            await client.close()


@contextmanager
def step(words: str) -> Iterator[None]:
    """Print what was done and how long it took."""
    begun = time.monotonic()
    yield
    print(f"  {time.monotonic() - begun:6.1f} s  {words}", flush=True)


async def prepare(stage: Stage) -> None:
    """Teams register and submit, the desk accepts, the order is drawn, links are issued."""
    organizer = await stage.staff("organizer")
    edition = await organizer.edition(story().edition["edition"]["id"])
    if await organizer.entries(edition["id"]):
        print("  the demo's entries are already there")
        return
    await _enter_teams(stage, edition)
    with step("the desk checks and accepts every entry"):
        desk = await stage.staff("eligibility_officer")
        await desk.accept_all(edition["id"])
    round_id = edition["rounds"][0]["id"]
    await organizer.close_registration(edition["id"])
    with step("registration closes; the running order is drawn from a committed seed"):
        order = await organizer.draw(round_id, story().edition["draw_seed"])
    print("           order: " + " ".join(order))
    links = await organizer.seat_links(round_id)
    _keep(stage.links, links)
    with step("organizer and verifier set up their authenticator apps"):
        staff = {"organizer": organizer, "verifier": await stage.staff("verifier")}
        apps = {role: await staff[role].client.enroll() for role in WITH_A_FACTOR}
    _keep(stage.factors, {role: app.note for role, app in apps.items()})
    _write_logins(stage, links, apps)


async def _enter_teams(stage: Stage, edition: dict[str, Any]) -> None:
    teams = [
        Team(stage.browser(), facts, position)
        for position, facts in enumerate(story().edition["teams"])
    ]
    with step(f"{len(teams)} teams sign in and register"):
        entries = [await team.register(edition) for team in teams]
    with step("they fill their forms, upload decks, consent and submit"):
        receipts = await asyncio.gather(
            *(team.complete(entry, edition) for team, entry in zip(teams, entries, strict=True))
        )
    print(f"           receipts: {receipts[0]['number']} … {receipts[-1]['number']}")


def _keep(path: Path, secrets: dict[str, Any]) -> None:
    path.touch(mode=0o600)
    path.write_text(json.dumps(secrets), encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _write_logins(stage: Stage, links: dict[str, str], apps: dict[str, App]) -> None:
    lines = ["", "Sign in at /login with one of these addresses; the code comes by mail:"]
    lines += [
        f"  {person['role']:<20} {person['email']:<28} {person['name']['zh']}"
        for person in story().edition["staff"]
    ]
    teams = story().edition["teams"]
    lines.append(
        f"  {'team leader':<20} {teams[4]['leader']['email']:<28} {teams[4]['name']['zh']}"
    )
    lines += ["", "Two have an authenticator app. Add it to yours by its address, or let the clone"]
    lines += ["say the code of the moment: python3 -m demo.players.factor SECRET"]
    lines += [f"  {role:<20} {app.address}" for role, app in apps.items()]
    lines += ["", "Judges join by these links (each seat binds one browser):"]
    lines += [f"  seat {seat}  {url}" for seat, url in sorted(links.items())]
    (stage.var / "logins.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


async def final(stage: Stage) -> bool:
    """The live final: judges score over sockets, results are published, projects appear."""
    organizer = await stage.staff("organizer")
    verifier = await stage.staff("verifier")
    edition = await organizer.edition(story().edition["edition"]["id"])
    round_id = edition["rounds"][0]["id"]
    with step("judges join by link, sign, answer conflicts, read decks"):
        judges = await _seat_judges(stage)
    await organizer.client.post(f"rounds/{round_id}/open")
    with step("twelve pitches, scored over live sockets"):
        room_id = await organizer.room(round_id)
        for slot in await organizer.slots(round_id):
            await _slot(organizer, judges, room_id, slot)
    with step("round closed, computed, locked by a second person"):
        results = await organizer.finish(round_id, verifier)
    ranking = await organizer.ranking(round_id)
    lost, doubled = await losses(judges, story().marks)
    with step("published as proposed by two people, each with a second factor"):
        await organizer.client.step_up()
        await organizer.publish(round_id, "proposed", verifier)
    zone = Zone((await stage.staff("investment_manager")).client)
    project = await _hero_project(zone)
    with step("publicity over, published as final"):
        await _publish_final(organizer, round_id, verifier)
    print(f"\n{marks_table(results)}\n\n{cut_table(ranking)}")
    return _summary(results, project, lost, doubled)


async def _seat_judges(stage: Stage) -> list[Judge]:
    links = _read(stage.links)
    people = story().edition["judges"]
    judges = [
        Judge(stage.browser(), person["seat"], random.Random(f"{CHANCE}-{person['seat']}"))
        for person in people
    ]
    for judge in judges:
        await judge.join(links[judge.seat].rsplit("/", 1)[-1])
    await asyncio.gather(*(judge.state_conflicts(_recused(judge.seat)) for judge in judges))
    return judges


def _recused(seat: str) -> dict[str, str]:
    return {
        row["team"]: row["reason"] for row in story().edition["recusals"] if row["seat"] == seat
    }


async def _slot(
    organizer: Console, judges: list[Judge], room_id: str, slot: dict[str, Any]
) -> None:
    number = slot["entry"]["number"]
    await organizer.command(slot["id"], *BEFORE_SCORING)
    await asyncio.gather(
        *(
            judge.score(number, story().marks[number][judge.seat])
            for judge in judges
            if judge.seat in story().marks[number]
        )
    )
    await organizer.reveal(room_id, slot["id"])


async def _hero_project(zone: Zone) -> dict[str, Any]:
    """The project that stands on the board for the story's team; its deck opens."""
    projects = await zone.projects()
    hero = next(project for project in projects if project["entry"]["number"] == HERO)
    size = await zone.read_deck(hero)
    print(f"           board: {len(projects)} projects; {HERO} deck {size:,} bytes")
    return hero


async def _publish_final(organizer: Console, round_id: str, verifier: Console) -> None:
    """The demo's publicity lasts seconds; ask again until the server says it is over."""
    for _ in range(60):
        try:
            await organizer.publish(round_id, "final", verifier)
        except Refusal as refusal:
            if refusal.code != "publicity_running":
                raise
            await asyncio.sleep(0.5)
        else:
            return
    raise TimeoutError("publicity did not end")


def _summary(results: dict[str, Any], project: dict[str, Any], lost: int, doubled: int) -> bool:
    hero = next(row for row in results["rows"] if row["number"] == HERO)
    print()
    print(f"final={hero['final']} rank={hero['rank']}")
    print(f"project.stage={project['stage']}")
    print(f"lost={lost} doubled={doubled}", flush=True)
    return (hero["final"], hero["rank"], project["stage"], lost, doubled) == (
        "86.50",
        2,
        "lead",
        0,
        0,
    )


async def main() -> int:
    """0 when every step held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("act", choices=["prepare", "final"])
    parser.add_argument("--url", required=True)
    parser.add_argument("--var", type=Path, required=True)
    parser.add_argument("--trust", type=Path, help="the authority behind an https address")
    asked = parser.parse_args()
    stage = Stage(asked.url, asked.var, asked.trust)
    try:
        if asked.act == "prepare":
            await prepare(stage)
            return 0
        return 0 if await final(stage) else 1
    finally:
        await stage.close()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
