"""What this machine can do at best: an echo, an fsync, a durable commit; and how steadily.

Its targets are the spreads of the rounds: where one is missed, the other benches prove nothing.
"""

import argparse
import asyncio
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from bench.frame import NOISY, Busy, Target, alone, conclude, judged, percentile
from bench.socket_client import Socket, connect
from bench.stage import Stage, run, stage

ROOT = Path(__file__).resolve().parents[1]
ECHO = "bench.baselines.echo:application"
FLOORS = ("echo", "fsync", "sqlite", "pg")


def times(work: Callable[[], object], count: int) -> list[float]:
    """Microseconds of each run of `work`; the first does not count."""
    work()
    found = []
    for _ in range(count):
        begun = time.perf_counter()
        work()
        found.append((time.perf_counter() - begun) * 1e6)
    return found


def fsync_times(folder: Path, count: int) -> list[float]:
    """An append of 200 bytes with fdatasync."""
    handle = os.open(folder / "append", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append() -> None:
        os.write(handle, b"x" * 200)
        os.fdatasync(handle)

    try:
        return times(append, count)
    finally:
        os.close(handle)


def sqlite_times(folder: Path, count: int) -> list[float]:
    """A commit of one row: WAL, synchronous=FULL."""
    with closing(sqlite3.connect(folder / "floor.sqlite3", isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE IF NOT EXISTS row (text)")
        return times(lambda: db.execute("INSERT INTO row VALUES ('x')"), count)


def postgres_times(url: str, count: int) -> list[float]:
    """The same with all of PostgreSQL's defaults."""
    with closing(psycopg.connect(url, autocommit=True)) as db:
        db.execute("CREATE TABLE IF NOT EXISTS floor_row (text text)")
        return times(lambda: db.execute("INSERT INTO floor_row VALUES ('x')"), count)


async def echo_times(port: int, count: int) -> list[float]:
    """A round trip of a hundred bytes through uvicorn."""
    socket: Socket = await connect(port, "/")
    text, found = b"x" * 100, []
    await socket.ask(text)
    for _ in range(count):
        begun = time.perf_counter()
        await socket.ask(text)
        found.append((time.perf_counter() - begun) * 1e6)
        await asyncio.sleep(0)
    socket.close()
    return found


def one_round(place: Stage, port: int, count: int) -> dict[str, float]:
    """Every floor once."""
    found: dict[str, float] = {"load": round(os.getloadavg()[0], 2)}
    measured = {
        "echo": run(echo_times(port, 4 * count)),
        "fsync": fsync_times(place.folder, count),
        "sqlite": sqlite_times(place.folder, count),
        "pg": postgres_times(place.template, count),
    }
    for name, took in measured.items():
        for share in (50, 95):
            found[f"{name}_p{share}"] = round(percentile(took, share / 100), 1)
    return found


def targets(rounds: list[dict[str, Any]]) -> list[Target]:
    """The slowest round of each floor against its fastest; noise is no verdict but INVALID."""
    found = []
    for name in FLOORS:
        middle = [each[f"{name}_p50"] for each in rounds]
        spread = round(max(middle) / min(middle), 3)
        found += judged([Target(f"floor.{name}_spread", spread, NOISY, "ratio")], middle)
    return found


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench floor")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    try:
        with alone(ROOT / "var" / "bench.lock"), stage("pg") as place:
            (place.folder / "keys").mkdir()
            port = place.serve(ECHO, place.template).port
            count, turns = (100, 3) if wanted.quick else (500, 7)
            rounds = [one_round(place, port, count) for _ in range(turns)]
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    for name in FLOORS:
        middles = [percentile([r[f"{name}_p{p}"] for r in rounds], 0.5) for p in (50, 95)]
        print(f"  {name}: p50 {middles[0]} µs, p95 {middles[1]} µs")
    return conclude("floor", targets(rounds), rounds, wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
