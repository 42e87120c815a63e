"""A contest's yearly edition and what it is divided into."""

from django.db import models

from core.models import Host
from core.models.base import Row


class EditionState(models.TextChoices):
    """The life of an edition."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    PUBLICITY = "publicity"
    AWARDED = "awarded"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class RoundState(models.TextChoices):
    """A round takes scores only while open; locking freezes its result set."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


class Contest(Row):
    """A lasting brand with yearly editions."""

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="contests")
    slug = models.SlugField(unique=True)
    name = models.JSONField()

    def __str__(self) -> str:
        return self.slug


class Edition(Row):
    """One run of a contest. `is_demo` alone permits a fixed draw seed and publicity in seconds."""

    contest = models.ForeignKey(Contest, on_delete=models.PROTECT, related_name="editions")
    slug = models.SlugField(unique=True)
    year = models.PositiveIntegerField()
    name = models.JSONField()
    summary = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12, choices=EditionState.choices, default=EditionState.DRAFT
    )
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    last_day = models.DateField(null=True)
    time_zone = models.CharField(max_length=48, default="Asia/Shanghai")
    entry_prefix = models.CharField(max_length=8)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")),
                name="edition_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Track(Row):
    """An industry or theme."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="tracks")
    code = models.SlugField()
    name = models.JSONField()
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="track_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Division(Row):
    """Entrants compared with each other."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="divisions")
    code = models.SlugField()
    name = models.JSONField()
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="division_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class Rulebook(Row):
    """A rulebook document of an edition; frozen with its hash before the first sheet."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rulebooks")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="rulebook_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} v{self.version}"


class Round(Row):
    """A step of an edition that is judged under exactly one rulebook."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="rounds")
    code = models.SlugField()
    name = models.JSONField()
    seq = models.PositiveIntegerField()
    rulebook = models.ForeignKey(Rulebook, on_delete=models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=12, choices=RoundState.choices, default=RoundState.PREPARED)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="round_code_once"),
        ]

    def __str__(self) -> str:
        return self.code
