"""Who may see an entry, as data: lists, downloads, search, counts and exports read only this."""

from django.db import models

from contest.models.entries import Entry
from core.models import Person
from core.models.base import Row


class Capability(models.TextChoices):
    """What a grant allows."""

    READ = "read"
    FILES = "files"
    SCORE = "score"


class EntryGrant(Row):
    """A person's capability on an entry from `since` to `until`, and where it came from."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entry_grants")
    capability = models.CharField(max_length=8, choices=Capability.choices)
    source = models.CharField(max_length=24)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "person", "capability"],
                condition=models.Q(until__isnull=True),
                name="entry_grant_live_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capability}:{self.entry_id}"
