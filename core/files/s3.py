"""Bytes in an S3-compatible store: the client sends parts there and fetches files from there.

A part's address signs its exact length. A complete upload can no longer be written by anybody
but us; what is kept is a copy of the very version that was looked at, under a key for which no
address to write is ever signed.
"""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote
from uuid import UUID

from core.errors import Problem
from core.files.blobs import BLOCK, INCOMING, Joined, new_key
from core.files.s3_clients import S3Place, client_inside, client_outside

# Long enough for one part of 16 MiB on a slow line; a new address costs one request.
PART_URL_S: Final = 900
DOWNLOAD_URL_S: Final = 120
_GONE: Final = {"404", "NoSuchKey", "NoSuchUpload"}


class S3Store:
    """One bucket; `drafts` is the local folder for what is being looked at."""

    def __init__(self, place: S3Place, drafts: Path) -> None:
        self._place, self._drafts = place, drafts
        self._bucket = {"Bucket": place.bucket}

    @property
    def _s3(self) -> Any:
        return client_inside(self._place)

    def told(self) -> str:
        """What the store answers to a question about its bucket."""
        with _told():
            answer = self._s3.head_bucket(**self._bucket)["ResponseMetadata"]
        return f"S3 by {answer['HTTPHeaders'].get('server', 'an unnamed server')}"

    def part_urls(self, *, upload: UUID, lengths: Sequence[int]) -> list[str] | None:
        """Addresses of this upload's parts, good for a quarter of an hour."""
        facts = {**self._incoming(upload), "UploadId": self._begun(upload)}
        outside = client_outside(self._place)
        return [
            outside.generate_presigned_url(
                "upload_part",
                Params={**facts, "PartNumber": number, "ContentLength": length},
                ExpiresIn=PART_URL_S,
            )
            for number, length in enumerate(lengths, start=1)
        ]

    def part_write(self, *, upload: UUID, number: int, body: bytes | Path) -> int:
        """Pass on a part of a client that cannot reach the store."""
        facts = {**self._incoming(upload), "UploadId": self._begun(upload), "PartNumber": number}
        with _told():
            if isinstance(body, bytes):
                self._s3.upload_part(**facts, Body=body)
                return len(body)
            with body.open("rb") as source:
                self._s3.upload_part(**facts, Body=source)
        return body.stat().st_size

    def parts_present(self, *, upload: UUID, lengths: Sequence[int]) -> set[int]:
        """The parts that the store lists; all of them once they are one object."""
        head = self._head(self._incoming(upload))
        if head is not None:
            return set(range(1, len(lengths) + 1))
        sizes = {part["PartNumber"]: part["Size"] for part in self._parts(upload)[1]}
        return {n for n, length in enumerate(lengths, start=1) if sizes.get(n) == length}

    def join(self, *, upload: UUID, lengths: Sequence[int]) -> Joined:
        """Let the store join the parts, then read the object once: size, digest, local draft."""
        key = self._incoming(upload)
        head = self._head(key)
        if head is None:
            self._complete(upload)
            head = self._head(key)
        if head is None:
            raise FileNotFoundError(upload)
        self._drafts.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._drafts, delete=False) as draft:
            path = Path(draft.name)
            try:
                digest, size = hashlib.sha256(), 0
                for block in self._blocks(key, head["ETag"]):
                    digest.update(block)
                    size += len(block)
                    draft.write(block)
            except BaseException:
                path.unlink(missing_ok=True)
                raise
        return Joined(upload, path, size, digest.hexdigest(), head["ETag"])

    def keep(self, joined: Joined, *, content_type: str) -> str:
        """Copy the version that was looked at, with our type and as an attachment."""
        key, source = new_key(joined.sha256), self._incoming(joined.upload)
        with _told(412, "file_hash_mismatch"):
            self._s3.copy_object(
                **self._bucket,
                Key=key,
                CopySource=source,
                CopySourceIfMatch=joined.tag,
                MetadataDirective="REPLACE",
                ContentType=content_type,
                ContentDisposition="attachment",
            )
        joined.path.unlink(missing_ok=True)
        return key

    def refuse(self, joined: Joined) -> None:
        """Remove draft and object: the parts are gone with it and have to be sent again."""
        joined.path.unlink(missing_ok=True)
        self._delete(f"{INCOMING}/{joined.upload}")

    def discard(self, *, upload: UUID) -> None:
        """Give the parts up, and the object that they may have become."""
        for each in self._begun_list(f"{INCOMING}/{upload}"):
            self._abort(each)
        self._delete(f"{INCOMING}/{upload}")

    def discard_key(self, *, key: str) -> None:
        """Remove a kept file."""
        self._delete(key)

    def read_range(self, *, key: str, start: int, length: int) -> Iterator[bytes]:
        """Read from the store."""
        with _told():
            answer = self._s3.get_object(
                **self._bucket, Key=key, Range=f"bytes={start}-{start + length - 1}"
            )
            yield from answer["Body"].iter_chunks(BLOCK)

    def download_url(self, *, key: str, name: str, content_type: str) -> str | None:
        """An address of this one file for two minutes, to save and never to show."""
        saved_as = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
        url: str = client_outside(self._place).generate_presigned_url(
            "get_object",
            Params={
                **self._bucket,
                "Key": key,
                "ResponseContentType": content_type,
                "ResponseContentDisposition": saved_as,
                "ResponseCacheControl": "private, no-store",
            },
            ExpiresIn=DOWNLOAD_URL_S,
        )
        return url

    def sweep(self, *, before: datetime) -> int:
        """Give up uploads, and remove joined objects, that began before."""
        begun = [each for each in self._begun_list(INCOMING + "/") if each["Initiated"] < before]
        for each in begun:
            self._abort(each)
        with _told():
            pages = self._s3.get_paginator("list_objects_v2").paginate(
                **self._bucket, Prefix=INCOMING + "/"
            )
            objects = [each for page in pages for each in page.get("Contents", ())]
        old = [each["Key"] for each in objects if each["LastModified"] < before]
        for key in old:
            self._delete(key)
        return len(begun) + len(old)

    def cors_allow(self, *, origin: str) -> bool:
        """Set the bucket's rule: this origin alone may PUT parts and GET files."""
        rule = {
            "AllowedOrigins": [origin],
            "AllowedMethods": ["GET", "HEAD", "PUT"],
            "AllowedHeaders": ["content-type", "range"],
            "ExposeHeaders": ["ETag", "Content-Range", "Content-Length", "Accept-Ranges"],
            "MaxAgeSeconds": 600,
        }
        with _told():
            self._s3.put_bucket_cors(**self._bucket, CORSConfiguration={"CORSRules": [rule]})
        return True

    def _incoming(self, upload: UUID) -> dict[str, str]:
        return {**self._bucket, "Key": f"{INCOMING}/{upload}"}

    def _begun_list(self, prefix: str) -> list[dict[str, Any]]:
        with _told():
            pages = self._s3.get_paginator("list_multipart_uploads").paginate(
                **self._bucket, Prefix=prefix
            )
            return [each for page in pages for each in page.get("Uploads") or ()]

    def _first(self, upload: UUID) -> str | None:
        """The store's name of the upload; of two that began at once, the same for everybody."""
        begun = self._begun_list(f"{INCOMING}/{upload}")
        first = min(begun, key=lambda each: (each["Initiated"], each["UploadId"]), default=None)
        return None if first is None else str(first["UploadId"])

    def _begun(self, upload: UUID) -> str:
        found = self._first(upload)
        if found is not None:
            return found
        with _told():
            made = self._s3.create_multipart_upload(**self._incoming(upload))["UploadId"]
        return self._first(upload) or str(made)

    def _parts(self, upload: UUID) -> tuple[str, list[dict[str, Any]]]:
        begun = self._first(upload)
        if begun is None:
            return "", []
        with _told():
            pages = self._s3.get_paginator("list_parts").paginate(
                **self._incoming(upload), UploadId=begun
            )
            return begun, [each for page in pages for each in page.get("Parts") or ()]

    def _complete(self, upload: UUID) -> None:
        begun, parts = self._parts(upload)
        if not parts:
            raise FileNotFoundError(upload)
        named = [{"PartNumber": part["PartNumber"], "ETag": part["ETag"]} for part in parts]
        with _told(quiet=_GONE):  # somebody completed it at the same moment
            self._s3.complete_multipart_upload(
                **self._incoming(upload), UploadId=begun, MultipartUpload={"Parts": named}
            )

    def _head(self, key: dict[str, str]) -> dict[str, Any] | None:
        heads: list[dict[str, Any]] = []
        with _told(quiet=_GONE):
            heads.append(self._s3.head_object(**key))
        return heads[0] if heads else None

    def _blocks(self, key: dict[str, str], tag: str) -> Iterator[bytes]:
        with _told(412, "file_hash_mismatch"):
            yield from self._s3.get_object(**key, IfMatch=tag)["Body"].iter_chunks(BLOCK)

    def _abort(self, begun: dict[str, Any]) -> None:
        with _told(quiet=_GONE):
            self._s3.abort_multipart_upload(
                **self._bucket, Key=begun["Key"], UploadId=begun["UploadId"]
            )

    def _delete(self, key: str) -> None:
        with _told(quiet=_GONE):
            self._s3.delete_object(**self._bucket, Key=key)


@contextmanager
def _told(
    status: int = 0,
    code: str = "files_unavailable",
    *,
    quiet: set[str] | frozenset[str] = frozenset(),
) -> Iterator[None]:
    """The store's errors in our words: `status` becomes `code`; those in `quiet` are nothing."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] in quiet:
            return
        answered = error.response["ResponseMetadata"]["HTTPStatusCode"]
        raise Problem(code if answered == status else "files_unavailable") from error
    except BotoCoreError as error:
        raise Problem("files_unavailable") from error
