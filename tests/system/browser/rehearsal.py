"""The way to a stage of the story without a browser: the demo's players take every step."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import Any

from demo.players.client import Client, Refusal
from demo.players.console import BEFORE_SCORING, Console
from demo.players.judge import Judge
from demo.players.team import Team
from tests.system.browser.edition import team_facts
from tests.system.browser.hall import Hall

TEAMS = ("QM-05", "QM-02")
MARKS = [
    {"innovation": "21.5", "market": "17", "model": "16.5", "team": "18", "defense": "12.5"},
    {"innovation": "20.5", "market": "16", "model": "16", "team": "17.5", "defense": "12"},
]


@dataclass
class Rehearsal:
    """What is known once the order is drawn; clients stay signed in."""

    hall: Hall
    organizer: Console
    edition: dict[str, Any]
    teams: list[Client]
    entries: list[str]
    links: dict[str, str]
    slots: list[dict[str, Any]]
    judges: list[Judge] = field(default_factory=list)

    @property
    def round(self) -> str:
        """The edition's only round."""
        return str(self.edition["rounds"][0]["id"])

    def to_scoring(self, slot: dict[str, Any]) -> None:
        """Run a slot until its judges may score."""
        self.hall.play(self.organizer.command(slot["id"], *BEFORE_SCORING))

    def seat(self, *seats: int) -> None:
        """Judges join by their links, promise, and have no conflict."""
        for number in seats:
            judge = Judge(self.hall.client(), str(number), random.Random(number))
            self.hall.play(judge.join(self.links[str(number)].rsplit("/", 1)[-1]))
            self.hall.play(judge.state_conflicts({}))
            self.judges.append(judge)

    def open(self) -> None:
        """Open the round."""
        self.hall.play(self.organizer.client.post(f"rounds/{self.round}/open"))


def rehearse(hall: Hall) -> Rehearsal:
    """Two teams enter, the desk accepts, registration ends, the order is drawn, links exist."""
    organizer = hall.staff("organizer")
    edition = hall.play(organizer.edition(hall.slug))
    clients, entries = [], []
    for position, number in enumerate(TEAMS):
        team = Team(hall.client(), team_facts(number), position)
        entry = hall.play(team.register(edition))
        hall.play(team.complete(entry, edition))
        clients.append(team.client)
        entries.append(entry["id"])
    hall.play(organizer.accept_all(edition["id"]))
    hall.play(organizer.client.post(f"editions/{edition['id']}/close"))
    round_id = edition["rounds"][0]["id"]
    hall.play(organizer.draw(round_id, hall.document["draw_seed"]))
    links = hall.play(organizer.seat_links(round_id))
    slots = hall.play(organizer.slots(round_id))
    return Rehearsal(hall, organizer, edition, clients, entries, links, slots)


def final_play(rehearsal: Rehearsal) -> dict[str, Any]:
    """Score both teams, publish proposed and final; returns the final publication."""
    hall, organizer = rehearsal.hall, rehearsal.organizer
    rehearsal.seat(1, 2, 3)
    rehearsal.open()
    room = hall.play(organizer.room(rehearsal.round))
    for slot, marks in zip(rehearsal.slots, MARKS, strict=True):
        rehearsal.to_scoring(slot)
        for judge in rehearsal.judges:
            hall.play(judge.score(slot["entry"]["number"], marks))
        hall.play(organizer.reveal(room, slot["id"]))
    hall.app("verifier")
    verifier = hall.staff("verifier")
    organizer.client.app = hall.app("organizer")
    hall.play(organizer.client.step_up())
    hall.play(organizer.finish(rehearsal.round, verifier))
    hall.play(organizer.publish(rehearsal.round, "proposed", verifier))
    return _final(rehearsal, verifier)


def _final(rehearsal: Rehearsal, verifier: Console) -> dict[str, Any]:
    for _ in range(100):
        try:
            opened: dict[str, Any] = rehearsal.hall.play(
                rehearsal.organizer.publish(rehearsal.round, "final", verifier)
            )
        except Refusal as refusal:
            if refusal.code != "publicity_running":
                raise
            time.sleep(0.2)
        else:
            return opened
    raise AssertionError("publicity did not end")
