"""Stored files. Who may read one is decided where it is used."""

from uuid import UUID

from core.models import StoredFile


def file_by_id(*, file_id: UUID) -> StoredFile | None:
    """The stored file of a public id."""
    return StoredFile.objects.filter(uid=file_id).first()
