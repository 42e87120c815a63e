"""The running order: what it is drawn from is fixed first, opened later, checkable by anyone."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from contest.models import Round, RoundState
from contest.services.editions import registration_settle
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.draw.draw import (
    SEED_BYTES,
    DrawRefused,
    candidates_hash,
    commitment,
    order,
    verify,
)
from judging.draw.plan import Orders, Plan, lots, plan_hash, plan_made, plan_verify, rooms_drawn
from judging.models import Draw, DrawKind, Panel, Slot
from judging.selectors.draws import draw_of, draw_plan, rooms_allowed, round_rooms
from judging.selectors.entries import accepted_numbers
from judging.selectors.promoted import (
    numbers_moved_up,
    numbers_through,
    round_undecided,
    rounds_into,
)
from judging.services.draw_lots import lots_left_give
from judging.services.draw_order import order_make
from judging.services.locks import round_take
from judging.services.moved_up_letters import moved_up_tell_drawn
from judging.services.seal import seed_seal, seed_unseal


@dataclass(frozen=True, slots=True)
class _List:
    """What is drawn from: the entries, and who may hear them; no plan in a draw of version 1."""

    numbers: list[str]
    plan: Plan | None

    @property
    def hash(self) -> str:
        return candidates_hash(self.numbers) if self.plan is None else plan_hash(self.plan)


@transaction.atomic
def draw_commit(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    actor: Person,
    at: datetime,
    kind: str = DrawKind.COMPUTER,
    seed: bytes | None = None,
) -> Draw:
    """Commit to a seed, then fix the list of accepted entries and the rooms that may hear each.

    Where rounds before send entries into this one, the list is of those whom they let through and
    of those who moved up for one who left. A
    paper draw has no seed. Raises earlier_round_open while one of them has no locked result,
    edition_still_open before registration is over, draw_state_refused (drawn already, no
    candidate, no panel, fewer entries than rooms, round no longer prepared), draw_room_missing
    for an entry that no room hears, not_allowed for a seed brought to a real edition,
    field_invalid for a seed that is not 32 bytes or goes with a paper draw.
    """
    locked = round_take(round_id=round.pk)
    registration_settle(edition=locked.edition, at=at)
    _require_drawable(locked)
    # The commitment exists before the list is read.
    chosen = _seed(locked, seed, kind)
    committed = "" if chosen is None else commitment(chosen)
    listed = _listed(locked, kind)
    draw = Draw(
        round=locked,
        kind=kind,
        commitment=committed,
        candidates=listed.numbers,
        candidates_hash=listed.hash,
        plan={} if listed.plan is None else listed.plan.document(),
        committed_at=at,
    )
    if chosen is not None:
        draw.sealed_seed = seed_seal(seed=chosen, round_uid=locked.uid)
        if kind == DrawKind.SIGN_IN and listed.plan is not None:
            draw.lots = [each.hash for each in lots(chosen, listed.plan)]
    draw.save(force_insert=True)
    moved_up_tell_drawn(round=locked, at=at)
    _log(locked, "draw.commit", {**_committed(draw), "by": str(actor.uid)}, at)
    return draw


@transaction.atomic
def draw_reveal(*, round: Round, actor: Person, at: datetime) -> list[Slot]:  # noqa: A002 - the noun of the table
    """Open the seed and make each room's slots in its order.

    In a draw at sign-in, teams that have not come are given what is left first. An entry withdrawn
    since the commitment keeps its place and its slot says so. Raises draw_state_refused (nothing
    committed, revealed before, a paper draw), draw_seed_mismatch where seed, list and commitment
    do not fit together.
    """
    locked = round_take(round_id=round.pk)
    draw = draw_unrevealed(locked)
    if draw.kind == DrawKind.PAPER:
        raise Problem("draw_state_refused", params={"state": "paper"})
    seed = seed_unseal(sealed=draw.sealed_seed, round_uid=locked.uid)
    orders = _drawn(draw, seed, actor, at)
    body: dict[str, Any] = {"seed": seed.hex(), **orders_told(draw, orders)}
    slots = order_make(round=locked, orders=orders, at=at)
    draw.revealed_at, draw.seed = at, seed.hex()
    draw.save(update_fields=["revealed_at", "seed"])
    _log(locked, "draw.reveal", {**body, "by": str(actor.uid)}, at)
    return slots


def draw_unrevealed(round: Round) -> Draw:  # noqa: A002 - the noun of the table
    """The draw whose order is still open. Raises draw_state_refused."""
    draw = draw_of(round)
    if draw is None or draw.revealed_at is not None:
        state = "none" if draw is None else "revealed"
        raise Problem("draw_state_refused", params={"state": state})
    return draw


def orders_told(draw: Draw, orders: Orders) -> dict[str, Any]:
    """The order as the log tells it: a list in a draw of version 1, else by room."""
    if draw.plan:
        return {"kind": draw.kind, "orders": orders}
    [only] = orders.values()
    return {"order": only}


def draw_seed(*, draw: Draw) -> str | None:
    """The seed as hex once it was revealed, for whoever wants to repeat the draw; else None."""
    if draw.revealed_at is None or draw.kind == DrawKind.PAPER:
        return None
    if draw.seed:
        return draw.seed
    # Revealed before the seed was written down.
    return seed_unseal(sealed=draw.sealed_seed, round_uid=draw.round.uid).hex()


def _listed(round: Round, kind: str) -> _List:  # noqa: A002 - the noun of the table
    numbers = _candidates(round)
    rooms = [str(room.uid) for room in round_rooms(round)]
    if not numbers:
        raise Problem("draw_state_refused", params={"state": "no_candidates"})
    if len(rooms) == 1 and kind == DrawKind.COMPUTER:
        return _List(numbers, None)
    allowed = rooms_allowed(round, numbers)
    lost = next((number for number in numbers if not allowed[number]), None)
    if lost is not None:
        raise Problem("draw_room_missing", params={"entry": lost})
    return _List(numbers, plan_made(rooms, allowed))


def _candidates(round: Round) -> list[str]:  # noqa: A002 - the noun of the table
    numbers = accepted_numbers(round.edition)
    before = rounds_into(round)
    if not before:
        return numbers
    undecided = round_undecided(before)
    if undecided is not None:
        raise Problem("earlier_round_open", params={"round": undecided.code})
    through = numbers_through(before) | numbers_moved_up(round)
    return [number for number in numbers if number in through]


def _seed(round: Round, seed: bytes | None, kind: str) -> bytes | None:  # noqa: A002 - the noun of the table
    """A random seed; one that was brought along passes only in a demo edition."""
    if seed is not None and not round.edition.is_demo:
        raise Problem("not_allowed")
    if kind == DrawKind.PAPER:
        if seed is not None:
            raise Problem("field_invalid", fields={"seed": ["paper"]})
        return None
    if seed is None:
        return secrets.token_bytes(SEED_BYTES)
    if len(seed) != SEED_BYTES:
        raise Problem("field_invalid", fields={"seed": ["length"]})
    return seed


def _drawn(draw: Draw, seed: bytes, actor: Person, at: datetime) -> Orders:
    """The orders, by room, after everything that was committed to was looked at again."""
    if not draw.plan:
        return _drawn_list(draw, seed)
    try:
        plan = draw_plan(draw)
    except DrawRefused as error:
        raise Problem("draw_seed_mismatch") from error
    orders = rooms_drawn(seed, plan)
    if plan_hash(plan) != draw.candidates_hash or not plan_verify(
        committed=draw.commitment, seed=seed, plan=plan, drawn=orders
    ):
        raise Problem("draw_seed_mismatch")
    if draw.kind == DrawKind.SIGN_IN:
        return lots_left_give(draw=draw, plan=plan, pots=lots(seed, plan), actor=actor, at=at)
    return orders


def _drawn_list(draw: Draw, seed: bytes) -> Orders:
    drawn = order(seed, draw.candidates)
    if candidates_hash(draw.candidates) != draw.candidates_hash or not verify(
        committed=draw.commitment, seed=seed, candidates=draw.candidates, drawn=drawn
    ):
        raise Problem("draw_seed_mismatch")
    [room] = round_rooms(draw.round)
    return {str(room.uid): drawn}


def _committed(draw: Draw) -> dict[str, Any]:
    body: dict[str, Any] = {"commitment": draw.commitment, "candidates": draw.candidates_hash}
    if draw.plan:
        body |= {"kind": draw.kind, "plan": draw.plan, "lots": draw.lots}
    return body


def _log(round: Round, event: str, body: dict[str, Any], at: datetime) -> None:  # noqa: A002 - the noun of the table
    edition_log(edition=round.edition, event=event, body={"round": str(round.uid), **body}, at=at)


def _require_drawable(round: Round) -> None:  # noqa: A002 - the noun of the table
    if round.state != RoundState.PREPARED:
        raise Problem("draw_state_refused", params={"state": round.state})
    if draw_of(round) is not None:
        raise Problem("draw_state_refused", params={"state": "committed"})
    if not Panel.objects.filter(round=round).exists():
        raise Problem("draw_state_refused", params={"state": "panels"})
