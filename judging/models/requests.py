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
    """A request waits, its judge has withdrawn it, or two people have decided."""

    OPEN = "open"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    REFUSED = "refused"


class CorrectionRequest(Row):
    """A judge's wish for another mark on a signed sheet. `value` in hundredths.

    It changes nothing by itself. Value and text are the judge's alone until the slot is sealed.
    Once approved, `replaced` was the mark and `successor` is the sheet that has the new one;
    `after_reveal` says that the hall had seen the old one, which its screen goes on showing.
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
    decided_at = models.DateTimeField(null=True)
    replaced = models.IntegerField(null=True)
    successor = models.OneToOneField(
        ScoreSheet, on_delete=models.PROTECT, null=True, related_name="correction"
    )
    after_reveal = models.BooleanField(default=False)

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
            models.CheckConstraint(
                condition=models.Q(state="approved", successor__isnull=False)
                | (~models.Q(state="approved") & models.Q(successor__isnull=True)),
                name="correction_approved_has_sheet",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class CorrectionOffice(models.TextChoices):
    """Both have to agree: one who speaks for the panel, and one who stands outside it."""

    PANEL = "panel"
    VERIFIER = "verifier"


class OfficeVoice(Row):
    """What one of the two said."""

    office = models.CharField(max_length=8, choices=CorrectionOffice.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approves = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.uid)


class CorrectionVoice(OfficeVoice):
    """What one of the two said of a request for a correction."""

    correction = models.ForeignKey(
        CorrectionRequest, on_delete=models.PROTECT, related_name="voices"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "office"], name="correction_voice_office_once"
            ),
            models.UniqueConstraint(
                fields=["correction", "person"], name="correction_voice_person_once"
            ),
        ]
