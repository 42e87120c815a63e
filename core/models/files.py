"""Bytes that people entrust: parts on their way, then one immutable stored file."""

from django.db import models

from core.models.base import Row
from core.models.people import Person


class UploadState(models.TextChoices):
    """Where an upload stands."""

    OPEN = "open"
    COMPLETE = "complete"
    ABANDONED = "abandoned"
    REFUSED = "refused"


class StoredFile(Row):
    """A complete, checked file under a key that never changes. Sizes in bytes."""

    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, unique=True)
    pages = models.PositiveIntegerField(null=True)
    stored_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.uid)


class Upload(Row):
    """A file on its way: declared size and SHA-256, parts of a fixed size.

    `subject` is (kind, public id) of what it is for and `slot` the place there, e.g. `deck`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="uploads")
    subject_kind = models.CharField(max_length=32)
    subject_id = models.UUIDField()
    slot = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    part_size = models.BigIntegerField()
    state = models.CharField(max_length=12, choices=UploadState.choices, default=UploadState.OPEN)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="upload_size_positive"),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class UploadPart(models.Model):
    """A part that arrived whole; `number` counts from 1."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    size = models.BigIntegerField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id}/{self.number}"
