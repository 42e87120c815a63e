"""Who keeps the door of a room."""

from contest.roles import holds
from core.models import Role
from core.policy import HIDDEN, Decision, Refused, allow_if
from core.viewer import Viewer
from judging.models import Slot
from judging.policy import ROUND_STAFF


def door_keep(*, viewer: Viewer, slot: Slot) -> Decision:
    """Write who came and was called: the event desk, and whoever runs the room."""
    edition = slot.room.panel.round.edition
    known = holds(viewer, edition, *ROUND_STAFF)
    keeps = holds(viewer, edition, Role.EVENT_DESK, Role.ORGANIZER, Role.TIMEKEEPER)
    return allow_if(keeps, Refused("not_allowed", 403) if known else HIDDEN)
