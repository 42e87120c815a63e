"""Three ways to break the worker; the storm has to notice each."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from core.jobs import runs, worker
from core.jobs.job import Job
from core.models import JobRun, JobState, Notice
from core.notices import letter
from tests.system.faults.work.aims import die_before


def end_first(job: Job, run: JobRun) -> None:
    """The end is noted before the work: a death between the two loses it."""
    kwargs = dict(run.kwargs)
    with runs.run_done(run=run, at=datetime.now().astimezone()):
        pass
    die_before(job.call, 0.1)(**kwargs)


@contextmanager
def without_lease(*, run: JobRun, at: datetime) -> Iterator[None]:
    """Work and end are one commit, but whoever comes late writes as well."""
    with transaction.atomic():
        yield
        JobRun.objects.filter(pk=run.pk).update(
            state=JobState.DONE, lease_until=None, ended_at=at, kwargs={}
        )


def renamed(notice: Notice) -> str:
    """Each sending is another message."""
    return f"{uuid.uuid4()}"


def break_it(name: str) -> None:
    """Break this process's worker."""
    broken: dict[str, tuple[Any, str, Callable[..., Any]]] = {
        "end-first": (worker, "_call", end_first),
        "no-lease": (worker, "run_done", without_lease),
        "new-name": (letter, "_name", renamed),
    }
    module, attribute, replacement = broken[name]
    setattr(module, attribute, replacement)


MUTANTS = {
    "end-first": ("lost", "lines_lost", "mails_lost"),
    "no-lease": ("doubled",),
    "new-name": ("mails_doubled",),
}
