"""Fairness reports: one for each locked result, made once, the organizer's to publish or keep."""

from django.db import models

from core.models import Person, StoredFile
from core.models.base import Row
from judging.models.results import ResultSet


class ReportState(models.TextChoices):
    """Whether the files are there."""

    WAITING = "waiting"
    MADE = "made"
    FAILED = "failed"


class ReportSight(models.TextChoices):
    """Who may read it: those who answer for the result, or everybody."""

    KEPT = "kept"
    PUBLISHED = "published"


class FairnessReport(Row):
    """The report of a result set. `facts` is what its `content_hash` is over.

    `tries` counts how often it was asked for; a later try follows a failed one only.
    """

    result_set = models.OneToOneField(
        ResultSet, on_delete=models.PROTECT, related_name="fairness_report"
    )
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.WAITING)
    sight = models.CharField(max_length=9, choices=ReportSight.choices, default=ReportSight.KEPT)
    tries = models.PositiveIntegerField(default=1)
    facts = models.JSONField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    zh = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    en = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="made")
                | models.Q(facts__isnull=False, zh__isnull=False, en__isnull=False),
                name="fairness_report_made_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(sight="kept") | models.Q(state="made"),
                name="fairness_report_published_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result_set_id} {self.state}"
