"""Ten thousand marks under two hundred faults, before two hundred viewers, on both databases.

The harness is the tests' own (`tests/system/faults/storm.py`), in its long form: 9,500 marks and
190 faults on this machine's disk, 500 marks and 10 faults on one that gets full. In the same run
the product is broken in three ways, and each must be seen.
"""

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.frame import Busy, Target, alone, conclude, judged

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("sqlite", "pg")
NEVER = ("lost", "doubled", "wrong", "gaps", "leaves_refuted", "root_refuted", "behind", "unlike")
EQUAL_S = 2.0
CLIENT_MOST = 0.8


@dataclass(frozen=True)
class Sizes:
    """How much is broken: on the ordinary disk, and on the full one."""

    operations: int
    faults: int
    full_operations: int
    full_faults: int
    viewers: int


QUICK, WHOLE = Sizes(900, 24, 100, 2, 60), Sizes(9500, 190, 500, 10, 200)


class Broken(Exception):
    """A storm did not come to its end; the message is the end of what it said."""


def storm(*options: str) -> dict[str, Any]:
    """One storm's figures. Raises Broken."""
    words = [sys.executable, "-m", "tests.system.faults.storm", *options]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise Broken(done.stderr[-2000:])
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def storms(database: str, sizes: Sizes) -> list[dict[str, Any]]:
    """The long one, and the one on a full disk where this machine lets us have one."""
    viewers = ("--db", database, "--viewers", str(sizes.viewers))
    found = [storm(*viewers, *_many(sizes.operations, sizes.faults))]
    full = (*_many(sizes.full_operations, sizes.full_faults), "--disk", "--kinds", "disk")
    if can_fill():
        found.append(storm(*viewers, *full))
    return found


def can_fill() -> bool:
    """Whether there can be a disk that gets full."""
    from tests.system.faults.disk import can_mount

    return can_mount()


def _many(operations: int, faults: int) -> tuple[str, ...]:
    return ("--operations", str(operations), "--faults", str(faults))


def unseen() -> list[str]:
    """The planted faults that a storm did not see."""
    from tests.system.faults.storm import MUTANTS

    found = []
    for mutant, (figure, kinds) in MUTANTS.items():
        sizes = (*_many(300, 6), "--viewers", "4", "--patience", "2")
        told = storm(*sizes, "--mutant", mutant, "--kinds", kinds)
        if told["clean"] or not told[figure]:
            found.append(mutant)
    return found


def targets(database: str, found: list[dict[str, Any]]) -> list[Target]:
    """Nothing may happen, however often; how soon viewers are equal is the slower storm's."""
    never = [
        Target(f"faults.{database}.{name}", sum(each[name] for each in found), 0.0, "times")
        for name in (*NEVER, "unfelt")
    ]
    slowest = max(each["equal_p99_s"] for each in found)
    busy = max(each["client"] for each in found) > CLIENT_MOST
    equal = Target(f"faults.{database}.equal_again_p99", slowest, EQUAL_S, "s")
    return [*judged(never, [1.0]), *judged([equal], [1.0], spoiled=busy)]


def tell(found: list[dict[str, Any]]) -> None:
    """What was done, with the seed that does it again."""
    for each in found:
        done = ", ".join(f"{name} {many}" for name, many in each["faults"].items())
        print(
            f"  {each['db']}: seed {each['seed']}, {each['operations']} marks, {each['seconds']} s"
        )
        print(f"    faults: {done}; felt {each['felt']}; refused {each['refused']}")
        print(
            f"    {each['viewers']} viewers equal again after p50 {each['equal_p50_s']} s, "
            f"p99 {each['equal_p99_s']} s, at most {each['equal_most_s']} s: {each['slowest_s']}"
        )


def main(argv: list[str]) -> int:
    """Run the storms, print the table, write the object."""
    parser = argparse.ArgumentParser(prog="bench faults")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--db", choices=KINDS, help="this database alone")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(argv)
    sizes, found, held = QUICK if wanted.quick else WHOLE, [], []
    try:
        with alone(ROOT / "var" / "bench.lock"):
            for database in [wanted.db] if wanted.db else KINDS:
                told = storms(database, sizes)
                tell(told)
                held += targets(database, told)
                found += told
            missed = unseen()
    except Busy:
        print("Another bench is running on this clone; wait for its end.", file=sys.stderr)
        return 2
    except Broken as fault:
        print(f"A storm did not come to its end: {fault}", file=sys.stderr)
        return 1
    planted = Target("faults.planted_and_unseen", len(missed), 0.0, "mutants")
    if not can_fill():
        print("  No disk could be filled: this process may not mount one.")
    return conclude("faults", [*held, *judged([planted], [1.0])], found, wanted.json)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
