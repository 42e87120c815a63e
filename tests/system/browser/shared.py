"""What the workers of one run build once between them: the first builds, the others read it."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def run_home() -> Path:
    """The run's own folder, which outlives each of its workers."""
    return Path(os.environ["YISAI_TEST_HOME"])


def built_once(name: str, build: Callable[[Path], T]) -> T:
    """What `build` returns, given a folder for its files; whoever comes meanwhile waits."""
    folder = run_home() / name
    with (run_home() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        note = run_home() / f"{name}.built"
        if note.exists():
            known: T = pickle.loads(note.read_bytes())
            return known
        folder.mkdir()
        built = build(folder)
        note.write_bytes(pickle.dumps(built))
        return built


@contextmanager
def machine(*, alone: bool) -> Iterator[None]:
    """One user of many, or the only one: who wants to be alone waits until the others are done.

    They wait for their turn behind it, so it is never passed over for ever.
    """
    turn_file, own_file = run_home() / "turn.lock", run_home() / "machine.lock"
    with turn_file.open("w") as turn, own_file.open("w") as own:
        fcntl.flock(turn, fcntl.LOCK_EX)
        fcntl.flock(own, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(turn, fcntl.LOCK_UN)
        yield
