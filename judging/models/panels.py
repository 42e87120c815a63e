"""Experts, the panel they sit on, and what keeps a judge from a file or a score."""

from django.db import models

from contest.models import Edition, Entry, Round
from core.models import Host, Person
from core.models.base import Row


class JudgeKind(models.TextChoices):
    """The side a judge speaks for."""

    TECHNICAL = "technical"
    INVESTOR = "investor"
    INDUSTRY = "industry"
    FINANCE = "finance"
    PARK = "park"


class RecusalSource(models.TextChoices):
    """Who found the conflict."""

    SELF = "self"
    SYSTEM = "system"
    OBJECTION = "objection"


class Expert(Row):
    """A vetted person in a host's pool."""

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="experts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="expertise")
    kind = models.CharField(max_length=12, choices=JudgeKind.choices)
    employer = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["host", "person"], name="expert_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Panel(Row):
    """The judges of one round in one room."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="panels")
    name = models.JSONField()

    def __str__(self) -> str:
        return str(self.uid)


class PanelSeat(Row):
    """A numbered seat; an alternate scores only after it is seated."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveIntegerField()
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="seats")
    is_chair = models.BooleanField(default=False)
    is_alternate = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="panel_seat_number_once"),
            models.UniqueConstraint(fields=["panel", "expert"], name="panel_expert_once"),
            models.UniqueConstraint(
                fields=["panel"],
                condition=models.Q(is_chair=True),
                name="panel_one_chair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel_id}/{self.number}"


class Nda(Row):
    """A judge's promise of secrecy for an edition, with the hash of the text that was shown."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ndas")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="ndas")
    text_version = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "edition"], name="nda_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ConflictStatement(Row):
    """A judge's answer for one entry before any of its files opens."""

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="statements")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="statements")
    has_conflict = models.BooleanField()
    detail = models.CharField(max_length=300, blank=True)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "entry"], name="conflict_statement_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class Recusal(Row):
    """The judge does not score the entry; live as long as `ended_at` is empty."""

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="recusals")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="recusals")
    source = models.CharField(max_length=12, choices=RecusalSource.choices)
    reason = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "entry"],
                condition=models.Q(ended_at__isnull=True),
                name="recusal_live_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
