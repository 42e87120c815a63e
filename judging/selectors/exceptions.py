"""The exceptions of an edition: what is out of the ordinary in its log and its host's logs."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from contest.models import Edition, EntryFile
from core.models import AuditEvent, LogLeaf
from judging.models import PanelSeat, ScoreSheet, SeenMark, SupervisionNote
from judging.supervision.events import event_table

Body = dict[str, Any]
# The most that one day's list has; the newest come first.
MOST_EVENTS: Final = 500


@dataclass(frozen=True, slots=True)
class Event:
    """An exception: `id` is its log and its place there."""

    id: str
    type: str
    at: datetime
    body: Body
    person_id: int | None = None


def exceptions_known(edition: Edition, ids: Collection[str]) -> set[str]:
    """Which of these are exceptions of the edition."""
    wanted = set(ids)
    return {event.id for event in _headers(edition) if event.id in wanted}


def exception_days(edition: Edition) -> list[Body]:
    """By day of the edition's zone, the latest first: how many, and how many not looked at."""
    zone = ZoneInfo(edition.time_zone)
    looked = _looked_at(edition)
    days: dict[date, list[str]] = {}
    for event in _headers(edition):
        days.setdefault(event.at.astimezone(zone).date(), []).append(event.id)
    return [
        {"day": day.isoformat(), "count": len(ids), "unseen": len(set(ids) - looked)}
        for day, ids in sorted(days.items(), reverse=True)
    ]


def exception_events(edition: Edition, *, day: date | None = None) -> list[Event]:
    """The exceptions with their bodies, the newest first; of one day or of all."""
    zone = ZoneInfo(edition.time_zone)
    found = [
        event
        for event in _headers(edition)
        if day is None or event.at.astimezone(zone).date() == day
    ]
    found.sort(key=lambda event: (event.at, event.id), reverse=True)
    return _with_bodies(edition, found[:MOST_EVENTS])


def event_states(edition: Edition) -> dict[str, str]:
    """By exception: `seen`, or `question` where the witness has put one to it."""
    asked = SupervisionNote.objects.filter(edition=edition, subject_kind="event")
    seen = SeenMark.objects.filter(edition=edition).values_list("event", flat=True)
    return {
        **dict.fromkeys(seen, "seen"),
        **dict.fromkeys(asked.values_list("subject", flat=True), "question"),
    }


def _looked_at(edition: Edition) -> set[str]:
    return set(event_states(edition))


def _headers(edition: Edition) -> list[Event]:
    """Every exception without its body, in no order."""
    table = event_table()
    own = _leaves("edition", edition.uid).exclude(type__in=table.ordinary)
    found = [Event(f"log-{leaf.seq}", leaf.type, leaf.at, {}) for leaf in own]
    return [*found, *_of_host(edition), *_of_audit(edition)]


def _leaves(kind: str, owner: UUID) -> "QuerySet[LogLeaf]":
    rows = LogLeaf.objects.filter(tree__owner_kind=kind, tree__owner_id=owner)
    return rows.only("seq", "type", "at")


def _of_host(edition: Edition) -> Iterator[Event]:
    """People and rights: of the whole host, or of this edition, since the edition was made."""
    rows = _leaves("host", edition.contest.host.uid).select_related("opening")
    named = rows.filter(type__in=event_table().events, at__gte=_since(edition))
    scopes = ("", f"edition:{edition.uid}")
    for leaf in named.only("seq", "type", "at", "opening__body"):
        body = _body(leaf)
        if body.get("scope", "") in scopes:
            yield Event(f"host-{leaf.seq}", leaf.type, leaf.at, body)


def _of_audit(edition: Edition) -> Iterator[Event]:
    """Readings and refusals about this edition's files, sheets and seats."""
    rows = AuditEvent.objects.filter(
        host=edition.contest.host, type__in=event_table().events, at__gte=_since(edition)
    )
    told = list(rows.only("uid", "type", "at", "subject_kind", "subject_id", "person_id", "detail"))
    ours = _own_subjects(edition, {event.subject_id for event in told})
    for event in told:
        if event.subject_id in ours:
            body = {**event.detail, event.subject_kind: str(event.subject_id)}
            yield Event(f"audit-{event.uid}", event.type, event.at, body, event.person_id)


def _since(edition: Edition) -> datetime:
    """From when on the host's logs concern the edition."""
    return min(edition.created_at, edition.opens_at)


def _own_subjects(edition: Edition, ids: set[UUID]) -> set[UUID]:
    """Which of these public ids belong to the edition."""
    if not ids:
        return set()
    files = EntryFile.objects.filter(entry__edition=edition, file__uid__in=ids)
    seats = PanelSeat.objects.filter(panel__round__edition=edition, uid__in=ids)
    sheets = ScoreSheet.objects.filter(round__edition=edition, uid__in=ids)
    return {
        *files.values_list("file__uid", flat=True),
        *seats.values_list("uid", flat=True),
        *sheets.values_list("uid", flat=True),
        edition.uid,
    }


def _with_bodies(edition: Edition, events: list[Event]) -> list[Event]:
    seqs = [int(event.id[4:]) for event in events if event.id.startswith("log-")]
    rows = _leaves("edition", edition.uid).filter(seq__in=seqs).select_related("opening")
    bodies = {f"log-{leaf.seq}": _body(leaf) for leaf in rows.only("seq", "opening__body")}
    return [
        Event(event.id, event.type, event.at, bodies.get(event.id, event.body), event.person_id)
        for event in events
    ]


def _body(leaf: LogLeaf) -> Body:
    """What the leaf says; nothing where its text was erased."""
    opening = getattr(leaf, "opening", None)
    if opening is None:
        return {}
    body: Body = json.loads(opening.body)["body"]
    return body
