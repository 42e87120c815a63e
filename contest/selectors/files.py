"""Files of entries."""

from contest.models import Entry, EntryFile
from contest.selectors.submitted import submitted_files
from core.models import StoredFile


def live_files(*, entry: Entry) -> list[EntryFile]:
    """The live file of each slot."""
    return list(
        EntryFile.objects.filter(entry=entry, until__isnull=True)
        .select_related("file")
        .order_by("slot")
    )


def entry_files_of(*, file: StoredFile) -> list[EntryFile]:
    """The places where a stored file stands or stood, with their entries."""
    return list(
        EntryFile.objects.filter(file=file)
        .select_related("entry__edition__contest__host", "entry__team")
        .order_by("pk")
    )


def files_shown(*, entry: Entry, submitted: bool) -> list[EntryFile]:
    """The live files, or those of the last submitted version."""
    return submitted_files(entry=entry) if submitted else live_files(entry=entry)
