"""The viewer's own entries in an edition."""

from contest.models import Edition, Entry
from core.viewer import Viewer


def own_entries(*, viewer: Viewer, edition: Edition) -> set[str]:
    """Numbers of the accepted entries whose team the viewer belongs to."""
    if viewer.member_id is None:
        return set()
    mine = Entry.objects.filter(
        edition=edition,
        team__members__person_id=viewer.member_id,
        team__members__left_at__isnull=True,
    ).exclude(number="")
    return set(mine.values_list("number", flat=True))
