"""A small storm is weathered; a lost mark and a lost last version are noticed."""

import asyncio
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from bench.frame import exit_code
from bench.stage import run, world_of
from bench.stage_build import build
from bench.storm import Sizes, storm, targets
from bench.viewers import Missed
from tests.servers.app import PRODUCT, AppServer

SMALL = Sizes(judges=3, viewers=6, rate=40.0, seconds=0.5, rounds=1, drain_s=2.0)
ROUND = {"unacknowledged": 0, "drain_s": 0.1, "client": 0.2}


def stormed(fresh_database, tmp_path, app: str) -> dict[str, float]:
    world = world_of(build(SMALL.judges, 2, 2, 0))
    connection.close()
    env: dict[str, Any] = {"SECRET_KEY_FILE": str(settings.VAR_ROOT / "keys" / "secret.key")}
    url = fresh_database.url
    with AppServer(database_url=url, var_dir=tmp_path, app=app, **env) as server:
        return run(storm(server.port, url, world, SMALL))


def test_a_small_storm_is_weathered(fresh_database, tmp_path):
    told = stormed(fresh_database, tmp_path, PRODUCT)
    assert (told["unacknowledged"], told["marks"]) == (0, 20)
    assert told["frames"] >= SMALL.viewers


@pytest.mark.slow
def test_a_viewer_without_the_last_version_is_noticed(fresh_database, tmp_path):
    with pytest.raises(Missed, match="1 viewers never had version"):
        stormed(fresh_database, tmp_path, "tests.bench.mutant_viewers:application")


def test_a_mark_without_answer_is_counted(fresh_database, tmp_path):
    told = stormed(fresh_database, tmp_path, "tests.bench.mutant_silent:application")
    assert told["unacknowledged"] > 0
    assert exit_code(targets("sqlite", [told])) == 1


def test_each_figure_can_miss():
    assert exit_code(targets("x", [ROUND])) == 0
    assert exit_code(targets("x", [ROUND, {**ROUND, "unacknowledged": 1}])) == 1
    assert exit_code(targets("x", [ROUND, {**ROUND, "drain_s": 1.1}])) == 1
    assert exit_code(targets("x", [{**ROUND, "client": 0.9}])) == 2


def test_waiting_ends():
    async def silent() -> int:
        from bench.storm import all_answered

        class Waits:
            waiting = 2
            answered = asyncio.Event()

        return await all_answered([Waits()], 0.05)  # type: ignore[list-item]

    assert asyncio.run(silent()) == 2
