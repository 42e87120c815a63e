"""Who competes neither decides nor keeps the marks of the same edition."""

from datetime import datetime
from typing import Final

from contest.models import Edition
from contest.ports import team_member_checks
from core.errors import Problem
from core.models import Person
from core.models.access import Role
from core.selectors.people import person_holds

# Offices that admit, order, count, approve or attest. The desk's helpers and the zone are none.
DECIDING: Final = (
    Role.HOST_ADMIN,
    Role.ORGANIZER,
    Role.ELIGIBILITY_OFFICER,
    Role.REGIONAL_ADMIN,
    Role.EXPERT_KEEPER,
    Role.SCOREKEEPER,
    Role.TIMEKEEPER,
    Role.VERIFIER,
    Role.WITNESS,
)


def competitor_require_free(*, edition: Edition, person: Person, at: datetime) -> None:
    """Under the edition's lock. Raises role_conflict for whoever decides or judges there."""
    host_id = edition.contest.host_id
    if person_holds(person=person, roles=DECIDING, host_id=host_id, scope_id=edition.uid, at=at):
        raise Problem("role_conflict")
    team_member_checks(edition=edition, person=person)
