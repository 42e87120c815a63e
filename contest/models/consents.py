"""Separate, versioned consents: a text is never changed, a withdrawal never erased."""

from django.db import models

from contest.models.editions import Edition
from contest.models.entries import Entry
from core.models import Person
from core.models.base import Row


class ConsentKind(models.TextChoices):
    """What is asked separately."""

    RULES = "rules"
    DATA_USE = "data_use"
    MEDIA = "media"
    ZONE = "zone"


class ConsentText(Row):
    """The words a person agrees to, per edition and kind, with the receiver's name for `zone`."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="consent_texts")
    kind = models.CharField(max_length=16, choices=ConsentKind.choices)
    version = models.PositiveIntegerField()
    text = models.JSONField()
    receiver = models.JSONField(default=dict)
    required = models.BooleanField(default=False)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "version"], name="consent_text_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}"


class Consent(Row):
    """A person's yes for an entry to one text; `withdrawn_at` ends it."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "text"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_live_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
