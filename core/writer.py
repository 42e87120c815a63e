"""Group commit: whatever queued while the last commit ran goes into the next one.

A writer is one thread with a connection of its own. Its futures are answered after the commit
has returned, never before: what was answered is on the disk.
"""

import threading
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Generic, TypeVar

from django.db import OperationalError, connection

from core import clock
from core.db.connections import fresh, is_passing

MOST_ITEMS = 200
MOST_WAITING = 20_000
IDLE_SECONDS = 60.0

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Commit = Callable[[Sequence[Item], datetime], Sequence[Answer]]
_Jobs = list[tuple[tuple[Item, ...], Future[list[Answer]]]]


class Writer(Generic[Item, Answer]):
    """Commits items in batches of at most `limit`.

    `commit(items, at)` returns an answer per item, in order, or raises; then every future of
    that batch gets the exception. It must be safe to repeat: after a lost connection nobody
    knows whether the commit went through, so the batch is tried once more.
    """

    def __init__(
        self,
        name: str,
        commit: Commit[Item, Answer],
        *,
        limit: int = MOST_ITEMS,
        idle_s: float = IDLE_SECONDS,
    ) -> None:
        self._name = name
        self._commit = commit
        self._limit = limit
        self._idle_s = idle_s
        self._jobs: deque[tuple[tuple[Item, ...], Future[list[Answer]]]] = deque()
        self._waiting = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stopped = False

    def submit(self, items: Sequence[Item]) -> Future[list[Answer]]:
        """Queue items that belong together; the future holds their answers after the commit.

        Raises ValueError for more than a batch, OperationalError when too much is waiting or
        the writer has stopped: the caller says that the database is busy.
        """
        if len(items) > self._limit:
            raise ValueError("batch_too_large")
        future: Future[list[Answer]] = Future()
        with self._changed:
            if self._stopped or self._waiting + len(items) > MOST_WAITING:
                raise OperationalError("the writer takes no more")
            self._jobs.append((tuple(items), future))
            self._waiting += len(items)
            self._ensure_thread()
            self._changed.notify()
        return future

    def stop(self, timeout: float = 10.0) -> None:
        """Commit what is queued, then end the thread and its connection."""
        with self._changed:
            self._stopped = True
            thread = self._thread
            self._changed.notify()
        if thread is not None:
            thread.join(timeout)

    def _ensure_thread(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._run, name=f"writer-{self._name}", daemon=True
            )
            self._thread.start()

    def _run(self) -> None:
        try:
            while batch := self._next():
                self._work(batch)
        finally:
            connection.close()
            with self._changed:
                if self._thread is threading.current_thread():
                    self._thread = None

    def _next(self) -> _Jobs[Item, Answer]:
        """The next batch; empty when stopped or idle for long, and then the thread ends."""
        with self._changed:
            while self._changed.wait_for(lambda: self._jobs or self._stopped, self._idle_s):
                if not self._jobs:
                    break
                if batch := self._taken():
                    return batch
            self._thread = None
            return []

    def _taken(self) -> _Jobs[Item, Answer]:
        """As many waiting jobs as fit; those cancelled meanwhile are left out."""
        batch: _Jobs[Item, Answer] = []
        room = self._limit
        while self._jobs and len(self._jobs[0][0]) <= room:
            job = self._jobs.popleft()
            self._waiting -= len(job[0])
            room -= len(job[0])
            if job[1].set_running_or_notify_cancel():
                batch.append(job)
        return batch

    def _work(self, batch: _Jobs[Item, Answer]) -> None:
        items = [item for job, _ in batch for item in job]
        try:
            answers = self._committed(items)
        except Exception as error:  # noqa: BLE001 - whoever waits decides what it means
            for _, future in batch:
                future.set_exception(error)
            return
        start = 0
        for job, future in batch:
            future.set_result(answers[start : start + len(job)])
            start += len(job)

    def _committed(self, items: list[Item]) -> list[Answer]:
        try:
            return self._once(items)
        except Exception as error:
            if not is_passing(error):
                raise
            return self._once(items)

    def _once(self, items: list[Item]) -> list[Answer]:
        with fresh(keep=True):
            return list(self._commit(items, clock.now()))


class Writers(Generic[Item, Answer]):
    """A writer per key, made on first use."""

    def __init__(self, name: str, commit: Commit[Item, Answer]) -> None:
        self._name = name
        self._commit = commit
        self._lock = threading.Lock()
        self._writers: dict[Hashable, Writer[Item, Answer]] = {}

    def submit(self, key: Hashable, items: Sequence[Item]) -> Future[list[Answer]]:
        """Queue items with the key's writer; raises as `Writer.submit` does."""
        with self._lock:
            writer = self._writers.get(key)
            if writer is None:
                writer = self._writers[key] = Writer(f"{self._name}-{key}", self._commit)
        return writer.submit(items)

    def stop(self) -> None:
        """Commit what is queued everywhere and end; the next submit starts anew."""
        with self._lock:
            writers = list(self._writers.values())
            self._writers.clear()
        for writer in writers:
            writer.stop()
