"""The processes that dev.py starts, and the memory they take. None outlives dev.py."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Self

from .console import Refusal
from .paths import ROOT

GRACE_SECONDS = 8.0
# Ctrl-C, an end asked for by another program, a closed terminal.
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Children:
    """Starts long-lived children, each its own process group, and ends them all on leaving."""

    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        for number in _ENDINGS:
            signal.signal(number, _as_interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        self.end_all()

    def start(
        self, name: str, command: Sequence[str | Path], *, env: Mapping[str, str], log: Path
    ) -> None:
        """Start a child whose output goes to a log file."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as out:
            self._running[name] = subprocess.Popen(
                [str(part) for part in command],
                cwd=ROOT,
                env=env,
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def pids(self) -> list[int]:
        """The process ids of the children that still run."""
        return [child.pid for child in self._running.values() if child.poll() is None]

    def require_alive(self, logs: Path) -> None:
        """Refuse to go on when a child ended by itself."""
        for name, child in self._running.items():
            if child.poll() is not None:
                raise Refusal(
                    f"The {name} ended by itself with exit code {child.returncode}; "
                    f"its last words are in {logs / name}.log"
                )

    def end_all(self) -> None:
        """Ask every group to end, wait a little, then end it by force.

        A second Ctrl-C meanwhile changes nothing: it would leave children behind.
        """
        before = {number: signal.signal(number, signal.SIG_IGN) for number in _ENDINGS}
        try:
            self._end_groups()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end_groups(self) -> None:
        for child in self._running.values():
            _signal_group(child, signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        for child in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, until - time.monotonic()))
            _signal_group(child, signal.SIGKILL)
            child.wait()
        self._running.clear()


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(child.pid, number)
    except (ProcessLookupError, PermissionError):
        return


class MemoryWatch:
    """Samples, four times a second, the resident memory of all descendants together.

    Pages that processes share are counted once a process, so the sum errs upward.
    """

    def __init__(self) -> None:
        self.peak_kib = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        if sys.platform.startswith("linux"):
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()

    def _sample(self) -> None:
        while not self._over.wait(0.25):
            self.peak_kib = max(self.peak_kib, descendants_kib(os.getpid()))

    def report(self) -> str:
        """Return the peaks in one line."""
        single = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        single_kib = single // 1024 if sys.platform == "darwin" else single
        together = f"{self.peak_kib / 1024:.0f} MiB" if self.peak_kib else "not measured here"
        return (
            f"peak memory: {together} (all processes together), "
            f"{single_kib / 1024:.0f} MiB (the largest one)"
        )


def descendants_kib(root: int) -> int:
    """Return the resident memory of every living descendant of a process, in KiB."""
    parents: dict[int, list[int]] = {}
    resident: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        facts = _status(folder)
        if facts is None:
            continue
        pid = int(folder.name)
        parents.setdefault(facts[0], []).append(pid)
        resident[pid] = facts[1]
    total, waiting = 0, list(parents.get(root, []))
    while waiting:
        pid = waiting.pop()
        total += resident[pid]
        waiting += parents.get(pid, [])
    return total


def _status(folder: Path) -> tuple[int, int] | None:
    """Parent id and resident KiB, or None where the process has just gone."""
    try:
        lines = (folder / "status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    facts = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(facts["PPid"]), int(facts.get("VmRSS", "0 kB").split()[0])
