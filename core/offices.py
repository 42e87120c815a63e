"""Which role may give which: one table, for the whole host and for one edition of it.

Nobody gives more than they hold. What watches over an office (verifier, witness, auditor,
privacy officer) is never given by that office itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from core.models.access import Role
from core.viewer import Seat


@dataclass(frozen=True, slots=True)
class Reach:
    """The roles that an office gives: for all of its host, and for an edition it reaches."""

    for_host: frozenset[str] = frozenset()
    for_edition: frozenset[str] = frozenset()


# An edition's crew: what an organizer fills.
CREW: Final = frozenset(
    {
        Role.ORGANIZER,
        Role.ELIGIBILITY_OFFICER,
        Role.SCOREKEEPER,
        Role.TIMEKEEPER,
        Role.EMCEE,
        Role.TECHNICIAN,
        Role.EVENT_DESK,
        Role.EXECUTOR,
    }
)
# The areas that a guest organization's people work in: the desk, the stage and its machines.
GUEST_AREAS: Final = frozenset({Role.EXECUTOR, Role.EVENT_DESK, Role.TECHNICIAN, Role.EMCEE})

_EDITION: Final = CREW | {Role.REGIONAL_ADMIN, Role.VERIFIER, Role.WITNESS, Role.FEE_CLERK}
# What belongs to the host and to no edition. A new role is given by nobody until it is named here.
_OWN: Final = frozenset(
    {
        Role.HOST_ADMIN,
        Role.AUDITOR,
        Role.PRIVACY_OFFICER,
        Role.EXPERT_KEEPER,
        Role.INVESTMENT_MANAGER,
        Role.PROJECT_LEAD,
        Role.REVIEW_SECRETARY,
        Role.DECISION_MEMBER,
        Role.FUND_OFFICER,
        Role.ZONE_LEADER,
        Role.STEWARD,
        Role.EXTERNAL_REVIEWER,
    }
)
# A guest is in one edition, never at the whole host; the platform's own role has no host.
_HOST: Final = _OWN | (_EDITION - {Role.EXECUTOR})

REACH: Final[Mapping[str, Reach]] = {
    Role.PLATFORM_ADMIN: Reach(for_host=frozenset({Role.HOST_ADMIN})),
    Role.HOST_ADMIN: Reach(for_host=_HOST, for_edition=_EDITION),
    Role.ORGANIZER: Reach(for_edition=CREW),
}


def reaches(seat: Seat, *, host_id: int, scope_id: UUID | None) -> bool:
    """Whether the office stands over that host, or over that edition of it."""
    if seat.role == Role.PLATFORM_ADMIN:
        return True
    if seat.host_id != host_id:
        return False
    return seat.scope_id is None or seat.scope_id == scope_id


def gives(seats: Iterable[Seat], *, role: str, host_id: int, scope_id: UUID | None) -> bool:
    """Whether one of the offices gives the role there; who gives it also changes and ends it."""
    return any(
        role in _given(seat.role, scope_id)
        for seat in seats
        if reaches(seat, host_id=host_id, scope_id=scope_id)
    )


def _given(office: str, scope_id: UUID | None) -> frozenset[str]:
    reach = REACH.get(office, Reach())
    return reach.for_host if scope_id is None else reach.for_edition
