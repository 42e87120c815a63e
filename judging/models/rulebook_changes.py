"""A change of a round's rulebook: one proposes it, once there are sheets another approves."""

from django.db import models

from contest.models import Round, Rulebook
from core.models import Person
from core.models.base import Row

MOST_REASON = 500


class RulebookChangeState(models.TextChoices):
    """A newer proposal drops the one that waits."""

    PROPOSED = "proposed"
    APPLIED = "applied"
    DROPPED = "dropped"


class RulebookChange(Row):
    """From one version of the rulebook to another; `approved_by` is empty before any sheet."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="rulebook_changes")
    before = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=RulebookChangeState.choices)
    reason = models.CharField(max_length=MOST_REASON)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state="proposed"),
                name="rulebook_change_waiting_once",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("proposed_by")),
                name="rulebook_change_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.state}"
