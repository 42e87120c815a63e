"""One writer at a time, and the next one at once.

SQLite's own waiting sleeps in growing steps, so a writer that met another one wakes long after
the database is free. Writers wait here instead, before they begin: threads of a process for
each other on a lock, processes on an advisory lock of the file `<database>.lock`, which the
kernel frees when its holder dies.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable

_POLL_S = 0.0005
_guard = threading.Lock()
_locks: dict[str, threading.Lock] = {}


def _process_lock(path: str) -> threading.Lock:
    with _guard:
        return _locks.setdefault(path, threading.Lock())


class Turnstile:
    """A connection's place in the queue of one database file."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: int | None = None

    def enter(self, timeout: float) -> bool:
        """Wait for the turn; False where it did not come within `timeout` seconds."""
        if self._file is not None:
            return True
        until = time.monotonic() + timeout
        lock = _process_lock(self._path)
        if not lock.acquire(timeout=timeout):
            return False
        file = -1
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            if _wait(lambda: _taken(file), until):
                self._file = file
                return True
        finally:
            if self._file is None:
                if file >= 0:
                    os.close(file)
                lock.release()
        return False

    def leave(self) -> None:
        """Let the next one in; harmless without a turn."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)
            _process_lock(self._path).release()


def _wait(ready: Callable[[], bool], until: float) -> bool:
    while not ready():
        if time.monotonic() >= until:
            return False
        time.sleep(_POLL_S)
    return True


def _taken(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
