"""The draw at sign-in: each team takes the lot on top of its pot; the pots were made beforehand."""

from datetime import datetime

from django.db import transaction

from contest.models import Entry, EntryState, Round
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.draw.draw import DrawRefused
from judging.draw.plan import Lot, Orders, Plan, lots, orders_of
from judging.models import Draw, DrawKind, DrawTurn, Room
from judging.selectors.draws import draw_of, draw_plan, draw_turns
from judging.selectors.entries import entries_by_number
from judging.services.locks import round_take
from judging.services.seal import seed_unseal


@transaction.atomic
def draw_lot_take(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    entry: Entry,
    actor: Person,
    at: datetime,
) -> DrawTurn:
    """The team draws: it gets the lot that lies on top, which nobody chose.

    Raises draw_state_refused (no draw at sign-in, or revealed), not_found for an entry that is not
    drawn in this round, entry_state_refused for one that is out, draw_turn_taken.
    """
    locked = round_take(round_id=round.pk)
    draw = draw_of(locked)
    if draw is None or draw.revealed_at is not None or draw.kind != DrawKind.SIGN_IN:
        state = "none" if draw is None else "revealed" if draw.revealed_at else draw.kind
        raise Problem("draw_state_refused", params={"state": state})
    plan = draw_plan(draw)
    try:
        share = plan.share_of(entry.number or "")
    except DrawRefused as error:
        raise Problem("not_found") from error
    if entry.state != EntryState.ACCEPTED:
        raise Problem("entry_state_refused")
    taken = draw_turns(draw)
    if any(turn.entry_id == entry.pk for turn in taken):
        raise Problem("draw_turn_taken")
    pots = lots(seed_unseal(sealed=draw.sealed_seed, round_uid=locked.uid), plan)
    lot = _top(pots, taken, share)
    made = _turn(draw, entry, lot, pressed=True, actor=actor, at=at)
    body = {
        "round": str(locked.uid),
        "entry": entry.number,
        "share": lot.share,
        "turn": lot.turn,
        "room": lot.room,
        "position": lot.position,
        "key": lot.key,
        "by": str(actor.uid),
    }
    edition_log(edition=locked.edition, event="draw.lot", body=body, at=at)
    return made


def lots_left_give(
    *, draw: Draw, plan: Plan, pots: list[Lot], actor: Person, at: datetime
) -> Orders:
    """Whoever has not drawn gets what is left, by number; returns the orders. Writes no event."""
    taken = draw_turns(draw)
    if [each.hash for each in pots] != draw.lots:
        raise Problem("draw_seed_mismatch")
    drawn = {turn.entry.number for turn in taken}
    left = [number for number in plan.entries() if number not in drawn]
    entries = entries_by_number(draw.round.edition, left)
    for number in left:
        lot = _top(pots, taken, plan.share_of(number))
        taken.append(_turn(draw, entries[number], lot, pressed=False, actor=actor, at=at))
    by_turn = {(lot.share, lot.turn): lot for lot in pots}
    orders = orders_of((str(each.entry.number), by_turn[each.share, each.turn]) for each in taken)
    return {room: orders.get(room, []) for room in plan.rooms}


def _top(pots: list[Lot], taken: list[DrawTurn], share: int) -> Lot:
    drawn = sum(turn.share == share for turn in taken)
    return [lot for lot in pots if lot.share == share][drawn]


def _turn(
    draw: Draw, entry: Entry, lot: Lot, *, pressed: bool, actor: Person, at: datetime
) -> DrawTurn:
    return DrawTurn.objects.create(
        draw=draw,
        entry=entry,
        share=lot.share,
        turn=lot.turn,
        room=Room.objects.get(uid=lot.room),
        position=lot.position,
        key=lot.key,
        pressed=pressed,
        by=actor,
        at=at,
    )
