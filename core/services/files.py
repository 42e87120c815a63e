"""The rows of complete, checked files."""

from django.db import transaction

from core.models import Person, StoredFile


@transaction.atomic
def file_store(
    *, person: Person, name: str, size: int, sha256: str, kind: str, key: str, pages: int | None
) -> StoredFile:
    """Name the bytes under `key`; they are on the disk and checked already."""
    return StoredFile.objects.create(
        stored_by=person, name=name, size=size, sha256=sha256, kind=kind, key=key, pages=pages
    )
