"""What a judge typed or signed that came after the seal, and what two people said of it."""

from django.db import models

from core.models.base import Row
from judging.models.requests import OfficeVoice
from judging.models.scores import ScoreOperation, ScoreSheet


class LateState(models.TextChoices):
    """One person has spoken, both agreed, or one did not."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class LateChange(Row):
    """The late changes of one sheet, as a whole: all that was held up to the operation `upto`.

    Made with the first word on them; until then they are the held operations alone. `signs`: her
    signature is among them. Once accepted, `successor` is the sheet that has them.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="late_changes")
    upto = models.OneToOneField(ScoreOperation, on_delete=models.PROTECT, related_name="+")
    signs = models.BooleanField()
    state = models.CharField(max_length=8, choices=LateState.choices, default=LateState.OPEN)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    successor = models.OneToOneField(
        ScoreSheet, on_delete=models.PROTECT, null=True, related_name="late_change"
    )
    after_reveal = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet"], condition=models.Q(state="open"), name="late_change_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="accepted", successor__isnull=False)
                | (~models.Q(state="accepted") & models.Q(successor__isnull=True)),
                name="late_change_accepted_has_sheet",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class LateMark(models.Model):
    """A criterion's late mark and the one that stood there, in hundredths; null is empty."""

    change = models.ForeignKey(LateChange, on_delete=models.PROTECT, related_name="marks")
    criterion = models.CharField(max_length=48)
    value = models.IntegerField(null=True)
    replaced = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "criterion"], name="late_mark_once"),
        ]

    def __str__(self) -> str:
        return f"{self.change_id}/{self.criterion}"


class LateVoice(OfficeVoice):
    """What one of the two said of late changes."""

    change = models.ForeignKey(LateChange, on_delete=models.PROTECT, related_name="voices")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "office"], name="late_voice_office_once"),
            models.UniqueConstraint(fields=["change", "person"], name="late_voice_person_once"),
        ]
