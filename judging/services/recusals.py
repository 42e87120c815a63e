"""A judge does not score an entry."""

from datetime import datetime

from django.db import transaction

from contest.models import Entry
from contest.services.events import edition_log
from core.errors import Problem
from judging.models import (
    SEALED_SLOTS,
    PanelSeat,
    Recusal,
    Room,
    ScoreSheet,
    Seating,
    SeatingEnd,
    Slot,
)
from judging.selectors.entries import panel_entry
from judging.services.grants import grants_after_recusal
from judging.services.locks import round_hold
from judging.services.rooms import room_touch
from judging.services.sheets import MACHINE, sheets_lock


def seat_lock(*, seat: PanelSeat) -> PanelSeat:
    """The seat, locked, with all that its commands read.

    Not its key: a sheet in the place of one that is taken back names the seat meanwhile.
    """
    return (
        PanelSeat.objects.select_for_update(of=("self",), no_key=True)
        .select_related("panel__round__edition__contest", "panel__room", "expert__person")
        .get(pk=seat.pk)
    )


def room_seats_lock(*, room: Room) -> list[PanelSeat]:
    """The seats that judge in the room, alternates aside, locked by key."""
    seats = PanelSeat.objects.filter(panel_id=room.panel_id, is_alternate=False)
    return [seat_lock(seat=seat) for seat in seats.order_by("pk")]


@transaction.atomic
def recusal_declare(
    *, seat: PanelSeat, entry: Entry, source: str, reason: str, at: datetime
) -> Recusal:
    """Recuse the seat from an entry: its grants end, its sheet is excluded.

    A live recusal is returned as it is. Raises reason_missing, not_found for an entry that the
    panel does not judge, slot_state_refused once the slot is sealed.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    round_hold(round_id=seat.panel.round_id)
    locked = seat_lock(seat=seat)
    if panel_entry(locked.panel, entry.uid) is None:
        raise Problem("not_found")
    live = Recusal.objects.filter(seat=locked, entry=entry, ended_at__isnull=True).first()
    if live is not None:
        return live
    _sheet_exclude(seat=locked, entry=entry)
    _place_free(seat=locked, entry=entry, at=at)
    recusal = Recusal.objects.create(
        seat=locked, entry=entry, source=source, reason=reason.strip(), declared_at=at
    )
    grants_after_recusal(person=locked.expert.person, entry=entry, at=at)
    # Before the draw the room does not change; a version that rose would tell of the recusal.
    if Slot.objects.filter(room=locked.panel.room, entry=entry).exists():
        room_touch(room=locked.panel.room)
    body = {"seat": str(locked.uid), "entry": str(entry.uid), "source": source}
    edition_log(edition=locked.panel.round.edition, event="recusal.declare", body=body, at=at)
    return recusal


def _place_free(*, seat: PanelSeat, entry: Entry, at: datetime) -> None:
    """An alternate is recused herself: the place that she had is free for another one."""
    live = Seating.objects.filter(alternate=seat, slot__entry=entry, ended_at__isnull=True)
    live.update(ended_at=at, ended_for=SeatingEnd.RECUSED)


def _sheet_exclude(*, seat: PanelSeat, entry: Entry) -> None:
    """Take the seat's live sheet out; sealing locks the same rows, so it cannot pass by."""
    live = ScoreSheet.objects.filter(
        seat=seat, slot__entry=entry, state__in=MACHINE.sources("exclude")
    )
    for sheet in sheets_lock(live.select_related("slot")):
        sheet.slot.refresh_from_db(fields=["state"])
        if sheet.slot.state in SEALED_SLOTS:
            raise Problem(
                "slot_state_refused", params={"state": sheet.slot.state, "verb": "recuse"}
            )
        sheet.state = MACHINE.step(sheet.state, "exclude")
        sheet.save(update_fields=["state"])
