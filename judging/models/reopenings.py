"""The committee takes a locked result up again: one proposes it, the verifier decides."""

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.results import ResultSet
from judging.models.rulebook_changes import MOST_REASON


class ReopeningState(models.TextChoices):
    """It waits, the result is open again, or it stays locked."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


class ResultReopening(Row):
    """Why a locked set should count no more, and what the verifier said of it."""

    result_set = models.ForeignKey(ResultSet, on_delete=models.PROTECT, related_name="reopenings")
    state = models.CharField(
        max_length=8, choices=ReopeningState.choices, default=ReopeningState.PROPOSED
    )
    reason = models.CharField(max_length=MOST_REASON)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["result_set"],
                condition=models.Q(state="proposed"),
                name="result_reopening_waiting_once",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="result_reopening_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.result_set_id} {self.state}"
