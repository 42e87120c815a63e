"""How long a writer waits on SQLite while another process writes in 20 ms transactions."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.frame import Busy, Target, alone, conclude, judged, percentile

ROOT = Path(__file__).resolve().parents[1]
ENGINES = {"ours": "core.db.sqlite3", "plain": "django.db.backends.sqlite3"}


def start(engine: str, file: str, hold: int, pause: int, count: int) -> "subprocess.Popen[str]":
    """Start a writer and wait until it is ready."""
    words = [sys.executable, "-m", "bench.sqlite_writer", engine, file]
    child = subprocess.Popen(
        [*words, str(hold), str(pause), str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    if child.stdout is None or child.stdout.readline() != "ready\n":
        raise RuntimeError(f"the writer on {engine} did not start")
    return child


def times(child: "subprocess.Popen[str]") -> list[float]:
    """End a writer and read what it measured, in milliseconds."""
    return list(json.loads(child.communicate(timeout=120)[0]))


def one_round(count: int) -> dict[str, Any]:
    """The floor (nobody else writes), then each backend beside the other process."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        alone_ = times(start(ENGINES["ours"], f"{folder}/floor", 0, 5, count))
        found["floor_p50"] = percentile(alone_, 0.5)
        for name, engine in ENGINES.items():
            other = start(engine, f"{folder}/{name}", 20, 1, 0)
            waited = times(start(engine, f"{folder}/{name}", 0, 5, count))
            found[f"{name}_p95"] = percentile(waited, 0.95)
            found[f"{name}_other_p50"] = percentile(times(other), 0.5)
    return found


def main(argv: list[str]) -> int:
    """Run the rounds, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench sqlite")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    try:
        with alone(ROOT / "var" / "bench.lock"):
            rounds = [
                one_round(15 if wanted.quick else 100) for _ in range(3 if wanted.quick else 7)
            ]
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    ours = percentile([r["ours_p95"] / r["ours_other_p50"] for r in rounds], 0.5)
    plain = percentile([r["ours_p95"] / r["plain_p95"] for r in rounds], 0.5)
    targets = judged(
        [
            Target("sqlite.wait_p95_over_transaction", round(ours, 3), 3.0, "ratio"),
            Target("sqlite.wait_p95_over_plain", round(plain, 3), 1.0, "ratio"),
        ],
        [r["floor_p50"] for r in rounds],
    )
    return conclude("sqlite", targets, rounds, wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
