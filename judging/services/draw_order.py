"""The slots that a draw makes in each room, and what its judges may see from then on."""

from datetime import datetime

from contest.models import Entry, EntryState, Round
from judging.draw.plan import Orders
from judging.models import Room, Slot, SlotState
from judging.selectors.entries import entries_by_number
from judging.services.grants import grants_after_draw
from judging.services.rooms import room_touch


def order_make(*, round: Round, orders: Orders, at: datetime) -> list[Slot]:  # noqa: A002 - the noun of the table
    """A slot for each entry of each room, in order. The caller holds the round.

    An entry withdrawn since the list was fixed keeps its place and its slot says so.
    """
    rooms = list(
        Room.objects.select_for_update(of=("self",)).filter(panel__round=round).order_by("pk")
    )
    numbers = [number for order in orders.values() for number in order]
    entries = entries_by_number(round.edition, numbers)
    slots = Slot.objects.bulk_create(
        _slot(room, position, entries[number])
        for room in rooms
        for position, number in enumerate(orders[str(room.uid)], start=1)
    )
    if len(rooms) > 1:
        grants_after_draw(round=round, at=at)
    for room in rooms:
        room_touch(room=room)
    return slots


def _slot(room: Room, position: int, entry: Entry) -> Slot:
    stays = entry.state == EntryState.ACCEPTED
    return Slot(
        room=room,
        position=position,
        entry=entry,
        state=SlotState.WAITING if stays else SlotState.WITHDRAWN,
    )
