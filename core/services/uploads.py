"""Files arrive in parts of a fixed size and become one stored file when all are there.

The bytes are written, joined and checked outside any transaction; the rows change at the end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from core.errors import Problem
from core.files.blobs import BlobStore, Joined
from core.files.checks import file_check
from core.files.limits import MIB, SlotLimits
from core.files.parts import part_lengths, part_size_for
from core.files.stores import blob_store
from core.files.types import content_type
from core.models import Person, StoredFile, Upload, UploadPart, UploadState
from core.selectors.uploads import part_numbers, upload_own_or_404, uploads_expired
from core.services.files import file_store
from core.services.upload_quota import upload_quota_enforce
from core.states import Machine
from core.viewer import Viewer

MACHINE: Final = Machine(
    noun="upload",
    states=tuple(UploadState.values),
    moves={
        ("open", "store"): "open",
        ("open", "complete"): "complete",
        ("open", "abandon"): "abandoned",
    },
    refusal="upload_state_refused",
)

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
# An interrupted upload may go on for a week; then its parts are removed.
LIFE: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One part: its length in bytes, whether it has come, and where the store itself takes it."""

    number: int
    size: int
    received: bool
    url: str | None


@transaction.atomic
def upload_open(
    *,
    person: Person,
    subject: tuple[str, UUID],
    slot: str,
    name: str,
    size: int,
    sha256: str,
    limits: SlotLimits,
) -> Upload:
    """Announce a file.

    Raises file_too_large, file_kind_refused, field_invalid, upload_quota_exceeded.
    """
    if size < 1:
        raise Problem("field_invalid", fields={"size": ["min_value"]})
    if size > limits.max_size:
        raise Problem("file_too_large", params={"max_mb": str(limits.max_size // MIB)})
    if not _SHA256.fullmatch(sha256):
        raise Problem("field_invalid", fields={"sha256": ["invalid"]})
    if not _name_sound(name, limits.kind):
        raise Problem("file_kind_refused", params={"kind": limits.kind})
    upload_quota_enforce(person=person, subject=subject, size=size)
    return Upload.objects.create(
        person=person,
        subject_kind=subject[0],
        subject_id=subject[1],
        slot=slot,
        name=name,
        size=size,
        sha256=sha256,
        part_size=part_size_for(size),
    )


def _name_sound(name: str, kind: str) -> bool:
    printable = name.isprintable() and not set(name) & set('/\\\0"')
    return printable and len(name) <= 200 and name.lower().endswith(f".{kind}")


def upload_plan(*, upload: Upload) -> list[PartPlan]:
    """The parts of an upload; an open one's addresses are good for a while and then asked again.

    Raises files_unavailable.
    """
    lengths = part_lengths(size=upload.size, part_size=upload.part_size)
    urls: list[str] | None = None
    received = part_numbers(upload=upload)
    if upload.state == UploadState.OPEN:
        store = blob_store()
        urls = store.part_urls(upload=upload.uid, lengths=lengths)
        if urls is not None:
            received = store.parts_present(upload=upload.uid, lengths=lengths)
    elif upload.state == UploadState.COMPLETE:
        received = set(range(1, len(lengths) + 1))
    return [
        PartPlan(number, length, number in received, urls[number - 1] if urls else None)
        for number, length in enumerate(lengths, start=1)
    ]


def upload_part_store(
    *, upload_id: UUID, number: int, body: bytes | Path, viewer: Viewer, at: datetime
) -> UploadPart:
    """Store a part whole; sending the same number again replaces it.

    Raises not_found (somebody else's upload), upload_state_refused, upload_expired,
    upload_part_unknown, upload_part_size. The bytes are stored before the row says so.
    """
    upload = upload_own_or_404(viewer=viewer, upload_id=upload_id)
    MACHINE.step(upload.state, "store")
    _require_young(upload, at)
    lengths = part_lengths(size=upload.size, part_size=upload.part_size)
    if not 1 <= number <= len(lengths):
        raise Problem("upload_part_unknown", params={"number": str(number)})
    expected = lengths[number - 1]
    actual = len(body) if isinstance(body, bytes) else body.stat().st_size
    if actual != expected:
        raise Problem("upload_part_size", params={"expected": str(expected)})
    size = blob_store().part_write(upload=upload.uid, number=number, body=body)
    with transaction.atomic():
        MACHINE.step(_locked(upload).state, "store")
        part, _ = UploadPart.objects.update_or_create(
            upload=upload, number=number, defaults={"size": size, "received_at": at}
        )
    return part


def upload_complete(
    *,
    upload: Upload,
    limits: SlotLimits,
    attach: Callable[[StoredFile], object],
    at: datetime,
) -> Upload:
    """Check the whole file and keep it; `attach` puts it in its place in the same transaction.

    Completing again returns the finished upload. Raises upload_incomplete, upload_expired,
    upload_state_refused, file_size_mismatch, file_hash_mismatch, file_kind_refused,
    file_truncated, file_too_many_pages, files_unavailable; nothing else changed. A refused
    file's parts may be sent again, on S3 all of them.
    """
    if upload.state == UploadState.COMPLETE:
        return upload
    MACHINE.step(upload.state, "complete")
    _require_young(upload, at)
    try:
        return _complete(blob_store(), upload, limits, attach)
    except (Problem, FileNotFoundError) as error:
        return _overtaken(upload, error)


def _require_young(upload: Upload, at: datetime) -> None:
    if at - upload.created_at > LIFE:
        raise Problem("upload_expired")


def _complete(
    store: BlobStore, upload: Upload, limits: SlotLimits, attach: Callable[[StoredFile], object]
) -> Upload:
    joined = _joined(store, upload)
    try:
        pages = file_check(joined, size=upload.size, sha256=upload.sha256, limits=limits)
    except Problem:
        store.refuse(joined)
        raise
    key = store.keep(joined, content_type=content_type(limits.kind))
    try:
        finished = _finish(upload, key, pages, limits, attach)
    except BaseException:
        store.discard_key(key=key)
        raise
    store.discard(upload=upload.uid)
    return finished


def _joined(store: BlobStore, upload: Upload) -> Joined:
    lengths = part_lengths(size=upload.size, part_size=upload.part_size)
    present = store.parts_present(upload=upload.uid, lengths=lengths)
    missing = [str(number) for number in range(1, len(lengths) + 1) if number not in present]
    if missing:
        raise Problem("upload_incomplete", params={"missing": ", ".join(missing)})
    return store.join(upload=upload.uid, lengths=lengths)


def _overtaken(upload: Upload, error: Problem | FileNotFoundError) -> Upload:
    """The other request that was completing at the same moment removed the parts: its answer."""
    now = Upload.objects.select_related("person", "file").get(pk=upload.pk)
    if now.state == UploadState.COMPLETE:
        return now
    MACHINE.step(now.state, "complete")
    if isinstance(error, Problem):
        raise error
    raise Problem("upload_incomplete", params={"missing": "1"}) from error


@transaction.atomic
def _finish(
    upload: Upload,
    key: str,
    pages: int,
    limits: SlotLimits,
    attach: Callable[[StoredFile], object],
) -> Upload:
    locked = _locked(upload)
    completed = MACHINE.step(locked.state, "complete")
    stored = file_store(
        person=locked.person,
        name=locked.name,
        size=locked.size,
        sha256=locked.sha256,
        kind=limits.kind,
        key=key,
        pages=pages,
    )
    attach(stored)
    locked.state = completed
    locked.file = stored
    locked.save(update_fields=["state", "file"])
    return locked


def upload_abandon(*, upload: Upload) -> Upload:
    """Give an upload up; its parts are removed. Raises upload_state_refused once complete."""
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state == UploadState.ABANDONED:
            return locked
        locked.state = MACHINE.step(locked.state, "abandon")
        locked.save(update_fields=["state"])
    blob_store().discard(upload=upload.uid)
    return locked


def uploads_sweep(*, at: datetime) -> int:
    """Give up what nobody completed within its life, and what the store holds without a row.

    Returns the number of uploads given up. May run again at any time.
    """
    before = at - LIFE
    given_up = 0
    for uid in uploads_expired(before=before):
        upload = Upload.objects.get(uid=uid)
        if upload.state == UploadState.OPEN:
            upload_abandon(upload=upload)
            given_up += 1
    # A day more, so that nothing is taken from a request that has just been let in.
    blob_store().sweep(before=before - timedelta(days=1))
    return given_up


def _locked(upload: Upload) -> Upload:
    return Upload.objects.select_for_update(of=("self",)).select_related("person").get(pk=upload.pk)
