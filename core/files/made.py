"""Bytes that the product itself made, kept as files that never change."""

import uuid
from typing import Final

from core.files.stores import blob_store
from core.files.types import content_type

_ONLY_PART: Final = 1


def bytes_keep(body: bytes, *, kind: str) -> str:
    """Keep the bytes under a new key, which is returned; outside any transaction.

    Raises files_unavailable.
    """
    store, upload = blob_store(), uuid.uuid4()
    try:
        store.part_write(upload=upload, number=_ONLY_PART, body=body)
        joined = store.join(upload=upload, lengths=[len(body)])
        return store.keep(joined, content_type=content_type(kind))
    finally:
        store.discard(upload=upload)


def bytes_discard(key: str) -> None:
    """Remove bytes that no row came to name. Raises files_unavailable."""
    blob_store().discard_key(key=key)
