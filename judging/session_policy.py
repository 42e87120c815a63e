"""Who seals a session and who sees that judges changed marks in it."""

from contest.models import Round
from contest.roles import holds
from core.models import Role
from core.policy import Decision, allow_if
from core.viewer import Viewer
from judging.models import Room
from judging.policy import RESULT_STAFF
from judging.selectors.seats import judges_round


def session_seal_run(*, viewer: Viewer, room: Room) -> Decision:
    """Seal it: as a single team's sheets, timekeeper, organizer and scorekeeper."""
    roles = (Role.TIMEKEEPER, Role.ORGANIZER, Role.SCOREKEEPER)
    return allow_if(holds(viewer, room.panel.round.edition, *roles))


def mark_changes_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See that marks were changed, and when: result staff, and nobody who judges the round."""
    staff = holds(viewer, round.edition, *RESULT_STAFF)
    return allow_if(staff and not judges_round(viewer=viewer, round=round))


def mark_changes_sealed(*, viewer: Viewer, round: Round) -> bool:  # noqa: A002 - the noun of the table
    """Be told the values from the seal on: verifier and witness; the others wait for the hall."""
    return holds(viewer, round.edition, Role.VERIFIER, Role.WITNESS)
