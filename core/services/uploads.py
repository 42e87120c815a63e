"""Files arrive in parts of a fixed size and become one stored file when all are there.

The bytes are written, joined and checked outside any transaction; the rows change at the end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import transaction

from core.errors import Problem
from core.files import pdf, store
from core.files.limits import MIB, SlotLimits
from core.models import Person, StoredFile, Upload, UploadPart, UploadState
from core.selectors.uploads import upload_own_or_404
from core.services.files import file_store
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
# The largest part size whose threshold the file reaches.
_PART_SIZES: Final = ((400 * MIB, 16 * MIB), (100 * MIB, 8 * MIB), (0, 5 * MIB))


@dataclass(frozen=True, slots=True)
class _Checked:
    draft: Path
    pages: int


def part_size_for(size: int) -> int:
    """The part size of a file: 5 MiB, 8 from 100 MiB, 16 from 400 MiB."""
    return next(part for threshold, part in _PART_SIZES if size >= threshold)


def part_lengths(*, size: int, part_size: int) -> list[int]:
    """The exact length of each part, in order."""
    whole, rest = divmod(size, part_size)
    return [part_size] * whole + ([rest] if rest else [])


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
    """Announce a file. Raises file_too_large, file_kind_refused, field_invalid."""
    if size < 1:
        raise Problem("field_invalid", fields={"size": ["min_value"]})
    if size > limits.max_size:
        raise Problem("file_too_large", params={"max_mb": str(limits.max_size // MIB)})
    if not _SHA256.fullmatch(sha256):
        raise Problem("field_invalid", fields={"sha256": ["invalid"]})
    if not _name_sound(name, limits.kind):
        raise Problem("file_kind_refused", params={"kind": limits.kind})
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


def upload_part_store(
    *, upload_id: UUID, number: int, body: bytes | Path, viewer: Viewer, at: datetime
) -> UploadPart:
    """Store a part whole; sending the same number again replaces it.

    Raises not_found (somebody else's upload), upload_state_refused, upload_part_unknown,
    upload_part_size. The bytes reach the disk before the row says so.
    """
    upload = upload_own_or_404(viewer=viewer, upload_id=upload_id)
    MACHINE.step(upload.state, "store")
    lengths = part_lengths(size=upload.size, part_size=upload.part_size)
    if not 1 <= number <= len(lengths):
        raise Problem("upload_part_unknown", params={"number": str(number)})
    expected = lengths[number - 1]
    actual = len(body) if isinstance(body, bytes) else body.stat().st_size
    if actual != expected:
        raise Problem("upload_part_size", params={"expected": str(expected)})
    size = store.part_write(upload=upload.uid, number=number, body=body)
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
) -> Upload:
    """Check the whole file and keep it; `attach` puts it in its place in the same transaction.

    Completing again returns the finished upload. Raises upload_incomplete,
    upload_state_refused, file_size_mismatch, file_hash_mismatch, file_kind_refused,
    file_truncated, file_too_large; the parts stay, nothing else changed.
    """
    if upload.state == UploadState.COMPLETE:
        return upload
    MACHINE.step(upload.state, "complete")
    try:
        return _complete(upload, limits, attach)
    except (Problem, FileNotFoundError) as error:
        return _overtaken(upload, error)


def _complete(upload: Upload, limits: SlotLimits, attach: Callable[[StoredFile], object]) -> Upload:
    checked = _check(upload, limits)
    key = store.keep(draft=checked.draft, sha256=upload.sha256)
    try:
        finished = _finish(upload, key, checked.pages, limits, attach)
    except BaseException:
        store.discard_key(key=key)
        raise
    store.discard(upload=upload.uid)
    return finished


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


def _check(upload: Upload, limits: SlotLimits) -> _Checked:
    lengths = part_lengths(size=upload.size, part_size=upload.part_size)
    missing = [
        str(number)
        for number, length in enumerate(lengths, start=1)
        if store.part_size(upload=upload.uid, number=number) != length
    ]
    if missing:
        raise Problem("upload_incomplete", params={"missing": ", ".join(missing)})
    draft, size, digest = store.parts_join(upload=upload.uid, count=len(lengths))
    try:
        pages = _pages(draft, size, digest, upload, limits)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return _Checked(draft, pages)


def _pages(draft: Path, size: int, digest: str, upload: Upload, limits: SlotLimits) -> int:
    if size != upload.size:
        raise Problem("file_size_mismatch")
    if digest != upload.sha256:
        raise Problem("file_hash_mismatch")
    pages = pdf.pdf_pages(draft)
    if not 1 <= pages <= limits.max_pages:
        raise Problem("file_too_many_pages", params={"max_pages": str(limits.max_pages)})
    return pages


def upload_abandon(*, upload: Upload) -> Upload:
    """Give an upload up; its parts are removed. Raises upload_state_refused once complete."""
    with transaction.atomic():
        locked = _locked(upload)
        if locked.state == UploadState.ABANDONED:
            return locked
        locked.state = MACHINE.step(locked.state, "abandon")
        locked.save(update_fields=["state"])
    store.discard(upload=upload.uid)
    return locked


def _locked(upload: Upload) -> Upload:
    return Upload.objects.select_for_update(of=("self",)).select_related("person").get(pk=upload.pk)
