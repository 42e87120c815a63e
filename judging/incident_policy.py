"""Who takes down what went wrong, who signs for it, and who says that it is over."""

from datetime import datetime

from contest.models import Round
from contest.roles import holds
from core.models import Role
from core.policy import ALLOWED, HIDDEN, Decision, Refused, allow_if, stepped_up
from core.viewer import Viewer
from judging.models import Incident, IncidentOffice
from judging.policy import HALL_STAFF, ROUND_STAFF
from judging.selectors.seats import chairs_round, judges_round, scoring_seats


def incidents_read(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """See what went wrong: the people who run the round, and its chair."""
    if holds(viewer, round.edition, *ROUND_STAFF) and not judges_round(viewer=viewer, round=round):
        return ALLOWED
    return allow_if(chairs_round(viewer=viewer, round=round))


def incident_open_in(*, viewer: Viewer, round: Round) -> Decision:  # noqa: A002 - the noun of the table
    """Open one: who works in the hall, the verifier, the chair. A witness has notes of her own."""
    if not incidents_read(viewer=viewer, round=round):
        return HIDDEN
    works = holds(viewer, round.edition, *HALL_STAFF, Role.VERIFIER)
    chairs = chairs_round(viewer=viewer, round=round)
    return allow_if(works or chairs, Refused("not_allowed", 403))


def incident_office(*, viewer: Viewer, incident: Incident, office: str) -> Decision:
    """Sign as what one is there: nobody signs in another's name."""
    round_ = incident.room.panel.round
    edition, judges = round_.edition, judges_round(viewer=viewer, round=round_)
    seats = scoring_seats(viewer).filter(panel=incident.room.panel)
    if office == IncidentOffice.JUDGE:
        return allow_if(seats.filter(is_chair=False).exists())
    if office == IncidentOffice.CHAIR:
        return allow_if(seats.filter(is_chair=True).exists())
    if office == IncidentOffice.VERIFIER:
        vouches = holds(viewer, edition, Role.VERIFIER) and not holds(viewer, edition, Role.WITNESS)
        return allow_if(vouches and not judges)
    if office == IncidentOffice.WITNESS:
        return allow_if(holds(viewer, edition, Role.WITNESS) and not judges)
    return allow_if(holds(viewer, edition, *HALL_STAFF) and not judges)


def incident_sign(*, viewer: Viewer, incident: Incident, office: str, at: datetime) -> Decision:
    """Sign; the verifier stepped up."""
    held = incident_office(viewer=viewer, incident=incident, office=office)
    if held and office == IncidentOffice.VERIFIER:
        return stepped_up(viewer=viewer, at=at)
    return held


def incident_close(*, viewer: Viewer, incident: Incident) -> Decision:
    """Say that it is over: organizer and scorekeeper."""
    round_ = incident.room.panel.round
    known = incidents_read(viewer=viewer, round=round_)
    closes = holds(viewer, round_.edition, Role.ORGANIZER, Role.SCOREKEEPER)
    judges = judges_round(viewer=viewer, round=round_)
    return allow_if(closes and not judges, Refused("not_allowed", 403) if known else HIDDEN)
