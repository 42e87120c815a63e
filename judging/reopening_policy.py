"""Who may take a locked result up again."""

from datetime import datetime

from contest.models import Round
from contest.roles import holds
from core.models import Role
from core.policy import Decision, allow_if
from core.viewer import Viewer
from judging.policy import RESULT_STAFF, result_vouch
from judging.selectors.seats import judges_round


def reopenings_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See that it is asked for, and why: those who answer for the result."""
    judges = judges_round(viewer=viewer, round=round)
    return allow_if(holds(viewer, round.edition, *RESULT_STAFF) and not judges)


def reopening_propose(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Ask for it: the organizer."""
    judges = judges_round(viewer=viewer, round=round)
    return allow_if(holds(viewer, round.edition, Role.ORGANIZER) and not judges)


def reopening_decide(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Decide on it: the verifier, stepped up."""
    return result_vouch(viewer=viewer, round=round, at=at)
