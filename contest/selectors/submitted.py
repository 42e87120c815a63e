"""An entry as it was submitted: what the office decides on while the team may already edit."""

from typing import Any

from contest.form import FIELDS
from contest.models import Division, Entry, EntryFile, Track
from contest.selectors.versions import latest_version


def as_submitted(entry: Entry) -> Entry:
    """Fill the unsaved row with its last version's content; an entry never sent stays as it is."""
    version = latest_version(entry=entry)
    if version is None:
        return entry
    return content_fill(entry, version.content)


def content_fill(entry: Entry, content: dict[str, Any]) -> Entry:
    """Put a submitted version's content into the row, which stays unsaved."""
    for name in FIELDS:
        setattr(entry, name, content[name])
    entry.track = Track.objects.get(edition_id=entry.edition_id, code=content["track"])
    entry.division = Division.objects.get(edition_id=entry.edition_id, code=content["division"])
    return entry


def submitted_files(*, entry: Entry) -> list[EntryFile]:
    """The files of the last version, one for each slot."""
    version = latest_version(entry=entry)
    if version is None:
        return []
    ids = [item["id"] for item in version.content["files"]]
    placed = EntryFile.objects.filter(entry=entry, file__uid__in=ids).select_related("file")
    return sorted({row.slot: row for row in placed.order_by("pk")}.values(), key=lambda r: r.slot)
