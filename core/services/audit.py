"""Write down who looked at what, and put it into the host's audit log."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from core.models import AuditEvent, AuditPlace, Host, LogTree
from core.selectors.audit import (
    AUDIT,
    event_body,
    events_waiting,
    hosts_waiting,
    recorded_since,
    waiting_floor,
)
from core.services.log import LogEvent, log_append

# A reader that fetches a file in a hundred ranges read it once.
READING: Final = timedelta(minutes=10)
_SLICE: Final = 100


def audit_record(
    *,
    host: Host,
    type: str,  # noqa: A002 - the column's name
    person_id: int | None,
    subject: tuple[str, UUID],
    at: datetime,
    detail: Mapping[str, str | int] | None = None,
) -> AuditEvent:
    """One event, as a plain row in the caller's transaction; the sequencer does the rest."""
    kind, subject_id = subject
    with transaction.atomic():
        return AuditEvent.objects.create(
            host=host,
            type=type,
            person_id=person_id,
            subject_kind=kind,
            subject_id=subject_id,
            detail=dict(detail or {}),
            at=at,
        )


def reading_record(
    *,
    host: Host,
    type: str,  # noqa: A002 - the column's name
    person_id: int | None,
    subject: tuple[str, UUID],
    at: datetime,
) -> None:
    """A reading; the same person reading the same again within ten minutes is one reading."""
    known = person_id is not None and recorded_since(
        person_id=person_id, type=type, subject_id=subject[1], since=at - READING
    )
    if not known:
        audit_record(host=host, type=type, person_id=person_id, subject=subject, at=at)


def audit_sequence(*, at: datetime, whole: bool = False) -> int:
    """Append every waiting event to its host's audit log; returns how many.

    For a job, every second, and `whole` now and then: that looks at events of any age. Running
    twice at once, or again, appends nothing twice.
    """
    appended, floor = 0, 0 if whole else waiting_floor()
    for host in hosts_waiting(floor=floor):
        while placed := _slice_place(host, floor, at):
            appended += placed
    return appended


@transaction.atomic
def _slice_place(host: Host, floor: int, at: datetime) -> int:
    """The next hundred: a writer in SQLite's queue waits no longer for them."""
    owner = (AUDIT, host.uid)
    LogTree.objects.get_or_create(owner_kind=owner[0], owner_id=owner[1])
    # The head first: what another sequencer placed meanwhile is seen behind its lock.
    LogTree.objects.select_for_update().get(owner_kind=owner[0], owner_id=owner[1])
    waiting = events_waiting(host, limit=_SLICE, floor=floor)
    events = [LogEvent(event.type, event_body(event)) for event in waiting]
    leaves = log_append(owner=owner, events=events, at=at)
    AuditPlace.objects.bulk_create(
        AuditPlace(event=event, leaf_id=leaf.id)
        for event, leaf in zip(waiting, leaves, strict=True)
    )
    return len(waiting)
