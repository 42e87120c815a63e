"""Somebody's last day at a host: what ended with it, and to whom what was open went."""

from django.db import models

from core.models.access import Host
from core.models.base import Row
from core.models.people import Organization, Person


class Departure(Row):
    """One press, for one person or for a guest organization's people in one edition.

    `by` is None where the agreed end came by itself. What they did is read from the logs.
    """

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="departures")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="+"
    )
    scope_kind = models.CharField(max_length=32, blank=True)
    scope_id = models.UUIDField(null=True)
    successor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.uid)


class DeparturePerson(models.Model):
    """One of those who left. Counts of what ended; `roles` and `handed` hold codes and ids.

    `roles` is a list of {role, scope}, `handed` of {kind, id, to}: `to` is null where nobody
    could take it.
    """

    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    roles = models.JSONField(default=list)
    sessions = models.PositiveIntegerField(default=0)
    devices = models.PositiveIntegerField(default=0)
    links = models.PositiveIntegerField(default=0)
    handed = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["departure", "person"], name="departure_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.departure_id}/{self.person_id}"
