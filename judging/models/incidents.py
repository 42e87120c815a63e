"""What went wrong in a room, who stands for the account of it, and what was decided."""

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.late_changes import LateChange
from judging.models.requests import CorrectionRequest
from judging.models.rooms import Room, Slot

MOST_INCIDENT = 500


class IncidentCode(models.TextChoices):
    """What kind of thing it was."""

    JUDGE_ERROR = "judge_error"
    VENUE_FAULT = "venue_fault"
    PITCH_BY_NON_MEMBER = "pitch_by_non_member"
    ABSENT = "absent"
    DEVICE = "device"
    OTHER = "other"


class IncidentState(models.TextChoices):
    """Open until somebody has said how it ended."""

    OPEN = "open"
    CLOSED = "closed"


class Incident(Row):
    """One event, numbered in its room. Without a slot it is about the room.

    One that belongs to a change of marks after the reveal names it and opens by itself.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="incidents")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, null=True, related_name="incidents")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=24, choices=IncidentCode.choices)
    text = models.CharField(max_length=MOST_INCIDENT, blank=True)
    correction = models.OneToOneField(
        CorrectionRequest, on_delete=models.PROTECT, null=True, related_name="incident"
    )
    late_change = models.OneToOneField(
        LateChange, on_delete=models.PROTECT, null=True, related_name="incident"
    )
    state = models.CharField(
        max_length=8, choices=IncidentState.choices, default=IncidentState.OPEN
    )
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    words = models.CharField(max_length=MOST_INCIDENT, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="incident_number_once"),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | models.Q(state="closed", closed_at__isnull=False),
                name="incident_closed_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.number}"


class IncidentOffice(models.TextChoices):
    """As what somebody signs. A witness confirms that it took place before her: no approval."""

    JUDGE = "judge"
    CHAIR = "chair"
    STAFF = "staff"
    VERIFIER = "verifier"
    WITNESS = "witness"


class IncidentSignature(Row):
    """One person stands for the account."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="signatures")
    office = models.CharField(max_length=8, choices=IncidentOffice.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incident", "person"], name="incident_signature_once"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.office}"
