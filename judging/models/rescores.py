"""The panel sends an entry back: each of its judges marks it again beside her sheet that stands."""

from django.db import models

from contest.models import Entry, Round
from core.models import Person
from core.models.base import Row
from judging.models.deliberations import Motion

MOST_RESCORE_REASON = 500


class RescoreState(models.TextChoices):
    """Open, then done when all have signed anew, or ended without them: the old marks stand."""

    OPEN = "open"
    DONE = "done"
    ENDED = "ended"


class Rescore(Row):
    """One re-marking of an entry; its sheets name it. `reason` is why it was ended early."""

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="rescore")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="rescores")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="rescores")
    state = models.CharField(max_length=8, choices=RescoreState.choices, default=RescoreState.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=MOST_RESCORE_REASON, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "entry"],
                condition=models.Q(state="open"),
                name="rescore_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | (~models.Q(state="open") & models.Q(closed_at__isnull=False)),
                name="rescore_closed_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_by__isnull=False)
                | (~models.Q(state="ended") & models.Q(ended_by__isnull=True, reason="")),
                name="rescore_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
