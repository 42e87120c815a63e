"""How long a mark takes until it is acknowledged, against the same rows by a bare application.

On SQLite and on durable PostgreSQL, from a client in a process of its own, in interleaved rounds:
one judge, a batch of fifteen marks, fifteen judges at once. Before anything is measured each
server shows that what it acknowledged is committed.
"""

import argparse
import asyncio
import os
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson

from bench.frame import Busy, Target, alone, conclude, judged, percentile
from bench.socket_client import Socket, connect
from bench.stage import LIVE, Stage, Typist, run, stage

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("sqlite", "pg")
JUDGES = 15
CLIENT_MOST = 0.8
BARE, NAIVE = "bench.baselines.bare_rows:application", "bench.baselines.channels_naive:application"


class Broken(Exception):
    """A server that does not do its work is not measured; the message says what it did."""


@dataclass
class Variant:
    """One of the compared servers with the judges who type at it."""

    name: str
    port: int
    database: str
    typists: list[Typist]

    def path(self, typist: Typist) -> str:
        """Where a judge's socket is; the naive consumer is told who comes."""
        return f"/?{typist.judge.person}" if self.name.startswith("naive") else LIVE

    async def open(self, typist: Typist) -> Socket:
        """A judge's socket that has already carried one mark."""
        socket = await connect(self.port, self.path(typist), typist.judge.cookie)
        try:
            applied(await socket.ask(typist.frame()), 1)
        except Broken:
            socket.close()
            raise
        return socket


@dataclass
class Sizes:
    """How much is asked in a round."""

    singles: int
    batches: int
    crowd_s: float
    rounds: int


QUICK, WHOLE = Sizes(80, 15, 2.0, 3), Sizes(300, 60, 5.0, 7)


def applied(answer: bytes, many: int) -> None:
    """Raises Broken where an acknowledgement does not say that all of it counts."""
    body = orjson.loads(answer)
    outcomes = [each["outcome"] for each in body.get("body", {}).get("outcomes", [])]
    if outcomes != ["applied"] * many:
        raise Broken(f"not an acknowledgement of {many}: {answer[:300]!r}")


def committed(database: str, op_ids: Sequence[str]) -> int:
    """How many of the operations somebody else sees in the database."""
    if database.startswith("sqlite"):
        keys = [op_id.replace("-", "") for op_id in op_ids]
        marks = ",".join("?" * len(keys))
        ask = f"SELECT count(*) FROM judging_scoreoperation WHERE op_id IN ({marks})"
        with closing(sqlite3.connect(urlsplit(database).path)) as other:
            return int(other.execute(ask, keys).fetchone()[0])
    import psycopg

    with closing(psycopg.connect(database)) as other:
        text = "SELECT count(*) FROM judging_scoreoperation WHERE op_id = ANY(%s::uuid[])"
        row = other.execute(text, [list(op_ids)]).fetchone()
        return int(row[0]) if row else 0


async def commits_first(variant: Variant, times: int = 12) -> None:
    """Raises Broken where an acknowledgement came before its commit."""
    typist = variant.typists[0]
    socket = await variant.open(typist)
    try:
        for _ in range(times):
            op = typist.op()
            answer = await socket.ask(orjson.dumps({"t": "ops", "id": "b", "body": {"ops": [op]}}))
            if committed(variant.database, [op["op_id"]]) != 1:
                raise Broken(f"{variant.name} acknowledges what is not committed")
            applied(answer, 1)
    finally:
        socket.close()


async def timed(variant: Variant, count: int, many: int = 1) -> list[float]:
    """Milliseconds of each frame of `many` marks by one judge, one after the other."""
    typist = variant.typists[0]
    socket = await variant.open(typist)
    answers, took = [], []
    for _ in range(count):
        frame = typist.frame(many)
        begun = time.perf_counter()
        answers.append(await socket.ask(frame))
        took.append((time.perf_counter() - begun) * 1000)
    socket.close()
    for answer in answers:
        applied(answer, many)
    return took


async def crowd(variant: Variant, seconds: float) -> dict[str, float]:
    """Every judge types as fast as answers come: marks a second, p95, share of our processor."""
    open_sockets = [await variant.open(typist) for typist in variant.typists]
    took: list[float] = []
    answers: list[bytes] = []
    until = time.perf_counter() + seconds

    async def judge(socket: Socket, typist: Typist) -> None:
        while (begun := time.perf_counter()) < until:
            answers.append(await socket.ask(typist.frame()))
            took.append((time.perf_counter() - begun) * 1000)

    begun, used = time.perf_counter(), time.process_time()
    await asyncio.gather(*map(judge, open_sockets, variant.typists))
    wall, own = time.perf_counter() - begun, time.process_time() - used
    for socket in open_sockets:
        socket.close()
    for answer in answers:
        applied(answer, 1)
    return {"rate": len(took) / wall, "p95": percentile(took, 0.95), "client": own / wall}


async def one_round(variants: dict[str, Variant], sizes: Sizes) -> dict[str, float]:
    """Each server once, one after the other."""
    found: dict[str, float] = {"load": os.getloadavg()[0]}
    for name in ("bare", "one_row", "product"):
        took = await timed(variants[name], sizes.singles)
        found |= {f"{name}_p50": percentile(took, 0.5), f"{name}_p95": percentile(took, 0.95)}
    found["batch_p50"] = percentile(await timed(variants["product"], sizes.batches, 15), 0.5)
    for name in ("product", "naive", "naive_all"):
        told = await crowd(variants[name], sizes.crowd_s)
        found |= {f"{name}_crowd_{key}": value for key, value in told.items()}
    return {key: round(value, 3) for key, value in found.items()}


def variants_of(place: Stage) -> dict[str, Variant]:
    """The compared servers, each on a database of its own."""
    wanted: dict[str, tuple[str, dict[str, str]]] = {
        "bare": (BARE, {}),
        "one_row": (BARE, {"BENCH_ROWS": "one"}),
        "product": ("bench.product:application", {}),
        "naive": (NAIVE, {"BENCH_ROWS": "one"}),
        "naive_all": (NAIVE, {}),
    }
    found = {}
    for name, (app, env) in wanted.items():
        database = place.database()
        port = place.serve(app, database, **env).port
        typists = [Typist(judge) for judge in place.world.judges]
        found[name] = Variant(name, port, database, typists)
    return found


@dataclass
class Measured:
    """The rounds on one database."""

    kind: str
    rounds: list[dict[str, Any]] = field(default_factory=list)

    def middle(self, one: str, other: str) -> float:
        """The median of a ratio over the rounds."""
        return round(percentile([r[one] / r[other] for r in self.rounds], 0.5), 3)

    def targets(self) -> list[Target]:
        """What is promised; nothing where floor or client were at their limits."""
        name = f"ack.{self.kind}"
        found = [
            Target(f"{name}.p50_over_floor", self.middle("product_p50", "bare_p50"), 1.5, "ratio"),
            Target(f"{name}.p95_over_floor", self.middle("product_p95", "bare_p95"), 2.5, "ratio"),
            Target(f"{name}.batch_of_15", self.middle("batch_p50", "product_p50"), 3.0, "ratio"),
            Target(
                f"{name}.naive_rate_over_ours",
                self.middle("naive_crowd_rate", "product_crowd_rate"),
                round(1 / 3, 3),
                "ratio",
            ),
        ]
        busiest = max(r["product_crowd_client"] for r in self.rounds)
        floors = [r["bare_p50"] for r in self.rounds]
        wide = any(r["bare_p95"] > 10 * r["bare_p50"] for r in self.rounds)
        return judged(found, floors, spoiled=busiest > CLIENT_MOST or wide)

    def tell(self) -> None:
        """What has no target."""
        for label, one, other in (
            ("p50 over the insert of one row", "product_p50", "one_row_p50"),
            ("15 judges: our rate over one acreate", "product_crowd_rate", "naive_crowd_rate"),
            ("15 judges: over the same rows by ORM", "product_crowd_rate", "naive_all_crowd_rate"),
            ("15 judges: our p95 over one acreate", "product_crowd_p95", "naive_crowd_p95"),
        ):
            print(f"  {self.kind}: {label} {self.middle(one, other)}")


def measured(kind: str, sizes: Sizes) -> Measured:
    """All rounds on one database."""
    found = Measured(kind)
    with stage(kind) as place:
        place.build(JUDGES, 5, 0, 0)
        variants = variants_of(place)
        for variant in variants.values():
            run(commits_first(variant))
        for _ in range(sizes.rounds):
            found.rounds.append({"kind": kind, **run(one_round(variants, sizes))})
    return found


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench ack")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    try:
        with alone(ROOT / "var" / "bench.lock"):
            found = [measured(kind, QUICK if wanted.quick else WHOLE) for kind in KINDS]
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    except Broken as broken:
        print(f"Nothing was measured: {broken}.", file=sys.stderr)
        return 1
    for each in found:
        each.tell()
    targets = [target for each in found for target in each.targets()]
    return conclude("ack", targets, [r for each in found for r in each.rounds], wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
