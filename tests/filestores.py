"""Both places where files may lie, for tests that hold in each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from config.settings.files import files_place

if TYPE_CHECKING:
    from tests.servers.s3 import S3

STORES = ("local", "s3")


def s3_facts(server: S3, *, origin: str = "") -> dict[str, Any]:
    """FILES_S3 for this server."""
    place = files_place(server.files_url, origin=origin, folder=Path())[1]
    assert place is not None
    return place


def s3_empty(server: S3) -> None:
    """Forget everything in the bucket: sessions share the server."""
    client, place = server.client(), {"Bucket": server.bucket}
    for each in client.list_multipart_uploads(**place).get("Uploads") or ():
        client.abort_multipart_upload(**place, Key=each["Key"], UploadId=each["UploadId"])
    for key in s3_keys(server):
        client.delete_object(**place, Key=key)


def s3_keys(server: S3, prefix: str = "") -> list[str]:
    """What the bucket holds."""
    found = server.client().list_objects_v2(Bucket=server.bucket, Prefix=prefix)
    return [each["Key"] for each in found.get("Contents", ())]


def s3_begun(server: S3) -> list[str]:
    """The uploads on their way in the bucket."""
    found = server.client().list_multipart_uploads(Bucket=server.bucket).get("Uploads") or ()
    return [each["Key"] for each in found]
