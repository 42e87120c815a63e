"""What a judge asks of the people around: somebody to come, a signed mark to be corrected."""

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.panels import PanelSeat
from judging.models.rooms import Room
from judging.models.scores import ScoreSheet


class CallCode(models.TextChoices):
    """What a judge calls staff for."""

    TECHNICAL = "technical"
    QUESTION = "question"
    OTHER = "other"


class StaffCall(Row):
    """A seat calls staff; open until somebody has answered."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="calls")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="calls")
    code = models.CharField(max_length=12, choices=CallCode.choices)
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "code"],
                condition=models.Q(answered_at__isnull=True),
                name="staff_call_open_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class CorrectionReason(models.TextChoices):
    """How a wrong mark came about."""

    WRONG_ROW = "wrong_row"
    MISHEARD = "misheard"
    ARITHMETIC = "arithmetic"
    OTHER = "other"


class CorrectionState(models.TextChoices):
    """A request waits, or its judge has withdrawn it."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"


class CorrectionRequest(Row):
    """A judge's wish for another mark on a signed sheet. `value` in hundredths.

    It changes nothing by itself. Value and text are the judge's alone until the slot is sealed.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="corrections")
    criterion = models.CharField(max_length=48)
    value = models.IntegerField()
    reason = models.CharField(max_length=12, choices=CorrectionReason.choices)
    text = models.CharField(max_length=300, blank=True)
    state = models.CharField(
        max_length=12, choices=CorrectionState.choices, default=CorrectionState.OPEN
    )
    requested_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "criterion"],
                condition=models.Q(state="open"),
                name="correction_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(value__gte=0), name="correction_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
