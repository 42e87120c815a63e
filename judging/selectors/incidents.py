"""Incidents of a round as plain dicts: console, results page and a protocol take the same."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from contest.models import Round
from core.clock import instant_text
from core.selectors.names import person_body
from core.viewer import Viewer
from judging.models import Incident, IncidentOffice, IncidentState, PanelSeat, Recusal, Room, Slot

_JOINED = (
    "room__panel__round__edition__contest__host",
    "slot__entry__team",
    "correction",
    "late_change",
    "opened_by",
    "closed_by",
)


def incident_of(*, uid: UUID, viewer: Viewer) -> Incident | None:
    """One with what its policy needs; None on an entry that the viewer is recused from."""
    rows = Incident.objects.filter(uid=uid).exclude(slot__entry__in=_conflicts(viewer))
    return rows.select_related(*_JOINED).prefetch_related("signatures__person").first()


def round_incidents(round: Round, *, viewer: Viewer) -> list[Incident]:  # noqa: A002 - the noun of the table
    """All of the round by room and number, without entries that the viewer is recused from."""
    rows = Incident.objects.filter(room__panel__round=round)
    seen = rows.exclude(slot__in=Slot.objects.filter(entry__in=_conflicts(viewer)))
    found = seen.select_related(*_JOINED).prefetch_related("signatures__person")
    return list(found.order_by("room_id", "number"))


def seat_incidents(seat: PanelSeat) -> list[Incident]:
    """What the seat's judge may sign and what she has signed, newest first.

    One that belongs to a change of marks is not there: a colleague's change is no news for the
    panel, and those whom it concerns have signed by making it.
    """
    person = seat.expert.person_id
    signed = Incident.objects.filter(signatures__person_id=person).values("pk")
    rows = Incident.objects.filter(room__panel_id=seat.panel_id)
    rows = rows.filter(correction__isnull=True, late_change__isnull=True)
    rows = rows.filter(Q(state=IncidentState.OPEN) | Q(pk__in=signed))
    away = Recusal.objects.filter(seat__expert__person_id=person, ended_at__isnull=True)
    seen = rows.exclude(slot__in=Slot.objects.filter(entry__in=away.values("entry")))
    return list(
        seen.select_related(*_JOINED).prefetch_related("signatures__person").order_by("-number")
    )


def seat_incident_body(row: Incident, *, seat: PanelSeat) -> dict[str, Any]:
    """The account, and as what its judge may sign or has signed."""
    body = incident_body(row)
    person = seat.expert.person_id
    own = next((each for each in row.signatures.all() if each.person_id == person), None)
    office = IncidentOffice.CHAIR if seat.is_chair else IncidentOffice.JUDGE
    return {
        **{name: body[name] for name in ("id", "number", "code", "text", "entry", "opened_at")},
        "state": row.state,
        "office": office if own is None else own.office,
        "signed_at": None if own is None else instant_text(own.signed_at),
    }


def incidents_of(round: Round) -> list[dict[str, Any]]:  # noqa: A002 - the noun of the table
    """All of the round as plain dicts, for whoever prints them."""
    rows = Incident.objects.filter(room__panel__round=round).select_related(*_JOINED)
    found = rows.prefetch_related("signatures__person").order_by("room_id", "number")
    return [incident_body(row) for row in found]


def room_to_report(*, uid: UUID) -> Room | None:
    """The room with its round."""
    rows = Room.objects.select_related("panel__round__edition__contest__host")
    return rows.filter(uid=uid).first()


def slot_to_report(*, room: Room, uid: UUID) -> Slot | None:
    """A slot of the room."""
    return Slot.objects.filter(room=room, uid=uid).first()


def _conflicts(viewer: Viewer) -> "list[int]":
    if viewer.person_id is None:
        return []
    own = Recusal.objects.filter(seat__expert__person_id=viewer.person_id, ended_at__isnull=True)
    return list(own.values_list("entry_id", flat=True))


def incident_body(row: Incident) -> dict[str, Any]:
    """The wire form. `about` names the change of marks that it belongs to, without a mark."""
    entry = None if row.slot is None else row.slot.entry
    change = row.correction or row.late_change
    return {
        "id": str(row.uid),
        "number": row.number,
        "room": str(row.room.uid),
        "code": row.code,
        "text": row.text,
        "about": "" if change is None else ("correction" if row.correction else "late_change"),
        "entry": None
        if entry is None
        else {"id": str(entry.uid), "number": entry.number, "title": entry.title},
        "state": row.state,
        "opened_by": person_body(row.opened_by),
        "opened_at": instant_text(row.opened_at),
        "words": row.words,
        "closed_by": None if row.closed_by is None else person_body(row.closed_by),
        "closed_at": None if row.closed_at is None else instant_text(row.closed_at),
        "signatures": [
            {
                "office": each.office,
                "by": person_body(each.person),
                "words": each.words,
                "signed_at": instant_text(each.signed_at),
            }
            for each in sorted(row.signatures.all(), key=lambda each: (each.signed_at, each.pk))
        ],
    }
