"""Last days: what will end, what they did, and the reports."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from core.errors import Problem
from core.models import (
    AuditEvent,
    Departure,
    Host,
    LogOpening,
    LogTree,
    Membership,
    Organization,
    Person,
)
from core.selectors.memberships import editions_of, sees_all
from core.selectors.people import memberships_live
from core.steps import Scope, log_owners
from core.viewer import Viewer

NEWEST: Final = 50


def memberships_of_person(*, host: Host, person: Person, at: datetime) -> list[Membership]:
    """All that a person holds at a host."""
    rows = memberships_live(at=at).filter(host=host, person=person, ended_at__isnull=True)
    return list(rows.select_related("person", "host", "organization").order_by("pk"))


def memberships_of_guest(
    *, host: Host, organization: Organization, scope: Scope, at: datetime
) -> list[Membership]:
    """All that a guest organization's people hold in one edition."""
    rows = memberships_live(at=at).filter(
        host=host,
        organization=organization,
        scope_id=None if scope is None else scope[1],
        ended_at__isnull=True,
    )
    return list(rows.select_related("person", "host", "organization").order_by("pk"))


def member_find(*, host: Host, person_id: UUID) -> Person | None:
    """Somebody who holds or held a role at the host."""
    return Person.objects.filter(uid=person_id, memberships__host=host).distinct().first()


def departures_visible_to(viewer: Viewer, *, host: Host) -> QuerySet[Departure]:
    """The host's reports, the newest first; whoever sees one edition's people sees that one's."""
    rows = Departure.objects.filter(host=host).select_related(
        "host", "organization", "successor", "by"
    )
    if not sees_all(viewer, host):
        rows = rows.filter(scope_id__in=editions_of(viewer, host))
    return rows.prefetch_related("people__person").order_by("-pk")


def departure_visible_to(viewer: Viewer, *, host: Host, departure_id: UUID) -> Departure:
    """One report. Raises not_found."""
    found = departures_visible_to(viewer, host=host).filter(uid=departure_id).first()
    if found is None:
        raise Problem("not_found")
    return found


@dataclass(frozen=True, slots=True)
class Deeds:
    """What somebody did at a host, by the logs: how often what, from when to when."""

    counts: tuple[tuple[str, int], ...]
    newest: tuple[tuple[str, datetime], ...]
    first: datetime | None
    last: datetime | None


def deeds_of(*, host: Host, person: Person) -> Deeds:
    """Decisions that the host's logs name the person for, and what they looked at."""
    done = [*_decided(host, person), *_looked(host, person)]
    done.sort(key=lambda deed: deed[1], reverse=True)
    counts = Counter(kind for kind, _at in done)
    return Deeds(
        counts=tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
        newest=tuple(done[:NEWEST]),
        first=done[-1][1] if done else None,
        last=done[0][1] if done else None,
    )


def _decided(host: Host, person: Person) -> list[tuple[str, datetime]]:
    owned = Q()
    for kind, owner_id in log_owners(host=host):
        owned |= Q(owner_kind=kind, owner_id=owner_id)
    trees = list(LogTree.objects.filter(owned).values_list("pk", flat=True))
    rows = LogOpening.objects.filter(leaf__tree_id__in=trees, body__contains=str(person.uid))
    return [
        (row.leaf.type, row.leaf.at)
        for row in rows.select_related("leaf")
        if _doer(json.loads(row.body)["body"]) == str(person.uid)
    ]


def _doer(body: dict[str, Any]) -> Any:
    """Bodies name who did it as `by`; where there is none, `person` is the doer."""
    return body["by"] if "by" in body else body.get("person")


def _looked(host: Host, person: Person) -> list[tuple[str, datetime]]:
    rows = AuditEvent.objects.filter(host=host, person=person)
    return list(rows.values_list("type", "at"))
