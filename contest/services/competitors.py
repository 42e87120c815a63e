"""Who competes neither decides nor keeps the marks of the same edition."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from contest.models import Edition, EditionState
from contest.ports import team_member_checks
from contest.selectors.teams import competes_in
from core.errors import Problem
from core.models import Host, Person
from core.models.access import Role
from core.selectors.people import person_holds
from core.steps import Scope

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

# Nobody decides anything in them any more.
_OVER: Final = (EditionState.ARCHIVED, EditionState.CANCELLED)


def competitor_require_free(*, edition: Edition, person: Person, at: datetime) -> None:
    """Under the edition's lock. Raises role_conflict for whoever decides or judges there."""
    host_id = edition.contest.host_id
    if person_holds(person=person, roles=DECIDING, host_id=host_id, scope_id=edition.uid, at=at):
        raise Problem("role_conflict")
    team_member_checks(edition=edition, person=person)


def office_require_free(
    *, person: Person, host: Host, role: str, scope: Scope, at: datetime
) -> None:
    """A step of core's port. Raises role_conflict for an office over an edition one competes in.

    An office for the whole host is one over each of its editions that is not over. They are
    locked, so that a registration at the same moment waits, or is seen.
    """
    if role not in DECIDING:
        return
    within = ~Q(state__in=_OVER) if scope is None else Q(uid=scope[1])
    editions = Edition.objects.filter(within, contest__host=host)
    locked = list(editions.select_for_update(of=("self",)).order_by("pk"))
    if competes_in(person_id=person.pk, edition_ids=[each.pk for each in locked]):
        raise Problem("role_conflict")
