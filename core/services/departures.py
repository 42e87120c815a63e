"""The last day: everything of somebody's at a host ends in one command, and is reported.

Roles, sign-ins, devices and links end in the same transaction; open sockets follow within the
second, as after any change of rights. Accounts stay: whoever is asked back signs in again.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from core.errors import Problem
from core.models import (
    Account,
    Departure,
    DeparturePerson,
    Device,
    Host,
    Membership,
    Organization,
    Person,
    Role,
)
from core.selectors.departures import memberships_of_guest, memberships_of_person
from core.selectors.devices import devices_live
from core.selectors.people import memberships_live
from core.selectors.rights import memberships_due
from core.services.log import LogEvent, log_append
from core.services.memberships import (
    host_take,
    membership_close,
    membership_log,
    require_not_last_admin,
)
from core.services.office_links import office_links_end
from core.services.sign_ins import sign_ins_end
from core.steps import Scope, handovers


@transaction.atomic
def person_leave(
    *,
    host: Host,
    person: Person,
    by: Person,
    at: datetime,
    reason: str,
    successor: Person | None = None,
) -> Departure:
    """End all that a person holds at a host, and hand over what was theirs to do.

    Raises reason_missing, own_role_refused, not_found where they hold nothing here, last_admin,
    field_invalid for a successor who holds nothing here or leaves too.
    """
    host_take(host)
    rows = memberships_of_person(host=host, person=person, at=at)
    made = Departure(host=host, successor=successor, by=by, reason=reason.strip(), at=at)
    return _leave(made, rows)


@transaction.atomic
def executor_leave(
    *,
    host: Host,
    organization: Organization,
    scope: Scope,
    by: Person,
    at: datetime,
    reason: str,
    successor: Person | None = None,
) -> Departure:
    """End all that a guest organization's people hold in an edition. Raises the same."""
    host_take(host)
    rows = memberships_of_guest(host=host, organization=organization, scope=scope, at=at)
    kind, scope_id = scope or ("", None)
    made = Departure(
        host=host,
        organization=organization,
        scope_kind=kind,
        scope_id=scope_id,
        successor=successor,
        by=by,
        reason=reason.strip(),
        at=at,
    )
    return _leave(made, rows)


def _leave(made: Departure, rows: Sequence[Membership]) -> Departure:
    if not made.reason:
        raise Problem("reason_missing")
    if not rows:
        raise Problem("not_found")
    leaving = {row.person for row in rows}
    if made.by in leaving:
        raise Problem("own_role_refused")
    _require_successor(made, leaving)
    for row in rows:
        require_not_last_admin(row, at=made.at)
    made.save()
    for row in rows:
        membership_close(row, ended_at=made.at)
    people = sorted(leaving, key=lambda each: each.pk)
    left = [_person_leaves(made, person, rows) for person in people]
    _hand_over(made, left)
    for row in rows:
        membership_log(row, "membership.end", by=made.by, at=made.at, reason=made.reason)
    _log(made, rows)
    return made


def _require_successor(made: Departure, leaving: set[Person]) -> None:
    if made.successor is None:
        return
    here = memberships_live(at=made.at).filter(host=made.host, person=made.successor)
    if made.successor in leaving or not here.exists():
        raise Problem("field_invalid", fields={"successor": ["unknown"]})


def _person_leaves(made: Departure, person: Person, rows: Sequence[Membership]) -> DeparturePerson:
    """What hangs on the roles: sign-ins, devices, links."""
    live = [each.pk for each in devices_live(at=made.at).filter(person=person)]
    own = [row for row in rows if row.person_id == person.pk]
    return DeparturePerson.objects.create(
        departure=made,
        person=person,
        roles=[{"role": row.role, "scope": str(row.scope_id or "")} for row in own],
        sessions=sum(
            sign_ins_end(account=account) for account in Account.objects.filter(person=person)
        ),
        devices=Device.objects.filter(pk__in=live).update(revoked_at=made.at),
        links=office_links_end(person=person, host=made.host, at=made.at),
    )


def _hand_over(made: Departure, left: Sequence[DeparturePerson]) -> None:
    """What was theirs to do; where an end came by itself, nobody hands over."""
    if made.by is None:
        return
    handed = handovers(
        host=made.host,
        people=[each.person for each in left],
        successor=made.successor,
        by=made.by,
        at=made.at,
    )
    for each in left:
        each.handed = [
            {"kind": row.kind, "id": str(row.id), "to": None if row.to is None else str(row.to)}
            for row in handed.get(each.person_id, [])
        ]
        each.save(update_fields=["handed"])


def _log(made: Departure, rows: Sequence[Membership]) -> None:
    body = {
        "departure": str(made.uid),
        "organization": None if made.organization is None else str(made.organization.uid),
        "scope": f"{made.scope_kind}:{made.scope_id}" if made.scope_id else "",
        "memberships": [str(row.uid) for row in rows],
        "successor": None if made.successor is None else str(made.successor.uid),
        "by": None if made.by is None else str(made.by.uid),
        "reason": made.reason,
    }
    log_append(
        owner=("host", made.host.uid), events=[LogEvent("membership.leave", body)], at=made.at
    )


def memberships_expire(*, at: datetime) -> int:
    """Write down the ends that came by themselves; returns how many roles are over.

    The rights ended at that moment already; what hangs on them ends here. A guest who holds
    nothing at the host any more has left it.
    """
    due: dict[tuple[int, int | None], list[int]] = {}
    for row in memberships_due(at=at):
        due.setdefault((row.person_id, row.host_id), []).append(row.pk)
    for keys in due.values():
        _expire(keys, at)
    return sum(map(len, due.values()))


@transaction.atomic
def _expire(keys: Sequence[int], at: datetime) -> None:
    """The ends of one person at one host."""
    first = Membership.objects.select_related("host").get(pk=keys[0])
    host_take(first.host)
    rows = [row for row in memberships_due(at=at) if row.pk in set(keys)]
    for row in rows:
        membership_close(row, ended_at=row.until or at)
    if not rows or first.host is None:
        return
    guest = any(row.organization_id or row.role == Role.EXECUTOR for row in rows)
    person = rows[0].person
    if guest and not memberships_live(at=at).filter(host=first.host, person=person).exists():
        made = Departure.objects.create(
            host=first.host,
            organization=rows[0].organization,
            scope_kind=rows[0].scope_kind,
            scope_id=rows[0].scope_id,
            at=at,
        )
        _person_leaves(made, person, rows)
    else:
        office_links_end(person=person, host=first.host, at=at)
    for row in rows:
        membership_log(row, "membership.expire", by=None, at=at, reason="")
