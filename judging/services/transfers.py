"""A team is heard in another room than it drew: asked with a reason, let by a second person.

Only before its call. Its sheets of the old room count nowhere; the new room's judges get theirs.
"""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from core.states import Machine
from judging.models import (
    Room,
    RoomMove,
    RoomTransfer,
    Slot,
    SlotState,
    TransferState,
)
from judging.selectors.rulebooks import rulebook_of
from judging.services.grants import grants_to_newcomer, grants_within_room
from judging.services.locks import round_take
from judging.services.recusals import room_seats_lock
from judging.services.rooms import room_touch
from judging.services.seatings import seatings_move
from judging.services.sheets import sheets_exclude, sheets_make, slot_sheets_lock

MACHINE: Final = Machine(
    noun="room transfer",
    states=tuple(TransferState.values),
    moves={("asked", "let"): "moved", ("asked", "refuse"): "refused"},
    refusal="room_transfer_refused",
)


@transaction.atomic
def transfer_ask(
    *, slot: Slot, target: Room, reason: str, actor: Person, at: datetime
) -> RoomTransfer:
    """Ask that the slot's team be heard in the target room; nothing moves yet.

    Raises reason_missing, room_transfer_refused (called already, moved before, the same room,
    another round's room, round no longer taking marks), state_conflict where it is asked already.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    round_take(round_id=slot.room.panel.round_id)
    fresh = _slot(slot)
    _require_movable(fresh, target)
    if RoomTransfer.objects.filter(slot=fresh, state=TransferState.ASKED).exists():
        raise Problem("state_conflict")
    made = RoomTransfer.objects.create(
        slot=fresh,
        source=fresh.room,
        source_position=fresh.position,
        target=target,
        reason=reason.strip(),
        asked_by=actor,
        asked_at=at,
    )
    _log(made, "transfer.ask", actor, at)
    return made


@transaction.atomic
def transfer_decide(
    *, transfer: RoomTransfer, approves: bool, actor: Person, at: datetime
) -> RoomTransfer:
    """Let the team move, behind everybody who is heard there, or refuse it.

    Raises two_person_required for who asked, room_transfer_refused (decided already, or the team
    was called meanwhile).
    """
    round_take(round_id=transfer.slot.room.panel.round_id)
    locked = RoomTransfer.objects.select_related("source", "target", "slot").get(pk=transfer.pk)
    state = MACHINE.step(locked.state, "let" if approves else "refuse")
    if locked.asked_by_id == actor.pk:
        raise Problem("two_person_required")
    if approves:
        _move(locked, at)
    locked.state, locked.decided_by, locked.decided_at = state, actor, at
    locked.save(update_fields=["state", "decided_by", "decided_at", "target_position"])
    _log(locked, "transfer.move" if approves else "transfer.refuse", actor, at)
    return locked


def _slot(slot: Slot) -> Slot:
    rows = Slot.objects.select_related("entry", "room__panel__round__edition")
    return rows.get(pk=slot.pk)


def _require_movable(slot: Slot, target: Room) -> None:
    judged = slot.room.panel.round
    # Whoever was called once has a step in the room's history, which could bring it back there.
    called = slot.called_at is not None or RoomMove.objects.filter(slot=slot).exists()
    moved = RoomTransfer.objects.filter(slot=slot, state=TransferState.MOVED).exists()
    reason = next(
        (
            code
            for code, found in (
                ("round", judged.state not in {RoundState.PREPARED, RoundState.OPEN}),
                ("called", called or slot.state != SlotState.WAITING),
                ("moved", moved),
                ("room", target.panel.round_id != judged.pk or target.pk == slot.room_id),
            )
            if found
        ),
        None,
    )
    if reason is not None:
        raise Problem("room_transfer_refused", fields={"slot": [reason]})


def _move(transfer: RoomTransfer, at: datetime) -> None:
    """Sheets, rooms, slot, then grants: the order of locks."""
    slot_sheets_lock(slot=transfer.slot)
    rooms = Room.objects.select_for_update(of=("self",)).filter(
        pk__in=[transfer.source_id, transfer.target_id]
    )
    both = {room.pk: room for room in rooms.order_by("pk")}
    slot = _slot(transfer.slot)
    _require_movable(slot, transfer.target)
    target = both[transfer.target_id]
    last = target.slots.aggregate(last=Max("position"))["last"] or 0
    seatings_move(slot=slot, at=at)
    sheets_exclude(slot=slot)
    slot.room, slot.position = target, last + 1
    slot.save(update_fields=["room", "position"])
    transfer.target_position = slot.position
    judged = transfer.target.panel.round
    if judged.state == RoundState.OPEN:
        sheets_make(round=judged, rulebook=rulebook_of(judged), slots=[slot])
    _grants(transfer, slot, at)
    for room in both.values():
        room_touch(room=room)


def _grants(transfer: RoomTransfer, slot: Slot, at: datetime) -> None:
    """Who heard the team so far reads it no more; who hears it now reads what she signed for."""
    entry = slot.entry
    for seat in room_seats_lock(room=transfer.source):
        grants_within_room(seat=seat, entries=[entry], at=at)
    for seat in room_seats_lock(room=transfer.target):
        grants_to_newcomer(seat=seat, entry=entry, at=at)


def _log(transfer: RoomTransfer, event: str, actor: Person, at: datetime) -> None:
    body: dict[str, Any] = {
        "transfer": str(transfer.uid),
        "slot": str(transfer.slot.uid),
        "entry": transfer.slot.entry.number,
        "from": {"room": str(transfer.source.uid), "position": transfer.source_position},
        "to": {"room": str(transfer.target.uid), "position": transfer.target_position},
        "reason": transfer.reason,
        "by": str(actor.uid),
    }
    edition = transfer.target.panel.round.edition
    edition_log(edition=edition, event=event, body=body, at=at)
