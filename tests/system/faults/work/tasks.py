"""The jobs of the storm: rows, rows after a failed try, lines of a file."""

import os
import uuid
from pathlib import Path

from core import clock
from core.jobs.job import job
from core.models import Host, JobRun
from core.services.audit import audit_record

DONE = "storm.done"


def by_subject(*, subject: str) -> str:
    return subject


def record(subject: str) -> None:
    """A row that nothing but the job's own end keeps from being written twice."""
    host = Host.objects.get(slug="storm")
    audit_record(
        host=host,
        type=DONE,
        person_id=None,
        subject=("storm", uuid.UUID(subject)),
        at=clock.now(),
    )


@job(key=by_subject, retries=0, atomic=True)
def row(*, subject: str) -> None:
    """One row."""
    record(subject)


@job(key=by_subject, retries=5, backoff_s=0.02, atomic=True)
def row_at_the_second_try(*, subject: str) -> None:
    """One row, and a first try that fails after it was written."""
    record(subject)
    if JobRun.objects.get(key=f"row_at_the_second_try:{subject}").failures == 0:
        raise ValueError("the first try fails")


@job(key=by_subject, retries=0)
def line(*, subject: str) -> None:
    """One line or more: the work of a job that is safe to repeat."""
    descriptor = os.open(
        Path(os.environ["VAR_DIR"]) / "lines", os.O_CREAT | os.O_APPEND | os.O_WRONLY
    )
    os.write(descriptor, f"{subject}\n".encode())
    os.close(descriptor)
