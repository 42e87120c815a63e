"""Who seats an alternate, and who sees it."""

from contest.models import Round
from contest.roles import holds
from core.models import Role
from core.policy import ALLOWED, HIDDEN, Decision, Refused
from core.viewer import Viewer
from judging.policy import progress_read
from judging.selectors.seats import judges_round


def seatings_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See who sits for whom: whoever sees the panel's progress."""
    return progress_read(viewer=viewer, round=round)


def seating_make(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Seat an alternate, let a judge leave, take it back: the organizer, with no seat herself."""
    judges = judges_round(viewer=viewer, round=round)
    if holds(viewer, round.edition, Role.ORGANIZER) and not judges:
        return ALLOWED
    known = seatings_read(viewer=viewer, round=round)
    return Refused("not_allowed", 403) if known else HIDDEN
