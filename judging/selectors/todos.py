"""What somebody in the room must see to, without a value.

Some of it only becomes due with time: each has `from`, and whoever shows it compares that with the
server's clock, so that every console shows the same.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Max

from contest.models import RoundState
from core import tempo
from core.clock import instant_text
from judging.models import (
    PanelSeat,
    Room,
    RoomScreen,
    ScoreSheet,
    SheetState,
    Slot,
    SlotState,
)
from judging.selectors.calls import open_calls
from judging.selectors.corrections import open_corrections
from judging.selectors.late_changes import late_sets
from judging.selectors.presence import Presences

Todo = dict[str, Any]
# A team is on stage or its sheets are still awaited: every scoring judge is needed.
_NEEDED: Final = (
    SlotState.CALLED,
    SlotState.PITCHING,
    SlotState.QUESTIONS,
    SlotState.SCORING,
    SlotState.HELD,
)


def room_todos(
    *,
    room: Room,
    seats: list[PanelSeat],
    presences: Presences,
    screens: list[RoomScreen],
    overrides: Mapping[str, Todo],
) -> list[Todo]:
    """The room's list, oldest first. `overrides` are those of the room, by slot."""
    found = [
        *_judges(room, seats, presences),
        *_late(room, seats),
        *_asked(room),
        *_screens(room, screens),
        *_overrides(overrides),
    ]
    return sorted(found, key=lambda todo: (todo["from"], todo["id"]))


def _judges(room: Room, seats: list[PanelSeat], presences: Presences) -> list[Todo]:
    """Who is away, has never come or has not moved while a sheet of theirs is awaited."""
    slot = room.current_slot
    if slot is None or slot.state not in _NEEDED:
        return []
    rows = ScoreSheet.objects.filter(slot=slot, state=SheetState.OPEN)
    moved = dict(rows.annotate(last=Max("cells__changed_at")).values_list("seat_id", "last"))
    found = [_judge(slot, seat, presences, moved[seat.pk]) for seat in seats if seat.pk in moved]
    return [todo for todo in found if todo is not None]


def _judge(
    slot: Slot, seat: PanelSeat, presences: Presences, moved: datetime | None
) -> Todo | None:
    row = presences.get(seat.pk)
    if row is None:
        return _todo("missing", slot, seat, at=slot.called_at or slot.created_at)
    if not row.online:
        away = _todo("offline", slot, seat, at=row.since, wait_s=tempo.TEMPO.todo_offline_s)
        # A page of the basic card is silent by nature: its time has run out, no link was lost.
        return {**away, "code": "page"} if row.until is not None else away
    if slot.state != SlotState.SCORING or slot.clock_started_at is None:
        return None
    last = max(moved or slot.clock_started_at, slot.clock_started_at)
    return _todo("idle", slot, seat, at=last, wait_s=tempo.TEMPO.idle_s)


def _late(room: Room, seats: list[PanelSeat]) -> list[Todo]:
    """Changes that came after the slot or the round: the chair and the verifier decide."""
    here = {seat.pk for seat in seats}
    return [
        {
            **_todo("late", each.sheet.slot, each.sheet.seat, at=each.at),
            "id": str(each.sheet.uid),
            "count": each.count,
        }
        for each in late_sets(room.panel.round_id)
        if each.sheet.seat_id in here
    ]


def _asked(room: Room) -> list[Todo]:
    """What judges asked for: somebody at their table, a correction."""
    calls = [
        _entry("call", each, at=each["called_at"], code=each["code"])
        for each in open_calls(room.pk)
    ]
    wanted = open_corrections(room.panel.round_id, room_id=room.pk)
    return calls + [
        _entry("correction", each, at=each["requested_at"], code=each["reason"]) for each in wanted
    ]


def _overrides(overrides: Mapping[str, Todo]) -> list[Todo]:
    """What waits for a second person: sealing without a judge."""
    return [
        {
            "kind": "override",
            "id": override["id"],
            "seat": None,
            "slot": slot,
            "at": override["at"],
            "from": override["at"],
            "count": len(override["missing"]),
            "code": "late" if override["kind"] == "late" else "",
            "name": "",
        }
        for slot, override in overrides.items()
        if override["state"] == "proposed"
    ]


def _screens(room: Room, screens: list[RoomScreen]) -> list[Todo]:
    """While the round is live, screens that fell silent, by the name that the desk gave them."""
    if room.panel.round.state != RoundState.OPEN:
        return []
    return [
        {
            "kind": "screen",
            "id": f"screen-{screen.uid}",
            "seat": None,
            "slot": None,
            "at": instant_text(screen.since or screen.bound_at),
            "from": instant_text(screen.since or screen.bound_at),
            "count": 1,
            "code": "",
            "name": screen.device.label,
        }
        for screen in screens
        if not screen.online and screen.heard_at is not None
    ]


def _entry(kind: str, asked: dict[str, Any], *, at: str, code: str) -> Todo:
    return {
        "kind": kind,
        "id": asked["id"],
        "seat": asked["seat"],
        "slot": asked.get("slot"),
        "at": at,
        "from": at,
        "count": 1,
        "code": code,
        "name": "",
    }


def _todo(kind: str, slot: Slot, seat: PanelSeat, *, at: datetime, wait_s: float = 0.0) -> Todo:
    return {
        "kind": kind,
        "id": f"{kind}-{slot.uid}-{seat.number}",
        "seat": seat.number,
        "slot": str(slot.uid),
        "at": instant_text(at),
        "from": instant_text(at + timedelta(seconds=wait_s)),
        "count": 1,
        "code": "",
        "name": "",
    }
