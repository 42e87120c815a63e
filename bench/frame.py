"""What every bench shares: the lock, the floor, the verdict and the object it writes."""

import fcntl
import json
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

NOISY = 2.0
"""A floor whose slowest round is more than this many times its fastest proves nothing."""


class Busy(Exception):
    """Another bench is running on this clone."""


@dataclass(frozen=True)
class Target:
    """One measured figure against the most it may be."""

    id: str
    figure: float
    target: float
    unit: str
    holds: bool | None = None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock file for the bench's duration; raises `Busy` beside another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield


def judged(
    targets: Sequence[Target], floors: Sequence[float], *, spoiled: bool = False
) -> list[Target]:
    """Say of each target whether it holds; None for all where the floor is too noisy.

    `spoiled`: the bench itself was in the way, its client above all.
    """
    noisy = spoiled or max(floors) > NOISY * min(floors)
    return [replace(t, holds=None if noisy else t.figure <= t.target) for t in targets]


def exit_code(targets: Sequence[Target]) -> int:
    """0 all hold, 1 one is missed, 2 the run is invalid."""
    if any(target.holds is None for target in targets):
        return 2
    return 0 if all(target.holds for target in targets) else 1


def report(name: str, targets: Sequence[Target], rounds: list[dict[str, Any]]) -> str:
    """The JSON object of a run."""
    versions = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    body = {"name": name, "targets": [asdict(t) for t in targets], "rounds": rounds}
    return json.dumps({**body, "versions": versions}, indent=1)


def conclude(
    name: str, targets: Sequence[Target], rounds: list[dict[str, Any]], path: Path | None
) -> int:
    """Print the table, write the object where asked; the exit code of the run."""
    for target in targets:
        line = f"{target.id:<34} {target.figure:>9} <= {target.target:g} {target.unit}"
        print(f"{line}  holds={target.holds}")
    if path:
        path.write_text(report(name, targets, rounds), encoding="utf-8")
    return exit_code(targets)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not pass (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
