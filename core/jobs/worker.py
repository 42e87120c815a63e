"""The loop that does the work: one run at a time, one worker a process, any number of workers."""

import logging
import os
import random
import signal
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType
from typing import Final

from django.db import DatabaseError, InterfaceError, connection

from core import clock, tempo
from core.db.connections import fresh, is_passing
from core.jobs.backend import job_of
from core.jobs.job import Job
from core.jobs.runs import (
    LeaseLost,
    run_claim,
    run_done,
    run_fail,
    run_keep,
    run_release,
)
from core.jobs.schedule import Schedule, periodics
from core.models import JobRun

_log = logging.getLogger("yisai.jobs")
_AFTER_FAULT_S: Final = 1.0


class JobTimedOut(BaseException):
    """A try took longer than its job allows. No `except Exception` of the job keeps it."""


class Worker:
    """Claims, does and ends runs until told to stop."""

    def __init__(self, name: str | None = None, schedule: Schedule | None = None) -> None:
        self.name = name or f"{socket.gethostname()[:32]}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._schedule = schedule or Schedule(periodics())
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End after the run that is being done now."""
        self._stopping.set()

    def run(self) -> None:
        """Work until stopped. A database that is away is waited for."""
        while not self._stopping.is_set():
            try:
                waiting = 0.0 if self.turn() else tempo.TEMPO.job_poll_s
            except (DatabaseError, InterfaceError):
                _log.exception("job.database_away")
                waiting = _AFTER_FAULT_S * random.uniform(1.0, 1.5)  # noqa: S311 - spreads workers
            self._stopping.wait(waiting)

    def turn(self) -> bool:
        """Queue what is periodic, do at most one run; False where there was none."""
        with fresh():
            self._schedule.look(clock.now())
            run = run_claim(worker=self.name, lease_s=tempo.TEMPO.job_lease_s, at=clock.now())
            if run is not None:
                self._do(run)
        return run is not None

    def _do(self, run: JobRun) -> None:
        job: Job | None = None
        try:
            job = job_of(run)
            with _kept(run), _limited(job.timeout_s):
                _call(job, run)
        except LeaseLost:
            _log.warning("job.lease_lost key=%s", run.key)
        except (DatabaseError, InterfaceError) as error:
            if is_passing(error):
                _put_back(run, error)
            else:
                _failed(run, job, error)
        except (Exception, JobTimedOut) as error:  # noqa: BLE001 - whatever a job raises, it failed
            _failed(run, job, error)


def drain(*, most: int = 1000) -> int:
    """Do what is due now, in this thread, periodic work left out; how many runs. For tests."""
    worker = Worker("drain", Schedule([]))
    for done in range(most):
        if not worker.turn():
            return done
    raise RuntimeError("the queue does not get empty")


def _call(job: Job, run: JobRun) -> None:
    if job.atomic:
        with run_done(run=run, at=clock.now()):
            job.call(**run.kwargs)
        return
    job.call(**run.kwargs)
    with run_done(run=run, at=clock.now()):
        pass


def _put_back(run: JobRun, error: Exception) -> None:
    """The database went away or rolled back for others' sake: that is no failure of the job."""
    connection.close()
    run_release(run=run, at=clock.now() + timedelta(seconds=_AFTER_FAULT_S))
    _log.warning("job.put_back key=%s", run.key, exc_info=error)


def _failed(run: JobRun, job: Job | None, error: BaseException) -> None:
    """Note the failure by its class and code; its words stay in this process's log."""
    if isinstance(error, JobTimedOut) and not connection.in_atomic_block:
        connection.close()  # whatever it was in the middle of
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    code = getattr(error, "code", "")
    noted = f"{name} {code}".strip() if isinstance(code, str) else name
    state = run_fail(run=run, job=job, error=noted, at=clock.now())
    _log.error("job.failed key=%s state=%s", run.key, state, exc_info=error)


@contextmanager
def _kept(run: JobRun) -> Iterator[None]:
    """Extend the lease from a thread of its own while the block runs."""
    lease_s = tempo.TEMPO.job_lease_s
    over = threading.Event()

    def keep() -> None:
        try:
            while not over.wait(lease_s / 3):
                try:
                    with fresh():
                        run_keep(run=run, lease_s=lease_s, at=clock.now())
                except (DatabaseError, InterfaceError):
                    _log.exception("job.keep_failed key=%s", run.key)
        finally:
            connection.close()

    keeper = threading.Thread(target=keep, name="job-lease", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise JobTimedOut in the block after that time; only a process's main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise JobTimedOut(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
