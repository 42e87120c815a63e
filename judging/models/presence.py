"""Whether a seat's judge is there, as every process and every console sees it."""

from django.db import models

from core.models.base import Row
from judging.models.panels import PanelSeat


class SeatPresence(Row):
    """One row a seat, made when its judge first watches the room or opens the basic card.

    `seen_at` is when the process that holds the socket last heard of it; `since` is when it came
    or, once it is gone, when it was seen last. `until` is set where the last sign was a page of
    the basic card, which has no socket: until then the judge counts as there. `battery` (percent),
    `charging`, `free_mb` and `awake` are what the tablet told last, null where it cannot tell.
    """

    seat = models.OneToOneField(PanelSeat, on_delete=models.PROTECT, related_name="presence")
    online = models.BooleanField(default=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    battery = models.PositiveSmallIntegerField(null=True)
    charging = models.BooleanField(null=True)
    free_mb = models.PositiveIntegerField(null=True)
    awake = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"{self.seat_id}"
