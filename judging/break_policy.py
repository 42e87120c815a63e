"""Who puts breaks into a running order."""

from contest.roles import holds
from core.models import Role
from core.policy import HIDDEN, Decision, Refused, allow_if
from core.viewer import Viewer
from judging.models import Room
from judging.policy import ROUND_STAFF


def break_set(*, viewer: Viewer, room: Room) -> Decision:
    """Put in, move and take out breaks: whoever runs the room."""
    edition = room.panel.round.edition
    known = holds(viewer, edition, *ROUND_STAFF)
    sets = holds(viewer, edition, Role.ORGANIZER, Role.TIMEKEEPER)
    return allow_if(sets, Refused("not_allowed", 403) if known else HIDDEN)
