"""What a frame costs on its way to a thousand spectators, against bare uvicorn and stock Channels.

Processor time of the server's process, as the kernel counts it. What the open sockets cost while
nothing happens is taken off, and so is what a change costs with few viewers (a signature committed,
the room's state read): that is done once, however many watch. What is left is the price of one more
viewer's frame, for all three alike; the whole cost of a change is printed beside it.
"""

import argparse
import asyncio
import os
import sys
import time
import uuid
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from bench.frame import Busy, Target, alone, conclude, judged, percentile
from bench.proc import cpu_s, memory_kb
from bench.socket_client import Socket, connect
from bench.stage import Judge, Stage, run, stage
from bench.viewers import Hall, Missed, files_allow

if TYPE_CHECKING:
    from tests.servers.app import AppServer

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = "config.asgi:application"
BARE = "bench.baselines.broadcast:application"
STOCK = "bench.baselines.channels_broadcast:application"
VIEWERS, EMCEES, FEW = 1000, 50, 20
JUDGES, ENTRIES = 15, 7
Go = Callable[[], Awaitable[None]]


@dataclass
class Sizes:
    """How much is asked in a round."""

    frames: int
    idle_s: float
    rounds: int


QUICK, WHOLE = Sizes(15, 2.0, 3), Sizes(40, 5.0, 5)


def signature(judge: Judge, sheet: str, seq: int) -> bytes:
    """A frame that signs a sheet whose every cell stands at its first revision."""
    op = {
        "v": 1,
        "op_id": str(uuid.uuid4()),
        "device": judge.device,
        "client_seq": seq,
        "kind": "sign",
        "sheets": [{"sheet": sheet, "revs": dict.fromkeys(judge.criteria, 1)}],
        "device_time": "2026-11-25T08:00:00.000000Z",
    }
    return orjson.dumps({"t": "ops", "id": "s", "body": {"ops": [op]}})


async def signing(port: int, judges: tuple[Judge, ...]) -> tuple[Go, list[Socket]]:
    """What makes the product send: the next judge signs her next sheet."""
    sheets = ((judge, n) for n in range(len(judges[0].sheets)) for judge in judges)
    opened: dict[int, Socket] = {}
    hands: list[Socket] = []

    async def go() -> None:
        judge, number = next(sheets)
        frame = signature(judge, judge.sheets[number], number + 1)
        if judge.person not in opened:
            opened[judge.person] = await connect(port, "/ws/v1/live", judge.cookie)
            hands.append(opened[judge.person])
        answer = await opened[judge.person].ask(frame)
        if b'"outcome":"applied"' not in answer:
            raise RuntimeError(f"a signature was not taken: {answer[:300]!r}")

    return go, hands


async def telling(port: int) -> tuple[Go, list[Socket]]:
    """What makes a baseline send."""
    socket = await connect(port, "/")

    async def go() -> None:
        socket.send(b"go")

    return go, [socket]


async def one_turn(
    server: "AppServer", place: Stage, sizes: Sizes, *, ours: bool, viewers: int = VIEWERS
) -> dict[str, float]:
    """Open the sockets, wait, send the frames; what each viewer more cost."""
    hall, pid = Hall(), server.pid
    hands: list[Socket] = []
    cookies = list(islice(cycle(place.world.emcees), viewers)) if ours else [""] * viewers
    watch = orjson.dumps({"t": "watch", "room": place.world.room}) if ours else b"watch"
    try:
        await hall.enter(server.port, cookies[:FEW], watch)
        go, hands = await (
            signing(server.port, place.world.judges) if ours else telling(server.port)
        )
        # The first frame brings modules, threads and connections, which are no socket's.
        await sent(hall, go)
        few = await measured(hall, go, pid, sizes)
        before, used = memory_kb(pid), cpu_s(pid)
        await hall.enter(server.port, cookies[FEW:], watch)
        connected = cpu_s(pid) - used
        await sent(hall, go)
        memory = (memory_kb(pid) - before) / (viewers - FEW)
        many = await measured(hall, go, pid, sizes)
    finally:
        for socket in hands:
            socket.close()
        hall.leave()
    return {
        "cpu_us": (many["change_us"] - few["change_us"]) / (viewers - FEW),
        "change_few_us": few["change_us"],
        "change_us": many["change_us"],
        "idle": many["idle"],
        "memory_kb": memory,
        "connect_us": connected / (viewers - FEW) * 1e6,
        "wall_ms": many["p50_ms"],
        "client": many["client"],
        "bytes": hall.sent_bytes,
    }


async def sent(hall: Hall, go: Go, *, seconds: float = 20.0) -> float:
    """One frame to everybody: milliseconds until the last viewer has it. Raises Missed."""
    wanted = hall.newest + 1
    begun = time.perf_counter()
    await go()
    await hall.all_at(wanted, seconds=seconds)
    return (time.perf_counter() - begun) * 1000


async def measured(hall: Hall, go: Go, pid: int, sizes: Sizes) -> dict[str, float]:
    """Microseconds of processor that a change costs, ten a second at most, less the idle time's."""
    used, begun = cpu_s(pid), time.perf_counter()
    await asyncio.sleep(sizes.idle_s)
    idle = (cpu_s(pid) - used) / (time.perf_counter() - begun)
    took = []
    used, own, begun = cpu_s(pid), time.process_time(), time.perf_counter()
    for _ in range(sizes.frames):
        took.append(await sent(hall, go))
        await asyncio.sleep(max(0.0, 0.1 - took[-1] / 1000))
    wall = time.perf_counter() - begun
    return {
        "change_us": (cpu_s(pid) - used - idle * wall) / sizes.frames * 1e6,
        "idle": idle,
        "p50_ms": percentile(took, 0.5),
        "client": (time.process_time() - own) / wall,
    }


def one_round(place: Stage, sizes: Sizes, layer: str, size: int) -> dict[str, Any]:
    """Each server anew, one after the other."""
    found: dict[str, Any] = {"load": round(os.getloadavg()[0], 2)}
    wanted = (("product", PRODUCT), ("bare", BARE), ("stock", STOCK))
    for name, app in wanted:
        env = {"BENCH_BYTES": str(size)}
        if name == "stock":
            env["BENCH_LAYER_URL"] = layer
        server = place.serve(app, place.database(), **env)
        told = run(one_turn(server, place, sizes, ours=name == "product"))
        server.stop()
        size = int(told["bytes"]) if name == "product" else size
        found |= {f"{name}_{key}": round(value, 2) for key, value in told.items()}
    return found


def targets(rounds: list[dict[str, Any]]) -> list[Target]:
    """The medians of the rounds' ratios."""

    def middle(one: str, other: str) -> float:
        return round(percentile([r[one] / r[other] for r in rounds], 0.5), 3)

    found = [
        Target("fanout.cpu_over_bare", middle("product_cpu_us", "bare_cpu_us"), 1.25, "ratio"),
        Target("fanout.cpu_over_stock", middle("product_cpu_us", "stock_cpu_us"), 0.125, "ratio"),
        Target(
            "fanout.memory_over_bare", middle("product_memory_kb", "bare_memory_kb"), 1.4, "ratio"
        ),
    ]
    busiest = max(max(r["product_client"], r["bare_client"]) for r in rounds)
    return judged(found, [r["bare_cpu_us"] for r in rounds], spoiled=busiest > 0.8)


_TOLD = (
    *("cpu_us", "change_few_us", "change_us", "idle", "memory_kb", "connect_us"),
    *("wall_ms", "bytes"),
)


def tell(rounds: list[dict[str, Any]]) -> None:
    """The medians themselves; they are this machine's."""
    for name in ("bare", "product", "stock"):
        words = [
            f"{key} {percentile([r[f'{name}_{key}'] for r in rounds], 0.5):g}" for key in _TOLD
        ]
        print(f"  {name}: {', '.join(words)}")


def measure(sizes: Sizes) -> list[dict[str, Any]]:
    """All rounds."""
    files_allow(VIEWERS)
    with stage("sqlite") as place, ExitStack() as stack:
        from tests.servers.valkey import Valkey

        layer = f"{stack.enter_context(Valkey()).url}/0"
        place.build(JUDGES, ENTRIES, 0, EMCEES, 1)
        return [one_round(place, sizes, layer, 0) for _ in range(sizes.rounds)]


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench fanout")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    try:
        with alone(ROOT / "var" / "bench.lock"):
            rounds = measure(QUICK if wanted.quick else WHOLE)
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    except Missed as missed:
        print(f"Nothing was measured: {missed}.", file=sys.stderr)
        return 1
    tell(rounds)
    return conclude("fanout", targets(rounds), rounds, wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
