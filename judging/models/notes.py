"""What a judge writes down for herself."""

from django.db import models

from contest.models import Entry
from core.models.base import Row
from judging.models.panels import PanelSeat

MOST_NOTE = 4000


class JudgeNote(Row):
    """A seat's note on an entry, read by its judge alone. `rev` counts its changes, from 1.

    No event tells of it, and its text is in no log: it can be deleted without a trace.
    """

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="notes")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=MOST_NOTE, blank=True)
    rev = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "entry"], name="judge_note_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
