"""Who is looking, built once per request or socket and frozen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

POLICY_VERSION = 1


@dataclass(frozen=True, slots=True)
class Seat:
    """One live membership: a role at a host, for all of it or for one scope."""

    role: str
    host_id: int | None
    scope_kind: str = ""
    scope_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person, account, memberships and device behind a request. Anonymous: all None; a hall's
    screen is a device without a person.

    `by_link`: a judge's link opened the session, nobody proved who they are. It carries the
    person's seats and nothing else: whoever hands out links must not gain their other rights.
    `stepped_up_at`: when this session last showed a second factor (core.policy.stepped_up).
    """

    person_id: int | None = None
    account_id: int | None = None
    memberships: tuple[Seat, ...] = ()
    device_id: int | None = None
    acting_as: int | None = None
    by_link: bool = False
    stepped_up_at: datetime | None = None
    policy_version: int = POLICY_VERSION

    @property
    def signed_in(self) -> bool:
        """Whether a person stands behind the viewer."""
        return self.person_id is not None

    @property
    def member_id(self) -> int | None:
        """Whose teams count: the person's, once they have proved who they are."""
        return None if self.by_link else self.person_id

    def holds(self, *roles: str, host_id: int, edition_id: UUID | None = None) -> bool:
        """Whether any of the roles is held at the host, for all of it or for this edition."""
        return any(
            seat.role in roles
            and seat.host_id == host_id
            and (seat.scope_id is None or seat.scope_id == edition_id)
            for seat in self.memberships
        )

    def hosts_with(self, *roles: str) -> frozenset[int]:
        """Hosts where any of the roles is held for the whole host."""
        return frozenset(
            seat.host_id
            for seat in self.memberships
            if seat.role in roles and seat.scope_id is None and seat.host_id is not None
        )


ANONYMOUS = Viewer()

# Selectors take a Viewer or this literal: the program itself, never reached from a request.
SYSTEM: Literal["system"] = "system"
System = Literal["system"]
