"""Row locks in the order of the house: edition, entry, and the log's head last."""

from contest.models import Edition


def edition_locked(*, edition_id: int) -> Edition:
    """The edition, locked: its deadline and state in force, and the counter of its numbers."""
    return Edition.objects.select_for_update().get(pk=edition_id)
