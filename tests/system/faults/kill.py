"""Kill the server and the database while tablets score; then count what must not be.

python -m tests.system.faults.kill --db sqlite|pg --operations 2000 --kills 40 --db-kills 10

Prints one JSON line; ends with 0 only if nothing was lost, doubled or wrong. With
`--with-mutants` the same run then breaks the product in two ways, and each must go red.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.servers.postgres import Postgres
from tests.system.faults.server import MUTANT, PRODUCT, Server

if TYPE_CHECKING:
    from tests.system.faults.devices import Device

JUDGES, ENTRIES = 8, 5
MUTANTS = ["no-op-key", "ack-early"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", choices=("sqlite", "pg"), default="sqlite")
    parser.add_argument("--operations", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--db-kills", type=int, default=10)
    parser.add_argument("--mutant", choices=MUTANTS)
    parser.add_argument("--with-mutants", action="store_true")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--seconds", type=float, default=900.0, help="give up after")
    return parser.parse_args()


def main() -> int:
    """Run one storm and print its figures."""
    asked = arguments()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    chance = random.Random(seed)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yk-")))
        cluster = stack.enter_context(Postgres("durable")) if asked.db == "pg" else None
        url = cluster.create_database("storm") if cluster else f"sqlite:///{home}/storm.sqlite3"
        os.environ |= {
            "DATABASE_URL": url,
            "VAR_DIR": str(home),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        os.environ.pop("YISAI_MUTANT", None)
        extra = {"YISAI_MUTANT": asked.mutant} if asked.mutant else {}
        server = Server(
            app=MUTANT if asked.mutant else PRODUCT, database_url=url, var_dir=home, **extra
        )
        devices = prepared(asked.operations, chance, server.url)
        stack.enter_context(server)
        began = time.monotonic()
        storm = Storm(server, cluster, devices, chance)
        asyncio.run(storm.run(asked.kills, asked.db_kills if cluster else 0, asked.seconds))
        figures = report(asked, devices, storm) | {
            "seed": seed,
            "seconds": str(round(time.monotonic() - began, 1)),
        }
    if asked.with_mutants:
        figures["mutants_red"] = [name for name in MUTANTS if goes_red(name)]
    print(json.dumps(figures))  # noqa: T201 - the command's answer
    caught = figures.get("mutants_red", MUTANTS) == MUTANTS
    return 0 if figures["clean"] and caught else 1


def goes_red(mutant: str) -> bool:
    """Whether a short storm against the broken product finds the damage."""
    command = [sys.executable, "-m", "tests.system.faults.kill", "--mutant", mutant]
    sizes = ["--db", "sqlite", "--operations", "200", "--kills", "5"]
    done = subprocess.run([*command, *sizes], capture_output=True, text=True, check=False)
    return done.returncode == 1 and '"clean": false' in done.stdout


def prepared(operations: int, chance: random.Random, url: str) -> list[Device]:
    """Migrate, seed a running round, and type everything beforehand."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.system.faults import seed as seeds
    from tests.system.faults.devices import Device

    call_command("migrate", verbosity=0)
    final = seeds.seed(judges=JUDGES, entries=ENTRIES)
    devices = []
    for number, judge in enumerate(final.judges):
        share = operations // JUDGES + (number < operations % JUDGES)
        typed = typing(str(judge.device.uid), final.sheets[number], share, chance)
        cookie = seeds.session_cookie(judge.account)
        own = random.Random(chance.random())
        devices.append(Device(url, cookie, typed, own, lambda: None))
    connection.close()
    return devices


def typing(device: str, sheets: Any, count: int, chance: random.Random) -> list[Any]:
    """What one judge types: marks anywhere on the sheets, most cells several times."""
    from tests.system.faults.devices import Typed
    from tests.system.faults.seed import CRITERIA

    typed = []
    for seq in range(1, count + 1):
        criterion, most = chance.choice(list(CRITERIA.items()))
        halves = chance.randint(0, int(most) * 2)
        typed.append(
            Typed(
                {
                    "v": 1,
                    "op_id": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
                    "device": device,
                    "client_seq": seq,
                    "sheet": str(chance.choice(sheets).uid),
                    "criterion": criterion,
                    "value": f"{halves // 2}.{5 * (halves % 2)}",
                    "base_rev": 0,
                    "device_time": "2026-11-25T08:00:00.000000Z",
                }
            )
        )
    return typed


class Storm:
    """Devices and, at random points of their progress, kills."""

    def __init__(
        self, server: Server, cluster: Postgres | None, devices: list[Device], chance: random.Random
    ) -> None:
        self.acks = 0
        self.killed = 0
        self.db_killed = 0
        self._server, self._cluster = server, cluster
        self._devices, self._chance = devices, chance
        self._moved = asyncio.Event()
        self._over = False
        for device in devices:
            device._progress = self._progress

    def _progress(self) -> None:
        self.acks += 1
        self._moved.set()

    async def run(self, kills: int, db_kills: int, seconds: float) -> None:
        """Until every device is done; raises TimeoutError."""
        expected = 2 * sum(len(device.typed) for device in self._devices)
        points = [(self._chance.randrange(1, expected * 95 // 100), "server") for _ in range(kills)]
        points += [(self._chance.randrange(1, expected * 95 // 100), "db") for _ in range(db_kills)]
        async with asyncio.timeout(seconds), asyncio.TaskGroup() as tasks:
            tasks.create_task(self._kill(sorted(points)))
            runs = [tasks.create_task(device.run()) for device in self._devices]
            tasks.create_task(self._end(runs))

    async def _end(self, runs: list[asyncio.Task[None]]) -> None:
        """Nothing more will be acknowledged: the kills that are left wait for nothing."""
        await asyncio.wait(runs)
        self._over = True
        self._moved.set()

    async def _kill(self, points: list[tuple[int, str]]) -> None:
        last = 0
        for point, whom in points:
            # At least one acknowledgement lies between two kills: progress, not a loop of starts.
            while self.acks < max(point, last + 1) and not self._over:
                self._moved.clear()
                await self._moved.wait()
            await asyncio.sleep(self._chance.uniform(0, 0.05))
            last = self.acks
            await asyncio.to_thread(self._kill_server if whom == "server" else self._kill_database)

    def _kill_server(self) -> None:
        self._server.kill()
        self._server.start()
        self.killed += 1

    def _kill_database(self) -> None:
        assert self._cluster is not None
        self._cluster.kill()
        self._cluster.restart()
        self.db_killed += 1


def report(asked: argparse.Namespace, devices: list[Device], storm: Storm) -> dict[str, Any]:
    """The figures of the finished storm."""
    from tests.system.faults.verify import verdict

    storm._server.stop()
    found = verdict(devices)
    return {
        "db": asked.db,
        "mutant": asked.mutant,
        "operations": asked.operations,
        "acks": storm.acks,
        "kills": storm.killed,
        "db_kills": storm.db_killed,
        "lost": found.lost,
        "doubled": found.doubled,
        "wrong": found.wrong,
        "gaps": found.gaps,
        "leaves": found.leaves,
        "leaves_refuted": found.leaves_refuted,
        "clean": found.clean,
    }


if __name__ == "__main__":
    sys.exit(main())
