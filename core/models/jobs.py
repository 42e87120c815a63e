"""Work to be done after a commit: one row for each run of a job, known by a key."""

from django.db import models
from django.db.models import Q

from core.models.base import Row


class JobState(models.TextChoices):
    """`failed` has used up its tries and waits for a person."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class JobRun(Row):
    """One piece of work; a second one with the same key is not made.

    `failures` counts tries that raised, `claims` all tries, those whose worker died included.
    Only the worker of the last claim may end a run, and only while its lease holds or nobody
    else has claimed it.
    """

    key = models.CharField(max_length=200, unique=True)
    job = models.CharField(max_length=120)
    kwargs = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState.choices, default=JobState.WAITING)
    priority = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)
    claims = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    # The class of the last error and its code; its words may hold what a log must not.
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_until__isnull=True)),
                name="job_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.WAITING, JobState.RUNNING], ended_at__isnull=True)
                | Q(state__in=[JobState.DONE, JobState.FAILED], ended_at__isnull=False),
                name="job_ended_when_over",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=[JobState.WAITING, JobState.RUNNING]),
                name="job_to_do",
            ),
            models.Index(fields=["state", "ended_at"], name="job_ended"),
        ]

    def __str__(self) -> str:
        return self.key
