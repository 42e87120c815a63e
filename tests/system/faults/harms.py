"""The faults of a storm: each does its harm at a scene under load and heals it again."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from urllib.parse import urlsplit

from tests.system.faults.scene import Scene
from tests.system.faults.viewers import Viewers

# Tablets that were cut off come back by growing steps, and a busy machine is slow.
FELT_SECONDS = 60.0
ALWAYS = ("server", "cut", "hold", "repeat", "lose", "shuffle")
WITH_CLUSTER = ("viewers-server", "database", "bus-kill", "bus-freeze")


def kinds_of(scene: Scene) -> list[str]:
    """The faults that this scene knows."""
    known = [*ALWAYS, *(WITH_CLUSTER if scene.cluster else ())]
    return [*known, "disk"] if scene.disk else known


def plan_of(kinds: list[str], faults: int, chance: random.Random) -> list[str]:
    """So many faults: each kind as often as the others; the rest kill the server."""
    each, rest = divmod(faults, len(kinds))
    plan = kinds * each + ["server" if "server" in kinds else kinds[0]] * rest
    chance.shuffle(plan)
    return plan


class Harms:
    """Does them. `felt` counts what tablets noticed: answers lost, requests repeated or refused."""

    def __init__(self, scene: Scene, viewers: Viewers, chance: random.Random) -> None:
        self.done: Counter[str] = Counter()
        self.felt: Counter[str] = Counter()
        self.unfelt: Counter[str] = Counter()
        self.open_gate: Callable[[], None] = lambda: None
        self.look: Callable[[], Awaitable[None]] = _nothing
        self._scene, self._viewers, self._chance = scene, viewers, chance
        self._kinds: dict[str, Callable[[], Awaitable[None]]] = {
            "server": self._server,
            "viewers-server": self._viewers_server,
            "database": self._database,
            "bus-kill": self._bus_kill,
            "bus-freeze": self._bus_freeze,
            "cut": self._cut,
            "hold": self._hold,
            "repeat": self._repeat,
            "lose": self._lose,
            "shuffle": self._shuffle,
            "disk": self._disk,
        }

    async def inflict(self, kind: str) -> None:
        """Do that harm and heal it."""
        await self._kinds[kind]()
        self.done[kind] += 1

    async def _server(self) -> None:
        await asyncio.to_thread(_killed, self._scene.server)

    async def _viewers_server(self) -> None:
        assert self._scene.second is not None
        await asyncio.to_thread(_killed, self._scene.second)

    async def _database(self) -> None:
        cluster = self._scene.cluster
        assert cluster is not None
        await asyncio.to_thread(cluster.kill)
        await asyncio.to_thread(cluster.restart)

    async def _bus_kill(self) -> None:
        assert self._scene.valkey is not None
        self._scene.valkey.kill()
        await self._pause(0.5, 1.5)
        await self.look()  # viewers are equal without it, too
        await asyncio.to_thread(self._scene.valkey.start)

    async def _bus_freeze(self) -> None:
        assert self._scene.valkey is not None
        self._scene.valkey.freeze()
        await self._pause(0.5, 1.5)
        await self.look()
        self._scene.valkey.thaw()

    async def _cut(self) -> None:
        self._scene.line.cut()
        self._viewers.cut()
        await self._pause(0.1, 0.8)
        self._scene.line.restore()

    async def _hold(self) -> None:
        self._scene.line.hold()
        self._viewers.hold()
        await self._pause(0.3, 1.5)
        self._scene.line.restore()
        self._viewers.release()

    async def _repeat(self) -> None:
        """What new connections send arrives twice, on two connections at once."""
        line = self._scene.line
        line.cut()
        line.restore()
        line.repeat()
        before = len(line.repeated())
        await self._until("repeat", lambda: len(line.repeated()) - before)
        line.cut()
        line.restore()

    async def _lose(self) -> None:
        """Committed and answered, and the answer is lost with the line."""
        line = self._scene.line
        before = line.lost()
        line.lose_answers()
        await self._until("lose", lambda: line.lost() - before)
        line.restore()

    async def _shuffle(self) -> None:
        self._scene.line.shuffle(0.2)
        await self._pause(0.5, 1.0)
        self._scene.line.restore()

    async def _disk(self) -> None:
        """No room: a mark is refused in words, and taken when there is room again."""
        disk, cluster = self._scene.disk, self._scene.cluster
        assert disk is not None
        before = self._refused()
        await asyncio.to_thread(_shrink, self._scene)
        await asyncio.to_thread(disk.fill)
        await self._until("disk", lambda: self._refused() - before)
        await asyncio.to_thread(disk.free)
        if cluster is not None:
            await asyncio.to_thread(_standing, self._scene)

    def _refused(self) -> int:
        return sum(each.account.refused["storage_full"] for each in self._scene.devices)

    async def _until(self, name: str, felt: Callable[[], int]) -> None:
        """Wait until tablets feel it; the gate stands open meanwhile."""
        self.open_gate()
        until = time.monotonic() + FELT_SECONDS
        while not felt() and time.monotonic() < until:  # noqa: ASYNC110 - threads and servers move it
            await asyncio.sleep(0.02)
        await self._pause(0.05, 0.3)
        self.felt[name] += felt()
        self.unfelt[name] += not felt()

    async def _pause(self, least: float, most: float) -> None:
        await asyncio.sleep(self._chance.uniform(least, most))


async def _nothing() -> None:
    """Nobody looks."""


def _killed(server: object) -> None:
    """SIGKILL, and a start at the same place."""
    server.kill()  # type: ignore[attr-defined]
    server.start()  # type: ignore[attr-defined]


def _shrink(scene: Scene) -> None:
    """SQLite's journal begins anew, so that the next commit needs room."""
    if scene.cluster is not None:
        return
    with closing(sqlite3.connect(urlsplit(scene.url).path, timeout=5)) as own:
        own.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _standing(scene: Scene) -> None:
    """PostgreSQL ends itself where its journal found no room: then somebody starts it again."""
    cluster = scene.cluster
    assert cluster is not None
    for _ in range(50):
        if cluster._answers():
            return
        time.sleep(0.1)
    with suppress(ProcessLookupError):
        cluster.kill()
    cluster.restart()
