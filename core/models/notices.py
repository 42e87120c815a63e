"""The outbox: every message to a person is a row before it is a message."""

from django.db import models
from django.db.models import Q

from core.models.base import Row
from core.models.people import Person


class NoticeState(models.TextChoices):
    """`expired` was not sent in time and never will be: an old code helps nobody."""

    WAITING = "waiting"
    SENT = "sent"
    EXPIRED = "expired"


class Notice(Row):
    """One message to one address. A second one with the same key is not made.

    `secret` text (a code) is erased here as soon as the message is over.
    """

    key = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=48)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="notices")
    to = models.EmailField()
    subject = models.CharField(max_length=255)
    body = models.TextField()
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=NoticeState.choices, default=NoticeState.WAITING)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=NoticeState.WAITING, ended_at__isnull=True)
                | (~Q(state=NoticeState.WAITING) & Q(ended_at__isnull=False)),
                name="notice_ended_when_over",
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.WAITING) | Q(secret=False) | Q(body=""),
                name="notice_secret_erased",
            ),
        ]
        indexes = [models.Index(fields=["state", "ended_at"], name="notice_ended")]

    def __str__(self) -> str:
        return self.key
