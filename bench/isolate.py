"""Do two thousand spectators at five pictures a second keep a judge waiting?

Judges' process and spectators' process apart, on durable PostgreSQL and a real Valkey. Thirty
judges, forty marks a second whoever is waiting; in turn with and without the crowd, which is a
process of its own and no part of the clock.
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.ack import CLIENT_MOST, Broken, applied
from bench.frame import Busy, Target, alone, conclude, judged, percentile
from bench.socket_client import Closed
from bench.stage import Stage, Typist, run, sockets, stage
from bench.storm import Tablet, all_answered
from bench.viewers import files_allow

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = "config.asgi:application"
P95_MOST = 2.0
JUDGES, RATE, HERTZ = 30, 40.0, 5.0
# The product sends four pictures a second at most; the crowd must have had nearly as many.
LEAST_HERTZ = 3.0


@dataclass(frozen=True)
class Sizes:
    """How many look on, for how long, how often."""

    viewers: int
    seconds: float
    rounds: int


QUICK, WHOLE = Sizes(500, 4.0, 3), Sizes(2000, 10.0, 5)


@dataclass(frozen=True)
class Hall:
    """Where the two processes listen, and what a process of ours needs to change the picture."""

    judges: int
    spectators: int
    room: str
    env: dict[str, str]


@contextmanager
def crowd(hall: Hall, many: int, told: dict[str, float]) -> Iterator[None]:
    """Spectators in a process of their own, and somebody who changes what they see."""
    python, env = sys.executable, {**os.environ, **hall.env}
    path = f"/sse/v1/rooms/{hall.room}"
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "cwd": ROOT, "env": env, "text": True}
    words = [python, "-m", "bench.streams", str(hall.spectators), path, str(many)]
    with ExitStack() as stack:
        streams = stack.enter_context(subprocess.Popen(words, stdout=subprocess.PIPE, **pipes))
        assert streams.stdout is not None
        assert streams.stdin is not None
        if streams.stdout.readline() != "ready\n":
            raise Broken("the spectators did not come in")
        words = [python, "-m", "bench.cues", hall.room, str(HERTZ)]
        cues = stack.enter_context(subprocess.Popen(words, stdout=subprocess.PIPE, **pipes))
        assert cues.stdout is not None
        if cues.stdout.readline() != "ready\n":
            raise Broken("nobody changes the picture")
        streams.stdin.write("go\n")
        streams.stdin.flush()
        try:
            yield
        finally:
            assert cues.stdin is not None
            streams.stdin.close()
            told.update(json.loads(streams.stdout.readline() or "{}"))
            cues.stdin.close()


async def scored(typists: list[Typist], port: int, seconds: float) -> dict[str, float]:
    """Marks at the rate; milliseconds until each is acknowledged."""
    opened = await sockets(port, [typist.judge.cookie for typist in typists])
    try:
        tablets = [Tablet(*pair) for pair in zip(opened, typists, strict=True)]
        for tablet in tablets:  # what a first mark has to look up
            tablet.type()
        await all_answered(tablets, 20.0)
        own, begun, chance = time.process_time(), time.perf_counter(), random.Random()
        for number in range(int(RATE * seconds)):
            await asyncio.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
            chance.choice(tablets).type()
        client = (time.process_time() - own) / (time.perf_counter() - begun)
        if await all_answered(tablets, 20.0):
            raise Broken("a mark was not acknowledged")
        for tablet in tablets:
            for answer in tablet.answers:
                applied(answer, 1)
    finally:
        for socket in opened:
            socket.close()
    took = [each for tablet in tablets for each in tablet.took[1:]]
    shares = {f"p{share}": percentile(took, share / 100) for share in (50, 95, 99)}
    return shares | {"client": client}


def one_round(place: Stage, sizes: Sizes, bus: str) -> dict[str, Any]:
    """Both processes anew: marks without anybody, then with the crowd."""
    url = place.database()
    judges = place.serve(PRODUCT, url, LIVE_ROLE="judges", BUS_URL=bus)
    spectators = place.serve(PRODUCT, url, LIVE_ROLE="spectators", BUS_URL=bus)
    env = place.env(url) | {"BUS_URL": bus}
    hall = Hall(judges.port, spectators.port, place.world.on_air, env)
    found: dict[str, Any] = {"load": round(os.getloadavg()[0], 2)}
    told: dict[str, float] = {}
    typists = [Typist(judge) for judge in place.world.judges]
    alone_ = run(scored(typists, hall.judges, sizes.seconds))
    with crowd(hall, sizes.viewers, told):
        beside = run(scored(typists, hall.judges, sizes.seconds))
    for server in (judges, spectators):
        server.stop()
    if not told or told["ended"]:
        raise Broken(f"spectators were lost: {told}")
    found |= {f"alone_{key}": round(value, 3) for key, value in alone_.items()}
    found |= {f"beside_{key}": round(value, 3) for key, value in beside.items()}
    return found | {
        "hertz": round(told["states"] / told["seconds"], 2),
        "crowd_client": round(told["client"], 2),
    }


def targets(rounds: list[dict[str, Any]]) -> list[Target]:
    """The median of the rounds' ratios; pictures that did not come prove nothing."""
    ratios = [each["beside_p95"] / each["alone_p95"] for each in rounds]
    found = [Target("isolate.ack_p95", round(percentile(ratios, 0.5), 3), P95_MOST, "ratio")]
    busiest = max(max(each["beside_client"], each["crowd_client"]) for each in rounds)
    slow = min(each["hertz"] for each in rounds) < LEAST_HERTZ
    return judged(
        found, [each["alone_p95"] for each in rounds], spoiled=busiest > CLIENT_MOST or slow
    )


def measure(sizes: Sizes) -> list[dict[str, Any]]:
    """All rounds."""
    files_allow(2 * sizes.viewers)
    with stage("pg") as place, ExitStack() as stack:
        from tests.servers.valkey import Valkey

        bus = f"{stack.enter_context(Valkey()).url}/0"
        place.build(JUDGES, 3, 0, 0, 0, 1)
        return [one_round(place, sizes, bus) for _ in range(sizes.rounds)]


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench isolate")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    sizes = QUICK if wanted.quick else WHOLE
    try:
        with alone(ROOT / "var" / "bench.lock"):
            rounds = measure(sizes)
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    except (Broken, Closed) as fault:
        print(f"Nothing was measured: {fault}.", file=sys.stderr)
        return 1
    for name in ("alone", "beside"):
        words = [
            f"{key} {percentile([each[f'{name}_{key}'] for each in rounds], 0.5):g} ms"
            for key in ("p50", "p95", "p99")
        ]
        print(f"  {name}: {', '.join(words)}")
    hertz = percentile([each["hertz"] for each in rounds], 0.5)
    print(f"  {sizes.viewers} spectators, {hertz} pictures a second")
    return conclude("isolate", targets(rounds), rounds, wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
