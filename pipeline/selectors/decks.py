"""The decks that projects are opened with."""

from contest.models import EntryFile


def decks_of_entries(entry_ids: list[int]) -> dict[int, EntryFile]:
    """The live deck of each entry."""
    rows = EntryFile.objects.filter(entry_id__in=entry_ids, slot="deck", until__isnull=True)
    return {row.entry_id: row for row in rows}
