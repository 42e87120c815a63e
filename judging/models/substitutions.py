"""The next one by the rulebook takes the place of an entry that left a round before it began."""

from django.db import models

from contest.models import Entry, Round
from core.models import Person
from core.models.base import Row
from judging.models.rooms import Slot

MOST_SUBSTITUTION_WORDS = 300


class Substitution(Row):
    """`entry` takes part in `round` in the place of `left`, as long as `ended_at` is empty.

    `source` is the round whose result says who is next. `slot` is the place in the running order
    where that stood already; without one the entry is drawn like all others.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="substitutions")
    source = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    left = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="replaced_by")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="substitutions")
    slot = models.ForeignKey(
        Slot, on_delete=models.PROTECT, null=True, related_name="substitutions"
    )
    reason = models.CharField(max_length=MOST_SUBSTITUTION_WORDS)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "left"],
                condition=models.Q(ended_at__isnull=True),
                name="substitution_place_once",
            ),
            models.UniqueConstraint(
                fields=["round", "entry"],
                condition=models.Q(ended_at__isnull=True),
                name="substitution_entry_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(entry=models.F("left")), name="substitution_of_two_entries"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
