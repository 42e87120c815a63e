"""From a consenting entry to a project that moves by proof."""

from django.db import models

from contest.models import Entry
from core.models import Host, Person, StoredFile
from core.models.base import Row


class Prospect(Row):
    """An accepted entry whose team consented to the zone: no score, no rank, no judge."""

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="prospects")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="prospect")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.uid)


class Project(Row):
    """An investment project. Money is CNY in 分; `due_at` is the running clock of its stage.

    `contest_final` is the published figure as it was printed.
    """

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="projects")
    code = models.CharField(max_length=24, unique=True)
    name = models.JSONField()
    prospect = models.OneToOneField(
        Prospect, on_delete=models.PROTECT, null=True, related_name="project"
    )
    source = models.CharField(max_length=24)
    branch = models.CharField(max_length=16, blank=True)
    stage = models.CharField(max_length=24)
    stage_since = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="projects")
    deck = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    planned_investment_minor = models.BigIntegerField(null=True)
    contest_final = models.CharField(max_length=16, blank=True)
    contest_rank = models.PositiveIntegerField(null=True)
    rank_provisional = models.BooleanField(default=True)
    rev = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned_investment_minor__isnull=True)
                | models.Q(planned_investment_minor__gte=0),
                name="project_investment_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ScreeningCheck(Row):
    """One of the six questions of the screening stage."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="checks")
    code = models.CharField(max_length=32)
    position = models.PositiveIntegerField()
    note = models.CharField(max_length=300, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="screening_check_once"),
        ]

    def __str__(self) -> str:
        return self.code


class StageEvent(Row):
    """A move with its proof; never changed afterwards."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(max_length=16)
    from_stage = models.CharField(max_length=24, blank=True)
    to_stage = models.CharField(max_length=24)
    reason = models.CharField(max_length=300, blank=True)
    proof = models.JSONField(default=list)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.from_stage}>{self.to_stage}"
