"""Files of an entry: opened, completed and put in their slot."""

from datetime import datetime
from functools import partial

from django.db import transaction

from contest import policy
from contest.models import Entry, EntryFile
from contest.services.entries import entry_locked
from contest.slots import ENTRY_SUBJECT, SLOTS
from core.errors import Problem
from core.models import Person, StoredFile, Upload, UploadState
from core.services.uploads import upload_complete, upload_open


def entry_upload_open(
    *,
    entry: Entry,
    slot: str,
    name: str,
    size: int,
    sha256: str,
    actor: Person,
    at: datetime,
) -> Upload:
    """Announce a file for a slot.

    Raises field_invalid for an unknown slot, entry_locked, deadline_passed, and what
    `upload_open` raises.
    """
    if slot not in SLOTS:
        raise Problem("field_invalid", fields={"slot": ["invalid_choice"]})
    policy.entry_editable(entry=entry, at=at).enforce()
    return upload_open(
        person=actor,
        subject=(ENTRY_SUBJECT, entry.uid),
        slot=slot,
        name=name,
        size=size,
        sha256=sha256,
        limits=SLOTS[slot],
    )


def entry_upload_complete(*, entry: Entry, upload: Upload, at: datetime) -> Upload:
    """Check the file and make it the slot's live one, in one transaction.

    Raises entry_locked, deadline_passed, and what `upload_complete` raises. The deadline is read
    before the bytes are, and again under the entry's lock.
    """
    if upload.state != UploadState.COMPLETE:
        policy.entry_editable(entry=entry, at=at).enforce()
    return upload_complete(
        upload=upload,
        limits=SLOTS[upload.slot],
        attach=partial(entry_file_put, entry=entry, slot=upload.slot, at=at),
        at=at,
    )


@transaction.atomic
def entry_file_put(file: StoredFile, *, entry: Entry, slot: str, at: datetime) -> EntryFile:
    """Put a stored file in a slot; the one that stood there ends. Raises as `entry_editable`."""
    locked = entry_locked(entry=entry)
    policy.entry_editable(entry=locked, at=at).enforce()
    EntryFile.objects.filter(entry=locked, slot=slot, until__isnull=True).update(until=at)
    return EntryFile.objects.create(entry=locked, slot=slot, file=file, since=at)
