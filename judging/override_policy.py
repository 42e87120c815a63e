"""Who proposes to seal a team without a judge's sheet, and who answers for it beside them."""

from datetime import datetime

from contest.models import Round
from contest.roles import holds
from core.models import Role
from core.policy import ALLOWED, HIDDEN, Decision, Refused, stepped_up
from core.viewer import Viewer
from judging.models import Override, Slot
from judging.policy import progress_read
from judging.selectors.motions import own_seats
from judging.selectors.recusals import is_recused
from judging.selectors.seats import chairs_round, judges_round


def overrides_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See them: whoever sees the panel's progress."""
    return progress_read(viewer=viewer, round=round)


def override_propose(*, viewer: Viewer, slot: Slot) -> Decision:
    """Propose one: the organizer, or the chair where she is not recused."""
    round_ = slot.room.panel.round
    if chairs_round(viewer=viewer, round=round_):
        own = own_seats(viewer, round_)
        away = is_recused(seats=own, numbers=[slot.entry.number])
        return HIDDEN if away else ALLOWED
    if holds(viewer, round_.edition, Role.ORGANIZER):
        # A seat comes first: who judges the round has no office over its sheets.
        return HIDDEN if judges_round(viewer=viewer, round=round_) else ALLOWED
    return _otherwise(viewer, round_)


def override_office(*, viewer: Viewer, override: Override) -> bool:
    """Whether the second word is the viewer's, stepped up or not: the verifier, no witness."""
    round_ = override.slot.room.panel.round
    edition = round_.edition
    vouches = holds(viewer, edition, Role.VERIFIER) and not holds(viewer, edition, Role.WITNESS)
    return vouches and not judges_round(viewer=viewer, round=round_)


def override_decide(*, viewer: Viewer, override: Override, at: datetime) -> Decision:
    """Say yes or no: the verifier, stepped up. That it is another person the command sees to."""
    if override_office(viewer=viewer, override=override):
        return stepped_up(viewer=viewer, at=at)
    return _otherwise(viewer, override.slot.room.panel.round)


def override_withdraw(*, viewer: Viewer, override: Override) -> Decision:
    """Take it back: whoever may propose it."""
    return override_propose(viewer=viewer, slot=override.slot)


def _otherwise(viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    known = overrides_read(viewer=viewer, round=round)
    return Refused("not_allowed", 403) if known else HIDDEN
