"""Two thousand spectators come back in one instant: what each costs, against bare uvicorn.

The instant is the worst case. Clients come back over ten seconds (`api/live/spectators.py`), which
costs the same and spreads it.
"""

import argparse
import asyncio
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.frame import Busy, Target, alone, conclude, judged, percentile
from bench.proc import cpu_s
from bench.stage import Stage, run, stage
from bench.streams import Crowd, Refused
from bench.viewers import files_allow

if TYPE_CHECKING:
    from tests.servers.app import AppServer

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = "config.asgi:application"
BARE = "bench.baselines.stream:application"
CPU_MOST, CLIENT_MOST = 2.0, 0.8
SETTLE_S = 1.5


@dataclass(frozen=True)
class Sizes:
    """How many come back, how often."""

    viewers: int
    rounds: int


QUICK, WHOLE = Sizes(600, 3), Sizes(2000, 7)


async def come_back(server: "AppServer", path: str, many: int) -> dict[str, float]:
    """All are there, all are cut, all come back at once."""
    crowd = Crowd()
    await crowd.enter(server.port, path, many)
    size = crowd.received / many
    await crowd.leave()
    await asyncio.sleep(SETTLE_S)
    before, used, begun = cpu_s(server.pid), time.process_time(), time.perf_counter()
    await crowd.enter(server.port, path, many)
    wall = time.perf_counter() - begun
    own = time.process_time() - used
    spent = cpu_s(server.pid) - before
    await crowd.leave()
    return {"cpu_us": spent / many * 1e6, "wall_s": wall, "client": own / wall, "bytes": size}


def one_round(place: Stage, sizes: Sizes, size: int) -> dict[str, Any]:
    """Ours, then the bare one with as many bytes."""
    found: dict[str, Any] = {"load": round(os.getloadavg()[0], 2)}
    for name, app in (("product", PRODUCT), ("bare", BARE)):
        env = {"BENCH_BYTES": str(size), "LIVE_ROLE": "spectators"}
        server = place.serve(app, place.database(), **env)
        told = run(come_back(server, f"/sse/v1/rooms/{place.world.on_air}", sizes.viewers))
        server.stop()
        size = int(told["bytes"]) if name == "product" else size
        found |= {f"{name}_{key}": round(value, 3) for key, value in told.items()}
    return found


def targets(rounds: list[dict[str, Any]]) -> list[Target]:
    """The median of the rounds' ratios."""
    ratios = [each["product_cpu_us"] / each["bare_cpu_us"] for each in rounds]
    found = [
        Target("reconnect.cpu_over_bare", round(percentile(ratios, 0.5), 3), CPU_MOST, "ratio")
    ]
    return judged(found, [each["bare_cpu_us"] for each in rounds])


def measure(sizes: Sizes) -> list[dict[str, Any]]:
    """All rounds."""
    files_allow(2 * sizes.viewers)
    with stage("sqlite") as place:
        place.build(1, 1, 0, 0, 0, 1)
        return [one_round(place, sizes, 0) for _ in range(sizes.rounds)]


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench reconnect")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    try:
        with alone(ROOT / "var" / "bench.lock"):
            rounds = measure(QUICK if wanted.quick else WHOLE)
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    except (Refused, TimeoutError) as fault:
        print(f"Nothing was measured: {fault!r}.", file=sys.stderr)
        return 1
    for name in ("bare", "product"):
        words = [
            f"{key} {percentile([each[f'{name}_{key}'] for each in rounds], 0.5):g}"
            for key in ("cpu_us", "wall_s", "client", "bytes")
        ]
        print(f"  {name}: {', '.join(words)}")
    return conclude("reconnect", targets(rounds), rounds, wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
