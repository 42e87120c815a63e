"""The store that this process was told to use."""

from pathlib import Path

from django.conf import settings

from core.files.blobs import BlobStore
from core.files.local import LocalStore
from core.files.s3 import S3Store
from core.files.s3_clients import S3Place


def blob_store() -> BlobStore:
    """The store of FILES_URL."""
    root = Path(settings.FILES_ROOT)
    place = settings.FILES_S3
    if place is None:
        return LocalStore(root)
    return S3Store(S3Place(**place), root / "drafts")
