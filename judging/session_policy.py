"""Who seals a session and who sees that judges changed marks in it."""

from contest.roles import holds
from core.models import Role
from core.policy import Decision, allow_if
from core.viewer import Viewer
from judging.models import Room


def session_seal_run(*, viewer: Viewer, room: Room) -> Decision:
    """Seal it: as a single team's sheets, timekeeper, organizer and scorekeeper."""
    roles = (Role.TIMEKEEPER, Role.ORGANIZER, Role.SCOREKEEPER)
    return allow_if(holds(viewer, room.panel.round.edition, *roles))
