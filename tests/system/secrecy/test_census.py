"""Each column hears the frames of the policy table and no other, while a team is judged.

`pytest tests/system/secrecy/test_census.py -s` prints frames and bytes (`docs/frames.md`).
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from core import clock
from judging.models import LAST_STEP
from tests.databases import Template
from tests.leaks import figures_shown
from tests.system.policy import table as policy
from tests.system.policy.world import COLUMNS, Cast
from tests.system.secrecy.census import HERO, MARKS, STREAM, Census, Ear, table
from tests.system.secrecy.pairs import drawn
from tests.system.secrecy.worlds import Worlds
from tests.worlds import Day

pytestmark = pytest.mark.timeout(300)

FOLDER = Path(policy.__file__).parent
# What everybody with a line may hear, whatever they may see.
_ALWAYS = {"welcome", "closing"}
_MARKS = [figure for _, marks in MARKS.values() for figure in marks.values()]
_SUMS = ("69.00", "73.00", "79.00", "73.67")


def opened() -> Day:
    """The round is open and nobody was called."""
    world = drawn()
    world.open()
    return world


def commanded(day: Day, verb: str) -> None:
    day.final.command(day.final.slot(day.entry(HERO)), verb)


async def a_teams_life(cast: Cast) -> dict[str, Ear]:
    """Called, judged, sealed, shown to the hall and confirmed, with every column on a line."""
    day = cast.day
    with clock.frozen(cast.now):
        census = Census(cast, COLUMNS)
        try:
            await census.open()
            for verb in ("call", "start_pitch", "start_questions", "start_scoring"):
                await census.play(verb, partial(commanded, day, verb))
            await census.judge()
            for verb in ("seal", "reveal"):
                await census.play(verb, partial(commanded, day, verb))
            for step in range(1, LAST_STEP + 1):
                await census.play(f"step {step}", partial(day.final.cue, "step", step=step))
            await census.play("confirm", partial(commanded, day, "confirm"))
        finally:
            await census.close()
    return census.ears


@pytest.fixture(scope="module")
def heard(database_template: Template, django_db_blocker: DjangoDbBlocker) -> dict[str, Ear]:
    with django_db_blocker.unblock(), Worlds(database_template).world(opened) as cast:
        found = asyncio.run(a_teams_life(cast))
    sys.stdout.write(f"\n{table(found.values())}\n")
    return found


def allowed(column: str) -> set[str]:
    """Frame types of a column by the policy table at judging."""
    rows = {row.route: row for row in policy.load(FOLDER) if not row.case}
    types = set(_ALWAYS)
    for route, kind in (("SOCKET watch", "state"), ("SOCKET ops", "ack")):
        if rows[route].expected(column, "judging").status == 200:
            types.add(kind)
    # The row of operations is judge 2's sheet; each judge has sheets of her own.
    return types | ({"ack"} if column in MARKS else set())


def strange(found: dict[str, Ear]) -> list[str]:
    """`column: frames` that the table does not give them."""
    return [
        f"{column}: {sorted(odd)}"
        for column, ear in found.items()
        if column != STREAM and (odd := set(ear.frames) - allowed(column))
    ]


def early(found: dict[str, Ear]) -> list[str]:
    """`column: figures` of any line that told a mark or a sum before the hall was shown one."""
    return [
        f"{column}: {shown}"
        for column, ear in found.items()
        if (shown := figures_shown(ear.bodies(until="step 1"), *_MARKS, *_SUMS))
    ]


def test_each_column_hears_the_frames_of_the_table_and_no_other(heard: dict[str, Ear]) -> None:
    assert strange(heard) == []
    states = {column for column, ear in heard.items() if "state" in ear.frames}
    assert states == {column for column in COLUMNS if "state" in allowed(column)}


def test_no_line_tells_a_mark_or_a_sum_before_the_hall_sees_one(heard: dict[str, Ear]) -> None:
    assert early(heard) == []


def test_who_hears_what_once_the_hall_sees_it(heard: dict[str, Ear]) -> None:
    """The hall and its emcee hear each judge's sum and the final, the console the final alone;
    judges nothing, nor who looks on from outside where the rules keep marks for the publication.

    A mark by criterion is on nobody's line, not even its judge's: acknowledgements hold none.
    """
    known = {
        column: shown
        for column, ear in heard.items()
        if (shown := figures_shown(ear.bodies(), *_MARKS, *_SUMS))
    }
    console = {column for column, ear in heard.items() if "state" in ear.frames}
    console -= {"screen", "emcee", "alternate", *MARKS}
    assert known == {
        "screen": list(_SUMS),
        "emcee": list(_SUMS),
        **{column: ["73.67"] for column in console},
    }


def test_planted_frames_are_found() -> None:
    """A mark in a console's frame, and a frame of operations on the emcee's line."""
    console, emcee = Ear("timekeeper"), Ear("emcee")
    for ear, kind, body in ((console, "state", '"41.5"'), (emcee, "ack", "null")):
        ear.took(kind, f'{{"t": "{kind}", "body": {body}}}')
    found: dict[str, Any] = {"timekeeper": console, "emcee": emcee}
    assert early(found) == ["timekeeper: ['41.5']"]
    assert strange(found) == ["emcee: ['ack']"]
