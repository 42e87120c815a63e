"""Who sees a team's turns as its own page tells them."""

from contest.models import Entry
from contest.policy import entry_people_read
from core.policy import Decision
from core.viewer import Viewer


def turns_read(*, viewer: Viewer, entry: Entry) -> Decision:
    """The team itself, and the office, which may be asked by it."""
    return entry_people_read(viewer=viewer, entry=entry)
