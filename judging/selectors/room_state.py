"""What a room looks like to each audience: the body of frames and of the REST snapshot.

No audience but stage, emcee and public ever gets a mark from here, and those what the program
opens.
"""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from contest.roles import holds
from core import clock
from core.models import Role
from core.viewer import Viewer
from judging.models import APART, PanelSeat, Recusal, Room, ScoreSheet, Slot
from judging.selectors.ceremonies import ceremony_state
from judging.selectors.clocks import clock_body
from judging.selectors.closing import closing_body
from judging.selectors.console_state import (
    Filled,
    cell_progress,
    filled_cells,
    no_cells,
    room_moves,
    shown_finals,
    slot_times,
)
from judging.selectors.door import door_rules, has_door, no_door, room_door
from judging.selectors.emcee import emcee_state
from judging.selectors.overrides import has_override, room_overrides
from judging.selectors.presence import presence_body, seat_presences
from judging.selectors.recusals import recused_pairs
from judging.selectors.reveals import reveal_state
from judging.selectors.scoring_sessions import session_ahead, session_body
from judging.selectors.screens import room_screens, screen_body, screen_shows
from judging.selectors.seatings import hidden_from, sitting_seats
from judging.selectors.stage import public_state, stage_state
from judging.selectors.todos import room_todos

Kind = Literal["console", "judge", "stage", "emcee", "public"]
Body = dict[str, Any]

CONSOLE_ROLES = (
    Role.ORGANIZER,
    Role.TIMEKEEPER,
    Role.SCOREKEEPER,
    Role.VERIFIER,
    Role.WITNESS,
    Role.EVENT_DESK,
    Role.TECHNICIAN,
)
# What each audience sees has its own version: none tells of what another one sees.
_COUNTERS: dict[Kind, str] = {
    "console": "version",
    "judge": "scene_version",
    "stage": "stage_version",
    "emcee": "stage_version",
    "public": "stage_version",
}


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets the same bytes. `hidden_entry_ids` are what a judge does not judge."""

    kind: Kind
    hidden_entry_ids: frozenset[int] = frozenset()


def room_by_uid(uid: UUID) -> Room | None:
    """The room with what its audiences depend on, or None."""
    return Room.objects.select_related("panel__round__edition__contest").filter(uid=uid).first()


def room_audience(*, viewer: Viewer, room: Room) -> Audience | None:
    """The viewer's audience; None for whoever may not watch.

    A seat comes first: a judge never sees the console's progress, whatever else they are.
    """
    if screen_shows(viewer=viewer, room=room):
        return Audience("stage")
    if viewer.person_id is None:
        return None
    seats = PanelSeat.objects.filter(
        panel__round_id=room.panel.round_id, expert__person_id=viewer.person_id
    )
    panels = set(seats.values_list("panel_id", flat=True))
    if room.panel_id in panels:
        hidden = hidden_entries(room=room, person_ids=[viewer.person_id])
        return Audience("judge", hidden.get(viewer.person_id, frozenset()))
    if panels:
        return None  # she judges in another room of the round
    edition = room.panel.round.edition
    if holds(viewer, edition, *CONSOLE_ROLES):
        return Audience("console")
    if holds(viewer, edition, Role.EMCEE):
        return Audience("emcee")
    return None


def hidden_entries(*, room: Room, person_ids: list[int]) -> dict[int, frozenset[int]]:
    """The entries that judges do not judge, by person: recused, left, never seated for."""
    rows = Recusal.objects.filter(
        seat__panel_id=room.panel_id,
        seat__expert__person_id__in=person_ids,
        ended_at__isnull=True,
    ).values_list("seat__expert__person_id", "entry_id")
    found = hidden_from(room=room, person_ids=person_ids)
    for person_id, entry_id in rows:
        found.setdefault(person_id, set()).add(entry_id)
    return {person_id: frozenset(entries) for person_id, entries in found.items()}


def room_versions(rooms: list[UUID]) -> dict[UUID, int]:
    """The versions of the watched rooms. One statement."""
    return dict(Room.objects.filter(uid__in=rooms).values_list("uid", "version"))


def room_snapshot(*, room_id: UUID, audience: Audience) -> Body:
    """`{v, body}`. The version is read first: the body may be newer, never older."""
    counter = _COUNTERS[audience.kind]
    version = Room.objects.values_list(counter, flat=True).get(uid=room_id)
    return {"v": version, "body": room_state(room_id=room_id, audience=audience)}


def room_state(*, room_id: UUID, audience: Audience) -> Body:
    """The room's body for one audience. Raises Room.DoesNotExist."""
    rooms = Room.objects.select_related(
        "panel__round__edition__contest", "panel__round__rulebook", "current_slot__entry__team"
    )
    room = rooms.get(uid=room_id)
    if audience.kind == "console":
        return _console(room)
    if audience.kind == "judge":
        return _judge(room, audience.hidden_entry_ids)
    if audience.kind == "emcee":
        return emcee_state(room)
    return public_state(room) if audience.kind == "public" else stage_state(room)


def _seats(room: Room) -> "QuerySet[PanelSeat]":
    return sitting_seats().filter(panel_id=room.panel_id)


def _console(room: Room) -> Body:
    sheets = ScoreSheet.objects.exclude(state__in=APART).order_by("pk")
    slots = list(
        room.slots.select_related("entry__team")
        .annotate(is_overridden=has_override(), at_door=has_door())
        .prefetch_related(Prefetch("sheets", queryset=sheets))
        .order_by("position")
    )
    seats = list(_seats(room).order_by("number"))
    recused = recused_pairs(round_id=room.panel.round_id)
    # Asked only where there is something to tell.
    overrides = room_overrides(room) if any(slot.is_overridden for slot in slots) else {}
    doors = room_door(room) if any(slot.at_door for slot in slots) else {}
    filled = filled_cells(round_id=room.panel.round_id)
    finals = shown_finals(room)
    presences = seat_presences(panel_id=room.panel_id)
    screens = room_screens(room, at=clock.now())
    return {
        "room": {
            "id": str(room.uid),
            "name": room.name,
            "lights": room.lights,
            "door": door_rules(room),
        },
        "round": _round(room),
        "slots": [
            {
                **slot_state(slot),
                "position": slot.position,
                **slot_times(slot),
                "final": finals.get(slot.pk),
                "door": doors.get(slot.pk) or no_door(),
                "returned": slot.returned_at is not None,
                "override": overrides.get(str(slot.uid)),
                "sheets": [_progress(slot, seat, recused, filled) for seat in seats],
            }
            for slot in slots
        ],
        "breaks": room.breaks,
        "current": str(room.current_slot.uid) if room.current_slot else None,
        "session": session_body(room=room, slots=list(slots), seats=seats, filled=filled),
        **room_moves(room),
        "reveal": reveal_state(room, slots),
        "ceremony": ceremony_state(room),
        "seats": [presence_body(seat, presences) for seat in seats],
        "todos": room_todos(
            room=room, seats=seats, presences=presences, screens=screens, overrides=overrides
        ),
        "screen": {**program_state(room), "devices": [screen_body(each) for each in screens]},
    }


def program_state(room: Room) -> Body:
    """What is on air and what is prepared."""
    return {"program": room.program, "preview": room.preview, "follow": room.follow}


def _progress(slot: Slot, seat: PanelSeat, recused: set[tuple[int, int]], filled: Filled) -> Body:
    """How far one seat is, without a value."""
    sheet = next((each for each in slot.sheets.all() if each.seat_id == seat.pk), None)
    if sheet is None:
        state = "recused" if (seat.pk, slot.entry_id) in recused else "none"
        return {"seat": seat.number, **no_cells(state)}
    return {"seat": seat.number, **cell_progress(sheet, recused, filled)}


def _judge(room: Room, hidden: frozenset[int]) -> Body:
    slot = room.current_slot
    shown = slot is not None and slot.entry_id not in hidden
    return {
        "round": _round(room),
        "slot": slot_state(slot) if slot is not None and shown else None,
        "lights": room.lights,
        "closing": closing_body(room=room, hidden=hidden),
        "session": session_ahead(room=room, hidden=hidden),
    }


def _round(room: Room) -> Body:
    return {"id": str(room.panel.round.uid), "state": room.panel.round.state}


def slot_state(slot: Slot) -> Body:
    """A slot with its entry's names and its clock, for whoever may know of it."""
    entry = slot.entry
    return {
        "id": str(slot.uid),
        "state": slot.state,
        "entry": {
            "id": str(entry.uid),
            "number": entry.number,
            "title": entry.title,
            "team": entry.team.name,
        },
        "clock": clock_body(slot),
    }
