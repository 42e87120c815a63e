"""Stored files compared with the bytes that they stand for."""

import hashlib
from collections.abc import Iterator

from core.errors import Problem
from core.files.stores import blob_store
from core.models import StoredFile


def files_unlike_bytes() -> Iterator[str]:
    """Files that are not there, or not of their size and SHA-256."""
    for file in StoredFile.objects.order_by("pk").iterator():
        if not _fits(file):
            yield str(file.uid)


def _fits(file: StoredFile) -> bool:
    digest, size = hashlib.sha256(), 0
    try:
        # One byte more than there should be: a longer file shows itself.
        for block in blob_store().read_range(key=file.key, start=0, length=file.size + 1):
            digest.update(block)
            size += len(block)
    except (OSError, Problem):
        return False
    return (size, digest.hexdigest()) == (file.size, file.sha256)
