"""`@job`: a function that a worker runs later, tried again when it fails, once for each key.

Jobs are at least once: a worker may die after the work and before the note that it is done. So
each is safe to repeat, or `atomic`: then its rows and that note are one commit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django_tasks.base import Task

Key = Callable[..., str]

LONGEST_BACKOFF_S: Final = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Task[..., Any]):
    """A task with what the library leaves out.

    `key(**kwargs)` names one piece of work: enqueued twice, it is done once. `retries` are
    further tries after the first; the n-th waits `backoff_s · 2ⁿ⁻¹`, at most an hour.
    A try that takes longer than `timeout_s` is ended and counts as failed.
    """

    key: Key | None = None
    retries: int = 0
    backoff_s: float = 5.0
    timeout_s: float = 60.0
    atomic: bool = False

    def wait_before(self, failure: int) -> float:
        """Seconds to wait after the n-th failure (n from 1)."""
        return min(self.backoff_s * 2.0 ** min(failure - 1, 32), LONGEST_BACKOFF_S)


def job(
    *,
    key: Key,
    retries: int,
    backoff_s: float = 5.0,
    timeout_s: float = 60.0,
    atomic: bool = False,
    priority: int = 0,
) -> Callable[[Callable[..., Any]], Job]:
    """Make a module's function a job; `enqueue(**kwargs)` it inside the command's transaction.

    `atomic` runs it in one transaction with its own end: for work that is rows only.
    """

    def made(function: Callable[..., Any]) -> Job:
        return Job(
            func=function,
            key=key,
            retries=retries,
            backoff_s=backoff_s,
            timeout_s=timeout_s,
            atomic=atomic,
            priority=priority,
        )

    return made
