"""Processes under test: killed without mercy, and never left behind."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path


class NotReady(RuntimeError):
    """A server did not come up; the message carries the end of its log."""


def wait_until(
    ready: Callable[[], bool], *, alive: Callable[[], bool], log: Path, seconds: float = 30.0
) -> None:
    """Poll until the server is ready; raise NotReady where it ended or took too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if ready():
            return
        if not alive():
            raise NotReady(f"the server ended while starting:\n{tail(log)}")
        time.sleep(0.05)
    raise NotReady(f"the server was not ready after {seconds:.0f} s:\n{tail(log)}")


def tail(log: Path, lines: int = 30) -> str:
    """Return the end of a log file."""
    if not log.exists():
        return "(no log)"
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def children_of(pid: int) -> list[int]:
    """Return the direct children of a process (Linux)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        fields = _stat_fields(stat)
        if fields and int(fields[1]) == pid:
            found.append(int(stat.parent.name))
    return found


def is_gone(pid: int) -> bool:
    """Tell whether a process has ended; a zombie that nobody reaped counts as ended."""
    fields = _stat_fields(Path(f"/proc/{pid}/stat"))
    return fields is None or fields[0] in {"Z", "X"}


def signal_quietly(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process that may be gone already."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def signal_group(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process group that may be gone already."""
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return


def _stat_fields(stat: Path) -> list[str] | None:
    """State and parent id of a process, or None where it is gone."""
    try:
        return stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[:2]
    except OSError:
        return None
