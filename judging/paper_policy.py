"""Who prints, who files what comes back, who sees the register, who says that ink is asked for.

A page with values shows other people's marks, so it is for those who answer for the result. The
register holds no mark: the event desk, which hands paper out and takes it in, works with it. Nobody
who judges the round has a part in it, and a witness reads.
"""

from datetime import datetime

from contest.models import Round, RoundState
from contest.roles import holds
from core.models import Role
from core.policy import HIDDEN, Decision, Refused, allow_if, stepped_up
from core.viewer import Viewer
from judging.models import PaperFiling, PaperKind, PaperPrint
from judging.policy import RESULT_STAFF
from judging.selectors.seats import judges_round

_DESK = (Role.ORGANIZER, Role.SCOREKEEPER, Role.EVENT_DESK)
_VALUES = (Role.ORGANIZER, Role.SCOREKEEPER, Role.VERIFIER)
_READERS = (*RESULT_STAFF, Role.EVENT_DESK)


def papers_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See what was printed, what came back and what is missing, never a mark."""
    return allow_if(_office(viewer, round, *_READERS))


def papers_values(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Open a file with marks on it: those who answer for the result."""
    return allow_if(_office(viewer, round, *RESULT_STAFF))


def paper_print_ask(*, viewer: Viewer, round: Round, kind: str) -> Decision:  # noqa: A002 - the noun of the table
    """Print: blank cards the desk too, what has values who counts, organizes or verifies."""
    roles = _DESK if kind == PaperKind.CARDS else _VALUES
    return _or_refused(viewer, round, allowed=_office(viewer, round, *roles))


def paper_file(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """File a signed page or take a filing back: organizer, scorekeeper, event desk."""
    return _or_refused(viewer, round, allowed=_office(viewer, round, *_DESK))


def ink_office(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Hold the office that decides on ink now: the organizer before the round, then the verifier.

    Whoever wants the result soon does not lift what was announced.
    """
    if round.state == RoundState.PREPARED:
        allowed = _office(viewer, round, Role.ORGANIZER)
    else:
        vouches = _office(viewer, round, Role.VERIFIER)
        allowed = vouches and not holds(viewer, round.edition, Role.WITNESS)
    return _or_refused(viewer, round, allowed=allowed)


def ink_decide(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Decide on it; the verifier stepped up."""
    office = ink_office(viewer=viewer, round=round)
    if office and round.state != RoundState.PREPARED:
        return stepped_up(viewer=viewer, at=at)
    return office


def print_file_read(*, viewer: Viewer, paper: PaperPrint) -> Decision:
    """Download a run: blank cards whoever sees the register, the rest those with the result."""
    if paper.kind == PaperKind.CARDS:
        return papers_read(viewer=viewer, round=paper.round)
    return papers_values(viewer=viewer, round=paper.round)


def filing_file_read(*, viewer: Viewer, filing: PaperFiling) -> Decision:
    """Open the scan of a signed page."""
    return papers_values(viewer=viewer, round=filing.page.print.round)


def _office(viewer: Viewer, round: Round, *roles: str) -> bool:  # noqa: A002 - the noun of the table
    return holds(viewer, round.edition, *roles) and not judges_round(viewer=viewer, round=round)


def _or_refused(viewer: Viewer, round: Round, *, allowed: bool) -> Decision:  # noqa: A002 - the noun of the table
    known = papers_read(viewer=viewer, round=round)
    return allow_if(allowed, Refused("not_allowed", 403) if known else HIDDEN)
