"""Who draws, who types a paper draw, who confirms it, and who moves a team to another room."""

from datetime import datetime

from contest.models import Round
from contest.roles import holds
from core.models import Role
from core.policy import HIDDEN, Decision, allow_if, stepped_up
from core.viewer import Viewer
from judging.models import Draw, DrawKind
from judging.policy import draw_make, result_vouch
from judging.selectors.seats import judges_round
from judging.selectors.what_ifs import has_witness


def draw_lot_take(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Let a team draw its lot at sign-in: the organizer and the event desk."""
    draws = holds(viewer, round.edition, Role.ORGANIZER, Role.EVENT_DESK)
    return allow_if(draws and not judges_round(viewer=viewer, round=round))


def draw_paper_type(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Type the order of a paper draw: the organizer."""
    return draw_make(viewer=viewer, round=round)


def draw_paper_confirm(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Say that the typed order is the paper's, stepped up.

    The witness, before whom it was drawn; the verifier where the edition has no witness.
    """
    if not _confirms(viewer, round, at):
        return HIDDEN
    return stepped_up(viewer=viewer, at=at)


def draw_acts(*, viewer: Viewer, draw: Draw, at: datetime) -> list[str]:
    """What the viewer may do at the draw as it stands: reveal, lot, type, confirm."""
    judged = draw.round
    if draw.revealed_at is not None:
        return []
    if draw.kind == DrawKind.PAPER:
        types = bool(draw_paper_type(viewer=viewer, round=judged))
        acts = {"type": types, "confirm": _confirms(viewer, judged, at)}
    else:
        lot = draw.kind == DrawKind.SIGN_IN and bool(draw_lot_take(viewer=viewer, round=judged))
        acts = {"reveal": bool(draw_make(viewer=viewer, round=judged)), "lot": lot}
    return [act for act, held in acts.items() if held]


def transfer_ask(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Ask that a team be heard in another room: the organizer."""
    asks = holds(viewer, round.edition, Role.ORGANIZER)
    return allow_if(asks and not judges_round(viewer=viewer, round=round))


def transfer_decide(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Let it, or not: the verifier, stepped up."""
    return result_vouch(viewer=viewer, round=round, at=at)


def transfer_acts(*, viewer: Viewer, round: Round) -> list[str]:  # noqa: A002 - the noun of the table
    """What the viewer may do with transfers, a second factor aside: ask, decide."""
    acts = [] if not transfer_ask(viewer=viewer, round=round) else ["ask"]
    verifies = holds(viewer, round.edition, Role.VERIFIER)
    witness = holds(viewer, round.edition, Role.WITNESS)
    if verifies and not witness and not judges_round(viewer=viewer, round=round):
        acts.append("decide")
    return acts


def _confirms(viewer: Viewer, round: Round, at: datetime) -> bool:  # noqa: A002 - the noun of the table
    if judges_round(viewer=viewer, round=round):
        return False
    if holds(viewer, round.edition, Role.WITNESS):
        return True
    return holds(viewer, round.edition, Role.VERIFIER) and not has_witness(round.edition, at=at)
