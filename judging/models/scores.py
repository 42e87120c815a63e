"""Sheets, their cells, and every score operation ever answered.

Marks are integers of a hundredth. A sheet's cells are made with it, one per criterion, so that
applying an operation locks and updates rows and never inserts one.
"""

from django.db import models

from contest.models import Round
from core.models import Device, LogLeaf, Person
from core.models.base import Row
from judging.models.panels import PanelSeat
from judging.models.rooms import Slot


class SheetState(models.TextChoices):
    """A sheet is signed once; nothing leads back to open: who takes back gets another sheet.

    The last two are of a sheet on which an entry is marked again, beside the one that stands.
    """

    OPEN = "open"
    SIGNED = "signed"
    COUNTED = "counted"
    SUPERSEDED = "superseded"
    EXCLUDED = "excluded"
    REMARKING = "remarking"
    REMARKED = "remarked"


# Beside the sheet that stands: nobody but its judge knows what is on one of these.
BESIDE = (SheetState.REMARKING, SheetState.REMARKED)
# Not the sheet of its seat and slot: it was, or may become it.
APART = (SheetState.SUPERSEDED, *BESIDE)


class Outcome(models.TextChoices):
    """What became of an operation; `replayed` is said of a stored answer, never stored."""

    APPLIED = "applied"
    SUPERSEDED = "superseded"
    STALE = "stale"
    HELD = "held"
    REFUSED = "refused"


class ScoreSheet(Row):
    """One judge's sheet for one slot. `total` in hundredths, set at signing.

    A sheet whose signature was taken back keeps moment and total of it; its cells have moved to
    the sheet that `supersedes` it. `after_reveal`: it took the place of one whose marks the hall
    had seen, which the hall's screen goes on showing. `remarks`: the sheet that it marks again for
    `rescore`; it `supersedes` that one only when all judges of the entry have signed anew.
    """

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="sheets")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="sheets")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=12, choices=SheetState.choices, default=SheetState.OPEN)
    signed_at = models.DateTimeField(null=True)
    total = models.IntegerField(null=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="successor"
    )
    rescore = models.ForeignKey(
        "judging.Rescore", on_delete=models.PROTECT, null=True, related_name="sheets"
    )
    remarks = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="remarked"
    )
    # The score path makes sheets by a statement of its own, which does not name it.
    after_reveal = models.BooleanField(db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "seat"],
                condition=~models.Q(state__in=["superseded", "remarking", "remarked"]),
                name="score_sheet_live_once",
            ),
            models.UniqueConstraint(
                fields=["slot", "seat"],
                condition=models.Q(state__in=["remarking", "remarked"]),
                name="score_sheet_beside_once",
            ),
            models.CheckConstraint(
                condition=models.Q(rescore__isnull=True, remarks__isnull=True)
                | models.Q(rescore__isnull=False, remarks__isnull=False),
                name="score_sheet_remarks_for_rescore",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["remarking", "remarked"])
                | models.Q(rescore__isnull=False),
                name="score_sheet_beside_for_rescore",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["open", "superseded", "excluded", "remarking"])
                | (models.Q(signed_at__isnull=False) & models.Q(total__isnull=False)),
                name="score_sheet_signed_has_total",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ScoreCell(models.Model):
    """The current mark of one criterion. `rev` counts its applied changes, from 0."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="cells")
    criterion = models.CharField(max_length=48)
    value = models.IntegerField(null=True)
    rev = models.IntegerField(default=0)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="+")
    client_seq = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="score_cell_once"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gte=0),
                name="score_cell_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.criterion}"


class ScoreOperation(models.Model):
    """An operation as it arrived, its outcome and the answer that a replay gets again.

    `sheet_uid` stays as sent: a refused operation may name a sheet that does not exist.
    """

    # No index of its own: `score_operation_once` begins with it, and is the one to take.
    judge = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="operations", db_index=False
    )
    op_id = models.UUIDField()
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="+")
    client_seq = models.BigIntegerField()
    sheet_uid = models.UUIDField(null=True)
    kind = models.CharField(max_length=8)
    criterion = models.CharField(max_length=48, blank=True)
    value = models.IntegerField(null=True)
    base_rev = models.IntegerField(null=True)
    device_time = models.CharField(max_length=40, blank=True)
    body_hash = models.CharField(max_length=64)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    answer = models.JSONField()
    leaf = models.ForeignKey(LogLeaf, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "op_id"], name="score_operation_once"),
        ]
        indexes = [
            # What waits for people is looked for with every frame of a console.
            models.Index(
                fields=["sheet_uid"],
                condition=models.Q(outcome="held"),
                name="score_operation_held",
            ),
        ]

    def __str__(self) -> str:
        return str(self.op_id)
