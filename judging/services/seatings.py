"""An alternate takes a judge's place: for one entry, or for all that are ahead.

She is seated before the entry's marks are asked for, and never in the place of a sheet with
marks: no mark is changed by it, so one person with a reason may do it. What is on the table
already goes the way of sealing without a judge, by two people (docs/decisions/0032).
"""

import uuid
from datetime import datetime

from django.db import transaction

from contest.models import Edition, Entry, Round, RoundState
from contest.services.events import edition_log
from contest.services.grants import grants_end
from core.errors import Problem
from core.models import Person
from judging.models import (
    AHEAD_SLOTS,
    ConflictStatement,
    PanelSeat,
    Recusal,
    Room,
    Seating,
    SeatingCause,
    SeatingEnd,
    SheetState,
    Slot,
)
from judging.selectors.rulebooks import rulebook_of
from judging.selectors.seatings import LEFT, live_sheets, marked
from judging.services.grants import SOURCE, grants_after_nda, grants_after_statement
from judging.services.joining import seat_devices_revoke
from judging.services.locks import room_take, round_hold
from judging.services.recusals import seat_lock
from judging.services.rooms import room_touch
from judging.services.sheets import MACHINE, sheet_make, sheets_lock


@transaction.atomic
def seating_make(
    *, slot: Slot, seat: PanelSeat, alternate: PanelSeat, reason: str, actor: Person, at: datetime
) -> Seating:
    """Seat the alternate for the slot's entry, in the place of a judge who is recused from it.

    Raises reason_missing, round_state_refused, not_found for seats of another panel,
    slot_state_refused once marks are asked for, seating_needless where the seat is not recused or
    its place is taken, alternate_recused, alternate_taken.
    """
    locked = _require(slot.room, [seat, alternate], reason)
    found = Slot.objects.select_for_update(of=("self",), no_key=True).get(pk=slot.pk)
    if found.state not in AHEAD_SLOTS:
        raise Problem("slot_state_refused", params={"state": found.state, "verb": "seat"})
    recused = Recusal.objects.filter(seat=seat, entry_id=found.entry_id, ended_at__isnull=True)
    taken = Seating.objects.filter(slot=found, seat=seat, ended_at__isnull=True)
    if not recused.exists() or taken.exists():
        raise Problem("seating_needless")
    if has_conflict(alternate, found.entry):
        raise Problem("alternate_recused")
    if Seating.objects.filter(slot=found, alternate=alternate, ended_at__isnull=True).exists():
        raise Problem("alternate_taken")
    made = _seat(
        Seating(
            slot=found,
            seat=seat,
            alternate=alternate,
            cause=SeatingCause.RECUSAL,
            reason=reason.strip(),
            seated_by=actor,
            seated_at=at,
        )
    )
    grants_after_nda(person=alternate.expert.person, edition=_edition(slot.room), at=at)
    room_touch(room=locked)
    _log(made, "seating.make", actor, at)
    return made


@transaction.atomic
def seat_leave(
    *, seat: PanelSeat, alternate: PanelSeat, reason: str, actor: Person, at: datetime
) -> Seating:
    """The seat's judge goes: the alternate sits for all entries ahead, the judge's devices end.

    An entry whose sheet she has written on stays hers, and one from which the alternate is recused
    is left to another one. Returns the first of what was made. Raises reason_missing,
    round_state_refused, not_found for seats of another panel, seating_needless where no entry is
    ahead whose place is free.
    """
    room = seat.panel.room
    locked = _require(room, [seat, alternate], reason)
    whole = {
        "seat": seat,
        "alternate": alternate,
        "cause": SeatingCause.LEFT,
        "reason": reason.strip(),
        "change": uuid.uuid4(),
        "seated_by": actor,
        "seated_at": at,
    }
    free = [slot for slot in _ahead(room) if _is_free(slot, seat, alternate)]
    made = [_seat(Seating(slot=slot, **whole)) for slot in free]
    if not made:
        raise Problem("seating_needless")
    entries = [row.slot.entry for row in made]
    grants_end(entries=entries, person=seat.expert.person, source=SOURCE, at=at)
    grants_after_nda(person=alternate.expert.person, edition=_edition(room), at=at)
    seat_devices_revoke(seat=seat, actor=actor, at=at)
    room_touch(room=locked)
    body = {
        "seat": str(seat.uid),
        "alternate": str(alternate.uid),
        "change": str(made[0].change),
        "entries": [entry.number for entry in entries],
        "room": str(room.uid),
        "reason": reason.strip(),
        "by": str(actor.uid),
    }
    edition_log(edition=_edition(room), event="seat.leave", body=body, at=at)
    return made[0]


@transaction.atomic
def seating_undo(*, seating: Seating, actor: Person, at: datetime) -> Seating:
    """Take the step back with all that it brought, as long as the alternate has written nothing.

    Whoever had left sits for her entries again. Raises seating_ended, seating_has_marks,
    slot_state_refused once marks are asked for.
    """
    room = seating.slot.room
    _require(room, [seating.seat, seating.alternate], "undo")
    rows = list(
        Seating.objects.select_for_update(of=("self",))
        .select_related("slot__entry", "slot__room", "seat", "alternate__expert__person")
        .filter(change=seating.change, ended_at__isnull=True)
        .order_by("pk")
    )
    if seating.pk not in {row.pk for row in rows}:
        raise Problem("seating_ended")
    for row in rows:
        if row.slot.state not in AHEAD_SLOTS:
            raise Problem("slot_state_refused", params={"state": row.slot.state, "verb": "unseat"})
        if marked(live_sheets(seat=row.alternate, slot_id=row.slot_id)):
            raise Problem("seating_has_marks")
    for row in rows:
        _end(row, SeatingEnd.UNDONE, at)
        if row.cause == SeatingCause.LEFT:
            _sheet_back(row)
    if seating.cause == SeatingCause.LEFT:
        _grants_back(seating.seat, [row.slot.entry for row in rows], at)
    room_touch(room=room)
    _log(seating, "seating.undo", actor, at)
    return rows[0]


def seatings_move(*, slot: Slot, at: datetime) -> None:
    """The slot goes to another room, whose panel judges it: nobody sits in for anybody there."""
    live = Seating.objects.filter(slot=slot, ended_at__isnull=True)
    for row in live.select_related("alternate__expert__person", "slot__entry").order_by("pk"):
        _end(row, SeatingEnd.MOVED, at)


def has_conflict(alternate: PanelSeat, entry: Entry) -> bool:
    """Whether the alternate is recused from the entry herself, or has stated a conflict."""
    own = {"seat": alternate, "entry": entry}
    stated = ConflictStatement.objects.filter(**own, has_conflict=True)
    return stated.exists() or Recusal.objects.filter(**own, ended_at__isnull=True).exists()


def _require(room: Room, seats: list[PanelSeat], reason: str) -> Room:
    """Round, seats and room, locked in this order. Raises what the commands name."""
    if not reason.strip():
        raise Problem("reason_missing")
    seat, alternate = seats
    inside = seat.panel_id == alternate.panel_id == room.panel_id
    if not inside or seat.is_alternate or not alternate.is_alternate:
        raise Problem("not_found")
    round_hold(round_id=room.panel.round_id)
    held = [seat_lock(seat=each) for each in sorted(seats, key=lambda row: row.pk)]
    state = held[0].panel.round.state
    if state not in (RoundState.PREPARED, RoundState.OPEN):
        raise Problem("round_state_refused", params={"state": state, "verb": "seat"})
    own = Slot.objects.filter(room=room).values("pk")
    for each in seats:
        sheets_lock(each.sheets.filter(slot__in=own).exclude(state=SheetState.SUPERSEDED))
    return room_take(room_id=room.pk)


def _ahead(room: Room) -> list[Slot]:
    rows = Slot.objects.select_for_update(of=("self",), no_key=True)
    ahead = rows.filter(room=room, state__in=AHEAD_SLOTS)
    return list(ahead.select_related("entry", "room").order_by("pk"))


def _is_free(slot: Slot, seat: PanelSeat, alternate: PanelSeat) -> bool:
    """Whether the alternate may take the place, and nothing is written in it."""
    live = Seating.objects.filter(slot=slot, ended_at__isnull=True)
    if live.filter(seat=seat).exists() or live.filter(alternate=alternate).exists():
        return False
    own = live_sheets(seat=seat, slot_id=slot.pk)
    signed = own.filter(state__in=[SheetState.SIGNED, SheetState.COUNTED]).exists()
    return not signed and not marked(own) and not has_conflict(alternate, slot.entry)


def _seat(row: Seating) -> Seating:
    """The judge's own sheet leaves, the alternate's comes; before the round there is none yet."""
    round_ = Round.objects.select_related("rulebook").get(pk=row.seat.panel.round_id)
    gone = live_sheets(seat=row.seat, slot_id=row.slot_id)
    gone.filter(state__in=MACHINE.sources("exclude")).update(state=SheetState.EXCLUDED)
    if round_.state == RoundState.OPEN:
        rulebook = rulebook_of(round_)
        sheet_make(slot=row.slot, seat=row.alternate, round=round_, rulebook=rulebook)
    row.save()
    return row


def _end(row: Seating, why: SeatingEnd, at: datetime) -> None:
    row.ended_at, row.ended_for = at, why
    row.save(update_fields=["ended_at", "ended_for"])
    own = live_sheets(seat=row.alternate, slot_id=row.slot_id)
    own.filter(state__in=MACHINE.sources("exclude")).update(state=SheetState.EXCLUDED)
    person = row.alternate.expert.person
    grants_end(entries=[row.slot.entry], person=person, source=SOURCE, at=at)


def _sheet_back(row: Seating) -> None:
    """The sheet of whoever had left takes marks again, unless she is recused by now."""
    if (
        Recusal.objects.filter(seat=row.seat, entry=row.slot.entry, ended_at__isnull=True).exists()
        or Seating.objects.filter(LEFT, seat=row.seat, slot=row.slot).exists()
    ):
        return
    for sheet in live_sheets(seat=row.seat, slot_id=row.slot_id):
        if sheet.state == SheetState.EXCLUDED:
            sheet.state = MACHINE.step(sheet.state, "return")
            sheet.save(update_fields=["state"])


def _grants_back(seat: PanelSeat, entries: list[Entry], at: datetime) -> None:
    grants_after_nda(person=seat.expert.person, edition=seat.panel.round.edition, at=at)
    stated = ConflictStatement.objects.filter(seat=seat, entry__in=entries, has_conflict=False)
    for row in stated.select_related("entry").order_by("pk"):
        grants_after_statement(seat=seat, entry=row.entry, at=at)


def _edition(room: Room) -> Edition:
    return room.panel.round.edition


def _log(row: Seating, event: str, actor: Person, at: datetime) -> None:
    body = {
        "seating": str(row.uid),
        "change": str(row.change),
        "slot": str(row.slot.uid),
        "entry": row.slot.entry.number,
        "seat": str(row.seat.uid),
        "alternate": str(row.alternate.uid),
        "cause": row.cause,
        "reason": row.reason,
        "by": str(actor.uid),
    }
    edition_log(edition=_edition(row.slot.room), event=event, body=body, at=at)
