"""The bus may be killed or hang: marks are acknowledged as ever, viewers elsewhere still converge.

Two servers on one database and one Valkey: tablets score at the first, the console watches at the
second. A hung server is the harder case: it takes what is sent and never answers.
"""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from collections.abc import Callable
from contextlib import ExitStack

import httpx
import pytest
import websockets
from django.conf import settings
from django.db import connection
from redis import Redis

from core.bus_link import channel_of
from tests.servers.app import PRODUCT, AppServer
from tests.servers.valkey import Valkey
from tests.system.faults import seed as seeds
from tests.system.faults.devices import CSRF, Device, Typed
from tests.system.faults.server import MUTANT

pytestmark = pytest.mark.timeout(300)
SECONDS = 30.0


class Console:
    """The newest version that a socket of the second server was told."""

    def __init__(self, url: str, cookie: str, room: uuid.UUID) -> None:
        self.version = -1
        self._url, self._cookie, self._room = url, cookie, room
        self._changed = asyncio.Event()

    async def watch(self) -> None:
        """For ever."""
        async with websockets.connect(
            self._url.replace("http", "ws") + "/ws/v1/live",
            subprotocols=[websockets.Subprotocol("yisai.v1")],
            additional_headers={"Origin": self._url, "Cookie": self._cookie},
            compression=None,
        ) as socket:
            await socket.send(json.dumps({"t": "hello", "body": {"build": "test"}}))
            await socket.send(json.dumps({"t": "watch", "room": str(self._room)}))
            async for text in socket:
                frame = json.loads(text)
                if frame["t"] == "state":
                    self.version = max(self.version, frame["v"])
                    self._changed.set()

    async def until(self, version: int) -> None:
        """Wait for that version or a newer one; TimeoutError after a while."""
        async with asyncio.timeout(SECONDS):
            while self.version < version:
                self._changed.clear()
                await self._changed.wait()


class Hall:
    """The servers, a seeded round, and tablets that go on where they stopped."""

    def __init__(self, stack: ExitStack, database_url: str, tmp_path, app: str = PRODUCT, **env):
        self.valkey = stack.enter_context(Valkey())
        self.final = seeds.seed(judges=3, entries=2)
        organizer = seeds.person("组织者")
        seeds.member(organizer, self.final.edition, "organizer")
        self.cookie = seeds.session_cookie(seeds.account(organizer))
        secret = tmp_path / "secret.key"  # the sessions that were made here count there
        secret.write_text(settings.SECRET_KEY, encoding="ascii")
        facts = {"BUS_URL": f"{self.valkey.url}/0", "SECRET_KEY_FILE": str(secret), **env}
        self.first, self.second = (
            stack.enter_context(
                AppServer(database_url=database_url, var_dir=tmp_path / name, app=app, **facts)
            )
            for name in ("first", "second")
        )
        self.cookies = [seeds.session_cookie(judge.account) for judge in self.final.judges]
        self.acks = 0
        self.slowest = 0.0
        self._seq = 0

    def console(self) -> Console:
        return Console(self.second.url, self.cookie, self.final.room.uid)

    def version(self) -> int:
        """The room's version, asked in a thread that leaves no connection behind."""
        try:
            self.final.room.refresh_from_db()
            return self.final.room.version
        finally:
            connection.close()

    async def score(self, marks: int) -> None:
        """Every judge gives so many marks at the first server, each acknowledged twice."""
        chance = random.Random(self._seq)
        devices = []
        for number in range(len(self.cookies)):
            typed = [self.typed(chance, number) for _ in range(marks)]
            devices.append(Device(self.first.url, self.cookies[number], typed, chance, _ignore))
        async with asyncio.timeout(SECONDS):
            await asyncio.gather(*(device.run() for device in devices))
        for device in devices:
            assert device.account.unexpected == []
            self.acks += sum(each.acks for each in device.typed)

    def typed(self, chance: random.Random, number: int) -> Typed:
        """A mark of that judge."""
        judge, sheets = self.final.judges[number], self.final.sheets[number]
        self._seq += 1
        return Typed(
            {
                "v": 1,
                "op_id": str(uuid.uuid4()),
                "device": str(judge.device.uid),
                "client_seq": self._seq,
                "sheet": str(chance.choice(sheets).uid),
                "criterion": "team",
                "value": f"{chance.randrange(20)}.5",
                "base_rev": 0,
                "device_time": "2026-11-25T08:00:00.000000Z",
            }
        )


def _ignore() -> None:
    """Nobody counts the progress."""


async def told_between_servers(hall: Hall) -> None:
    """Wait until the second server hears what the first one tells."""
    with Redis.from_url(hall.valkey.url) as client:
        await until(lambda: client.pubsub_numsub(channel_of(hall.valkey.url))[0][1] > 0)
        before = published(client)
        await hall.score(2)
        await until(lambda: published(client) > before)


async def until(holds: Callable[[], bool]) -> None:
    """Ask again and again; TimeoutError after a while."""
    async with asyncio.timeout(SECONDS):
        while not await asyncio.to_thread(holds):  # noqa: ASYNC110 - another process changes it
            await asyncio.sleep(0.05)


def published(client: Redis) -> int:
    """How many messages the server was ever given."""
    return client.info("commandstats").get("cmdstat_publish", {}).get("calls", 0)


async def storm(hall: Hall, killed_s: float, frozen_s: float) -> None:
    """Both harms, each for so long, with marks all the time."""
    console, valkey = hall.console(), hall.valkey
    async with asyncio.TaskGroup() as tasks:
        watching = tasks.create_task(console.watch())
        await told_between_servers(hall)
        for harm, heal, seconds in (
            (valkey.kill, valkey.start, killed_s),
            (valkey.freeze, valkey.thaw, frozen_s),
        ):
            harm()
            over = asyncio.get_running_loop().time() + seconds
            while asyncio.get_running_loop().time() < over:
                begun = asyncio.get_running_loop().time()
                await hall.score(5)
                hall.slowest = max(hall.slowest, asyncio.get_running_loop().time() - begun)
                await console.until(await asyncio.to_thread(hall.version))
            await asyncio.to_thread(heal)
            await told_between_servers(hall)
            await console.until(await asyncio.to_thread(hall.version))
        watching.cancel()


@pytest.mark.parametrize(
    ("killed_s", "frozen_s"), [(10.0, 1.0), pytest.param(60.0, 60.0, marks=pytest.mark.slow)]
)
def test_scoring_and_viewers_do_without_the_bus(fresh_database, tmp_path, killed_s, frozen_s):
    """Ten marks of each judge, one batch after the other, never wait for the bus."""
    with ExitStack() as stack:
        hall = Hall(stack, fresh_database.url, tmp_path)
        asyncio.run(storm(hall, killed_s, frozen_s))
        assert hall.slowest < SECONDS / 2
        assert hall.acks >= 2 * 3 * (2 * 3 + 5 * 2)


def test_a_server_that_waits_for_the_bus_is_noticed(fresh_database, tmp_path):
    """Planted: the same marks, given to a server that waits for the frozen bus, get no answer."""
    with ExitStack() as stack:
        hall = Hall(stack, fresh_database.url, tmp_path, app=MUTANT, YISAI_MUTANT="bus-waits")
        hall.valkey.freeze()
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(
                f"{hall.first.url}/api/v1/score-operations",
                json={"ops": [hall.typed(random.Random(1), 0).wire]},
                headers={
                    "Origin": hall.first.url,
                    "Cookie": f"{hall.cookies[0]}; yisai_csrf={CSRF}",
                    "X-CSRFToken": CSRF,
                },
                timeout=5,
                trust_env=False,
            )
