"""Who looked at what: plain rows at once, leaves of the host's audit log soon after."""

from django.db import models

from core.models.access import Host
from core.models.base import Row
from core.models.log import LogLeaf
from core.models.people import Person


class AuditEvent(Row):
    """One reading, export or refusal; `type` is a dotted verb, `subject` (kind, public id).

    `detail` holds codes and counts, never a value or a secret.
    """

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="audit_events")
    type = models.CharField(max_length=48)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    detail = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "type", "subject_id", "at"], name="audit_event_of_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.uid}"


class AuditPlace(models.Model):
    """Where the sequencer put an event in its host's audit log."""

    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="place")
    leaf = models.OneToOneField(LogLeaf, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.event_id}>{self.leaf_id}"
