"""Break everything while tablets score and consoles look on; then count what must not be.

python -m tests.system.faults.storm --db sqlite|pg --operations 600 --faults 12 [--disk]

Prints one JSON line; ends with 0 only if nothing was lost, doubled or wrong and every viewer was
equal to the database again after each fault. `--mutant` breaks the product first: it must go red.
`bench/faults.py` is the long form.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import random
import sys
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.frame import percentile
from bench.stage import ending_in_order
from bench.storm import version_in
from bench.viewers import files_allow
from tests.system.faults.disk import APART, can_mount, go_apart
from tests.system.faults.harms import Harms, kinds_of, plan_of
from tests.system.faults.scene import Scene, django_begin, people_enter, scene_build
from tests.system.faults.viewers import Viewers

MODULE = "tests.system.faults.storm"
MUTANTS = {
    # Which figure it moves, and the faults that show it.
    "no-op-key": ("doubled", "server"),
    "ack-early": ("lost", "server"),
    "silent": ("behind", "shuffle"),
}


def arguments(argv: list[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", choices=("sqlite", "pg"), default="sqlite")
    parser.add_argument("--operations", type=int, default=600)
    parser.add_argument("--faults", type=int, default=12)
    parser.add_argument("--viewers", type=int, default=20)
    parser.add_argument("--disk", action="store_true", help="on a disk that gets full")
    parser.add_argument("--kinds", help="these faults alone, with commas")
    parser.add_argument("--mutant", choices=tuple(MUTANTS))
    parser.add_argument("--template", help="a migrated SQLite file to begin with")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--patience", type=float, default=10.0, help="a viewer is behind after")
    parser.add_argument("--seconds", type=float, default=3000.0, help="give up after")
    parser.add_argument(APART, action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    """Run one storm and print its figures."""
    asked = arguments(argv)
    asked.disk = asked.disk and can_mount()
    if asked.disk:
        go_apart(MODULE, argv)
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    chance = random.Random(seed)
    files_allow(4 * asked.viewers)
    with ending_in_order(), ExitStack() as stack:
        scene = scene_build(
            stack,
            database=asked.db,
            disk=asked.disk,
            mutant=asked.mutant,
            template=asked.template,
        )
        django_begin(scene)
        people_enter(scene, asked.operations, chance)
        for each in (scene.server, scene.second, scene.line):
            if each is not None:
                stack.enter_context(each)
        storm = Storm(scene, asked, chance)
        began, used = time.monotonic(), time.process_time()
        asyncio.run(storm.run(asked.seconds))
        seconds = time.monotonic() - began
        client = (time.process_time() - used) / seconds
        figures = report(scene, storm) | {"seed": seed, "seconds": round(seconds, 1)}
    told = {"db": asked.db, "mutant": asked.mutant, "operations": asked.operations}
    print(json.dumps(told | figures | {"client": round(client, 2)}))  # noqa: T201 - the answer
    return 0 if figures["clean"] else 1


class Storm:
    """Tablets, viewers and, at random points of the tablets' progress, faults."""

    def __init__(self, scene: Scene, asked: argparse.Namespace, chance: random.Random) -> None:
        self.acks = 0
        self.scene = scene
        self.unlike = 0
        self.slowest: dict[str, float] = {}
        self.viewers = Viewers.at(
            scene.watched.port, scene.consoles, asked.viewers, scene.room, chance
        )
        kinds = asked.kinds.split(",") if asked.kinds else kinds_of(scene)
        self.plan = plan_of(kinds, asked.faults, chance)
        self.harms = Harms(scene, self.viewers, chance)
        self.harms.open_gate = self._open
        self.harms.look = self._equal
        self._patience, self._chance = asked.patience, chance
        self._limit = 0.0
        self._moved = asyncio.Event()
        self._over = False
        for device in scene.devices:
            device._progress = self._progress
            device.before_sending = self._gate

    def _progress(self) -> None:
        self.acks += 1
        self._moved.set()

    async def run(self, seconds: float) -> None:
        """Until every device is done; raises TimeoutError."""
        async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(self.viewers.run())
            await self._equal(counts=False)
            runs = [tasks.create_task(device.run()) for device in self.scene.devices]
            tasks.create_task(self._end(runs))
            await self._faults()
            self._open()
            await asyncio.wait(runs)
            await self._same_at_last()
            watching.cancel()

    async def _faults(self) -> None:
        """Each in its own stretch of the progress: there is load before, under and after it."""
        expected = 2 * sum(len(device.typed) for device in self.scene.devices)
        # The last ones leave something to do: a fault that waits to be felt needs load, too.
        stretch = expected / (len(self.plan) + 3)
        for number, kind in enumerate(self.plan):
            self._allow(stretch * (number + 1))
            await self._until(stretch * (number + self._chance.uniform(0.05, 0.7)))
            # Whoever ran ahead and waits at the gate sends one batch more: it comes under load.
            self._allow(max(self.acks + 1, self._limit))
            await asyncio.sleep(self._chance.uniform(0, 0.05))
            before = len(self.viewers.took)
            await self.harms.inflict(kind)
            # A fault that opened the gate leaves the rest of the marks to those that follow.
            self._allow(max(self.acks, stretch * (number + 1)))
            await self._equal()
            took = [self.slowest.get(kind, 0.0), *self.viewers.took[before:]]
            self.slowest[kind] = round(max(took), 3)

    async def _equal(self, *, counts: bool = True) -> None:
        """Everybody has what the database has now."""
        version = await asyncio.to_thread(version_in, self.scene.url)
        await self.viewers.equal(version, seconds=self._patience, counts=counts)

    async def _same_at_last(self) -> None:
        """Every viewer shows what the database says, word by word."""
        until = time.monotonic() + self._patience
        while True:
            body = await asyncio.to_thread(room_body, self.scene.room)
            self.unlike = self.viewers.unlike(body)
            if not self.unlike or time.monotonic() > until:
                return
            await asyncio.sleep(0.1)

    async def _end(self, runs: list[asyncio.Task[None]]) -> None:
        """Nothing more will be acknowledged: the faults that are left wait for nothing."""
        await asyncio.wait(runs)
        self._over = True
        self._moved.set()

    async def _until(self, acks: float) -> None:
        while self.acks < acks and not self._over:
            self._moved.clear()
            await self._moved.wait()

    async def _gate(self) -> None:
        while self.acks >= self._limit:  # noqa: ASYNC110 - the limit is no event
            await asyncio.sleep(0.02)

    def _allow(self, acks: float) -> None:
        self._limit = acks

    def _open(self) -> None:
        self._limit = math.inf


def room_body(room: str) -> Any:
    """A console's body as it is read from the database now (in a thread)."""
    from uuid import UUID

    from django.db import connection

    from judging.selectors.room_state import Audience, room_snapshot

    try:
        shot = room_snapshot(room_id=UUID(room), audience=Audience("console"))
        return json.loads(json.dumps(shot["body"], default=str))
    finally:
        connection.close()


def report(scene: Scene, storm: Storm) -> dict[str, Any]:
    """The figures of the finished storm."""
    from dataclasses import asdict

    from tests.system.faults.verify import verdict

    for each in (scene.server, scene.second):
        if each is not None:
            each.stop()
    found = verdict(scene.devices)
    viewers, harms = storm.viewers, storm.harms
    refused: Counter[str] = Counter()
    for device in scene.devices:
        refused += device.account.refused
    clean = found.clean and not (viewers.behind or storm.unlike or harms.unfelt.total())
    return asdict(found) | {
        "clean": clean,
        "acks": storm.acks,
        "faults": dict(sorted(harms.done.items())),
        "felt": dict(harms.felt),
        "unfelt": harms.unfelt.total(),
        "unfelt_kinds": dict(+harms.unfelt),
        "refused": dict(refused),
        "disk": scene.disk is not None,
        "viewers": len(viewers.all),
        "behind": viewers.behind,
        "unlike": storm.unlike,
        "equal_p50_s": round(percentile(viewers.took or [0.0], 0.5), 3),
        "equal_p99_s": round(percentile(viewers.took or [0.0], 0.99), 3),
        "equal_most_s": round(max(viewers.took, default=0.0), 3),
        "slowest_s": storm.slowest,
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    sys.exit(main(sys.argv[1:]))
