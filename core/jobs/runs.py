"""Claim a run, keep it, end it: each a short transaction; only the claim's holder ends it."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet

from core.jobs.job import Job
from core.models import JobRun, JobState

# Dead workers cost no try of the job; a job that kills its workers is stopped all the same.
MOST_CLAIMS: Final = 30
LEASE_LOST: Final = "lease_lost"


class LeaseLost(RuntimeError):
    """Another worker took the run over: whatever this one did in a transaction is undone."""


def run_claim(*, worker: str, lease_s: float, at: datetime) -> JobRun | None:
    """The most urgent due run, now this worker's; also one whose worker fell silent. Or None."""
    due = JobRun.objects.filter(_to_do(at)).order_by("-priority", "due_at", "pk")
    if not due.exists():  # an idle look begins no writing transaction
        return None
    with transaction.atomic():
        run = due.select_for_update(skip_locked=True).first()
        if run is None:
            return None
        if run.claims >= MOST_CLAIMS:
            _give_up(run, at)
            return None
        run.state = JobState.RUNNING
        run.worker = worker
        run.claims += 1
        run.lease_until = at + timedelta(seconds=lease_s)
        run.save(update_fields=["state", "worker", "claims", "lease_until"])
    return run


def run_keep(*, run: JobRun, lease_s: float, at: datetime) -> bool:
    """Hold the run for another `lease_s` seconds; False where somebody else has it."""
    return bool(_mine(run).update(lease_until=at + timedelta(seconds=lease_s)))


@contextmanager
def run_done(*, run: JobRun, at: datetime) -> Iterator[None]:
    """Everything inside the block and the note that the run is done: one commit.

    Raises LeaseLost, and then nothing of the block stays.
    """
    with transaction.atomic():
        yield
        ended = _mine(run).update(
            state=JobState.DONE, lease_until=None, ended_at=at, error="", kwargs={}
        )
        if not ended:
            raise LeaseLost(run.key)


def run_fail(*, run: JobRun, job: Job | None, error: str, at: datetime) -> JobState | None:
    """Try again later, or give up; the state it has now, None where it is another's by now.

    `job` is None where the row names none that exists: trying again would not help.
    """
    failures = run.failures + 1
    state, changed = JobState.FAILED, {"ended_at": at}
    if job is not None and failures <= job.retries and run.claims < MOST_CLAIMS:
        wait = job.wait_before(failures) * random.uniform(1.0, 1.25)  # noqa: S311 - spreads tries
        state, changed = JobState.WAITING, {"due_at": at + timedelta(seconds=wait)}
    ended = _mine(run).update(
        **changed, state=state, lease_until=None, failures=F("failures") + 1, error=error[:200]
    )
    return state if ended else None


def run_release(*, run: JobRun, at: datetime) -> None:
    """Give the run back, due at that moment; it costs no try."""
    _mine(run).update(state=JobState.WAITING, due_at=at, lease_until=None)


def run_again(*, key: str, at: datetime) -> bool:
    """Let a failed run be tried anew; False where there is none of that key."""
    return bool(
        JobRun.objects.filter(key=key, state=JobState.FAILED).update(
            state=JobState.WAITING, due_at=at, ended_at=None, failures=0, claims=0
        )
    )


def runs_forget(*, before: datetime) -> int:
    """Delete what was done before that moment; returns how many. What failed stays."""
    deleted, _ = JobRun.objects.filter(state=JobState.DONE, ended_at__lt=before).delete()
    return deleted


def runs_failed() -> list[JobRun]:
    """What gave up, oldest first."""
    return list(JobRun.objects.filter(state=JobState.FAILED).order_by("ended_at", "pk"))


def runs_overdue(*, since: datetime) -> int:
    """How many runs have been due since before that moment and are not done."""
    return JobRun.objects.filter(_to_do(since)).count()


def _give_up(run: JobRun, at: datetime) -> None:
    """A run that so many workers did not survive is not given to another one."""
    run.state, run.lease_until, run.ended_at, run.error = JobState.FAILED, None, at, LEASE_LOST
    run.save(update_fields=["state", "lease_until", "ended_at", "error"])


def _to_do(at: datetime) -> Q:
    return Q(state=JobState.WAITING, due_at__lte=at) | Q(state=JobState.RUNNING, lease_until__lt=at)


def _mine(run: JobRun) -> QuerySet[JobRun]:
    return JobRun.objects.filter(
        pk=run.pk, state=JobState.RUNNING, worker=run.worker, claims=run.claims
    )
