"""Frozen results, their two-person publication, awards and certificates."""

from django.db import models

from contest.models import Edition, Entry, Round
from core.models import Person
from core.models.base import Row


class ResultState(models.TextChoices):
    """The life of a result set."""

    COMPUTING = "computing"
    PROVISIONAL = "provisional"
    UNDER_REVIEW = "under_review"
    LOCKED = "locked"
    SUPERSEDED = "superseded"


class PublicationKind(models.TextChoices):
    """公示 (proposed) comes before 通报 (final)."""

    PROPOSED = "proposed"
    FINAL = "final"


class PublicationState(models.TextChoices):
    """The life of a publication."""

    PREPARED = "prepared"
    APPROVED = "approved"
    ARMED = "armed"
    OPENED = "opened"
    CORRECTED = "corrected"
    VOID = "void"
    CANCELLED = "cancelled"


class ResultSet(Row):
    """A round's tally with the hashes of what went in; `body` is canonical JSON text."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="result_sets")
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=ResultState.choices)
    inputs_hash = models.CharField(max_length=64)
    rulebook_hash = models.CharField(max_length=64)
    software = models.CharField(max_length=48)
    body = models.TextField()
    body_hash = models.CharField(max_length=64)
    computed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    computed_at = models.DateTimeField()
    locked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="result_set_version_once"),
            models.CheckConstraint(
                condition=models.Q(locked_by__isnull=True)
                | ~models.Q(locked_by=models.F("computed_by")),
                name="result_set_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} v{self.version}"


class ResultRow(models.Model):
    """One entry's place in a result set. `final` in hundredths of a mark, after the rounding."""

    result_set = models.ForeignKey(ResultSet, on_delete=models.PROTECT, related_name="rows")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="result_rows")
    final = models.IntegerField(null=True)
    rank = models.PositiveIntegerField(null=True)
    outcome = models.CharField(max_length=24)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result_set", "entry"], name="result_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.result_set_id}/{self.rank}"


class Publication(Row):
    """An opening prepared by one person and approved by another over the same hash."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=8, choices=PublicationKind.choices)
    result_set = models.ForeignKey(ResultSet, on_delete=models.PROTECT, related_name="publications")
    state = models.CharField(max_length=12, choices=PublicationState.choices)
    document = models.JSONField()
    hash = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    publicity_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind"],
                condition=models.Q(state__in=["prepared", "approved", "armed", "opened"]),
                name="publication_live_once",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("prepared_by")),
                name="publication_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.round_id}"


class PublicationTodo(Row):
    """What a publication step could not do by itself, for a person to look at."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="todos")
    step = models.CharField(max_length=48)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=48)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class Award(Row):
    """A prize that came into being with the final publication."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="awards")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="awards")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="awards")
    level = models.CharField(max_length=32)
    name = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "entry", "level"], name="award_once"),
        ]

    def __str__(self) -> str:
        return self.level


class Certificate(Row):
    """A numbered, checkable document of an award; `code` is what the QR carries."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=32, unique=True)
    code = models.CharField(max_length=24, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.number
