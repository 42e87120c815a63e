"""Roles: given, given another end, ended. Each is a decision in the host's log.

Every command takes the host first, so that two at once see each other: two offices that exclude
each other, two last administrators, two rows of one role. Order of locks: host, editions, log.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from core.clock import instant_text
from core.errors import Problem
from core.models import Host, Membership, Organization, Person, Role
from core.offices import GUEST_AREAS
from core.selectors.people import memberships_live
from core.services.log import LogEvent, log_append
from core.services.office_links import office_links_end
from core.steps import Scope, office_checks

# Who approves never also watches: the two are never one person in one edition.
_EXCLUDES: Final = {Role.VERIFIER: Role.WITNESS, Role.WITNESS: Role.VERIFIER}
# The log of what has no host.
_PLATFORM: Final = ("platform", UUID(int=0))


@transaction.atomic
def membership_grant(
    *,
    person: Person,
    host: Host | None,
    role: str,
    at: datetime,
    scope: Scope = None,
    until: datetime | None = None,
    organization: Organization | None = None,
    by: Person | None = None,
    reason: str = "",
) -> Membership:
    """Give a role from `at` on. One that is held already gets the end that is named now.

    `organization` is the guest whose person this is; `by` is None where the set-up gives it.
    Raises field_invalid for an end that is over, guest_end_missing, guest_area_refused,
    own_role_refused, membership_excluded where a verifier would become witness (or the other
    way round), role_conflict for who competes.
    """
    require_end(role=role, until=until, organization=organization, at=at)
    require_area(role=role, scope=scope, organization=organization)
    if by is not None and by.pk == person.pk:
        raise Problem("own_role_refused")
    host_take(host)
    rows = Membership.objects.filter(person=person, host=host, ended_at__isnull=True)
    rows.filter(until__lte=at).update(ended_at=F("until"), rev=F("rev") + 1)
    _require_compatible(person, host, role, scope, at)
    if host is not None:
        office_checks(person=person, host=host, role=role, scope=scope, at=at)
    kind, scope_id = scope or ("", None)
    known = rows.filter(role=role, scope_kind=kind, scope_id=scope_id).first()
    if known is not None:
        return _given_again(known, until, organization, by=by, at=at, reason=reason)
    made = Membership.objects.create(
        person=person,
        host=host,
        role=role,
        scope_kind=kind,
        scope_id=scope_id,
        organization=organization,
        since=at,
        until=until,
    )
    membership_log(made, "membership.grant", by=by, at=at, reason=reason)
    return made


def _given_again(
    row: Membership,
    until: datetime | None,
    organization: Organization | None,
    *,
    by: Person | None,
    at: datetime,
    reason: str,
) -> Membership:
    if (row.until, row.organization_id) == (until, organization and organization.pk):
        return row
    row.organization = organization
    return _end_set(row, until, by=by, at=at, reason=reason)


@transaction.atomic
def membership_edit(
    *,
    membership: Membership,
    until: datetime | None,
    base_rev: int,
    by: Person,
    at: datetime,
    reason: str = "",
) -> Membership:
    """Give a role another end, or none.

    Raises edit_stale, membership_over, own_role_refused, guest_end_missing, field_invalid for
    an end that is over, last_admin where the host would once be without one.
    """
    row = _taken(membership, at=at, base_rev=base_rev)
    if by.pk == row.person_id:
        raise Problem("own_role_refused")
    require_end(role=row.role, until=until, organization=row.organization, at=at)
    if until is not None:
        require_not_last_admin(row, at=at)
    return _end_set(row, until, by=by, at=at, reason=reason)


def _end_set(
    row: Membership, until: datetime | None, *, by: Person | None, at: datetime, reason: str
) -> Membership:
    row.until = until
    row.rev += 1
    row.save(update_fields=["until", "organization", "rev"])
    membership_log(row, "membership.change", by=by, at=at, reason=reason)
    return row


@transaction.atomic
def membership_end(
    *, membership: Membership, base_rev: int, by: Person, at: datetime, reason: str = ""
) -> Membership:
    """End a role now, with the links that its holder made by it and nobody has used.

    Raises edit_stale, membership_over, last_admin.
    """
    row = _taken(membership, at=at, base_rev=base_rev)
    require_not_last_admin(row, at=at)
    membership_close(row, ended_at=at)
    if row.host is not None:
        office_links_end(person=row.person, host=row.host, at=at)
    membership_log(row, "membership.end", by=by, at=at, reason=reason)
    return row


def membership_close(row: Membership, *, ended_at: datetime) -> None:
    """Write the end of a row that the caller holds; the caller writes the log."""
    row.ended_at = ended_at
    row.rev += 1
    row.save(update_fields=["ended_at", "rev"])


def host_take(host: Host | None) -> None:
    """Wait for whoever changes the host's people; rows that only name the host do not wait."""
    if host is not None:
        Host.objects.select_for_update(no_key=True).get(pk=host.pk)


def _taken(membership: Membership, *, at: datetime, base_rev: int) -> Membership:
    host_take(membership.host)
    row = Membership.objects.select_related("person", "host", "organization").get(pk=membership.pk)
    if row.ended_at is not None or (row.until is not None and row.until <= at):
        raise Problem("membership_over")
    if row.rev != base_rev:
        raise Problem("edit_stale")
    return row


def require_not_last_admin(row: Membership, *, at: datetime) -> None:
    """Raises last_admin where nobody else administers the host without an end."""
    if row.role != Role.HOST_ADMIN or row.until is not None:
        return
    others = memberships_live(at=at).filter(
        host=row.host, role=Role.HOST_ADMIN, scope_id__isnull=True, until__isnull=True
    )
    if not others.exclude(person_id=row.person_id).exists():
        raise Problem("last_admin")


def require_end(
    *, role: str, until: datetime | None, organization: Organization | None, at: datetime
) -> None:
    """Raises guest_end_missing, field_invalid for an end that is over."""
    if until is None and (role == Role.EXECUTOR or organization is not None):
        raise Problem("guest_end_missing")
    if until is not None and until <= at:
        raise Problem("field_invalid", fields={"until": ["past"]})


def require_area(*, role: str, scope: Scope, organization: Organization | None) -> None:
    """Raises guest_area_refused for a guest at the whole host, or in another area than theirs."""
    if organization is not None and (scope is None or role not in GUEST_AREAS):
        raise Problem("guest_area_refused")


def _require_compatible(
    person: Person, host: Host | None, role: str, scope: Scope, at: datetime
) -> None:
    other = _EXCLUDES.get(Role(role))
    if other is None:
        return
    held = memberships_live(at=at).filter(person=person, host=host, role=other)
    if scope is not None:
        held = held.filter(Q(scope_id__isnull=True) | Q(scope_id=scope[1]))
    if held.exists():
        raise Problem("membership_excluded")


def membership_log(
    row: Membership, event: str, *, by: Person | None, at: datetime, reason: str
) -> None:
    """The decision, in the host's log: the last thing a command does."""
    owner = _PLATFORM if row.host is None else ("host", row.host.uid)
    log_append(owner=owner, events=[LogEvent(event, _body(row, by, reason))], at=at)


def _body(row: Membership, by: Person | None, reason: str) -> dict[str, Any]:
    return {
        "membership": str(row.uid),
        "person": str(row.person.uid),
        "role": row.role,
        "scope": f"{row.scope_kind}:{row.scope_id}" if row.scope_id else "",
        "organization": None if row.organization is None else str(row.organization.uid),
        "until": None if row.until is None else instant_text(row.until),
        "by": None if by is None else str(by.uid),
        "reason": reason,
    }
