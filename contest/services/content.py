"""Putting a submitted version back: what the desk accepts is what was sent."""

from datetime import datetime

from contest.form import FIELDS
from contest.models import Entry, EntryFile, EntryVersion
from contest.selectors.files import live_files
from contest.selectors.submitted import content_fill
from core.models import StoredFile


def content_restore(*, entry: Entry, version: EntryVersion, at: datetime) -> None:
    """Make the locked entry what the version says: edits that were not submitted do not count."""
    content_fill(entry, version.content)
    entry.rev += 1
    entry.save(update_fields=[*FIELDS, "track", "division", "rev"])
    sent = {item["slot"]: item["id"] for item in version.content["files"]}
    live = {placed.slot: str(placed.file.uid) for placed in live_files(entry=entry)}
    for slot in set(sent) | set(live):
        if sent.get(slot) != live.get(slot):
            _place(entry, slot, sent.get(slot), at)


def _place(entry: Entry, slot: str, file_id: str | None, at: datetime) -> None:
    EntryFile.objects.filter(entry=entry, slot=slot, until__isnull=True).update(until=at)
    if file_id is not None:
        file = StoredFile.objects.get(uid=file_id)
        EntryFile.objects.create(entry=entry, slot=slot, file=file, since=at)
