"""Who puts the next one into a free place, and who sees it."""

from contest.models import Round
from core.policy import Decision
from core.viewer import Viewer
from judging.policy import draw_make, round_read


def substitutions_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See free places and who moved up: whoever runs the round."""
    return round_read(viewer=viewer, round=round)


def substitution_make(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Put the next one in, take it back: who draws, the organizer with no seat herself."""
    return draw_make(viewer=viewer, round=round)
