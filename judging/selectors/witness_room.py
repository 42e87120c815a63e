"""Room by room what the witness counts: who is there, what is signed, who ran which step."""

import json
from collections import Counter
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from contest.models import Edition
from core.clock import instant_text
from core.models import LogLeaf, Person
from core.selectors.names import person_or_none
from judging.models import (
    PanelSeat,
    Room,
    RoomScreen,
    ScoreSheet,
    Seating,
    SeatPresence,
    SheetState,
    Slot,
)
from judging.selectors.devices import seat_devices_live
from judging.selectors.room_sessions import room_sessions
from judging.selectors.seatings import away_pairs

Body = dict[str, Any]
# By round: what was run, when and by whom.
Steps = dict[str, list[Body]]
STEPS: Final = (
    "draw.commit",
    "draw.reveal",
    "round.open",
    "round.close",
    "result.compute",
    "result.lock",
)
_SIGNED: Final = (SheetState.SIGNED, SheetState.COUNTED)


def witness_rooms(edition: Edition, *, at: datetime) -> list[Body]:
    """Every room of the edition, the latest round first; counts only, never a value."""
    rooms = Room.objects.filter(panel__round__edition=edition).select_related(
        "panel__round__rulebook"
    )
    steps = round_steps(edition)
    found = rooms.select_related("panel__round__rulebook").order_by("-panel__round__seq", "pk")
    return [_room(room, steps, at) for room in found]


def _room(room: Room, steps: Steps, at: datetime) -> Body:
    round_ = room.panel.round
    seats = list(PanelSeat.objects.filter(panel=room.panel, is_alternate=False))
    here = SeatPresence.objects.filter(seat__in=seats, online=True)
    screens = RoomScreen.objects.filter(room=room, device__revoked_at__isnull=True)
    return {
        "id": str(room.uid),
        "name": room.name,
        "round": {"id": str(round_.uid), "name": round_.name, "state": round_.state},
        "judges": {"present": here.count(), "of": len(seats)},
        "screens": {"present": screens.filter(online=True).count(), "of": screens.count()},
        "devices": len(seat_devices_live(seats=seats, at=at)),
        "slots": _slots(room, len(seats)),
        "steps": steps.get(str(round_.uid), []),
    }


def _slots(room: Room, seats: int) -> list[Body]:
    """By team, in running order: how many of the sheets that it needs are signed.

    Where morning and afternoon are sealed apart, in which session it is.
    """
    signed = Counter(
        ScoreSheet.objects.filter(slot__room=room, state__in=_SIGNED).values_list("slot", flat=True)
    )
    regular = set(room.panel.seats.filter(is_alternate=False).values_list("pk", flat=True))
    gone = away_pairs(round_id=room.panel.round_id)
    away = Counter(entry for seat, entry in gone if seat in regular)
    live = Seating.objects.filter(slot__room=room, ended_at__isnull=True)
    seated = Counter(live.values_list("slot__entry", flat=True))
    slots = list(Slot.objects.filter(room=room).select_related("entry").order_by("position"))
    sessions = room_sessions(room, slots)
    numbers = {slot.pk: at for at, part in enumerate(sessions, start=1) for slot in part}
    return [
        {
            "id": str(slot.uid),
            "position": slot.position,
            "entry": slot.entry.number,
            "title": slot.entry.title,
            "state": slot.state,
            "signed": signed[slot.pk],
            "of": seats - away[slot.entry_id] + seated[slot.entry_id],
            **({"session": numbers[slot.pk]} if len(sessions) > 1 else {}),
        }
        for slot in slots
    ]


def round_steps(edition: Edition) -> Steps:
    """By round, in order: draw, opening, closing, count and lock, as the log tells them."""
    leaves = LogLeaf.objects.filter(
        tree__owner_kind="edition", tree__owner_id=edition.uid, type__in=STEPS
    )
    told = [
        (leaf, json.loads(leaf.opening.body)["body"])
        for leaf in leaves.filter(opening__isnull=False).select_related("opening").order_by("seq")
    ]
    uids = {UUID(body["by"]) for _leaf, body in told if body.get("by")}
    people = {str(each.uid): each for each in Person.objects.filter(uid__in=uids)}
    found: Steps = {}
    for leaf, body in told:
        person = people.get(body.get("by", ""))
        found.setdefault(body["round"], []).append(
            {
                "step": leaf.type,
                "at": instant_text(leaf.at),
                "by": person_or_none(person),
            }
        )
    return found
