"""What a judge shows the panel of what she wrote down about an entry."""

from django.db import models

from core.models.base import Row
from judging.models.deliberations import Motion
from judging.models.notes import MOST_NOTE
from judging.models.panels import PanelSeat


class MotionNote(Row):
    """A seat's words to a motion, shown to whoever sees the motion; her own note stays hers.

    The log says that there was one, never what: it can be taken back until the motion is recorded.
    """

    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, related_name="notes")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=MOST_NOTE)
    shared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["motion", "seat"], name="motion_note_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="motion_note_words"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
