"""An exception in words: who, why, where, and before and after once the hall has seen the marks."""

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from contest.models import Edition, Entry
from core.clock import instant_text
from core.models import Person
from core.selectors.names import person_or_none
from judging.models import CorrectionRequest, PanelSeat, Room, ScoreSheet, Slot
from judging.selectors.corrections import is_shown
from judging.selectors.exceptions import Body, Event
from judging.supervision.events import EventWords, event_table

_PEOPLE: Final = ("by", "person")


@dataclass(slots=True)
class _Known:
    """What the bodies name, read in one statement each."""

    people: dict[str, Person] = field(default_factory=dict)
    keys: dict[int, Person] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    seats: dict[str, PanelSeat] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    sheets: dict[str, ScoreSheet] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)


def exception_bodies(edition: Edition, events: list[Event], states: dict[str, str]) -> list[Body]:
    """The wire form of the exceptions; nine statements, however many there are."""
    known = _known(edition, events)
    return [_row(event, known, states.get(event.id, "unseen")) for event in events]


def _row(event: Event, known: _Known, state: str) -> Body:
    table = event_table()
    words = table.words_of(event.type)
    told = not words.told or _correction(event.body) in known.told
    why = _text(event.body, words.why) if told else ""
    return {
        "id": event.id,
        "kind": words.kind,
        "words": words.words,
        "at": instant_text(event.at),
        "by": _who(event, words, known),
        "about": _about(event, known) if words.kind == "access" else None,
        "role": _text(event.body, "role"),
        "why": table.told(why) if why else None,
        "told": told,
        "before": _mark(event.body, words.before) if told else None,
        "after": _mark(event.body, words.after) if told else None,
        **_place(event.body, known),
        "state": state,
    }


def _text(body: Body, key: str) -> str:
    said = body.get(key) if key else None
    return said if isinstance(said, str) else ""


def _mark(body: Body, key: str) -> str | None:
    return _text(body, key) or None


def _correction(body: Body) -> str:
    return _text(body, "correction") or _text(body, "op_id")


def _who(event: Event, words: EventWords, known: _Known) -> Body | None:
    if event.person_id is not None:
        return person_or_none(known.keys.get(event.person_id))
    return person_or_none(known.people.get(_text(event.body, words.by))) if words.by else None


def _about(event: Event, known: _Known) -> Body | None:
    return person_or_none(known.people.get(_text(event.body, "person")))


def _place(body: Body, known: _Known) -> Body:
    """The room, the entry's number and the seat, as far as the event names them."""
    sheet = known.sheets.get(_sheet(body))
    slot = known.slots.get(_text(body, "slot")) or (sheet.slot if sheet else None)
    seat = known.seats.get(_text(body, "seat")) or (sheet.seat if sheet else None)
    room = known.rooms.get(_text(body, "room")) or (slot.room if slot else None)
    if room is None and seat is not None:
        room = seat.panel.room
    entry = known.entries.get(_text(body, "entry")) or (slot.entry if slot else None)
    return {
        "room": None if room is None else {"id": str(room.uid), "name": room.name},
        "entry": None if entry is None else entry.number,
        "seat": None if seat is None else seat.number,
    }


def _sheet(body: Body) -> str:
    """The sheet that is named; of several that were signed at once, the first."""
    several = body.get("sheets")
    if isinstance(several, list) and several and isinstance(several[0], dict):
        return _text(several[0], "sheet")
    return _text(body, "sheet")


def _known(edition: Edition, events: list[Event]) -> _Known:
    bodies = [event.body for event in events]
    rooms = Room.objects.filter(panel__round__edition=edition, uid__in=_uids(bodies, "room"))
    slots = Slot.objects.filter(uid__in=_uids(bodies, "slot"), entry__edition=edition)
    seats = PanelSeat.objects.filter(uid__in=_uids(bodies, "seat"), panel__round__edition=edition)
    entries = Entry.objects.filter(edition=edition, uid__in=_uids(bodies, "entry"))
    known = _Known(
        people=_people(bodies),
        keys=_by_key(events),
        slots={str(each.uid): each for each in slots.select_related("room", "entry")},
        seats={str(each.uid): each for each in seats.select_related("panel__room")},
        rooms={str(each.uid): each for each in rooms},
        entries={str(each.uid): each for each in entries},
        sheets=_sheets(edition, bodies),
    )
    known.told = _told(edition, bodies, known)
    return known


def _sheets(edition: Edition, bodies: list[Body]) -> dict[str, ScoreSheet]:
    named = [{"sheet": _sheet(body)} for body in bodies]
    rows = ScoreSheet.objects.filter(round__edition=edition, uid__in=_uids(named, "sheet"))
    told = rows.select_related("slot__room", "slot__entry", "seat__panel__room")
    return {str(each.uid): each for each in told}


def _told(edition: Edition, bodies: list[Body], known: _Known) -> set[str]:
    """Corrections whose marks the hall has seen; what they are about is learned on the way."""
    named = [{"uid": _correction(body)} for body in bodies]
    rows = CorrectionRequest.objects.filter(
        uid__in=_uids(named, "uid"), sheet__round__edition=edition
    )
    told = set()
    for row in rows.select_related("sheet__round", "sheet__slot__room", "sheet__slot__entry"):
        if is_shown(row.sheet):
            told.add(str(row.uid))
    return told


def _people(bodies: list[Body]) -> dict[str, Person]:
    named = {uid for key in _PEOPLE for uid in _uids(bodies, key)}
    return {str(each.uid): each for each in Person.objects.filter(uid__in=named)}


def _by_key(events: list[Event]) -> dict[int, Person]:
    keys = {event.person_id for event in events if event.person_id is not None}
    return Person.objects.in_bulk(keys) if keys else {}


def _uids(bodies: list[Any], key: str) -> set[UUID]:
    """The public ids that the bodies name under a key; numbers of entries are none."""
    found = set()
    for body in bodies:
        try:
            found.add(UUID(_text(body, key)))
        except ValueError:
            continue
    return found
