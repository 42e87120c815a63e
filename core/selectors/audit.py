"""Audit events: what waits for the sequencer, and what does not agree with its leaf."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Max

from core.clock import instant_text
from core.models import AuditEvent, AuditPlace, Host, LogLeaf
from core.selectors.log_checked import ERASURE

# The kind of owner of a host's audit log.
AUDIT: Final = "audit"


# Transactions commit out of the order of their keys; a look this far behind the last placed
# event finds all but those of a transaction that stayed open while so many others passed it.
_BEHIND: Final = 1000


def waiting_floor() -> int:
    """The event key from which on the frequent look goes; older ones wait for the whole look."""
    last = AuditPlace.objects.aggregate(last=Max("event_id"))["last"]
    return 0 if last is None else last - _BEHIND


def hosts_waiting(*, floor: int = 0) -> list[Host]:
    """Hosts with events that are in no log yet."""
    waiting = AuditEvent.objects.filter(pk__gte=floor, place__isnull=True).values("host_id")
    return list(Host.objects.filter(pk__in=waiting).order_by("pk"))


def events_waiting(host: Host, *, limit: int, floor: int = 0) -> list[AuditEvent]:
    """The host's events that are in no log yet, the oldest first."""
    rows = AuditEvent.objects.filter(host=host, pk__gte=floor, place__isnull=True)
    return list(rows.select_related("person").order_by("pk")[:limit])


def recorded_since(*, person_id: int, type: str, subject_id: UUID, since: datetime) -> bool:  # noqa: A002 - the column's name
    """Whether the same was recorded of the same person since that moment."""
    return AuditEvent.objects.filter(
        person_id=person_id, type=type, subject_id=subject_id, at__gte=since
    ).exists()


def event_body(event: AuditEvent) -> dict[str, Any]:
    """What the leaf says of an event."""
    return {
        "event": str(event.uid),
        "at": instant_text(event.at),
        "by": None if event.person is None else str(event.person.uid),
        "subject": f"{event.subject_kind}:{event.subject_id}",
        "detail": event.detail,
    }


def places_unlike_leaves() -> Iterator[str]:
    """Events whose leaf says something else, or stands in another log than their host's."""
    rows = AuditPlace.objects.select_related(
        "event__host", "event__person", "leaf__tree", "leaf__opening"
    )
    for place in rows.order_by("pk").iterator():
        leaf, event = place.leaf, place.event
        opening = getattr(leaf, "opening", None)
        said = None if opening is None else json.loads(opening.body)["body"]
        owner = (leaf.tree.owner_kind, leaf.tree.owner_id, leaf.type)
        at_home = owner == (AUDIT, event.host.uid, event.type)
        if not at_home or (said is not None and said != event_body(event)):
            yield str(event.uid)


def leaves_without_event() -> Iterator[str]:
    """Leaves of an audit log that belong to no event: it was deleted."""
    placed = AuditPlace.objects.values("leaf_id")
    rows = LogLeaf.objects.filter(tree__owner_kind=AUDIT).exclude(pk__in=placed)
    for leaf in rows.exclude(type=ERASURE).select_related("tree").order_by("pk"):
        yield f"{leaf.tree}/{leaf.seq}"
