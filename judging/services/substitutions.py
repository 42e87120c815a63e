"""The next one by the rulebook takes the place of an entry that left the round before it began.

Nobody is chosen: the round that sent the entry is counted again without those who left, and its
promotion rule says who comes, or that nobody does. So one person with a reason may do it, and
takes it back as long as the round is not open (docs/decisions/0035).
"""

from datetime import datetime

from django.db import transaction

from contest.models import Entry, EntryState, Round, RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import Room, Slot, SlotState, Substitution
from judging.selectors.draws import draw_of
from judging.selectors.substitutions import free_places, next_for
from judging.services.grants import grants_to_newcomer, grants_within_room
from judging.services.locks import round_take
from judging.services.moved_up_letters import moved_up_tell, moved_up_tell_undone
from judging.services.recusals import room_seats_lock
from judging.services.rooms import room_touch
from judging.services.seatings import seatings_move

_PROBLEMS = {
    "rule": "substitution_by_rule",
    "late": "substitution_late",
    "nobody": "substitution_nobody",
}


@transaction.atomic
def substitution_make(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    left: Entry,
    reason: str,
    actor: Person,
    at: datetime,
) -> Substitution:
    """Put the next one in the place of `left`: among those who are drawn, or into its turn.

    Its team is told as soon as it may know.

    Raises reason_missing, round_state_refused once the round is open, substitution_needless where
    the entry has no free place here, substitution_drawing while the order is being drawn,
    substitution_by_rule, substitution_late and substitution_nobody where the rulebook puts nobody
    in.
    """
    if not reason.strip():
        raise Problem("reason_missing")
    locked = _prepared(round, "substitute")
    if left.pk not in {entry.pk for entry in free_places(locked)}:
        raise Problem("substitution_needless", params={"entry": str(left.number)})
    draw = draw_of(locked)
    if draw is not None and draw.revealed_at is None:
        raise Problem("substitution_drawing")
    found = next_for(locked, left)
    if found is None or found.entry is None:
        raise Problem(_PROBLEMS["nobody" if found is None else found.why])
    made = Substitution(
        round=locked,
        source=found.source,
        left=left,
        entry=found.entry,
        slot=_turn(locked, left),
        reason=reason.strip(),
        made_by=actor,
        made_at=at,
    )
    if made.slot is not None:
        _take_turn(made.slot, found.entry, at)
    made.save(force_insert=True)
    moved_up_tell(row=made, at=at)
    _log(made, "substitution.make", actor, at)
    return made


@transaction.atomic
def substitution_undo(*, substitution: Substitution, actor: Person, at: datetime) -> Substitution:
    """Take it back: the place is free again. Raises substitution_ended, round_state_refused,
    substitution_drawn where the entry was drawn with all others or has left itself and was
    replaced.
    """
    locked = _prepared(substitution.round, "undo")
    found = Substitution.objects.select_for_update(of=("self",)).get(pk=substitution.pk)
    if found.ended_at is not None:
        raise Problem("substitution_ended")
    follows = Substitution.objects.filter(
        round=locked, left_id=found.entry_id, ended_at__isnull=True
    )
    if follows.exists() or (found.slot is None and draw_of(locked) is not None):
        raise Problem("substitution_drawn")
    if found.slot is not None:
        slot = Slot.objects.select_for_update(of=("self",)).get(pk=found.slot.pk)
        _take_turn(slot, found.left, at)
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    moved_up_tell_undone(row=found, at=at)
    _log(found, "substitution.undo", actor, at)
    return found


def _prepared(round: Round, verb: str) -> Round:  # noqa: A002 - the noun of the table
    locked = round_take(round_id=round.pk)
    if locked.state != RoundState.PREPARED:
        raise Problem("round_state_refused", params={"state": locked.state, "verb": verb})
    return locked


def _turn(round: Round, left: Entry) -> Slot | None:  # noqa: A002 - the noun of the table
    """The place in the running order that is free; None before the draw."""
    rows = Slot.objects.select_for_update(of=("self",))
    return rows.filter(room__panel__round=round, entry=left).first()


def _take_turn(slot: Slot, entry: Entry, at: datetime) -> None:
    """The turn is the entry's; the draw's record keeps who drew it. The caller holds the round."""
    seats = room_seats_lock(room=slot.room)
    room = Room.objects.select_for_update(of=("self",)).get(pk=slot.room_id)
    before = slot.entry
    # Whoever sat in for a judge did so for the entry that left.
    seatings_move(slot=slot, at=at)
    slot.entry = entry
    stays = entry.state == EntryState.ACCEPTED
    slot.state = SlotState.WAITING if stays else SlotState.WITHDRAWN
    slot.save(update_fields=["entry", "state"])
    for seat in seats:
        grants_within_room(seat=seat, entries=[before], at=at)
        grants_to_newcomer(seat=seat, entry=entry, at=at)
    room_touch(room=room)


def _log(row: Substitution, event: str, actor: Person, at: datetime) -> None:
    body = {
        "substitution": str(row.uid),
        "round": str(row.round.uid),
        "by_result_of": row.source.code,
        "left": row.left.number,
        "entry": row.entry.number,
        "slot": None if row.slot is None else str(row.slot.uid),
        "reason": row.reason,
        "by": str(actor.uid),
    }
    edition_log(edition=row.round.edition, event=event, body=body, at=at)
