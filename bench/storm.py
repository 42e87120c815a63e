"""A storm: a hundred judges, fifty marks a second, three hundred consoles that follow each of them.

Marks come when they come (an open loop): a server that falls behind is not spared. Each must be
acknowledged, and every viewer must have the last version within a second of the last
acknowledgement. On SQLite and on durable PostgreSQL.
"""

import argparse
import asyncio
import os
import random
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson

from bench.ack import CLIENT_MOST, Broken, applied
from bench.frame import Busy, Target, alone, conclude, judged, percentile
from bench.proc import cpu_s
from bench.socket_client import Closed, Socket
from bench.stage import Stage, Typist, World, run, sockets, stage
from bench.viewers import Hall, Missed, files_allow

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("sqlite", "pg")
PRODUCT = "config.asgi:application"


@dataclass(frozen=True)
class Sizes:
    """How large the storm is."""

    judges: int = 100
    viewers: int = 300
    rate: float = 50.0
    seconds: float = 6.0
    rounds: int = 3
    drain_s: float = 20.0


QUICK, WHOLE = Sizes(), Sizes(seconds=20.0, rounds=5)
CONSOLES = 20


class Tablet:
    """A judge's socket: marks go out without waiting, each acknowledgement is timed."""

    def __init__(self, socket: Socket, typist: Typist) -> None:
        self._socket, self._typist = socket, typist
        self._sent_at: dict[str, float] = {}
        self.took: list[float] = []
        self.answers: list[bytes] = []
        self.answered = asyncio.Event()
        socket.on_text = self._take

    @property
    def waiting(self) -> int:
        """Marks without an acknowledgement."""
        return len(self._sent_at)

    def type(self) -> None:
        """Send the next mark."""
        op = self._typist.op()
        self._sent_at[op["op_id"]] = time.perf_counter()
        self._socket.send(orjson.dumps({"t": "ops", "id": op["op_id"], "body": {"ops": [op]}}))

    def _take(self, text: bytes) -> None:
        now = time.perf_counter()
        key = orjson.loads(text).get("id")
        begun = self._sent_at.pop(key, None)
        if begun is not None:
            self.took.append((now - begun) * 1000)
            self.answers.append(text)
            self.answered.set()


async def storm(port: int, database: str, world: World, sizes: Sizes) -> dict[str, float]:
    """One storm. Raises Missed where a viewer never has the last version, Broken for a refusal."""
    hall = Hall()
    consoles = list(islice(cycle(world.consoles), sizes.viewers))
    opened: list[Socket] = []
    try:
        await hall.enter(port, consoles, orjson.dumps({"t": "watch", "room": world.room}))
        opened = await sockets(port, [judge.cookie for judge in world.judges])
        tablets = [Tablet(s, Typist(j)) for s, j in zip(opened, world.judges, strict=True)]
        for tablet in tablets:  # what a first mark has to look up
            tablet.type()
        await all_answered(tablets, sizes.drain_s)
        first, frames, own = hall.newest, hall.frames, time.process_time()
        told = await typed(tablets, sizes)
        late = await all_answered(tablets, sizes.drain_s)
        ended = time.perf_counter()
        if late == 0:
            await hall.all_at(version_in(database), seconds=sizes.drain_s)
        drained = time.perf_counter() - ended
        for tablet in tablets:
            for answer in tablet.answers:
                applied(answer, 1)
    finally:
        for socket in opened:
            socket.close()
        newest = hall.newest if hall.viewers else 0
        hall.leave()
    took = [each for tablet in tablets for each in tablet.took[1:]]
    return {
        "unacknowledged": late,
        "drain_s": drained,
        "p50": percentile(took, 0.5),
        "p95": percentile(took, 0.95),
        "p99": percentile(took, 0.99),
        "marks": len(took),
        "frames": hall.frames - frames,
        "versions": newest - first,
        "client": (time.process_time() - own) / told,
    }


def version_in(database: str) -> int:
    """The room's version as the database has it; a batch of marks raises it once."""
    ask = "SELECT version FROM judging_room"
    if database.startswith("sqlite"):
        with closing(sqlite3.connect(urlsplit(database).path)) as other:
            return int(other.execute(ask).fetchone()[0])
    import psycopg

    with closing(psycopg.connect(database)) as asked:
        row = asked.execute(ask).fetchone()
        return int(row[0]) if row else 0


async def typed(tablets: list[Tablet], sizes: Sizes) -> float:
    """Marks at the storm's rate, whoever is waiting; the seconds that it took."""
    chance = random.Random()
    begun = time.perf_counter()
    for number in range(int(sizes.rate * sizes.seconds)):
        await asyncio.sleep(max(0.0, begun + number / sizes.rate - time.perf_counter()))
        chance.choice(tablets).type()
    return time.perf_counter() - begun


async def all_answered(tablets: list[Tablet], seconds: float) -> int:
    """How many marks have no acknowledgement after so long."""
    try:
        async with asyncio.timeout(seconds):
            for tablet in tablets:
                while tablet.waiting:
                    tablet.answered.clear()
                    await tablet.answered.wait()
    except TimeoutError:
        return sum(tablet.waiting for tablet in tablets)
    return 0


def one_round(place: Stage, sizes: Sizes) -> dict[str, Any]:
    """A storm on a server and a database of its own."""
    database = place.database()
    server = place.serve(PRODUCT, database)
    found: dict[str, Any] = {"kind": place.kind, "load": round(os.getloadavg()[0], 2)}
    before = cpu_s(server.pid)
    told = run(storm(server.port, database, place.world, sizes))
    found |= {key: round(value, 3) for key, value in told.items()}
    found["server_cpu_s"] = round(cpu_s(server.pid) - before, 2)
    server.stop()
    return found


def targets(kind: str, rounds: list[dict[str, Any]]) -> list[Target]:
    """Nothing may be missing in any round; the drain is the slowest round's."""
    found = [
        Target(
            f"storm.{kind}.unacknowledged", sum(r["unacknowledged"] for r in rounds), 0.0, "marks"
        ),
        Target(f"storm.{kind}.last_version_after", max(r["drain_s"] for r in rounds), 1.0, "s"),
    ]
    busiest = max(r["client"] for r in rounds)
    return judged(found, [1.0], spoiled=busiest > CLIENT_MOST)


def measured(kind: str, sizes: Sizes) -> list[dict[str, Any]]:
    """All rounds on one database."""
    files_allow(sizes.viewers + sizes.judges)
    with stage(kind) as place:
        place.build(sizes.judges, 3, CONSOLES, 0)
        return [one_round(place, sizes) for _ in range(sizes.rounds)]


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench storm")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    try:
        with alone(ROOT / "var" / "bench.lock"):
            found = {kind: measured(kind, QUICK if wanted.quick else WHOLE) for kind in KINDS}
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    except (Missed, Broken, Closed) as fault:
        print(f"The storm was lost: {fault}.", file=sys.stderr)
        return 1
    for kind, rounds in found.items():
        for key in ("p50", "p95", "p99", "server_cpu_s", "frames"):
            print(f"  {kind}: {key} {percentile([r[key] for r in rounds], 0.5):g}")
    held = [target for kind, rounds in found.items() for target in targets(kind, rounds)]
    return conclude("storm", held, [r for each in found.values() for r in each], wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
