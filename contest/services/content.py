"""The content of a submission: frozen as sent, hashed, and put back when it is accepted."""

import hashlib
from datetime import datetime
from typing import Any

import rfc8785

from contest.models import Division, Entry, EntryFile, EntryVersion, Track
from contest.selectors.consents import live_consents
from contest.selectors.files import live_files
from core.models import StoredFile

FIELDS = ("title", "summary", "landing_intent", "planned_investment_minor", "answers")


def content_of(*, entry: Entry) -> dict[str, Any]:
    """What the team sends: form, team, files and consents, without floats."""
    return {
        **{name: getattr(entry, name) for name in FIELDS},
        "team": entry.team.name,
        "track": entry.track.code if entry.track else None,
        "division": entry.division.code if entry.division else None,
        "files": [
            {
                "slot": placed.slot,
                "id": str(placed.file.uid),
                "name": placed.file.name,
                "sha256": placed.file.sha256,
                "size": placed.file.size,
                "kind": placed.file.kind,
                "pages": placed.file.pages,
            }
            for placed in live_files(entry=entry)
        ],
        "consents": [
            {
                "kind": consent.text.kind,
                "version": consent.text.version,
                "text_hash": consent.text.hash,
            }
            for consent in live_consents(entry=entry)
        ],
    }


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON (RFC 8785)."""
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def content_restore(*, entry: Entry, version: EntryVersion, at: datetime) -> None:
    """Make the locked entry what the version says: edits that were not submitted do not count."""
    content = version.content
    for name in FIELDS:
        setattr(entry, name, content[name])
    entry.track = Track.objects.get(edition_id=entry.edition_id, code=content["track"])
    entry.division = Division.objects.get(edition_id=entry.edition_id, code=content["division"])
    entry.rev += 1
    entry.save(update_fields=[*FIELDS, "track", "division", "rev"])
    sent = {item["slot"]: item["id"] for item in content["files"]}
    live = {placed.slot: str(placed.file.uid) for placed in live_files(entry=entry)}
    for slot in set(sent) | set(live):
        if sent.get(slot) != live.get(slot):
            _place(entry, slot, sent.get(slot), at)


def _place(entry: Entry, slot: str, file_id: str | None, at: datetime) -> None:
    EntryFile.objects.filter(entry=entry, slot=slot, until__isnull=True).update(until=at)
    if file_id is not None:
        file = StoredFile.objects.get(uid=file_id)
        EntryFile.objects.create(entry=entry, slot=slot, file=file, since=at)
