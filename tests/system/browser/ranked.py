"""The demo final played to its end by the players, its result counted and not locked yet."""

from __future__ import annotations

import asyncio
from typing import Any

from demo.players.console import BEFORE_SCORING, Console
from demo.players.judge import Judge
from demo.story import story
from tests.system.browser.final import DemoFinal
from tests.system.browser.final_build import HERO, SCORED, SEATS, SIGNED

PATIENCE_S = 120


def final_finish(final: DemoFinal) -> None:
    """All teams after the fourth are scored and confirmed, the round is closed and counted."""
    organizer = Console(final.api("organizer"))
    judges = [final.tablet(seat) for seat in SEATS]
    final.play(_finish(final, organizer, judges), PATIENCE_S)


async def _finish(final: DemoFinal, organizer: Console, judges: list[Judge]) -> None:
    room = await organizer.room(final.round)
    for slot in final.slots[SCORED:]:
        await _scored(organizer, judges, room, slot)
    await organizer.client.post(f"rounds/{final.round}/close")
    await organizer.client.post(f"rounds/{final.round}/tally")


async def _scored(organizer: Console, judges: list[Judge], room: str, slot: dict[str, Any]) -> None:
    number = slot["entry"]["number"]
    marks = story().marks[number]
    hero = number == HERO
    # Of the team on stage three sheets are signed, and its questions have begun.
    await organizer.command(slot["id"], *(BEFORE_SCORING[-1:] if hero else BEFORE_SCORING))
    await asyncio.gather(
        *(
            judge.score(number, marks[judge.seat])
            for judge in judges
            if judge.seat in marks and not (hero and judge.seat in SIGNED)
        )
    )
    await organizer.reveal(room, slot["id"])
