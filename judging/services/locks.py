"""Row locks in the order of the house: round, cells, room, log head."""

from django.db import connection

from contest.models import Round
from judging.models import Room


def round_hold(*, round_id: int) -> None:
    """Keep the round from being closed until this transaction ends, beside other holders.

    SQLite has one writer at a time and needs no lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM contest_round WHERE id = %s FOR SHARE", [round_id])


def round_take(*, round_id: int) -> Round:
    """The round, locked for this transaction alone: opening, closing, locking."""
    return (
        Round.objects.select_for_update(of=("self",))
        .select_related("edition__contest", "rulebook")
        .get(pk=round_id)
    )


def room_take(*, room_id: int) -> Room:
    """The room, locked: its slots change one command at a time."""
    return Room.objects.select_for_update().get(pk=room_id)
