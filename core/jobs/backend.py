"""The queue behind django-tasks: our own rows, because a run needs a key, tries and a lease."""

from typing import Any, Final

from django.core.exceptions import SuspiciousOperation
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from core import clock
from core.jobs.job import Job
from core.models import JobRun, JobState

STATUS: Final = {
    JobState.WAITING: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
}


class JobBackend(BaseTaskBackend):
    """Keeps runs in `core.JobRun`, in the caller's transaction: no commit, no work."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def validate_task(self, task: Task[..., Any]) -> None:
        """Refuse a task that names no key, at import. Raises InvalidTaskError."""
        super().validate_task(task)
        if not isinstance(task, Job) or task.key is None:
            raise InvalidTaskError(f"{task.module_path} has no key: make it with core.jobs.job")

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> TaskResult[Any]:
        """Make the run, or find the one that has its key. Raises InvalidTaskError."""
        self.validate_task(task)
        if args:
            raise InvalidTaskError(f"{task.module_path} takes named arguments only")
        at = clock.now()
        key = f"{task.name}:{task.key(**kwargs)}"
        run = JobRun(
            key=key,
            job=task.module_path,
            kwargs=normalize_json(kwargs),
            priority=task.priority,
            due_at=task.run_after or at,
        )
        JobRun.objects.bulk_create([run], ignore_conflicts=True)
        return result_of(JobRun.objects.get(key=key), backend=self.alias)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """The run with that public id. Raises TaskResultDoesNotExist."""
        run = JobRun.objects.filter(uid=result_id).first()
        if run is None:
            raise TaskResultDoesNotExist(result_id)
        return result_of(run, backend=self.alias)


def job_of(run: JobRun) -> Job:
    """The function that a row names. Raises SuspiciousOperation where that is no job of ours."""
    try:
        found = import_string(run.job)
    except ImportError as error:
        raise SuspiciousOperation(f"{run.job} does not exist") from error
    if not isinstance(found, Job):
        raise SuspiciousOperation(f"{run.job} is no job")
    return found


def result_of(run: JobRun, *, backend: str) -> TaskResult[Any]:
    """A row as django-tasks shows it."""
    failed = run.state == JobState.FAILED
    return TaskResult(
        task=job_of(run),
        id=str(run.uid),
        status=STATUS[JobState(run.state)],
        enqueued_at=run.created_at,
        started_at=None,
        finished_at=run.ended_at,
        last_attempted_at=None,
        args=[],
        kwargs=run.kwargs,
        backend=backend,
        errors=[TaskError(exception_class_path=run.error, traceback="")] if failed else [],
        worker_ids=[run.worker] if run.worker else [],
    )
