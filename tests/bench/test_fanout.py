"""The viewers of the benches notice one who misses the last version, and count only states."""

from itertools import cycle, islice
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.db import connection

from bench.fanout import BARE, sent, signing, telling
from bench.socket_client import Socket
from bench.stage import World, run, world_of
from bench.stage_build import build
from bench.viewers import Hall, Missed, version_of
from tests.servers.app import PRODUCT, AppServer

MUTANT = "tests.bench.mutant_viewers:application"


@pytest.fixture
def world(fresh_database) -> World:
    made = world_of(build(2, 2, 0, 2, 1))
    connection.close()
    return made


def server(fresh_database, tmp_path, app: str) -> AppServer:
    env: dict[str, Any] = {"SECRET_KEY_FILE": str(settings.VAR_ROOT / "keys" / "secret.key")}
    return AppServer(database_url=fresh_database.url, var_dir=tmp_path, app=app, **env)


async def played(port: int, world: World, *, ours: bool) -> tuple[int, list[int]]:
    """Six viewers, two changes; the versions that they end with."""
    hall = Hall()
    hands: list[Socket] = []
    watch = orjson.dumps({"t": "watch", "room": world.room})
    try:
        await hall.enter(port, list(islice(cycle(world.emcees), 6)), watch)
        first = hall.newest
        go, hands = await (signing(port, world.judges) if ours else telling(port))
        for _ in range(2):
            await sent(hall, go, seconds=2)
        return first, [each.version for each in hall.viewers]
    finally:
        for socket in hands:
            socket.close()
        hall.leave()


@pytest.mark.parametrize("app", [PRODUCT, BARE])
def test_everybody_gets_the_last_version(fresh_database, tmp_path, world, app):
    with server(fresh_database, tmp_path, app) as up:
        first, last = run(played(up.port, world, ours=app == PRODUCT))
    assert last == [first + 2] * 6


def test_a_viewer_who_misses_the_last_version_is_noticed(fresh_database, tmp_path, world):
    with (
        server(fresh_database, tmp_path, MUTANT) as up,
        pytest.raises(Missed, match="1 viewers never had version"),
    ):
        run(played(up.port, world, ours=True))


def test_only_states_have_a_version():
    assert version_of(b'{"t":"state","room":"x","v":12,"body":{"v":3}}') == 12
    assert version_of(b'{"t":"pong","v":12,"body":{}}') is None
