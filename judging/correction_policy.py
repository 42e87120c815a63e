"""Who sees what judges want corrected or sent too late, decides on it, is told the marks."""

from datetime import datetime

from contest.models import Round
from contest.roles import holds
from core.models import Role
from core.policy import HIDDEN, Decision, Refused, allow_if, stepped_up
from core.viewer import Viewer
from judging.models import SEALED_SLOTS, CorrectionOffice, ScoreSheet
from judging.policy import progress_read
from judging.selectors.corrections import is_shown
from judging.selectors.seats import deciding_chair, judges_round


def corrections_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See what judges want corrected: whoever sees the panel's progress."""
    return progress_read(viewer=viewer, round=round)


def sheet_office(*, viewer: Viewer, sheet: ScoreSheet, office: str) -> Decision:
    """Hold one of the two offices over a signed sheet, stepped up or not: never over one's own.

    For the panel speaks its chair; scorekeeper or organizer where the sheet is hers, she does not
    judge the entry or there is none. Beside it stands the verifier, who is no witness.
    """
    judges = judges_round(viewer=viewer, round=sheet.round)
    edition = sheet.round.edition
    if office == CorrectionOffice.VERIFIER:
        vouches = holds(viewer, edition, Role.VERIFIER) and not holds(viewer, edition, Role.WITNESS)
        return allow_if(vouches and not judges)
    chair = deciding_chair(sheet)
    if chair is None:
        staff = holds(viewer, edition, Role.ORGANIZER, Role.SCOREKEEPER)
        return allow_if(staff and not judges)
    known = corrections_read(viewer=viewer, round=sheet.round)
    otherwise = Refused("not_allowed", 403) if known else HIDDEN
    return allow_if(chair.expert.person_id == viewer.person_id, otherwise)


def sheet_decide(*, viewer: Viewer, sheet: ScoreSheet, office: str, at: datetime) -> Decision:
    """Decide for an office on a judge's request or late changes; the verifier stepped up."""
    held = sheet_office(viewer=viewer, sheet=sheet, office=office)
    if held and office == CorrectionOffice.VERIFIER:
        return stepped_up(viewer=viewer, at=at)
    return held


def sheet_marks(*, viewer: Viewer, sheet: ScoreSheet) -> bool:
    """Be told the marks and words: once the hall has seen the team's.

    Verifier and chair need them to decide as soon as the slot is sealed; who stands in for the
    chair waits like everybody else.
    """
    if is_shown(sheet):
        return True
    if sheet.slot.state not in SEALED_SLOTS:
        return False
    held = {
        office
        for office in CorrectionOffice.values
        if sheet_office(viewer=viewer, sheet=sheet, office=office)
    }
    chairs = judges_round(viewer=viewer, round=sheet.round)
    return CorrectionOffice.VERIFIER in held or (CorrectionOffice.PANEL in held and chairs)
