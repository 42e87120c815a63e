"""Who sees a fairness report, has it made, and decides whether everybody may.

It shows what was computed of other people's marks, so nobody who judges the round has a part in it.
"""

from datetime import datetime

from contest.models import Round
from contest.roles import holds
from core.models import Role
from core.policy import ALLOWED, Decision, Refused, allow_if, stepped_up
from core.viewer import Viewer
from judging.models import FairnessReport, ReportSight
from judging.policy import ranking_read
from judging.selectors.seats import judges_round


def fairness_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See a round's fairness report before it is published, and have it made: result staff."""
    return ranking_read(viewer=viewer, round=round)


def fairness_decide(*, viewer: Viewer, round: Round, at: datetime) -> Decision:  # noqa: A002 - the noun of the table
    """Publish it or keep it: the organizer, stepped up."""
    office = fairness_office(viewer=viewer, round=round)
    if office:
        return stepped_up(viewer=viewer, at=at)
    known = fairness_read(viewer=viewer, round=round)
    return Refused("not_allowed", 403) if known else office


def fairness_office(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Hold the office that decides on it, stepped up or not."""
    office = holds(viewer, round.edition, Role.ORGANIZER)
    return allow_if(office and not judges_round(viewer=viewer, round=round))


def fairness_file_read(*, viewer: Viewer, report: FairnessReport) -> Decision:
    """Download one of its files: everybody once it is published."""
    if report.sight == ReportSight.PUBLISHED:
        return ALLOWED
    return fairness_read(viewer=viewer, round=report.result_set.round)
